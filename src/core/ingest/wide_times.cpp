// Event logs that lie on their side: a row a customer, a column an event with its time.
#include <set>

#include "cairn/base/text.hpp"
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr std::string_view kRowIds[] = {"id", "lead", "uid", "uuid", "record id", "key"};

/// Every row another, as far as was looked.
bool tellsRowsApart(const ColumnGuess& column, std::uint64_t rows) {
    return rows > 0 && column.distinct == rows &&
           (column.type == ColumnType::Text || column.type == ColumnType::Integer);
}

/// "signup_at", "Date of purchase" are the events signup and purchase.
std::string eventIn(std::string_view columnName) {
    std::string name(columnName);
    const std::string lower = asciiLower(name);
    for (const std::string_view end : {"_timestamp", " timestamp", "_datetime", "_date", " date",
                                       "_time", " time", "_at", " at", "_on", " on", "_dt", "_ts"})
        if (lower.size() > end.size() && lower.ends_with(end)) {
            name.resize(name.size() - end.size());
            break;
        }
    for (const std::string_view start : {"date of ", "time of ", "date ", "date_"})
        if (lower.starts_with(start) && name.size() > start.size())
            return name.substr(start.size());
    return name;
}

/// A row a customer: its other columns are what is known of them, not what they did.
bool isOneRowEach(const Sniffed& sniffed, std::size_t unit) {
    return sniffed.sampledRows >= 3 && sniffed.columns[unit].distinct == sniffed.sampledRows &&
           !columnNamed(sniffed, {"event", "event name", "action", "activity", "stage", "step",
                                  "status", "type"});
}

} // namespace

bool recogniseOccurrences(const Sniffed& sniffed, ImportPlan& plan) {
    ColumnAt unit = unitNamed(sniffed), time;
    if (!unit)
        unit = columnNamed(sniffed, kRowIds);
    if (!unit || sniffed.columns[*unit].distinct >= sniffed.sampledRows)
        return false;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnType type = sniffed.columns[i].type;
        if (i != unit && type == ColumnType::DateTime && !time)
            time = i;
        else if (i != unit && type != ColumnType::Integer && type != ColumnType::Decimal)
            return false; // the event could be in it
    }
    if (!giveTime(sniffed, plan, time, ColumnRole::Time))
        return false;
    giveRole(plan, unit, ColumnRole::Unit, 0.9);
    plan.kind = TableKind::Events;
    plan.recognisedAs = "one event a row";
    plan.eventName = "event";
    plan.note = "The file does not name what happened, so that every row is the same event.";
    keepProperties(sniffed, plan);
    return true;
}

bool recogniseWideTimes(const Sniffed& sniffed, ImportPlan& plan) {
    ColumnAt unit = unitNamed(sniffed);
    if (!unit)
        unit = columnNamed(sniffed, kRowIds);
    if (!unit && !sniffed.columns.empty() &&
        tellsRowsApart(sniffed.columns[0], sniffed.sampledRows))
        unit = 0;
    if (!unit)
        return false;
    std::size_t events = 0;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        if (i == unit || sniffed.columns[i].type != ColumnType::DateTime ||
            hasWords(sniffed.columns[i].name, {"birth", "birthdate", "birthday", "geburtsdatum"}))
            continue;
        std::string event = eventIn(sniffed.columns[i].name);
        if (!taken.insert(event).second)
            event.clear();
        events += giveTime(sniffed, plan, i, ColumnRole::EventTime, event);
    }
    const bool named = unitNamed(sniffed) || columnNamed(sniffed, kRowIds);
    if (events < 2 && !(events == 1 && named && isOneRowEach(sniffed, *unit)))
        return false;
    plan.kind = TableKind::Events;
    plan.recognisedAs = events == 1 ? "customers, one row each" : "event log, one column an event";
    if (events == 1)
        plan.note =
            "Each customer has one time only, so there is one step. Join the file to an event"
            " log as properties of its customers, or export the events.";
    giveRole(plan, unit, ColumnRole::Unit, 0.9);
    keepProperties(sniffed, plan);
    return true;
}

} // namespace cairn
