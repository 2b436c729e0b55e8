#include "cairn/model/differences.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "cairn/model/fields.hpp"

namespace cairn {
namespace {

/// Fields that say where an element stands or how it is shown, not what it says.
bool isPlace(std::string_view name) {
    static constexpr std::string_view places[] = {
        "id",      "map",       "rank",   "stage", "step",   "lane",   "kind",
        "persona", "collapsed", "locked", "width", "height", "origin", "detail"};
    return std::find(std::begin(places), std::end(places), name) != std::end(places);
}

template <class E> std::vector<std::string> changedFields(const E& before, const E& after) {
    std::vector<std::string> names;
    forEachField<E>([&](const auto& field) {
        if (!isPlace(field.name) && !(before.*field.member == after.*field.member))
            names.emplace_back(field.name);
    });
    return names;
}

/// Positions of a longest run that keeps its order; the rest was moved.
std::set<std::size_t> keptInOrder(const std::vector<std::size_t>& order) {
    std::vector<std::size_t> length(order.size(), 1), previous(order.size(), order.size());
    std::size_t last = order.size();
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (order[j] < order[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                previous[i] = j;
            }
        if (last == order.size() || length[i] > length[last])
            last = i;
    }
    std::set<std::size_t> kept;
    for (std::size_t i = last; i < order.size(); i = previous[i])
        kept.insert(i);
    return kept;
}

template <class IdType> using Pairs = std::map<IdType, IdType>; ///< after -> before

/// By origin, then by title.
template <class E>
auto paired(const std::vector<const E*>& before, const std::vector<const E*>& after) {
    using IdType = decltype(E::id);
    Pairs<IdType> pairs;
    std::set<IdType> taken;
    const auto pair = [&](auto&& same) {
        for (const E* b : after)
            for (const E* a : before)
                if (!pairs.contains(b->id) && !taken.contains(a->id) && same(*a, *b)) {
                    pairs.emplace(b->id, a->id);
                    taken.insert(a->id);
                }
    };
    pair([](const E& a, const E& b) { return b.origin == a.id; });
    pair([](const E& a, const E& b) { return !a.title.empty() && a.title == b.title; });
    return pairs;
}

template <class E, class IdType>
void compareRows(const std::vector<const E*>& before, const std::vector<const E*>& after,
                 const Pairs<IdType>& pairs, std::vector<Difference>& out) {
    std::vector<std::size_t> order;
    for (const E* b : after)
        if (const auto at = pairs.find(b->id); at != pairs.end())
            order.push_back(static_cast<std::size_t>(
                std::find_if(before.begin(), before.end(),
                             [&](const E* a) { return a->id == at->second; }) -
                before.begin()));
    const std::set<std::size_t> kept = keptInOrder(order);
    std::set<IdType> met;
    std::size_t position = 0;
    for (const E* b : after) {
        const auto at = pairs.find(b->id);
        if (at == pairs.end()) {
            out.push_back({DifferenceKind::Added, {}, b->id, {}});
            continue;
        }
        met.insert(at->second);
        const E* a = *std::find_if(before.begin(), before.end(),
                                   [&](const E* e) { return e->id == at->second; });
        const bool moved = !kept.contains(position++);
        auto fields = changedFields(*a, *b);
        if (moved || !fields.empty())
            out.push_back({moved ? DifferenceKind::Moved : DifferenceKind::Changed, a->id, b->id,
                           std::move(fields)});
    }
    for (const E* a : before)
        if (!met.contains(a->id))
            out.push_back({DifferenceKind::Removed, a->id, {}, {}});
}

/// As people read a map: stage by stage within a lane.
std::vector<const Card*> inReadingOrder(const Project& p, MapId map) {
    std::vector<const Card*> cards;
    for (const Lane* lane : lanesOf(p, map))
        for (const Stage* stage : stagesOf(p, map))
            for (const Card* card : cardsIn(p, lane->id, stage->id))
                cards.push_back(card);
    return cards;
}

class CardComparison {
public:
    CardComparison(const Project& p, MapId origin, MapId future, const Pairs<StageId>& stages,
                   const Pairs<LaneId>& lanes)
        : m_before(inReadingOrder(p, origin)), m_after(inReadingOrder(p, future)), m_stages(stages),
          m_lanes(lanes) {
        std::map<CardId, const Card*> byId;
        std::multimap<std::string_view, const Card*> byText;
        for (const Card* a : m_before) {
            byId.emplace(a->id, a);
            byText.emplace(a->text, a);
        }
        for (const Card* b : m_after)
            if (const auto at = byId.find(b->origin); at != byId.end())
                take(*at->second, *b);
        for (const Card* b : m_after) {
            if (m_pairs.contains(b->id))
                continue;
            const auto [from, to] = byText.equal_range(b->text);
            for (auto at = from; at != to; ++at)
                if (sameCell(*at->second, *b) && take(*at->second, *b))
                    break;
        }
    }

