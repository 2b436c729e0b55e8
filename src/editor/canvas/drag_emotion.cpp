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

/// The curve as the layout draws it: through every point, never beyond them (Fritsch and Butland's
/// slopes).
QPainterPath curveThrough(const std::vector<QPointF>& p) {
    QPainterPath path;
    if (p.empty())
        return path;
    const auto secant = [&](std::size_t i) {
        return (p[i + 1].y() - p[i].y()) / std::max(1e-6, p[i + 1].x() - p[i].x());
    };
    const auto slope = [&](std::size_t i) {
        if (i == 0 || i + 1 >= p.size() || secant(i - 1) * secant(i) <= 0)
            return 0.0;
        const double before = p[i].x() - p[i - 1].x(), after = p[i + 1].x() - p[i].x();
        const double w1 = 2 * after + before, w2 = after + 2 * before;
        return (w1 + w2) / (w1 / secant(i - 1) + w2 / secant(i));
    };
    path.moveTo(p.front());
    for (std::size_t i = 0; i + 1 < p.size(); ++i) {
        const double third = (p[i + 1].x() - p[i].x()) / 3;
        path.cubicTo(p[i] + QPointF(third, slope(i) * third),
                     p[i + 1] - QPointF(third, slope(i + 1) * third), p[i + 1]);
    }
    return path;
}

/// The height of 0 in an emotion lane: its dashed line, else a point of known value, else the
/// middle.
double zeroLine(const DragContext& context, const Region& region) {
    const CanvasScene& scene = context.scene;
    for (const std::uint32_t i : scene.itemsOf(region.element, region.rect))
        if (const auto* path = std::get_if<Path>(&scene.list.items[i].shape);
            path && path->dashed && path->bounds.height < 1)
            return path->bounds.y;
    const RectF row{0, region.rect.y, scene.list.size.width, region.rect.height};
    for (const Region* other : scene.regionsIn(row))
        if (other->kind == RegionKind::EmotionPoint && row.contains(other->rect.centre()))
            if (const EmotionPoint* point =
                    context.document.project().emotions.find(other->element.as<EmotionTag>()))
                return other->rect.centre().y + point->value * scene.list.emotionUnit;
    return region.rect.centre().y;
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
        m_row = grabbed.rect; // widened to all cells of the lane
        const PointF middle = grabbed.rect.centre();
        QRectF row;
        for (const Region& region : m_on.scene.list.regions)
            if (region.kind == RegionKind::EmotionCell && region.rect.y <= middle.y &&
                middle.y < region.rect.bottom())
                row = row.united(toQt(region.rect));
        if (!row.isEmpty())
            m_row = fromQt(row);
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers modifiers) override {
        const double unit = m_on.scene.list.emotionUnit;
        m_whole = modifiers & Qt::ShiftModifier;
        if (unit > 0)
            m_value = snapped(m_before + (m_fromY - m_on.scene.view.toMap(viewPos).y()) / unit);
    }

    void paint(QPainter& painter) const override {
        const ViewTransform& view = m_on.scene.view;
        std::vector<QPointF> points;
        QPointF held;
        for (const Region& region : m_curve) {
            QPointF at = view.toView(region.rect).center();
            const bool own = region.element == m_grabbed.element;
            if (own || m_whole)
                at.ry() -= wayOf(region.element) * m_on.scene.list.emotionUnit * view.zoom;
            if (own)
                held = at;
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
        if (m_whole) {
            m_on.document.edit(MapCanvas::tr("move the emotion curve"), [&](Project project) {
                return moveCurve(std::move(project), m_grabbed.element.as<EmotionTag>(),
                                 m_value - m_before);
            });
            return;
        }
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
    /// How far a point of the curve goes, which ends at the ends of the scale.
    double wayOf(ElementId element) const {
        const EmotionPoint* point = m_on.document.project().emotions.find(element.as<EmotionTag>());
        return point ? std::clamp(point->value + m_value - m_before, -2.0, 2.0) - point->value : 0;
    }
    QRectF rowInView() const { return m_on.scene.view.toView(m_row); }

    Region m_grabbed;
    double m_fromY;
    double m_before = 0, m_value = 0;
    int m_colour = 0;
    bool m_whole = false; ///< all points of the curve go along
    RectF m_row;
    std::vector<Region> m_curve;
};

} // namespace

Project moveCurve(Project project, EmotionId point, double by) {
    const EmotionPoint* held = project.emotions.find(point);
    if (!held)
        return project;
    const EmotionPoint of = *held;
    const Project before = project;
    for (const EmotionPoint* at : emotionsOf(before, of.map, of.persona)) {
        const double value = std::round(std::clamp(at->value + by, -2.0, 2.0) * 100) / 100 + 0.0;
        project = setEmotion(std::move(project), at->id, at->map, at->persona, at->stage, value);
    }
    return project;
}

double emotionAt(const DragContext& context, const Region& region, double mapY) {
    const double unit = context.scene.list.emotionUnit;
    return unit > 0 ? snapped((zeroLine(context, region) - mapY) / unit) : 0;
}

std::unique_ptr<Drag> dragEmotion(const DragContext& context, const Region& grabbed,
                                  QPointF viewPos) {
    return std::make_unique<EmotionDrag>(context, grabbed, viewPos);
}

} // namespace cairn
