// paths, and what `funnel` tells besides its table: periods, comparisons, reasons, instead.
#include "cli_fixture.hpp"

using namespace cairn::test;

namespace {

/// Six customers; minutes of 2024-03-01 unless a day is given. Worked out by hand below.
///   A look 0, cart 1, look 2, cart 3, pay 5          B look 0, cart 4, help 6
///   C cart 0                                         D look 0, help 9
///   E (2 March) look 0, cart 1, pay 2                F (2 March) look 0, cart 90
const char* const kEvents = "user_id,event,timestamp,device\n"
                            "A,look,2024-03-01 00:00:00,phone\n"
                            "A,cart,2024-03-01 00:01:00,phone\n"
                            "A,look,2024-03-01 00:02:00,phone\n"
                            "A,cart,2024-03-01 00:03:00,phone\n"
                            "A,pay,2024-03-01 00:05:00,phone\n"
                            "B,look,2024-03-01 00:00:00,phone\n"
                            "B,cart,2024-03-01 00:04:00,phone\n"
                            "B,help,2024-03-01 00:06:00,phone\n"
                            "C,cart,2024-03-01 00:00:00,desk\n"
                            "D,look,2024-03-01 00:00:00,desk\n"
                            "D,help,2024-03-01 00:09:00,desk\n"
                            "E,look,2024-03-02 00:00:00,desk\n"
                            "E,cart,2024-03-02 00:01:00,desk\n"
                            "E,pay,2024-03-02 00:02:00,desk\n"
                            "F,look,2024-03-02 00:00:00,desk\n"
                            "F,cart,2024-03-02 01:30:00,desk\n";

std::vector<std::uint64_t> reached(const json& steps) {
    std::vector<std::uint64_t> counts;
    for (const json& step : steps)
        counts.push_back(step.at("reached"));
    return counts;
}

json ask(const Folder& folder, const std::string& arguments) {
    const Run run = folder.run(arguments + " --json");
    INFO(run.err);
    REQUIRE(run.code == 0);
    return json::parse(run.out);
}

} // namespace

TEST_CASE("paths after and before an event") {
    const Folder folder;
    folder.write("e.csv", kEvents);
    const std::string data = "paths " + folder.file("e.csv") + " --anchor cart";
    const json after = ask(folder, data + " --depth 2");
    // From everybody's first cart: A cart look cart; B cart help; C, F cart; E cart pay.
    CHECK(after["paths"] == 5);
    CHECK(after["units"] == 5);
    REQUIRE(after["top"].size() == 4);
    CHECK(after["top"][0]["events"] == json({"cart"}));
    CHECK(after["top"][0]["paths"] == 2);
    CHECK(after["top"][0]["ended"] == true);
    CHECK(after["top"][3]["events"] == json({"cart", "pay"}));
    CHECK(after["nodes"][0]["name"] == "cart");
    CHECK(after["nodes"][0]["paths"] == 5);
    CHECK(after["loops"][0]["events"] == json({"cart", "look", "cart"}));
    CHECK(after["rules"]["direction"] == "after");
    // E's minute to pay.
    bool toPay = false;
    for (const json& flow : after["flows"])
        if (after["nodes"][flow["to"].get<std::size_t>()]["name"] == "pay") {
            toPay = true;
            CHECK(flow["paths"] == 1);
            CHECK(flow["median_s"] == 60);
        }
    CHECK(toPay);
    // Every cart, without looks, within three minutes: A twice (its second reaches pay), B cart
    // help.
    const json every =
        ask(folder, data + " --depth 2 --every --hide look --window 3m --keep-repeats");
    CHECK(every["paths"] == 6);
    const json before = ask(folder, data + " --direction before --depth 1");
    CHECK(before["top"][0]["events"] == json({"look", "cart"}));
    CHECK(before["top"][0]["paths"] == 4);

    const Run table = folder.run(data + " --top 1");
    CHECK(table.code == 0);
    CHECK(table.out.find("5 paths of 5 customers after “cart”.") != std::string::npos);
    CHECK(table.out.find("cart → nothing more") != std::string::npos);
    CHECK(folder.run(data + " --depth 13").code == 2);
    CHECK(folder.run(data + " --direction sideways").code == 2);
    const Run unknown = folder.run("paths " + folder.file("e.csv") + " --anchor nowhere");
    CHECK(unknown.code == 0);
    CHECK(unknown.err.find("nowhere") != std::string::npos);
}

