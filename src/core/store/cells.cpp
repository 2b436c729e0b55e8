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

nlohmann::json jsonIn(const SQLite::Column& column) {
    const auto shallow = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > kDeepestJson)
            throw BadCell{"is nested too deeply"};
        return true;
    };
    try {
        return nlohmann::json::parse(textIn(column), shallow);
    } catch (const nlohmann::json::exception&) {
        throw BadCell{"is not valid JSON"};
    }
}

std::string jsonText(const nlohmann::json& json) {
    try {
        return json.dump();
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::BadInput, "store", "a text is not valid UTF-8");
    }
}

} // namespace cairn::store
