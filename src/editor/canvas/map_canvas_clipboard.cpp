// Copy, cut, paste and what is dropped on the map. Each paste is one edit.

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMimeData>
#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/clipboard/outgoing.hpp"
#include "editor/clipboard/paste_words.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr double kAside = 20, kNoteGap = 16;
constexpr std::size_t kNotesAcross = 4;

bool hasCards(const Project& project, MapId map) {
    return std::any_of(project.cards.begin(), project.cards.end(),
                       [&](const auto& card) { return card->map == map; });
}

bool namesAStageOf(const Project& project, MapId map, const Pasted& pasted) {
    for (const Stage* stage : stagesOf(project, map))
        for (const std::string& title : pasted.stages)
            if (foldedTitle(title) == foldedTitle(stage->title))
                return true;
    return false;
}

/// A list with levels as cards of one cell: what stood below a line is the card's notes.
Pasted asLines(const Pasted& pasted) {
    Pasted lines;
    for (const std::string& stage : pasted.stages)
        lines.cards.push_back({0, 0, stage, {}});
    for (const PastedCard& card : pasted.cards) {
        std::string& notes = lines.cards[card.stage].notes;
        notes += (notes.empty() ? "" : "\n") + card.text;
    }
    return lines;
}

/// What is put into the focused cell, as against beside it.
bool bringsCards(const Incoming& incoming) {
    const auto* clip = std::get_if<Clip>(&incoming);
    return clip == nullptr ||
           std::any_of(clip->chosen.begin(), clip->chosen.end(), [&](ElementId id) {
               return clip->part.cards.find(id.as<CardTag>()) != nullptr;
           });
}

/// A list as stages: what a stage's header takes.
Pasted asStages(const Pasted& lines) {
    Pasted stages;
    stages.shape = Pasted::Shape::Map;
    for (const PastedCard& card : lines.cards)
        stages.stages.push_back(card.text);
    return stages;
}

} // namespace

bool MapCanvas::canCopy() const {
    const Document* document = m_impl->document;
    return document && cairn::canCopy(document->project(), document->selection());
}

bool MapCanvas::canPaste() const {
    return m_impl->editable() && mayTake(QApplication::clipboard()->mimeData());
}

bool MapCanvas::Impl::copy(const std::vector<ElementId>& chosen) {
    if (!document)
        return false;
    QMimeData* copied =
        copyOf({document->project(), chosen,
                document->findings() ? std::optional(*document->findings()) : std::nullopt, *theme,
                q.isRightToLeft()});
    if (copied)
        QApplication::clipboard()->setMimeData(copied);
    return copied;
}

void MapCanvas::copySelection() {
    if (m_impl->document)
        m_impl->copy(m_impl->document->selection());
}

void MapCanvas::copyMap() {
    if (m_impl->document)
        m_impl->copy({m_impl->document->currentMap()});
}

void MapCanvas::cutSelection() {
    Impl& my = *m_impl;
    if (!my.editable())
        return;
    // A map is not cut by accident: it has its own way out, in the outline.
    std::vector<ElementId> chosen = my.document->selection();
    std::erase_if(chosen,
                  [&](ElementId id) { return my.document->project().maps.find(id.as<MapTag>()); });
    const Clip clip = clipOf(my.document->project(), chosen);
    if (clip.empty() || !my.copy(clip.chosen))
        return;
    my.document->select(clip.chosen);
    my.removeSelected(PasteWords::cut(clip));
}

void MapCanvas::paste() {
    m_impl->take(QApplication::clipboard()->mimeData(), std::nullopt);
}

bool MapCanvas::take(const QMimeData* offered, std::optional<QPointF> viewPos) {
    return m_impl->take(offered, viewPos);
}

/// What a read or an edit refuses is told in the window's own way.
bool MapCanvas::Impl::attempt(const std::function<void()>& work) {
    if (!editable())
        return false;
    ensureLayout();
    finishEdit(EditEnd::Done);
    try {
        work();
        return true;
    } catch (const Error& error) {
        const QString what = QString::fromStdString(error.doing() + ": " + error.why());
        emit document->trouble(what.left(1).toUpper() + what.mid(1),
                               QString::fromStdString(error.advice()));
        return false;
    }
}

