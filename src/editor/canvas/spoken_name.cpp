// The words a screen reader says for each thing on the map.

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>

#include "editor/canvas/accessible.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/canvas/navigator.hpp"

namespace cairn {
namespace {

QString words(const std::string& utf8) {
    return QString::fromStdString(utf8);
}
QString titled(const Project& project, ElementId id) {
    return words(titleOf(project, id));
}

/// Lines of a tooltip as sentences, without a first one that only says the title again.
QString sentences(const std::string& tooltip, const QString& title) {
    QStringList lines = words(tooltip).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    if (!lines.isEmpty() && !title.isEmpty()) {
        if (lines.front() == title)
            lines.removeFirst();
        else if (lines.front().startsWith(title + QLatin1String(": ")))
            lines.front().remove(0, title.size() + 2);
    }
    return lines.join(QLatin1String(". "));
}

/// Parts as one line, each with one stop.
QString joined(const QStringList& parts) {
    QString line;
    for (const QString& part : parts) {
        if (!line.isEmpty())
            line += line.endsWith(QLatin1Char('.')) ? QLatin1String(" ") : QLatin1String(". ");
        line += part;
    }
    return line;
}

/// "Touchpoints, Check out": where a cell or card lies.
QString placeName(const Project& project, const Phrases& phrases, ElementId lane, ElementId stage) {
    QString row = titled(project, lane);
    if (const Lane* found = project.lanes.find(lane.as<LaneTag>()); found && row.isEmpty())
        row = words(phrases.laneTitle(found->kind));
    return row + QLatin1String(", ") + titled(project, stage);
}

QString cardName(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                 const Region& region) {
    QStringList parts{MapCanvas::tr("Card, %1").arg(titled(project, region.element)),
                      placeName(project, phrases, region.second, region.third)};
    const PointF c = region.rect.centre();
    if (const Region* cell = scene.cellAt({c.x, c.y})) {
        const auto cards = scene.cardsIn(*cell);
        const auto at = std::find(cards.begin(), cards.end(), &region);
        if (cards.size() > 1 && at != cards.end())
            parts << MapCanvas::tr("%1 of %2").arg(at - cards.begin() + 1).arg(cards.size());
    }
    if (const Card* card = project.cards.find(region.element.as<CardTag>());
        card && card->momentOfTruth)
        parts << MapCanvas::tr("moment of truth");
    if (const Region* badge = scene.find(RegionKind::CardBadge, region.element))
        parts << MapCanvas::tr("pain %1").arg(sentences(badge->tooltip, {}));
    if (const Card* card = project.cards.find(region.element.as<CardTag>()); card && card->locked)
        parts << MapCanvas::tr("locked");
    return joined(parts);
}

QString linkName(const Project& project, const Region& region) {
    const Link* link = project.links.find(region.element.as<LinkTag>());
    if (!link)
        return MapCanvas::tr("Connector");
    const QString from = titled(project, link->from), to = titled(project, link->to);
    return link->text.empty()
               ? MapCanvas::tr("Connector from %1 to %2").arg(from, to)
               : MapCanvas::tr("Connector from %1 to %2: %3").arg(from, to, words(link->text));
}

} // namespace

QString spokenName(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                   const Region& region) {
    const QString title = titled(project, region.element);
    const QString more = sentences(region.tooltip, title);
    switch (region.kind) {
    case RegionKind::Title:
        return MapCanvas::tr("Map, %1").arg(title);
    case RegionKind::Scenario: {
        const Map* map = project.maps.find(region.element.as<MapTag>());
        return MapCanvas::tr("Scenario, %1").arg(map ? words(map->scenario) : QString());
    }
    case RegionKind::PersonaChip:
        return MapCanvas::tr("Persona, %1").arg(title);
    case RegionKind::StageHeader:
        return MapCanvas::tr("Stage, %1").arg(title);
    case RegionKind::StepHeader:
        return MapCanvas::tr("Step, %1, of stage %2").arg(title, titled(project, region.second));
    case RegionKind::LaneHeader: {
        const Lane* lane = project.lanes.find(region.element.as<LaneTag>());
        const bool named = !title.isEmpty() || !lane;
        const QString name =
            MapCanvas::tr("Lane, %1").arg(named ? title : words(phrases.laneTitle(lane->kind)));
        return lane && lane->collapsed ? MapCanvas::tr("%1. Folded").arg(name) : name;
    }
    case RegionKind::Cell: {
        const QString place = placeName(project, phrases, region.element, region.second);
        const auto hidden =
            cairn::cardsIn(project, region.element.as<LaneTag>(), region.second.as<StageTag>());
        const bool folded = !hidden.empty() && !region.third && scene.cardsIn(region).empty();
        return folded ? MapCanvas::tr("Folded away, %1. Cards: %2").arg(place).arg(hidden.size())
                      : MapCanvas::tr("Empty cell, %1").arg(place);
    }
    case RegionKind::EmotionCell:
        return MapCanvas::tr("No emotion yet, %1")
            .arg(placeName(project, phrases, region.element, region.second));
    case RegionKind::Card:
        return cardName(scene, project, phrases, region);
    case RegionKind::EmotionPoint:
        return MapCanvas::tr("Emotion, %1, %2").arg(more, titled(project, region.third));
    case RegionKind::FunnelBar:
        return MapCanvas::tr("Customers, %1. %2").arg(title, more);
    case RegionKind::DropOff:
        return MapCanvas::tr("Drop-off after %1. %2").arg(title, more);
    case RegionKind::BindHint:
        return MapCanvas::tr("Bind an event to %1").arg(title);
    case RegionKind::PainChip:
        return MapCanvas::tr("Pain, %1. %2").arg(title, more);
    case RegionKind::FeedbackScore:
        return MapCanvas::tr("Feedback, %1. %2").arg(title, more);
    case RegionKind::Note:
        return MapCanvas::tr("Note, %1").arg(title);
    case RegionKind::Link:
        return linkName(project, region);
    case RegionKind::CommentBadge:
        return MapCanvas::tr("Comments on %1. %2").arg(title, more);
    case RegionKind::MapLink:
        return MapCanvas::tr("Opens the map %1").arg(titled(project, region.second));
    case RegionKind::DaySector:
        return MapCanvas::tr("Part of the day, %1").arg(title);
    case RegionKind::Parked:
        return MapCanvas::tr("Ideas without a place");
    case RegionKind::Legend:
        return MapCanvas::tr("Legend, %1").arg(title.isEmpty() ? more : title);
    case RegionKind::TextLink:
        return MapCanvas::tr("Leads to %1").arg(more);
    case RegionKind::AddStage:
        return MapCanvas::tr("Add a stage");
    case RegionKind::AddLane:
        return MapCanvas::tr("Add a lane");
    default:
        return title;
    }
}

QString spokenValue(const CanvasScene& scene, const Project& project, const Region& region) {
    const auto firstLine = [](const std::string& tip) {
        return words(tip).section(QLatin1Char('\n'), 0, 0);
    };
    switch (region.kind) {
    case RegionKind::EmotionPoint: {
        const auto* point = project.emotions.find(region.element.as<EmotionTag>());
        return point ? QLocale().toString(point->value) : QString();
    }
    case RegionKind::FunnelBar:
    case RegionKind::DropOff:
    case RegionKind::PainChip:
    case RegionKind::FeedbackScore:
    case RegionKind::CardBadge:
        return firstLine(region.tooltip);
    case RegionKind::Card: {
        const Region* badge = scene.find(RegionKind::CardBadge, region.element);
        return badge ? MapCanvas::tr("pain %1").arg(firstLine(badge->tooltip)) : QString();
    }
    case RegionKind::StageHeader: {
        const Region* bar = scene.find(RegionKind::FunnelBar, region.element);
        return bar ? firstLine(bar->tooltip) : QString();
    }
    default:
        return {};
    }
}

namespace {

/// A neighbour by its name alone: what else there is to say of it is said when one is there.
QString briefName(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                  const Region& region) {
    const QString title = titled(project, region.element);
    switch (region.kind) {
    case RegionKind::Card:
        return MapCanvas::tr("Card, %1").arg(title);
    case RegionKind::FunnelBar:
        return MapCanvas::tr("Customers, %1").arg(title);
    case RegionKind::DropOff:
        return MapCanvas::tr("Drop-off after %1").arg(title);
    case RegionKind::PainChip:
        return MapCanvas::tr("Pain, %1").arg(title);
    case RegionKind::FeedbackScore:
        return MapCanvas::tr("Feedback, %1").arg(title);
    case RegionKind::Scenario:
        return MapCanvas::tr("Scenario");
    case RegionKind::EmotionPoint:
        return MapCanvas::tr("Emotion, %1").arg(titled(project, region.second));
    default:
        return spokenName(scene, project, phrases, region);
    }
}

} // namespace

QString spokenNeighbours(const CanvasScene& scene, const Project& project, const Phrases& phrases,
                         const Region& region) {
    QStringList parts;
    const auto add = [&](Direction direction, const QString& pattern) {
        const auto next = neighbour(scene, region, direction);
        const Region* there = next ? scene.find(*next) : nullptr;
        if (there)
            parts << pattern.arg(briefName(scene, project, phrases, *there));
    };
    add(Direction::Left, MapCanvas::tr("Left: %1"));
    add(Direction::Right, MapCanvas::tr("Right: %1"));
    add(Direction::Up, MapCanvas::tr("Above: %1"));
    add(Direction::Down, MapCanvas::tr("Below: %1"));
    return joined(parts);
}

} // namespace cairn
