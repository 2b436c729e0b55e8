#include "core/base/zone_rule.hpp"

#include <algorithm>
#include <limits>

#include "cairn/base/civil_time.hpp"

namespace cairn {
namespace {

constexpr std::int64_t kDay = 86400;

/// Reads a rule from its beginning, piece by piece; `good` turns false at the first thing that is
/// none.
class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}
    bool good = true;

    bool done() const { return m_rest.empty(); }
    bool at(char c) const { return !m_rest.empty() && m_rest.front() == c; }
    bool take(char c) {
        if (!at(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// "CET" or "<+03>".
    void name() {
        const bool quoted = take('<');
        std::size_t length = 0;
        while (length < m_rest.size() && isPartOfName(m_rest[length], quoted))
            ++length;
        good = good && length >= 3;
        m_rest.remove_prefix(length);
        good = good && (!quoted || take('>'));
    }
    int number(int least, int most) {
        int value = 0;
        std::size_t digits = 0;
        for (; !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9' && digits < 4;
             ++digits) {
            value = value * 10 + (m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        good = good && digits > 0 && value >= least && value <= most;
        return value;
    }
    /// "-3:30" -> seconds.
    std::int64_t clock() {
        const bool negative = take('-');
        if (!negative)
            take('+');
        std::int64_t seconds = std::int64_t{number(0, 167)} * 3600;
        if (take(':'))
            seconds += std::int64_t{number(0, 59)} * 60;
        if (take(':'))
            seconds += number(0, 59);
        return negative ? -seconds : seconds;
    }
    ZoneRule::Change change() {
        ZoneRule::Change change;
        good = good && take(',');
        if (take('M')) {
            change.month = number(1, 12);
            good = good && take('.');
            change.week = number(1, 5);
            good = good && take('.');
            change.weekday = number(0, 6);
        } else if (take('J')) {
            change.kind = ZoneRule::Change::Kind::Julian;
            change.day = number(1, 365);
        } else {
            change.kind = ZoneRule::Change::Kind::DayOfYear;
            change.day = number(0, 365);
        }
        if (take('/'))
            change.second = clock();
        return change;
    }

private:
    static bool isPartOfName(char c, bool quoted) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    }
    std::string_view m_rest;
};

/// Local second, of the clock before the change, at which it happens in that year.
std::int64_t changeIn(int year, const ZoneRule::Change& change) {
    const std::int64_t newYear = daysFromCivil(year, 1, 1);
    std::int64_t day = newYear + change.day;
    if (change.kind == ZoneRule::Change::Kind::Julian) {
        const bool leap = daysFromCivil(year, 3, 1) - newYear == 60;
        day = newYear + change.day - 1 + (leap && change.day > 59 ? 1 : 0);
    } else if (change.kind == ZoneRule::Change::Kind::MonthWeekday) {
        const auto month = static_cast<unsigned>(change.month);
        const std::int64_t first = daysFromCivil(year, month, 1);
        const std::int64_t next =
            month == 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
        const std::int64_t weekday = ((first + 4) % 7 + 7) % 7; // 1970-01-01 was a Thursday
        day = first + (change.weekday - weekday + 7) % 7 + (change.week - 1) * 7;
        while (day >= next)
            day -= 7;
    }
    return day * kDay + change.second;
}

int yearOf(std::int64_t localSecond) {
    return civilFromDays(localSecond / kDay - (localSecond % kDay < 0 ? 1 : 0)).year;
}

} // namespace

std::int64_t ZoneRule::nextChange(std::int64_t utcSecond) const {
    std::int64_t next = std::numeric_limits<std::int64_t>::max();
    if (!hasSummer)
        return next;
    const int year = yearOf(utcSecond);
    for (int y = year - 1; y <= year + 1; ++y)
        for (const std::int64_t change :
             {changeIn(y, begins) - standard, changeIn(y, ends) - summer})
            if (change > utcSecond)
                next = std::min(next, change);
    return next;
}

std::int64_t ZoneRule::offsetAt(std::int64_t utcSecond) const {
    if (!hasSummer)
        return standard;
    const int year = yearOf(utcSecond + standard);
    const std::int64_t begin = changeIn(year, begins) - standard;
    const std::int64_t end = changeIn(year, ends) - summer;
    const bool inside = begin < end ? utcSecond >= begin && utcSecond < end
                                    : utcSecond >= begin || utcSecond < end; // the south
    return inside ? summer : standard;
}

std::optional<ZoneRule> parseZoneRule(std::string_view text) {
    Reader reader(text);
    ZoneRule rule;
    reader.name();
    rule.standard = -reader.clock(); // POSIX counts west of Greenwich
    if (reader.good && reader.done())
        return rule;
    rule.hasSummer = true;
    reader.name();
    rule.summer = rule.standard + 3600;
    if (!reader.at(','))
        rule.summer = -reader.clock();
    rule.begins = reader.change();
    rule.ends = reader.change();
    if (!reader.good || !reader.done())
        return std::nullopt;
    return rule;
}

} // namespace cairn
