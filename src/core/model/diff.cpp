#include "cairn/model/diff.hpp"

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

template <class T> TableChanges<T> diffTables(const Table<T>& before, const Table<T>& after) {
    TableChanges<T> changes;
    auto b = before.begin();
    auto a = after.begin();
    while (b != before.end() || a != after.end()) {
        const bool gone = a == after.end() || (b != before.end() && (*b)->id < (*a)->id);
        const bool fresh = !gone && (b == before.end() || (*a)->id < (*b)->id);
        if (gone) {
            changes.rows.push_back({*b++, nullptr});
        } else if (fresh) {
            changes.rows.push_back({nullptr, *a++});
        } else {
            if (*b != *a && !(**b == **a))
                changes.rows.push_back({*b, *a});
            ++b;
            ++a;
        }
    }
    return changes;
}

template <class T> bool same(const Ref<T>& a, const Ref<T>& b) {
    return a == b || (a && b && *a == *b);
}

[[noreturn]] void mismatch(std::string_view table) {
    throw Error(ErrorCode::BadInput, "apply a change",
                "the " + std::string(table) +
                    " it changes is not as it was when the change was made");
}

template <class T>
void applyTo(std::string_view name, Table<T>& table, const TableChanges<T>& changes) {
    for (const auto& row : changes.rows) {
        const auto id = row.before ? row.before->id : row.after->id;
        if (!same(table.ref(id), row.before))
            mismatch(name);
        if (row.after)
            table.put(row.after);
        else
            table.erase(id);
    }
}

/// Walks the tables of a Project and of a Changes in step.
template <class P, class C, class F> void forEachPair(P& project, C& changes, F&& f) {
    f("persona", project.personas, changes.personas);
    f("map", project.maps, changes.maps);
    f("stage", project.stages, changes.stages);
    f("step", project.steps, changes.steps);
    f("lane", project.lanes, changes.lanes);
    f("card", project.cards, changes.cards);
    f("emotion", project.emotions, changes.emotions);
    f("link", project.links, changes.links);
    f("note", project.notes, changes.notes);
    f("dataset", project.datasets, changes.datasets);
    f("image", project.images, changes.images);
    f("comment", project.comments, changes.comments);
    f("tag", project.tags, changes.tags);
}

} // namespace

bool Changes::empty() const {
    bool any = factsBefore || factsAfter;
    forEachChangedTable(*this, [&](std::string_view, const auto& table) { any |= !table.empty(); });
    return !any;
}

Changes diff(const Project& before, const Project& after) {
    Changes changes;
    if (!(before.facts == after.facts)) {
        changes.factsBefore = std::make_shared<const ProjectFacts>(before.facts);
        changes.factsAfter = std::make_shared<const ProjectFacts>(after.facts);
    }
    changes.personas = diffTables(before.personas, after.personas);
    changes.maps = diffTables(before.maps, after.maps);
    changes.stages = diffTables(before.stages, after.stages);
    changes.steps = diffTables(before.steps, after.steps);
    changes.lanes = diffTables(before.lanes, after.lanes);
    changes.cards = diffTables(before.cards, after.cards);
    changes.emotions = diffTables(before.emotions, after.emotions);
    changes.links = diffTables(before.links, after.links);
    changes.notes = diffTables(before.notes, after.notes);
    changes.datasets = diffTables(before.datasets, after.datasets);
    changes.images = diffTables(before.images, after.images);
    changes.comments = diffTables(before.comments, after.comments);
    changes.tags = diffTables(before.tags, after.tags);
    return changes;
}

Project apply(Project project, const Changes& changes) {
    if (changes.factsAfter) {
        if (!changes.factsBefore || !(project.facts == *changes.factsBefore))
            mismatch("project");
        project.facts = *changes.factsAfter;
    }
    forEachPair(project, changes, [](std::string_view name, auto& table, const auto& rows) {
        applyTo(name, table, rows);
    });
    return project;
}

Changes inverted(Changes changes) {
    std::swap(changes.factsBefore, changes.factsAfter);
    forEachChangedTable(changes, [](std::string_view, auto& table) {
        for (auto& row : table.rows)
            std::swap(row.before, row.after);
    });
    return changes;
}

std::vector<ElementId> touched(const Changes& changes) {
    std::vector<ElementId> ids;
    forEachChangedTable(changes, [&](std::string_view, const auto& table) {
        for (const auto& row : table.rows)
            ids.push_back(row.before ? row.before->id : row.after->id);
    });
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace cairn
