// What people do after or before a step: the definition written slowly, held against the engine.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "core/analytics/paths_engine.hpp"
#include "funnel_question.hpp"
#include "support/rounds.hpp"

using namespace cairn;
using reference::Row;

namespace {

struct Happening {
    std::string name;
    TimeMs time = 0;
    std::size_t row = 0;
    bool anchor = false;
};

bool satisfies(const Row& row, const FunnelStep& step) {
    if (!step.events.empty() &&
        std::find(step.events.begin(), step.events.end(), row.name) == step.events.end())
        return false;
    return std::all_of(step.filters.begin(), step.filters.end(), [&](const StepFilter& f) {
        const auto at = row.values.find(f.column);
        return ((at == row.values.end() ? "" : at->second) == f.value) != f.isNot;
    });
}

std::map<std::string, std::vector<Happening>> streamsOf(const std::vector<Row>& rows,
                                                        const PathsOptions& o) {
    std::map<std::string, std::vector<Happening>> streams;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool anchor = satisfies(rows[i], o.anchor);
        const bool hidden =
            std::find(o.hidden.begin(), o.hidden.end(), rows[i].name) != o.hidden.end();
        if (!hidden || (anchor && !o.anchor.events.empty()))
            streams[rows[i].user].push_back({rows[i].name, rows[i].time, i, anchor});
    }
    for (auto& [user, stream] : streams)
        std::sort(stream.begin(), stream.end(), [](const Happening& a, const Happening& b) {
            return std::tuple(a.time, !a.anchor, a.row) < std::tuple(b.time, !b.anchor, b.row);
        });
    return streams;
}

/// The paths of one unit, away from their anchors.
std::vector<std::vector<Happening>> pathsOf(std::vector<Happening> stream, const PathsOptions& o) {
    if (o.direction == PathDirection::Before)
        std::reverse(stream.begin(), stream.end());
    std::vector<std::vector<Happening>> paths;
    const auto begins = [&](std::size_t i) {
        return stream[i].anchor && (!o.from || stream[i].time >= *o.from) &&
               (!o.to || stream[i].time <= *o.to);
    };
    for (std::size_t i = 0; i < stream.size(); ++i) {
        if (!begins(i) || (!o.everyAnchor && !paths.empty()))
            continue;
        if (o.everyAnchor && o.joinRepeats && i > 0 && stream[i - 1].name == stream[i].name &&
            begins(i - 1))
            continue;
        std::vector<Happening> path;
        for (std::size_t j = i; j < stream.size(); ++j) {
            const TimeMs away = stream[j].time > stream[i].time ? stream[j].time - stream[i].time
                                                                : stream[i].time - stream[j].time;
            if (o.windowMs && away > *o.windowMs)
                continue;
            if (o.joinRepeats && !path.empty() && path.back().name == stream[j].name)
                continue;
            if (path.size() <= o.depth)
                path.push_back(stream[j]);
        }
        paths.push_back(path);
    }
    return paths;
}

struct Counted {
    std::uint64_t paths = 0, units = 0;
    std::vector<std::map<std::string, std::uint64_t>> nodes; ///< "" = the end
    std::map<std::vector<std::string>, std::uint64_t> sequences;
    std::map<std::vector<std::string>, std::set<std::pair<std::string, std::size_t>>> rounds;
    std::map<std::tuple<std::size_t, std::string, std::string>, std::vector<double>> gaps;
};

