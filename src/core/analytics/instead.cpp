// Where those go who stop at a step: the funnel's own units, with every event they did.
#include <algorithm>
#include <atomic>
#include <map>

#include "cairn/analytics/paths.hpp"
#include "cairn/base/error.hpp"
#include "core/analytics/funnel_attempts.hpp"
#include "core/analytics/needs_times.hpp"
#include "core/analytics/summary.hpp"

namespace cairn {
namespace {

constexpr std::uint32_t kNothingMore = kNoValue;

struct Followed {
    std::uint64_t units = 0;
    std::vector<std::int64_t> gaps;
};
/// [step][event name]
using Counts = std::vector<std::map<std::uint32_t, Followed>>;

void check(const FunnelOptions& o) {
    const auto refuse = [](const char* why) {
        throw Error(ErrorCode::BadInput, "tell where customers go instead", why,
                    "Ask it of a closed funnel of customers, in order or in strict order.");
    };
    if (o.order == FunnelOrder::Any)
        refuse("steps in any order have no next step");
    if (o.count != CountRule::Users)
        refuse("a session or an attempt is followed by the customer's next one");
    if (o.open)
        refuse("in an open funnel a customer may stop at several steps");
}

/// The first event after the attempt's last step that is not that step's own.
void note(const funnel::Plan& plan, const funnel::UnitEvents& events,
          const funnel::Outcome& outcome, Counts& counts) {
    const unsigned last = outcome.counted.last();
    if (outcome.removed || last + 1 == plan.steps)
        return;
    const std::size_t stop = outcome.counted.at.back();
    const TimeMs since = funnel::timeOf(plan, events.words[stop]);
    for (std::size_t i = stop + 1; i < events.words.size(); ++i) {
        const std::int64_t gap = funnel::timeOf(plan, events.words[i]) - since;
        if (plan.options.windowMs && gap > *plan.options.windowMs)
            break;
        if (events.classAt(plan, i).steps >> last & 1)
            continue;
        Followed& followed = counts[last][events.segment[i]];
        ++followed.units;
        followed.gaps.push_back(gap);
        return;
    }
    ++counts[last][kNothingMore].units;
}

InsteadOf rowsOf(std::size_t step, std::map<std::uint32_t, Followed>& counts,
                 const std::vector<std::string>& names) {
    InsteadOf row;
    row.step = step;
    for (const auto& [name, followed] : counts)
        row.dropped += followed.units;
    for (auto& [name, followed] : counts) {
        InsteadOf::Next next;
        if (name != kNothingMore)
            next.name = names[name];
        next.units = followed.units;
        next.share = shareOf(followed.units, row.dropped);
        next.medianSeconds = medianSeconds(followed.gaps);
        row.next.push_back(std::move(next));
    }
    std::sort(row.next.begin(), row.next.end(), [](const auto& a, const auto& b) {
        return a.units != b.units ? a.units > b.units : a.name < b.name;
    });
    return row;
}

} // namespace

std::vector<InsteadOf> whereInstead(const EventLog& log, std::span<const FunnelStep> steps,
                                    const FunnelOptions& options, const JobControl& job) {
    check(options);
    requireTimes(log, "look where people go instead", "where people went instead");
    FunnelOptions asked = options;
    asked.breakdown.reset();
    asked.overTime.reset();
    funnel::Plan plan;
    funnel::preparePlan(plan, log, steps, asked);
    funnel::keepNames(plan);
    const unsigned threads = funnel::threadsFor(plan);
    std::vector<Counts> parts(threads, Counts(steps.size()));
    const std::size_t passes = funnel::passesFor(plan);
    for (funnel::Pass pass{0, passes}; pass.number < passes; ++pass.number) {
        funnel::Partitions partitions = funnel::filterRows(plan, threads, job, pass);
        std::atomic<std::size_t> next{partitions.first};
        inParallel(threads, [&](unsigned thread) {
            funnel::GeneralEngine engine(plan);
            for (std::size_t p = next++; p < partitions.past; p = next++)
                funnel::visitUnits(plan, partitions, p, job, [&](const funnel::UnitEvents& events) {
                    engine.run(events, [&](const funnel::Outcome& outcome) {
                        note(plan, events, outcome, parts[thread]);
                    });
                });
        });
    }
    std::vector<InsteadOf> rows;
    for (std::size_t step = 0; step + 1 < steps.size(); ++step) {
        std::map<std::uint32_t, Followed> all;
        for (Counts& part : parts)
            for (auto& [name, followed] : part[step]) {
                Followed& mine = all[name];
                mine.units += followed.units;
                mine.gaps.insert(mine.gaps.end(), followed.gaps.begin(), followed.gaps.end());
            }
        rows.push_back(rowsOf(step, all, log.names));
    }
    return rows;
}

} // namespace cairn
