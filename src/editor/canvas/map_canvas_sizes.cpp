// Sizes of stages, lanes and notes, by steps of a key or back to automatic.
#include "cairn/model/edits.hpp"
#include "editor/canvas/arrange.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"
#include <QAction>
#include <QKeySequence>
#include <QToolTip>
#include <algorithm>

namespace cairn {

void MapCanvas::Impl::sizeBy(const Region& region, double dx, double dy) {
    if (!editable() || refuseLocked(region.element))
        return;
    const ElementId id = region.element;
    const QSizeF now = sizeOf(region);
    document->edit(Wording::resize(document->project(), id), [&](Project project) {
        return withSize(std::move(project), id, {now.width() + dx, now.height() + dy});
    });
    ensureLayout();
}

void MapCanvas::Impl::sizeAutomatically(const Region& region) {
    const ElementId id = region.element;
    if (!editable() || refuseLocked(id))
        return;
    document->edit(Wording::resize(document->project(), id), [&](Project project) {
        if (const Stage* found = project.stages.find(id.as<StageTag>())) {
            Stage stage = *found;
            stage.width.reset();
            return put(std::move(project), std::move(stage));
        }
        if (const Lane* found = project.lanes.find(id.as<LaneTag>())) {
            Lane lane = *found;
            lane.height.reset();
            return put(std::move(project), std::move(lane));
        }
        if (const Note* found = project.notes.find(id.as<NoteTag>())) {
            // As high as its words need at its width.
            Note note = *found;
            const auto lines =
                measurer.wrap(note.text, TextRole::Body, std::max(40.0, note.width - 24), 200);
            note.height = std::max(48.0, 20.0 * static_cast<double>(lines.size()) + 16);
            return put(std::move(project), std::move(note));
        }
        return project;
    });
    ensureLayout();
}

/// Alt+Shift+arrows make what has a size wider, narrower, higher or lower.
bool MapCanvas::Impl::sizeKey(const Region& region, int key) {
    constexpr double kStep = 16;
    const bool stage = region.kind == RegionKind::StageHeader;
    const bool lane = region.kind == RegionKind::LaneHeader;
    if (!stage && !lane && region.kind != RegionKind::Note)
        return false;
    const bool rtl = scene.list.rightToLeft;
    const double wide = key == Qt::Key_Right ? kStep : key == Qt::Key_Left ? -kStep : 0;
    const double high = key == Qt::Key_Down ? kStep : key == Qt::Key_Up ? -kStep : 0;
    if ((stage && wide == 0) || (lane && high == 0))
        return true;
    sizeBy(region, stage && rtl ? -wide : wide, high);
    announce();
    return true;
}

} // namespace cairn
