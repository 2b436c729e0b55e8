// What was typed becomes an edit, and the next card may begin.
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"
#include <algorithm>
#include <cmath>

namespace cairn {

using What = EditTarget::What;

void MapCanvas::Impl::finishEdit(EditEnd how) {
    if (!editor)
        return;
    const QPointer<InlineEditor> field = editor;
    const EditTarget done = target;
    editor = nullptr; // closing it takes its focus away, which must not end the edit twice
    const QString text = field->words();
    field->onEnd = nullptr;
    const bool hadFocus = field->hasFocus();
    field->hide();
    field->deleteLater();
    if (!document)
        return;
    ElementId made;
    if (done.what == What::Words || done.what == What::Scenario)
        commitWords(done, text);
    else
        made = commitNew(done, text);
    if (hadFocus || how != EditEnd::Done)
        q.setFocus(Qt::OtherFocusReason);
    updateAll();
    continueTyping(done, how, made);
}

void MapCanvas::Impl::commitWords(const EditTarget& done, const QString& text) {
    if (text == done.before)
        return;
    const ElementId id = done.spot.element;
    const std::string words = text.toStdString();
    if (done.what == What::Scenario) {
        document->edit(tr("edit scenario"), [&](Project project) {
            Map map = *project.maps.find(id.as<MapTag>());
            map.scenario = words;
            return put(std::move(project), std::move(map));
        });
        return;
    }
    const bool mayBeEmpty =
        done.spot.kind == RegionKind::Card || done.spot.kind == RegionKind::Note ||
        done.spot.kind == RegionKind::EmotionPoint || done.spot.kind == RegionKind::Link;
    if (text.trimmed().isEmpty() && !mayBeEmpty)
        return; // a name is never blank
    document->edit(Wording::rename(document->project(), id), [&](Project project) {
        if (const auto* point = project.emotions.find(id.as<EmotionTag>())) {
            EmotionPoint changed = *point;
            changed.text = words;
            return put(std::move(project), std::move(changed));
        }
        return rename(std::move(project), id, words);
    });
}

ElementId MapCanvas::Impl::commitNew(const EditTarget& done, const QString& text) {
    if (text.trimmed().isEmpty())
        return {};
    const std::string words = text.toStdString();
    const MapId map = document->currentMap();
    ElementId made;
    bool kept = false;
    if (done.what == What::NewCard) {
        const CardId id = newId<CardId>();
        made = id;
        kept = document->edit(tr("add card"), [&](Project project) {
            return addCard(std::move(project), id, done.place, words);
        });
    } else if (done.what == What::NewStage) {
        const StageId id = newId<StageId>();
        made = id;
        kept = document->edit(tr("add stage"), [&](Project project) {
            return addStage(std::move(project), id, map, words);
        });
    } else {
        const NoteId id = newId<NoteId>();
        made = id;
        kept = document->edit(tr("add note"), [&](Project project) {
            const QRectF seen(done.notePlace, QSizeF(Note().width, Note().height));
            const QPointF at = notePlace(scene, seen);
            return addNote(std::move(project), id, map, at.x(), at.y(), words);
        });
    }
    if (!kept)
        return {};
    ensureLayout();
    if (const Region* region = scene.mainRegion(made)) {
        spot = spotOf(*region);
        document->select({made});
        announce();
        if (done.what == What::NewStage) { // its column, however far down the map one is
            const double y = scene.view.toMap(QPointF(0, scene.viewport.height() / 2)).y();
            const double wide = std::min(region->rect.width + 120, 480.0);
            const double x = scene.list.rightToLeft ? region->rect.right() - wide : region->rect.x;
            reveal(QRectF(x, std::max(y, scene.list.stageHeaderBottom + 1), wide, 1));
        }
    }
    return made;
}

/// Enter goes on below, Tab in the next stage; an empty field ends the flow.
void MapCanvas::Impl::continueTyping(const EditTarget& done, EditEnd how, ElementId made) {
    if (how == EditEnd::Done || !editable())
        return;
    ensureLayout();
    const int step = how == EditEnd::PreviousStage ? -1 : 1;
    if (done.what == What::NewStage) {
        if (made)
            newStage();
        return;
    }
    const bool wasCard = done.what == What::NewCard || done.spot.kind == RegionKind::Card;
    if (!wasCard) {
        if (how == EditEnd::NextCard)
            return;
        // Tab walks along headers of a kind, so that all stages are named in one go.
        std::vector<const Region*> row;
        for (const Region& region : scene.list.regions)
            if (region.kind == done.spot.kind)
                row.push_back(&region);
        const auto at = std::find_if(row.begin(), row.end(),
                                     [&](const Region* r) { return spotOf(*r) == done.spot; });
        const auto next = at - row.begin() + step;
        if (at != row.end() && next >= 0 && next < std::ssize(row))
            edit(*row[static_cast<std::size_t>(next)]);
        return;
    }
    const ElementId cardId = made                                 ? made
                             : done.spot.kind == RegionKind::Card ? done.spot.element
                                                                  : ElementId{};
    const Region* card = cardId ? scene.find(RegionKind::Card, cardId) : nullptr;
    if (how == EditEnd::NextCard) {
        if (card)
            newCardAfter(*card, {});
        return;
    }
    const Region* cell = card ? cellOfCard(*card) : scene.find(done.spot);
    if (!cell)
        return;
    const auto cells = cellsOfLane(cell->element);
    const auto at = std::find(cells.begin(), cells.end(), cell);
    const auto next = at - cells.begin() + step;
    if (at != cells.end() && next >= 0 && next < std::ssize(cells))
        newCard(*cells[static_cast<std::size_t>(next)], {}, {});
}

} // namespace cairn
