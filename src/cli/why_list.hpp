#pragma once
// Who stands behind a funnel's numbers, and where they went instead.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/analytics/paths.hpp"

namespace cairn::cli {

/// As the command line and its files say it: "timed out", "never"…
std::string_view nameOf(UnitOutcome::Why why);

struct WhyFlags {
    std::string step; ///< its number from 1, or its name; empty = not asked for
    std::size_t most = 5;
    bool instead = false;
};

class WhyList {
public:
    /// Throws Error{BadInput} when there is no such step to stop at.
    WhyList(const WhyFlags& flags, const EventLog& log, const std::vector<FunnelStep>& steps,
            const FunnelOptions& options, const FunnelResult& result);

    bool asked() const { return m_step.has_value() || m_flags.instead; }
    void print() const;
    void addTo(nlohmann::ordered_json& document) const;

private:
    void printWhy() const;
    void printInstead() const;
    std::string eventsText(std::uint32_t unit) const;

    const WhyFlags& m_flags;
    const EventLog& m_log;
    const FunnelResult& m_result;
    std::optional<std::size_t> m_step; ///< from 0
    std::vector<UnitOutcome> m_units;  ///< who stopped there; the first of them
    std::vector<InsteadOf> m_instead;
};

} // namespace cairn::cli
