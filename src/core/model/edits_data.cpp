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
