#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "cairn/analytics/precedence.hpp"
#include "cairn/insight/bindings.hpp"
#include "cairn/model/edits.hpp"

using namespace cairn;

namespace {

Project mapOf(const std::vector<std::string>& titles) {
    Project project = addMap({}, MapId{1}, "Journey", MapKind::Current, false);
    for (std::uint64_t i = 0; i < titles.size(); ++i)
        project = addStage(project, StageId{10 + i}, MapId{1}, titles[i]);
    return addLane(project, LaneId{5}, MapId{1}, LaneKind::Touchpoints, "Touchpoints");
}

Project withCard(Project project, CardId id, StageId stage, const char* text, Channel channel) {
    project = addCard(std::move(project), id, {LaneId{5}, stage, {}, {}}, text);
    Card card = *project.cards.find(id);
    card.channel = channel;
    return put(std::move(project), card);
}

std::optional<BindingSuggestion> bestFor(const std::vector<BindingSuggestion>& all, ElementId id) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.element == id; });
    return at == all.end() ? std::nullopt : std::optional(*at);
}

/// What a stage of that title would be bound to.
std::string boundTo(const std::string& title, const std::vector<std::string>& events) {
    const auto best =
        bestFor(suggestBindings(mapOf({title}), MapId{1}, events), ElementId(StageId{10}));
    return best ? best->event : "";
}

/// The stages of a shop's journey from the first sight on.
Project onlineShop() {
    return mapOf({"Discover", "Browse", "Add to cart", "Check out", "Receive", "Return and tell"});
}

using Bound = std::vector<std::string>;

/// The best for each of six stages, "-" for none.
Bound stagesBound(const std::vector<BindingSuggestion>& all) {
    Bound bound;
    for (std::uint64_t i = 10; i < 16; ++i) {
        const auto best = bestFor(all, StageId{i});
        bound.push_back(best ? best->event : "-");
    }
    return bound;
}

TimeMs at(int minute) {
    return TimeMs{minute} * 60'000;
}

} // namespace

TEST_CASE("a stage finds its event in another language") {
    const std::vector<std::string> english{"page_view", "add_to_cart", "begin_checkout", "purchase",
                                           "logout"};
    CHECK(boundTo("Warenkorb", english) == "add_to_cart");
    CHECK(boundTo("Zur Kasse", english) == "begin_checkout");
    CHECK(boundTo("Commande", english) == "purchase");
    CHECK(boundTo("Compra", english) == "purchase");
    CHECK(boundTo("Bestelling", english) == "purchase");
    CHECK(boundTo("Cart", {"suche", "warenkorb", "bestellung"}) == "warenkorb");
    CHECK(boundTo("Buy", {"visite", "panier", "commande"}) == "commande");
    CHECK(boundTo("Sign up", {"sesión", "registro", "pago"}) == "registro");
    CHECK(boundTo("Log in", {"inloggen", "afrekenen"}) == "inloggen");
    CHECK(boundTo("Wait", english).empty());
}

TEST_CASE("a suggestion says why") {
    const std::vector<std::string> events{"add_to_cart", "pay"};
    const auto why = [&](const char* stage) {
        return bestFor(suggestBindings(mapOf({stage}), MapId{1}, events), StageId{10})->why;
    };
    CHECK(why("Cart") == BindingReason::SameWords);
    CHECK(why("Basket") == BindingReason::SameMeaning);
    CHECK(why("Payment") == BindingReason::SameMeaning);
    CHECK(nameOf(BindingReason::SameMeaning) == "means the same");
    CHECK(nameOf(BindingReason::SameChannel) == "same channel");
}

TEST_CASE("a touchpoint finds the event of its channel") {
    Project project = mapOf({"Cart"});
    project = withCard(project, CardId{100}, StageId{10}, "A reminder", Channel::Email);
    project = withCard(project, CardId{101}, StageId{10}, "Our people", Channel::Phone);
    const std::vector<std::string> events{"cart", "email_bounced", "email_opened"};
    const auto all = suggestBindings(project, MapId{1}, events);
    const auto email = bestFor(all, CardId{100});
    REQUIRE(email);
    CHECK(email->event == "email_opened"); // a bounced one reached nobody
    CHECK(email->why == BindingReason::SameChannel);
    CHECK_FALSE(bestFor(all, CardId{101}));
}

