#pragma once
// What data are called where several stand side by side.

#include <string>

#include "cairn/model/project.hpp"

namespace cairn {

/// The name of the data; where others in the project have the same one, as those have that newer exports were added to, with
/// their days behind it: "orders.csv (2024-03-01 – 2024-03-31)", else with the moment of their import. Empty for data
/// that are gone.
std::string distinctName(const Project&, DatasetId);

} // namespace cairn
