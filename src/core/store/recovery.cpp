// Working copies left by processes that are no more.

#include <algorithm>

#include "cairn/base/log.hpp"
#include "core/store/inspect.hpp"
#include "core/store/project_rows.hpp"
#include "core/store/working_copy_impl.hpp"

namespace cairn {

using namespace store;

namespace {

TimeMs lastWrite(const std::filesystem::path& file) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(file, error);
    if (error)
        return 0;
    const auto age = std::filesystem::file_time_type::clock::now() - time;
    return nowMs() - std::chrono::duration_cast<std::chrono::milliseconds>(age).count();
}

/// Fills in what the working copy says of itself; false when it holds no edits.
bool describe(Recoverable& found) {
    versionInHeader(found.workingCopy, true);
    Connection connection(found.workingCopy, Connection::Mode::Write);
    limitTimeBySize(connection);
    return guarded(connection, "look for unsaved edits", [&] {
        const WorkingRow row = readWorkingRow(connection);
        found.origin = row.origin;
        found.lastEdit = row.lastEdit;
        found.title = connection.db().execAndGet("SELECT \"title\" FROM \"project\"").getString();
        return row.dirty;
    });
}

std::optional<Recoverable> lookAt(const WorkingFiles& files) {
    const auto lock = FileLock::tryTake(files.lock());
    if (!lock)
        return std::nullopt; // its owner lives
    removeUnfinishedSave(files);
    Recoverable found;
    found.workingCopy = files.database;
    found.lastEdit = lastWrite(files.database);
    found.attempts = readAttempts(files);
    try {
        if (describe(found))
            return found;
    } catch (const Error& error) {
        // Offered all the same: resume() says what is wrong, and salvageProject() may help.
        logWarning("A working copy cannot be read: " + error.why());
        return found;
    }
    files.removeAll();
    return std::nullopt;
}

void removeIfAbandoned(const WorkingFiles& files) {
    if (const auto lock = FileLock::tryTake(files.lock()))
        files.removeAll();
}

FileLock lockOf(const WorkingFiles& files, const char* doing) {
    auto lock = FileLock::tryTake(files.lock());
    if (!lock)
        throw Error(ErrorCode::NoAccess, doing, "it is open in " + FileLock::holderOf(files.lock()),
                    {}, pathText(files.database));
    return std::move(*lock);
}

/// A save that was killed between replacing the person's file and noting it must not look like
/// another's.
void adoptFinishedSave(Connection& connection, const WorkingFiles& files, WorkingRow& row) {
    std::error_code error;
    if (!row.origin || !std::filesystem::exists(*row.origin, error))
        return;
    const FileIdentity found = identityOf(*row.origin);
    if (!wasJustSaved(files, found))
        return;
    row.identity = found;
    guarded(connection, "recover edits", [&] { writeWorkingRow(connection, row); });
}

} // namespace

std::vector<Recoverable> WorkingCopy::recoverable(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> databases;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".working")
            databases.push_back(entry.path());
        else if (entry.path().extension() == ".making")
            removeIfAbandoned(
                WorkingFiles(std::filesystem::path(entry.path()).replace_extension(".working")));
    }
    std::vector<Recoverable> result;
    for (const auto& database : databases)
        if (auto found = lookAt(WorkingFiles(database)))
            result.push_back(std::move(*found));
    std::sort(result.begin(), result.end(),
              [](const Recoverable& a, const Recoverable& b) { return a.lastEdit > b.lastEdit; });
    return result;
}

WorkingCopy WorkingCopy::resume(const Recoverable& recoverable) {
    WorkingFiles files(recoverable.workingCopy);
    FileLock lock = lockOf(files, "recover edits");
    auto impl = std::make_unique<Impl>(std::move(files), std::move(lock));
    if (recoverable.origin)
        impl->originLock =
            claimOrigin(impl->files.database.parent_path(), canonicalOf(*recoverable.origin));
    // Counted before the first look: what kills us on the way must not kill us for ever.
    writeAttempts(impl->files, readAttempts(impl->files) + 1);
    removeUnfinishedSave(impl->files);
    versionInHeader(impl->files.database, true);
    {
        Connection connection(impl->files.database, Connection::Mode::Write);
        verify(connection, true);
    }
    impl->attach();
    adoptFinishedSave(*impl->connection, impl->files, impl->row);
    forgetSave(impl->files);
    return WorkingCopy(std::move(impl));
}

void WorkingCopy::discard(const Recoverable& recoverable) {
    const WorkingFiles files(recoverable.workingCopy);
    const FileLock lock = lockOf(files, "discard edits");
    removeUnfinishedSave(files);
    files.removeAll();
}

} // namespace cairn
