// What one layout of a map leaves for the next.

#include <type_traits>

#include "cairn/layout/map_layout.hpp"
#include "core/layout/layout_map.hpp"

namespace cairn {

using namespace layout;

struct LayoutCache::State {
    bool filled = false;
    Project project; ///< keeps alive what the keys point at
    MapId map;
    const MapFindings* findings = nullptr;
    const TextMeasurer* measurer = nullptr;
    const Phrases* phrases = nullptr;
    LayoutOptions options;
    CellRecords cells;
    std::size_t items = 0, regions = 0; ///< of the list that was returned
    double width = 0;
};

namespace {

/// Tables whose rows a cell reads only through its own key, or not at all.
bool inKeys(std::string_view table) {
    return table == "stage" || table == "step" || table == "lane" || table == "card" ||
           table == "link" || table == "note" || table == "emotion";
}

/// Whether all that is not in the cells' keys is the same: every other table, a new one included,
/// row by row.
bool sameSurroundings(const Project& a, const Project& b) {
    bool same = a.facts == b.facts;
    forEachTable(a, [&](std::string_view name, const auto& rows) {
        forEachTable(b, [&](std::string_view otherName, const auto& others) {
            if constexpr (std::is_same_v<decltype(rows), decltype(others)>)
                if (same && name == otherName && !inKeys(name))
                    same = std::equal(rows.begin(), rows.end(), others.begin(), others.end());
        });
    });
    return same;
}

} // namespace

LayoutCache::LayoutCache() : m_state(std::make_unique<State>()) {}
LayoutCache::~LayoutCache() = default;

void LayoutCache::clear() {
    *m_state = State{};
}

MapUpdate updateLayout(DisplayList& before, LayoutCache& cache, const Project& project, MapId map,
                       const MapFindings* findings, const TextMeasurer& measurer,
                       const Phrases& phrases, const LayoutOptions& options) {
    LayoutCache::State& state = *cache.m_state;
    const bool usable = state.filled && state.map == map && state.findings == findings &&
                        state.measurer == &measurer && state.phrases == &phrases &&
                        state.options == options && state.items == before.items.size() &&
                        state.regions == before.regions.size() &&
                        sameSurroundings(state.project, project);
    CellKeeper keeper(usable ? std::move(state.cells) : CellRecords{});
    // Whatever is thrown from here on, a half-used cache must not be used again.
    const double widthBefore = state.width;
    cache.clear();

    SheetMark drawn;
    MapUpdate update;
    update.list = layOut(project, map, findings, measurer, phrases, options, &keeper, &drawn);
    const double grown = update.list.size.width - widthBefore;
    update.kept =
        keeper.join(update.list, drawn, before, options.rightToLeft && usable ? grown : 0);

    *cache.m_state = {true,
                      project,
                      map,
                      findings,
                      &measurer,
                      &phrases,
                      options,
                      keeper.takeRecords(),
                      update.list.items.size(),
                      update.list.regions.size(),
                      update.list.size.width};
    return update;
}

} // namespace cairn
