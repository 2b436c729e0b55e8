#pragma once
// The private working copy: each finished edit is on disk (synchronous=FULL) before record() returns;
// the person's own file is only ever replaced whole.

#include "cairn/store/project_file.hpp"

namespace cairn {

/// A named state of the project to come back to.
struct NamedVersion {
    std::int64_t number = 0;
    std::string name;
    TimeMs at = 0;
};

/// A working copy left by a process that is no more.
struct Recoverable {
    std::filesystem::path workingCopy;
    std::optional<std::filesystem::path> origin; ///< the person's file, when it was ever saved
    std::string title;
    TimeMs lastEdit = 0;
    int attempts = 0; ///< how often recovery was tried: after 2 it is offered only by hand, so it never loops
};

/// What came of forgetting a customer.
struct Forgotten {
    struct Part {
        DatasetId dataset;
        std::string name;         ///< empty when only undo or a version had it
        std::uint64_t events = 0; ///< taken out of it
    };
    std::vector<Part> parts;               ///< the datasets the customer was in
    std::vector<std::string> unsearchable; ///< names of those whose customers cannot be known again with this key
    std::size_t elsewhere = 0; ///< copies of the file that a crash left here and that could not be rewritten
};

/// Not thread-safe: one thread (the saver) owns it. Every function throws Error and leaves the file whole.
class WorkingCopy {
public:
    /// For a project that has no file yet.
    static WorkingCopy create(const std::filesystem::path& folder, const Project&);
    /// For a file: copied whole into the folder, verified first. A second process on the same file gets
    /// Error{NoAccess} naming who has it, and may loadProject() read-only.
    static WorkingCopy open(const std::filesystem::path& folder, const std::filesystem::path& file);
    /// Working copies without a living owner.
    static std::vector<Recoverable> recoverable(const std::filesystem::path& folder);
    static WorkingCopy resume(const Recoverable&);
    static void discard(const Recoverable&);

    WorkingCopy(WorkingCopy&&) noexcept;
    WorkingCopy& operator=(WorkingCopy&&) noexcept;
    ~WorkingCopy(); ///< closes; keeps the working copy when there are unsaved edits

    const Project& project() const;
    const History& history() const;
    const std::optional<std::filesystem::path>& origin() const;
    /// True when the project differs from the person's file (edits since the last saveTo).
    bool dirty() const;

    /// One edit, one transaction, on disk when it returns. `after` must be apply(project(), entry.changes).
    void record(HistoryEntry entry, Project after);
    void undo();
    void redo();

    /// Stores a dataset's rows (before the edit that adds the Dataset element).
    void putDataset(DatasetId, const DatasetContent&, const JobControl& job = {});
    DatasetContent dataset(DatasetId, const JobControl& job = {}) const;

    /// Takes a dataset out of the project, of every step of the way back and of every named version: its rows, its plan,
    /// the names of its files, and what maps say of it. The working copy is rewritten, so that no byte of it is left in it,
    /// nor in the file once it is saved, nor in copies of the same file that a crash left in the folder. Not an edit: there
    /// is no undo. Throws Error{NotFound} when nothing here knows the dataset.
    void eraseDataset(DatasetId, const JobControl& job = {});
    /// Datasets that the project no longer has, kept for undo and named versions.
    std::vector<Dataset> removedDatasets() const;
    /// Takes the customer with this fingerprint out of every dataset, also of those kept for undo and versions, as
    /// eraseDataset does: nothing of them is left, and there is no undo. `key` tells the key it was made with. In data
    /// that hold the customers' ids they are found by `id` as well, whichever key those have. Progress is reported, and
    /// a stop is obeyed, until all is rewritten; then `job.report(1, …)` and there is no way back.
    Forgotten forgetCustomer(std::uint64_t fingerprint, std::uint64_t key, const JobControl& job = {},
                             std::string_view id = {});
    /// Takes the ids of all customers out of every dataset, also of those kept for undo and versions, as eraseDataset
    /// does; their events stay. How many datasets had any.
    std::size_t forgetIds(const JobControl& job = {});

    std::vector<NamedVersion> versions() const;
    void addVersion(std::string name);
    Project version(std::int64_t number) const;
    void removeVersion(std::int64_t number);

    /// Writes the whole file anew: backup to a temporary file in the target's folder, quick_check, fsync, rename,
    /// fsync of the folder. Throws Error{ChangedUnderneath} when the target was saved by another since it was
    /// opened or last saved here, or is a file that was never opened here (unless overwrite: the person was asked);
    /// NoAccess when another process has it open, overwrite or not; DiskFull. The old file is then byte for byte as it was.
    void saveTo(const std::filesystem::path& target, bool overwrite = false, const JobControl& job = {});
    /// Closes and removes the working copy (after a save, or when its edits are given up).
    void closeAndRemove();

    const std::filesystem::path& path() const;

private:
    struct Impl;
    explicit WorkingCopy(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> m_impl;
};

} // namespace cairn
