// What people do after or before a step, by hand.
#include <catch2/catch.hpp>

#include <sstream>

#include "cairn/analytics/paths.hpp"
#include "cairn/base/error.hpp"

using namespace cairn;

namespace {

/// "cart0 look5 …": events and the minute they happened in.
void addStream(EventLogBuilder& builder, const std::string& user, const std::string& stream) {
    std::istringstream words(stream);
    for (std::string word; words >> word;) {
        const auto digits = word.find_first_of("0123456789");
        builder.add(user, std::stoll(word.substr(digits)) * kMinuteMs, word.substr(0, digits));
    }
}

FunnelStep anchorAt(const char* name) {
    return {"", {name}, {}};
}

std::string told(const PathsResult& result) {
    std::ostringstream text;
    const auto nameOf = [&](const PathNode& n) {
        return n.kind == PathNode::Kind::Event ? n.name
               : n.kind == PathNode::Kind::End ? "END"
                                               : "OTHER";
    };
    for (const PathNode& node : result.nodes)
        text << node.column << ":" << nameOf(node) << "=" << node.paths << " ";
    text << "|";
    for (const PathFlow& flow : result.flows) {
        text << " " << result.nodes[flow.from].column << ":" << nameOf(result.nodes[flow.from])
             << ">" << nameOf(result.nodes[flow.to]) << "=" << flow.paths;
        if (flow.medianSeconds)
            text << "@" << *flow.medianSeconds;
    }
    return text.str();
}

std::string topOf(const PathsResult& result) {
    std::string text;
    for (const PathCount& path : result.top) {
        for (const std::string& event : path.events)
            text += event + " ";
        text += (path.ended ? "END " : "") + std::to_string(path.paths) + "; ";
    }
    return text;
}

std::string loopsOf(const PathsResult& result) {
    std::string text;
    for (const PathLoop& loop : result.loops) {
        for (const std::string& event : loop.events)
            text += event + " ";
        text += std::to_string(loop.units) + "/" + std::to_string(loop.rounds) + "; ";
    }
    return text;
}

} // namespace

TEST_CASE("what people do after the cart, by hand") {
    EventLogBuilder builder;
    addStream(builder, "A", "look0 cart1 look2 cart3 pay5");
    addStream(builder, "B", "cart0 look4 look5 help6");
    addStream(builder, "C", "cart0");
    addStream(builder, "D", "look0 pay1");
    const EventLog log = builder.finish();
    PathsOptions o;
    o.anchor = anchorAt("cart");
    o.depth = 2;
    const PathsResult result = computePaths(log, o);
    CHECK(result.paths == 3);
    CHECK(result.units == 3);
    // A: cart look cart; B: cart look help, its two looks one; C: cart and nothing more.
    CHECK(told(result) == "0:cart=3 1:look=2 1:END=1 2:cart=1 2:help=1 | "
                          "0:cart>look=2@150 0:cart>END=1 1:look>cart=1@60 1:look>help=1@120");
    CHECK(topOf(result) == "cart END 1; cart look cart 1; cart look help 1; ");
    CHECK(loopsOf(result) == "cart look cart 1/1; ");
    CHECK(*result.top[0].share == Approx(1.0 / 3));

    o.everyAnchor = true; // A's second cart too: cart pay
    CHECK(topOf(computePaths(log, o)) ==
          "cart END 1; cart look cart 1; cart look help 1; cart pay END 1; ");
    o.windowMs = 3 * kMinuteMs; // B's look comes after 4 minutes
    CHECK(topOf(computePaths(log, o)) == "cart END 2; cart look cart 1; cart pay END 1; ");
    o.windowMs.reset();
    o.joinRepeats = false;
    o.hidden = {"help"};
    CHECK(topOf(computePaths(log, o)) ==
          "cart END 1; cart look cart 1; cart look look 1; cart pay END 1; ");
}

TEST_CASE("what people do before they pay, by hand") {
    EventLogBuilder builder;
    addStream(builder, "A", "look0 cart1 pay2 look3 pay6");
    addStream(builder, "B", "pay0");
    const EventLog log = builder.finish();
    PathsOptions o;
    o.anchor = anchorAt("pay");
    o.direction = PathDirection::Before;
    o.depth = 3;
    const PathsResult result = computePaths(log, o);
    // From the last pay of each, told in the order of time.
    CHECK(topOf(result) == "cart pay look pay 1; pay END 1; ");
    CHECK(loopsOf(result) == "pay look pay 1/1; ");
    CHECK(told(result) == "0:pay=2 1:look=1 1:END=1 2:pay=1 3:cart=1 | "
                          "0:pay>look=1@180 0:pay>END=1 1:look>pay=1@60 2:pay>cart=1@60");
    o.anchor = {};
    CHECK(topOf(computePaths(log, o)) == "cart pay look pay 1; pay END 1; "); // the last event
    o.direction = PathDirection::After;
    o.hidden = {"look"};
    CHECK(topOf(computePaths(log, o)) == "cart pay END 1; pay END 1; "); // the first that is shown
}

