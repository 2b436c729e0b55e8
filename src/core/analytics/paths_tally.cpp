#include "core/analytics/paths_tally.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "core/analytics/summary.hpp"

namespace cairn::paths {
namespace {

/// The nodes of every column: the largest by themselves, the rest together, then the end.
class Columns {
public:
    Columns(const Tally& tally, const std::vector<std::string>& names, PathsResult& result)
        : m_result(result), m_place(tally.nodes.size()) {
        for (std::size_t column = 0; column < tally.nodes.size(); ++column)
            addColumn(column, tally.nodes[column], names);
    }
    std::size_t placeOf(std::size_t column, std::uint32_t name) const {
        const auto at = m_place[column].find(name);
        return at == m_place[column].end() ? m_other.at(column) : at->second;
    }

private:
    using Count = std::pair<std::uint32_t, std::uint64_t>;

    void add(PathNode::Kind kind, std::size_t column, std::string name, std::uint64_t paths) {
        m_result.nodes.push_back({kind, std::move(name), column, paths, paths < kFew});
    }

    void addColumn(std::size_t column,
                   const std::unordered_map<std::uint32_t, std::uint64_t>& counts,
                   const std::vector<std::string>& names) {
        std::vector<Count> ranked;
        std::uint64_t ended = 0;
        for (const Count count : counts)
            if (count.first == kEnd)
                ended = count.second;
            else
                ranked.push_back(count);
        std::sort(ranked.begin(), ranked.end(), [&](const Count& a, const Count& b) {
            return a.second != b.second ? a.second > b.second : names[a.first] < names[b.first];
        });
        std::uint64_t rest = 0;
        for (std::size_t i = 0; i < ranked.size(); ++i) {
            if (i >= m_result.options.most) {
                rest += ranked[i].second;
                continue;
            }
            m_place[column][ranked[i].first] = m_result.nodes.size();
            add(PathNode::Kind::Event, column, names[ranked[i].first], ranked[i].second);
        }
        if (rest != 0) {
            m_other[column] = m_result.nodes.size();
            add(PathNode::Kind::Other, column, {}, rest);
        }
        if (ended != 0) {
            m_place[column][kEnd] = m_result.nodes.size();
            add(PathNode::Kind::End, column, {}, ended);
        }
    }

    PathsResult& m_result;
    std::vector<std::unordered_map<std::uint32_t, std::size_t>> m_place;
    std::map<std::size_t, std::size_t> m_other;
};

void fillFlows(Tally& tally, const Columns& columns, PathsResult& result) {
    std::map<std::pair<std::size_t, std::size_t>, Tally::Flow> merged;
    for (auto& [key, flow] : tally.flows) {
        const auto column = static_cast<std::size_t>(key >> 60);
        const std::size_t from = columns.placeOf(column, key >> 30 & kEnd);
        const std::size_t to = columns.placeOf(column + 1, key & kEnd);
        Tally::Flow& into = merged[{from, to}];
        into.paths += flow.paths;
        into.gaps.insert(into.gaps.end(), flow.gaps.begin(), flow.gaps.end());
    }
    for (auto& [ends, flow] : merged) {
        PathFlow row{ends.first, ends.second, flow.paths, {}};
        if (result.nodes[ends.first].kind == PathNode::Kind::Event &&
            result.nodes[ends.second].kind == PathNode::Kind::Event)
            row.medianSeconds = medianSeconds(flow.gaps);
        result.flows.push_back(row);
    }
}

void fillTop(const Tally& tally, const std::vector<std::string>& names, const Sequences& sequences,
             PathsResult& result) {
    std::vector<std::pair<std::uint64_t, const std::string*>> ranked;
    for (const auto& [key, paths] : tally.sequences)
        ranked.emplace_back(paths, &key);
    const auto words = [&](const std::string& key) {
        std::vector<std::string> events;
        for (const std::uint32_t name : sequences.read(key))
            events.push_back(names[name]);
        return events;
    };
    const std::size_t shown = std::min(ranked.size(), result.options.topPaths);
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown),
                      ranked.end(), [&](const auto& a, const auto& b) {
                          return a.first != b.first ? a.first > b.first
                                                    : words(*a.second) < words(*b.second);
                      });
    for (std::size_t i = 0; i < shown; ++i) {
        PathCount row;
        row.events = words(*ranked[i].second);
        row.ended = row.events.size() <= result.options.depth;
        row.paths = ranked[i].first;
        row.share = shareOf(row.paths, tally.paths);
        row.interval = wilson95(row.paths, tally.paths);
        result.top.push_back(std::move(row));
    }
}

