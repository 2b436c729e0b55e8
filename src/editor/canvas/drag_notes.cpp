#include <algorithm>
#include <cmath>

#include "cairn/model/edits.hpp"
#include "editor/canvas/arrange.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/ghost.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr double kReach = 6; ///< view pixels within which a note is drawn to a guide

class NoteDrag final : public Drag {
public:
    NoteDrag(const DragContext& context, const Region& grabbed, QPointF viewPos) : Drag(context) {
        std::vector<const Region*> regions;
        for (const ElementId id : m_on.document.selection())
            if (const Region* region = m_on.scene.find(RegionKind::Note, id);
                region && !isLocked(m_on.document.project(), id))
                regions.push_back(region);
        if (std::find(regions.begin(), regions.end(), &grabbed) == regions.end())
            regions.assign(1, &grabbed);
        for (const Region* region : regions) {
            m_notes.push_back(region->element.as<NoteTag>());
            m_origins.push_back(region->rect);
        }
        m_ghost = Ghost(m_on.scene, regions, m_on.theme);
        m_from = m_on.scene.view.toMap(viewPos);
        for (const Region* region : regions)
            m_frame = m_frame.united(toQt(region->rect));
        for (const Region& region : m_on.scene.list.regions)
            if (region.kind == RegionKind::Note &&
                std::find(m_notes.begin(), m_notes.end(), region.element.as<NoteTag>()) ==
                    m_notes.end())
                m_others.push_back(toQt(region.rect));
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers modifiers) override {
        const QPointF way = m_on.scene.view.toMap(viewPos) - m_from;
        m_copy = modifiers & Qt::AltModifier;
        m_guides.clear();
        if (modifiers & Qt::ControlModifier) { // freely
            m_way = QPointF(std::round(way.x()), std::round(way.y()));
            return;
        }
        Snapped to = snapped(m_frame, way, m_others, kReach / m_on.scene.view.zoom);
        m_way = to.way;
        m_guides = std::move(to.guides);
    }

    void paint(QPainter& painter) const override {
        if (!m_copy) {
            QColor veil = m_on.theme.colour(Colour::Ground);
            veil.setAlphaF(0.65f);
            for (const RectF& origin : m_origins)
                painter.fillRect(m_on.scene.view.toView(origin), veil);
        }
        m_ghost.paint(painter, m_on.scene.view, place());
        painter.setPen(QPen(m_on.theme.colour(Colour::Accent), 1));
        for (const Guide& guide : m_guides) {
            const ViewTransform& view = m_on.scene.view;
            const QPointF from = guide.vertical ? QPointF(guide.at, guide.from - 12)
                                                : QPointF(guide.from - 12, guide.at);
            const QPointF to = guide.vertical ? QPointF(guide.at, guide.to + 12)
                                              : QPointF(guide.to + 12, guide.at);
            painter.drawLine(view.toView(from), view.toView(to));
        }
    }

    QRectF extent() const override {
        if (!m_guides.empty() || m_hadGuides) { // they reach far
            m_hadGuides = !m_guides.empty();
            return QRectF(QPointF(), m_on.scene.viewport);
        }
        QRectF all = m_ghost.viewRect(m_on.scene.view, place());
        for (const RectF& origin : m_origins)
            all = all.united(m_on.scene.view.toView(origin));
        return all.adjusted(-4, -4, 4, 4);
    }

    void drop() override {
        if (m_way.isNull())
            return;
        std::vector<ElementId> made;
        const QString label =
            m_copy ? Wording::copyNotes(m_notes.size()) : Wording::moveNotes(m_notes.size());
        m_on.document.edit(label, [&](Project project) {
            return notesMoved(std::move(project), m_on.scene, m_notes, m_origins, m_way, m_copy,
                              made);
        });
        m_on.document.select(std::move(made));
    }

    Qt::CursorShape cursor() const override {
        return m_copy ? Qt::DragCopyCursor : Qt::ClosedHandCursor;
    }

private:
    QPointF place() const { return QPointF(m_ghost.frame().x, m_ghost.frame().y) + m_way; }