Counted countSlowly(const std::vector<Row>& rows, const PathsOptions& o) {
    Counted c;
    c.nodes.resize(o.depth + 2);
    for (const auto& [user, stream] : streamsOf(rows, o)) {
        const auto paths = pathsOf(stream, o);
        c.units += !paths.empty();
        for (std::vector<Happening> path : paths) {
            ++c.paths;
            for (std::size_t k = 0; k < path.size(); ++k) {
                ++c.nodes[k][path[k].name];
                if (k > 0)
                    c.gaps[{k - 1, path[k - 1].name, path[k].name}].push_back(
                        std::abs(static_cast<double>(path[k].time - path[k - 1].time)) / 1000);
            }
            if (path.size() <= o.depth) {
                ++c.nodes[path.size()][""];
                c.gaps[{path.size() - 1, path.back().name, ""}].push_back(0);
            }
            if (o.direction == PathDirection::Before)
                std::reverse(path.begin(), path.end());
            std::vector<std::string> names;
            for (const Happening& h : path)
                names.push_back(h.name);
            ++c.sequences[names];
            for (std::size_t i = 0; i < names.size(); ++i)
                for (std::size_t j = i + 2; j < names.size() && j <= i + 4; ++j) {
                    const std::set<std::string> others(names.begin() + static_cast<long>(i) + 1,
                                                       names.begin() + static_cast<long>(j));
                    if (names[j] == names[i] && others.size() == j - i - 1 &&
                        !others.contains(names[i]))
                        c.rounds[{names.begin() + static_cast<long>(i),
                                  names.begin() + static_cast<long>(j) + 1}]
                            .insert({user, path[i].row});
                }
        }
    }
    return c;
}

void compareNodes(const PathsResult& result, const Counted& c, const PathsOptions& o) {
    // Which names stand by themselves; what flows to and from the rest is summed.
    std::map<std::pair<std::size_t, std::string>, std::size_t> place;
    std::map<std::size_t, std::size_t> other;
    for (std::size_t n = 0; n < result.nodes.size(); ++n) {
        const PathNode& node = result.nodes[n];
        if (node.kind == PathNode::Kind::Other)
            other[node.column] = n;
        else
            place[{node.column, node.name}] = n;
        REQUIRE(node.few == (node.paths < 30));
    }
    std::vector<std::uint64_t> expected(result.nodes.size(), 0);
    const auto placeOf = [&](std::size_t column, const std::string& name) {
        const auto at = place.find({column, name});
        return at == place.end() ? other.at(column) : at->second;
    };
    for (std::size_t column = 0; column <= o.depth; ++column) {
        REQUIRE(std::count_if(result.nodes.begin(), result.nodes.end(), [&](const PathNode& n) {
                    return n.column == column && n.kind == PathNode::Kind::Event;
                }) <= static_cast<long>(o.most));
        for (const auto& [name, paths] : c.nodes[column])
            expected[placeOf(column, name)] += paths;
    }
    for (std::size_t n = 0; n < result.nodes.size(); ++n)
        REQUIRE(result.nodes[n].paths == expected[n]);
    std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> flows;
    for (const auto& [key, gaps] : c.gaps) {
        const auto& [column, from, to] = key;
        auto& into = flows[{placeOf(column, from), placeOf(column + 1, to)}];
        into.insert(into.end(), gaps.begin(), gaps.end());
    }
    REQUIRE(result.flows.size() == flows.size());
    for (const PathFlow& flow : result.flows) {
        auto gaps = flows.at({flow.from, flow.to});
        REQUIRE(flow.paths == gaps.size());
        std::sort(gaps.begin(), gaps.end());
        const bool named = result.nodes[flow.from].kind == PathNode::Kind::Event &&
                           result.nodes[flow.to].kind == PathNode::Kind::Event;
        REQUIRE(flow.medianSeconds.has_value() == named);
        if (named)
            REQUIRE(*flow.medianSeconds ==
                    Approx((gaps[(gaps.size() - 1) / 2] + gaps[gaps.size() / 2]) / 2));
    }
}

void compareRest(const PathsResult& result, const Counted& c, const PathsOptions& o) {
    REQUIRE(result.paths == c.paths);
    REQUIRE(result.units == c.units);
    std::vector<std::pair<std::int64_t, std::vector<std::string>>> ranked;
    for (const auto& [names, paths] : c.sequences)
        ranked.emplace_back(-static_cast<std::int64_t>(paths), names);
    std::sort(ranked.begin(), ranked.end());
    REQUIRE(result.top.size() == std::min(ranked.size(), o.topPaths));
    for (std::size_t i = 0; i < result.top.size(); ++i) {
        REQUIRE(result.top[i].events == ranked[i].second);
        REQUIRE(result.top[i].paths == static_cast<std::uint64_t>(-ranked[i].first));
        REQUIRE(result.top[i].ended == (ranked[i].second.size() < o.depth + 1));
    }
    REQUIRE(result.loops.size() == std::min<std::size_t>(c.rounds.size(), 25));
    for (const PathLoop& loop : result.loops) {
        REQUIRE(c.rounds.contains(loop.events));
        std::set<std::string> users;
        for (const auto& [user, row] : c.rounds.at(loop.events))
            users.insert(user);
        REQUIRE(loop.rounds == c.rounds.at(loop.events).size());
        REQUIRE(loop.units == users.size());
    }
}

