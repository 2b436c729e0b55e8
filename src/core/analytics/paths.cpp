#include "cairn/analytics/paths.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"
#include "core/analytics/needs_times.hpp"
#include "core/analytics/paths_engine.hpp"
#include "core/analytics/paths_tally.hpp"
#include "core/analytics/unit_streams.hpp"

namespace cairn {
namespace paths {
namespace {

constexpr const char* kDoing = "follow paths";

/// Follows one unit after the other; one for each thread.
class Follower {
public:
    Follower(const PathsOptions& options, std::size_t names)
        : tally(options.depth), m_options(options), m_sequences(names) {}

    void run(std::span<const StreamEvent> events) {
        m_events = events;
        m_rounds.clear();
        const std::uint64_t before = tally.paths;
        const auto size = static_cast<std::ptrdiff_t>(events.size());
        // Away from the anchor is forwards in time for After, backwards for Before.
        const bool after = m_options.direction == PathDirection::After;
        for (std::ptrdiff_t i = after ? 0 : size - 1; i >= 0 && i < size; i += after ? 1 : -1) {
            if (!mayAnchor(i) || (m_options.everyAnchor && repeats(i, after ? -1 : 1)))
                continue;
            follow(i, after ? 1 : -1);
            if (!m_options.everyAnchor)
                break;
        }
        tally.units += tally.paths != before;
        countRounds();
    }

    Tally tally;

private:
    const StreamEvent& at(std::ptrdiff_t i) const { return m_events[static_cast<std::size_t>(i)]; }

    bool mayAnchor(std::ptrdiff_t i) const {
        return at(i).anchor && (!m_options.from || at(i).time >= *m_options.from) &&
               (!m_options.to || at(i).time <= *m_options.to);
    }
    /// Repeats joined are one event: its neighbour has begun a path already.
    bool repeats(std::ptrdiff_t i, std::ptrdiff_t towards) const {
        const std::ptrdiff_t neighbour = i + towards;
        return m_options.joinRepeats && neighbour >= 0 &&
               neighbour < static_cast<std::ptrdiff_t>(m_events.size()) &&
               at(neighbour).name == at(i).name && mayAnchor(neighbour);
    }

    void follow(std::ptrdiff_t anchor, std::ptrdiff_t away) {
        m_path.clear();
        const auto size = static_cast<std::ptrdiff_t>(m_events.size());
        for (std::ptrdiff_t i = anchor; i >= 0 && i < size; i += away) {
            if (m_options.windowMs && std::abs(at(i).time - at(anchor).time) > *m_options.windowMs)
                break;
            if (m_options.joinRepeats && !m_path.empty() && m_path.back().name == at(i).name)
                continue;
            if (m_path.size() > m_options.depth)
                break;
            m_path.push_back({at(i).name, static_cast<std::size_t>(i), at(i).time});
        }
        tally.add(m_path, m_options, m_sequences);
        noteRounds(away > 0);
    }

    /// Every way from an event back to its name by up to three others, all different.
    void noteRounds(bool forwards) {
        if (!forwards)
            std::reverse(m_path.begin(), m_path.end());
        for (std::size_t i = 0; i + 2 < m_path.size(); ++i) {
            std::string key;
            m_sequences.append(key, m_path[i].name);
            for (std::size_t j = i + 1; j < std::min(m_path.size(), i + 5); ++j) {
                const auto others = std::span(m_path).subspan(i + 1, j - i - 1);
                m_sequences.append(key, m_path[j].name);
                if (m_path[j].name == m_path[i].name) {
                    if (!others.empty())
                        m_rounds.emplace_back(std::move(key), m_path[i].place);
                    break;
                }
                if (std::any_of(others.begin(), others.end(),
                                [&](const Stop& o) { return o.name == m_path[j].name; }))
                    break;
            }
        }
    }

    /// A round that lies in several paths of a unit is one.
    void countRounds() {
        std::sort(m_rounds.begin(), m_rounds.end());
        m_rounds.erase(std::unique(m_rounds.begin(), m_rounds.end()), m_rounds.end());
        for (std::size_t i = 0; i < m_rounds.size(); ++i) {
            Tally::Loop& loop = tally.loops[m_rounds[i].first];
            ++loop.rounds;
            loop.units += i == 0 || m_rounds[i - 1].first != m_rounds[i].first;
        }
    }

    const PathsOptions& m_options;
    Sequences m_sequences;
    std::span<const StreamEvent> m_events;
    std::vector<Stop> m_path;
    std::vector<std::pair<std::string, std::size_t>> m_rounds; ///< and where each began
};

void checkOptions(const PathsOptions& options) {
    if (options.depth < 1 || options.depth > 12)
        throw Error(ErrorCode::BadInput, kDoing, "the depth is " + std::to_string(options.depth),
                    "It can be 1 to 12.");
    if (options.most == 0)
        throw Error(ErrorCode::BadInput, kDoing, "no node may be shown");
}

} // namespace

PathsResult compute(const EventLog& log, const PathsOptions& options, const JobControl& job,
                    std::size_t budget) {
    checkOptions(options);
    requireTimes(log, kDoing, "what people did next");
    PathsResult result;
    result.options = options;
    const StepMatcher matcher(log, std::span(&options.anchor, 1), kDoing);
    StreamRequest request;
    request.matcher = &matcher;
    request.hidden.assign(log.names.size(), false);
    request.hidesAnchors = options.anchor.events.empty(); // "the first event" is the first shown
    request.threads = options.threads;
    request.budget = budget;
    for (std::size_t name = 0; name < log.names.size(); ++name)
        request.hidden[name] = std::find(options.hidden.begin(), options.hidden.end(),
                                         log.names[name]) != options.hidden.end();
    std::vector<Follower> followers(streamThreads(log, options.threads),
                                    Follower(options, log.names.size()));
    visitStreams(log, request, job, [&](unsigned thread, std::span<const StreamEvent> events) {
        followers[thread].run(events);
    });
    Tally all(options.depth);
    for (Follower& follower : followers)
        all.merge(std::move(follower.tally));
    fillResult(all, log.names, result);
    return result;
}

} // namespace paths

PathsResult computePaths(const EventLog& log, const PathsOptions& options, const JobControl& job) {
    return paths::compute(log, options, job);
}

} // namespace cairn
