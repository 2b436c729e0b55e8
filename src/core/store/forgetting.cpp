// What must leave no trace: a dataset, a customer. In the working copy, and in what else of the
// same file lies here.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cairn/base/log.hpp"
#include "cairn/events/without_units.hpp"
#include "core/store/dataset_rows.hpp"
#include "core/store/dataset_units.hpp"
#include "core/store/inspect.hpp"
#include "core/store/project_rows.hpp"
#include "core/store/rewriting.hpp"
#include "core/store/working_copy_impl.hpp"

namespace cairn {

using namespace store;

namespace {

// --- a dataset ---

void addNames(const Dataset& dataset, std::vector<std::string>& names) {
    names.push_back(dataset.name);
    names.push_back(dataset.fileName);
    for (const SourcePart& part : dataset.source)
        names.push_back(part.file);
}

/// Names of the dataset's files that nothing else is called by.
std::vector<std::string> namesOnlyOf(DatasetId id, const Project& project,
                                     const std::map<DatasetId, Dataset>& kept) {
    std::vector<std::string> own, others;
    for (const auto& [other, dataset] : kept)
        addNames(dataset, other == id ? own : others);
    for (const auto& dataset : project.datasets)
        addNames(*dataset, dataset->id == id ? own : others);
    std::erase_if(own, [&](const std::string& name) {
        return name.empty() || std::find(others.begin(), others.end(), name) != others.end();
    });
    // The longest first: "may.csv" must not break "orders-may.csv".
    std::sort(own.begin(), own.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    own.erase(std::unique(own.begin(), own.end()), own.end());
    return own;
}

/// What came after the dataset follows the one before it; maps lose their data, comparisons with it
/// end.
Rewriting erasing(DatasetId id, DatasetId heir) {
    Rewriting how;
    how.dataset = [id, heir](const Dataset& dataset) -> std::optional<Dataset> {
        if (dataset.id == id)
            return std::nullopt;
        Dataset changed = dataset;
        if (changed.previous == id)
            changed.previous = heir == dataset.id ? DatasetId{} : heir;
        return changed;
    };
    how.map = [id](const Map& map) {
        Map changed = map;
        if (changed.funnel.dataset == id)
            changed.funnel.dataset = {};
        if (changed.feedback == id)
            changed.feedback = {};
        if (changed.funnel.compare.dataset == id)
            changed.funnel.compare = {};
        return changed;
    };
    return how;
}

bool sameOrigin(const Dataset& a, const Dataset& b) {
    return !a.source.empty() && !b.source.empty() && a.source.front() == b.source.front();
}

/// False when nothing here knows the dataset. What undo alone has of the same rows goes too: the
/// state before a second file was joined holds them all, and nobody sees it.
bool eraseFrom(Connection& connection, Project& project, StoredHistory& stored, DatasetId id) {
    auto kept = keptDatasets(connection, stored);
    const Dataset* known = project.datasets.find(id);
    if (!known && !kept.contains(id))
        return false;
    const Dataset erased = known ? *known : kept.at(id);
    std::vector<DatasetId> gone{id};
    for (const auto& [other, dataset] : kept)
        if (other != id && project.datasets.find(other) == nullptr && sameOrigin(dataset, erased))
            gone.push_back(other);
    for (const DatasetId each : gone) {
        const Dataset* here = project.datasets.find(each);
        const auto there = kept.find(each);
        Rewriting how = erasing(each, here                  ? here->previous
                                      : there != kept.end() ? there->second.previous
                                                            : DatasetId{});
        how.words = namesOnlyOf(each, project, kept);
        rewriteStates(connection, project, stored, how);
        removeDatasetRows(connection, each);
        kept = keptDatasets(connection, stored);
    }
    return true;
}

// --- a customer ---

struct Left {
    std::int64_t rows = 0, units = 0;
    std::optional<TimeMs> first, last;
};

/// What is said of a dataset that has lost a customer. Not even the ends of its period tell of
/// them.
Dataset described(Dataset dataset, const Left& left) {
    if (dataset.units == 0)
        return dataset; // from before its rows came
    const std::int64_t gone = dataset.rows - dataset.skipped - left.rows;
    dataset.rows -= gone;
    dataset.units = left.units;
    dataset.firstEvent = left.first;
    dataset.lastEvent = left.last;
    for (SourcePart& part : dataset.source) {
        if (!part.first || !part.last)
            continue;
        part.first = left.first ? std::optional(std::max(*part.first, *left.first)) : left.first;
        part.last = left.last ? std::optional(std::min(*part.last, *left.last)) : left.last;
    }
    if (dataset.source.size() == 1) {
        SourcePart& only = dataset.source.front();
        only.rows -= gone;
        only.used = left.rows;
        only.customers = left.units;
    }
    return dataset;
}

/// Who is to be forgotten: by fingerprint in data of the same key, by id where ids are kept.
struct Sought {
    std::uint64_t fingerprint = 0, key = 0;
    std::string_view id; ///< empty = by fingerprint alone
};

/// Ids that are not known make a customer unfindable without the key.
bool canSearch(const EventLog& log, const Sought& sought) {
    if (log.fingerprintKey == sought.key)
        return true;
    if (sought.id.empty() || log.ids.empty())
        return false;
    for (std::size_t unit = 0; unit < log.ids.size(); ++unit)
        if (log.ids[unit].empty())
            return false;
    return true;
}

/// By unit.
std::vector<bool> soughtIn(const EventLog& log, const Sought& sought) {
    std::vector<bool> found(log.units);
    if (log.fingerprintKey == sought.key)
        for (std::size_t unit = 0; unit < log.fingerprints.size(); ++unit)
            found[unit] = log.fingerprints[unit] == sought.fingerprint;
    if (!sought.id.empty())
        for (std::size_t unit = 0; unit < log.ids.size(); ++unit)
            if (log.ids[unit] == sought.id)
                found[unit] = true;
    return found;
}

/// The dataset's new figures; nothing when the customer is not in it.
std::optional<Left> forgetIn(Connection& connection, DatasetId id, const EventLog& log,
                             const std::vector<bool>& gone, std::uint64_t& events,
                             const JobControl& job) {
    if (std::find(gone.begin(), gone.end(), true) == gone.end())
        return std::nullopt;
    EventLog without = withoutUnits(log, gone, job);
    events = log.rows() - without.rows();
    const Left left{static_cast<std::int64_t>(without.rows()),
                    static_cast<std::int64_t>(without.units), without.firstTime(),
                    without.lastTime()};
    writeDataset(connection, id, without, job);
    return left;
}

/// One of several pieces of work as a part of the whole.
JobControl partOf(const JobControl& job, double from, double to, std::string phase) {
    JobControl part = job;
    if (job.onProgress)
        part.onProgress = [report = job.onProgress, from, to, phase](double share,
                                                                     std::string_view) {
            report(from + (to - from) * share, phase);
        };
    return part;
}

Forgotten forgetFrom(Connection& connection, Project& project, StoredHistory& stored,
                     const Sought& sought, const JobControl& job) {
    Forgotten forgotten;
    std::map<DatasetId, Left> changed;
    const auto kept = keptDatasets(connection, stored);
    const auto all = storedEvents(connection);
    double done = 0;
    for (const auto& [id, facts] : all) {
        const double share = 1 / static_cast<double>(all.size());
        const JobControl part =
            partOf(job, done * share, (done + 1) * share, "Looking for the customer");
        ++done;
        part.throwIfCancelled();
        part.report(0, {});
        const Dataset* known = project.datasets.find(id);
        if (!known &&
            !kept.contains(id)) // left over from an import that was undone: nobody sees it again
            continue;
        const std::string name = known ? known->name : kept.at(id).name;
        if (facts.fingerprintKey != sought.key && !facts.ids) { // not worth reading
            forgotten.unsearchable.push_back(name);
            continue;
        }
        const DatasetContent content = readDataset(connection, id, part);
        const auto& log = std::get<EventLog>(content);
        if (!canSearch(log, sought))
            forgotten.unsearchable.push_back(name);
        std::uint64_t events = 0;
        if (const auto left = forgetIn(connection, id, log, soughtIn(log, sought), events, part)) {
            changed[id] = *left;
            forgotten.parts.push_back({id, name, events});
        }
    }
    if (changed.empty())
        return forgotten;
    Rewriting how;
    how.dataset = [&changed](const Dataset& dataset) -> std::optional<Dataset> {
        const auto left = changed.find(dataset.id);
        return left == changed.end() ? dataset : described(dataset, left->second);
    };
    rewriteStates(connection, project, stored, how);
    return forgotten;
}

// --- ids ---

/// How columns were read, without the wish to keep ids: a newer export then keeps none either.
bool takeWish(nlohmann::json& plan) {
    bool taken = plan.is_object() && plan.erase("keep_ids") > 0;
    if (plan.is_structured())
        for (nlohmann::json& part : plan) // of one file a step each has a plan of its own
            taken = takeWish(part) || taken;
    return taken;
}

std::string withoutIds(const std::string& plan) {
    nlohmann::json object = nlohmann::json::parse(plan, nullptr, false);
    if (object.is_discarded() || !takeWish(object))
        return plan;
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::size_t forgetIdsFrom(Connection& connection, Project& project, StoredHistory& stored) {
    std::size_t datasets = 0;
    for (const auto& [id, facts] : storedEvents(connection)) {
        datasets += facts.ids ? 1 : 0;
        removeIds(connection, id);
    }
    Rewriting how;
    how.dataset = [](const Dataset& dataset) -> std::optional<Dataset> {
        Dataset changed = dataset;
        changed.plan = withoutIds(dataset.plan);
        return changed;
    };
    rewriteStates(connection, project, stored, how);
    return datasets;
}

// --- other copies of the same file ---

/// Calls each(connection, project, history) for copies that a crash left, in one transaction each;
/// returns how many could not be rewritten. Copies whose owner lives are its own business: there is
/// one at most, the caller's.
template <class Each>
std::size_t inLeftCopies(const WorkingFiles& own, const std::filesystem::path& origin, Each each) {
    std::size_t failed = 0;
    std::error_code error;
    for (const auto& entry :
         std::filesystem::directory_iterator(own.database.parent_path(), error)) {
        if (entry.path().extension() != ".working" || entry.path() == own.database)
            continue;
        const WorkingFiles files(entry.path());
        const auto lock = FileLock::tryTake(files.lock());
        if (!lock)
            continue;
        try {
            versionInHeader(files.database, true);
            Connection connection(files.database, Connection::Mode::Write);
            guarded(connection, "forget in a copy that a crash left", [&] {
                if (readWorkingRow(connection).origin != origin)
                    return;
                verify(connection, true);
                connection.db().exec("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL");
                Project project = readAll(connection);
                StoredHistory stored = readHistory(connection);
                SQLite::Transaction transaction(connection.db());
                each(connection, project, stored);
                connection.unlimit();
                transaction.commit();
                connection.vacuum();
            });
        } catch (const Error& failure) {
            logWarning("A copy that a crash left could not be rewritten: " + failure.why());
            ++failed;
        }
    }
    return failed;
}

} // namespace

/// One transaction over what is kept, then a file without the room of what went: SQLite's secure
/// delete zeroes rows, but the free room of a page that was rebuilt may still hold an older copy of
/// them.
template <class Change>
void WorkingCopy::Impl::rewrite(const char* doing, const JobControl& job, Change change) {
    Project after = project;
    StoredHistory storedAfter = stored;
    Connection& database = open();
    try {
        transact(doing, [&](Connection& inside) {
            change(inside, after, storedAfter);
            job.throwIfCancelled();
            inside.unlimit(); // past the last chance to stop
            job.report(1, "Writing the file anew");
        });
    } catch (...) {
        database.unlimit();
        throw;
    }
    project = std::move(after);
    stored = std::move(storedAfter);
    guarded(database, doing, [&] { database.vacuum(); });
}

void WorkingCopy::eraseDataset(DatasetId id, const JobControl& job) {
    constexpr const char* kDoing = "remove data without trace";
    m_impl->open().follow(job);
    m_impl->rewrite(
        kDoing, job, [&](Connection& connection, Project& project, StoredHistory& stored) {
            if (!eraseFrom(connection, project, stored, id))
                throw Error(ErrorCode::NotFound, kDoing, "the project has no such data");
        });
    if (m_impl->row.origin)
        inLeftCopies(m_impl->files, *m_impl->row.origin,
                     [&](Connection& connection, Project& project, StoredHistory& stored) {
                         eraseFrom(connection, project, stored, id);
                     });
}

std::vector<Dataset> WorkingCopy::removedDatasets() const {
    Connection& connection = m_impl->open();
    return guarded(connection, "list removed data", [&] {
        std::vector<Dataset> removed;
        for (const auto& [id, dataset] : keptDatasets(connection, m_impl->stored))
            if (m_impl->project.datasets.find(id) == nullptr)
                removed.push_back(dataset);
        return removed;
    });
}

Forgotten WorkingCopy::forgetCustomer(std::uint64_t fingerprint, std::uint64_t key,
                                      const JobControl& job, std::string_view id) {
    Forgotten forgotten;
    const Sought sought{fingerprint, key, id};
    m_impl->open().follow(job);
    m_impl->rewrite("forget a customer", job,
                    [&](Connection& connection, Project& project, StoredHistory& stored) {
                        forgotten = forgetFrom(connection, project, stored, sought, job);
                    });
    if (m_impl->row.origin)
        forgotten.elsewhere =
            inLeftCopies(m_impl->files, *m_impl->row.origin,
                         [&](Connection& connection, Project& project, StoredHistory& stored) {
                             forgetFrom(connection, project, stored, sought, {});
                         });
    return forgotten;
}

std::size_t WorkingCopy::forgetIds(const JobControl& job) {
    std::size_t datasets = 0;
    m_impl->open().follow(job);
    m_impl->rewrite("forget the customers' ids", job,
                    [&](Connection& connection, Project& project, StoredHistory& stored) {
                        datasets = forgetIdsFrom(connection, project, stored);
                    });
    if (m_impl->row.origin)
        inLeftCopies(m_impl->files, *m_impl->row.origin, forgetIdsFrom);
    return datasets;
}

} // namespace cairn