PathsOptions someOptions(Dice& dice, const Question& q) {
    PathsOptions o;
    if (dice.chance(75))
        o.anchor = someStep(dice);
    o.direction = dice.oneOf({PathDirection::After, PathDirection::Before});
    o.depth = 1 + static_cast<std::size_t>(dice.roll(12));
    o.everyAnchor = dice.chance(50);
    if (dice.chance(40))
        o.windowMs = dice.oneOf<std::int64_t>({kSecondMs, kMinuteMs, kHourMs});
    o.joinRepeats = dice.chance(60);
    if (dice.chance(40))
        o.hidden = {dice.oneOf<std::string>({"a", "b", "e"}), "never"};
    o.most = dice.oneOf<std::size_t>({1, 2, 8});
    o.topPaths = dice.oneOf<std::size_t>({3, 1000});
    if (dice.chance(25))
        o.from = q.rows[0].time;
    if (dice.chance(25))
        o.to = q.rows[1 % q.rows.size()].time;
    return o;
}

} // namespace

TEST_CASE("paths equal the definition, whatever the threads, chunks and ranges of units") {
    Dice dice(31);
    for (int i = 0; i < cairn::test::rounds(700); ++i) {
        Question q = someQuestion(dice, 25);
        PathsOptions o = someOptions(dice, q);
        INFO("question " << i);
        const Counted expected = countSlowly(q.rows, o);
        for (const unsigned threads : {1U, 7U}) {
            o.threads = threads;
            q.chunkRows = threads == 1 ? 0 : 9;
            const PathsResult result =
                paths::compute(logOf(q), o, {}, threads == 1 ? kNotesBytes : 2000);
            compareNodes(result, expected, o);
            compareRest(result, expected, o);
        }
    }
}

TEST_CASE("where customers go instead equals the definition") {
    Dice dice(32);
    for (int i = 0; i < cairn::test::rounds(300); ++i) {
        Question q = someQuestion(dice, 25);
        // No two events of a customer at one instant: the last step's event is then told by its
        // time.
        std::map<std::pair<std::string, TimeMs>, bool> taken;
        std::erase_if(q.rows, [&](const Row& row) {
            return std::exchange(taken[{row.user, row.time}], true);
        });
        if (dice.chance(40))
            addExclusion(dice, q, true);
        if (dice.chance(30))
            q.options.order = FunnelOrder::Strict;
        q.options.from.reset();
        q.options.allInside = false;
        std::vector<std::map<std::string, std::uint64_t>> expected(q.steps.size());
        for (const auto& outcome : reference::outcomes(q.rows, q.steps, q.options, "")) {
            if (outcome.removed || outcome.last == q.steps.size())
                continue;
            const Row* next = nullptr;
            for (const Row& row : q.rows)
                if (row.user == outcome.user && row.time > outcome.times.back() &&
                    !satisfies(row, q.steps[outcome.last - 1]) &&
                    (!q.options.windowMs ||
                     row.time - outcome.times.back() <= *q.options.windowMs) &&
                    (!next || row.time < next->time))
                    next = &row;
            ++expected[outcome.last - 1][next ? next->name : ""];
        }
        q.chunkRows = 11;
        const auto got = whereInstead(logOf(q), q.steps, q.options);
        REQUIRE(got.size() + 1 == q.steps.size());
        for (const InsteadOf& row : got) {
            std::map<std::string, std::uint64_t> counts;
            for (const auto& next : row.next)
                counts[next.name] = next.units;
            REQUIRE(counts == expected[row.step]);
        }
    }
}
