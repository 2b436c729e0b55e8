// Who stands behind a number: as many as the table says, in each of its rows.
#include <catch2/catch.hpp>

#include <QFile>

#include "cairn/ingest/import.hpp"
#include "editor/people.hpp"
#include "session_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// On a phone a and b look and a buys; c looks on a desktop and buys on a tablet; d looks and buys
// on a tablet; e looks on nothing that is known. The phone is the commonest.
constexpr auto kEvents = "customer,event,time,device\n"
                         "a,look,2024-03-01T10:00:00Z,phone\n"
                         "a,buy,2024-03-01T10:09:00Z,phone\n"
                         "b,look,2024-03-01T11:00:00Z,phone\n"
                         "c,look,2024-03-02T09:00:00Z,desktop\n"
                         "c,buy,2024-03-02T09:30:00Z,tablet\n"
                         "d,look,2024-03-03T09:00:00Z,tablet\n"
                         "d,buy,2024-03-03T09:10:00Z,tablet\n"
                         "e,look,2024-03-04T09:00:00Z,\n";

EventLog events(const Folder& folder) {
    QFile file(folder.file("events.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(kEvents);
    file.close();
    ImportPlan plan = proposePlan(sniffCsv(toPath(file.fileName())));
    assignRole(plan, "customer", ColumnRole::Unit);
    assignRole(plan, "event", ColumnRole::Event);
    assignRole(plan, "time", ColumnRole::Time);
    assignRole(plan, "device", ColumnRole::Property);
    return std::get<EventLog>(importFile(toPath(file.fileName()), plan).content);
}

} // namespace

TEST_CASE("the list of a segment has those its row counts, the rest's row among them") {
    const Folder folder;
    const EventLog log = events(folder);
    const std::vector<FunnelStep> steps{{"Look", {"look"}, {}}, {"Buy", {"buy"}, {}}};
    FunnelOptions options;
    Breakdown breakdown;
    breakdown.column = "device";
    breakdown.at = BreakdownAt::User;
    breakdown.most = 1;
    options.breakdown = breakdown;
    // Of the customer: c did not buy on the desktop it looked on, and never looked on its tablet.
    const FunnelResult table = computeFunnel(log, steps, options);
    REQUIRE(table.breakdown.size() == 2);
    std::vector<std::string> named;
    for (const SegmentResult& segment : table.breakdown)
        named.push_back(segment.value);
    CHECK(named == std::vector<std::string>{"phone", "(other)"});
    const std::vector<std::vector<std::uint64_t>> wanted{{2, 1}, {3, 1}};
    for (std::size_t s = 0; s < named.size(); ++s) {
        INFO(named[s]);
        const auto people = peopleOf(log, steps, options, SegmentChoice{named[s], named}, {});
        for (std::size_t step = 0; step < 2; ++step) {
            CHECK(table.breakdown[s].steps[step].reached == wanted[s][step]);
            const auto listed =
                std::count_if(people.begin(), people.end(), [&](const UnitOutcome& person) {
                    return counts({false, step, {}}, person);
                });
            CHECK(static_cast<std::uint64_t>(listed) == wanted[s][step]);
        }
    }
}
