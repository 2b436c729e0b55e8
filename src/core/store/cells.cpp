#include "core/store/cells.hpp"

#include <limits>

#include "cairn/base/text.hpp"

namespace cairn::store {
namespace {

constexpr int kDeepestJson = 8; // a list of filters in a binding is 3 deep

int sizeOf(const std::string& bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw Error(ErrorCode::TooLarge, "store", "a text is larger than 2 GB");
    return static_cast<int>(bytes.size());
}

} // namespace

void bindText(SQLite::Statement& statement, int index, const std::string& text) {
    sizeOf(text);
    if (!isValidUtf8(text))
        throw Error(ErrorCode::BadInput, "store", "a text is not valid UTF-8");
    statement.bind(index, text);
}

void bindBlob(SQLite::Statement& statement, int index, const std::string& bytes) {
    // An empty string's data() is no null pointer, which SQLite would take for NULL.
    statement.bind(index, static_cast<const void*>(bytes.data()), sizeOf(bytes));
}

std::int64_t wholeIn(const SQLite::Column& column) {
    if (!column.isInteger())
        throw BadCell{"is not a whole number"};
    return column.getInt64();
}

bool flagIn(const SQLite::Column& column) {
    const std::int64_t whole = wholeIn(column);
    if (whole != 0 && whole != 1)
        throw BadCell{"holds neither 0 nor 1"};
    return whole == 1;
}

double realIn(const SQLite::Column& column) {
    if (!column.isFloat() && !column.isInteger())
        throw BadCell{"is not a number"};
    const double value = column.getDouble();
    if (!std::isfinite(value))
        throw BadCell{"is not a finite number"};
    return value;
}

std::string textIn(const SQLite::Column& column) {
    if (!column.isText())
        throw BadCell{"is not a text"};
    std::string text = column.getString();
    if (!isValidUtf8(text))
        throw BadCell{"is not valid UTF-8"};
    return text;
}

std::string blobIn(const SQLite::Column& column) {
    if (!column.isBlob())
        throw BadCell{"does not hold bytes"};
    return column.getString();
}

std::uint64_t idIn(const SQLite::Column& column) {
    const std::int64_t id = wholeIn(column);
    if (id <= 0 || id >> 52 != 0)
        throw BadCell{"is not an id (1 to 2^52 - 1)"};
    return static_cast<std::uint64_t>(id);
}

std::uint32_t countIn(const SQLite::Column& column) {
    const std::int64_t count = wholeIn(column);
    if (count < 0 || count > std::numeric_limits<std::uint32_t>::max())
        throw BadCell{"is out of range"};
    return static_cast<std::uint32_t>(count);
}

void throwBadName(const std::string& name) {
    throw BadCell{"holds “" + name + "”, which is not a name Cairn knows"};
}

codec::json jsonIn(const SQLite::Column& column) {
    const auto shallow = [](int depth, codec::json::parse_event_t, codec::json&) {
        if (depth > kDeepestJson)
            throw BadCell{"is nested too deeply"};
        return true;
    };
    try {
        return codec::json::parse(textIn(column), shallow);
    } catch (const codec::json::exception&) {
        throw BadCell{"is not valid JSON"};
    }
}

std::string jsonText(const codec::json& json) {
    try {
        return json.dump();
    } catch (const codec::json::exception&) {
        throw Error(ErrorCode::BadInput, "store", "a text is not valid UTF-8");
    }
}

void refuseCell(Connection& connection, std::string_view table, std::string_view column,
                SQLite::Statement& row, const std::string& what) {
    throw Error(ErrorCode::Damaged, "read",
                "the column " + std::string(table) + "." + std::string(column) + " of row " +
                    row.getColumn(0).getString() + " " + what,
                "Open a backup, or let Cairn save what is still whole.",
                pathText(connection.file()));
}

std::string selectSql(std::string_view table, std::span<const char* const> columns) {
    std::string list;
    for (const char* column : columns)
        list += (list.empty() ? "" : ", ") + quoted(column);
    return "SELECT " + list + " FROM " + quoted(table);
}

std::string upsertSql(std::string_view table, std::span<const char* const> columns) {
    std::string list, marks, updates;
    for (const char* column : columns) {
        const std::string name = quoted(column);
        const char* comma = list.empty() ? "" : ", ";
        list += comma + name;
        marks += comma + std::string("?");
        updates += comma + name + "=excluded." + name;
    }
    return "INSERT INTO " + quoted(table) + " (" + list + ") VALUES (" + marks +
           ") ON CONFLICT (\"id\") DO UPDATE SET " + updates;
}

} // namespace cairn::store
