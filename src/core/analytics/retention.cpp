#include "cairn/base/error.hpp"
#include "core/analytics/needs_times.hpp"
#include "core/analytics/retention_engine.hpp"
#include "core/analytics/summary.hpp"

#include <array>

namespace cairn {
namespace retention {
namespace {

constexpr const char* kDoing = "compute retention";

void check(const RetentionOptions& options) {
    if (options.periods < 1 || options.periods > 400)
        throw Error(ErrorCode::BadInput, kDoing,
                    "the number of periods is " + std::to_string(options.periods),
                    "It can be 1 to 400.");
}

RetentionCohort cohortOf(const Counts& counts, std::size_t index, const PeriodTable& periods,
                         TimeMs last) {
    RetentionCohort cohort;
    const std::size_t own = counts.first + index;
    cohort.period = periods.number(own);
    cohort.start = periods.start(own);
    cohort.size = counts.sizes[index];
    cohort.few = cohort.size < kFew;
    // The periods end with the one that holds the last event: later ones have not begun.
    for (std::size_t k = 0; k < counts.columns && own + k < periods.size(); ++k) {
        RetentionCell& cell = cohort.cells.emplace_back();
        cell.returned = counts.returned[index * counts.columns + k];
        // A day that a place left out (it crossed the date line) has nothing to compare.
        cell.complete =
            periods.end(own + k) <= last && periods.start(own + k) < periods.end(own + k);
        cell.share = shareOf(cell.returned, cohort.size);
        cell.interval = wilson95(cell.returned, cohort.size);
    }
    return cohort;
}

std::vector<RetentionResult::Average> averagesOf(const RetentionResult& result) {
    std::vector<RetentionResult::Average> averages(result.options.periods + 1);
    for (const RetentionCohort& cohort : result.cohorts)
        for (std::size_t k = 0; k < cohort.cells.size(); ++k)
            if (cohort.cells[k].complete) {
                averages[k].returned += cohort.cells[k].returned;
                averages[k].of += cohort.size;
            }
    for (RetentionResult::Average& average : averages) {
        average.share = shareOf(average.returned, average.of);
        average.interval = wilson95(average.returned, average.of);
    }
    return averages;
}

void checkSize(std::size_t cohorts, std::size_t columns) {
    constexpr std::size_t kMost = 2'000'000;
    if (cohorts > kMost / columns)
        throw Error(ErrorCode::BadInput, kDoing,
                    std::to_string(cohorts) + " cohorts of " + std::to_string(columns) +
                        " columns are too many",
                    "Choose longer periods, fewer of them, or a shorter date range.");
}

} // namespace

void Counts::shape(std::size_t firstCohort, std::size_t cohortCount, std::size_t columnCount) {
    checkSize(cohortCount, columnCount);
    first = firstCohort;
    columns = columnCount;
    sizes.assign(cohortCount, 0);
    returned.assign(cohortCount * columnCount, 0);
}

void Counts::add(const Counts& other) {
    for (std::size_t i = 0; i < sizes.size(); ++i)
        sizes[i] += other.sizes[i];
    for (std::size_t i = 0; i < returned.size(); ++i)
        returned[i] += other.returned[i];
    units += other.units;
}

void Counts::spreadBack() {
    for (std::size_t cohort = 0; cohort < cohorts(); ++cohort)
        for (std::size_t k = columns - 1; k > 0; --k)
            at(cohort, k - 1) += at(cohort, k);
}

RetentionResult compute(const EventLog& log, const RetentionOptions& options, const JobControl& job,
                        std::size_t budget) {
    check(options);
    requireTimes(log, kDoing, "who comes back");
    const std::array<FunnelStep, 2> steps{options.start, options.back};
    const StepMatcher matcher(log, steps, kDoing);
    RetentionResult result;
    result.options = options;
    job.throwIfCancelled();
    if (log.firstTime() && log.lastTime()) {
        const TimeMs last = *log.lastTime();
        const PeriodTable periods(options.zone, options.period, *log.firstTime(), last, kDoing);
        const Question question{log, options, matcher, periods, job, budget};
        Counts counts = options.who == RetentionStart::FirstTime ? countFirstTime(question)
                                                                 : countRecurring(question);
        if (options.measure == RetentionMeasure::Unbounded)
            counts.spreadBack();
        for (std::size_t i = 0; i < counts.cohorts(); ++i)
            result.cohorts.push_back(cohortOf(counts, i, periods, last));
        result.units = counts.units;
    }
    result.average = averagesOf(result);
    return result;
}

} // namespace retention

RetentionResult computeRetention(const EventLog& log, const RetentionOptions& options,
                                 const JobControl& job) {
    return retention::compute(log, options, job, kNotesBytes);
}

} // namespace cairn
