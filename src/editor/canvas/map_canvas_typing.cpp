// Typing in place: where the field stands, what it writes, and what comes next.

#include <algorithm>
#include <cmath>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

using What = EditTarget::What;

/// The words a region is edited by; nothing for what has no words of its own.
std::optional<QString> wordsOf(const Project& project, const Region& region) {
    switch (region.kind) {
    case RegionKind::Scenario: {
        const Map* map = project.maps.find(region.element.as<MapTag>());
        return map ? std::optional(QString::fromStdString(map->scenario)) : std::nullopt;
    }
    case RegionKind::EmotionPoint: {
        const auto* point = project.emotions.find(region.element.as<EmotionTag>());
        return point ? std::optional(QString::fromStdString(point->text)) : std::nullopt;
    }
    case RegionKind::Card: { // with its marks
        const Card* card = project.cards.find(region.element.as<CardTag>());
        return card ? std::optional(QString::fromStdString(card->text)) : std::nullopt;
    }
    case RegionKind::Note: {
        const Note* note = project.notes.find(region.element.as<NoteTag>());
        return note ? std::optional(QString::fromStdString(note->text)) : std::nullopt;
    }
    case RegionKind::Title:
    case RegionKind::StageHeader:
    case RegionKind::StepHeader:
    case RegionKind::LaneHeader:
    case RegionKind::PersonaChip:
    case RegionKind::Link:
        return QString::fromStdString(titleOf(project, region.element));
    default:
        return std::nullopt;
    }
}

bool isFramed(RegionKind kind) {
    return kind == RegionKind::Card || kind == RegionKind::Note;
}

TextRole roleOf(const Region& region, const Text* text) {
    if (text)
        return text->role;
    switch (region.kind) {
    case RegionKind::Title:
        return TextRole::Title;
    case RegionKind::StageHeader:
        return TextRole::StageTitle;
    case RegionKind::LaneHeader:
        return TextRole::LaneTitle;
    case RegionKind::Scenario:
    case RegionKind::StepHeader:
    case RegionKind::PersonaChip:
    case RegionKind::EmotionPoint:
        return TextRole::Small;
    default:
        return TextRole::Body;
    }
}

EditLook lookOn(const Theme& theme) {
    EditLook look;
    look.family = theme.family;
    look.ink = theme.colour(Colour::Ink);
    look.paper = theme.colour(Colour::Card);
    look.line = theme.colour(Colour::Accent);
    look.selection = theme.colour(Colour::Accent);
    look.onSelection = theme.colour(Colour::OnAccent);
    return look;
}

} // namespace

void MapCanvas::Impl::edit(const Region& region) {
    if (!editable())
        return;
    const auto words = wordsOf(document->project(), region);
    if (words && refuseLocked(region.element))
        return;
    if (!words)
        return;
    EditTarget next;
    next.what = region.kind == RegionKind::Scenario ? What::Scenario : What::Words;
    next.spot = spotOf(region);
    next.before = *words;
    EditLook look = lookOn(*theme);
    look.role = roleOf(region, scene.textOf(region));
    look.manyLines = region.kind == RegionKind::Note;
    if (region.kind == RegionKind::Note)
        if (const Note* note = document->project().notes.find(region.element.as<NoteTag>()))
            look.paper = theme->colour(Colour::Note, static_cast<int>(note->colour));
    look.marks = isFramed(region.kind);
    if (look.marks && look.role == TextRole::StageTitle) // its first words are bold
        look.role = TextRole::Body;
    goTo(next.spot);
    openEditor(std::move(next), look, *words);
    if (editor)
        editor->selectAll();
}

void MapCanvas::Impl::newCard(const Region& cell, CardId before, const QString& text) {
    if (!editable())
        return;
    const Lane* lane = document->project().lanes.find(cell.element.as<LaneTag>());
    if (!lane || !holdsCards(lane->kind) || refuseLocked(lane->id))
        return;
    // What is typed must be seen: the cell unfolds first.
    const Stage* stage = document->project().stages.find(cell.second.as<StageTag>());
    if (lane->collapsed || (stage && stage->collapsed)) {
        const Spot where = spotOf(cell);
        fold(lane->collapsed ? ElementId(lane->id) : ElementId(stage->id), false);
        const Region* open = scene.find(where);
        return open ? newCard(*open, before, text) : void();
    }
    EditTarget next;
    next.what = What::NewCard;
    next.spot = spotOf(cell);
    next.place = {lane->id, cell.second.as<StageTag>(), cell.third.as<StepTag>(), before};
    document->select({});
    spot = next.spot;
    reveal(toQt(cell.rect));
    EditLook look = lookOn(*theme);
    look.marks = true;
    openEditor(std::move(next), look, text);
}

void MapCanvas::Impl::newCardAfter(const Region& card, const QString& text) {
    const Region* cell = cellOfCard(card);
    if (!cell)
        return;
    const auto cards = scene.cardsIn(*cell);
    const auto at = std::find(cards.begin(), cards.end(), &card);
    const bool last = at == cards.end() || at + 1 == cards.end();
    newCard(*cell, last ? CardId{} : (*(at + 1))->element.as<CardTag>(), text);
}

