#pragma once
// A project is a value. Copying it is cheap; an edit makes a new one that shares all it left alone.

#include <string>
#include <string_view>
#include <vector>

#include "cairn/model/elements.hpp"
#include "cairn/model/table.hpp"

namespace cairn {

// Made once, in project.cpp: made in every file that touches a project, they were a large part of the build.
extern template class Table<Persona>;
extern template class Table<Map>;
extern template class Table<Stage>;
extern template class Table<Step>;
extern template class Table<Lane>;
extern template class Table<Card>;
extern template class Table<EmotionPoint>;
extern template class Table<Link>;
extern template class Table<Note>;
extern template class Table<Dataset>;
extern template class Table<Image>;
extern template class Table<Comment>;
extern template class Table<Tag>;

struct Project {
    Project();
    Project(const Project&);
    Project(Project&&) noexcept;
    Project& operator=(const Project&);
    Project& operator=(Project&&) noexcept;
    ~Project();

    ProjectFacts facts;
    Table<Persona> personas;
    Table<Map> maps;
    Table<Stage> stages;
    Table<Step> steps;
    Table<Lane> lanes;
    Table<Card> cards;
    Table<EmotionPoint> emotions;
    Table<Link> links;
    Table<Note> notes;
    Table<Dataset> datasets;
    Table<Image> images;
    Table<Comment> comments;
    Table<Tag> tags;
    friend bool operator==(const Project&, const Project&) = default;
};

/// Calls f(name, table) for every table of a Project (const or not), in the order above.
/// The names are the SQLite table names and the JSON keys: "persona", "map", "stage", "step", "lane",
/// "card", "emotion", "link", "note", "dataset", "image", "comment", "tag".
template <class P, class F> void forEachTable(P& project, F&& f) {
    f("persona", project.personas);
    f("map", project.maps);
    f("stage", project.stages);
    f("step", project.steps);
    f("lane", project.lanes);
    f("card", project.cards);
    f("emotion", project.emotions);
    f("link", project.links);
    f("note", project.notes);
    f("dataset", project.datasets);
    f("image", project.images);
    f("comment", project.comments);
    f("tag", project.tags);
}

// Siblings in order (rank, then id). Pointers live as long as the project value.
std::vector<const Map*> mapsOf(const Project&);
std::vector<const Persona*> personasOf(const Project&);
std::vector<const Persona*> personasOf(const Project&, const Map&); ///< those of the map, existing ones only
std::vector<const Stage*> stagesOf(const Project&, MapId);
std::vector<const Step*> stepsOf(const Project&, StageId);
std::vector<const Lane*> lanesOf(const Project&, MapId);
std::vector<const Card*> cardsOf(const Project&, MapId);                     ///< all of a map: by lane id, stage id, rank
std::vector<const Card*> cardsIn(const Project&, LaneId, StageId);           ///< one cell, in order
std::vector<const EmotionPoint*> emotionsOf(const Project&, MapId, PersonaId); ///< in stage order
std::vector<const Dataset*> datasetsOf(const Project&);
std::vector<const Tag*> tagsOf(const Project&);
std::vector<const Comment*> commentsOn(const Project&, MapId, ElementId); ///< 0 = on the map itself; oldest first

/// What an id names, "" when nothing: "stage", "card"… (the table names of forEachTable).
std::string_view kindOf(const Project&, ElementId);
/// The words a person knows an element by: its title, name or text. Empty when unknown.
std::string titleOf(const Project&, ElementId);
/// The map an element lies on; 0 for personas, datasets, images and unknown ids.
MapId mapOf(const Project&, ElementId);

CardKind cardKindFor(LaneKind);
/// True for lanes that hold cards (not emotion, data lanes or dividers).
bool holdsCards(LaneKind);

} // namespace cairn
