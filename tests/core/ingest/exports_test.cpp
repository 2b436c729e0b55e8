// Exports as programs write them, small and made up: tests/data/exports.
#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/ingest/import.hpp"
#include "core/ingest/dump.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

std::filesystem::path exported(const std::string& name) {
    return std::filesystem::path(CAIRN_TEST_DATA) / "exports" / name;
}

struct Read {
    ImportPlan plan;
    ImportResult result;
};
Read read(const std::string& name) {
    const ImportPlan plan = proposePlan(sniffCsv(exported(name)));
    INFO(name << ": " << planTrouble(plan));
    REQUIRE(planTrouble(plan).empty());
    // What is stored with the data reads the same again.
    const ImportPlan again = planFromJson(planToJson(plan));
    CHECK(planToJson(again) == planToJson(plan));
    const auto newer = planAgain(again, sniffCsv(exported(name)));
    REQUIRE(newer.has_value());
    CHECK(planToJson(*newer) == planToJson(plan));
    return {plan, importFile(exported(name), again)};
}

/// "kind: unit Record ID, event-time Create Date (contact created)": columns with a role.
std::string meaning(const ImportPlan& plan) {
    std::string text;
    for (const PlannedColumn& column : plan.columns)
        if (column.role != ColumnRole::Ignore && column.role != ColumnRole::Property)
            text += (text.empty() ? "" : ", ") + std::string(nameOf(column.role)) + " " +
                    column.name + (column.label.empty() ? "" : " (" + column.label + ")");
    return plan.recognisedAs + ": " + text;
}

/// "step/segment count" a row.
std::vector<std::string> countsOf(const ImportResult& result) {
    std::vector<std::string> rows;
    for (const StepCount& row : std::get<StepCounts>(result.content).rows)
        rows.push_back(row.step + (row.segment.empty() ? "" : "/" + row.segment) + " " +
                       std::to_string(static_cast<long long>(row.count)));
    return rows;
}

/// "unit name day" of each event, in order.
std::vector<std::string> eventsOf(const ImportResult& result) {
    std::vector<std::string> rows;
    const auto& log = std::get<EventLog>(result.content);
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        const ChunkRows& decoded = decoder.decode(log, chunk);
        for (std::size_t i = 0; i < decoded.unit.size(); ++i)
            rows.push_back(std::to_string(decoded.unit[i]) + " " + log.names[decoded.name[i]] +
                           " " + isoUtc(decoded.time[i]));
    }
    return rows;
}

