#pragma once
// Names of edits in the person's words, for "Undo …".

#include <QCoreApplication>
#include <QString>

#include "cairn/model/project.hpp"

namespace cairn {

/// Labels with a count. One is said without a number, so that English needs no plural catalogue.
struct Wording {
    Q_DECLARE_TR_FUNCTIONS(MapCanvas)
public:
    static QString moveCards(std::size_t n);
    static QString copyCards(std::size_t n);
    static QString moveNotes(std::size_t n);
    static QString moveThings(std::size_t n); ///< of several kinds
    static QString copyThings(std::size_t n);
    static QString copyNotes(std::size_t n);
    static QString duplicate(std::size_t n);
    /// "delete 3 cards", "delete stage “Check out”", "delete 4 things" when they are of several
    /// kinds.
    static QString remove(const Project& project, const std::vector<ElementId>& elements);
    /// "change stage width", "change lane height", "change note size".
    static QString resize(const Project& project, ElementId element);
    /// "lock card", "unlock 3 things".
    static QString lock(const Project& project, const std::vector<ElementId>& elements, bool on);
    /// "collapse stage", "expand lane".
    static QString fold(const Project& project, ElementId element, bool on);
    /// "rename stage", "edit card"…
    static QString rename(const Project& project, ElementId element);
};

} // namespace cairn
