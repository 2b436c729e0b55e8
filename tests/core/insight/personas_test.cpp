#include <catch2/catch.hpp>

#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

/// "Visit -> Cart -> Pay" and one persona.
Project shop(std::vector<PropertyFilter> segment) {
    Project project = addMap({}, MapId{1}, "Shop", MapKind::Current, false);
    for (const auto& [id, title, event] :
         {std::tuple{11, "Visit", "visit"}, {12, "Cart", "cart"}, {13, "Pay", "pay"}}) {
        const StageId stage{static_cast<std::uint64_t>(id)};
        project = addStage(project, stage, MapId{1}, title);
        project = bind(project, stage, {{event}, {}});
    }
    project = addPersona(project, PersonaId{31}, "Ada");
    Persona persona = *project.personas.find(PersonaId{31});
    persona.segment = std::move(segment);
    return put(project, persona);
}

/// Five customers: a, b and c are on the plan Pro, d on Free, e on none.
///   a: visit cart pay (email)   b: visit cart (email)   c: visit (cpc, then direct)
///   d: visit cart pay (cpc)     e: cart (no medium)
DatasetContent five(const char* mediumColumn = "utm_medium") {
    EventLogBuilder builder({"plan", mediumColumn});
    TimeMs time = 0;
    const auto add = [&](const char* user, const char* event, std::string_view plan,
                         std::string_view medium) {
        const std::string_view values[] = {plan, medium};
        builder.add(user, time += kHourMs, event, values);
    };
    add("a", "visit", "Pro", "email");
    add("a", "cart", "Pro", "email");
    add("a", "pay", "Pro", "email");
    add("b", "visit", "Pro", "email");
    add("c", "visit", "Pro", "cpc");
    add("c", "visit", "Pro", "direct");
    add("d", "visit", "Free", "cpc");
    add("d", "cart", "Free", "cpc");
    add("d", "pay", "Free", "cpc");
    add("e", "cart", "", "");
    add("b", "cart", "Pro", "email");
    return builder.finish();
}

PersonaFigures figuresOf(const Project& project, const DatasetContent& content) {
    const MapFindings findings = computeFindings(project, MapId{1}, &content);
    REQUIRE(findings.personaOf(PersonaId{31}));
    return *findings.personaOf(PersonaId{31});
}

constexpr FilterOp kIs = FilterOp::Is, kIsNot = FilterOp::IsNot;

} // namespace

TEST_CASE("a persona bound to a segment gets its share, conversion and channel from the data") {
    const PersonaFigures ada = figuresOf(shop({{"plan", kIs, "Pro"}}), five());
    CHECK(ada.trouble.empty());
    CHECK(ada.share.part == 3); // a, b, c of five
    CHECK(ada.share.whole == 5);
    CHECK(*ada.share.share == Approx(0.6));
    CHECK(ada.share.few);
    REQUIRE(ada.conversion);
    CHECK(ada.conversion->part == 1); // only a paid
    CHECK(ada.conversion->whole == 3);
    CHECK(*ada.conversion->share == Approx(1.0 / 3));
    // Wilson's interval of 1 of 3 by hand: 0.42693 -+ 0.36542
    CHECK(ada.conversion->interval->low == Approx(0.0615).margin(0.0001));
    CHECK(ada.conversion->interval->high == Approx(0.7924).margin(0.0001));
    CHECK(ada.from == StageId{11});
    CHECK(ada.to == StageId{13});
    CHECK(ada.channel == "email"); // a and b
    CHECK(ada.channelColumn == "utm_medium");
    CHECK(ada.channelShare.part == 2);
    CHECK(ada.channelShare.whole == 3);
}

TEST_CASE("all conditions of a segment hold, and what is not may also be missing") {
    const PersonaFigures other = figuresOf(shop({{"plan", kIsNot, "Pro"}}), five());
    CHECK(other.share.part == 2); // d and e
    CHECK(other.conversion->part == 1);
    CHECK(other.conversion->whole == 1); // e never visited
    CHECK(other.channel == "cpc");
    CHECK(other.channelShare.part == 1);
    CHECK(other.channelShare.whole == 2);

    const PersonaFigures both =
        figuresOf(shop({{"plan", kIs, "Pro"}, {"utm_medium", kIs, "cpc"}}), five());
    CHECK(both.share.part == 1); // c, who came twice, once by cpc
    CHECK(both.conversion->part == 0);
    CHECK(both.channel == "cpc"); // as many as direct: the first by name
    const PersonaFigures none = figuresOf(shop({{"plan", kIs, ""}}), five());
    CHECK(none.share.part == 1); // e has no plan in any event
    CHECK(none.conversion->whole == 0);
    CHECK_FALSE(none.conversion->share);
    CHECK(none.channel.empty());
    CHECK(figuresOf(shop({{"plan", kIsNot, ""}}), five()).share.part == 4);
    CHECK(figuresOf(shop({{"plan", kIs, "Platinum"}}), five()).share.part == 0);
}

TEST_CASE("without a column of channels the bound touchpoints say where a persona was met") {
    Project project = shop({{"plan", kIs, "Pro"}});
    project = addLane(project, LaneId{5}, MapId{1}, LaneKind::Touchpoints, "Touchpoints");
    for (const auto& [id, event, channel] : {std::tuple{101, "cart", Channel::Website},
                                             {102, "visit", Channel::Search},
                                             {103, "pay", Channel::Email}}) {
        const CardId card{static_cast<std::uint64_t>(id)};
        project = addCard(project, card, {LaneId{5}, StageId{11}, {}, {}}, event);
        Card changed = *project.cards.find(card);
        changed.channel = channel;
        changed.binding.events = {event};
        project = put(project, changed);
    }
    const PersonaFigures ada = figuresOf(project, five("age"));
    CHECK(ada.channel == "search"); // all three visited, two had a cart, one paid
    CHECK(ada.channelColumn.empty());
    CHECK(ada.channelShare.part == 3);
}

TEST_CASE("properties of customers from a second file make a segment too") {
    DatasetContent content = five();
    EventLog& log = std::get<EventLog>(content);
    // Units are numbered as they come: a b c d e.
    log.unitProperties.push_back({"country", {"DE", "FR"}, {0, 1, 0, 1, kNoValue}});
    const PersonaFigures german = figuresOf(shop({{"country", kIs, "DE"}}), content);
    CHECK(german.share.part == 2); // a and c
    CHECK(german.conversion->part == 1);
    CHECK(german.conversion->whole == 2);
}

TEST_CASE("a segment that the data cannot tell says what is missing, and nothing is guessed") {
    const PersonaFigures lost = figuresOf(shop({{"tariff", kIs, "Pro"}}), five());
    CHECK(lost.trouble.find("no column “tariff”") != std::string::npos);
    CHECK(lost.trouble.find("plan, utm_medium") != std::string::npos);
    CHECK_FALSE(lost.share.share);
    CHECK_FALSE(lost.conversion);
    const DatasetContent counts = StepCounts{{{"visit", "", 10}, {"cart", "", 5}}};
    CHECK_FALSE(figuresOf(shop({{"plan", kIs, "Pro"}}), counts).trouble.empty());

    Project unbound = shop({});
    const DatasetContent content = five();
    CHECK(computeFindings(unbound, MapId{1}, &content).personas.empty());
    CHECK(segmentSentence({{"plan", kIs, "Pro"}, {"country", kIsNot, ""}}) ==
          "plan is Pro, country is not (none)");
}
