// Funnels over event logs made in memory: five steps, seven days, 20 events a user on average.
#include <benchmark/benchmark.h>

#include <map>
#include <random>

#include "cairn/analytics/funnel.hpp"

namespace {

using namespace cairn;

const std::vector<std::string> kNames{"view", "search", "product", "cart",     "checkout",
                                      "paid", "help",   "account", "wishlist", "logout"};

EventLog makeLog(std::size_t rows) {
    EventLog log;
    log.units = static_cast<std::uint32_t>(rows / 20);
    log.names = kNames;
    log.properties.push_back({"channel", {"direct", "search", "email", "social", "ads"}, false, 0});
    std::mt19937_64 dice(42);
    std::vector<std::uint32_t> unit, name, channel;
    std::vector<TimeMs> time;
    TimeMs now = 1'700'000'000'000;
    const TimeMs stepMs = static_cast<TimeMs>(90 * kDayMs / static_cast<TimeMs>(rows));
    for (std::size_t done = 0; done < rows;) {
        unit.clear();
        name.clear();
        channel.clear();
        time.clear();
        for (; unit.size() < kChunkRows && done < rows; ++done) {
            const std::uint64_t roll = dice();
            unit.push_back(static_cast<std::uint32_t>(roll % log.units));
            // Half of the events are of no step, and each step is rarer than the one before.
            const std::uint64_t kind = roll >> 32 & 127;
            name.push_back(kind < 30   ? 0U
                           : kind < 46 ? 2U
                           : kind < 55 ? 3U
                           : kind < 60 ? 4U
                           : kind < 63 ? 5U
                                       : static_cast<std::uint32_t>(6 + kind % 4));
            channel.push_back(static_cast<std::uint32_t>((roll >> 40) % 5));
            time.push_back(now += stepMs);
        }
        const std::span<const std::uint32_t> properties[] = {channel};
        log.chunks.push_back(encodeChunk(unit, time, name, properties));
    }
    return log;
}

const EventLog& logOf(std::size_t rows) {
    static std::map<std::size_t, EventLog> logs;
    const auto at = logs.find(rows);
    return at != logs.end() ? at->second : logs.emplace(rows, makeLog(rows)).first->second;
}

void funnel(benchmark::State& state, const FunnelOptions& options) {
    const EventLog& log = logOf(static_cast<std::size_t>(state.range(0)));
    std::vector<FunnelStep> steps;
    for (const char* name : {"view", "product", "cart", "checkout", "paid"})
        steps.push_back({name, {name}, {}});
    std::uint64_t converted = 0;
    for (auto _ : state) {
        const FunnelResult result = computeFunnel(log, steps, options);
        converted = result.steps.back().reached;
        benchmark::DoNotOptimize(converted);
    }
    state.counters["converted"] = static_cast<double>(converted);
    state.counters["rows/s"] = benchmark::Counter(static_cast<double>(state.range(0)) *
                                                      static_cast<double>(state.iterations()),
                                                  benchmark::Counter::kIsRate);
}

void bestAttempt(benchmark::State& state) {
    funnel(state, {});
}
void firstAttempt(benchmark::State& state) {
    FunnelOptions options;
    options.attempt = AttemptRule::First;
    funnel(state, options);
}
void bySegment(benchmark::State& state) {
    FunnelOptions options;
    options.breakdown = Breakdown{"channel"};
    funnel(state, options);
}
void byUser(benchmark::State& state) {
    FunnelOptions options;
    options.breakdown = Breakdown{"channel", BreakdownAt::User};
    funnel(state, options);
}
void strictOrder(benchmark::State& state) {
    FunnelOptions options;
    options.order = FunnelOrder::Strict;
    funnel(state, options);
}
void anyOrder(benchmark::State& state) {
    FunnelOptions options;
    options.order = FunnelOrder::Any;
    funnel(state, options);
}
void withExclusion(benchmark::State& state) {
    FunnelOptions options;
    options.exclusions.push_back({{"", {"help"}, {}}, 1, 5, ExclusionAction::Drop});
    funnel(state, options);
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();
}
BENCHMARK(firstAttempt)->Apply(sizes);
BENCHMARK(bestAttempt)->Apply(sizes);
BENCHMARK(bySegment)->Apply(sizes);
BENCHMARK(byUser)->Apply(sizes);
BENCHMARK(strictOrder)->Apply(sizes);
BENCHMARK(anyOrder)->Apply(sizes);
BENCHMARK(withExclusion)->Apply(sizes);

} // namespace