void MapCanvas::Impl::newStage() {
    if (!editable())
        return;
    ensureLayout();
    const Region* region = scene.find(RegionKind::AddStage, {});
    if (!region)
        return;
    EditTarget next;
    next.what = What::NewStage;
    next.spot = spotOf(*region);
    document->select({});
    spot = next.spot;
    reveal(toQt(region->rect));
    EditLook look = lookOn(*theme);
    look.role = TextRole::StageTitle;
    openEditor(std::move(next), look, {});
}

void MapCanvas::Impl::newNote(QPointF mapPos) {
    if (!editable())
        return;
    EditTarget next;
    next.what = What::NewNote;
    next.notePlace = mapPos;
    document->select({});
    spot.reset();
    EditLook look = lookOn(*theme);
    look.paper = theme->colour(Colour::Note, 0);
    look.manyLines = true;
    look.marks = true;
    openEditor(std::move(next), look, {});
}

void MapCanvas::Impl::openEditor(EditTarget what, const EditLook& look, const QString& text) {
    finishEdit(EditEnd::Done);
    target = std::move(what);
    EditLook zoomed = look;
    zoomed.zoom = scene.view.zoom;
    editor = new InlineEditor(zoomed, text, q.viewport());
    editor->setAccessibleName(target.what == What::NewCard    ? tr("New card")
                              : target.what == What::NewStage ? tr("New stage")
                              : target.what == What::NewNote  ? tr("New note")
                                                              : tr("Words"));
    editor->onEnd = [this](EditEnd how) { finishEdit(how); };
    placeEditor();
    keepEditorInView();
    QObject::connect(editor, &QPlainTextEdit::textChanged, &q, [this] { keepEditorInView(); });
    editor->moveCursor(QTextCursor::End);
    editor->show();
    editor->setFocus(Qt::OtherFocusReason);
    hover.reset();
    updateAll();
}

/// The map makes room below for a field that grows.
void MapCanvas::Impl::keepEditorInView() {
    if (!editor)
        return;
    constexpr double kAir = 12;
    const double below = editor->geometry().bottom() + kAir - scene.viewport.height();
    const double room = editor->geometry().top() - scene.pins().stageBand.bottom();
    if (const double by = std::min(below, room); by > 0)
        panBy(QPointF(0, by));
}

void MapCanvas::Impl::placeEditor() {
    if (!editor)
        return;
    const double zoom = scene.view.zoom;
    const double pad = 8 * zoom;
    const Region* region = scene.find(target.spot);
    QRectF frame, text;
    const auto inside = [&](const QRectF& box) {
        return box.adjusted(12 * zoom, pad, -12 * zoom, -pad);
    };
    switch (target.what) {
    case What::Words:
        if (target.spot.kind == RegionKind::Link) {
            frame = linkLabel(scene, target.spot.element);
            const double wide = std::max(160 * zoom, 120.0), high = std::max(28 * zoom, 24.0);
            frame = QRectF(frame.center() - QPointF(wide / 2, high / 2), QSizeF(wide, high));
            text = frame.adjusted(8, 4, -8, -4);
            break;
        }
        [[fallthrough]];
    default: {
        if (!region)
            return;
        const QRectF whole = scene.viewRect(*region);
        const Text* words = scene.textOf(*region);
        text = words ? scene.view.toView(words->rect).translated(scene.shiftOf(region->layer))
                     : inside(whole);
        // A header keeps its own shape; the field stands around its words, with room to type.
        const double air = 6;
        frame = isFramed(region->kind) ? whole
                                       : QRectF(text.left() - air, text.top() - air,
                                                std::max(whole.right() - text.left(), 120.0) + air,
                                                text.height() + 2 * air);
        if (region->kind == RegionKind::Title || region->kind == RegionKind::Scenario)
            frame.setWidth(std::max(frame.width(), 420 * zoom));
        if (!isFramed(region->kind))
            text.setRight(frame.right() - air);
        break;
    }
    case What::NewNote:
        frame = QRectF(scene.view.toView(target.notePlace), QSizeF(160, 96) * zoom);
        text = inside(frame);
        break;
    case What::NewCard: {
        if (!region)
            return;
        const QRectF cell = scene.viewRect(*region);
        double y = cell.top() + pad;
        for (const Region* card : scene.cardsIn(*region)) {
            if (card->element == ElementId(target.place.before))
                break;
            y = scene.viewRect(*card).bottom() + pad;
        }
        frame = QRectF(cell.left() + pad, y, cell.width() - 2 * pad, 36 * zoom);
        text = inside(frame);
        break;
    }
    }
    if (text.left() - frame.left() < 6) // words that stand on the ground, not on a card
        frame.adjust(-6, -4, 6, 4);
    constexpr double kNarrowest = 120; // typing needs room however small the map is shown
    if (frame.width() < kNarrowest) {
        frame.setWidth(kNarrowest);
        text = frame.adjusted(8, 4, -8, -4);
    }
    editor->place(frame, text, zoom);
}

} // namespace cairn
