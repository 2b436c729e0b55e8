#include "cairn/analytics/funnel.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <unordered_map>

#include "core/analytics/funnel_engine.hpp"
#include "core/analytics/funnel_in_order.hpp"
#include "core/analytics/funnel_over_time.hpp"
#include "core/analytics/funnel_stream.hpp"
#include "core/analytics/needs_times.hpp"

namespace cairn::funnel {
namespace {

/// What the users that one thread has followed add up to. Which of them these are makes no
/// difference in the end: all that is told of them are counts, and ranks and whole sums of times.
class Part {
public:
    explicit Part(std::size_t steps) : total(steps) {}
    Tally& segment(std::uint32_t code) {
        const std::size_t at = std::size_t{code} + 1; // kNoValue is 0 then, or far away
        Tally** const near = at < m_near.size() ? &m_near[at] : nullptr;
        if (near != nullptr && *near != nullptr)
            return **near;
        Tally& tally = segments.try_emplace(code, total.reached.size()).first->second;
        if (near != nullptr)
            *near = &tally;
        return tally;
    }
    void merge(Part&& other) {
        total.merge(std::move(other.total));
        removed += other.removed;
        for (auto& [code, tally] : other.segments)
            segment(code).merge(std::move(tally));
    }

    Tally total;
    std::unordered_map<std::uint32_t, Tally> segments; ///< by the breakdown column's code
    std::uint64_t removed = 0;

private:
    std::array<Tally*, 256> m_near{}; ///< of the first codes: most columns have few
};

/// Which of an attempt's steps (from `entry` to `last`) has the value of the breakdown column that
/// counts, from 0 = `entry`; empty = the step was not reached.
std::optional<std::size_t> segmentStep(const Breakdown& breakdown, std::size_t entry,
                                       std::size_t last) {
    switch (breakdown.at) {
    case BreakdownAt::LastStep:
        return last - entry;
    case BreakdownAt::NamedStep: {
        const std::size_t step = breakdown.step - 1;
        if (step < entry || step > last)
            return std::nullopt;
        return step - entry;
    }
    default:
        return 0;
    }
}

/// Runs one engine over all units; tell(thread, partition, events, outcome), or for plain attempts
/// tellEnd(thread, partition, user, end), is called from several threads, one partition by one
/// thread at a time.
template <class Tell, class TellEnd>
void runUnits(Plan& plan, Partitions& partitions, unsigned threads, Path path, Pass pass,
              const JobControl& job, Tell&& tell, TellEnd&& tellEnd) {
    std::atomic<std::size_t> next{partitions.first};
    std::mutex progress;
    std::size_t done = 0;
    const bool plain = path == Path::Fastest && isPlain(plan.options);
    const bool inFileOrder = path == Path::Fastest && PlainStream::answers(plan);
    inParallel(threads, [&](unsigned thread) {
        PlainStream stream(plan);
        PlainEngine plainEngine(plan);
        GeneralEngine generalEngine(plan);
        for (std::size_t p = next++; p < partitions.past; p = next++) {
            const UnitEvents* current = nullptr;
            const OutcomeSink sink = [&](const Outcome& outcome) {
                tell(thread, p, *current, outcome);
            };
            Partitions unordered;
            if (inFileOrder)
                unordered =
                    stream.run(partitions, p, job, [&](std::uint32_t user, const PlainEnd& end) {
                        tellEnd(thread, p, user, end);
                    });
            const auto follow = [&](const UnitEvents& events) {
                current = &events;
                if (plain)
                    plainEngine.run(events, sink);
                else
                    generalEngine.run(events, sink);
            };
            if (!inFileOrder || !unordered.of.empty())
                visitUnits(plan, inFileOrder ? unordered : partitions, p, job, follow);
            job.throwIfCancelled();
            const std::lock_guard lock(progress);
            job.report((static_cast<double>(pass.number) + 0.6 +
                        0.4 * static_cast<double>(++done) /
                            static_cast<double>(partitions.past - partitions.first)) /
                           static_cast<double>(pass.of),
                       "following customers");
        }
    });
}

/// Follows everybody: prepare(number of ranges of users), then tells as runUnits does.
template <class Prepare, class Tell, class TellEnd>
void followAll(Plan& plan, Path path, const JobControl& job, Prepare&& prepare, Tell&& tell,
               TellEnd&& tellEnd) {
    const unsigned threads = threadsFor(plan);
    const UserRanges ranges = userRanges(*plan.log);
    prepare(ranges.count);
    if (path == Path::Fastest && InOrderStream::answers(plan)) {
        InOrderStream stream(plan, threads);
        if (stream.run(job)) {
            std::atomic<std::size_t> next{0};
            inParallel(threads, [&](unsigned thread) {
                for (std::size_t p = next++; p < ranges.count; p = next++) {
                    job.throwIfCancelled();
                    const auto past = std::min<std::uint64_t>(
                        (p + std::uint64_t{1}) << ranges.shift, plan.log->units);
                    stream.tell(static_cast<std::uint32_t>(p << ranges.shift),
                                static_cast<std::uint32_t>(past),
                                [&](std::uint32_t user, const PlainEnd& end) {
                                    tellEnd(thread, p, user, end);
                                });
                }
            });
            job.report(1, "following customers");
            return;
        }
    }
    const std::size_t passes = passesFor(plan);
    for (Pass pass{0, passes}; pass.number < passes; ++pass.number) {
        Partitions partitions = filterRows(plan, threads, job, pass);
        runUnits(plan, partitions, threads, path, pass, job, tell, tellEnd);
    }
}

struct Counted {
    std::unique_ptr<Part> sum;
    std::optional<OverTimeTally> overTime;
    std::vector<std::string> unknownEvents, labels;
};

Counted count(const EventLog& log, std::span<const FunnelStep> steps, const FunnelOptions& options,
              Path path, const JobControl& job) {
    Plan plan;
    preparePlan(plan, log, steps, options);
    std::vector<std::unique_ptr<Part>> parts(threadsFor(plan)); // each made by its own thread
    const auto partOf = [&](unsigned thread) -> Part& {
        if (!parts[thread])
            parts[thread] = std::make_unique<Part>(plan.steps);
        return *parts[thread];
    };
    const auto& breakdown = plan.options.breakdown;
    std::vector<OverTimeTally> byThread;
    if (plan.options.overTime)
        byThread.assign(threadsFor(plan), OverTimeTally(*plan.options.overTime, plan.steps));
    const auto tell = [&](unsigned thread, std::size_t, const UnitEvents& events,
                          const Outcome& outcome) {
        Part& part = partOf(thread);
        if (outcome.removed) {
            ++part.removed;
            return;
        }
        part.total.add(outcome);
        if (!byThread.empty())
            byThread[thread].add(outcome);
        if (!breakdown)
            return;
        const Attempt& counted = outcome.counted;
        const auto step = segmentStep(*breakdown, counted.entry, counted.last());
        part.segment(step ? events.segment[counted.at[*step]] : kNoValue).add(outcome);
    };
    std::vector<PlainTeller> tellers(byThread.size(), PlainTeller(plan));
    const auto tellEnd = [&](unsigned thread, std::size_t p, std::uint32_t user,
                             const PlainEnd& end) {
        if (!byThread.empty()) {
            tellers[thread].tell(user, end, [&](const UnitEvents& events, const Outcome& outcome) {
                tell(thread, p, events, outcome);
            });
            return;
        }
        Part& part = partOf(thread);
        part.total.add(end);
        if (!breakdown)
            return;
        const auto step = segmentStep(*breakdown, 0, end.depth - 1U);
        part.segment(step ? end.segments[*step] : kNoValue).add(end);
    };
    followAll(
        plan, path, job, [](std::size_t) {}, tell, tellEnd);
    Counted counted{nullptr, {}, plan.unknownEvents, plan.labels};
    for (OverTimeTally& tally :
         byThread) { // counts, and gaps that are sorted before they are summed
        if (!counted.overTime)
            counted.overTime.emplace(std::move(tally));
        else
            counted.overTime->merge(std::move(tally));
    }
    for (std::unique_ptr<Part>& part : parts) {
        if (!counted.sum)
            counted.sum = std::move(part);
        else if (part)
            counted.sum->merge(std::move(*part));
    }
    if (!counted.sum)
        counted.sum = std::make_unique<Part>(plan.steps);
    return counted;
}

std::vector<SegmentResult> rankSegments(Part& sum, const Breakdown& breakdown, const EventLog& log,
                                        const std::vector<std::string>& labels) {
    const auto& values = log.propertyValues(*log.propertyIndex(breakdown.column));
    const auto nameOf = [&](std::uint32_t code) {
        return code < values.size() ? values[code] : std::string("(none)");
    };
    std::vector<std::pair<std::string, Tally*>> ranked;
    for (auto& [code, tally] : sum.segments)
        ranked.emplace_back(nameOf(code), &tally);
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        if (a.second->reached != b.second->reached)
            return a.second->reached > b.second->reached; // step 1 first, then the later ones
        return a.first < b.first;
    });
    std::vector<SegmentResult> segments;
    Tally other(labels.size());
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (i < breakdown.most)
            segments.push_back({ranked[i].first, resultsOf(*ranked[i].second, labels)});
        else
            other.merge(std::move(*ranked[i].second));
    }
    if (ranked.size() > breakdown.most)
        segments.push_back({"(other)", resultsOf(other, labels)});
    return segments;
}

} // namespace