TEST_CASE("a touchpoint's free words are no cart because of a bag") {
    Project project = mapOf({"Visit"});
    project = withCard(project, CardId{100}, StageId{10}, "Story with the bag", Channel::None);
    project = withCard(project, CardId{101}, StageId{10}, "Basket", Channel::None);
    const auto all = suggestBindings(project, MapId{1}, std::vector<std::string>{"cart"});
    const auto story = bestFor(all, CardId{100});
    CHECK((!story || story->score < 0.5)); // what is bound without being asked is surer than that
    REQUIRE(bestFor(all, CardId{101}));
    CHECK(bestFor(all, CardId{101})->event == "cart");
}

TEST_CASE("a touchpoint finds its stage's event where a column says its channel") {
    Project project = mapOf({"Cart"});
    project = withCard(project, CardId{100}, StageId{10}, "A reminder", Channel::Email);
    const ChannelColumn medium{"utm_medium", {"cpc", "email", "organic"}};
    const std::vector<std::string> events{"add_to_cart", "purchase"};
    const auto found =
        bestFor(suggestBindings(project, MapId{1}, events, std::span(&medium, 1)), CardId{100});
    REQUIRE(found);
    CHECK(found->binding() ==
          EventBinding{{"add_to_cart"}, {{"utm_medium", FilterOp::Is, "email"}}});
    CHECK(found->why == BindingReason::SameChannel);
    CHECK(saysChannel("utm_medium"));
    CHECK_FALSE(saysChannel("medium_price"));
}

TEST_CASE("each event is given to the stage that it fits best, a purchase to where people buy") {
    const std::vector<std::string> shop{"home",        "catalog",      "product_view",
                                        "add_to_cart", "cart",         "shipping_details",
                                        "purchase",    "payment_error"};
    Project project = onlineShop();
    project = withCard(project, CardId{100}, StageId{13}, "Confirmation", Channel::Email);
    project = withCard(project, CardId{101}, StageId{10}, "Newsletter", Channel::Email);
    project = withCard(project, CardId{102}, StageId{12}, "Cart reminder", Channel::Email);
    const ChannelColumn came{"acquisition_channel", {"email", "organic"}};
    const auto all = suggestBindings(project, MapId{1}, shop, std::span(&came, 1));
    CHECK(stagesBound(all) ==
          Bound{"home", "catalog", "add_to_cart", "purchase", "-", "-"}); // by hand
    // How somebody came says where they began, not how they were thanked for the order.
    const auto thanks = bestFor(all, CardId{100});
    CHECK((!thanks || (thanks->filters.empty() && thanks->event != "cart")));
    REQUIRE(bestFor(all, CardId{101}));
    CHECK(bestFor(all, CardId{101})->binding() ==
          EventBinding{{"home"}, {{"acquisition_channel", FilterOp::Is, "email"}}});
    CHECK(std::any_of(all.begin(), all.end(), [](const BindingSuggestion& s) {
        return s.element == ElementId(CardId{102}) && s.event == "add_to_cart" &&
               s.filters.size() == 1;
    }));
    // No event is two stages', wherever it stands in their lists.
    std::map<std::string, std::set<ElementId>> owners;
    for (const BindingSuggestion& s : all)
        if (project.stages.find(s.element.as<StageTag>()))
            owners[s.event].insert(s.element);
    for (const auto& [event, stages] : owners)
        CHECK(stages.size() == 1);
    // An event that says "checkout" is surer there; and a stage that says "order" takes the
    // purchase.
    CHECK(boundTo("Check out", {"cart", "purchase", "begin_checkout"}) == "begin_checkout");
    CHECK(boundTo("Pay", {"cart", "checkout", "purchase"}) == "purchase");
    CHECK(boundTo("Confirm", {"cart", "purchase"}) == "purchase");
    CHECK(boundTo("Kasse", {"cart", "purchase"}) == "purchase");
}

