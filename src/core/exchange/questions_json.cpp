#include "cairn/exchange/questions_json.hpp"

#include "core/exchange/json_parts.hpp"

namespace cairn {
namespace {

using namespace exchange;

json stepOf(const FunnelStep& step) {
    json filters = json::array();
    for (const StepFilter& f : step.filters)
        filters.push_back({{"column", f.column}, {"is_not", f.isNot}, {"value", f.value}});
    return {{"label", step.label}, {"events", step.events}, {"filters", filters}};
}

void addNotes(json& document, const AskedNotes& notes) {
    document["rows"] = notes.rows;
    document["units"] = notes.units;
    document["unknown_events"] = notes.unknownEvents;
    document["issues"] = issuesOf(notes.issues);
}

std::string_view nameOf(PathNode::Kind kind) {
    return kind == PathNode::Kind::Event ? "event" : kind == PathNode::Kind::End ? "end" : "other";
}

} // namespace

std::string periodLabel(std::int64_t periodNumber, Period period) {
    return isoDay(firstDayOf(periodNumber, period) * kDayMs);
}

std::string retentionToJson(const RetentionResult& result, const AskedNotes& notes) {
    const RetentionOptions& o = result.options;
    json document;
    document["rules"] = {{"start", stepOf(o.start)},
                         {"back", stepOf(o.back)},
                         {"who", o.who == RetentionStart::FirstTime ? "first-time" : "recurring"},
                         {"measure", o.measure == RetentionMeasure::On ? "on" : "unbounded"},
                         {"period", nameOf(o.period)},
                         {"periods", o.periods},
                         {"zone", o.zone.name()},
                         {"from", instantOrNull(o.from)},
                         {"to", instantOrNull(o.to)}};
    addNotes(document, notes);
    document["started"] = result.units;
    document["cohorts"] = json::array();
    for (const RetentionCohort& cohort : result.cohorts) {
        json cells = json::array();
        for (const RetentionCell& cell : cohort.cells)
            cells.push_back({{"returned", cell.returned},
                             {"share", orNull(cell.share)},
                             {"interval", orNull(cell.interval)},
                             {"complete", cell.complete}});
        document["cohorts"].push_back({{"period", periodLabel(cohort.period, o.period)},
                                       {"start", isoUtc(cohort.start)},
                                       {"size", cohort.size},
                                       {"few", cohort.few},
                                       {"cells", std::move(cells)}});
    }
    document["average"] = json::array();
    for (const RetentionResult::Average& average : result.average)
        document["average"].push_back({{"returned", average.returned},
                                       {"of", average.of},
                                       {"share", orNull(average.share)},
                                       {"interval", orNull(average.interval)}});
    return textOf(document);
}

std::string trendToJson(const TrendResult& result, const AskedNotes& notes) {
    const TrendOptions& o = result.options;
    const bool rate = o.measure == TrendMeasure::Rate;
    json document;
    document["rules"] = {{"measure", rate                                ? "rate"
                                     : o.measure == TrendMeasure::Events ? "events"
                                                                         : "users"},
                         {"base", rate ? stepOf(o.base) : json(nullptr)},
                         {"period", nameOf(o.period)},
                         {"zone", o.zone.name()},
                         {"from", instantOrNull(o.from)},
                         {"to", instantOrNull(o.to)}};
    addNotes(document, notes);
    document["periods"] = json::array();
    for (const TrendPeriod& period : result.periods)
        document["periods"].push_back({{"period", periodLabel(period.period, o.period)},
                                       {"start", isoUtc(period.start)},
                                       {"end", isoUtc(period.end)},
                                       {"partial", period.partial},
                                       {"gap", period.gap}});
    document["series"] = json::array();
    for (const TrendResult::Series& series : result.series) {
        json points = json::array();
        for (const TrendPoint& point : series.points) {
            json row{{"value", orNull(point.value)}, {"count", point.count}};
            if (rate) {
                row["of"] = point.of;
                row["interval"] = orNull(point.interval);
            }
            points.push_back(std::move(row));
        }
        document["series"].push_back(
            {{"name", series.label}, {"total", series.total}, {"points", std::move(points)}});
    }
    return textOf(document);
}

std::string touchpointsToJson(const TouchpointOptions& options, const TouchpointResult& result,
                              const AskedNotes& notes) {
    json document;
    document["rules"] = {{"from", instantOrNull(options.from)}, {"to", instantOrNull(options.to)}};
    addNotes(document, notes);
    document["of"] = result.units;
    document["touchpoints"] = json::array();
    for (const ReachResult& reach : result.reach)
        document["touchpoints"].push_back({{"name", reach.label},
                                           {"units", reach.units},
                                           {"events", reach.events},
                                           {"share", orNull(reach.share)},
                                           {"interval", orNull(reach.interval)},
                                           {"events_each", orNull(reach.eventsEach)},
                                           {"few", reach.few}});
    document["between"] = json::array();
    for (const TimeBetween& between : result.between)
        document["between"].push_back({{"from", result.reach[between.from].label},
                                       {"to", result.reach[between.to].label},
                                       {"units", between.units},
                                       {"time", timesOf(between.time)}});
    return textOf(document);
}

std::string pathsToJson(const PathsResult& result, std::span<const RowIssueText> issues) {
    const PathsOptions& o = result.options;
    json document;
    document["rules"] = {
        {"anchor", o.anchor.events},
        {"direction", o.direction == PathDirection::After ? "after" : "before"},
        {"depth", o.depth},
        {"every_anchor", o.everyAnchor},
        {"window_s", o.windowMs ? json(static_cast<double>(*o.windowMs) / 1000) : json(nullptr)},
        {"join_repeats", o.joinRepeats},
        {"hidden", o.hidden}};
    document["paths"] = result.paths;
    document["units"] = result.units;
    document["issues"] = issuesOf(issues);
    document["nodes"] = json::array();
    for (const PathNode& node : result.nodes)
        document["nodes"].push_back(
            {{"kind", nameOf(node.kind)},
             {"name", node.kind == PathNode::Kind::Event ? json(node.name) : json(nullptr)},
             {"column", node.column},
             {"paths", node.paths},
             {"few", node.few}});
    document["flows"] = json::array();
    for (const PathFlow& flow : result.flows)
        document["flows"].push_back({{"from", flow.from},
                                     {"to", flow.to},
                                     {"paths", flow.paths},
                                     {"median_s", orNull(flow.medianSeconds)}});
    document["top"] = json::array();
    for (const PathCount& path : result.top)
        document["top"].push_back({{"events", path.events},
                                   {"ended", path.ended},
                                   {"paths", path.paths},
                                   {"share", orNull(path.share)},
                                   {"interval", orNull(path.interval)}});
    document["loops"] = json::array();
    for (const PathLoop& loop : result.loops)
        document["loops"].push_back(
            {{"events", loop.events}, {"units", loop.units}, {"rounds", loop.rounds}});
    return textOf(document);
}

} // namespace cairn
