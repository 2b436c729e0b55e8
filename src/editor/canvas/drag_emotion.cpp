#include <algorithm>
#include <cmath>
#include <map>

#include <QLocale>
#include <QPainterPath>

#include "cairn/model/edits.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/ghost.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

double snappedHeight(double value) {
    const double tenth = std::round(std::clamp(value, -2.0, 2.0) * 10) / 10;
    return tenth == 0 ? 0 : tenth; // no minus zero
}

/// The curve as the layout draws it: through every point, never beyond them (Fritsch and Butland's
/// slopes).
double slopeAt(const std::vector<QPointF>& p, std::size_t i) {
    const auto secant = [&](std::size_t k) {
        return (p[k + 1].y() - p[k].y()) / std::max(1e-6, p[k + 1].x() - p[k].x());
    };
    if (i == 0 || i + 1 >= p.size() || secant(i - 1) * secant(i) <= 0)
        return 0.0;
    const double before = p[i].x() - p[i - 1].x(), after = p[i + 1].x() - p[i].x();
    const double w1 = 2 * after + before, w2 = after + 2 * before;
    return (w1 + w2) / (w1 / secant(i - 1) + w2 / secant(i));
}

QPainterPath curveThrough(const std::vector<QPointF>& p) {
    QPainterPath path;
    if (p.empty())
        return path;
    path.moveTo(p.front());
    for (std::size_t i = 0; i + 1 < p.size(); ++i) {
        const double third = (p[i + 1].x() - p[i].x()) / 3;
        path.cubicTo(p[i] + QPointF(third, slopeAt(p, i) * third),
                     p[i + 1] - QPointF(third, slopeAt(p, i + 1) * third), p[i + 1]);
    }
    return path;
}

/// How high the curve runs over a place between two of its points.
double heightAt(const std::vector<QPointF>& p, std::size_t i, double x) {
    const double wide = std::max(1e-6, p[i + 1].x() - p[i].x());
    const double t = std::clamp((x - p[i].x()) / wide, 0.0, 1.0), s = 1 - t, third = wide / 3;
    const double c1 = p[i].y() + slopeAt(p, i) * third;
    const double c2 = p[i + 1].y() - slopeAt(p, i + 1) * third;
    return s * s * s * p[i].y() + 3 * s * s * t * c1 + 3 * s * t * t * c2 +
           t * t * t * p[i + 1].y();
}

std::vector<QPointF> placesOf(const std::vector<Region>& curve) {
    std::vector<QPointF> places;
    for (const Region& region : curve)
        places.push_back(toQt(region.rect).center());
    return places;
}

