#pragma once
// One field of an element as one SQLite value and back, and the statements made from a field table.

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <string_view>
#include <type_traits>

#include "cairn/model/project.hpp"
#include "core/model/json_codec.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// A value that cannot be what Cairn wrote. `what` completes "the column card.kind of row 7 …".
struct BadCell {
    std::string what;
};

void bindText(SQLite::Statement& statement, int index, const std::string& text);
void bindBlob(SQLite::Statement& statement, int index, const std::string& bytes);
std::int64_t wholeIn(const SQLite::Column& column);
double realIn(const SQLite::Column& column);
std::string textIn(const SQLite::Column& column);
std::string blobIn(const SQLite::Column& column);
std::uint64_t idIn(const SQLite::Column& column);
std::uint32_t countIn(const SQLite::Column& column);
/// JSON of a list or part; shallow, as Cairn writes it.
nlohmann::json jsonIn(const SQLite::Column& column);
std::string jsonText(const nlohmann::json& json);

template <class E, class M> constexpr bool isBytes(M E::*member) {
    if constexpr (std::is_same_v<E, Image> && std::is_same_v<M, std::string>)
        return member == &Image::bytes;
    else
        return false;
}

template <class M> void bindCell(SQLite::Statement& statement, int index, const M& value) {
    if constexpr (codec::IsId<M>::value) {
        if (value)
            statement.bind(index, static_cast<std::int64_t>(value.value));
        else
            statement.bind(index);
    } else if constexpr (codec::IsOptional<M>::value) {
        if (value)
            bindCell(statement, index, *value);
        else
            statement.bind(index);
    } else if constexpr (std::is_enum_v<M>) {
        bindText(statement, index, std::string(nameOf(value)));
    } else if constexpr (std::is_same_v<M, bool>) {
        statement.bind(index, value ? 1 : 0);
    } else if constexpr (std::is_integral_v<M> || std::is_floating_point_v<M>) {
        statement.bind(index, value);
    } else if constexpr (std::is_same_v<M, std::string>) {
        bindText(statement, index, value);
    } else {
        bindText(statement, index, jsonText(codec::toJson(value)));
    }
}

/// Throws BadCell, or Error{BadInput} for a part's JSON.
template <class M> void readCell(const SQLite::Column& column, M& value) {
    if constexpr (codec::IsId<M>::value) {
        value.value = column.isNull() ? 0 : idIn(column);
    } else if constexpr (codec::IsOptional<M>::value) {
        if (column.isNull())
            value.reset();
        else
            readCell(column, value.emplace());
    } else if constexpr (std::is_enum_v<M>) {
        const std::string name = textIn(column);
        const auto parsed = parse<M>(name);
        if (!parsed)
            throw BadCell{"holds “" + name + "”, which is not a name Cairn knows"};
        value = *parsed;
    } else if constexpr (std::is_same_v<M, bool>) {
        const std::int64_t whole = wholeIn(column);
        if (whole != 0 && whole != 1)
            throw BadCell{"holds neither 0 nor 1"};
        value = whole == 1;
    } else if constexpr (std::is_integral_v<M>) {
        value = wholeIn(column);
    } else if constexpr (std::is_floating_point_v<M>) {
        value = realIn(column);
    } else if constexpr (std::is_same_v<M, std::string>) {
        value = textIn(column);
    } else {
        codec::fromJson(jsonIn(column), value, column.getName());
    }
}

/// The SQLite type of a field, as the schema declares it: "INTEGER NOT NULL", "REAL", "TEXT NOT
/// NULL"…
template <class M> constexpr std::string_view cellType() {
    if constexpr (codec::IsId<M>::value)
        return "INTEGER";
    else if constexpr (std::is_same_v<M, std::optional<double>>)
        return "REAL";
    else if constexpr (codec::IsOptional<M>::value)
        return "INTEGER";
    else if constexpr (std::is_floating_point_v<M>)
        return "REAL NOT NULL";
    else if constexpr (std::is_integral_v<M>)
        return "INTEGER NOT NULL";
    else
        return "TEXT NOT NULL";
}

template <class E> void bindElement(SQLite::Statement& statement, const E& element) {
    int index = 0;
    forEachField<E>([&](const auto& field) {
        ++index;
        const auto& value = element.*field.member;
        if (isBytes(field.member)) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>)
                bindBlob(statement, index, value);
        } else {
            bindCell(statement, index, value);
        }
    });
}

/// Reads the row the statement stands on. Throws Error{Damaged} that says which column of which row
/// is bad.
template <class E>
E readElement(Connection& connection, std::string_view table, SQLite::Statement& row) {
    E element;
    int index = 0;
    forEachField<E>([&](const auto& field) {
        const SQLite::Column column = row.getColumn(index++);
        std::string what;
        try {
            auto& value = element.*field.member;
            if (isBytes(field.member)) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>)
                    value = blobIn(column);
            } else {
                readCell(column, value);
            }
            return;
        } catch (const BadCell& bad) {
            what = bad.what;
        } catch (const Error& bad) {
            what = "cannot be read: " + bad.why();
        }
        throw Error(ErrorCode::Damaged, "read",
                    "the column " + std::string(table) + "." + field.name + " of row " +
                        row.getColumn(0).getString() + " " + what,
                    "Open a backup, or let Cairn save what is still whole.",
                    pathText(connection.file()));
    });
    return element;
}

template <class E> std::string selectSql(std::string_view table) {
    std::string columns;
    forEachField<E>(
        [&](const auto& field) { columns += (columns.empty() ? "" : ", ") + quoted(field.name); });
    return "SELECT " + columns + " FROM " + quoted(table);
}

/// Updates rather than replaces, so that columns of a newer Cairn keep what they hold.
template <class E> std::string upsertSql(std::string_view table) {
    std::string columns, marks, updates;
    forEachField<E>([&](const auto& field) {
        const std::string name = quoted(field.name);
        const char* comma = columns.empty() ? "" : ", ";
        columns += comma + name;
        marks += comma + std::string("?");
        updates += comma + name + "=excluded." + name;
    });
    return "INSERT INTO " + quoted(table) + " (" + columns + ") VALUES (" + marks +
           ") ON CONFLICT (\"id\") DO UPDATE SET " + updates;
}

} // namespace cairn::store
