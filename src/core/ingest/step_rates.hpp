#pragma once
// Rates that somebody else computed beside their counts: held against the counts, never believed.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cairn/events/step_counts.hpp"
#include "cairn/ingest/plan.hpp"

namespace cairn {

/// "62,5 %" "62.5%" "0.625" -> what is written, and how exactly; nothing when it is no number.
struct WrittenRate {
    double value = 0;
    double tolerance = 0; ///< half a unit of its last digit
    bool percent = false; ///< with a percent sign
};
std::optional<WrittenRate> parseRate(std::string_view cell);

class StepRates {
public:
    explicit StepRates(const ImportPlan& plan);
    /// Remembers the rates of a row that becomes counts.rows[at].
    void note(const RowView& row, std::size_t at);
    /// Cells whose rate is not what the counts give. Which rate a column holds (of the step before,
    /// of the first, on to the next, or what each of them leaves) is what most of its cells say.
    std::vector<RowIssue> disagreements(const StepCounts& counts) const;

private:
    struct Cell {
        std::uint64_t line;
        std::size_t at; ///< in the counts' rows
        std::string text;
        WrittenRate rate;
    };
    struct Column {
        std::size_t index;
        std::string name;
        std::vector<Cell> cells;
    };
    std::vector<Column> m_columns;
};

} // namespace cairn
