// HubSpot: the history of stages is a journey; contacts, deals and tickets say only where each is
// now.
#include "cairn/base/text.hpp"
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr std::string_view kRecordIds[] = {"record id",         "deal id",       "contact id",
                                           "ticket id",         "company id",    "object id",
                                           "record id contact", "record id deal"};

bool finish(const Sniffed& sniffed, ImportPlan& plan, const char* name, const char* note) {
    plan.kind = TableKind::Events;
    plan.recognisedAs = name;
    plan.note = note;
    keepProperties(sniffed, plan);
    return true;
}

/// A row a stay in a stage.
bool isHistory(const Sniffed& sniffed, ImportPlan& plan) {
    const ColumnAt entered = columnNamed(sniffed, {"date entered stage", "entered stage date"});
    const ColumnAt stage =
        columnNamed(sniffed, {"stage", "deal stage", "stage name", "lifecycle stage",
                              "pipeline stage", "ticket status", "deal stage name"});
    const ColumnAt id = columnNamed(sniffed, kRecordIds);
    if (!entered || !stage || !id || !giveTime(sniffed, plan, entered, ColumnRole::Time))
        return false;
    giveRole(plan, stage, ColumnRole::Event);
    giveRole(plan, id, ColumnRole::Unit);
    return finish(sniffed, plan, "HubSpot stage history",
                  "Stages may be internal ids: give them names when you bind them.");
}

/// Date entered "Closed won (Sales Pipeline)" -> Closed won; Became a Customer Date -> Customer.
std::string stageIn(std::string_view columnName) {
    const std::string lower = asciiLower(columnName);
    for (const std::string_view start : {"date entered ", "became a ", "became an "}) {
        if (!lower.starts_with(start))
            continue;
        std::string_view rest = columnName.substr(start.size());
        if (start[0] == 'b') {
            if (!lower.ends_with(" date"))
                return {};
            rest.remove_suffix(5);
        }
        std::string name;
        for (const char c : rest.substr(0, rest.find(" (")))
            if (c != '"')
                name += c;
        return name;
    }
    return {};
}

std::size_t giveStages(const Sniffed& sniffed, ImportPlan& plan) {
    std::size_t stages = 0;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i)
        if (const std::string stage = stageIn(sniffed.columns[i].name); !stage.empty())
            stages += giveTime(sniffed, plan, i, ColumnRole::EventTime, stage);
    return stages;
}

/// A row a thing, with the time it was made.
bool isRecords(const Sniffed& sniffed, ImportPlan& plan, ColumnAt id, const char* kind) {
    const ColumnAt made = columnNamed(sniffed, {"create date", "created date", "date created"});
    const std::string created = std::string(kind) + " created",
                      closed = std::string(kind) + " closed";
    const std::size_t stages = giveStages(sniffed, plan);
    const bool isMade = giveTime(sniffed, plan, made, ColumnRole::EventTime, created);
    if (!isMade && stages == 0)
        return false;
    if (std::string_view(kind) == "ticket") // empty while it is open; of a deal it is a forecast
        giveTime(sniffed, plan, columnNamed(sniffed, {"close date"}), ColumnRole::EventTime,
                 closed);
    giveRole(plan, id, ColumnRole::Unit);
    return true;
}

bool isActivities(const Sniffed& sniffed, ImportPlan& plan) {
    const ColumnAt type = columnNamed(sniffed, {"activity type"}),
                   date = columnNamed(sniffed, {"activity date"}),
                   who = columnNamed(sniffed, {"associated contact id", "contact id",
                                               "associated contact email", "associated contact"});
    if (!columnNamed(sniffed, {"activity id", "record id"}) || !type || !who ||
        !giveTime(sniffed, plan, date, ColumnRole::Time))
        return false;
    giveRole(plan, type, ColumnRole::Event);
    giveRole(plan, who, ColumnRole::Unit, 0.9);
    return finish(sniffed, plan, "HubSpot activities", "");
}

} // namespace

bool recogniseHubSpot(const Sniffed& sniffed, ImportPlan& plan) {
    if (isHistory(sniffed, plan) || isActivities(sniffed, plan))
        return true;
    const ColumnAt id = columnNamed(sniffed, kRecordIds);
    if (!id)
        return false;
    if (columnNamed(sniffed, {"deal stage"}) && columnNamed(sniffed, {"deal name", "amount"}) &&
        isRecords(sniffed, plan, id, "deal"))
        return finish(sniffed, plan, "HubSpot deals",
                      "The stage is where a deal stands now, and the close date of an open one a"
                      " forecast: for the way through the stages, export “Date entered stage”.");
    if (columnNamed(sniffed, {"ticket status"}) && isRecords(sniffed, plan, id, "ticket"))
        return finish(sniffed, plan, "HubSpot tickets", "");
    if (columnNamed(sniffed, {"lifecycle stage"}) && isRecords(sniffed, plan, id, "contact"))
        return finish(sniffed, plan, "HubSpot contacts",
                      "The lifecycle stage is where a contact stands now: for the way there, export"
                      " the “Became a … date” columns.");
    if (columnNamed(sniffed, {"company name"}) && columnNamed(sniffed, {"company domain name"}) &&
        isRecords(sniffed, plan, id, "company"))
        return finish(sniffed, plan, "HubSpot companies", "");
    return giveStages(sniffed, plan) >= 2 && isRecords(sniffed, plan, id, "record") &&
           finish(sniffed, plan, "HubSpot stage history", "");
}

} // namespace cairn