FunnelResult compute(const EventLog& log, std::span<const FunnelStep> steps,
                     const FunnelOptions& options, Path path, const JobControl& job) {
    FunnelResult result;
    result.options = options;
    result.rows = log.rows();
    result.units = log.units;
    const bool byUser = options.breakdown && options.breakdown->at == BreakdownAt::User;
    FunnelOptions asked = options;
    if (options.overTime)
        checkPeriods(log, options);
    if (byUser)
        asked.breakdown.reset();
    Counted counted = count(log, steps, asked, path, job);
    if (byUser) { // each value of a user is followed by itself, as if it were held constant
        asked.breakdown = options.breakdown;
        asked.overTime.reset();
        asked.hold.push_back(options.breakdown->column);
        Counted held = count(log, steps, asked, path, job);
        result.breakdown = rankSegments(*held.sum, *options.breakdown, log, held.labels);
    } else if (options.breakdown) {
        result.breakdown = rankSegments(*counted.sum, *options.breakdown, log, counted.labels);
    }
    if (counted.overTime)
        result.overTime = periodsOf(*counted.overTime, log, options, counted.labels);
    result.steps = resultsOf(counted.sum->total, counted.labels);
    result.removed = counted.sum->removed;
    result.unknownEvents = std::move(counted.unknownEvents);
    return result;
}

} // namespace cairn::funnel

