#pragma once
// A file as the newer export of data that the project has: what it belongs to, and what came of it.

#include <QString>
#include <QStringList>

#include "cairn/ingest/plan.hpp"
#include "cairn/model/elements.hpp"

namespace cairn {

struct AgainFound {
    DatasetId dataset;
    std::string name; ///< of the data
    ImportPlan plan;  ///< of that import, for the new file
    bool canAdd = false;
    QStringList files; ///< the new ones; of several, one for each step, in the order of the plan's steps
    /// One of the files is called as one that was read before: it may be the very same.
    bool knownName = false;
};

struct AgainOutcome {
    enum class Kind {
        Added,
        Replaced,
        NothingNew,
        Unsettled, ///< it changed while it was read
        Failed
    } kind = Kind::Failed;
    QString words;
    bool changed() const { return kind == Kind::Added || kind == Kind::Replaced; }
};

} // namespace cairn
