#pragma once
// One field of an element as one SQLite value and back, and the statements made from a field table.

#include <SQLiteCpp/SQLiteCpp.h>

#include <span>
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
bool flagIn(const SQLite::Column& column);
double realIn(const SQLite::Column& column);
std::string textIn(const SQLite::Column& column);
std::string blobIn(const SQLite::Column& column);
std::uint64_t idIn(const SQLite::Column& column);
std::uint32_t countIn(const SQLite::Column& column);
[[noreturn]] void throwBadName(const std::string& name);
/// JSON of a list or part; shallow, as Cairn writes it.
codec::json jsonIn(const SQLite::Column& column);
std::string jsonText(const codec::json& json);

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
            throwBadName(name);
        value = *parsed;
    } else if constexpr (std::is_same_v<M, bool>) {
        value = flagIn(column);
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

[[noreturn]] void refuseCell(Connection& connection, std::string_view table,
                             std::string_view column, SQLite::Statement& row,
                             const std::string& what);

/// Reads the row the statement stands on. Throws Error{Damaged} that says which column of which row
/// is bad.
template <class E>
E readElement(Connection& connection, std::string_view table, SQLite::Statement& row) {
    E element;
    int index = 0;
    const char* name = "";
    try {
        forEachField<E>([&](const auto& field) {
            name = field.name;
            const SQLite::Column column = row.getColumn(index++);
            auto& value = element.*field.member;
            if (isBytes(field.member)) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>)
                    value = blobIn(column);
            } else {
                readCell(column, value);
            }
        });
    } catch (const BadCell& bad) {
        refuseCell(connection, table, name, row, bad.what);
    } catch (const Error& bad) {
        refuseCell(connection, table, name, row, "cannot be read: " + bad.why());
    }
    return element;
}

std::string selectSql(std::string_view table, std::span<const char* const> columns);
/// Updates rather than replaces, so that columns of a newer Cairn keep what they hold.
std::string upsertSql(std::string_view table, std::span<const char* const> columns);

template <class E> std::string selectSql(std::string_view table) {
    return selectSql(table, fieldNames<E>());
}
template <class E> std::string upsertSql(std::string_view table) {
    return upsertSql(table, fieldNames<E>());
}

// Compiled once, in element_cells.cpp: they are large.
extern template void bindElement(SQLite::Statement&, const ProjectFacts&);
extern template ProjectFacts readElement<ProjectFacts>(Connection&, std::string_view,
                                                       SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Persona&);
extern template Persona readElement<Persona>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Map&);
extern template Map readElement<Map>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Stage&);
extern template Stage readElement<Stage>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Step&);
extern template Step readElement<Step>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Lane&);
extern template Lane readElement<Lane>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Card&);
extern template Card readElement<Card>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const EmotionPoint&);
extern template EmotionPoint readElement<EmotionPoint>(Connection&, std::string_view,
                                                       SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Link&);
extern template Link readElement<Link>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Note&);
extern template Note readElement<Note>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Comment&);
extern template Comment readElement<Comment>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Tag&);
extern template Tag readElement<Tag>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Dataset&);
extern template Dataset readElement<Dataset>(Connection&, std::string_view, SQLite::Statement&);
extern template void bindElement(SQLite::Statement&, const Image&);
extern template Image readElement<Image>(Connection&, std::string_view, SQLite::Statement&);

} // namespace cairn::store
