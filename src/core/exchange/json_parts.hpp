#pragma once
// What the JSON of every answer is put together from.

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "cairn/exchange/project_json.hpp"

namespace cairn::exchange {

using json = nlohmann::ordered_json;

template <class T> json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}
inline json orNull(const std::optional<Interval>& interval) {
    return interval ? json::array({interval->low, interval->high}) : json(nullptr);
}
/// A number of people: whole, unless somebody else's counts are not.
inline json countOrNull(const std::optional<double>& count) {
    constexpr double kExact = 9007199254740992; // 2^53
    if (!count)
        return nullptr;
    const bool whole = *count == std::floor(*count) && std::abs(*count) <= kExact;
    return whole ? json(static_cast<std::int64_t>(*count)) : json(*count);
}
inline json instantOrNull(const std::optional<TimeMs>& time) {
    return time ? json(isoUtc(*time)) : json(nullptr);
}
inline json timesOf(const StepTimes& t) {
    return {{"mean_s", orNull(t.mean)}, {"median_s", orNull(t.median)}, {"p25_s", orNull(t.p25)},
            {"p75_s", orNull(t.p75)},   {"p90_s", orNull(t.p90)},       {"p95_s", orNull(t.p95)}};
}
inline json issuesOf(std::span<const RowIssueText> issues) {
    json list = json::array();
    for (const RowIssueText& issue : issues)
        list.push_back({{"line", issue.line}, {"column", issue.column}, {"what", issue.what}});
    return list;
}
/// What customers answered; findings.feedback must be there. feedback_json.cpp.
json feedbackOf(const Project& project, const MapFindings& findings);
inline std::string textOf(const json& document) {
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace cairn::exchange
