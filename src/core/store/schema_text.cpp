#include "core/store/schema_text.hpp"

#include "cairn/base/error.hpp"

namespace cairn::store {
namespace {

constexpr std::string_view kSpace = " \n";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// Takes the statement before the next semicolon off the text.
std::string_view nextStatement(std::string_view& text) {
    const auto end = text.find(';');
    const std::string_view statement = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return statement;
}

/// Of "beginning"name"rest": the name and what follows; nothing when it begins otherwise.
bool startsWithName(std::string_view statement, std::string_view beginning, std::string& name,
                    std::string_view& rest) {
    if (!statement.starts_with(beginning))
        return false;
    statement.remove_prefix(beginning.size());
    const auto end = statement.find('"');
    name = statement.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : statement.substr(end + 1);
    return true;
}

/// Where SQLite puts a new column: behind the last one, before a key of several columns.
std::size_t endOfColumns(const std::string& table) {
    const auto key = table.find(" PRIMARY KEY (");
    return key == std::string::npos ? table.rfind(')') : table.rfind(',', key);
}

} // namespace

void addObjects(SchemaObjects& objects, std::string_view statements) {
    std::string name;
    std::string_view rest;
    while (!trimmed(statements).empty()) {
        const std::string_view statement = nextStatement(statements);
        if (startsWithName(statement, "CREATE TABLE \"", name, rest)) {
            objects[{"table", name}] = statement;
            if (rest.find(" PRIMARY KEY (") != std::string_view::npos)
                objects[{"index", "sqlite_autoindex_" + name + "_1"}] = ""; // its sql is NULL
        } else if (startsWithName(statement, "ALTER TABLE \"", name, rest) &&
                   rest.starts_with(" ADD COLUMN ")) {
            rest.remove_prefix(std::string_view(" ADD COLUMN ").size());
            std::string& table = objects.at({"table", name});
            table.insert(endOfColumns(table), ", " + std::string(rest));
        } else if (!statement.starts_with("INSERT INTO ") && !statement.starts_with("UPDATE ")) {
            throw Error(ErrorCode::Internal, "tell a schema", "a statement has an unknown form");
        }
    }
}

} // namespace cairn::store
