#include "core/store/working_copy_impl.hpp"

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/log.hpp"
#include "core/store/dataset_rows.hpp"
#include "core/store/inspect.hpp"
#include "core/store/project_rows.hpp"
#include "core/store/schema.hpp"

namespace cairn {

using namespace store;

namespace {

/// Failures in a private copy are told about the person's own file.
template <class F> decltype(auto) about(const std::filesystem::path& file, F&& f) {
    try {
        return f();
    } catch (const Error& error) {
        throw Error(error.code(), error.doing(), error.why(), error.advice(), pathText(file));
    }
}

/// A way back that cannot be read is given up rather than the project.
void dropDamagedHistory(Connection& connection) {
    try {
        guarded(connection, "open project", [&] { readHistory(connection); });
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Damaged)
            throw;
        logWarning("The undo history of a project could not be read and was dropped: " +
                   error.why());
        guarded(connection, "open project", [&] { clearHistory(connection); });
    }
}

/// Makes a verified copy of a person's file into a working copy.
void prepareCopy(const std::filesystem::path& making, WorkingRow row) {
    versionInHeader(making, true);
    Connection connection(making, Connection::Mode::Write);
    const FileFacts facts = verify(connection, false);
    guarded(connection, "open project", [&] {
        // The copy must not stay in a mode that spreads it over several files.
        connection.db().exec("PRAGMA journal_mode=DELETE");
        if (facts.version < kFileVersion) {
            migrate(connection, migrations());
            row.migratedFrom = facts.version;
        }
        addWorkingTables(connection);
        writeWorkingRow(connection, row);
    });
    dropDamagedHistory(connection);
}

} // namespace

Connection& WorkingCopy::Impl::open() const {
    if (!connection)
        throw Error(ErrorCode::Internal, "use a working copy", "it was closed");
    return *connection;
}

std::string WorkingCopy::Impl::shownFile() const {
    return pathText(row.origin ? *row.origin : files.database);
}

void WorkingCopy::Impl::attach() {
    connection = std::make_unique<Connection>(files.database, Connection::Mode::Write);
    guarded(*connection, "open project", [&] {
        // TRUNCATE with FULL also syncs the end of the transaction; DELETE would leave it to the
        // folder.
        connection->db().exec("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL");
        project = readAll(*connection);
        stored = readHistory(*connection);
        row = readWorkingRow(*connection);
    });
}

