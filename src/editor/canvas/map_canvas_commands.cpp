// What the canvas can do besides drawing: fold, lock, size, arrange, send to another map.

#include <QAction>
#include <QKeySequence>
#include <QToolTip>
#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/arrange.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {

QAction* MapCanvas::Impl::action(CanvasCommand command) const {
    for (const auto& [which, made] : commandActions)
        if (which == command)
            return made;
    return nullptr;
}

void MapCanvas::Impl::makeCommands() {
    for (const CanvasCommandWords& words : canvasCommands()) {
        auto* made = new QAction(tr(words.words), &q);
        made->setObjectName(QString::fromLatin1(words.name));
        made->setProperty("group", tr("On the canvas"));
        made->setShortcut(QKeySequence(QString::fromLatin1(words.keys)));
        made->setShortcutContext(Qt::WidgetShortcut);
        made->setShortcutVisibleInContextMenu(true);
        const CanvasCommand command = words.command;
        QObject::connect(made, &QAction::triggered, &q, [this, command] { run(command); });
        if (command == CanvasCommand::Minimap) {
            made->setCheckable(true);
            made->setChecked(minimapWanted);
        }
        q.addAction(made);
        commandActions.emplace_back(command, made);
    }
}

void MapCanvas::Impl::run(CanvasCommand command) {
    using enum CanvasCommand;
    if (command == Minimap)
        return q.setMinimap(!minimapWanted);
    if (command == NextConnector)
        return nextConnector();
    if (!editable())
        return;
    ensureLayout();
    const auto what = chosen();
    const ElementId last = what.empty() ? ElementId{} : what.back();
    switch (command) {
    case Connect:
        return startConnecting(last, {}, false);
    case Collapse:
        if (const Project& p = document->project();
            const Stage* stage = p.stages.find(last.as<StageTag>()))
            return fold(last, !stage->collapsed);
        else if (const Lane* lane = p.lanes.find(last.as<LaneTag>()))
            return fold(last, !lane->collapsed);
        else if (const Card* card = p.cards.find(last.as<CardTag>()))
            return fold(card->stage, true);
        else if (spot && spot->kind == RegionKind::Cell)
            return fold(spot->second, true);
        return;
    case CollapseOthers:
        return foldOthers();
    case ExpandAll:
        return unfoldAll();
    case Lock:
        return toggleLock();
    case AddStep:
        return addStepHere();
    case AddNote:
        return newNote(scene.view.toMap(QPointF(scene.viewport.width() / 2 - 80 * scene.view.zoom,
                                                scene.viewport.height() / 2)));
    case Park:
        return parkNotes();
    case AutomaticSize:
        if (const Region* region = last ? scene.mainRegion(last) : spotRegion())
            sizeAutomatically(*region);
        return;
    case MoveToMap:
    case CopyToMap: {
        auto* menu = new QMenu(&q);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const Map* map : mapsOf(document->project()))
            if (map->id != document->currentMap() && !selectedCards().empty())
                menu->addAction(
                    QString::fromStdString(map->title),
                    [this, to = map->id, copy = command == CopyToMap] { sendCards(to, copy); });
        if (menu->isEmpty()) {
            hint(selectedCards().empty() ? tr("Select the cards first.")
                                         : tr("There is no other map in this project."),
                 spotRegion() ? scene.viewRect(*spotRegion()) : QRectF());
            return menu->deleteLater();
        }
        const Region* at = spotRegion();
        menu->popup(q.viewport()->mapToGlobal(at ? scene.viewRect(*at).bottomLeft().toPoint()
                                                 : QPoint(24, 24)));
        return;
    }
    default:
        arrangeNotes(command);
    }
}

std::vector<ElementId> MapCanvas::Impl::chosen() const {
    if (!document)
        return {};
    if (!document->selection().empty())
        return document->selection();
    const bool own = spot && spot->element && spot->kind != RegionKind::Cell &&
                     spot->kind != RegionKind::EmotionCell;
    return own ? std::vector<ElementId>{spot->element} : std::vector<ElementId>{};
}

void MapCanvas::Impl::fold(ElementId element, bool folded) {
    const QString label = Wording::fold(document->project(), element, folded);
    document->edit(label, [&](Project project) {
        if (const Stage* found = project.stages.find(element.as<StageTag>())) {
            Stage stage = *found;
            stage.collapsed = folded;
            return put(std::move(project), std::move(stage));
        }
        if (const Lane* found = project.lanes.find(element.as<LaneTag>())) {
            Lane lane = *found;
            lane.collapsed = folded;
            return put(std::move(project), std::move(lane));
        }
        return project;
    });
    ensureLayout();
    if (const Region* header = scene.mainRegion(element))
        goTo(spotOf(*header));
}