    void compare(std::vector<Difference>& out) const {
        for (const Card* b : m_after) {
            const auto at = m_pairs.find(b->id);
            if (at == m_pairs.end()) {
                out.push_back({DifferenceKind::Added, {}, b->id, {}});
                continue;
            }
            auto fields = changedFields(*at->second, *b);
            const bool moved = !sameCell(*at->second, *b);
            if (moved || !fields.empty())
                out.push_back({moved ? DifferenceKind::Moved : DifferenceKind::Changed,
                               at->second->id, b->id, std::move(fields)});
        }
        for (const Card* a : m_before)
            if (!m_taken.contains(a->id))
                out.push_back({DifferenceKind::Removed, a->id, {}, {}});
    }

private:
    bool sameCell(const Card& a, const Card& b) const {
        const auto stage = m_stages.find(b.stage);
        const auto lane = m_lanes.find(b.lane);
        return stage != m_stages.end() && lane != m_lanes.end() && stage->second == a.stage &&
               lane->second == a.lane;
    }
    bool take(const Card& a, const Card& b) {
        if (m_pairs.contains(b.id) || !m_taken.insert(a.id).second)
            return false;
        m_pairs.emplace(b.id, &a);
        return true;
    }

    std::vector<const Card*> m_before, m_after;
    const Pairs<StageId>& m_stages;
    const Pairs<LaneId>& m_lanes;
    std::map<CardId, const Card*> m_pairs;
    std::set<CardId> m_taken;
};

/// A persona's point at the same stage is the same point.
void compareEmotions(const Project& p, MapId origin, MapId future, const Pairs<StageId>& stages,
                     std::vector<Difference>& out) {
    std::vector<Difference> removed;
    for (const Persona* persona : personasOf(p)) {
        const auto before = emotionsOf(p, origin, persona->id),
                   after = emotionsOf(p, future, persona->id);
        std::set<EmotionId> met;
        for (const EmotionPoint* b : after) {
            const auto stage = stages.find(b->stage);
            const auto a = std::find_if(before.begin(), before.end(), [&](const EmotionPoint* e) {
                return stage != stages.end() && e->stage == stage->second;
            });
            if (a == before.end()) {
                out.push_back({DifferenceKind::Added, {}, b->id, {}});
                continue;
            }
            met.insert((*a)->id);
            if (auto fields = changedFields(**a, *b); !fields.empty())
                out.push_back({DifferenceKind::Changed, (*a)->id, b->id, std::move(fields)});
        }
        for (const EmotionPoint* a : before)
            if (!met.contains(a->id))
                removed.push_back({DifferenceKind::Removed, a->id, {}, {}});
    }
    out.insert(out.end(), removed.begin(), removed.end());
}

} // namespace

std::vector<Difference> differences(const Project& p, MapId origin, MapId future) {
    std::vector<Difference> out;
    const auto stagesBefore = stagesOf(p, origin), stagesAfter = stagesOf(p, future);
    const auto lanesBefore = lanesOf(p, origin), lanesAfter = lanesOf(p, future);
    const auto stages = paired(stagesBefore, stagesAfter);
    const auto lanes = paired(lanesBefore, lanesAfter);
    compareRows(stagesBefore, stagesAfter, stages, out);
    compareRows(lanesBefore, lanesAfter, lanes, out);
    CardComparison(p, origin, future, stages, lanes).compare(out);
    compareEmotions(p, origin, future, stages, out);
    return out;
}

} // namespace cairn
