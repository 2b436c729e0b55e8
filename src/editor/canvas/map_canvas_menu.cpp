// Menus: for each kind of thing what can be done with it, with its keys.

#include <QAction>
#include <QDesktopServices>
#include <QMenu>
#include <QUrl>
#include <algorithm>

#include "cairn/base/marked_text.hpp"
#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr int kColours = 5;

/// An entry whose keys are known to the canvas but belong to no action of it.
QAction* entry(QMenu& menu, const QString& words, const char* keys, std::function<void()> run) {
    QAction* made = menu.addAction(words, std::move(run));
    if (*keys) {
        made->setShortcut(QKeySequence(QString::fromLatin1(keys)));
        made->setShortcutVisibleInContextMenu(true);
    }
    return made;
}

QAction* checked(QAction* action, bool on) {
    action->setCheckable(true);
    action->setChecked(on);
    return action;
}

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour);
    painter.setPen(QPen(colour.darker(120), 1));
    painter.drawEllipse(QRectF(2, 2, 12, 12));
    return pixmap;
}

} // namespace

QMenu* MapCanvas::Impl::makeMenu(const Region* region, QPointF mapPos) {
    auto* menu = new QMenu(&q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("canvasMenu"));
    menu->setToolTipsVisible(true);
    if (!editable())
        return menu;
    switch (region ? region->kind : RegionKind::Title) {
    case RegionKind::Card:
    case RegionKind::CardBadge:
        fillCardMenu(*menu, *region);
        break;
    case RegionKind::StageHeader:
        fillStageMenu(*menu, *region);
        break;
    case RegionKind::StepHeader:
        fillStepMenu(*menu, *region);
        break;
    case RegionKind::LaneHeader:
        fillLaneMenu(*menu, *region);
        break;
    case RegionKind::Note:
        fillNoteMenu(*menu, *region);
        break;
    case RegionKind::EmotionPoint:
        fillEmotionMenu(*menu, *region);
        break;
    case RegionKind::Link:
        fillLinkMenu(*menu, *region);
        break;
    case RegionKind::Cell:
        entry(*menu, tr("Add a card"), "Return", [this, cell = spotOf(*region)] {
            if (const Region* now = scene.find(cell))
                newCard(*now, {}, {});
        });
        menu->addAction(action(CanvasCommand::Collapse));
        menu->addSeparator();
        fillGroundMenu(*menu, mapPos);
        break;
    case RegionKind::EmotionCell:
        entry(*menu, tr("Add an emotion here"), "Return", [this, cell = spotOf(*region), mapPos] {
            if (const Region* now = scene.find(cell))
                makeEmotion(*now, emotionAt(dragContext(), *now, mapPos.y()));
        });
        menu->addSeparator();
        fillGroundMenu(*menu, mapPos);
        break;
    default:
        fillGroundMenu(*menu, mapPos);
    }
    return menu;
}

void MapCanvas::Impl::addLinksOfText(QMenu& menu, const std::string& text) {
    if (!mayHaveMarks(text))
        return;
    for (const MarkedLine& line : readMarks(text))
        for (const MarkedRun& run : line.runs)
            if (isOpenableLink(run.link)) {
                const QString address = QString::fromStdString(run.link);
                QString shown = address;
                shown.replace(u'&', QLatin1String("&&"));
                menu.addAction(tr("Open %1").arg(shown.size() > 48 ? shown.left(47) + u'…' : shown),
                               [address] { QDesktopServices::openUrl(QUrl(address)); });
            }
}

void MapCanvas::Impl::addMapMenus(QMenu& menu) {
    const auto maps = mapsOf(document->project());
    if (maps.size() < 2)
        return;
    for (const bool copy : {false, true}) {
        QMenu* to = menu.addMenu(copy ? tr("Copy to map") : tr("Move to map"));
        for (const Map* map : maps)
            if (map->id != document->currentMap())
                to->addAction(QString::fromStdString(map->title).replace(u'&', QLatin1String("&&")),
                              [this, id = map->id, copy] { sendCards(id, copy); });
    }
}

