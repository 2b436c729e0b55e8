#pragma once
// Replacing a file whole or not at all.

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace cairn {

/// Writes bytes to a temporary file in the target's folder in chunks, checks every return, fsyncs,
/// renames over the target and fsyncs the folder. On any failure the old file is left byte for byte,
/// the temporary file is removed, and Error (DiskFull, NoAccess, Io) is thrown.
void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes);

/// A name for a temporary file in the same folder as target, unique to this process and call.
std::filesystem::path temporaryBeside(const std::filesystem::path& target);
/// fsyncs a finished temporary file, renames it over target, fsyncs the folder. Throws Error.
void commitTemporary(const std::filesystem::path& temporary, const std::filesystem::path& target);

/// Whole file into memory; throws Error NotFound, NoAccess, or TooLarge when over maxBytes.
std::string readWholeFile(const std::filesystem::path& file, std::size_t maxBytes);

} // namespace cairn