namespace cairn {

namespace {

/// Nothing that asks for times. All times of such a log are the same, so that the rule for ties
/// makes the funnel: whoever did steps 1 to k reached step k.
FunnelOptions withoutTimes(const EventLog& log, FunnelOptions options) {
    if (options.order == FunnelOrder::Strict)
        requireTimes(log, "compute a funnel", "whether another event came between two steps");
    if (!options.exclusions.empty())
        requireTimes(log, "compute a funnel", "what happened between two steps");
    options.windowMs.reset();
    options.windowFrom = WindowFrom::First;
    options.tieToleranceMs = 0;
    options.from.reset();
    options.to.reset();
    options.allInside = false;
    options.overTime.reset();
    return options;
}

} // namespace

FunnelResult computeFunnel(const EventLog& log, std::span<const FunnelStep> steps,
                           const FunnelOptions& options, const JobControl& job) {
    if (log.timeless) {
        FunnelResult result =
            funnel::compute(log, steps, withoutTimes(log, options), funnel::Path::Fastest, job);
        result.timeless = true;
        for (StepResult& step : result.steps)
            step.time = {};
        for (SegmentResult& segment : result.breakdown)
            for (StepResult& step : segment.steps)
                step.time = {};
        return result;
    }
    return funnel::compute(log, steps, options, funnel::Path::Fastest, job);
}

std::vector<UnitOutcome> funnelUnits(const EventLog& log, std::span<const FunnelStep> steps,
                                     const FunnelOptions& options, const JobControl& job) {
    FunnelOptions asked = log.timeless ? withoutTimes(log, options) : options;
    asked.breakdown.reset();
    funnel::Plan plan;
    funnel::preparePlan(plan, log, steps, asked);
    std::vector<std::vector<UnitOutcome>> parts;
    const auto tell = [&](unsigned, std::size_t p, const funnel::UnitEvents& events,
                          const funnel::Outcome& outcome) {
        if (outcome.removed)
            return;
        const unsigned last = outcome.counted.last();
        parts[p].push_back(
            {events.user, last + 1, outcome.counted.times,
             last + 1 == plan.steps ? UnitOutcome::Why::Converted : outcome.why[last]});
    };
    std::vector<funnel::PlainTeller> tellers(threadsFor(plan), funnel::PlainTeller(plan));
    const auto tellEnd = [&](unsigned thread, std::size_t p, std::uint32_t user,
                             const funnel::PlainEnd& end) {
        tellers[thread].tell(user, end,
                             [&](const funnel::UnitEvents& events, const funnel::Outcome& outcome) {
                                 tell(thread, p, events, outcome);
                             });
    };
    funnel::followAll(
        plan, funnel::Path::Fastest, job, [&](std::size_t ranges) { parts.resize(ranges); }, tell,
        tellEnd);
    std::vector<UnitOutcome> units;
    for (auto& part : parts) {
        std::stable_sort(part.begin(), part.end(),
                         [](const auto& a, const auto& b) { return a.unit < b.unit; });
        units.insert(units.end(), std::make_move_iterator(part.begin()),
                     std::make_move_iterator(part.end()));
    }
    for (UnitOutcome& unit : units)
        if (log.timeless)
            unit.times.clear();
    return units;
}

} // namespace cairn
