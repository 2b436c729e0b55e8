// What is done eight or sixteen rows at a time against the same done one by one, and against a
// plain reading of the rule.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "core/analytics/funnel_follow.hpp"
#include "core/analytics/funnel_split.hpp"
#include "core/analytics/summary.hpp"
#include "core/base/wide.hpp"
#include "support/rounds.hpp"

using namespace cairn;
using namespace cairn::funnel;

namespace {

std::uint64_t anyBelow(std::mt19937_64& random, std::uint64_t limit) {
    return random() % limit;
}

struct Side {
    std::vector<std::uint32_t> unit, extra;
    std::vector<std::uint64_t> word;
    bool operator==(const Side&) const = default;
};

struct Columns {
    std::vector<std::uint32_t> unit, name, extra, classOf;
    std::vector<TimeMs> time;
};

/// Both sides, or nothing when a row is impossible.
std::vector<Side> split(const Columns& in, RowsToSplit rows, std::size_t first) {
    rows.unit = in.unit.data();
    rows.time = in.time.data();
    rows.name = in.name.data();
    rows.classOf = in.classOf.data();
    rows.extra = in.extra.empty() ? nullptr : in.extra.data();
    std::vector<Side> made(2);
    SplitRows sides[2];
    for (std::size_t s = 0; s < 2; ++s) {
        const std::size_t room = in.unit.size() + kSplitSpare;
        made[s] = {std::vector<std::uint32_t>(room), std::vector<std::uint32_t>(room),
                   std::vector<std::uint64_t>(room)};
        sides[s] = {made[s].unit.data(), made[s].word.data(), made[s].extra.data(), 0};
    }
    if (!splitInTwo(rows, first, in.unit.size(), sides))
        return {};
    for (std::size_t s = 0; s < 2; ++s) {
        made[s].unit.resize(sides[s].count);
        made[s].word.resize(sides[s].count);
        made[s].extra.resize(rows.extra != nullptr ? sides[s].count : 0);
    }
    return made;
}

/// The rule, a row after the other.
std::vector<Side> splitByRule(const Columns& in, const RowsToSplit& rows, std::size_t first) {
    std::vector<Side> made(2);
    for (std::size_t i = first; i < in.unit.size(); ++i) {
        const std::uint32_t classId = in.classOf[in.name[i]];
        if (classId == kNoClass || in.time[i] < rows.from || in.time[i] > rows.to)
            continue;
        const auto since = static_cast<std::uint64_t>(in.time[i]) - rows.base;
        if (in.unit[i] >= rows.units || since >= std::uint64_t{1} << 51)
            return {};
        Side& side = made[in.unit[i] >> rows.shift & 1];
        side.unit.push_back(in.unit[i]);
        side.word.push_back(since << kClassBits | classId);
        if (!in.extra.empty())
            side.extra.push_back(in.extra[i]);
    }
    return made;
}

} // namespace

TEST_CASE("rows are told apart by their users, several at a time or one by one") {
    std::mt19937_64 random(1);
    for (int round = 0; round < cairn::test::rounds(2000); ++round) {
        Columns in;
        RowsToSplit rows;
        rows.units = static_cast<std::uint32_t>(1 + anyBelow(random, 50));
        rows.shift = static_cast<unsigned>(anyBelow(random, 4));
        rows.base = static_cast<std::uint64_t>(anyBelow(random, 3)) * 1000 - 1000;
        const auto base = static_cast<TimeMs>(rows.base);
        rows.from = anyBelow(random, 2) == 0 ? std::numeric_limits<TimeMs>::min() : base + 20;
        rows.to = anyBelow(random, 2) == 0 ? std::numeric_limits<TimeMs>::max() : base + 80;
        for (int name = 0; name < 5; ++name)
            in.classOf.push_back(anyBelow(random, 3) == 0
                                     ? kNoClass
                                     : static_cast<std::uint32_t>(anyBelow(random, 4000)));
        const std::size_t count = anyBelow(random, 70), first = anyBelow(random, count + 1);
        const bool odd = anyBelow(random, 4) == 0, extra = anyBelow(random, 2) == 0;
        for (std::size_t i = 0; i < count; ++i) {
            const bool oddUnit = odd && anyBelow(random, 60) == 0,
                       oddTime = odd && anyBelow(random, 60) == 0;
            in.unit.push_back(static_cast<std::uint32_t>(anyBelow(random, rows.units)) +
                              (oddUnit ? rows.units : 0));
            in.time.push_back(base + static_cast<TimeMs>(anyBelow(random, 100)) -
                              (oddTime ? 1000 : 0));
            in.name.push_back(static_cast<std::uint32_t>(anyBelow(random, 5)));
            if (extra)
                in.extra.push_back(static_cast<std::uint32_t>(random()));
        }
        const std::vector<Side> byRule = splitByRule(in, rows, first);
        REQUIRE(split(in, rows, first) == byRule);
        const WithoutWideRegisters narrow;
        REQUIRE(split(in, rows, first) == byRule);
    }
}