void MapCanvas::Impl::fillCardMenu(QMenu& menu, const Region& region) {
    const CardId id = region.element.as<CardTag>();
    const Card* card = document->project().cards.find(id);
    if (!card)
        return;
    entry(menu, tr("Edit the text"), "F2", [this, id] { q.startEditing(id); });
    addLinksOfText(menu, card->text);
    checked(menu.addAction(tr("Moment of truth"),
                           [this, id] {
                               document->edit(tr("change moment of truth"), [&](Project p) {
                                   Card changed = *p.cards.find(id);
                                   changed.momentOfTruth = !changed.momentOfTruth;
                                   return put(std::move(p), std::move(changed));
                               });
                           }),
            card->momentOfTruth);
    menu.addSeparator();
    menu.addAction(action(CanvasCommand::Connect));
    bool linked = false;
    for (const auto& link : document->project().links)
        linked = linked || link->from == ElementId(id) || link->to == ElementId(id);
    if (linked)
        menu.addAction(action(CanvasCommand::NextConnector));
    addMapMenus(menu);
    menu.addAction(action(CanvasCommand::Lock));
    menu.addSeparator();
}

void MapCanvas::Impl::fillStageMenu(QMenu& menu, const Region& region) {
    const StageId id = region.element.as<StageTag>();
    const Stage* stage = document->project().stages.find(id);
    if (!stage)
        return;
    entry(menu, tr("Rename"), "F2", [this, id] { q.startEditing(id); });
    const auto addBefore = [this](StageId before) {
        const StageId made = newId<StageId>();
        if (document->edit(tr("add stage"), [&](Project p) {
                return addStage(std::move(p), made, document->currentMap(),
                                tr("New stage").toStdString(), before);
            }))
            q.startEditing(made);
    };
    const auto stages = stagesOf(document->project(), document->currentMap());
    const auto at = std::find(stages.begin(), stages.end(), stage);
    const StageId next = at + 1 < stages.end() ? (*(at + 1))->id : StageId{};
    menu.addAction(tr("Add a stage before"), [addBefore, id] { addBefore(id); });
    menu.addAction(tr("Add a stage after"), [addBefore, next] { addBefore(next); });
    menu.addAction(action(CanvasCommand::AddStep));
    menu.addSeparator();
    menu.addAction(action(CanvasCommand::Collapse));
    menu.addAction(action(CanvasCommand::CollapseOthers));
    menu.addAction(action(CanvasCommand::ExpandAll));
    menu.addAction(action(CanvasCommand::AutomaticSize));
    QMenu* colours = menu.addMenu(tr("Colour"));
    for (int i = 0; i < kColours; ++i)
        checked(colours->addAction(swatch(theme->colour(Colour::Stage, i)),
                                   tr("Colour %1").arg(i + 1),
                                   [this, id, i] {
                                       document->edit(tr("colour stage"), [&](Project p) {
                                           Stage changed = *p.stages.find(id);
                                           changed.colour = i;
                                           return put(std::move(p), std::move(changed));
                                       });
                                   }),
                stage->colour % kColours == i);
    menu.addSeparator();
    menu.addAction(action(CanvasCommand::Connect));
    menu.addAction(tr("Bind events…"), [this, id] { emit q.bindRequested(id); });
    menu.addAction(action(CanvasCommand::Lock));
    menu.addSeparator();
}

void MapCanvas::Impl::fillStepMenu(QMenu& menu, const Region& region) {
    entry(menu, tr("Rename"), "F2", [this, id = region.element] { q.startEditing(id); });
    menu.addAction(action(CanvasCommand::AddStep));
    menu.addSeparator();
}

void MapCanvas::Impl::fillLaneMenu(QMenu& menu, const Region& region) {
    const LaneId id = region.element.as<LaneTag>();
    const Lane* lane = document->project().lanes.find(id);
    if (!lane)
        return;
    entry(menu, tr("Rename"), "F2", [this, id] { q.startEditing(id); });
    const auto lanes = lanesOf(document->project(), document->currentMap());
    const auto at = std::find(lanes.begin(), lanes.end(), lane);
    fillLaneKinds(*menu.addMenu(tr("Add a lane above")), id);
    fillLaneKinds(*menu.addMenu(tr("Add a lane below")),
                  at + 1 < lanes.end() ? (*(at + 1))->id : LaneId{});
    menu.addSeparator();
    if (!isDivider(lane->kind)) {
        menu.addAction(action(CanvasCommand::Collapse));
        menu.addAction(action(CanvasCommand::CollapseOthers));
        menu.addAction(action(CanvasCommand::ExpandAll));
        menu.addAction(action(CanvasCommand::AutomaticSize));
    }
    menu.addAction(action(CanvasCommand::Lock));
    menu.addSeparator();
}