TEST_CASE("counted steps of shop and web reports find the stages of an online shop") {
    const Project project = onlineShop();
    const auto bound = [&](const std::vector<std::string>& steps) {
        return stagesBound(suggestSteps(project, MapId{1}, steps));
    };
    CHECK(bound({"Online store visitors", "Sessions", "Sessions with cart additions",
                 "Sessions that reached checkout"}) ==
          Bound{"Sessions", "-", "Sessions with cart additions", "Sessions that reached checkout",
                "-", "-"});
    CHECK(bound({"Sessions", "Sessions with cart additions", "Sessions that completed checkout"}) ==
          Bound{"Sessions", "-", "Sessions with cart additions", "Sessions that completed checkout",
                "-", "-"});
    CHECK(bound({"session_start", "view_item", "purchase"}) ==
          Bound{"session_start", "view_item", "-", "purchase", "-", "-"});
    // The first stage is where who only came is, whatever it is called.
    const auto first = suggestSteps(mapOf({"Hello", "Look", "Again", "Buy"}), MapId{1},
                                    std::vector<std::string>{"Sessions", "Purchases"});
    CHECK(stagesBound(first) == Bound{"Sessions", "-", "-", "Purchases", "-", "-"});
}

TEST_CASE("a delivery is where customers receive, in German as in English") {
    for (const char* word : {"Delivery", "Lieferung", "Livraison", "shipped"}) {
        INFO(word);
        const auto found = bestFor(suggestBindings(mapOf({"Buy", "Receive"}), MapId{1},
                                                   std::vector<std::string>{"Kasse", word}),
                                   StageId{11});
        REQUIRE(found);
        CHECK(found->event == word);
        CHECK(found->score >= 0.6); // as sure as has to be
    }
    CHECK(boundTo("Erhalten", {"Kasse", "Lieferung"}) == "Lieferung");
}

TEST_CASE("counted steps find stages by name, and those between by their order") {
    const Project project = mapOf({"Land", "Look", "Basket", "Buy"});
    const std::vector<std::string> steps{"All sessions", "Product page", "Add to cart", "Purchase"};
    const auto all = suggestSteps(project, MapId{1}, steps);
    REQUIRE(all.size() == 4);
    CHECK(bestFor(all, StageId{10})->event == "All sessions");
    CHECK(bestFor(all, StageId{10})->why == BindingReason::SamePlace);
    CHECK(bestFor(all, StageId{11})->event == "Product page");
    CHECK(bestFor(all, StageId{11})->why == BindingReason::SamePlace);
    CHECK(bestFor(all, StageId{12})->why == BindingReason::SameMeaning);
    CHECK(bestFor(all, StageId{13})->event == "Purchase");
}

TEST_CASE("counted steps do not cross, and a gap that is not as wide on both sides stays open") {
    // "Cart" stands behind "Purchase" in the file: only one of the two can be believed.
    const Project crossed = mapOf({"Cart", "Purchase"});
    const auto one = suggestSteps(crossed, MapId{1}, std::vector<std::string>{"Purchase", "Cart"});
    CHECK(one.size() == 1);
    // Three steps stand before "Purchase", two stages before "Buy".
    const Project wider = mapOf({"Alpha", "Beta", "Buy"});
    const auto some =
        suggestSteps(wider, MapId{1}, std::vector<std::string>{"One", "Two", "Three", "Purchase"});
    REQUIRE(some.size() == 1);
    CHECK(some[0].event == "Purchase");
}

TEST_CASE("what comes before what is counted by unit, time and row") {
    EventLogBuilder builder;
    builder.add("u", at(5), "chat"); // last step: cart
    builder.add("u", at(0), "visit");
    builder.add("u", at(1), "chat"); // last step: visit
    builder.add("u", at(2), "cart");
    builder.add("v", at(0), "chat"); // nothing before it
    builder.add("v", at(1), "cart");
    builder.add("v", at(1), "chat"); // the same instant, a later row: cart
    const EventLog log = builder.finish();
    const std::vector<FunnelStep> steps{{"Visit", {"visit"}, {}}, {"Cart", {"cart"}, {}}};
    const std::vector<std::string> asked{"chat", "never"};
    for (const unsigned threads : {1U, 3U}) {
        const auto found = whatComesBefore(log, steps, asked, {}, threads);
        REQUIRE(found.size() == 2);
        CHECK(found[0].events == 4);
        CHECK(found[0].after == std::vector<std::uint64_t>{1, 2});
        CHECK(found[1].events == 0);
        CHECK(found[1].after == std::vector<std::uint64_t>{0, 0});
    }
}

