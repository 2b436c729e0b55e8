// What the person does not want to see just now is drawn faintly; and the ways from one map to
// another.

#include <algorithm>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {

namespace {
constexpr double kFaint = 0.16; ///< still seen to be there, no longer read
}

void MapCanvas::setFilter(const CardFilter& filter) {
    if (filter == m_impl->filter)
        return;
    m_impl->filter = filter;
    m_impl->fade();
    emit filterChanged();
}

const CardFilter& MapCanvas::filter() const {
    return m_impl->filter;
}

/// Looks anew at what the filter leaves out; the tiles are drawn anew only when that is something
/// else.
void MapCanvas::Impl::fade() {
    std::vector<ElementId> next;
    if (document)
        next = filteredOut(document->project(), document->currentMap(), filter);
    if (next == faded)
        return;
    faded = std::move(next);
    tiles.clear();
    updateAll();
}

/// In runs of what is faint and what is not, so that nothing changes its place in the picture.
void MapCanvas::Impl::paintFaded(QPainter& painter, std::span<const std::uint32_t> shown) {
    const auto isFaint = [&](std::uint32_t i) {
        return std::binary_search(faded.begin(), faded.end(), scene.list.items[i].element);
    };
    const double opacity = painter.opacity();
    const PaintOptions options = paintOptions();
    for (std::size_t from = 0; from < shown.size();) {
        const bool faint = isFaint(shown[from]);
        std::size_t to = from + 1;
        while (to < shown.size() && isFaint(shown[to]) == faint)
            ++to;
        painter.setOpacity(faint ? opacity * kFaint : opacity);
        paintItems(painter, scene.list, shown.subspan(from, to - from), options);
        from = to;
    }
    painter.setOpacity(opacity);
}

/// The legend's entries are its filter: a second click takes it back.
void MapCanvas::Impl::toggleFilter(ElementId element) {
    CardFilter next = filter;
    const auto toggle = [](auto& set, const auto& value) {
        if (!set.erase(value))
            set.insert(value);
    };
    if (const Tag* tag = document ? document->project().tags.find(element.as<TagTag>()) : nullptr)
        toggle(next.tags, tag->name);
    else if (document && document->project().personas.find(element.as<PersonaTag>()))
        toggle(next.personas, element.as<PersonaTag>());
    q.setFilter(next);
}

bool MapCanvas::Impl::followLink(const Region& region) {
    if (region.kind != RegionKind::MapLink || !document)
        return false;
    const MapId map = region.second.as<MapTag>();
    if (!document->project().maps.find(map))
        return false;
    document->select({});
    document->setCurrentMap(map);
    return true;
}

} // namespace cairn
