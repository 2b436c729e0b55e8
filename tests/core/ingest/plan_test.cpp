#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/ingest/plan.hpp"

using namespace cairn;

namespace {

std::string rolesOf(std::string_view bytes) {
    const ImportPlan plan = proposePlan(sniffCsvBytes(bytes));
    std::string text = plan.recognisedAs + ":";
    for (const PlannedColumn& column : plan.columns)
        text += " " + std::string(nameOf(column.role));
    return text;
}

} // namespace

TEST_CASE("event logs are recognised by the names their columns have in several languages") {
    CHECK(rolesOf("user_id,event,timestamp\n1,view,2024-01-01\n") == "event log: unit event time");
    CHECK(rolesOf("case_id;activity;timestamp\nc1;register;2024-01-01 10:00\n") ==
          "event log: unit event time");
    CHECK(rolesOf(",concept:name,time:timestamp,case:concept:name\n0,register,2010-12-30 "
                  "14:32:00+01:00,3\n1,pay,2010-12-30 15:32:00+01:00,3\n")
              .find("event time unit") != std::string::npos);
    CHECK(rolesOf("Kundennummer;Ereignis;Zeitpunkt\n7;Besuch;13.03.2024 10:21\n") ==
          "event log: unit event time");
    CHECK(rolesOf("horodatage,id_client,\xc3\xa9v\xc3\xa9nement\n2024-01-01,c1,achat\n") ==
          "event log: time unit event");
    CHECK(rolesOf("fecha,usuario,evento\n2024-01-01,c1,compra\n") == "event log: time unit event");
    CHECK(rolesOf("user_id,event,timestamp\n") == "event log: unit event time");
}

TEST_CASE("few-valued text is a property, many-valued and personal columns are left out") {
    std::string text = "user_id,session_id,event,timestamp,channel,comment,email\n";
    for (int i = 0; i < 200; ++i)
        text += "u" + std::to_string(i / 4) + ",s" + std::to_string(i / 2) +
                ",view,2024-01-01,web,text " + std::to_string(i) + ",a" + std::to_string(i) +
                "@b.de\n";
    CHECK(rolesOf(text) == "event log: unit session event time property ignore ignore");
}

TEST_CASE("counted funnels are recognised with and without a segment") {
    CHECK(rolesOf("funnel_step,users\nDownload,23608\nSignup,17623\n") ==
          "step counts: step count");
    CHECK(rolesOf("step,stage,sessions,rate\n1,All,903653,1.5\n2,View,124188,13.7\n") ==
          "funnel with rates: ignore step count rate");
    CHECK(rolesOf("Step,Device,Active "
                  "users\nstart,mobile,10\nstart,desktop,20\nbuy,mobile,1\nbuy,desktop,2\n") ==
          "step counts: step segment count");
}

TEST_CASE("columns without telling names are guessed by what they hold") {
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += "k" + std::to_string(i % 20) + ",2024-01-0" + std::to_string(i % 9 + 1) + "," +
                (i % 3 ? "view" : "buy") + "\n";
    CHECK(rolesOf(text) == "table, columns guessed: unit time event");
}

TEST_CASE("a role moves to the column a person names, and its old column is left out") {
    ImportPlan plan =
        proposePlan(sniffCsvBytes("user_id,account,event,timestamp\n1,a,view,2024-01-01\n"));
    assignRole(plan, "ACCOUNT", ColumnRole::Unit);
    CHECK(plan.columns[0].role == ColumnRole::Ignore);
    CHECK(plan.columnWith(ColumnRole::Unit) == 1u);
    CHECK(plan.columns[1].confidence == 1);
    CHECK(planTrouble(plan).empty());
    try {
        assignRole(plan, "colour", ColumnRole::Property);
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::BadInput);
        CHECK(error.why() == "There is no column “colour”.");
        CHECK(error.advice() == "The columns are: user_id, account, event, timestamp.");
    }
}

