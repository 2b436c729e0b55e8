#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/ghost.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

/// Stages and steps move along the row, lanes along the column; the rest is the same.
class HeaderDrag final : public Drag {
public:
    HeaderDrag(const DragContext& context, const Region& grabbed, QPointF viewPos)
        : Drag(context), m_grabbed(grabbed), m_vertical(grabbed.kind == RegionKind::LaneHeader) {
        for (const Region& region : m_on.scene.list.regions)
            if (region.kind == grabbed.kind &&
                (grabbed.kind != RegionKind::StepHeader || region.second == grabbed.second))
                m_siblings.push_back(region);
        const bool mirrored = m_on.scene.list.rightToLeft && !m_vertical;
        std::stable_sort(m_siblings.begin(), m_siblings.end(),
                         [&](const Region& a, const Region& b) {
                             return m_vertical ? a.rect.y < b.rect.y
                                    : mirrored ? a.rect.x > b.rect.x
                                               : a.rect.x < b.rect.x;
                         });
        const Region* const regions[] = {&grabbed};
        m_ghost = Ghost(m_on.scene, regions, m_on.theme);
        m_grip = m_on.scene.view.toMap(viewPos - m_on.scene.shiftOf(grabbed.layer)) -
                 QPointF(m_ghost.frame().x, m_ghost.frame().y);
        m_view = viewPos;
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers) override {
        m_view = viewPos;
        const QPointF map = mapPos();
        const bool mirrored = m_on.scene.list.rightToLeft && !m_vertical;
        m_slot = 0;
        for (const Region& sibling : m_siblings) {
            const PointF c = sibling.rect.centre();
            const bool past = m_vertical ? map.y() > c.y : mirrored ? map.x() < c.x : map.x() > c.x;
            m_slot += past ? 1 : 0;
        }
    }

    void paint(QPainter& painter) const override {
        QColor veil = m_on.theme.colour(Colour::Ground);
        veil.setAlphaF(0.55f);
        painter.fillRect(track(), veil);
        if (wouldMove()) {
            const QLineF line = marker();
            paintMarker(painter, line.p1(), line.p2(), m_on.theme);
        }
        painter.save();
        painter.translate(m_on.scene.shiftOf(m_grabbed.layer));
        m_ghost.paint(painter, m_on.scene.view, ghostPlace());
        painter.restore();
    }

    QRectF extent() const override { return QRectF(QPointF(), m_on.scene.viewport); }

    void drop() override {
        if (!wouldMove())
            return;
        const ElementId before =
            m_slot < m_siblings.size() ? m_siblings[m_slot].element : ElementId{};
        const ElementId moved = m_grabbed.element;
        switch (m_grabbed.kind) {
        case RegionKind::StageHeader:
            m_on.document.edit(MapCanvas::tr("move stage"), [&](Project project) {
                return moveStage(std::move(project), moved.as<StageTag>(), before.as<StageTag>());
            });
            break;
        case RegionKind::StepHeader:
            m_on.document.edit(MapCanvas::tr("move step"), [&](Project project) {
                return moveStep(std::move(project), moved.as<StepTag>(),
                                m_grabbed.second.as<StageTag>(), before.as<StepTag>());
            });
            break;
        default:
            m_on.document.edit(MapCanvas::tr("move lane"), [&](Project project) {
                return moveLane(std::move(project), moved.as<LaneTag>(), before.as<LaneTag>());
            });
        }
    }

private:
    QPointF mapPos() const {
        return m_on.scene.view.toMap(m_view - m_on.scene.shiftOf(m_grabbed.layer));
    }
    QPointF ghostPlace() const {
        QPointF place = mapPos() - m_grip;
        // The header keeps to its row or column.
        if (m_vertical)
            place.setX(m_ghost.frame().x);
        else
            place.setY(m_ghost.frame().y);
        return place;
    }
    std::size_t ownSlot() const {
        for (std::size_t i = 0; i < m_siblings.size(); ++i)
            if (m_siblings[i].element == m_grabbed.element)
                return i;
        return m_siblings.size();
    }
    bool wouldMove() const { return m_slot != ownSlot() && m_slot != ownSlot() + 1; }

    /// The column or row that travels along, in the view.
    QRectF track() const {
        const QRectF own = m_on.scene.view.toView(m_grabbed.rect);
        const QSizeF viewport = m_on.scene.viewport;
        const QRectF map = m_on.scene.view.toView(
            RectF{0, 0, m_on.scene.list.size.width, m_on.scene.list.size.height});
        return m_vertical
                   ? QRectF(map.left(), own.top(), map.width(), own.height())
                   : QRectF(own.left(), std::max(0.0, own.top()), own.width(),
                            std::min(map.bottom(), viewport.height()) - std::max(0.0, own.top()));
    }
    QLineF marker() const {
        const ViewTransform& view = m_on.scene.view;
        const QRectF map =
            view.toView(RectF{0, 0, m_on.scene.list.size.width, m_on.scene.list.size.height});
        const bool last = m_slot >= m_siblings.size();
        const QRectF at = view.toView((last ? m_siblings.back() : m_siblings[m_slot]).rect);
        if (m_vertical) {
            const double y = last ? at.bottom() : at.top();
            return {map.left() + 8, y, map.right() - 8, y};
        }
        const bool rightEdge = last != m_on.scene.list.rightToLeft;
        const double x = rightEdge ? at.right() + 2 : at.left() - 2;
        const double top = m_on.scene.viewRect(m_grabbed).top();
        return {x, top, x, std::min(map.bottom(), m_on.scene.viewport.height()) - 6};
    }

    Region m_grabbed;
    bool m_vertical;
    std::vector<Region> m_siblings;
    Ghost m_ghost;
    QPointF m_grip, m_view;
    std::size_t m_slot = 0; ///< before which sibling it would go
};

} // namespace

std::unique_ptr<Drag> dragHeader(const DragContext& context, const Region& grabbed,
                                 QPointF viewPos) {
    return std::make_unique<HeaderDrag>(context, grabbed, viewPos);
}

} // namespace cairn
