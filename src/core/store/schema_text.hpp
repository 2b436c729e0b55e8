#pragma once
// What sqlite_schema holds after the store's own statements, told from their text alone: making a
// database of them to look into it costs more than reading a small file.

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace cairn::store {

using SchemaObjects =
    std::map<std::pair<std::string, std::string>, std::string>; ///< type, name: sql

/// Adds what the statements make, as SQLite writes it down. Knows what the store's schema is made
/// of (CREATE TABLE, ADD COLUMN, rows) and throws Error{Internal} for anything else.
void addObjects(SchemaObjects& objects, std::string_view statements);

} // namespace cairn::store