const Region* MapCanvas::Impl::foldedHome(ElementId element) const {
    const Project& project = document->project();
    const Card* card = project.cards.find(element.as<CardTag>());
    const Step* step = project.steps.find(element.as<StepTag>());
    const StageId stage = card ? card->stage : step ? step->stage : StageId{};
    if (const Stage* home = project.stages.find(stage); home && home->collapsed)
        return scene.find(RegionKind::StageHeader, stage);
    return card ? scene.find(RegionKind::LaneHeader, card->lane) : nullptr;
}

void MapCanvas::Impl::foldOthers() {
    const auto what = chosen();
    if (what.empty())
        return;
    const Project& now = document->project();
    const MapId map = document->currentMap();
    const auto isChosen = [&](ElementId id) {
        return std::find(what.begin(), what.end(), id) != what.end();
    };
    StageId kept;
    if (const Card* card = now.cards.find(what.back().as<CardTag>()))
        kept = card->stage;
    const bool lanes = now.lanes.find(what.back().as<LaneTag>()) != nullptr;
    document->edit(lanes ? tr("collapse the other lanes") : tr("collapse the other stages"),
                   [&](Project project) {
                       const Project before = project;
                       if (lanes)
                           for (const Lane* lane : lanesOf(before, map)) {
                               Lane changed = *lane;
                               changed.collapsed = !isChosen(lane->id) && !isDivider(lane->kind);
                               project = put(std::move(project), std::move(changed));
                           }
                       else
                           for (const Stage* stage : stagesOf(before, map)) {
                               Stage changed = *stage;
                               changed.collapsed = !isChosen(stage->id) && stage->id != kept;
                               project = put(std::move(project), std::move(changed));
                           }
                       return project;
                   });
}

void MapCanvas::Impl::unfoldAll() {
    const MapId map = document->currentMap();
    document->edit(tr("expand everything"), [&](Project project) {
        const Project before = project;
        for (const Stage* stage : stagesOf(before, map)) {
            Stage changed = *stage;
            changed.collapsed = false;
            project = put(std::move(project), std::move(changed));
        }
        for (const Lane* lane : lanesOf(before, map)) {
            Lane changed = *lane;
            changed.collapsed = false;
            project = put(std::move(project), std::move(changed));
        }
        return project;
    });
}

void MapCanvas::Impl::toggleLock() {
    auto what = chosen();
    const Project& now = document->project();
    std::erase_if(what, [&](ElementId id) { return !canBeLocked(now, id); });
    if (what.empty())
        return;
    // Several of them are locked together; once all are, they are unlocked together.
    const bool on =
        !std::all_of(what.begin(), what.end(), [&](ElementId id) { return ownLock(now, id); });
    document->edit(Wording::lock(now, what, on), [&](Project project) {
        for (const ElementId id : what)
            project = withLock(std::move(project), id, on);
        return project;
    });
}

bool MapCanvas::Impl::refuseLocked(ElementId element) {
    if (!document || !isLocked(document->project(), element))
        return false;
    const Region* region = scene.mainRegion(element);
    const QString keys = action(CanvasCommand::Lock)->shortcut().toString(QKeySequence::NativeText);
    const bool own = ownLock(document->project(), element);
    hint(own ? tr("Locked. %1 unlocks it.").arg(keys)
             : tr("Its lane or stage is locked. %1 on the header unlocks it.").arg(keys),
         region ? scene.viewRect(*region) : QRectF());
    return true;
}

void MapCanvas::Impl::hint(const QString& words, const QRectF& beside) {
    const QPointF at = beside.isEmpty() ? QPointF(24, 24) : beside.bottomLeft();
    QToolTip::showText(q.viewport()->mapToGlobal(at.toPoint()), words, q.viewport());
}

