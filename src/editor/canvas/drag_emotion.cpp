#include <algorithm>
#include <cmath>

#include <QLocale>
#include <QPainterPath>

#include "cairn/model/edits.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/ghost.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

double snapped(double value) {
    const double tenth = std::round(std::clamp(value, -2.0, 2.0) * 10) / 10;
    return tenth == 0 ? 0 : tenth; // no minus zero
}

/// Horizontal at every point, as the layout draws it: a curve that never overshoots.
QPainterPath curveThrough(const std::vector<QPointF>& points) {
    QPainterPath path;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i == 0) {
            path.moveTo(points[0]);
            continue;
        }
        const double middle = (points[i - 1].x() + points[i].x()) / 2;
        path.cubicTo({middle, points[i - 1].y()}, {middle, points[i].y()}, points[i]);
    }
    return path;
}

class EmotionDrag final : public Drag {
public:
    EmotionDrag(const DragContext& context, const Region& grabbed, QPointF viewPos)
        : Drag(context), m_grabbed(grabbed), m_fromY(context.scene.view.toMap(viewPos).y()) {
        const Project& project = m_on.document.project();
        if (const EmotionPoint* point = project.emotions.find(grabbed.element.as<EmotionTag>()))
            m_before = m_value = point->value;
        if (const Persona* persona = project.personas.find(grabbed.second.as<PersonaTag>()))
            m_colour = static_cast<int>(persona->colour);
        for (const Region& region : m_on.scene.list.regions)
            if (region.kind == RegionKind::EmotionPoint && region.second == grabbed.second)
                m_curve.push_back(region);
        std::sort(m_curve.begin(), m_curve.end(),
                  [](const Region& a, const Region& b) { return a.rect.x < b.rect.x; });
        m_row = grabbed.rect;
        for (const Region& region : m_on.scene.list.regions)
            if (region.kind == RegionKind::EmotionCell && region.rect.contains(grabbed.rect.centre()))
                m_row = region.rect;
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers) override {
        const double unit = m_on.scene.list.emotionUnit;
        if (unit > 0)
            m_value = snapped(m_before + (m_fromY - m_on.scene.view.toMap(viewPos).y()) / unit);
    }

    void paint(QPainter& painter) const override {
        const ViewTransform& view = m_on.scene.view;
        std::vector<QPointF> points;
        QPointF held;
        for (const Region& region : m_curve) {
            QPointF at = view.toView(region.rect).center();
            if (region.element == m_grabbed.element) {
                at.ry() -= (m_value - m_before) * m_on.scene.list.emotionUnit * view.zoom;
                held = at;
            }
            points.push_back(at);
        }
        QColor veil = m_on.theme.colour(Colour::Ground);
        veil.setAlphaF(0.72f);
        painter.fillRect(rowInView(), veil);
        const QColor colour = m_on.theme.colour(Colour::Persona, m_colour);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 2.5 * std::max(0.5, view.zoom)));
        painter.drawPath(curveThrough(points));
        painter.setBrush(m_on.theme.colour(Colour::Card));
        const double radius = 9 * std::max(0.6, view.zoom);
        painter.drawEllipse(held, radius, radius);
        paintPlate(painter, words(), held + QPointF(radius + 8, 0), m_on.theme);
    }

    QRectF extent() const override { return rowInView().adjusted(-8, -40, 8, 40); }

    void drop() override {
        if (m_value == m_before)
            return;
        m_on.document.edit(MapCanvas::tr("change emotion"), [&](Project project) {
            const EmotionPoint* point = project.emotions.find(m_grabbed.element.as<EmotionTag>());
            if (!point)
                return project;
            const EmotionPoint was = *point;
            return setEmotion(std::move(project), was.id, was.map, was.persona, was.stage, m_value);
        });
    }

    Qt::CursorShape cursor() const override { return Qt::SizeVerCursor; }

private:
    QString words() const {
        const QString number = QLocale().toString(std::abs(m_value), 'f', 1);
        const QString sign = m_value > 0   ? QStringLiteral("+")
                             : m_value < 0 ? QStringLiteral("\u2212")
                                           : QString();
        const int level = static_cast<int>(std::lround(m_value));
        return sign + number + QLatin1Char(' ') +
               QString::fromStdString(m_on.phrases.emotionWord(level));
    }
    QRectF rowInView() const {
        const QRectF row = m_on.scene.view.toView(m_row);
        return {0, row.top(), m_on.scene.viewport.width(), row.height()};
    }

    Region m_grabbed;
    double m_fromY;
    double m_before = 0, m_value = 0;
    int m_colour = 0;
    RectF m_row;
    std::vector<Region> m_curve;
};

} // namespace

double emotionAt(const DragContext& context, const Region& region, double mapY) {
    const CanvasScene& scene = context.scene;
    if (scene.list.emotionUnit <= 0)
        return 0;
    // Where 0 lies is known from any point of the lane; without one it is the middle of the cell.
    double zero = region.rect.centre().y;
    const RectF row{0, region.rect.y, scene.list.size.width, region.rect.height};
    for (const Region* other : scene.regionsIn(row))
        if (other->kind == RegionKind::EmotionPoint && row.contains(other->rect.centre()))
            if (const EmotionPoint* point = context.document.project().emotions.find(
                    other->element.as<EmotionTag>())) {
                zero = other->rect.centre().y + point->value * scene.list.emotionUnit;
                break;
            }
    return snapped((zero - mapY) / scene.list.emotionUnit);
}

std::unique_ptr<Drag> dragEmotion(const DragContext& context, const Region& grabbed, QPointF viewPos) {
    return std::make_unique<EmotionDrag>(context, grabbed, viewPos);
}

} // namespace cairn
