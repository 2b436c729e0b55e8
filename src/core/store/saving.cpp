// From the working copy to the person's file: whole or not at all.

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include "cairn/base/log.hpp"
#include "core/store/dataset_rows.hpp"
#include "core/store/inspect.hpp"
#include "core/store/schema.hpp"
#include "core/store/temporary_file.hpp"
#include "core/store/working_copy_impl.hpp"

namespace cairn {

using namespace store;

namespace {

constexpr int kPagesPerStep = 512; // 8 MB: well under the 50 ms a cancel may wait

void copyPages(Connection& from, Connection& to, const JobControl& job) {
    SQLite::Backup backup(to.db(), from.db());
    while (backup.executeStep(kPagesPerStep) != SQLITE_DONE) {
        job.throwIfCancelled();
        const double total = backup.getTotalPageCount();
        job.report(0.7 * (total - backup.getRemainingPageCount()) / total, "save project");
    }
}

/// Takes out what is not the person's, and the room it leaves.
void strip(Connection& copy, const std::set<DatasetId>& needed) {
    SQLite::Transaction transaction(copy.db());
    dropWorkingTables(copy);
    const bool purged = purgeDatasets(copy, needed);
    transaction.commit();
    const auto free = copy.number("PRAGMA freelist_count");
    if (purged || free * 4 > copy.number("PRAGMA page_count"))
        copy.vacuum();
}

void refuseChanged(const std::filesystem::path& target, const WorkingRow& row) {
    std::error_code error;
    if (!std::filesystem::exists(target, error))
        return;
    if (row.origin != target)
        throw Error(ErrorCode::ChangedUnderneath, "save project",
                    "there is a file of this name already", "Choose another name, or replace it.",
                    pathText(target));
    if (!isUnchanged(target, row.identity))
        throw Error(ErrorCode::ChangedUnderneath, "save project",
                    "somebody else saved it since it was opened here",
                    "Save a copy under another name, or replace theirs.", pathText(target));
}

/// The last state an older Cairn can read stays beside the file.
void keepOldVersion(const std::filesystem::path& target, int version) {
    auto backup = target;
    backup.replace_extension(".v" + std::to_string(version) + ".cairn");
    std::error_code error;
    if (std::filesystem::exists(target, error) && !std::filesystem::exists(backup, error))
        copyWhole(target, backup);
}

} // namespace

void WorkingCopy::saveTo(const std::filesystem::path& file, bool overwrite, const JobControl& job) {
    Connection& connection = m_impl->open();
    const auto target = canonicalOf(file);
    WorkingRow next = m_impl->row;
    const bool elsewhere = next.origin != target;
    std::optional<FileLock> claim;
    if (elsewhere)
        claim = claimOrigin(m_impl->files.database.parent_path(), target);
    if (!overwrite)
        refuseChanged(target, next);
    {
        const TemporaryFile temporary(target);
        noteSave(m_impl->files, temporary.path());
        {
            Connection copy(temporary.path(), Connection::Mode::Temporary);
            guarded(copy, "save project", [&] {
                copyPages(connection, copy, job);
                strip(copy, neededDatasets(connection, m_impl->project, m_impl->stored.history));
                job.throwIfCancelled();
                job.report(0.8, "check");
                if (const auto damage = damageIn(copy, 1); !damage.empty())
                    throw Error(ErrorCode::Damaged, "save project",
                                "the new file is not whole: " + damage.front(),
                                "The old file is as it was. Save to another disk.",
                                pathText(target));
            });
        }
        next.identity = identityOf(temporary.path());
        noteComplete(m_impl->files, next.identity);
        if (next.migratedFrom != 0 && !elsewhere)
            keepOldVersion(target, next.migratedFrom);
        job.throwIfCancelled();
        if (!overwrite)
            refuseChanged(target, m_impl->row); // once more: copying may have taken a while
        temporary.commit();
    }
    next.origin = target;
    next.dirty = false;
    next.migratedFrom = 0;
    m_impl->row = next;
    if (claim)
        m_impl->originLock = std::move(claim);
    try {
        guarded(connection, "save project", [&] { writeWorkingRow(connection, next); });
    } catch (const Error& error) {
        // The person's file is safe; after a crash the working copy would merely be offered once
        // more.
        logWarning("The working copy does not know that it was saved: " + error.why());
    }
    forgetSave(m_impl->files);
    writeAttempts(m_impl->files, 0);
    job.report(1, "saved");
}

} // namespace cairn
