#pragma once
// How many of what a dataset holds, in words.

#include <QString>

#include "cairn/layout/phrases.hpp"
#include "cairn/model/elements.hpp"

namespace cairn {

/// "31,106 events", "1 step count", "6 answers": the rows that were read.
QString rowsWords(const Dataset& dataset, const Phrases& phrases);
/// "1 customer", "2,000 customers"; of events.
QString customersWords(const Dataset& dataset, const Phrases& phrases);
/// "no row skipped", "1 row skipped", "12 rows skipped".
QString skippedWords(const Dataset& dataset, const Phrases& phrases);

} // namespace cairn