    std::vector<NoteId> m_notes;
    std::vector<RectF> m_origins;
    Ghost m_ghost;
    QPointF m_from, m_way; ///< map units
    bool m_copy = false;
    QRectF m_frame; ///< of all of them together, map units
    std::vector<QRectF> m_others;
    std::vector<Guide> m_guides;
    mutable bool m_hadGuides = false;
};

class FrameDrag final : public Drag {
public:
    FrameDrag(const DragContext& context, QPointF viewPos, bool add)
        : Drag(context), m_from(context.scene.view.toMap(viewPos)), m_to(m_from) {
        if (add)
            m_kept = m_on.document.selection();
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers) override {
        m_to = m_on.scene.view.toMap(viewPos);
        std::vector<ElementId> chosen = m_kept;
        for (const Region* region : m_on.scene.regionsIn(frame())) {
            const bool counts =
                region->kind == RegionKind::Card || region->kind == RegionKind::Note ||
                (region->kind == RegionKind::Link && toQt(frame()).contains(toQt(region->rect))) ||
                region->kind == RegionKind::EmotionPoint;
            if (counts && region->rect.intersects(frame()) &&
                std::find(chosen.begin(), chosen.end(), region->element) == chosen.end())
                chosen.push_back(region->element);
        }
        if (chosen != m_on.document.selection())
            m_on.document.select(std::move(chosen));
    }

    void paint(QPainter& painter) const override {
        QColor fill = m_on.theme.colour(Colour::Accent);
        painter.setPen(QPen(fill, 1));
        fill.setAlphaF(0.08f);
        painter.setBrush(fill);
        painter.drawRect(m_on.scene.view.toView(frame()));
    }
    QRectF extent() const override {
        return m_on.scene.view.toView(frame()).adjusted(-2, -2, 2, 2);
    }
    void drop() override {}
    bool hidesSelection() const override { return false; }
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    RectF frame() const { return fromQt(QRectF(m_from, m_to).normalized()); }
    QPointF m_from, m_to; ///< map
    std::vector<ElementId> m_kept;
};

} // namespace

Project notesMoved(Project project, const CanvasScene& scene, const std::vector<NoteId>& notes,
                   const std::vector<RectF>& origins, QPointF way, bool copy,
                   std::vector<ElementId>& made) {
    const auto isOnStrip = [&](QPointF mapPos) {
        return std::any_of(
            scene.list.regions.begin(), scene.list.regions.end(), [&](const Region& region) {
                return region.kind == RegionKind::Parked && toQt(region.rect).contains(mapPos);
            });
    };
    // Still on the strip of ideas that have no place yet.
    const auto isParkedAt = [&](QPointF at) {
        return std::any_of(origins.begin(), origins.end(), [&](const RectF& origin) {
            return std::abs(at.y() - origin.y) < origin.height / 2;
        });
    };
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const Note* found = project.notes.find(notes[i]);
        if (!found)
            continue;
        Note note = *found;
        const QRectF seen = toQt(origins[i]).translated(way);
        const QPointF at = notePlace(scene, seen);
        // Onto the strip, out of it, or about in it.
        note.parked = isOnStrip(seen.center()) || (note.parked && isParkedAt(at));
        note.x = std::max(0.0, at.x());
        note.y = std::max(0.0, at.y());
        if (copy)
            note.id = newId<NoteId>();
        made.push_back(note.id);
        project = put(std::move(project), std::move(note));
    }
    return project;
}

QPointF notePlace(const CanvasScene& scene, const QRectF& mapRect) {
    return {scene.list.rightToLeft ? scene.list.size.width - mapRect.right() : mapRect.left(),
            mapRect.top()};
}

std::unique_ptr<Drag> dragNotes(const DragContext& context, const Region& grabbed,
                                QPointF viewPos) {
    return std::make_unique<NoteDrag>(context, grabbed, viewPos);
}

std::unique_ptr<Drag> dragFrame(const DragContext& context, QPointF viewPos, bool add) {
    return std::make_unique<FrameDrag>(context, viewPos, add);
}

} // namespace cairn
