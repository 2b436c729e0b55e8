#pragma once
// What the data say of a persona: the customers of its segment, counted.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// So many of so many.
struct CountedShare {
    std::uint64_t part = 0, whole = 0;
    std::optional<double> share;      ///< empty when whole = 0
    std::optional<Interval> interval; ///< 95 % Wilson
    bool few = false;                 ///< whole is under kFew
};
CountedShare countedShare(std::uint64_t part, std::uint64_t whole);

/// Of one persona with a segment, from the data of one map. Rules: docs/numbers.md, "Personas".
struct PersonaFigures {
    PersonaId persona;
    std::string trouble; ///< why nothing was counted: "the data have no column “plan”"; empty when it was
    CountedShare share;  ///< customers of the segment, of all customers of the data
    /// Of the segment's customers who reached the first bound stage, those who reached the last, by the map's rules
    /// (customers, in order, not open). Empty with fewer than two bound stages or for steps in any order.
    std::optional<CountedShare> conversion;
    StageId from, to;    ///< those stages
    std::string channel; ///< where most of the segment's customers came from or were met; empty = not known
    std::string channelColumn; ///< the column that says so; empty = the channels of bound touchpoints
    CountedShare channelShare; ///< of the segment's customers
};

/// What a segment can be chosen by.
struct SegmentColumn {
    std::string name;
    std::vector<std::string> values; ///< ascending
};

/// "plan is Pro, country is not DE" in English.
std::string segmentSentence(const std::vector<PropertyFilter>& segment);

} // namespace cairn