void alongTheMap(std::vector<Region>& curve) {
    std::sort(curve.begin(), curve.end(),
              [](const Region& a, const Region& b) { return a.rect.x < b.rect.x; });
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

/// A point; the two points beside a place of the line; or a point that is new.
class EmotionDrag final : public Drag {
public:
    EmotionDrag(const DragContext& context, const Region& grabbed, QPointF viewPos)
        : Drag(context), m_held{grabbed}, m_fromY(context.scene.view.toMap(viewPos).y()) {
        const Project& project = m_on.document.project();
        if (const EmotionPoint* point = project.emotions.find(grabbed.element.as<EmotionTag>()))
            m_before = m_value = point->value;
        if (const Persona* persona = project.personas.find(grabbed.second.as<PersonaTag>()))
            m_colour = static_cast<int>(persona->colour);
        for (const Region& region : m_on.scene.list.regions)
            if (region.kind == RegionKind::EmotionPoint && region.second == grabbed.second)
                m_curve.push_back(region);
        alongTheMap(m_curve);
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

    /// By the line: the next point goes along, unless the mouse is on a stage between the two.
    void holdLine(QPointF viewPos) {
        const auto at = std::find_if(m_curve.begin(), m_curve.end(), [&](const Region& region) {
            return region.element == m_held.front().element;
        });
        if (at == m_curve.end() || at + 1 == m_curve.end())
            return;
        const Region next = *(at + 1);
        const Region* cell = emptyCellAt(m_on.scene.view.toMap(viewPos), at->third, next.third);
        if (!cell) {
            m_held.push_back(next);
            return;
        }
        const auto places = placesOf(m_curve);
        const double x = cell->rect.centre().x, unit = m_on.scene.list.emotionUnit;
        const double y = heightAt(places, static_cast<std::size_t>(at - m_curve.begin()), x);
        Region fresh = m_held.front();
        m_before = m_value =
            snappedHeight(m_before + (fresh.rect.centre().y - y) / (unit > 0 ? unit : 1));
        fresh.element = {};
        fresh.third = cell->second;
        fresh.rect.x = x - fresh.rect.width / 2;
        fresh.rect.y = y - fresh.rect.height / 2;
        m_held.assign(1, fresh);
        m_curve.push_back(fresh);
        alongTheMap(m_curve);
    }

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers modifiers) override {
        const double unit = m_on.scene.list.emotionUnit;
        m_whole = modifiers & Qt::ShiftModifier;
        if (unit > 0)
            m_value =
                snappedHeight(m_before + (m_fromY - m_on.scene.view.toMap(viewPos).y()) / unit);
    }

    void paint(QPainter& painter) const override {
        const ViewTransform& view = m_on.scene.view;
        std::vector<QPointF> points;
        std::vector<std::pair<QPointF, double>> held; // and the value there
        for (const Region& region : m_curve) {
            QPointF at = view.toView(region.rect).center();
            const bool own = isHeld(region);
            if (own || m_whole)
                at.ry() -= wayOf(region.element) * m_on.scene.list.emotionUnit * view.zoom;
            if (own)
                held.emplace_back(at, valueOf(region.element) + wayOf(region.element));
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
        for (const auto& [at, value] : held)
            painter.drawEllipse(at, radius, radius);
        for (const auto& [at, value] : held) {
            // The left one's words stand on the other side, clear of the line between them.
            const bool left = held.size() > 1 && at == held.front().first;
            paintPlate(painter, words(value),
                       at + QPointF(left ? -radius : radius + 8, left ? -24 : 0), m_on.theme);
        }
    }

    QRectF extent() const override { return rowInView().adjusted(-8, -40, 8, 40); }

    void drop() override {
        if (m_value == m_before)
            return;
        if (m_whole) {
            m_on.document.edit(MapCanvas::tr("move the emotion curve"), [&](Project project) {
                return moveCurve(std::move(project), pointOfCurve(), m_value - m_before);
            });
            return;
        }
        const Region& first = m_held.front();
        if (!first.element) { // where the stage had none
            const EmotionId id = newId<EmotionId>();
            if (m_on.document.edit(MapCanvas::tr("add emotion"), [&](Project project) {
                    return setEmotion(std::move(project), id, m_on.document.currentMap(),
                                      first.second.as<PersonaTag>(), first.third.as<StageTag>(),
                                      m_value);
                }))
                m_on.document.select({id});
            return;
        }
        const QString label = m_held.size() > 1 ? MapCanvas::tr("change two emotions")
                                                : MapCanvas::tr("change emotion");
        m_on.document.edit(label, [&](Project project) {
            for (const Region& region : m_held) {
                const auto id = region.element.as<EmotionTag>();
                const double value = snappedHeight(valueOf(id) + wayOf(id));
                if (const EmotionPoint* point = project.emotions.find(id)) {
                    const EmotionPoint was = *point;
                    project = setEmotion(std::move(project), was.id, was.map, was.persona,
                                         was.stage, value);
                }
            }
            return project;
        });
    }

    Qt::CursorShape cursor() const override { return Qt::SizeVerCursor; }

private:
    QString words(double value) const {
        const QString number = QLocale().toString(std::abs(value), 'f', 1);
        const QString sign = value > 0   ? QStringLiteral("+")
                             : value < 0 ? QStringLiteral("\u2212")
                                         : QString();
        const int level = static_cast<int>(std::lround(value));
        return sign + number + QLatin1Char(' ') +
               QString::fromStdString(m_on.phrases.emotionWord(level));
    }
    bool isHeld(const Region& region) const {
        return std::any_of(m_held.begin(), m_held.end(),
                           [&](const Region& held) { return held.element == region.element; });
    }
    double valueOf(ElementId element) const {
        const EmotionPoint* point = m_on.document.project().emotions.find(element.as<EmotionTag>());
        return point ? point->value : m_before;
    }
    /// How far a point of the curve goes, which ends at the ends of the scale.
    double wayOf(ElementId element) const {
        const double value = valueOf(element);
        return std::clamp(value + m_value - m_before, -2.0, 2.0) - value;
    }
    EmotionId pointOfCurve() const {
        for (const Region& region : m_curve)
            if (region.element)
                return region.element.as<EmotionTag>();
        return {};
    }
    /// The cell of a stage other than those two, where the persona has no point.
    const Region* emptyCellAt(QPointF mapPos, ElementId before, ElementId after) const {
        for (const Region* region : m_on.scene.regionsIn(fromQt(QRectF(mapPos, QSizeF(0.1, 0.1)))))
            if (region->kind == RegionKind::EmotionCell && region->second != before &&
                region->second != after)
                return region;
        return nullptr;
    }
    QRectF rowInView() const { return m_on.scene.view.toView(m_row); }

    std::vector<Region> m_held; ///< one point, or the two beside the line
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
    return unit > 0 ? snappedHeight((zeroLine(context, region) - mapY) / unit) : 0;
}

ElementId curvePointBefore(const CanvasScene& scene, QPointF viewPos) {
    const Region* cell = scene.regionAt(viewPos);
    if (!cell || cell->kind != RegionKind::EmotionCell)
        return {};
    // The points of all curves in this row.
    std::map<ElementId, std::vector<Region>> curves;
    for (const Region* region :
         scene.regionsIn({0, cell->rect.y, scene.list.size.width, cell->rect.height}))
        if (region->kind == RegionKind::EmotionPoint)
            curves[region->second].push_back(*region);
    const QPointF at = scene.view.toMap(viewPos);
    double nearest = (kGripReach + 1) / scene.view.zoom;
    ElementId found;
    for (auto& [persona, curve] : curves) {
        alongTheMap(curve);
        const auto places = placesOf(curve);
        for (std::size_t i = 0; i + 1 < places.size(); ++i) {
            if (at.x() < places[i].x() || at.x() >= places[i + 1].x())
                continue;
            const double away = std::abs(heightAt(places, i, at.x()) - at.y());
            if (away < nearest) {
                nearest = away;
                found = curve[i].element;
            }
        }
    }
    return found;
}

std::unique_ptr<Drag> dragCurve(const DragContext& context, ElementId before, QPointF viewPos) {
    const Region* point = context.scene.find(RegionKind::EmotionPoint, before);
    if (!point)
        return nullptr;
    auto drag = std::make_unique<EmotionDrag>(context, *point, viewPos);
    drag->holdLine(viewPos);
    return drag;
}

std::unique_ptr<Drag> dragEmotion(const DragContext& context, const Region& grabbed,
                                  QPointF viewPos) {
    return std::make_unique<EmotionDrag>(context, grabbed, viewPos);
}

} // namespace cairn
