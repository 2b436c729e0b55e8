#pragma once
// Elements as nlohmann::json by their field table. For the .cpp files of model and store only.

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/model/fields.hpp"
#include "cairn/model/names.hpp"

namespace cairn::codec {

using json = nlohmann::ordered_json; // keys stay in the field table's order

/// Where in the document a value stands, for messages: "card[3].severity".
using Where = std::string;

[[noreturn]] void bad(const Where& where, const std::string& what);
Where under(const Where& where, const char* field);
Where item(const Where& where, std::size_t index);

// What does not depend on an element's type is compiled once, in json_codec.cpp.
json emptyList();
json emptyObject();
json pairOf(json first, json second);
json valueOf(bool);
json valueOf(std::int64_t);
json valueOf(std::uint64_t);
json valueOf(double);
json valueOf(std::string_view);
void append(json& list, json value);
/// Nothing when the member is null.
void setMember(json& object, const char* name, json member);

const json* memberOf(const json& object, const char* name); ///< null when there is none
bool isNull(const json&);
void requireObject(const json&, const Where&);
/// Throws when the object has a member with another name.
void refuseUnknown(const json& object, std::span<const char* const> names, const Where&);
/// The items of a list of any length, or of just that many.
std::size_t listSize(const json&, const Where&);
void requirePair(const json&, const Where&);
const json& itemOf(const json& list, std::size_t index);
std::uint64_t idOf(const json&, const Where&);
bool flagOf(const json&, const Where&);
std::int64_t wholeOf(const json&, const Where&);
double realOf(const json&, const Where&); ///< finite
const std::string& textOf(const json&, const Where&);
/// The text; empty, which no name is, for anything else.
std::string_view nameIn(const json&);
[[noreturn]] void badName(const json&, const Where&);

template <class T> struct IsId : std::false_type {};
template <class Tag> struct IsId<Id<Tag>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
concept Part = requires {
    FieldsOf<T>::all;
};

template <class T> json toJson(const T& value) {
    if constexpr (IsId<T>::value) {
        return valueOf(value.value);
    } else if constexpr (IsOptional<T>::value) {
        return value ? toJson(*value) : json();
    } else if constexpr (IsVector<T>::value) {
        json list = emptyList();
        for (const auto& item : value)
            append(list, toJson(item));
        return list;
    } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
        return pairOf(valueOf(value.first), valueOf(value.second));
    } else if constexpr (std::is_enum_v<T>) {
        return valueOf(nameOf(value));
    } else if constexpr (Part<T>) {
        json object = emptyObject();
        forEachField<T>(
            [&](const auto& f) { setMember(object, f.name, toJson(value.*f.member)); });
        return object;
    } else if constexpr (std::is_same_v<T, bool> || std::is_floating_point_v<T>) {
        return valueOf(value);
    } else if constexpr (std::is_integral_v<T>) {
        return valueOf(static_cast<std::int64_t>(value));
    } else {
        return valueOf(std::string_view(value));
    }
}

template <class T> void fromJson(const json& j, T& value, const Where& where) {
    if constexpr (IsId<T>::value) {
        value.value = idOf(j, where);
    } else if constexpr (IsOptional<T>::value) {
        if (isNull(j))
            value.reset();
        else
            fromJson(j, value.emplace(), where);
    } else if constexpr (IsVector<T>::value) {
        const std::size_t size = listSize(j, where);
        value.clear();
        for (std::size_t i = 0; i < size; ++i)
            fromJson(itemOf(j, i), value.emplace_back(), item(where, i));
    } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
        requirePair(j, where);
        value.first = textOf(itemOf(j, 0), item(where, 0));
        value.second = textOf(itemOf(j, 1), item(where, 1));
    } else if constexpr (std::is_enum_v<T>) {
        const auto parsed = parse<T>(nameIn(j));
        if (!parsed)
            badName(j, where);
        value = *parsed;
    } else if constexpr (Part<T>) {
        requireObject(j, where);
        forEachField<T>([&](const auto& f) {
            if (const json* member = memberOf(j, f.name))
                fromJson(*member, value.*f.member, under(where, f.name));
        });
        refuseUnknown(j, fieldNames<T>(), where);
    } else if constexpr (std::is_same_v<T, bool>) {
        value = flagOf(j, where);
    } else if constexpr (std::is_floating_point_v<T>) {
        value = realOf(j, where);
    } else if constexpr (std::is_integral_v<T>) {
        value = static_cast<T>(wholeOf(j, where));
    } else {
        value = textOf(j, where);
    }
}

} // namespace cairn::codec
