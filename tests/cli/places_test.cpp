// Where an import's events come onto the map, aggregates as a funnel, and personas counted.
#include "cli_fixture.hpp"

using namespace cairn::test;

namespace {

json ran(const Folder& folder, const std::string& command) {
    const Run run = folder.run(command);
    INFO(command);
    INFO(run.err);
    REQUIRE(run.code == 0);
    return json::parse(run.out);
}

std::vector<double> reachedOf(const json& funnel) {
    std::vector<double> reached;
    for (const json& step : funnel["steps"])
        reached.push_back(step["reached"]);
    return reached;
}

} // namespace

TEST_CASE("the history of a CRM's stages becomes a funnel of its deals") {
    const Folder folder;
    // All but 14 begin with an appointment; 11, 13 and 15 were qualified after it; of those 11 and
    // 13 were won, 13 after three weeks; 12 was lost; 14 was won without an appointment.
    folder.write("deals.csv", "Record ID,Deal Name,Deal Stage,Date entered stage\n"
                              "11,A,Appointment,2026-02-01\n11,A,Qualified,2026-02-03\n"
                              "11,A,Closed won,2026-02-10\n"
                              "12,B,Appointment,2026-02-02\n12,B,Closed lost,2026-02-04\n"
                              "13,C,Appointment,2026-02-02\n13,C,Qualified,2026-02-20\n"
                              "13,C,Closed won,2026-02-25\n"
                              "14,D,Qualified,2026-02-05\n14,D,Closed won,2026-02-06\n"
                              "15,E,Appointment,2026-02-03\n15,E,Qualified,2026-02-04\n");
    const std::string file = folder.file("crm.cairn");
    REQUIRE(folder.run("new " + file).code == 0);
    const json imported = ran(folder, "import " + file + " " + folder.file("deals.csv") +
                                          " --no-auto-bind --make-stages --json");
    CHECK(imported["stages_made"] == json{"Appointment", "Qualified", "Closed won"});
    const json funnel = ran(folder, "funnel " + file + " --json");
    CHECK(reachedOf(funnel) == std::vector<double>{4, 3, 2});
    CHECK(funnel["rules"]["window_s"].is_null()); // deals take their time
    // From the appointment: 2, 18 and 1 days. From there: 7 and 5 days.
    CHECK(funnel["steps"][1]["time"]["median_s"] == 2 * 86400);
    CHECK(funnel["steps"][2]["time"]["median_s"] == 6 * 86400);
}

TEST_CASE("steps that somebody else counted become the stages of a map and its funnel") {
    const Folder folder;
    folder.write("ga4.csv", "Step,Active users,Completion rate\n1. session_start,\"20,000\",40%\n"
                            "2. view_item,\"8,000\",10%\n3. purchase,\"2,000\",\n");
    const std::string file = folder.file("counts.cairn");
    REQUIRE(folder.run("new " + file).code == 0);
    const json imported = ran(folder, "import " + file + " " + folder.file("ga4.csv") +
                                          " --no-auto-bind --make-stages --json");
    CHECK(imported["stages_made"] == json{"Session start", "View item", "Purchase"});
    const json stored = ran(folder, "funnel " + file + " --json");
    const json direct = ran(folder, "funnel " + folder.file("ga4.csv") + " --json");
    for (const json& funnel : {stored, direct}) {
        CHECK(reachedOf(funnel) == std::vector<double>{20000, 8000, 2000});
        CHECK(funnel["steps"][1]["step_conversion"] == 0.4);
        CHECK(funnel["steps"][2]["step_conversion"] == 0.25); // the file says 10 %
        CHECK(funnel["steps"][2]["overall"] == 0.1);
    }
}

TEST_CASE("a row a customer with a time for each step is a funnel") {
    const Folder folder;
    folder.write("wide.csv", "customer_id,signup_at,activated_at,paid_at\n"
                             "c1,2026-01-01 09:00,2026-01-02 09:00,2026-01-05 09:00\n"
                             "c2,2026-01-01 10:00,2026-01-01 12:00,\n"
                             "c3,2026-01-03 08:00,,\n"
                             "c4,2026-01-03 08:00,,2026-01-04 08:00\n"
                             "c5,2026-01-03 08:00,2026-01-02 08:00,\n");
    const std::string file = folder.file("wide.cairn");
    REQUIRE(folder.run("new " + file).code == 0);
    ran(folder,
        "import " + file + " " + folder.file("wide.csv") + " --no-auto-bind --make-stages --json");
    // c4 paid without activating, c5 activated before signing up: neither went further.
    CHECK(reachedOf(ran(folder, "funnel " + file + " --json")) == std::vector<double>{5, 2, 1});
}

TEST_CASE("events without a place come as touchpoints, and a persona gets its figures") {
    const Folder folder;
    folder.write("events.csv", "user_id,event,timestamp,plan,utm_medium\n"
                               "a,visit,2026-01-01 09:00,Pro,email\n"
                               "a,live_chat,2026-01-01 09:05,Pro,email\n"
                               "a,purchase,2026-01-01 09:10,Pro,email\n"
                               "b,visit,2026-01-01 09:00,Pro,cpc\n"
                               "b,live_chat,2026-01-01 09:01,Pro,cpc\n"
                               "c,visit,2026-01-02 09:00,Free,cpc\n"
                               "c,purchase,2026-01-02 09:30,Free,cpc\n");
    const std::string file = folder.file("shop.cairn");
    folder.write("shop.mmd", "journey\n  title Shop\n  section Visit\n    Look around: 3: Ada\n"
                             "  section Buy\n    Pay: 4: Ada\n");
    REQUIRE(folder.run("new " + file + " --from-text " + folder.file("shop.mmd")).code == 0);
    const json imported = ran(folder, "import " + file + " " + folder.file("events.csv") +
                                          " --add-touchpoints 3 --json");
    REQUIRE(imported["bindings"].size() >= 2);
    CHECK(imported["touchpoints_added"].size() == 1);
    CHECK(imported["touchpoints_added"][0]["event"] == "live_chat");
    CHECK(imported["touchpoints_added"][0]["stage"] == "Visit"); // both times the last step before
    CHECK(imported["touchpoints_added"][0]["after"] == 2);

    const Run bound = folder.run("persona " + file + " Ada --segment plan=Pro");
    INFO(bound.err);
    REQUIRE(bound.code == 0);
    CHECK(bound.out.find("plan is Pro") != std::string::npos);
    const json ada = ran(folder, "score " + file + " --json")["personas"][0];
    CHECK(ada["name"] == "Ada");
    CHECK(ada["share"]["of"] == json{2, 3});
    CHECK(ada["conversion"]["of"] == json{1, 2});
    CHECK(folder.run("persona " + file + " Bob --segment plan=Pro").code == 1);
    CHECK(folder.run("persona " + file + " Ada --segment plan").code == 2);
    REQUIRE(folder.run("persona " + file + " Ada --no-segment").code == 0);
    CHECK(ran(folder, "score " + file + " --json")["personas"].empty());
}
