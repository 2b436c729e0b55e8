#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "cairn/layout/phrases.hpp"
#include "cairn/model/names.hpp"

namespace cairn {

namespace {

constexpr const char* kNoValue = "\u2013";
constexpr const char* kMinus = "\u2212";

std::string grouped(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

/// Grouped, with at most one decimal, true minus, never "-0".
std::string number(double n) {
    if (!std::isfinite(n) || std::abs(n) >= 1e15)
        return kNoValue;
    const auto tenths = static_cast<std::uint64_t>(std::llround(std::abs(n) * 10));
    std::string text = grouped(tenths / 10);
    if (tenths % 10 != 0)
        text += "." + std::to_string(tenths % 10);
    return n < 0 && tenths != 0 ? kMinus + text : text;
}

std::string plural(std::int64_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

CivilDate dateOf(TimeMs instant) {
    const std::int64_t days = instant / kDayMs - (instant % kDayMs < 0 ? 1 : 0);
    return civilFromDays(days);
}

std::string symbolOf(std::string_view currency) {
    if (currency == "EUR")
        return "\u20ac";
    if (currency == "USD")
        return "$";
    if (currency == "GBP")
        return "\u00a3";
    if (currency == "JPY")
        return "\u00a5";
    return std::string(currency) + " ";
}

} // namespace

std::string EnglishPhrases::count(double n) const {
    return number(n);
}

std::string EnglishPhrases::percent(double share) const {
    if (!std::isfinite(share))
        return kNoValue;
    if (share == 0)
        return "0 %";
    if (share == 1)
        return "100 %";
    // A rate that only rounds to all or nothing must not read as all or nothing.
    if (share > 0 && share < 0.0005)
        return "<0.1 %";
    if (share > 0.9995 && share < 1)
        return ">99.9 %";
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.1f %%", std::abs(share) * 100);
    return (share < 0 ? kMinus : "") + std::string(buffer.data());
}

std::string EnglishPhrases::duration(double seconds) const {
    if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e12)
        return kNoValue;
    const std::int64_t s = std::llround(seconds);
    if (s < 60)
        return plural(s, "s", "s");
    const std::int64_t minutes = std::llround(seconds / 60);
    if (minutes < 60)
        return plural(minutes, "min", "min");
    const std::int64_t hours = minutes / 60;
    if (hours < 24)
        return plural(hours, "h", "h") +
               (minutes % 60 ? " " + plural(minutes % 60, "min", "min") : "");
    const std::int64_t wholeHours = std::llround(seconds / 3600);
    const std::int64_t days = wholeHours / 24;
    if (days < 3 && wholeHours % 24 != 0)
        return plural(days, "day", "days") + " " + plural(wholeHours % 24, "h", "h");
    return plural(std::llround(seconds / 86400), "day", "days");
}

std::string EnglishPhrases::medianTime(double seconds) const {
    return "median " + duration(seconds);
}
std::string EnglishPhrases::lost(double n) const {
    return number(-std::abs(n));
}
std::string EnglishPhrases::entered(double n) const {
    return "+" + number(std::abs(n)) + " entered here";
}
std::string EnglishPhrases::allVisitors() const {
    return "all visitors";
}
std::string EnglishPhrases::few() const {
    return "few";
}
std::string EnglishPhrases::noEventBound() const {
    return "no event bound";
}
std::string EnglishPhrases::bindOne() const {
    return "bind one";
}
std::string EnglishPhrases::noDataYet() const {
    return "No numbers yet: import a CSV to see how many customers get this far";
}
std::string EnglishPhrases::noValue() const {
    return kNoValue;
}

std::string EnglishPhrases::emotionWord(int level) const {
    if (level >= 2)
        return "delighted";
    if (level <= -2)
        return "lost";
    return level == 0 ? "fine" : level > 0 ? "pleased" : "frustrated";
}

std::string EnglishPhrases::mapKind(MapKind kind) const {
    switch (kind) {
    case MapKind::Current:
        return "current";
    case MapKind::Future:
        return "future";
    case MapKind::DayInTheLife:
        return "day in the life";
    case MapKind::Blueprint:
        return "blueprint";
    }
    return {};
}

std::string EnglishPhrases::dataPeriod(TimeMs first, TimeMs last) const {
    const CivilDate a = dateOf(first), b = dateOf(last);
    const std::string month = std::string(" ") + kMonths.at(b.month - 1);
    const std::string end = std::to_string(b.day) + month + " " + std::to_string(b.year);
    if (a == b)
        return end;
    std::string begin = std::to_string(a.day);
    if (a.month != b.month || a.year != b.year)
        begin += std::string(" ") + kMonths.at(a.month - 1);
    if (a.year != b.year)
        begin += " " + std::to_string(a.year);
    return begin + " to " + end;
}

std::string EnglishPhrases::dataLine(std::string_view period, std::string_view rules) const {
    std::string line = "Data: ";
    line += period;
    if (!period.empty() && !rules.empty())
        line += ", ";
    return line.append(rules) + ".";
}

std::string EnglishPhrases::money(double amount, std::string_view currency) const {
    if (!std::isfinite(amount))
        return kNoValue;
    // Two leading digits: more would pretend to know.
    const double size = std::abs(amount);
    const double unit = size < 100 ? 1 : std::pow(10, std::floor(std::log10(size)) - 1);
    const std::string rounded = number(std::round(size / unit) * unit);
    return "about " + std::string(amount < 0 && rounded != "0" ? kMinus : "") + symbolOf(currency) +
           rounded + " a month";
}

std::string EnglishPhrases::addStage() const {
    return "+ stage";
}
std::string EnglishPhrases::addLane() const {
    return "+ lane";
}
std::string EnglishPhrases::emptyMapHint() const {
    return "An empty map. Add a stage for each part of the journey and a lane for each thing to "
           "note.";
}

std::string Phrases::more(std::size_t n) const {
    return "+" + grouped(static_cast<std::uint64_t>(n)) + " more";
}

std::string Phrases::periodShort(Period period, std::int64_t number, bool withYear) const {
    const CivilDate date = civilFromDays(firstDayOf(number, period));
    const std::string month = std::string(kMonths.at(date.month - 1)).substr(0, 3);
    const std::string text =
        period == Period::Month ? month : std::to_string(date.day) + " " + month;
    return withYear ? text + " " + std::to_string(date.year) : text;
}
std::string Phrases::periodName(Period period, std::int64_t number) const {
    const CivilDate date = civilFromDays(firstDayOf(number, period));
    const std::string month =
        std::string(kMonths.at(date.month - 1)) + " " + std::to_string(date.year);
    if (period == Period::Month)
        return month;
    return (period == Period::Week ? "week of " : "") + std::to_string(date.day) + " " + month;
}
std::string Phrases::points(double share) const {
    if (!std::isfinite(share))
        return kNoValue;
    const std::int64_t tenths = std::llround(std::abs(share) * 1000);
    const char* sign = tenths == 0 ? "" : share < 0 ? kMinus : "+";
    return sign + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " pts";
}
std::string Phrases::word(MapWord word) const {
    switch (word) {
    case MapWord::ParkedNotes:
        return "Ideas without a place";
    case MapWord::MomentOfTruth:
        return "Moment of truth";
    case MapWord::Backstage:
        return "Backstage";
    case MapWord::PainScore:
        return "Pain score, 0 to 100";
    case MapWord::Added:
        return "added";
    case MapWord::Removed:
        return "removed";
    case MapWord::Changed:
        return "changed";
    case MapWord::Moved:
        return "moved";
    case MapWord::Same:
        return "no differences";
    }
    return {};
}
std::string Phrases::channel(Channel channel) const {
    std::string words(nameOf(channel));
    std::replace(words.begin(), words.end(), '-', ' ');
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}
std::string Phrases::openComments(std::size_t n) const {
    return n == 1 ? "1 open comment" : count(static_cast<double>(n)) + " open comments";
}
std::string Phrases::opensMap(std::string_view title) const {
    return "Opens \u201c" + std::string(title) + "\u201d";
}
std::string Phrases::detailOf(std::string_view stage, std::string_view map) const {
    return std::string(stage) + ", in " + std::string(map);
}
std::string Phrases::futureOf(std::string_view map) const {
    return "Future of " + std::string(map);
}
std::string Phrases::was(double share) const {
    return wasValue(percent(share));
}
std::string Phrases::wasValue(std::string_view value) const {
    return "(was " + std::string(value) + ")";
}
std::string Phrases::couldBeChance() const {
    return "could be chance";
}
std::string Phrases::sampleSize(double n) const {
    return "n = " + count(n);
}
std::string Phrases::ofAllCustomers(double share, double part, double whole) const {
    return percent(share) + " of all customers (" + count(part) + " of " + count(whole) + ")";
}
std::string Phrases::getThrough(double share, double part, double whole, std::string_view from,
                                std::string_view to) const {
    return percent(share) + " get from " + std::string(from) + " to " + std::string(to) + " (" +
           count(part) + " of " + count(whole) + ")";
}
std::string Phrases::mostBy(std::string_view channel, double share) const {
    return "most by " + std::string(channel) + " (" + percent(share) + ")";
}
std::string Phrases::tenths(double n) const {
    const double all = std::round(std::abs(n) * 10);
    const double whole = std::floor(all / 10);
    return count(n < 0 ? -whole : whole) + "." + std::to_string(static_cast<int>(all - whole * 10));
}
std::string Phrases::percentBrief(double share) const {
    if (!std::isfinite(share))
        return kNoValue;
    if (share > 0 && share < 0.005)
        return "<1 %";
    if (share > 0.995 && share < 1)
        return ">99 %";
    return std::to_string(std::llround(share * 100)) + " %";
}

std::string EnglishPhrases::laneTitle(LaneKind kind) const {
    switch (kind) {
    case LaneKind::Actions:
        return "Doing";
    case LaneKind::Touchpoints:
        return "Touchpoints";
    case LaneKind::Thoughts:
        return "Thinking";
    case LaneKind::Emotion:
        return "Feeling";
    case LaneKind::PainPoints:
        return "Pain points";
    case LaneKind::Opportunities:
        return "Ideas";
    case LaneKind::InternalProcess:
        return "Behind the scenes";
    case LaneKind::Tools:
        return "Tools";
    case LaneKind::Text:
        return "Notes";
    case LaneKind::Images:
        return "Pictures";
    case LaneKind::Metric:
        return "Figures";
    case LaneKind::Funnel:
        return "Customers";
    case LaneKind::Pain:
        return "Pain";
    case LaneKind::Feedback:
        return "Feedback";
    case LaneKind::LineOfInteraction:
        return "Line of interaction";
    case LaneKind::LineOfVisibility:
        return "Line of visibility";
    case LaneKind::LineOfInternalInteraction:
        return "Line of internal interaction";
    }
    return {};
}

} // namespace cairn
