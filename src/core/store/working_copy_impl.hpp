#pragma once
// The inside of a WorkingCopy, shared by the files that implement it.

#include "cairn/store/working_copy.hpp"
#include "core/store/connection.hpp"
#include "core/store/history_rows.hpp"
#include "core/store/working_folder.hpp"
#include "core/store/working_row.hpp"

namespace cairn {

struct WorkingCopy::Impl {
    Impl(store::WorkingFiles workingFiles, store::FileLock ownLock)
        : files(std::move(workingFiles)), lock(std::move(ownLock)) {}

    store::WorkingFiles files;
    std::optional<store::FileLock> lock;
    std::optional<store::FileLock> originLock;
    std::unique_ptr<store::Connection> connection; ///< nullptr once closed
    Project project;
    store::StoredHistory stored;
    store::WorkingRow row;

    /// Throws when closed.
    store::Connection& open() const;
    /// Opens the finished database and reads what it holds.
    void attach();
    /// The person's name for it in messages: their file when there is one.
    std::string shownFile() const;
    /// One transaction: f(connection), then what every edit leaves in the working row.
    template <class F> void transact(const char* doing, F&& f);
    /// change(connection, project, history) in one transaction, then no byte of what went is left. In forgetting.cpp.
    template <class Change>
    void rewrite(const char* doing, const JobControl& job, Change change);
    /// Applies one history entry forwards or backwards, on disk and then in memory.
    void step(const char* doing, const Changes& changes, std::size_t newCursor);
};

template <class F> void WorkingCopy::Impl::transact(const char* doing, F&& f) {
    store::Connection& database = open();
    store::WorkingRow next = row;
    next.dirty = true;
    next.lastEdit = nowMs();
    store::guarded(database, doing, [&] {
        SQLite::Transaction transaction(database.db());
        f(database);
        store::writeWorkingRow(database, next);
        transaction.commit();
    });
    row = std::move(next);
}

} // namespace cairn
