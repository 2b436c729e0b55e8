// Edits of what was imported: a newer import takes the place of an older one, or one is forgotten.
#include <array>

#include "cairn/model/edits.hpp"
#include "core/model/edits_support.hpp"

namespace cairn {

Project succeedDataset(Project p, MapId id, Dataset next) {
    Map map = require(p.maps, id, "put data on a map", "map");
    requireNew(p, next.id, "put data on a map");
    const DatasetId before = map.funnel.dataset;
    next.previous = before;
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

Project removeDataset(Project p, DatasetId id) {
    require(p.datasets, id, "forget data", "dataset");
    return removeElements(std::move(p), std::array<ElementId, 1>{id});
}

} // namespace cairn