namespace {

struct Followed {
    std::vector<std::uint64_t> states, times;
    std::vector<std::uint32_t> segments;
    bool operator==(const Followed&) const = default;
};

/// The rule of first attempts, told with names instead of bits.
Followed followByRule(const RowsToFollow& rows, std::size_t users, std::size_t steps,
                      unsigned shift, std::uint64_t window, std::uint64_t enterUntil,
                      const std::vector<unsigned>& stepOf) {
    Followed all;
    all.times.assign(users * steps, 0);
    all.segments.assign(users * steps, 0);
    struct User {
        std::uint64_t began = 0, seen = 0;
        unsigned depth = 0;
        bool late = false;
    };
    std::vector<User> state(users);
    for (std::size_t i = rows.first; i < rows.past; ++i) {
        const unsigned step = stepOf[rows.word[i] & kClassMask];
        const std::uint64_t time = rows.word[i] >> kClassBits;
        if (step >= steps)
            continue;
        const std::size_t at = rows.unit[i] >> shift;
        User& user = state[at];
        if (step > 0)
            user.seen |= std::uint64_t{1} << step;
        if (user.depth != step)
            continue;
        if (step == 0 ? time > enterUntil : time - user.began > window) {
            user.late = true;
            continue;
        }
        if (step == 0)
            user.began = time;
        user.late = false;
        all.times[at * steps + step] = time;
        all.segments[at * steps + step] = rows.segment != nullptr ? rows.segment[i] : 0;
        ++user.depth;
    }
    for (const User& user : state)
        all.states.push_back(user.began << kStateBits | (user.late ? kLate : 0) |
                             user.seen >> 1 << kDepthBits | user.depth);
    return all;
}

} // namespace

