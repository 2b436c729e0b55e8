// cairn-stop-questions FILE.cairn: how long each question to the file's first events takes, and how
// long it takes to stop at most when asked at twelve moments of its way.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/analytics/paths.hpp"
#include "cairn/analytics/precedence.hpp"
#include "cairn/analytics/reach.hpp"
#include "cairn/analytics/retention.hpp"
#include "cairn/analytics/trend.hpp"
#include "cairn/base/error.hpp"
#include "cairn/store/project_file.hpp"

namespace {

using namespace cairn;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Question = std::function<void(const JobControl&)>;

double since(Clock::time_point start) {
    return Milliseconds(Clock::now() - start).count();
}

EventLog firstEvents(const char* file) {
    const Project project = loadProject(file);
    for (const auto& dataset : project.datasets) {
        DatasetContent content = loadDataset(file, dataset->id);
        if (auto* log = std::get_if<EventLog>(&content))
            return std::move(*log);
    }
    throw Error(ErrorCode::NotFound, "ask questions", "the file holds no events");
}

std::vector<std::pair<const char*, FunnelOptions>> funnels(const std::vector<FunnelStep>& steps) {
    std::vector<std::pair<const char*, FunnelOptions>> all;
    const auto add = [&](const char* name, auto change) {
        FunnelOptions options;
        options.windowMs = 7 * kDayMs;
        change(options);
        all.emplace_back(name, options);
    };
    add("funnel", [](auto&) {});
    add("first attempt", [](auto& o) { o.attempt = AttemptRule::First; });
    add("any order", [](auto& o) { o.order = FunnelOrder::Any; });
    add("strict", [](auto& o) { o.order = FunnelOrder::Strict; });
    add("open", [](auto& o) { o.open = true; });
    add("from the previous", [](auto& o) { o.windowFrom = WindowFrom::Previous; });
    add("attempts", [](auto& o) { o.count = CountRule::Attempts; });
    add("sessions", [](auto& o) { o.count = CountRule::Sessions; });
    add("an exclusion", [&](auto& o) {
        o.exclusions.push_back({steps.back(), 1, 2, ExclusionAction::Drop});
    });
    add("over time", [](auto& o) { o.overTime = OverTime{}; });
    return all;
}

std::vector<std::pair<const char*, Question>> questions(const EventLog& log) {
    std::vector<FunnelStep> steps;
    for (std::size_t i = 0; i < std::min<std::size_t>(5, log.names.size()); ++i)
        steps.push_back({log.names[i], {log.names[i]}, {}});
    std::vector<std::pair<const char*, Question>> all;
    for (const auto& [name, options] : funnels(steps))
        all.emplace_back(name, [&log, steps, options = options](const JobControl& job) {
            computeFunnel(log, steps, options, job);
        });
    all.emplace_back("who is where",
                     [&log, steps](const JobControl& job) { funnelUnits(log, steps, {}, job); });
    all.emplace_back("instead",
                     [&log, steps](const JobControl& job) { whereInstead(log, steps, {}, job); });
    for (const bool every : {false, true})
        all.emplace_back(every ? "paths from all" : "paths",
                         [&log, steps, every](const JobControl& job) {
                             PathsOptions options;
                             options.anchor = steps.front();
                             options.everyAnchor = every;
                             computePaths(log, options, job);
                         });
    for (const auto who : {RetentionStart::FirstTime, RetentionStart::Recurring})
        all.emplace_back(who == RetentionStart::FirstTime ? "retention" : "recurring",
                         [&log, who](const JobControl& job) {
                             RetentionOptions options;
                             options.who = who;
                             options.period = Period::Day;
                             computeRetention(log, options, job);
                         });
    all.emplace_back("trend", [&log, steps](const JobControl& job) {
        TrendOptions options;
        options.series = steps;
        options.period = Period::Day;
        computeTrend(log, options, job);
    });
    all.emplace_back("touchpoints", [&log, steps](const JobControl& job) {
        TouchpointOptions options;
        options.touchpoints = steps;
        options.between = {{0, steps.size() - 1}};
        computeTouchpoints(log, options, job);
    });
    all.emplace_back("what comes before", [&log, steps](const JobControl& job) {
        whatComesBefore(log, steps, log.names, job);
    });
    return all;
}

/// Milliseconds from asking to the end; 0 when it had ended before.
double stopAfter(const Question& ask, double milliseconds) {
    std::stop_source stop;
    Clock::time_point asked;
    const std::jthread asker([&] {
        std::this_thread::sleep_for(Milliseconds(milliseconds));
        asked = Clock::now();
        stop.request_stop();
    });
    try {
        ask({stop.get_token(), {}});
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Cancelled)
            return since(asked);
        throw;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("cairn-stop-questions FILE.cairn\n", stderr);
        return 2;
    }
    try {
        const EventLog log = firstEvents(argv[1]);
        constexpr int kMoments = 12;
        for (const auto& [name, ask] : questions(log)) {
            const Clock::time_point start = Clock::now();
            ask({});
            const double whole = since(start);
            double worst = 0;
            for (int i = 0; i < kMoments; ++i)
                worst = std::max(worst, stopAfter(ask, whole * (i + 0.5) / kMoments));
            std::printf("%-20s %6.0f ms, stops within %.0f ms\n", name, whole, worst);
        }
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
