#pragma once
// Paths: what people do after or before a step. Rules are told in docs/numbers.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cairn/analytics/funnel.hpp"

namespace cairn {

enum class PathDirection { After, Before };

struct PathsOptions {
    FunnelStep anchor;      ///< no events = a unit's first event (After) or last event (Before)
    PathDirection direction = PathDirection::After;
    std::size_t depth = 4;  ///< columns beside the anchor, 1 to 12
    /// A path follows a unit from its first anchor event (After) or its last (Before), or from every one.
    bool everyAnchor = false;
    std::optional<std::int64_t> windowMs; ///< events must lie within this of the anchor; empty = no limit
    bool joinRepeats = true;              ///< the same event several times running is one
    std::vector<std::string> hidden;      ///< event names that are passed over
    std::size_t most = 8;                 ///< nodes a column, at least 1; the rest are "(other)"
    std::size_t topPaths = 25;
    std::optional<TimeMs> from, to;       ///< the anchor must fall in [from, to]
    unsigned threads = 0;
};

/// Where a path may be at a column.
struct PathNode {
    enum class Kind { Event, Other, End }; ///< End: nothing more (within the window)
    Kind kind = Kind::Event;
    std::string name;           ///< of the event; empty otherwise
    std::size_t column = 0;     ///< 0 = the anchor; counted away from it, backwards for Before
    std::uint64_t paths = 0;
    bool few = false;           ///< fewer than kFew paths
};
struct PathFlow {
    std::size_t from = 0, to = 0; ///< indexes into nodes; from is one column nearer the anchor
    std::uint64_t paths = 0;
    std::optional<double> medianSeconds; ///< between the two events; empty to End and for Other
};
struct PathCount {
    std::vector<std::string> events; ///< in time order, the anchor among them (first or last)
    bool ended = false;              ///< shorter than the depth: nothing more happened
    std::uint64_t paths = 0;
    std::optional<double> share;     ///< of all paths
    std::optional<Interval> interval;
};
/// An event that a unit comes back to: name, then others, then name again, within one path.
struct PathLoop {
    std::vector<std::string> events; ///< "cart", "catalog", "cart": one round, at most 4 different events
    std::uint64_t units = 0;         ///< who went round at least once
    std::uint64_t rounds = 0;
};
struct PathsResult {
    PathsOptions options;
    std::uint64_t paths = 0, units = 0; ///< paths followed, and of how many units
    std::vector<PathNode> nodes;        ///< by column, largest first, Other then End last; sums of flows agree
    std::vector<PathFlow> flows;
    std::vector<PathCount> top;         ///< most frequent first, ties by their words
    std::vector<PathLoop> loops;        ///< most units first, at most 25
};
/// Throws Error{BadInput} for a column that does not exist, depth outside 1..12, most = 0; Error{Cancelled}.
PathsResult computePaths(const EventLog& log, const PathsOptions& options, const JobControl& job = {});

/// Where those go who stop at a step of a funnel: the first event after the counted attempt's last step that is not that
/// step's own, within the conversion window counted from that last step (no limit when the funnel has none).
struct InsteadOf {
    std::size_t step = 0; ///< 0-based; the step reached
    std::uint64_t dropped = 0;
    struct Next {
        std::string name; ///< empty = nothing more
        std::uint64_t units = 0;
        std::optional<double> share; ///< of dropped
        std::optional<double> medianSeconds;
    };
    std::vector<Next> next; ///< most units first; "nothing more" where its number puts it
};
/// One entry for each step but the last. Closed ordered and strict funnels of users; others throw Error{BadInput}.
std::vector<InsteadOf> whereInstead(const EventLog& log, std::span<const FunnelStep> steps,
                                    const FunnelOptions& options, const JobControl& job = {});

} // namespace cairn
