// Sizes by hand: a column's width, a row's height, a note.

#include <QLineF>
#include <algorithm>
#include <cmath>

#include <QLocale>

#include "editor/canvas/ghost.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

class EdgeDrag final : public Drag {
public:
    EdgeDrag(const DragContext& context, const Region& region, Grip::What what, QPointF viewPos)
        : Drag(context), m_region(region), m_what(what), m_from(viewPos), m_at(viewPos),
          m_before(sizeOf(region)) {
        m_fromMap = m_on.scene.view.toMap(viewPos);
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers) override { m_at = viewPos; }

    void paint(QPainter& painter) const override {
        const QSizeF size = wanted();
        const ViewTransform& view = m_on.scene.view;
        const QRectF header = m_on.scene.viewRect(m_region);
        const bool rtl = m_on.scene.list.rightToLeft;
        const QColor accent = m_on.theme.colour(Colour::Accent);
        painter.setPen(QPen(accent, 2));
        painter.setBrush(Qt::NoBrush);
        QString words;
        if (m_what == Grip::What::StageWidth) {
            const double x = rtl ? header.right() - size.width() * view.zoom
                                 : header.left() + size.width() * view.zoom;
            painter.drawLine(QLineF(x, header.top(), x, m_on.scene.viewport.height()));
            words = number(size.width());
        } else if (m_what == Grip::What::LaneHeight) {
            const double y = header.top() + size.height() * view.zoom;
            painter.drawLine(QLineF(0, y, m_on.scene.viewport.width(), y));
            words = number(size.height());
        } else {
            QRectF frame(header.topLeft(), size * view.zoom);
            if (rtl)
                frame.moveRight(header.right());
            painter.drawRoundedRect(frame, 4, 4);
            words = QStringLiteral("%1 \u00d7 %2").arg(number(size.width()), number(size.height()));
        }
        paintPlate(painter, words, m_at + QPointF(16, 18), m_on.theme);
    }

    QRectF extent() const override { return QRectF(QPointF(), m_on.scene.viewport); }

    void drop() override {
        const QSizeF size = wanted();
        if (m_at == m_from)
            return;
        const ElementId id = m_region.element;
        m_on.document.edit(Wording::resize(m_on.document.project(), id),
                           [&](Project project) { return withSize(std::move(project), id, size); });
    }

    Qt::CursorShape cursor() const override {
        return m_what == Grip::What::StageWidth   ? Qt::SplitHCursor
               : m_what == Grip::What::LaneHeight ? Qt::SplitVCursor
               : m_on.scene.list.rightToLeft      ? Qt::SizeBDiagCursor
                                                  : Qt::SizeFDiagCursor;
    }

private:
    static QString number(double value) { return QLocale().toString(std::lround(value)); }

    QSizeF wanted() const {
        const QPointF way = m_on.scene.view.toMap(m_at) - m_fromMap;
        const double wide = m_on.scene.list.rightToLeft ? -way.x() : way.x();
        const double least = m_what == Grip::What::StageWidth ? 160 : 64;
        return {std::max(least, std::round((m_before.width() + wide) / 4) * 4),
                std::max(36.0, std::round((m_before.height() + way.y()) / 4) * 4)};
    }

    Region m_region;
    Grip::What m_what;
    QPointF m_from, m_at, m_fromMap;
    QSizeF m_before;
};

} // namespace

std::unique_ptr<Drag> dragEdge(const DragContext& context, const Grip& grip, QPointF viewPos) {
    const Region* region = context.scene.mainRegion(grip.element);
    return region ? std::make_unique<EdgeDrag>(context, *region, grip.what, viewPos) : nullptr;
}

} // namespace cairn