TEST_CASE("a funnel by the day of entry, in a named zone") {
    const Folder folder;
    folder.write("e.csv", kEvents);
    const std::string data =
        "funnel " + folder.file("e.csv") + " --steps look,cart,pay --window 1h";
    const json days = ask(folder, data + " --over-time day");
    CHECK(days["rules"]["over_time"] == "day");
    REQUIRE(days["over_time"].size() == 2);
    CHECK(days["over_time"][0]["start"] == "2024-03-01T00:00:00Z");
    CHECK(reached(days["over_time"][0]["steps"]) == std::vector<std::uint64_t>{3, 2, 1});
    CHECK(days["over_time"][0]["partial"] == false);
    CHECK(reached(days["over_time"][1]["steps"]) == std::vector<std::uint64_t>{2, 1, 1});
    CHECK(days["over_time"][1]["partial"] == true); // the data end inside it
    // Midnight of Greenwich is the evening before in New York.
    const json york = ask(folder, data + " --over-time day --zone America/New_York");
    CHECK(york["over_time"][0]["start"] == "2024-02-29T05:00:00Z");
    CHECK(reached(york["over_time"][0]["steps"]) == std::vector<std::uint64_t>{3, 2, 1});
    const Run table = folder.run(data + " --over-time day");
    CHECK(table.out.find("2024-03-02") != std::string::npos);
    CHECK(table.out.find("not complete") != std::string::npos);
    CHECK(table.out.find("Time from the step before:") != std::string::npos);
    CHECK(folder.run(data + " --over-time year").code == 2);
    CHECK(folder.run(data + " --over-time day --zone Middle/Earth").code == 2);
}

TEST_CASE("a funnel beside another period, or one segment beside another") {
    const Folder folder;
    folder.write("e.csv", kEvents);
    const std::string data = "funnel " + folder.file("e.csv") + " --steps look,cart --window 1h";
    const json periods = ask(folder, data + " --from 2024-03-02 --compare-to 2024-03-01");
    CHECK(reached(periods["steps"]) == std::vector<std::uint64_t>{2, 1});
    const json& step = periods["comparison"]["steps"][1]["step_conversion"];
    CHECK(step["before"] == json({2, 3}));
    CHECK(step["after"] == json({1, 2}));
    CHECK(step["difference"].get<double>() == Approx(-1.0 / 6));
    CHECK(step["significant"] == false);
    const json segments = ask(folder, data + " --by device --compare phone,desk");
    CHECK(segments["comparison"]["before"] == "phone");
    CHECK(segments["comparison"]["steps"][1]["step_conversion"]["before"] == json({2, 2}));
    CHECK(segments["comparison"]["steps"][1]["step_conversion"]["after"] == json({1, 3}));
    const Run table = folder.run(data + " --by device --compare phone,desk");
    CHECK(table.out.find("Before: phone. After: desk.") != std::string::npos);
    CHECK(folder.run(data + " --compare phone,desk").code == 2);
    CHECK(folder.run(data + " --by device --compare phone").code == 2);
    CHECK(folder.run(data + " --by device --compare phone,fridge").code == 1);
}

TEST_CASE("who stopped, why, and where they went instead") {
    const Folder folder;
    folder.write("e.csv", kEvents);
    const std::string data =
        "funnel " + folder.file("e.csv") + " --steps look,cart,pay --window 1h";
    const json at = ask(folder, data + " --why look --instead");
    // D never took a cart, F only after the window.
    CHECK(at["steps"][0]["why_dropped"]["never"] == 1);
    CHECK(at["steps"][0]["why_dropped"]["timed_out"] == 1);
    REQUIRE(at["why"]["units"].size() == 2);
    CHECK(at["why"]["units"][0]["unit"] == 4);
    CHECK(at["why"]["units"][0]["reason"] == "never");
    CHECK(at["why"]["units"][0]["events"][1]["event"] == "help");
    CHECK(at["why"]["units"][1]["reason"] == "timed out");
    // D asked for help; F did nothing within the hour.
    REQUIRE(at["instead"].size() == 1);
    CHECK(at["instead"][0]["dropped"] == 2);
    CHECK(at["instead"][0]["next"][0]["event"].is_null());
    CHECK(at["instead"][0]["next"][1]["event"] == "help");
    CHECK(at["instead"][0]["next"][1]["median_s"] == 540);
    const Run table = folder.run(data + " --why 2 --who 1 --instead");
    CHECK(table.out.find("1 stopped at “cart”") != std::string::npos);
    CHECK(table.out.find("customer 2 (never)") != std::string::npos);
    CHECK(table.out.find("Where they went instead:") != std::string::npos);
    CHECK(folder.run(data + " --why pay").code == 1); // nobody stops at the last step
}

TEST_CASE("every combination of rules that an order gives a meaning") {
    const Folder folder;
    folder.write("e.csv", kEvents);
    const json all = ask(folder, "funnel " + folder.file("e.csv") +
                                     " --steps look,cart,pay --window 3m --window-from previous "
                                     "--exclude help:2-3:remove --open --tie 1s --hold device");
    // A 1 2 3; B's cart comes after 4 minutes: it enters there anew, and its help removes it;
    // C enters at cart; D 1; E 1 2 3; F 1, and at cart again.
    CHECK(all["removed"] == 1);
    CHECK(reached(all["steps"]) == std::vector<std::uint64_t>{4, 4, 2});
    CHECK(all["rules"]["tie_s"] == 1);
    CHECK(all["rules"]["exclusions"][0]["action"] == "remove");
    CHECK(all["steps"][1]["entered"] == 2);
}
