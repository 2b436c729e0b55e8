#pragma once
// The flags that choose data and rules, shared by `funnel` and `import`.

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/ingest/plan.hpp"
#include "cairn/model/elements.hpp"
#include "cli/log_source.hpp"

namespace cairn::cli {

struct FunnelFlags {
    std::string steps;                 ///< --steps a,b,c
    std::vector<std::string> stepList; ///< --step, repeated
    ColumnFlags columns;
    std::string window, windowFrom, order, attempt, count, hold, by, from, to, overTime, zone, tie;
    std::vector<std::string> exclusions;
    bool open = false;
    bool allInside = false;

    void addRules(CLI::App& app, bool withSteps);

    /// The steps asked for; empty when none were. Throws CLI::ValidationError on bad syntax.
    std::vector<FunnelStep> parsedSteps() const;
    /// Changes only what was given.
    void applyTo(FunnelOptions& options, std::size_t stepCount) const;
    /// The same onto a map's stored rules.
    void applyTo(FunnelSetup& setup) const;
    /// Exclusions between the map's bound stages, counted from 1.
    void applyExclusions(FunnelSetup& setup, std::span<const StageId> bound) const;
    /// Puts the named columns into their roles.
    void applyTo(ImportPlan& plan) const;
};

/// "a, b" -> "a" "b"; empty items are left out.
std::vector<std::string> listOf(const std::string& text);
/// "7d"; "none" = empty. Throws CLI::ValidationError naming `flag`.
std::optional<std::int64_t> parseWindow(const std::string& flag, const std::string& text);
/// "Europe/Berlin"; "" = UTC. Throws CLI::ValidationError naming the nearest zones.
TimeZone parseZone(const std::string& name);
/// A day of the zone or an instant; a day alone, as an `end`, means all of that day. Throws
/// CLI::ValidationError naming `flag`.
TimeMs parseInstant(const std::string& flag, const std::string& text, bool end,
                    const TimeZone& zone = {});

/// NAME, NAME|NAME, NAME[column=value], NAME[column!=value]; several brackets may follow.
FunnelStep parseStep(const std::string& text);

} // namespace cairn::cli
