#include "core/model/json_codec.hpp"

#include <algorithm>
#include <cmath>

namespace cairn::codec {

void bad(const Where& where, const std::string& what) {
    throw Error(ErrorCode::BadInput, "read JSON", "at " + where + ": " + what);
}

Where under(const Where& where, const char* field) {
    return where + "." + field;
}

Where item(const Where& where, std::size_t index) {
    return where + "[" + std::to_string(index) + "]";
}

json emptyList() {
    return json::array();
}

json emptyObject() {
    return json::object();
}

json pairOf(json first, json second) {
    return json::array({std::move(first), std::move(second)});
}

json valueOf(bool value) {
    return value;
}

json valueOf(std::int64_t value) {
    return value;
}

json valueOf(std::uint64_t value) {
    return value;
}

json valueOf(double value) {
    return value;
}

json valueOf(std::string_view value) {
    return std::string(value);
}

void append(json& list, json value) {
    list.push_back(std::move(value));
}

void setMember(json& object, const char* name, json member) {
    if (!member.is_null())
        object[name] = std::move(member);
}

const json* memberOf(const json& object, const char* name) {
    const auto at = object.find(name);
    return at == object.end() ? nullptr : &*at;
}

bool isNull(const json& j) {
    return j.is_null();
}

void requireObject(const json& j, const Where& where) {
    if (!j.is_object())
        bad(where, "an object is expected");
}

void refuseUnknown(const json& object, std::span<const char* const> names, const Where& where) {
    for (const auto& [key, unused] : object.items())
        if (std::find(names.begin(), names.end(), key) == names.end())
            bad(where, "“" + key + "” is not a field known here");
}

std::size_t listSize(const json& j, const Where& where) {
    if (!j.is_array())
        bad(where, "a list is expected");
    return j.size();
}

void requirePair(const json& j, const Where& where) {
    if (!j.is_array() || j.size() != 2)
        bad(where, "a pair of texts is expected");
}

const json& itemOf(const json& list, std::size_t index) {
    return list[index];
}

std::uint64_t idOf(const json& j, const Where& where) {
    if (!j.is_number_unsigned() || j.get<std::uint64_t>() >> 52 != 0)
        bad(where, "an id (a whole number below 2^52) is expected");
    return j.get<std::uint64_t>();
}

bool flagOf(const json& j, const Where& where) {
    if (!j.is_boolean())
        bad(where, "true or false is expected");
    return j.get<bool>();
}

std::int64_t wholeOf(const json& j, const Where& where) {
    if (!j.is_number())
        bad(where, "a number is expected");
    if (!j.is_number_integer())
        bad(where, "a whole number is expected");
    if (j.is_number_unsigned() && j.get<std::uint64_t>() > INT64_MAX)
        bad(where, "the number is too large");
    return j.get<std::int64_t>();
}

double realOf(const json& j, const Where& where) {
    if (!j.is_number())
        bad(where, "a number is expected");
    const auto value = j.get<double>();
    if (!std::isfinite(value))
        bad(where, "the number is not finite");
    return value;
}

const std::string& textOf(const json& j, const Where& where) {
    if (!j.is_string())
        bad(where, "a text is expected");
    return j.get_ref<const std::string&>();
}

std::string_view nameIn(const json& j) {
    return j.is_string() ? std::string_view(j.get_ref<const std::string&>()) : std::string_view();
}

void badName(const json& j, const Where& where) {
    bad(where, j.dump(-1, ' ', true, json::error_handler_t::replace) + " is not known here");
}

} // namespace cairn::codec