TEST_CASE("events without a place become touchpoints where they mostly happen") {
    Project project = mapOf({"Visit", "Cart"});
    project = bind(project, StageId{10}, {{"visit"}, {}});
    project = bind(project, StageId{11}, {{"cart"}, {}});
    EventLogBuilder builder;
    builder.add("u", at(0), "visit");
    builder.add("u", at(1), "cart");
    builder.add("u", at(2), "live_chat");
    builder.add("v", at(0), "email_sent");
    builder.add("v", at(1), "visit");
    builder.add("v", at(2), "live_chat");
    builder.add("v", at(3), "cart");
    builder.add("v", at(4), "live_chat");
    const DatasetContent content = builder.finish();
    const std::vector<std::string> asked{"live_chat", "email_sent"};
    const auto places = placeTouchpoints(project, MapId{1}, content, asked);
    REQUIRE(places.size() == 2);
    CHECK(places[0].stage == StageId{11}); // twice after cart, once after visit
    CHECK(places[0].after == 2);
    CHECK(places[0].events == 3);
    CHECK(places[1].stage == StageId{10}); // nothing came before it: the first stage
    CHECK(places[1].after == 0);

    const Project after = addTouchpoints(project, MapId{1}, places);
    const auto inCart = cardsIn(after, LaneId{5}, StageId{11});
    REQUIRE(inCart.size() == 1);
    CHECK(inCart[0]->text == "Live chat");
    CHECK(inCart[0]->kind == CardKind::Touchpoint);
    CHECK(inCart[0]->channel == Channel::Chat);
    CHECK(inCart[0]->binding == EventBinding{{"live_chat"}, {}});
    const auto inVisit = cardsIn(after, LaneId{5}, StageId{10});
    REQUIRE(inVisit.size() == 1);
    CHECK(inVisit[0]->channel == Channel::Email);
}

TEST_CASE("stages are made of counted steps, and only empty ones make room") {
    Project project = mapOf({"Discover", "Consider", "Buy"});
    project = withCard(project, CardId{100}, StageId{11}, "A talk", Channel::None);
    const Project after =
        addStagesOf(project, MapId{1}, std::vector<std::string>{"session_start", "Purchase"});
    std::vector<std::string> titles;
    for (const Stage* stage : stagesOf(after, MapId{1}))
        titles.push_back(stage->title);
    CHECK(titles == std::vector<std::string>{"Consider", "Session start", "Purchase"});
    CHECK(stagesOf(after, MapId{1})[1]->binding == EventBinding{{"session_start"}, {}});
}

TEST_CASE("steps that are not on the map yet get their stages where their order has them") {
    Project project = mapOf({"Visit", "Nothing yet", "Buy"});
    project = bind(project, StageId{10}, {{"visit"}, {}});
    project = bind(project, StageId{12}, {{"order"}, {}});
    const Project after = addStagesOf(project, MapId{1},
                                      std::vector<std::string>{"visit", "cart", "order", "thanks"});
    std::vector<std::string> titles;
    for (const Stage* stage : stagesOf(after, MapId{1}))
        titles.push_back(stage->title);
    CHECK(titles == std::vector<std::string>{"Visit", "Nothing yet", "Cart", "Buy", "Thanks"});
}

TEST_CASE("the stages of a log stand in the order in which they mostly happen, lost deals aside") {
    // Deal 1: met, offer, won. Deal 2: met, offer. Deal 3: offer, met, won. Deal 4: met, closed
    // lost.
    EventLogBuilder builder;
    const std::pair<const char*, std::vector<const char*>> deals[] = {
        {"1", {"met", "offer", "won"}},
        {"2", {"met", "offer"}},
        {"3", {"offer", "met", "won"}},
        {"4", {"met", "closed lost"}}};
    for (const auto& [deal, stages] : deals)
        for (std::size_t i = 0; i < stages.size(); ++i)
            builder.add(deal, at(static_cast<int>(i)), stages[i]);
    // Mean places: met (0 + 0 + 1/2) / 3, offer (1/2 + 1 + 0) / 3, won 1; deal 4 has one event
    // asked.
    const EventLog log = builder.finish();
    CHECK(stepsOf(log, 12) == std::vector<std::string>{"met", "offer", "won"});
    const auto places = meanPlaces(log, std::vector<std::string>{"met", "offer", "won", "none"});
    CHECK(*places[0] == Approx(1.0 / 6));
    CHECK(*places[1] == Approx(0.5));
    CHECK(*places[2] == Approx(1));
    CHECK_FALSE(places[3]);
}
