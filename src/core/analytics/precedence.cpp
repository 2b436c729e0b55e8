#include "cairn/analytics/precedence.hpp"

#include <algorithm>

#include "core/analytics/unit_streams.hpp"

namespace cairn {
namespace {

constexpr const char* kDoing = "see what comes before what";
constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

/// What each event name is to the question, by its code in the log.
struct Codes {
    std::vector<std::uint32_t> step, asked;

    Codes(const EventLog& log, std::span<const FunnelStep> steps,
          std::span<const std::string> events)
        : step(log.names.size(), kNone), asked(log.names.size(), kNone) {
        for (std::size_t name = 0; name < log.names.size(); ++name) {
            for (std::size_t s = steps.size(); s-- > 0;)
                if (std::find(steps[s].events.begin(), steps[s].events.end(), log.names[name]) !=
                    steps[s].events.end())
                    step[name] = static_cast<std::uint32_t>(s);
            const auto at = std::find(events.begin(), events.end(), log.names[name]);
            if (at != events.end())
                asked[name] = static_cast<std::uint32_t>(at - events.begin());
        }
    }
};

} // namespace

std::vector<Precedence> whatComesBefore(const EventLog& log, std::span<const FunnelStep> steps,
                                        std::span<const std::string> events, const JobControl& job,
                                        unsigned threads) {
    std::vector<Precedence> result;
    for (const std::string& event : events)
        result.push_back({event, 0, std::vector<std::uint64_t>(steps.size())});
    const Codes codes(log, steps, events);
    const StepMatcher nothing(log, {}, kDoing);
    StreamRequest request;
    request.matcher = &nothing;
    request.threads = threads;
    request.hidden.assign(log.names.size(), false);
    for (std::size_t name = 0; name < log.names.size(); ++name)
        request.hidden[name] = codes.step[name] == kNone && codes.asked[name] == kNone;
    std::vector<std::vector<Precedence>> tallies(streamThreads(log, threads), result);
    visitStreams(log, request, job, [&](unsigned thread, std::span<const StreamEvent> stream) {
        std::uint32_t last = kNone;
        for (const StreamEvent& event : stream) {
            if (const std::uint32_t asked = codes.asked[event.name]; asked != kNone) {
                Precedence& tally = tallies[thread][asked];
                ++tally.events;
                if (last != kNone)
                    ++tally.after[last];
            }
            if (codes.step[event.name] != kNone)
                last = codes.step[event.name];
        }
    });
    for (const auto& tally : tallies)
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i].events += tally[i].events;
            for (std::size_t s = 0; s < steps.size(); ++s)
                result[i].after[s] += tally[i].after[s];
        }
    return result;
}

std::vector<std::optional<double>>
meanPlaces(const EventLog& log, std::span<const std::string> events, const JobControl& job) {
    const Codes codes(log, {}, events);
    const StepMatcher nothing(log, {}, kDoing);
    StreamRequest request;
    request.matcher = &nothing;
    request.threads = 1; // sums of doubles in a fixed order
    request.hidden.assign(log.names.size(), false);
    for (std::size_t name = 0; name < log.names.size(); ++name)
        request.hidden[name] = codes.asked[name] == kNone;
    std::vector<double> sums(events.size());
    std::vector<std::uint64_t> units(events.size());
    visitStreams(log, request, job, [&](unsigned, std::span<const StreamEvent> stream) {
        std::vector<std::uint32_t> firsts;
        for (const StreamEvent& event : stream)
            if (std::find(firsts.begin(), firsts.end(), codes.asked[event.name]) == firsts.end())
                firsts.push_back(codes.asked[event.name]);
        for (std::size_t i = 0; firsts.size() > 1 && i < firsts.size(); ++i) {
            sums[firsts[i]] += static_cast<double>(i) / static_cast<double>(firsts.size() - 1);
            ++units[firsts[i]];
        }
    });
    std::vector<std::optional<double>> places(events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
        if (units[i] > 0)
            places[i] = sums[i] / static_cast<double>(units[i]);
    return places;
}

} // namespace cairn
