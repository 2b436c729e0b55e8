#pragma once
// What a project says of the data it holds: the same whoever imported them.

#include <cstdint>
#include <string>
#include <vector>

#include "cairn/events/step_counts.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// What the data were made of, also of an import from before that was noted.
std::vector<SourcePart> sourceOf(const Dataset&);

/// Kind, rows, customers and period, as the content has them. A report of counts keeps the days its file told.
void describe(Dataset&, const DatasetContent&);

/// `next` tells of a newer export whose events were added to those of `before`: `used` events of `customers`. Its source
/// is that of before and this one more; what was skipped adds up. describe then tells the rest.
void follow(Dataset& next, const Dataset& before, std::uint64_t used, std::int64_t customers);

} // namespace cairn
