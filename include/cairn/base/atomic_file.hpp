#pragma once
// Replacing a file whole or not at all.

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace cairn {

/// Writes bytes to a temporary file in the target's folder in chunks, checks every return, fsyncs,
/// renames over the target and fsyncs the folder. On any failure the old file is left byte for byte,
/// the temporary file is removed, and Error (DiskFull, NoAccess, Io) is thrown.
void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes);

/// Text that is written bit by bit, too much to hold: there whole after commit(), or not at all.
class AtomicTextFile {
public:
    explicit AtomicTextFile(std::filesystem::path target); ///< throws Error
    ~AtomicTextFile();                                     ///< without commit(): nothing was written
    AtomicTextFile(const AtomicTextFile&) = delete;
    AtomicTextFile& operator=(const AtomicTextFile&) = delete;
    void write(std::string_view text); ///< throws Error
    void commit();                     ///< throws Error

private:
    std::filesystem::path m_target, m_temporary;
    std::FILE* m_out = nullptr;
};

/// A name for a temporary file in the same folder as target, unique to this process and call.
std::filesystem::path temporaryBeside(const std::filesystem::path& target);
/// fsyncs a finished temporary file, renames it over target, fsyncs the folder. Throws Error.
void commitTemporary(const std::filesystem::path& temporary, const std::filesystem::path& target);

/// Whole file into memory; throws Error NotFound, NoAccess, or TooLarge when over maxBytes.
std::string readWholeFile(const std::filesystem::path& file, std::size_t maxBytes);

} // namespace cairn
