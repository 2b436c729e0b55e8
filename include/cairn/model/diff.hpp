#pragma once
// Changes = diff(before, after): one of the two narrow waists. The store writes them, the canvas
// repaints them, history keeps them, version compare and merge read them.

#include <string>

#include "cairn/model/project.hpp"

namespace cairn {

template <class T> struct TableChanges {
    struct Change {
        Ref<T> before; ///< nullptr = added
        Ref<T> after;  ///< nullptr = removed
    };
    std::vector<Change> rows; ///< ascending id
    bool empty() const { return rows.empty(); }
};

struct Changes {
    Ref<ProjectFacts> factsBefore, factsAfter; ///< both nullptr = unchanged
    TableChanges<Persona> personas;
    TableChanges<Map> maps;
    TableChanges<Stage> stages;
    TableChanges<Step> steps;
    TableChanges<Lane> lanes;
    TableChanges<Card> cards;
    TableChanges<EmotionPoint> emotions;
    TableChanges<Link> links;
    TableChanges<Note> notes;
    TableChanges<Dataset> datasets;
    TableChanges<Image> images;
    TableChanges<Comment> comments;
    TableChanges<Tag> tags;
    bool empty() const;
};

/// As forEachTable, over a Changes (const or not).
template <class C, class F> void forEachChangedTable(C& changes, F&& f) {
    f("persona", changes.personas);
    f("map", changes.maps);
    f("stage", changes.stages);
    f("step", changes.steps);
    f("lane", changes.lanes);
    f("card", changes.cards);
    f("emotion", changes.emotions);
    f("link", changes.links);
    f("note", changes.notes);
    f("dataset", changes.datasets);
    f("image", changes.images);
    f("comment", changes.comments);
    f("tag", changes.tags);
}

Changes diff(const Project& before, const Project& after);
/// diff(a, b) applied to a gives b. Throws Error{BadInput} when a row is not in the state `changes` starts from.
Project apply(Project, const Changes& changes);
/// The way back: apply(apply(p, c), inverted(c)) == p.
Changes inverted(Changes);
/// Every element touched, each once, ascending.
std::vector<ElementId> touched(const Changes&);

} // namespace cairn