void fillLoops(const Tally& tally, const std::vector<std::string>& names,
               const Sequences& sequences, PathsResult& result) {
    constexpr std::size_t kMost = 25;
    for (const auto& [key, loop] : tally.loops) {
        PathLoop row{{}, loop.units, loop.rounds};
        for (const std::uint32_t name : sequences.read(key))
            row.events.push_back(names[name]);
        result.loops.push_back(std::move(row));
    }
    std::sort(result.loops.begin(), result.loops.end(), [](const PathLoop& a, const PathLoop& b) {
        if (a.units != b.units)
            return a.units > b.units;
        return a.rounds != b.rounds ? a.rounds > b.rounds : a.events < b.events;
    });
    if (result.loops.size() > kMost)
        result.loops.resize(kMost);
}

} // namespace

std::vector<std::uint32_t> Sequences::read(const std::string& key) const {
    std::vector<std::uint32_t> names(key.size() / m_width, 0);
    for (std::size_t i = 0; i < key.size(); ++i)
        names[i / m_width] |= static_cast<std::uint32_t>(static_cast<unsigned char>(key[i]))
                              << (8 * (i % m_width));
    return names;
}

void Tally::add(std::span<const Stop> path, const PathsOptions& options,
                const Sequences& sequencesOf) {
    ++paths;
    std::string key;
    const auto keep = [&](const Stop& stop) { sequencesOf.append(key, stop.name); };
    if (options.direction == PathDirection::After)
        std::for_each(path.begin(), path.end(), keep);
    else
        std::for_each(path.rbegin(), path.rend(), keep);
    ++sequences[key];
    for (std::size_t column = 0; column < path.size(); ++column) {
        ++nodes[column][path[column].name];
        if (column == 0)
            continue;
        Flow& flow = flows[flowKey(column - 1, path[column - 1].name, path[column].name)];
        ++flow.paths;
        flow.gaps.push_back(std::abs(path[column].time - path[column - 1].time));
    }
    if (path.size() <= options.depth) {
        ++nodes[path.size()][kEnd];
        ++flows[flowKey(path.size() - 1, path.back().name, kEnd)].paths;
    }
}

void Tally::merge(Tally&& other) {
    paths += other.paths;
    units += other.units;
    for (std::size_t column = 0; column < nodes.size(); ++column)
        for (const auto& [name, count] : other.nodes[column])
            nodes[column][name] += count;
    for (auto& [key, flow] : other.flows) {
        Flow& mine = flows[key];
        mine.paths += flow.paths;
        mine.gaps.insert(mine.gaps.end(), flow.gaps.begin(), flow.gaps.end());
    }
    for (const auto& [key, count] : other.sequences)
        sequences[key] += count;
    for (const auto& [key, loop] : other.loops) {
        loops[key].units += loop.units;
        loops[key].rounds += loop.rounds;
    }
}

void fillResult(Tally& tally, const std::vector<std::string>& names, PathsResult& result) {
    const Sequences sequences(names.size());
    result.paths = tally.paths;
    result.units = tally.units;
    const Columns columns(tally, names, result);
    fillFlows(tally, columns, result);
    fillTop(tally, names, sequences, result);
    fillLoops(tally, names, sequences, result);
}

} // namespace cairn::paths
