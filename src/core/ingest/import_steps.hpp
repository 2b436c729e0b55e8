#pragma once
// Step counts: small tables that somebody else's program has counted.

#include <optional>
#include <string_view>

#include "cairn/ingest/import.hpp"

namespace cairn {

ImportResult importStepCounts(const std::filesystem::path& file, const ImportPlan& plan,
                              const ImportOptions& options, const JobControl& job);

/// "20,000" "2.546" "1 200" "12,5" -> the number; nothing when it is none, is negative or not
/// finite.
/// `decimal`: the decimal mark a person chose; 0 = a lone mark before three digits groups
/// thousands.
std::optional<double> parseCount(std::string_view cell, char decimal = 0);

} // namespace cairn
