#pragma once
// Streams of a few units, by hand or at random, of which retention, trends and touchpoints are
// asked.

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/base/civil_time.hpp"

namespace cairn::questions {

struct Row {
    int unit = 0;
    TimeMs time = 0;
    std::string name, colour; ///< "" = missing
};
using Rows = std::vector<Row>;

EventLog logOf(const Rows& rows, const std::map<int, std::string>& plans = {});
/// An instant written as ISO 8601.
TimeMs at(const char* iso);

struct Dice {
    std::mt19937_64 engine;
    explicit Dice(std::uint64_t seed) : engine(seed) {}
    int roll(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine); }
    bool chance(int percent) { return roll(100) < percent; }
};

/// A few units' streams about an instant at which clocks or calendars are odd, with ties and
/// repeats.
struct World {
    Rows rows;
    std::map<int, std::string> plans;
    TimeZone zone;
    Period period = Period::Day;
    std::optional<TimeMs> from, to;

    explicit World(Dice& dice);
    bool inside(TimeMs time) const { return (!from || time >= *from) && (!to || time <= *to); }
    std::int64_t periodAt(TimeMs time) const { return periodOf(zone.dayOf(time), period); }
    TimeMs startOf(std::int64_t number) const { return zone.startOf(firstDayOf(number, period)); }
    bool is(const Row& row, const FunnelStep& step) const;
    TimeMs lastTime() const {
        TimeMs last = std::numeric_limits<TimeMs>::min();
        for (const Row& row : rows)
            last = std::max(last, row.time);
        return last;
    }
    TimeMs firstTime() const {
        TimeMs first = std::numeric_limits<TimeMs>::max();
        for (const Row& row : rows)
            first = std::min(first, row.time);
        return first;
    }
    /// The same rows cut into chunks of a few, as a large file would be.
    EventLog log(Dice& dice) const;
};

FunnelStep someStep(Dice& dice, bool withPlans);
unsigned someThreads(Dice& dice);
/// Memory for one unit, a few, or all at a time.
std::size_t someBudget(Dice& dice);

} // namespace cairn::questions
