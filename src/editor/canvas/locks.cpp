// What is locked stays as it is on the canvas.

#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/grips.hpp"

namespace cairn {
namespace {

/// Calls f with the card, note, lane or stage of that id, if there is one.
template <class F> void withLockable(const Project& p, ElementId id, F&& f) {
    if (const Card* card = p.cards.find(id.as<CardTag>()))
        f(*card);
    else if (const Note* note = p.notes.find(id.as<NoteTag>()))
        f(*note);
    else if (const Lane* lane = p.lanes.find(id.as<LaneTag>()))
        f(*lane);
    else if (const Stage* stage = p.stages.find(id.as<StageTag>()))
        f(*stage);
}

} // namespace

bool canBeLocked(const Project& project, ElementId element) {
    bool can = false;
    withLockable(project, element, [&](const auto&) { can = true; });
    return can;
}

bool ownLock(const Project& project, ElementId element) {
    bool locked = false;
    withLockable(project, element, [&](const auto& found) { locked = found.locked; });
    return locked;
}

bool isLocked(const Project& project, ElementId element) {
    if (ownLock(project, element))
        return true;
    if (const Card* card = project.cards.find(element.as<CardTag>()))
        return ownLock(project, card->lane);
    if (const Step* step = project.steps.find(element.as<StepTag>()))
        return ownLock(project, step->stage);
    if (const EmotionPoint* point = project.emotions.find(element.as<EmotionTag>()))
        return std::any_of(project.lanes.begin(), project.lanes.end(), [&](const auto& lane) {
            return lane->map == point->map && lane->kind == LaneKind::Emotion && lane->locked;
        });
    return false;
}

Project withLock(Project project, ElementId element, bool locked) {
    Project after = project;
    withLockable(project, element, [&](auto changed) {
        changed.locked = locked;
        after = put(std::move(after), std::move(changed));
    });
    return after;
}

} // namespace cairn
