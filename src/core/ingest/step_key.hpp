#pragma once
// What reading one file a step needs in several places.

#include <cstddef>
#include <filesystem>
#include <string>

#include "cairn/ingest/fingerprints.hpp"

namespace cairn {

/// As many steps as a funnel has at most.
inline constexpr std::size_t kMostStepFiles = 64;

/// A key to find the same customers in several files, thrown away afterwards.
FingerprintKey passingKey();

/// In UTF-8.
inline std::string textOf(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

} // namespace cairn