bool MapCanvas::Impl::take(const QMimeData* data, std::optional<QPointF> viewPos) {
    if (data == nullptr || !document)
        return false;
    ensureLayout();
    if (const QString path = fileIn(data);
        !path.isEmpty()) { // also one that was copied in a folder
        takeFile(path, pasteFocus(viewPos));
        return true;
    }
    return attempt([&] {
        const Incoming incoming = readIncoming(data);
        const PasteFocus focus = pasteFocus(viewPos);
        if (bringsCards(incoming) && focus.lane && focus.stage && refuseLocked(focus.lane))
            return;
        if (const auto* clip = std::get_if<Clip>(&incoming))
            takeClip(*clip, focus);
        else if (const auto* text = std::get_if<IncomingText>(&incoming))
            takeText(text->pasted, text->mermaid, focus, viewPos);
        else if (const auto* picture = std::get_if<IncomingPicture>(&incoming))
            takePicture(*picture, focus);
    });
}

/// Where the keyboard is, or the pointer when something is dropped.
PasteFocus MapCanvas::Impl::pasteFocus(std::optional<QPointF> viewPos) const {
    PasteFocus focus{document->currentMap(), {}, {}, {}, {}};
    const Region* region = viewPos ? scene.regionAt(*viewPos) : spotRegion();
    if (!region)
        return focus;
    switch (region->kind) {
    case RegionKind::Cell:
        focus.lane = region->element.as<LaneTag>();
        focus.stage = region->second.as<StageTag>();
        focus.step = region->third.as<StepTag>();
        break;
    case RegionKind::Card:
    case RegionKind::CardBadge:
        if (const Card* card = document->project().cards.find(region->element.as<CardTag>())) {
            focus.lane = card->lane;
            focus.stage = card->stage;
            focus.step = card->step;
            focus.before = cardAfter(*card);
        }
        break;
    case RegionKind::EmotionCell:
        focus.stage = region->second.as<StageTag>();
        break;
    case RegionKind::StageHeader:
        focus.stage = region->element.as<StageTag>();
        break;
    case RegionKind::StepHeader:
        focus.stage = region->second.as<StageTag>();
        break;
    case RegionKind::LaneHeader:
        focus.lane = region->element.as<LaneTag>();
        break;
    default:
        break;
    }
    return focus;
}

CardId MapCanvas::Impl::cardAfter(const Card& card) const {
    const auto cards = cardsIn(document->project(), card.lane, card.stage);
    const auto at =
        std::find_if(cards.begin(), cards.end(), [&](const Card* c) { return c->id == card.id; });
    const auto next = std::find_if(at == cards.end() ? at : at + 1, cards.end(),
                                   [&](const Card* c) { return c->step == card.step; });
    return next == cards.end() ? CardId{} : (*next)->id;
}

void MapCanvas::Impl::takeClip(Clip clip, const PasteFocus& focus) {
    const Project& project = document->project();
    // On their own map notes lie aside of where they were; elsewhere, in the middle of what is
    // seen.
    const bool atHome = focus.map == clip.map;
    if (!atHome && !clip.part.notes.empty() && kindOf(clip.part, clip.chosen.front()) != "map") {
        const QPointF middle = scene.view.toMap(QRectF(QPointF(), scene.viewport).center());
        const Note first = **clip.part.notes.begin();
        for (const auto notes = clip.part.notes; const auto& note : notes) {
            Note moved = *note;
            moved.x += middle.x() - first.x - first.width / 2;
            moved.y += middle.y() - first.y - first.height / 2;
            clip.part.notes.put(std::move(moved));
        }
    }
    double aside = atHome ? kAside : 0;
    const auto covered = [&] {
        return std::any_of(clip.part.notes.begin(), clip.part.notes.end(), [&](const auto& note) {
            return std::any_of(project.notes.begin(), project.notes.end(), [&](const auto& there) {
                return there->map == focus.map && there->x == note->x + aside &&
                       there->y == note->y + aside;
            });
        });
    };
    while (covered())
        aside += kAside;
    ClipOutcome made;
    if (document->edit(PasteWords::of(clip), [&](Project p) {
            return pasteClip(std::move(p), clip, focus, aside, &made);
        }))
        showPasted(made.map, made.made);
}