void MapCanvas::Impl::fillNoteMenu(QMenu& menu, const Region& region) {
    const NoteId id = region.element.as<NoteTag>();
    const Note* note = document->project().notes.find(id);
    if (!note)
        return;
    entry(menu, tr("Edit the text"), "F2", [this, id] { q.startEditing(id); });
    addLinksOfText(menu, note->text);
    QMenu* colours = menu.addMenu(tr("Colour"));
    for (int i = 0; i < kColours; ++i)
        checked(colours->addAction(swatch(theme->colour(Colour::Note, i)),
                                   tr("Colour %1").arg(i + 1),
                                   [this, id, i] {
                                       document->edit(tr("colour note"), [&](Project p) {
                                           Note changed = *p.notes.find(id);
                                           changed.colour = i;
                                           return put(std::move(p), std::move(changed));
                                       });
                                   }),
                note->colour == i);
    menu.addAction(action(CanvasCommand::AutomaticSize));
    menu.addAction(action(CanvasCommand::Park));
    if (document->selection().size() > 1) {
        using enum CanvasCommand;
        QMenu* align = menu.addMenu(tr("Align"));
        for (const auto how :
             {AlignLeft, AlignCentre, AlignRight, AlignTop, AlignMiddle, AlignBottom})
            align->addAction(action(how));
        align->addSeparator();
        for (const auto how : {DistributeAcross, DistributeDown})
            align->addAction(action(how));
    }
    menu.addAction(action(CanvasCommand::Lock));
    menu.addSeparator();
}

void MapCanvas::Impl::fillEmotionMenu(QMenu& menu, const Region& region) {
    const EmotionId id = region.element.as<EmotionTag>();
    const EmotionPoint* point = document->project().emotions.find(id);
    if (!point)
        return;
    entry(menu, tr("Edit the words"), "F2", [this, id] { q.startEditing(id); });
    for (int level = 2; level >= -2; --level) {
        const QString number = level > 0   ? QStringLiteral("+%1").arg(level)
                               : level < 0 ? QStringLiteral("\u2212%1").arg(-level)
                                           : QStringLiteral("0");
        const QString words =
            number + QLatin1Char(' ') + QString::fromStdString(phrases->emotionWord(level));
        checked(menu.addAction(words,
                               [this, id, level] {
                                   const EmotionPoint was = *document->project().emotions.find(id);
                                   document->edit(tr("change emotion"), [&](Project p) {
                                       return setEmotion(std::move(p), id, was.map, was.persona,
                                                         was.stage, level);
                                   });
                               }),
                point->value == level);
    }
    menu.addSeparator();
}

void MapCanvas::Impl::fillLinkMenu(QMenu& menu, const Region& region) {
    const LinkId id = region.element.as<LinkTag>();
    const Link* link = document->project().links.find(id);
    if (!link)
        return;
    entry(menu, tr("Edit the words"), "F2", [this, id] { q.startEditing(id); });
    menu.addSeparator();
    const std::pair<LinkKind, QString> kinds[] = {{LinkKind::Leads, tr("Leads on")},
                                                  {LinkKind::Branch, tr("Branch")},
                                                  {LinkKind::Loop, tr("Loop")}};
    for (const auto& [kind, words] : kinds)
        checked(menu.addAction(words, [this, id, kind = kind] { setLinkKind(id, kind); }),
                link->kind == kind);
    menu.addSeparator();
    menu.addAction(tr("Turn round"), [this, id] { turnLink(id); });
    menu.addAction(tr("Lead it elsewhere…"),
                   [this, id, from = link->from] { startConnecting(from, id, false); });
    menu.addAction(tr("Begin it elsewhere…"),
                   [this, id, to = link->to] { startConnecting(to, id, true); });
    menu.addAction(action(CanvasCommand::NextConnector));
    menu.addSeparator();
}

void MapCanvas::Impl::fillGroundMenu(QMenu& menu, QPointF mapPos) {
    menu.addAction(tr("Add a sticky note here"), [this, mapPos] { newNote(mapPos); });
    menu.addAction(tr("Add a stage"), [this] { newStage(); });
    fillLaneKinds(*menu.addMenu(tr("Add a lane")), {});
    menu.addSeparator();
    menu.addAction(action(CanvasCommand::ExpandAll));
    menu.addAction(action(CanvasCommand::Minimap));
    menu.addSeparator();
}

} // namespace cairn
