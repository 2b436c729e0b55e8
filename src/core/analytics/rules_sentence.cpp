#include "cairn/analytics/funnel.hpp"
#include "core/analytics/funnel_plan.hpp"

namespace cairn {
namespace {

std::string durationWords(std::int64_t ms) {
    const auto words = [](std::int64_t count, const char* unit) {
        return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
    };
    if (ms % kDayMs == 0)
        return words(ms / kDayMs, "day");
    if (ms % kHourMs == 0)
        return words(ms / kHourMs, "hour");
    if (ms % kMinuteMs == 0)
        return words(ms / kMinuteMs, "minute");
    if (ms % kSecondMs == 0)
        return words(ms / kSecondMs, "second");
    return words(ms, "millisecond");
}

std::string windowWords(const FunnelOptions& o) {
    if (!o.windowMs)
        return "no time limit";
    if (o.order == FunnelOrder::Any)
        return "all within " + durationWords(*o.windowMs);
    return "within " + durationWords(*o.windowMs) + " of the " +
           (o.windowFrom == WindowFrom::First ? "first" : "previous") + " step";
}

std::string rangeWords(const FunnelOptions& o) {
    if (!o.from && !o.to)
        return {};
    std::string text = o.allInside ? ", all steps" : ", entered";
    if (o.from)
        text += " from " + isoUtc(*o.from);
    if (o.to)
        text += " to " + isoUtc(*o.to);
    return text;
}

/// `text`: the order and the window.
std::string sentenceOf(const FunnelOptions& o, std::string text) {
    if (o.count == CountRule::Attempts)
        text += ", every attempt";
    else
        text += std::string(o.count == CountRule::Users ? ", users" : ", sessions") +
                (o.attempt == AttemptRule::Best ? ", best attempt" : ", first attempt");
    if (o.open)
        text += ", entering at any step";
    for (const Exclusion& exclusion : o.exclusions)
        text += ", without " + labelOf(exclusion.what) + " between steps " +
                std::to_string(exclusion.from) + " and " + std::to_string(exclusion.to) +
                (exclusion.action == ExclusionAction::Drop ? " (drops)" : " (removes)");
    for (std::size_t i = 0; i < o.hold.size(); ++i)
        text += (i == 0 ? ", same " : " and ") + o.hold[i];
    if (o.tieToleranceMs != 0)
        text += ", events within " + durationWords(o.tieToleranceMs) + " counted as simultaneous";
    return text + rangeWords(o);
}

} // namespace

std::string rulesSentence(const FunnelOptions& o) {
    return sentenceOf(o, std::string(o.order == FunnelOrder::Ordered  ? "ordered"
                                     : o.order == FunnelOrder::Strict ? "strict order"
                                                                      : "any order") +
                             ", " + windowWords(o));
}

std::string rulesSentence(const FunnelResult& result) {
    if (!result.timeless)
        return rulesSentence(result.options);
    return sentenceOf(result.options, result.options.order == FunnelOrder::Any
                                          ? "any order, data without times"
                                          : "did this step and all before, data without times");
}

} // namespace cairn
