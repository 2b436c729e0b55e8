// Emotion points and lanes that are made from the map's own hints.

#include <QMenu>
#include <algorithm>
#include <array>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {

/// A point for the persona at hand: that of the selected point, else the first without one here.
void MapCanvas::Impl::makeEmotion(const Region& cell, double value) {
    if (!editable() || refuseLocked(cell.element))
        return;
    const Project& project = document->project();
    const MapId mapId = document->currentMap();
    const Map* map = project.maps.find(mapId);
    if (!map)
        return;
    const StageId stage = cell.second.as<StageTag>();
    const auto hasPoint = [&](PersonaId persona) {
        const auto points = emotionsOf(project, mapId, persona);
        return std::any_of(points.begin(), points.end(),
                           [&](const EmotionPoint* p) { return p->stage == stage; });
    };
    std::vector<PersonaId> wanted;
    for (const ElementId id : document->selection())
        if (const EmotionPoint* point = project.emotions.find(id.as<EmotionTag>()))
            wanted.push_back(point->persona);
    for (const Persona* persona : personasOf(project, *map))
        wanted.push_back(persona->id);
    const bool nobody = wanted.empty();
    const auto free = std::find_if_not(wanted.begin(), wanted.end(), hasPoint);
    if (!nobody && free == wanted.end())
        return;
    const PersonaId persona = nobody ? newId<PersonaId>() : *free;
    const EmotionId id = newId<EmotionId>();
    document->edit(tr("add emotion"), [&](Project p) {
        if (nobody) { // a curve is somebody's
            p = addPersona(std::move(p), persona, tr("Customer").toStdString());
            p = showPersona(std::move(p), mapId, persona, true);
        }
        return setEmotion(std::move(p), id, mapId, persona, stage, value);
    });
    ensureLayout();
    if (const Region* point = scene.find(RegionKind::EmotionPoint, id))
        goTo(spotOf(*point));
}

/// One entry a kind of lane; the new one stands before `before`, 0 = last.
void MapCanvas::Impl::fillLaneKinds(QMenu& menu, LaneId before) {
    using enum LaneKind;
    constexpr std::array kKinds{Actions,
                                Touchpoints,
                                Thoughts,
                                Emotion,
                                PainPoints,
                                Opportunities,
                                InternalProcess,
                                Tools,
                                Text,
                                Images,
                                Metric,
                                Funnel,
                                Pain,
                                LineOfInteraction,
                                LineOfVisibility,
                                LineOfInternalInteraction};
    for (const LaneKind kind : kKinds) {
        if (kind == Funnel || kind == LineOfInteraction)
            menu.addSeparator();
        const QString title = QString::fromStdString(phrases->laneTitle(kind));
        QObject::connect(menu.addAction(title), &QAction::triggered, &q, [this, kind, title, before] {
            if (!editable())
                return;
            const LaneId id = newId<LaneId>();
            document->edit(tr("add lane"), [&](Project project) {
                return addLane(std::move(project), id, document->currentMap(), kind,
                               title.toStdString(), before);
            });
            ensureLayout();
            if (const Region* lane = scene.find(RegionKind::LaneHeader, id))
                goTo(spotOf(*lane));
        });
    }
}

void MapCanvas::Impl::addLaneMenu(const Region& region) {
    if (!editable())
        return;
    auto* menu = new QMenu(&q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("laneKinds"));
    fillLaneKinds(*menu, {});
    menu->popup(q.viewport()->mapToGlobal(scene.viewRect(region).bottomLeft().toPoint()));
}

} // namespace cairn
