#pragma once
// Knowing a customer again without keeping their id: docs/adr/0005-fingerprints-of-customers.md.

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace cairn {

/// A secret of this computer's user. Never part of a project file.
struct FingerprintKey {
    std::array<std::uint8_t, 16> bytes{};
    /// Tells keys apart and tells nothing else of them; never 0.
    std::uint64_t id() const;
};

/// The key kept in the application's own folder, which is made when it is not there. The first call ever makes one
/// from the system's random numbers; only the user may read its file. Two processes that make one at once end up with
/// the same. Throws Error: NoAccess, DiskFull, Io, Damaged (the file is not a key).
FingerprintKey loadOrMakeKey(const std::filesystem::path& folder);

/// SipHash-2-4 of an id as the importer reads it: without white space at both ends, NUL bytes left out.
std::uint64_t fingerprintOf(std::string_view trimmedId, const FingerprintKey& key);

} // namespace cairn
