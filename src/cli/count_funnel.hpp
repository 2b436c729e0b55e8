#pragma once
// A funnel of counts that somebody else made: no customers behind them, so no times and no reasons.

#include <string>

#include "cli/funnel_flags.hpp"
#include "cli/log_source.hpp"

namespace cairn::cli {

/// Prints it when DATA.csv or the map of FILE.cairn holds counts; false, and nothing done, when it
/// does not.
bool printedCountFunnel(LookedAt& seen, const std::string& data, const std::string& map,
                        const FunnelFlags& rules, bool asJson);

} // namespace cairn::cli
