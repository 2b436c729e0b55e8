#pragma once
// A folder that newer exports are put into: which files are whole, and which were read already.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cairn/base/civil_time.hpp"

namespace cairn {

/// A file as it was when it was looked at.
struct WatchedFile {
    std::filesystem::path path;
    std::uint64_t size = 0;
    std::int64_t mtime = 0; ///< as the file system counts
    friend bool operator==(const WatchedFile&, const WatchedFile&) = default;
};

/// Reads size and time. Throws Error{NotFound}.
WatchedFile watchedFile(const std::filesystem::path& file);
/// XXH3 of the whole file; two copies of an export have the same. Throws Error.
std::uint64_t contentHash(const std::filesystem::path& file);

/// What is known of a folder that a project's user watches. Kept in the application's own folder, for each user and project:
/// a path on one computer says nothing on another. Names of files are not kept, only hashes of them.
struct WatchLedger {
    struct Entry {
        std::uint64_t name = 0; ///< hash
        std::uint64_t size = 0;
        std::int64_t mtime = 0;
        std::uint64_t content = 0; ///< contentHash
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    std::filesystem::path folder; ///< empty = none chosen
    bool on = false;
    std::vector<Entry> read; ///< files that were read in, or had nothing new, oldest first; the last 2,000

    bool knows(const WatchedFile&) const; ///< by name, size and time
    bool knowsContent(std::uint64_t hash) const;
    void note(const WatchedFile&, std::uint64_t content);
};
/// An empty one when there is none, or when it cannot be read: everything is then looked at anew, and counted once all the same.
WatchLedger loadLedger(const std::filesystem::path& appFolder, const std::filesystem::path& project);
/// Throws Error.
void saveLedger(const std::filesystem::path& appFolder, const std::filesystem::path& project, const WatchLedger&);

/// Tells files that are whole from files still being written, from one look at the folder to the next.
class FolderWatch {
public:
    static constexpr TimeMs kQuiet = 2000;      ///< a file must be left alone for so long
    static constexpr TimeMs kQuietOpen = 30000; ///< one whose last line has no end may be half of itself

    explicit FolderWatch(TimeMs quiet = kQuiet, TimeMs quietOpen = kQuietOpen) : m_quiet(quiet), m_quietOpen(quietOpen) {}

    struct Look {
        std::vector<WatchedFile> ready; ///< tables that are whole and not in the ledger, the oldest first
        std::size_t waiting = 0;        ///< tables that may still be written to: look again in a moment
    };
    /// .csv, .tsv, .tab and .txt of the folder itself; not hidden ones, nor those a browser or a program is still
    /// making (.part, .crdownload, .tmp). `now` is any clock that runs on. Throws Error{NotFound, NoAccess}.
    Look look(const WatchLedger&, TimeMs now);

private:
    struct Seen {
        std::uint64_t size = 0;
        std::int64_t mtime = 0;
        TimeMs since = 0;
    };
    TimeMs m_quiet, m_quietOpen;
    std::map<std::filesystem::path, Seen> m_seen;
};

} // namespace cairn