/// A new step of the stage that is chosen, after the chosen step.
void MapCanvas::Impl::addStepHere() {
    const auto what = chosen();
    const Project& now = document->project();
    StageId stage;
    StepId before;
    if (!what.empty()) {
        if (const Step* step = now.steps.find(what.back().as<StepTag>())) {
            stage = step->stage;
            const auto steps = stepsOf(now, stage);
            const auto at = std::find(steps.begin(), steps.end(), step);
            before = at + 1 < steps.end() ? (*(at + 1))->id : StepId{};
        } else if (const Card* card = now.cards.find(what.back().as<CardTag>())) {
            stage = card->stage;
        } else if (now.stages.find(what.back().as<StageTag>())) {
            stage = what.back().as<StageTag>();
        }
    } else if (spot && spot->kind == RegionKind::Cell) {
        stage = spot->second.as<StageTag>();
    }
    if (!stage || refuseLocked(stage))
        return;
    const StepId id = newId<StepId>();
    document->edit(tr("add step"), [&](Project project) {
        if (const Stage folded = *project.stages.find(stage); folded.collapsed) {
            Stage open = folded;
            open.collapsed = false;
            project = put(std::move(project), std::move(open));
        }
        return addStep(std::move(project), id, stage, tr("New step").toStdString(), before);
    });
    ensureLayout();
    if (const Region* header = scene.find(RegionKind::StepHeader, id))
        edit(*header);
}

void MapCanvas::Impl::arrangeNotes(CanvasCommand how) {
    std::vector<NoteId> notes;
    std::vector<QRectF> rects;
    for (const ElementId id : chosen())
        if (const Note* note = document->project().notes.find(id.as<NoteTag>());
            note && !note->parked && !note->locked) {
            notes.push_back(note->id);
            rects.emplace_back(note->x, note->y, note->width, note->height);
        }
    if (notes.size() < 2)
        return hint(tr("Select several sticky notes first."), {});
    // Left is where the person sees it, also on a mirrored map.
    if (scene.list.rightToLeft && how == CanvasCommand::AlignLeft)
        how = CanvasCommand::AlignRight;
    else if (scene.list.rightToLeft && how == CanvasCommand::AlignRight)
        how = CanvasCommand::AlignLeft;
    const auto after = arranged(std::move(rects), how);
    const bool spread =
        how == CanvasCommand::DistributeAcross || how == CanvasCommand::DistributeDown;
    const int n = static_cast<int>(notes.size());
    document->edit(spread ? tr("distribute %n notes", nullptr, n)
                          : tr("align %n notes", nullptr, n),
                   [&](Project project) {
                       for (std::size_t i = 0; i < notes.size(); ++i) {
                           Note note = *project.notes.find(notes[i]);
                           note.x = after[i].x();
                           note.y = after[i].y();
                           project = put(std::move(project), std::move(note));
                       }
                       return project;
                   });
}

void MapCanvas::Impl::parkNotes() {
    std::vector<NoteId> notes;
    bool allParked = true;
    for (const ElementId id : chosen())
        if (const Note* note = document->project().notes.find(id.as<NoteTag>());
            note && !note->locked) {
            notes.push_back(note->id);
            allParked = allParked && note->parked;
        }
    if (notes.empty())
        return;
    document->edit(allParked ? tr("put notes on the map") : tr("put notes aside"),
                   [&](Project project) {
                       for (const NoteId id : notes) {
                           Note note = *project.notes.find(id);
                           note.parked = !allParked;
                           project = put(std::move(project), std::move(note));
                       }
                       return project;
                   });
}

void MapCanvas::Impl::sendCards(MapId to, bool copy) {
    auto cards = selectedCards();
    if (!copy)
        std::erase_if(cards, [&](CardId id) { return isLocked(document->project(), id); });
    if (cards.empty() || !editable())
        return;
    std::vector<CardId> ids(cards.size());
    std::generate(ids.begin(), ids.end(), newId<CardId>);
    const bool done =
        document->edit(copy ? Wording::copyCards(cards.size()) : Wording::moveCards(cards.size()),
                       [&](Project project) {
                           return copy ? copyCardsToMap(std::move(project), cards, ids, to)
                                       : moveCardsToMap(std::move(project), cards, to);
                       });
    if (!done)
        return;
    document->setCurrentMap(to);
    const auto& there = copy ? ids : cards;
    document->select({there.begin(), there.end()});
    ensureLayout();
    if (const Region* region = scene.mainRegion(there.front())) {
        spot = spotOf(*region);
        reveal(toQt(region->rect));
    }
}

QList<QAction*> MapCanvas::commands() const {
    QList<QAction*> all;
    for (const auto& [command, made] : m_impl->commandActions)
        all.append(made);
    return all;
}

} // namespace cairn
