#pragma once
// The tables of a .cairn file, their history, and the look at a schema that came from outside.

#include <span>
#include <string>
#include <vector>

#include "core/store/connection.hpp"

namespace cairn::store {

/// One step from a schema to the next: runs in one transaction, sets user_version to `version`.
struct Migration {
    int version;
    const char* statements;
};
/// Every schema there ever was, oldest first. Add at the end; never change one that was released.
std::span<const Migration> migrations();

/// Makes an empty database a .cairn file. With `working`, also what only a working copy has.
void createSchema(Connection& connection, bool working);
/// Adds (or removes) the tables that only a working copy has.
void addWorkingTables(Connection& connection);
void dropWorkingTables(Connection& connection);
/// Brings a copy (never a person's own file) from its user_version to the last of `steps`.
void migrate(Connection& connection, std::span<const Migration> steps);

/// What kind of file the schema is compared to.
enum class SchemaKind {
    File,      ///< a person's file
    Working,   ///< a working copy
    NewerFile, ///< made by a newer Cairn that says this one may read it: more tables and columns
               ///< are fine
    NewerWorking
};
/// What should not be there or is missing, in words; empty = as expected for user_version
/// `version`.
std::vector<std::string> schemaTroubles(Connection& connection, SchemaKind kind, int version);

} // namespace cairn::store