WorkingCopy::WorkingCopy(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
WorkingCopy::WorkingCopy(WorkingCopy&&) noexcept = default;
WorkingCopy& WorkingCopy::operator=(WorkingCopy&& other) noexcept {
    std::swap(m_impl, other.m_impl); // the one replaced is closed by other's destructor
    return *this;
}

WorkingCopy::~WorkingCopy() {
    if (!m_impl || !m_impl->connection)
        return;
    try {
        if (!m_impl->row.dirty) {
            closeAndRemove();
            return;
        }
        m_impl->connection.reset();
        writeAttempts(m_impl->files, 0); // closed in order: nothing crashed on it
    } catch (const std::exception& error) {
        logWarning(std::string("A working copy could not be closed: ") + error.what());
    }
}

WorkingCopy WorkingCopy::create(const std::filesystem::path& folder, const Project& project) {
    auto [files, lock] = newWorkingFiles(folder);
    auto impl = std::make_unique<Impl>(std::move(files), std::move(lock));
    try {
        {
            Connection connection(impl->files.making(), Connection::Mode::Temporary);
            guarded(connection, "make a working copy", [&] {
                createSchema(connection, true);
                SQLite::Transaction transaction(connection.db());
                writeAll(connection, project);
                transaction.commit();
            });
        }
        commitTemporary(impl->files.making(), impl->files.database);
        impl->attach();
    } catch (...) {
        impl->connection.reset();
        impl->files.removeAll();
        throw;
    }
    impl->project = project; // shares its elements with the caller's
    return WorkingCopy(std::move(impl));
}

WorkingCopy WorkingCopy::open(const std::filesystem::path& folder,
                              const std::filesystem::path& file) {
    const auto origin = canonicalOf(file);
    versionInHeader(origin, false);
    auto [files, lock] = newWorkingFiles(folder);
    auto impl = std::make_unique<Impl>(std::move(files), std::move(lock));
    impl->originLock = claimOrigin(folder, origin);
    try {
        WorkingRow row;
        row.origin = origin;
        row.identity = copyWhole(origin, impl->files.making());
        about(origin, [&] { prepareCopy(impl->files.making(), row); });
        commitTemporary(impl->files.making(), impl->files.database);
        about(origin, [&] { impl->attach(); });
    } catch (...) {
        impl->connection.reset();
        impl->files.removeAll();
        throw;
    }
    return WorkingCopy(std::move(impl));
}

const Project& WorkingCopy::project() const {
    return m_impl->project;
}
const History& WorkingCopy::history() const {
    return m_impl->stored.history;
}
const std::optional<std::filesystem::path>& WorkingCopy::origin() const {
    return m_impl->row.origin;
}
bool WorkingCopy::dirty() const {
    return m_impl->row.dirty;
}
const std::filesystem::path& WorkingCopy::path() const {
    return m_impl->files.database;
}

void WorkingCopy::record(HistoryEntry entry, Project after) {
    if (!(apply(m_impl->project, entry.changes) == after))
        throw Error(ErrorCode::Internal, "keep an edit", "its changes do not lead to its result");
    m_impl->transact("keep an edit", [&](Connection& connection) {
        writeChanges(connection, entry.changes);
        appendHistory(connection, m_impl->stored, entry);
    });
    m_impl->project = std::move(after);
    recordInMemory(m_impl->stored, std::move(entry));
}

void WorkingCopy::Impl::step(const char* doing, const Changes& changes, std::size_t newCursor) {
    Project after = apply(project, changes);
    transact(doing, [&](Connection& database) {
        writeChanges(database, changes);
        writeCursor(database, stored.firstSeq + static_cast<std::int64_t>(newCursor) - 1);
    });
    project = std::move(after);
    stored.history.cursor = newCursor;
}

void WorkingCopy::undo() {
    const History& history = m_impl->stored.history;
    if (!history.canUndo())
        throw Error(ErrorCode::Internal, "undo", "there is nothing to undo");
    const std::size_t target = history.cursor - 1;
    m_impl->step("undo", inverted(history.entries[target].changes), target);
}

void WorkingCopy::redo() {
    const History& history = m_impl->stored.history;
    if (!history.canRedo())
        throw Error(ErrorCode::Internal, "redo", "there is nothing to redo");
    m_impl->step("redo", history.entries[history.cursor].changes, history.cursor + 1);
}

void WorkingCopy::putDataset(DatasetId dataset, const DatasetContent& content,
                             const JobControl& job) {
    Connection& connection = m_impl->open();
    connection.follow(job);
    try {
        guarded(connection, "store imported data", [&] {
            SQLite::Transaction transaction(connection.db());
            writeDataset(connection, dataset, content, job);
            connection.unlimit(); // past the last chance to stop
            transaction.commit();
        });
    } catch (...) {
        connection.unlimit();
        throw;
    }
}

DatasetContent WorkingCopy::dataset(DatasetId dataset, const JobControl& job) const {
    Connection& connection = m_impl->open();
    return guarded(connection, "read imported data",
                   [&] { return readDataset(connection, dataset, job); });
}

std::vector<NamedVersion> WorkingCopy::versions() const {
    Connection& connection = m_impl->open();
    return guarded(connection, "list versions", [&] { return readVersions(connection); });
}

void WorkingCopy::addVersion(std::string name) {
    m_impl->transact("keep a version", [&](Connection& connection) {
        appendVersion(connection, name, m_impl->project);
    });
}

Project WorkingCopy::version(std::int64_t number) const {
    Connection& connection = m_impl->open();
    return guarded(connection, "read a version", [&] { return readVersion(connection, number); });
}

void WorkingCopy::removeVersion(std::int64_t number) {
    m_impl->transact("remove a version",
                     [&](Connection& connection) { store::removeVersion(connection, number); });
}

void WorkingCopy::closeAndRemove() {
    m_impl->connection.reset();
    m_impl->files.removeAll();
    m_impl->originLock.reset();
    m_impl->lock.reset();
}

} // namespace cairn
