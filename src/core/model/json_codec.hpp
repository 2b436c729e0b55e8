#pragma once
// Elements as nlohmann::json by their field table. For the .cpp files of model and store only.

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>
#include <set>
#include <string>
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

[[noreturn]] inline void bad(const Where& where, const std::string& what) {
    throw Error(ErrorCode::BadInput, "read JSON", "at " + where + ": " + what);
}

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
        return value.value;
    } else if constexpr (IsOptional<T>::value) {
        return value ? toJson(*value) : json(nullptr);
    } else if constexpr (IsVector<T>::value) {
        json list = json::array();
        for (const auto& item : value)
            list.push_back(toJson(item));
        return list;
    } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
        return json::array({value.first, value.second});
    } else if constexpr (std::is_enum_v<T>) {
        return std::string(nameOf(value));
    } else if constexpr (Part<T>) {
        json object = json::object();
        forEachField<T>([&](const auto& f) {
            json member = toJson(value.*f.member);
            if (!member.is_null())
                object[f.name] = std::move(member);
        });
        return object;
    } else {
        return value;
    }
}

template <class T> void fromJson(const json& j, T& value, const Where& where);

template <class T> void partFromJson(const json& j, T& value, const Where& where) {
    if (!j.is_object())
        bad(where, "an object is expected");
    std::set<std::string> known;
    forEachField<T>([&](const auto& f) {
        known.insert(f.name);
        if (const auto at = j.find(f.name); at != j.end())
            fromJson(*at, value.*f.member, where + "." + f.name);
    });
    for (const auto& [key, unused] : j.items())
        if (!known.contains(key))
            bad(where, "“" + key + "” is not a field known here");
}

template <class T> void numberFromJson(const json& j, T& value, const Where& where) {
    if (!j.is_number())
        bad(where, "a number is expected");
    if constexpr (std::is_integral_v<T>) {
        if (!j.is_number_integer())
            bad(where, "a whole number is expected");
        if (j.is_number_unsigned() && j.get<std::uint64_t>() > INT64_MAX)
            bad(where, "the number is too large");
        value = j.get<T>();
    } else {
        value = j.get<T>();
        if (!std::isfinite(value))
            bad(where, "the number is not finite");
    }
}

template <class T> void fromJson(const json& j, T& value, const Where& where) {
    if constexpr (IsId<T>::value) {
        if (!j.is_number_unsigned() || j.get<std::uint64_t>() >> 52 != 0)
            bad(where, "an id (a whole number below 2^52) is expected");
        value.value = j.get<std::uint64_t>();
    } else if constexpr (IsOptional<T>::value) {
        if (j.is_null())
            value.reset();
        else
            fromJson(j, value.emplace(), where);
    } else if constexpr (IsVector<T>::value) {
        if (!j.is_array())
            bad(where, "a list is expected");
        value.clear();
        for (std::size_t i = 0; i < j.size(); ++i)
            fromJson(j[i], value.emplace_back(), where + "[" + std::to_string(i) + "]");
    } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
        if (!j.is_array() || j.size() != 2)
            bad(where, "a pair of texts is expected");
        fromJson(j[0], value.first, where + "[0]");
        fromJson(j[1], value.second, where + "[1]");
    } else if constexpr (std::is_enum_v<T>) {
        const auto parsed =
            j.is_string() ? parse<T>(j.get_ref<const std::string&>()) : std::nullopt;
        if (!parsed)
            bad(where,
                j.dump(-1, ' ', true, json::error_handler_t::replace) + " is not known here");
        value = *parsed;
    } else if constexpr (Part<T>) {
        partFromJson(j, value, where);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!j.is_boolean())
            bad(where, "true or false is expected");
        value = j.get<bool>();
    } else if constexpr (std::is_arithmetic_v<T>) {
        numberFromJson(j, value, where);
    } else {
        if (!j.is_string())
            bad(where, "a text is expected");
        value = j.get<std::string>();
    }
}

} // namespace cairn::codec
