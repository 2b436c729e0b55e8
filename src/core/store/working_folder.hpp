#pragma once
// The folder of working copies: which files belong to one, and who holds what.

#include <filesystem>
#include <optional>

#include "core/store/file_lock.hpp"
#include "core/store/identity.hpp"

namespace cairn::store {

/// The files of one working copy: <id>.working and, beside it, the rest.
struct WorkingFiles {
    explicit WorkingFiles(std::filesystem::path workingCopy) : database(std::move(workingCopy)) {}
    std::filesystem::path database;
    std::filesystem::path making() const { return with(".making"); } ///< before it is complete
    std::filesystem::path lock() const { return with(".lock"); }
    std::filesystem::path attempts() const {
        return with(".attempts");
    } ///< how often it was recovered
    std::filesystem::path saving() const {
        return with(".saving");
    } ///< the temporary file of a save under way
    void removeAll() const;

private:
    std::filesystem::path with(const char* suffix) const;
};

/// A new, locked place in the folder, which is made when absent.
std::pair<WorkingFiles, FileLock> newWorkingFiles(const std::filesystem::path& folder);

/// Claims a person's file for this process. Throws Error{NoAccess} that names who has it.
FileLock claimOrigin(const std::filesystem::path& folder, const std::filesystem::path& origin);
/// The one name of a file, whatever way it was reached by.
std::filesystem::path canonicalOf(const std::filesystem::path& file);

int readAttempts(const WorkingFiles& files);
void writeAttempts(const WorkingFiles& files, int attempts);
/// Notes the temporary file of a save under way, before it is made.
void noteSave(const WorkingFiles& files, const std::filesystem::path& temporary);
/// Notes what it holds, before it replaces the person's file.
void noteComplete(const WorkingFiles& files, const FileIdentity& complete);
/// Removes the temporary file that a save left when it was killed.
void removeUnfinishedSave(const WorkingFiles& files);
/// True when `found` is what the last save wrote: it was killed after replacing the file, before
/// noting so.
bool wasJustSaved(const WorkingFiles& files, const FileIdentity& found);
void forgetSave(const WorkingFiles& files);

} // namespace cairn::store