std::vector<std::string> kept(const ImportResult& result) {
    std::vector<std::string> names;
    for (const PropertyColumn& column : std::get<EventLog>(result.content).properties)
        names.push_back(column.name);
    return names;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("a GA4 funnel is read by segment, and rates that its counts do not give are told") {
    const Read ga4 = read("ga4_funnel.csv");
    CHECK(meaning(ga4.plan) ==
          "GA4 funnel: step Step, segment Device category, count Active users, "
          "rate Completion rate, rate Abandonment rate");
    CHECK(countsOf(ga4.result) == Lines{"session_start/desktop 12000", "session_start/mobile 8000",
                                        "view_item/desktop 6000", "view_item/mobile 2000",
                                        "purchase/desktop 1800", "purchase/mobile 500"});
    // 500 of 2,000 went on: 25%, where the file says 10% did and 90% did not.
    CHECK(
        issuesOf(ga4.result) ==
        Lines{"11 Completion rate: “10%” is not what the counts give (25.0%): the counts are used",
              "11 Abandonment rate: “90%” is not what the counts give (75.0%): the counts are "
              "used"});
    CHECK(ga4.result.skipped == 0);
    // "Start date: 20260701", "End date: 20260731" above the table; also in the plan that is kept.
    CHECK(isoUtc(*ga4.result.firstEvent) == "2026-07-01T00:00:00Z");
    CHECK(isoUtc(*ga4.result.lastEvent) == "2026-07-31T23:59:59.999Z");
    CHECK(planFromJson(planToJson(ga4.plan)).reportDays == ga4.plan.reportDays);
    CHECK(importSentence(ga4.result).find("1 July to 31 July 2026") != std::string::npos);
}

TEST_CASE("a shop's funnel in one row is added up over its days, by channel") {
    const Read shop = read("shopify_analytics.csv");
    CHECK(shop.plan.recognisedAs == "Shopify analytics");
    // Direct 100 + 80 sessions, Search 1,200 + 300; visitors are no sessions and are left out.
    CHECK(countsOf(shop.result) ==
          Lines{"Sessions/Direct 180", "Sessions with cart additions/Direct 32",
                "Sessions that reached checkout/Direct 16",
                "Sessions that completed checkout/Direct 7", "Sessions/Search 1500",
                "Sessions with cart additions/Search 110",
                "Sessions that reached checkout/Search 55",
                "Sessions that completed checkout/Search 22"});
}

TEST_CASE("a table with a row a segment and a column a step is a funnel") {
    const Read wide = read("wide_counts.csv");
    CHECK(meaning(wide.plan) ==
          "step counts, one column a step: segment Segment, step-count Signed up, step-count "
          "Activated, step-count Invited a teammate, step-count Paid");
    CHECK(countsOf(wide.result) == Lines{"Signed up/Free trial 1000", "Activated/Free trial 400",
                                         "Invited a teammate/Free trial 120", "Paid/Free trial 60",
                                         "Signed up/Referral 200", "Activated/Referral 150",
                                         "Invited a teammate/Referral 90", "Paid/Referral 45",
                                         "Signed up/Partner 50", "Activated/Partner 20",
                                         "Invited a teammate/Partner 5", "Paid/Partner 0"});
    CHECK(issuesOf(wide.result) == Lines{"4 Paid: is empty: read as 0"});
}

TEST_CASE("columns with times become events, and who has none is skipped with the reason") {
    const Read wide = read("wide_times.csv");
    CHECK(meaning(wide.plan) == "event log, one column an event: unit customer_id, event-time "
                                "signup_at (signup), event-time activated_at (activated), "
                                "event-time paid_at (paid)");
    CHECK(eventsOf(wide.result) ==
          Lines{"0 signup 2026-01-01T09:00:00Z", "0 activated 2026-01-02T09:00:00Z",
                "0 paid 2026-01-05T09:00:00Z", "1 signup 2026-01-01T10:00:00Z",
                "1 activated 2026-01-01T12:00:00Z", "2 signup 2026-01-03T08:00:00Z"});
    CHECK(kept(wide.result) == Lines{"plan"});
    CHECK(wide.result.rows == 4);
    CHECK(wide.result.skipped == 1);
    CHECK(issuesOf(wide.result) == Lines{"5 : has no time for any event"});
}

TEST_CASE("a shop's orders are one each, whatever their line items, and their total is the first "
          "row's") {
    const Read orders = read("shopify_orders.csv");
    CHECK(meaning(orders.plan) ==
          "Shopify orders: group Name, unit Email, event-time Paid at (paid), event-time Fulfilled "
          "at (fulfilled), event-time Created at (order), event-time Cancelled at (cancelled)");
    // -0500: 11:13:25 there is 16:13:25 UTC. Ann is customer 0, Bob 1.
    CHECK(eventsOf(orders.result) ==
          Lines{"0 paid 2012-01-01T16:15:00Z", "0 fulfilled 2012-01-03T14:00:00Z",
                "0 order 2012-01-01T16:13:25Z", "1 order 2012-01-02T13:00:00Z",
                "0 paid 2012-01-04T15:00:00Z", "0 order 2012-01-04T15:00:00Z"});
    const auto& log = std::get<EventLog>(orders.result.content);
    const auto total = log.propertyIndex("Total");
    REQUIRE(total);
    CHECK(log.propertyValues(*total) == Lines{"35.00", "15.00", "9.00"});
    CHECK_FALSE(log.propertyIndex("Billing Name"));
    CHECK(orders.result.rows == 5);
    CHECK(orders.result.skipped == 0);
}

TEST_CASE("the history of stages is a journey; contacts and deals have the times they tell") {
    const Read history = read("hubspot_stage_history.csv");
    CHECK(meaning(history.plan) == "HubSpot stage history: unit Record ID, event Deal Stage, time "
                                   "Date entered stage");
    CHECK(summaryOf(history.result)
              .starts_with("5 rows, 0 skipped, 2 units; names Appointment scheduled Qualified to "
                           "buy Closed won "
                           "Closed lost"));
    const Read contacts = read("hubspot_contacts.csv");
    CHECK(eventsOf(contacts.result) ==
          Lines{"0 contact created 2026-01-05T00:00:00Z", "0 Lead 2026-01-05T00:00:00Z",
                "0 Customer 2026-03-01T00:00:00Z", "1 contact created 2026-01-06T00:00:00Z",
                "1 Lead 2026-01-08T00:00:00Z", "2 contact created 2026-02-01T00:00:00Z"});
    CHECK(kept(contacts.result) == Lines{"Lifecycle Stage", "Lead Status"});
    const Read deals = read("hubspot_deals.csv");
    // The close date of an open deal is a forecast, so none is an event.
    CHECK(eventsOf(deals.result) ==
          Lines{"0 deal created 2026-01-20T00:00:00Z", "1 deal created 2026-01-25T00:00:00Z"});
    CHECK(deals.plan.recognisedAs == "HubSpot deals");
    CHECK(deals.plan.note.find("forecast") != std::string::npos);
}

TEST_CASE("reports are counts of what follows on each other, by their first dimension") {
    const Read ga4 = read("ga4_report.csv");
    CHECK(meaning(ga4.plan) == "GA4 report: segment Session default channel group, step-count "
                               "Sessions, step-count Engaged sessions");
    CHECK(countsOf(ga4.result) == Lines{"Sessions/Organic Search 1200",
                                        "Engaged sessions/Organic Search 800",
                                        "Sessions/Direct 800", "Engaged sessions/Direct 300",
                                        "Sessions/Email 200", "Engaged sessions/Email 160"});
    const Read ua = read("universal_analytics.csv");
    // 1,701 + 299 of the home page; the row of totals is left out.
    CHECK(countsOf(ua.result) == Lines{"Sessions//home 2000", "Sessions//shop 500"});
    CHECK(countsOf(read("matomo.csv").result) ==
          Lines{"nb_visits/Search Engines 400", "nb_visits/Direct Entry 200"});
    CHECK(countsOf(read("meta_ads.csv").result) ==
          Lines{"Impressions/Summer 10000", "Link clicks/Summer 300", "Purchases/Summer 12",
                "Impressions/Brand 5000", "Link clicks/Brand 90", "Purchases/Brand 3"});
}

TEST_CASE("a file that has no steps says what it is and what to export instead") {
    for (const auto& [name, is] :
         {std::pair{"instagram_posts.csv", "a list of posts"},
          std::pair{"revenue_by_date.csv", "a series of numbers by day"}}) {
        ImportPlan plan = proposePlan(sniffCsv(exported(name)));
        const std::string trouble = planTrouble(plan);
        CHECK(trouble.find(is) != std::string::npos);
        CHECK_THROWS_AS(importFile(exported(name), plan), Error);
        // A person may know better.
        assignRole(plan, plan.columns[1].name, ColumnRole::StepCount);
        CHECK(planTrouble(plan).empty());
    }
}

TEST_CASE("ordinary tables of customers are not taken for funnels or reports") {
    const auto is = [](std::string_view bytes) {
        return proposePlan(sniffCsvBytes(bytes)).recognisedAs;
    };
    CHECK(is("customerID,tenure,MonthlyCharges,Churn\na1,1,29.85,No\nb2,34,56.95,No\n") !=
          "step counts, one column a step");
    CHECK(is("ID,frequency,recency,T\n1,2,30.43,38.86\n2,1,1.71,38.86\n3,0,0.0,38.86\n") !=
          "step counts, one column a step");
    CHECK(is("frequency,recency,periods,weights\n0,0,6,3464\n1,1,6,1091\n1,2,6,277\n") !=
          "step counts, one column a step");
    CHECK(is("user_id,event,timestamp,rating\n1,view,2024-01-01,5\n2,buy,2024-01-02,4\n") ==
          "event log");
}

TEST_CASE("customers with one time each, and rows that name no event, are read as just that") {
    const auto planOf = [](std::string_view bytes) { return proposePlan(sniffCsvBytes(bytes)); };
    const ImportPlan customers = planOf("user_id,signup_dt,channel\n1,2025-01-04T14:15:00,paid\n"
                                        "2,2025-03-11T08:37:00,paid\n3,2025-03-06T06:35:00,free\n");
    CHECK(meaning(customers) ==
          "customers, one row each: unit user_id, event-time signup_dt (signup)");
    const ImportPlan purchases =
        planOf("date,id,amount\n2014-03-08,0,3.5\n2014-05-21,1,2\n2014-06-01,1,9\n");
    CHECK(meaning(purchases) == "one event a row: time date, unit id");
    CHECK(purchases.eventName == "event");
    CHECK(planTrouble(purchases).empty());
}

TEST_CASE("a table without any time is told to be one") {
    const auto trouble = [](std::string_view bytes) {
        return planTrouble(proposePlan(sniffCsvBytes(bytes)));
    };
    CHECK(trouble("customerID,gender,Churn\na1,Female,No\nb2,Male,Yes\n")
              .starts_with("This is a table of customers without times:"));
    CHECK(trouble("Dish,Price\nSoup of the day,7\nGreen salad with nuts,9\n")
              .starts_with("No column of this file holds times,"));
    // Times in a way of their own are a person's to choose.
    CHECK(trouble("user_id,event,when\n1,view,teatime\n2,buy,teatime\n3,buy,supper\n")
              .starts_with("No column is chosen for the time;"));
}

TEST_CASE("the titles beside numbered steps are the steps, and right rates are not remarked on") {
    const std::string funnel = "step,stage,sessions,conversion_from_start_pct,"
                               "conversion_from_previous_pct,dropoff_from_previous_pct\n"
                               "1,All sessions,903653,100.0,,\n"
                               "2,Product view,124188,13.74,13.74,86.26\n"
                               "3,Add to cart,50139,5.55,40.37,59.63\n";
    const TemporaryFile file(funnel);
    const ImportPlan plan = proposePlan(sniffCsv(file.path()));
    CHECK(meaning(plan) == "funnel with rates: step stage, count sessions, rate "
                           "conversion_from_start_pct, rate conversion_from_previous_pct, rate "
                           "dropoff_from_previous_pct");
    const ImportResult result = importFile(file.path(), plan);
    CHECK(countsOf(result) ==
          Lines{"All sessions 903653", "Product view 124188", "Add to cart 50139"});
    CHECK(result.issues.empty());
}

TEST_CASE("headers in other languages are known, with their capitals and apostrophes") {
    const auto is = [](std::string_view bytes) {
        return meaning(proposePlan(sniffCsvBytes(bytes)));
    };
    CHECK(is("Étape,Utilisateurs actifs,Taux d’achèvement,Abandons,Taux d’abandon\n"
             "1. session_start,\"20 000\",\"50 %\",\"10 000\",\"50 %\"\n"
             "2. purchase,\"10 000\",,,\n") ==
          "GA4 funnel: step Étape, count Utilisateurs actifs, rate Taux d’achèvement, rate Taux "
          "d’abandon");
    CHECK(is("Bestemmingspagina,Sessies,% Nieuwe sessies,Nieuwe gebruikers,Bouncepercentage\n"
             "/home,2.546,\"99,88%\",2.543,\"44,10%\"\n/shop,312,\"50,00%\",156,\"40,00%\"\n") ==
          "Universal Analytics report: segment Bestemmingspagina, step-count Sessies");
}

TEST_CASE("segments side by side are no steps: one is read, and the rest is said to be left out") {
    const ImportPlan plan = proposePlan(
        sniffCsvBytes("Step,Germany,France\nSign up,500,200\nActivate,200,90\nPay,50,10\n"));
    CHECK(meaning(plan) == "step counts: step Step, count Germany");
    CHECK(plan.note.find("left out") != std::string::npos);
}

TEST_CASE("choosing one way to read a table lets go of the other") {
    ImportPlan plan = proposePlan(sniffCsv(exported("wide_times.csv")));
    assignRole(plan, "plan", ColumnRole::Event);
    CHECK(plan.columnsWith(ColumnRole::EventTime).empty());
    CHECK(planTrouble(plan).starts_with("No column is chosen for the time;"));
    assignRole(plan, "signup_at", ColumnRole::Time);
    CHECK(planTrouble(plan).empty());
    assignRole(plan, "paid_at", ColumnRole::EventTime);
    CHECK_FALSE(plan.columnWith(ColumnRole::Event));
    CHECK_FALSE(plan.columnWith(ColumnRole::Time));
    CHECK(planTrouble(plan).empty());
    ImportPlan counts = proposePlan(sniffCsv(exported("wide_counts.csv")));
    assignRole(counts, "Segment", ColumnRole::Step);
    assignRole(counts, "Paid", ColumnRole::Count);
    CHECK(counts.columnsWith(ColumnRole::StepCount).empty());
    CHECK(planTrouble(counts).empty());
}