void MapCanvas::Impl::takeText(Pasted pasted, bool asMap, const PasteFocus& focus,
                               std::optional<QPointF> viewPos) {
    const Project& project = document->project();
    const bool onCell = focus.lane && focus.stage;
    const bool fresh = !hasCards(project, focus.map);
    const bool known = namesAStageOf(project, focus.map, pasted);
    if (pasted.shape == Pasted::Shape::Map && onCell && !fresh && !known && !asMap &&
        !pasted.namesLanes)
        pasted = asLines(pasted);
    if (pasted.shape == Pasted::Shape::Lines && !onCell) {
        if (!focus.stage)
            return takeAsNotes(pasted, viewPos);
        pasted = asStages(pasted);
    }
    if (pasted.shape == Pasted::Shape::Grid && !onCell)
        pasted.shape = Pasted::Shape::Map;
    const bool here = fresh || (!asMap && (focus.stage || known));
    const bool ownMap = pasted.shape == Pasted::Shape::Map && !here;
    PasteOutcome made;
    const auto change = [&](Project p) {
        return ownMap ? pasteAsMap(std::move(p), pasted, *phrases, tr("Pasted map").toStdString(),
                                   &made)
                      : pasteOnMap(std::move(p), pasted, focus, *phrases, &made);
    };
    // Read twice: the label says how many there are.
    (void)change(project);
    if (document->edit(ownMap ? PasteWords::map() : PasteWords::of(made), change))
        showPasted(made.map, made.cards.empty() ? made.stages : made.cards);
}

/// Words without a place are sticky notes where one looks.
void MapCanvas::Impl::takeAsNotes(const Pasted& lines, std::optional<QPointF> viewPos) {
    const QPointF at =
        scene.view.toMap(viewPos.value_or(QRectF(QPointF(), scene.viewport).center()));
    const Note usual;
    const auto across = std::min(lines.cards.size(), kNotesAcross);
    const double left =
        at.x() - (static_cast<double>(across) * (usual.width + kNoteGap) - kNoteGap) / 2;
    std::vector<ElementId> made;
    document->edit(PasteWords::notes(lines.cards.size()), [&](Project p) {
        made.clear();
        for (std::size_t i = 0; i < lines.cards.size(); ++i) {
            const auto id = newId<NoteId>();
            p = addNote(std::move(p), id, document->currentMap(),
                        left + static_cast<double>(i % kNotesAcross) * (usual.width + kNoteGap),
                        at.y() - usual.height / 2 +
                            static_cast<double>(i / kNotesAcross) * (usual.height + kNoteGap),
                        lines.cards[i].text);
            made.push_back(id);
        }
        return p;
    });
    showPasted(document->currentMap(), made);
}

/// A picture goes onto the selected card, else onto a card of its own in the focused cell.
void MapCanvas::Impl::takePicture(const IncomingPicture& picture, const PasteFocus& focus) {
    const Project& project = document->project();
    const auto selected = selectedCards();
    const bool onCard =
        selected.size() == 1 && project.cards.find(selected.front())->lane == focus.lane;
    const Lane* lane = project.lanes.find(focus.lane);
    if (!onCard && (!lane || !focus.stage || !holdsCards(lane->kind)))
        throw Error(ErrorCode::BadInput, tr("paste the picture").toStdString(),
                    tr("no card and no cell is chosen").toStdString(),
                    tr("Click the card or the cell that the picture should go to, then paste.")
                        .toStdString());
    Image image;
    image.id = newId<ImageId>();
    image.name = picture.name.toStdString();
    image.mediaType = picture.mediaType.toStdString();
    image.bytes = picture.bytes.toStdString();
    const CardId id = onCard ? selected.front() : newId<CardId>();
    document->edit(PasteWords::picture(), [&](Project p) {
        if (!onCard)
            p = addCard(std::move(p), id, {focus.lane, focus.stage, focus.step, focus.before}, {});
        Card card = *p.cards.find(id);
        card.image = image.id;
        return put(put(std::move(p), image), std::move(card));
    });
    showPasted(document->currentMap(), {id});
}

/// What came is selected, and the keyboard is on the first of it.
void MapCanvas::Impl::showPasted(MapId map, const std::vector<ElementId>& made) {
    if (map != document->currentMap())
        document->setCurrentMap(map);
    ensureLayout();
    if (made.empty())
        return;
    if (const Region* first = scene.mainRegion(made.front()))
        goTo(spotOf(*first));
    document->select(made);
    q.setFocus();
}

bool MapCanvas::Impl::clipboardKey(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        q.copySelection();
    else if (event->matches(QKeySequence::Cut))
        q.cutSelection();
    else if (event->matches(QKeySequence::Paste))
        q.paste();
    else
        return false;
    return true;
}

} // namespace cairn
