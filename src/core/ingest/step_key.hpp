#pragma once
// A key to find the same customers in several files, thrown away afterwards.

#include <cstddef>

#include "cairn/ingest/fingerprints.hpp"

namespace cairn {

/// As many steps as a funnel has at most.
inline constexpr std::size_t kMostStepFiles = 64;

FingerprintKey passingKey();

} // namespace cairn
