#pragma once
// The funnel's definition, written as slowly and plainly as docs/funnel.md reads: every choice of
// events is tried. It shares no code with the engine.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn::reference {

struct Row {
    std::string user;
    TimeMs time = 0;
    std::string name;
    std::map<std::string, std::string> values; ///< by column; absent or "" = missing
};

struct Outcome {
    std::string user;
    bool removed = false;
    std::size_t entry = 1, last = 0;                  ///< 1-based steps of the counted attempt
    std::vector<TimeMs> times;                        ///< of the counted attempt's events
    std::vector<Row> rows;                            ///< the events themselves
    std::set<std::size_t> reached, passed, fromFirst; ///< 1-based steps
    std::map<std::size_t, UnitOutcome::Why> why;      ///< of each step it stopped at
    std::map<std::string, std::string> held;          ///< the held values that make the unit
};

/// One for each unit that entered (or each attempt, when those are counted), in no particular
/// order.
std::vector<Outcome> outcomes(const std::vector<Row>& rows, const std::vector<FunnelStep>& steps,
                              const FunnelOptions& options, const std::string& sessionColumn);

} // namespace cairn::reference
