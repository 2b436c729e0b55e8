// Reports of analytics and advertising tools: numbers by channel, page or day, with no customer
// behind them. Those that count a way (impressions, then clicks) are read as counts of it; others
// are refused.
#include <algorithm>

#include "cairn/ingest/step_files.hpp"
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr const char* kNoCustomers =
    "It counts for each row and knows no customers: good for a share, not for who went on.";

/// The counts that stand one after the other, and the first column that is no number as segment.
bool readAs(const Sniffed& sniffed, ImportPlan& plan, const char* name,
            std::initializer_list<std::initializer_list<std::string_view>> steps) {
    for (const auto& names : steps)
        if (const ColumnAt step = columnNamed(sniffed, names))
            giveRole(plan, step, ColumnRole::StepCount);
    if (!plan.columnWith(ColumnRole::StepCount))
        return false;
    plan.kind = TableKind::StepCounts;
    plan.recognisedAs = name;
    plan.note = kNoCustomers;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        const bool spoken = column.type == ColumnType::Text && !looksLikeCount(sniffed, i) &&
                            !hasWords(column.name, {"month", "week", "date", "day", "duration",
                                                    "rate", "id", "revenue", "mois", "monat"});
        if (plan.columns[i].role == ColumnRole::Ignore && spoken) {
            giveRole(plan, i, ColumnRole::Segment, 0.8);
            break;
        }
    }
    return true;
}

bool isGa4(const Sniffed& sniffed) {
    return countNamed(sniffed, {"sessions", "engaged sessions", "engagement rate",
                                "average engagement time per session", "events per session",
                                "event count", "key events", "total revenue", "active users",
                                "new users", "session key event rate"}) >= 3 ||
           countNamed(sniffed, {"sessions avec engagement", "taux d engagement", "événements clés",
                                "sitzungen mit interaktionen", "schlüsselereignisse",
                                "sesiones con interacción", "eventos clave"}) >= 1 ||
           (columnNamed(sniffed,
                        {"session default channel group", "first user default channel group",
                         "session source medium", "groupe de canaux par défaut de la session",
                         "standard channelgruppierung der sitzung"})
                .has_value() &&
            columnNamed(sniffed, {"sessions", "sitzungen", "sesiones", "active users"})
                .has_value());
}

bool refuse(ImportPlan& plan, const char* name, const char* why) {
    plan.recognisedAs = name;
    plan.refusal = why;
    return true;
}

} // namespace

bool recogniseReport(const Sniffed& sniffed, ImportPlan& plan) {
    if (countNamed(sniffed, {"label", "nb uniq visitors", "nb visits", "nb actions", "nb hits"}) >=
        2)
        return readAs(sniffed, plan, "Matomo report", {{"nb visits"}, {"nb visits converted"}});
    if (countNamed(sniffed, {"reporting starts", "reporting ends", "campaign name", "ad set name",
                             "impressions", "link clicks"}) >= 4)
        return readAs(sniffed, plan, "Meta ads report",
                      {{"impressions"},
                       {"link clicks", "clicks all"},
                       {"landing page views", "website landing page views"},
                       {"adds to cart", "website adds to cart"},
                       {"checkouts initiated", "website checkouts initiated"},
                       {"purchases", "website purchases"}});
    if (columnNamed(sniffed, {"post id"}) &&
        countNamed(sniffed, {"reach", "likes", "publish time"}) >= 2)
        return refuse(
            plan, "Instagram posts",
            "This is a list of posts with their reach and likes: nobody in it goes from one"
            " step to the next. Take the ads report (impressions, link clicks, purchases),"
            " or the funnel of your analytics tool.");
    if (countNamed(sniffed, {"sessions", "new sessions", "bounce rate", "pages session",
                             "avg session duration", "goal conversion rate"}) >= 3 ||
        countNamed(sniffed, {"sessies", "nieuwe sessies", "nieuwe gebruikers", "bouncepercentage",
                             "sitzungen", "neue sitzungen", "neue nutzer", "absprungrate",
                             "nouvelles sessions", "nouveaux utilisateurs", "taux de rebond",
                             "sesiones", "nuevas sesiones", "porcentaje de rebote", "sessioni",
                             "nuove sessioni", "frequenza di rimbalzo"}) >= 3)
        return readAs(sniffed, plan, "Universal Analytics report",
                      {{"sessions", "sessies", "sitzungen", "sesiones", "sessioni"}});
    if (columnNamed(sniffed, {"step", "étape", "schritt"}))
        return false;
    if (isGa4(sniffed))
        return readAs(sniffed, plan, "GA4 report",
                      {{"sessions", "sitzungen", "sesiones", "active users"},
                       {"engaged sessions", "sessions avec engagement",
                        "sitzungen mit interaktionen", "sesiones con interacción"}});
    return false;
}

bool recogniseNumbersByDay(const Sniffed& sniffed, ImportPlan& plan) {
    std::size_t days = 0;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        const bool day =
            column.type == ColumnType::DateTime ||
            hasWords(column.name, {"date", "day", "week", "month", "day index", "jour"});
        if (day && column.distinct == sniffed.sampledRows)
            ++days;
        else if (!looksLikeCount(sniffed, i) && column.type != ColumnType::Decimal)
            return false;
    }
    return days == 1 && sniffed.columns.size() > 1 && sniffed.sampledRows > 1 &&
           refuse(plan, "numbers by day",
                  "This is a series of numbers by day: it has no customers and no steps. Export the"
                  " events behind it, or a funnel exploration with its steps.");
}

bool recogniseTimeless(const Sniffed& sniffed, ImportPlan& plan) {
    if (sniffed.sampledRows < 2)
        return false;
    for (const ColumnGuess& column : sniffed.columns)
        if (column.type == ColumnType::DateTime || column.type == ColumnType::Empty ||
            hasWords(column.name, {"time", "date", "timestamp", "datetime", "when", "at", "zeit",
                                   "datum", "fecha", "data", "heure", "tijd"}))
            return false; // times may be written in a way that only a person knows
    if (stepPlanOf(sniffed))
        return refuse(plan, "one step without times",
                      "This file says who got to one step, and not when. Choose it together with"
                      " the files of the other steps: they make a funnel without times. Or join it"
                      " to the customers' events as properties.");
    ColumnAt unit = unitNamed(sniffed);
    if (!unit)
        unit = columnNamed(sniffed, {"id", "uid", "uuid"});
    if (unit && sniffed.columns[*unit].distinct == sniffed.sampledRows)
        return refuse(
            plan, "customers without times",
            "This is a table of customers without times: it says who they are, not what they"
            " did and when. Join it to their events as properties, or export the events.");
    return refuse(
        plan, "table without times",
        "No column of this file holds times, and none counts the steps of a funnel: nobody"
        " can be followed in it. Export the events with their times, or a funnel with its"
        " counts.");
}

} // namespace cairn
