// Edits of what was imported: a newer import takes the place of an older one, or one is forgotten.
#include <algorithm>
#include <array>

#include "cairn/model/edits.hpp"
#include "core/model/edits_support.hpp"

namespace cairn {

Project succeedDataset(Project p, MapId id, Dataset next) {
    Map map = require(p.maps, id, "put data on a map", "map");
    requireNew(p, next.id, "put data on a map");
    const DatasetId before = map.funnel.dataset;
    next.previous = before;
    for (const auto& dataset : p.datasets) // after all others
        next.rank = std::max(next.rank, dataset->rank + kRankGap);
    map.funnel.dataset = next.id;
    if (before) {
        map.funnel.compare = {};
        map.funnel.compare.with = "dataset";
        map.funnel.compare.dataset = before;
    }
    p.datasets.put(std::move(next));
    p.maps.put(std::move(map));
    return p;
}

Project succeedFeedback(Project p, MapId id, Dataset next, LaneId lane, std::string laneTitle) {
    Map map = require(p.maps, id, "put feedback on a map", "map");
    requireNew(p, next.id, "put feedback on a map");
    next.previous = map.feedback;
    for (const auto& dataset : p.datasets) // after all others
        next.rank = std::max(next.rank, dataset->rank + kRankGap);
    map.feedback = next.id;
    p.datasets.put(std::move(next));
    p.maps.put(std::move(map));
    const auto lanes = lanesOf(p, id);
    if (std::any_of(lanes.begin(), lanes.end(),
                    [](const Lane* each) { return each->kind == LaneKind::Feedback; }))
        return p;
    LaneId before; // beside the other numbers
    for (std::size_t i = 0; i < lanes.size(); ++i)
        if (lanes[i]->kind == LaneKind::Funnel || lanes[i]->kind == LaneKind::Pain)
            before = i + 1 < lanes.size() ? lanes[i + 1]->id : LaneId{};
    return addLane(std::move(p), lane, id, LaneKind::Feedback, std::move(laneTitle), before);
}

Project bindPlaces(Project p, ElementId element, std::vector<std::string> places) {
    if (const Stage* stage = p.stages.find(element.as<StageTag>())) {
        Stage changed = *stage;
        changed.feedbackPlaces = std::move(places);
        return put(std::move(p), std::move(changed));
    }
    Card changed = require(p.cards, element.as<CardTag>(), "bind answers", "stage or card");
    changed.feedbackPlaces = std::move(places);
    return put(std::move(p), std::move(changed));
}

Project supersedeDataset(Project p, DatasetId before, Dataset next) {
    require(p.datasets, before, "put newer data in the place of others", "dataset");
    requireNew(p, next.id, "put newer data in the place of others");
    const DatasetId id = next.id;
    next.previous = before;
    for (const auto& dataset : p.datasets) // after all others
        next.rank = std::max(next.rank, dataset->rank + kRankGap);
    for (const Map* map : mapsOf(p)) {
        Map changed = *map;
        if (changed.funnel.dataset == before) {
            changed.funnel.dataset = id;
            changed.funnel.compare = {};
            changed.funnel.compare.with = "dataset";
            changed.funnel.compare.dataset = before;
        }
        if (changed.feedback == before)
            changed.feedback = id;
        if (!(changed == *map))
            p.maps.put(std::move(changed));
    }
    p.datasets.put(std::move(next));
    return p;
}

Project exchangeDataset(Project p, DatasetId before, Dataset next) {
    const Dataset& old = require(p.datasets, before, "exchange data", "dataset");
    requireNew(p, next.id, "exchange data");
    const DatasetId id = next.id;
    next.previous = old.previous;
    next.rank = old.rank;
    for (const Map* map : mapsOf(p)) {
        Map changed = *map;
        if (changed.funnel.dataset == before)
            changed.funnel.dataset = id;
        if (changed.funnel.compare.dataset == before)
            changed.funnel.compare.dataset = id;
        if (changed.feedback == before)
            changed.feedback = id;
        if (!(changed == *map))
            p.maps.put(std::move(changed));
    }
    for (const Dataset* dataset : datasetsOf(p))
        if (dataset->previous == before) {
            Dataset changed = *dataset;
            changed.previous = id;
            p.datasets.put(std::move(changed));
        }
    p.datasets.erase(before);
    p.datasets.put(std::move(next));
    return p;
}

Project removeDataset(Project p, DatasetId id) {
    require(p.datasets, id, "forget data", "dataset");
    return removeElements(std::move(p), std::array<ElementId, 1>{id});
}

} // namespace cairn
