#pragma once
// Edits: pure functions from one Project to the next. They never fail halfway: an edit that makes no
// sense (an unknown id, an emotion of +7) throws Error{BadInput} and there is no new Project.
// New ids are handed in by the caller (newId<...>()), so an edit is repeatable.

#include <span>

#include "cairn/model/project.hpp"

namespace cairn {

// --- any element ---
/// Adds or replaces one element, as it is (the inspector's way to change a field).
Project put(Project, Persona);
Project put(Project, Map);
Project put(Project, Stage);
Project put(Project, Step);
Project put(Project, Lane);
Project put(Project, Card);
Project put(Project, EmotionPoint);
Project put(Project, Link);
Project put(Project, Note);
Project put(Project, Dataset);
Project put(Project, Image);
Project put(Project, Comment);
Project put(Project, Tag);
Project setFacts(Project, ProjectFacts);
/// Removes elements and all that hangs on them (a stage's cards, steps and emotion points; a card's
/// links; a persona's curves and its place on maps; a map's everything). Unknown ids are ignored.
Project removeElements(Project, std::span<const ElementId>);

// --- data ---
/// Puts a newer import in the place of the map's data: `next.previous` becomes the one it had, which stays in the
/// project, and the map's funnel is held against it (before and after). Without data before, the map simply gets it.
Project succeedDataset(Project, MapId, Dataset next);
/// Puts a newer survey in the place of the map's feedback (`next.previous` becomes the one it had), and a feedback lane,
/// new under `lane`, beside the other numbers when the map has none.
Project succeedFeedback(Project, MapId, Dataset next, LaneId lane, std::string laneTitle);
/// What the answers call a stage or card; none = answers are not about it.
Project bindPlaces(Project, ElementId stageOrCard, std::vector<std::string> places);
/// Newer data in the place of `before` on every map that shows it, as funnel or as feedback: `next.previous` becomes
/// `before`, which stays in the project, and the maps' funnels are held against it.
Project supersedeDataset(Project, DatasetId before, Dataset next);
/// The same data with more known of its customers: `next` takes the place of `before` wherever it is used, which goes.
Project exchangeDataset(Project, DatasetId before, Dataset next);
/// Forgets a dataset: maps that used it lose their data, comparisons with it end, and what came after it follows
/// the one before it. Its rows go with the next save that no undo and no version needs them for.
Project removeDataset(Project, DatasetId);

// --- maps and personas ---
/// A new map after the others; with the usual lanes (actions, touchpoints, thoughts, emotion, pain points,
/// funnel, pain, opportunities) when withLanes. All ids are derived from `id`.
Project addMap(Project, MapId id, std::string title, MapKind kind, bool withLanes);
Project duplicateMap(Project, MapId source, MapId copy, std::string title); ///< all elements copied under new ids
/// A copy of `source` as a future map that stays linked to it: map, stages, lanes and cards know their origins. Its
/// comments stay behind.
Project addFutureOf(Project, MapId source, MapId copy, std::string title);
Project addPersona(Project, PersonaId id, std::string name);
Project showPersona(Project, MapId, PersonaId, bool shown);

// --- stages, steps, lanes ---
/// A new stage before `before` (0 = at the end), coloured with the next colour of the theme.
Project addStage(Project, StageId id, MapId map, std::string title, StageId before = {});
Project addStep(Project, StepId id, StageId stage, std::string title, StepId before = {});
Project addLane(Project, LaneId id, MapId map, LaneKind kind, std::string title, LaneId before = {});
Project moveStage(Project, StageId, StageId before); ///< 0 = to the end; carries all its cards with it
Project moveLane(Project, LaneId, LaneId before);
Project moveStep(Project, StepId, StageId stage, StepId before);
/// Renames whatever has a title, name or text.
Project rename(Project, ElementId, std::string title);

// --- cards ---
/// Where a card lies: before = the card it comes before in the cell, 0 = at the end.
struct CardPlace {
    LaneId lane;
    StageId stage;
    StepId step{};
    CardId before{};
};
Project addCard(Project, CardId id, CardPlace place, std::string text);
/// Moves cards, keeping their order; the kind follows the lane.
Project moveCards(Project, std::span<const CardId>, CardPlace place);
/// Copies cards under the given new ids (same length as cards).
Project copyCards(Project, std::span<const CardId> cards, std::span<const CardId> ids, CardPlace place);
/// Moves cards to another map: into the lane and stage there that are most like theirs (by title, else kind and place).
/// Comments follow; connectors too when both ends do, else they go. Throws when that map has no place for cards.
Project moveCardsToMap(Project, std::span<const CardId> cards, MapId to);
/// The same with copies under the given new ids.
Project copyCardsToMap(Project, std::span<const CardId> cards, std::span<const CardId> ids, MapId to);
/// A new tag after the others, with the next colour. Throws when a tag has that name.
Project addTag(Project, TagId id, std::string name);
/// Renames a tag on all cards that carry it. Throws when another has that name.
Project renameTag(Project, TagId, std::string name);
/// A comment about `element` (0 = the map).
Project addComment(Project, CommentId id, MapId, ElementId element, std::string author, std::string text, TimeMs at);
Project bind(Project, ElementId stageOrCard, EventBinding binding);

// --- emotions, links, notes ---
/// Sets the persona's emotion at a stage, making the point when there is none (id used only then).
Project setEmotion(Project, EmotionId id, MapId, PersonaId, StageId, double value);
Project addLink(Project, LinkId id, ElementId from, ElementId to, LinkKind kind);
Project addNote(Project, NoteId id, MapId, double x, double y, std::string text);

} // namespace cairn