TEST_CASE("a plan says in one sentence what it lacks") {
    ImportPlan plan;
    CHECK(planTrouble(plan) == "The file has no columns.");
    plan.columns = {{"date", ColumnRole::Time, {}, 1, false},
                    {"revenue", ColumnRole::Ignore, {}, 1, false}};
    CHECK(planTrouble(plan) ==
          "No column is chosen for the customer (unit) and event; the columns are: date, revenue.");
    plan.kind = TableKind::StepCounts;
    CHECK(planTrouble(plan) ==
          "No column is chosen for the step and count; the columns are: date, revenue.");
    plan.columns = {{"a", ColumnRole::Step, {}, 1, false},
                    {"b", ColumnRole::Count, {}, 1, false},
                    {"c", ColumnRole::Count, {}, 1, false}};
    CHECK(planTrouble(plan) == "More than one column is chosen for the count.");
}

TEST_CASE("a plan is the same after JSON") {
    ImportPlan plan = proposePlan(sniffCsvBytes("\xef\xbb\xbfKunde;Ereignis;Zeit;E-Mail\n\"1;\";a;"
                                                "03/04/2024;x@y.de\n2;b;01/02/2024;z@y.de\n"));
    const ImportPlan back = planFromJson(planToJson(plan));
    CHECK(planToJson(back) == planToJson(plan));
    CHECK(back.dialect.delimiter == ';');
    CHECK(back.dialect.byteOrderMark);
    CHECK(back.columns[2].time.ambiguous);
    CHECK(back.columns[3].looksPersonal);
    plan.dialect.quote = 0;
    CHECK(planFromJson(planToJson(plan)).dialect.quote == 0);
}

TEST_CASE("JSON that is no plan is refused") {
    for (const char* text :
         {"", "{", "[]", "{}", "{\"kind\":\"events\"}",
          "{\"kind\":\"pie\",\"recognised_as\":\"\",\"dialect\":{},\"columns\":[]}"}) {
        CHECK_THROWS_AS(planFromJson(text), Error);
    }
}

TEST_CASE("a newer export is read as the one before was, as long as its columns are there") {
    const auto sniffed = [](const char* text) { return sniffCsvBytes(text); };
    ImportPlan before = proposePlan(
        sniffed("who,what,at,extra,plan\nx,visit,01/02/2024,1,a\ny,buy,02/02/2024,2,b\n"));
    assignRole(before, "who", ColumnRole::Unit);
    assignRole(before, "what", ColumnRole::Event);
    assignRole(before, "at", ColumnRole::Time);
    assignRole(before, "extra", ColumnRole::Ignore);
    before.columns[2].time = {TimeFormat::Kind::DayMonthYear, false};
    // Other order, a column more, and days that could as well be months.
    const auto again =
        planAgain(before, sniffed("plan,at,what,who,extra,user\n"
                                  "a,03/02/2024,visit,x,1,p\nb,04/02/2024,buy,y,2,q\n"));
    REQUIRE(again);
    const auto roleOf = [&](const char* name) {
        for (const PlannedColumn& column : again->columns)
            if (column.name == name)
                return column.role;
        return ColumnRole::Count;
    };
    CHECK(again->columns[again->columnWith(ColumnRole::Unit).value()].name == "who");
    CHECK(roleOf("what") == ColumnRole::Event);
    CHECK(roleOf("extra") == ColumnRole::Ignore);
    CHECK(roleOf("user") != ColumnRole::Unit);
    const PlannedColumn& time = again->columns[again->columnWith(ColumnRole::Time).value()];
    CHECK(time.name == "at");
    CHECK(time.time.kind == TimeFormat::Kind::DayMonthYear);
    // Times are written otherwise now, without doubt.
    const auto iso = planAgain(before, sniffed("who,what,at\nx,visit,2024-02-03T10:00:00Z\n"
                                               "y,buy,2024-02-04T10:00:00Z\n"));
    REQUIRE(iso);
    CHECK(iso->columns[2].time.kind == TimeFormat::Kind::Iso);
    CHECK_FALSE(planAgain(before, sniffed("who,event,at\nx,visit,2024-02-03\n")));
}
