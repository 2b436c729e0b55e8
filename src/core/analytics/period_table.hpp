#pragma once
// The periods that data reach over, and which of them an instant lies in, for instants in any order:
// a look-up instead of a calendar.

#include <cstdint>
#include <optional>
#include <vector>

#include "cairn/base/time_zone.hpp"
#include "cairn/events/event_log.hpp"

namespace cairn {

/// Of more periods nobody can make sense: a date among the data is wrong.
inline constexpr std::int64_t kMostPeriods = 100'000;

/// The part of a log's time that a date range leaves; nullopt when it leaves none.
struct TimeSpan {
    TimeMs first = 0, last = 0;
};
std::optional<TimeSpan> spanOf(const EventLog& log, std::optional<TimeMs> from,
                               std::optional<TimeMs> to);

class PeriodTable {
public:
    /// Covers all periods that [first, last] touches. Throws Error{BadInput} past kMostPeriods; `doing`
    /// completes "could not …".
    PeriodTable(const TimeZone& zone, Period period, TimeMs first, TimeMs last, const char* doing);
    PeriodTable() = default; ///< of no instant

    std::size_t size() const { return m_starts.empty() ? 0 : m_starts.size() - 1; }
    std::int64_t number(std::size_t index) const {
        return m_number + static_cast<std::int64_t>(index);
    }
    TimeMs start(std::size_t index) const { return m_starts[index]; }
    TimeMs end(std::size_t index) const { return m_starts[index + 1]; }
    /// Index of the period of an instant. Throws Error{Damaged} outside [first, last].
    std::uint32_t of(TimeMs instant) const {
        if (m_starts.empty() || instant < m_starts.front() || instant >= m_starts.back())
            outside();
        std::uint32_t index =
            m_slots[static_cast<std::uint64_t>(instant - m_starts.front()) >> m_shift];
        while (instant >= m_starts[index + 1])
            ++index;
        return index;
    }

private:
    [[noreturn]] static void outside();
    std::int64_t m_number = 0;          ///< of the first period
    std::vector<TimeMs> m_starts;       ///< and the end of the last
    std::vector<std::uint32_t> m_slots; ///< the period in which each slot of 2^m_shift ms begins
    unsigned m_shift = 0;
};

} // namespace cairn
