#pragma once
// The project's elements as rows.

#include <functional>

#include "cairn/model/diff.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// Writes what changed. Within the caller's transaction.
void writeChanges(Connection& connection, const Changes& changes);
/// Writes every element into empty tables. Within the caller's transaction.
void writeAll(Connection& connection, const Project& project);
/// Throws Error{Damaged} at the first value that is not what Cairn writes.
Project readAll(Connection& connection);

} // namespace cairn::store
