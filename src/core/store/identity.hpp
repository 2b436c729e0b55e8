#pragma once
// Is a file still the one we know?

#include <cstdint>
#include <filesystem>

namespace cairn::store {

/// What tells one saved state of a file from another.
struct FileIdentity {
    std::uint64_t size = 0;
    std::int64_t mtime = 0; ///< nanoseconds, as the file system says
    std::uint64_t inode = 0;
    std::uint64_t header = 0; ///< hash of the first 100 bytes: SQLite counts changes there
    std::uint64_t hash = 0;   ///< XXH3 of the whole
};

/// Reads the whole file. Throws Error NotFound, NoAccess, Io.
FileIdentity identityOf(const std::filesystem::path& file);
/// Copies the file as one open handle sees it, so a save over it in the meantime does not mix in.
FileIdentity copyWhole(const std::filesystem::path& from, const std::filesystem::path& to);
/// True when the file holds what it held when `known` was taken; reads it only when in doubt.
bool isUnchanged(const std::filesystem::path& file, const FileIdentity& known);

} // namespace cairn::store