TEST_CASE("the smaller nodes of a column are put together") {
    EventLogBuilder builder;
    for (int i = 0; i < 9; ++i)
        addStream(builder, "u" + std::to_string(i),
                  "go0 " +
                      std::string(i < 4   ? "x"
                                  : i < 7 ? "y"
                                  : i < 8 ? "w"
                                          : "z") +
                      "1");
    PathsOptions o;
    o.anchor = anchorAt("go");
    o.depth = 1;
    o.most = 2;
    CHECK(told(computePaths(builder.finish(), o)) ==
          "0:go=9 1:x=4 1:y=3 1:OTHER=2 | 0:go>x=4@60 0:go>y=3@60 0:go>OTHER=2");
}

TEST_CASE("paths that make no sense are refused") {
    EventLogBuilder builder;
    addStream(builder, "A", "look0");
    const EventLog log = builder.finish();
    PathsOptions o;
    o.depth = 13;
    CHECK_THROWS_AS(computePaths(log, o), Error);
    o.depth = 0;
    CHECK_THROWS_AS(computePaths(log, o), Error);
    o.depth = 12;
    CHECK_NOTHROW(computePaths(log, o));
    o.anchor = {"", {"look"}, {{"colour", false, "red"}}};
    CHECK_THROWS_AS(computePaths(log, o), Error);
    CHECK(computePaths(EventLog{}, {}).nodes.empty());
    std::stop_source source;
    source.request_stop();
    JobControl job;
    job.stop = source.get_token();
    CHECK_THROWS_AS(computePaths(log, {}, job), Error);
}

TEST_CASE("where customers go instead of the next step, by hand") {
    EventLogBuilder builder;
    addStream(builder, "A", "look0 cart1 cart2 help5 pay70"); // stops at cart: help after 4 min
    addStream(builder, "B", "look0 cart1 search9 help10");    // search after 8
    addStream(builder, "C", "look0 cart1");                   // nothing more
    addStream(builder, "D", "look0 cart1 help90");            // nothing more within the hour
    addStream(builder, "E", "look0 cart1 pay2");              // went on
    addStream(builder, "F", "help0 look1 help3");             // stops at look: help after 2
    const EventLog log = builder.finish();
    const std::vector<FunnelStep> steps{anchorAt("look"), anchorAt("cart"), anchorAt("pay")};
    FunnelOptions o;
    o.windowMs = kHourMs;
    const auto instead = whereInstead(log, steps, o);
    REQUIRE(instead.size() == 2);
    CHECK(instead[0].step == 0);
    CHECK(instead[0].dropped == 1);
    REQUIRE(instead[0].next.size() == 1);
    CHECK(instead[0].next[0].name == "help");
    CHECK(instead[0].next[0].medianSeconds == 120.0);
    CHECK(instead[1].dropped == 4);
    REQUIRE(instead[1].next.size() == 3);
    CHECK(instead[1].next[0].name.empty());
    CHECK(instead[1].next[0].units == 2);
    CHECK(instead[1].next[0].share == 0.5);
    CHECK_FALSE(instead[1].next[0].medianSeconds);
    CHECK(instead[1].next[1].name == "help");
    CHECK(instead[1].next[1].medianSeconds == 240.0);
    CHECK(instead[1].next[2].name == "search");
    o.open = true;
    CHECK_THROWS_AS(whereInstead(log, steps, o), Error);
    o.open = false;
    o.count = CountRule::Attempts;
    CHECK_THROWS_AS(whereInstead(log, steps, o), Error);
    o.count = CountRule::Users;
    o.order = FunnelOrder::Any;
    CHECK_THROWS_AS(whereInstead(log, steps, o), Error);
}

TEST_CASE("everything a customer did stands behind a line of a why-list") {
    EventLogBuilder builder;
    addStream(builder, "A", "look5 cart1");
    addStream(builder, "B", "look0");
    addStream(builder, "A", "help1 pay9");
    const EventLog log = builder.finish();
    const auto events = eventsOfUnit(log, 0);
    std::string text;
    for (const UnitEvent& event : events)
        text += log.names[event.name] + "@" + std::to_string(event.time / kMinuteMs) + "#" +
                std::to_string(event.row) + " ";
    CHECK(text == "cart@1#1 help@1#3 look@5#0 pay@9#4 ");
    CHECK(eventsOfUnit(log, 7).empty());
}