TEST_CASE("first attempts are followed by their rule, several at a time or one by one") {
    std::mt19937_64 random(2);
    for (int round = 0; round < cairn::test::rounds(2000); ++round) {
        const std::size_t steps = 1 + anyBelow(random, 8), count = anyBelow(random, 300);
        const std::size_t users = anyBelow(random, 2) == 0 ? 5 : 200;
        const auto shift = static_cast<unsigned>(anyBelow(random, 2));
        const std::uint64_t window = anyBelow(random, 3) == 0 ? ~std::uint64_t{0} : 400,
                            enterUntil = anyBelow(random, 3) == 0 ? 300 : ~std::uint64_t{0};
        std::vector<unsigned> stepOf;
        std::vector<FirstRule> rules;
        const std::size_t classes = steps + anyBelow(random, 3);
        for (std::size_t id = 0; id < classes; ++id) {
            stepOf.push_back(id < steps ? static_cast<unsigned>(id) : 64);
            rules.push_back(id < steps ? firstRule(stepOf[id], id == 0 ? enterUntil : window)
                                       : FirstRule());
        }
        std::vector<std::uint32_t> unit, segment;
        std::vector<Word> word;
        std::uint64_t time = anyBelow(random, 2) == 0 ? 0 : std::uint64_t{1} << 50;
        for (std::size_t i = 0; i < count; ++i) {
            time += 1 + anyBelow(random, 5);
            unit.push_back(static_cast<std::uint32_t>(anyBelow(random, users << shift)));
            word.push_back(time << kClassBits | anyBelow(random, classes));
            segment.push_back(static_cast<std::uint32_t>(random()));
        }
        const bool hasSegment = anyBelow(random, 2) == 0;
        RowsToFollow rows{unit.data(), word.data(), hasSegment ? segment.data() : nullptr,
                          0,           count,       count};
        rows.first = anyBelow(random, count + 1);
        const auto follow = [&] {
            Followed all;
            all.states.assign(users, 0);
            all.times.assign(users * steps + 1, 0);
            all.segments.assign(users * steps + 1, 0);
            followFirst({all.states.data(), all.times.data(),
                         hasSegment ? all.segments.data() : nullptr, steps, users * steps, shift},
                        rules, rows);
            all.times.pop_back(); // nowhere
            all.segments.pop_back();
            return all;
        };
        const Followed byRule = followByRule(rows, users, steps, shift, window, enterUntil, stepOf);
        REQUIRE(follow() == byRule);
        const WithoutWideRegisters narrow;
        REQUIRE(follow() == byRule);
    }
}

TEST_CASE("times in a few figures are those of the sorted gaps") {
    std::mt19937_64 random(3);
    for (int round = 0; round < cairn::test::rounds(300); ++round) {
        const std::uint64_t spread = std::uint64_t{1} << anyBelow(random, 45);
        const std::size_t count = 1 + anyBelow(random, round % 10 == 0 ? 5000 : 30);
        std::vector<TimeMs> gaps;
        for (std::size_t i = 0; i < count; ++i) {
            gaps.push_back(static_cast<TimeMs>(anyBelow(random, spread)));
            if (anyBelow(random, 5) == 0) // on the border of a bucket, or just beside it
                gaps.back() =
                    static_cast<TimeMs>(kTimeBuckets[anyBelow(random, kTimeBuckets.size())] * 1000 +
                                        static_cast<double>(anyBelow(random, 3)) - 1);
        }
        std::vector<TimeMs> sorted = gaps;
        std::sort(sorted.begin(), sorted.end());
        const StepTimes times = timesOf(gaps);
        const auto quantile = [&](double p) {
            const double at = p * static_cast<double>(count - 1);
            const auto below = static_cast<std::size_t>(at);
            const auto low = static_cast<double>(sorted[below]) / 1000,
                       high = static_cast<double>(sorted[std::min(below + 1, count - 1)]) / 1000;
            return low + (at - static_cast<double>(below)) * (high - low);
        };
        CHECK(*times.p25 == Approx(quantile(0.25)));
        CHECK(*times.median == Approx(quantile(0.5)));
        CHECK(*times.p75 == Approx(quantile(0.75)));
        CHECK(*times.p90 == Approx(quantile(0.9)));
        CHECK(*times.p95 == Approx(quantile(0.95)));
        CHECK(*medianSeconds(gaps) == Approx(quantile(0.5)));
        long double sum = 0;
        std::map<std::size_t, std::uint64_t> histogram;
        for (const TimeMs gap : sorted) {
            sum += static_cast<long double>(gap);
            std::size_t bucket = 0;
            while (bucket < kTimeBuckets.size() &&
                   static_cast<double>(gap) / 1000 > kTimeBuckets[bucket])
                ++bucket;
            ++histogram[bucket];
        }
        CHECK(*times.mean == Approx(static_cast<double>(sum / count / 1000)));
        REQUIRE(times.histogram.size() == kTimeBuckets.size() + 1);
        for (std::size_t bucket = 0; bucket < times.histogram.size(); ++bucket)
            CHECK(times.histogram[bucket] == histogram[bucket]);
    }
}
