#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/json.hpp"
#include "cairn/model/templates.hpp"
#include "cairn/model/validate.hpp"

using namespace cairn;

TEST_CASE("a hand-written project takes defaults for what it leaves out") {
    const Project p = projectFromJson(R"({"cairn": 1, "project": {"title": "Tiny"},
        "map": [{"id": 5, "title": "One", "kind": "future"}]})");
    CHECK(p.facts.title == "Tiny");
    CHECK(p.facts.currency == "EUR");
    REQUIRE(p.maps.find(MapId{5}) != nullptr);
    CHECK(p.maps.find(MapId{5})->kind == MapKind::Future);
    CHECK(p.maps.find(MapId{5})->funnel.order == "ordered");
}

TEST_CASE("an image's bytes survive JSON, whatever they are") {
    Image image;
    image.id = ImageId{9};
    image.mediaType = "image/png";
    for (int i = 0; i < 256; ++i)
        image.bytes += static_cast<char>(i);
    for (int drop = 0; drop < 4; ++drop) {
        const Project p = put(Project{}, image);
        CHECK(projectFromJson(projectToJson(p)) == p);
        image.bytes.pop_back();
    }
}

TEST_CASE("what cannot be read is refused with its place") {
    const auto trouble = [](const char* text) {
        try {
            projectFromJson(text);
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string("nothing");
    };
    CHECK_THAT(trouble("{"), Catch::Contains("parse error"));
    CHECK_THAT(trouble("[]"), Catch::Contains("not a Cairn project"));
    CHECK_THAT(trouble(R"({"cairn": 2})"), Catch::Contains("newer Cairn"));
    CHECK_THAT(trouble(R"({"cairn": 1, "carts": []})"), Catch::Contains("carts"));
    CHECK_THAT(trouble(R"({"cairn": 1, "map": [{"id": 1, "kind": "past"}]})"),
               Catch::Contains("map[0].kind"));
    CHECK_THAT(trouble(R"({"cairn": 1, "map": [{"id": 1, "titel": "x"}]})"), Catch::Contains("titel"));
    CHECK_THAT(trouble(R"({"cairn": 1, "map": [{"id": 1}, {"id": 1}]})"), Catch::Contains("twice"));
    CHECK_THAT(trouble(R"({"cairn": 1, "map": [{"id": -1}]})"), Catch::Contains("map[0].id"));
    CHECK_THAT(trouble(R"({"cairn": 1, "map": [{"title": "x"}]})"), Catch::Contains("needs an id"));
    CHECK_THAT(trouble(R"({"cairn": 1, "emotion": [{"id": 1, "value": 1e999}]})"),
               Catch::Contains("number"));
    CHECK_THAT(trouble((std::string(100, '[') + std::string(100, ']')).c_str()),
               Catch::Contains("too deeply"));
}

TEST_CASE("a change that cannot be read is refused with its place") {
    const auto trouble = [](const char* text) {
        try {
            changesFromJson(text);
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string("nothing");
    };
    CHECK_THAT(trouble(R"({"stage": 0})"), Catch::Contains("stage") && Catch::Contains("a list"));
    CHECK_THAT(trouble(R"({"stage": {"a": 1}})"), Catch::Contains("a list is expected"));
    CHECK_THAT(trouble(R"({"stage": [[null, null]]})"), Catch::Contains("stage[0]"));
    CHECK_THAT(trouble(R"({"project": 3})"), Catch::Contains("a pair of states"));
    CHECK(trouble("[]") == "nothing");
}

TEST_CASE("a broken reference is found and named") {
    Project p = projectFromJson(R"({"cairn": 1, "map": [{"id": 1, "title": "Shop"}],
        "lane": [{"id": 2, "map": 1, "kind": "actions"}],
        "card": [{"id": 3, "map": 1, "lane": 2, "stage": 99, "text": "Payment page"}]})");
    bool found = false;
    for (const Problem& problem : validate(p))
        found |= problem.element == ElementId{3} &&
                 problem.what == "Card “Payment page” refers to a stage that does not exist.";
    CHECK(found);
}

TEST_CASE("a template becomes a project with fresh ids and all its parts") {
    const char* text = R"({"template": {"title": "Kiosk", "description": "d", "industry": "retail"},
        "personas": [{"key": "maya", "name": "Maya", "goals": ["eat"]}],
        "maps": [{"title": "Visit", "personas": ["maya"],
          "lanes": [{"kind": "actions", "title": "Doing"}, {"kind": "emotion", "title": "Feeling"}],
          "stages": [
            {"title": "Find", "events": ["home"], "emotions": {"maya": [-1.5, "lost"]},
             "cells": {"actions": ["Looks up", {"text": "Asks", "key": "ask", "owner": "Lena"}]}},
            {"title": "Buy", "steps": ["Order", "Pay"], "cells": {"Doing": ["Pays"]}}],
          "links": [{"from": "ask", "to": "Buy", "kind": "branch"}]}]})";
    CHECK(templateSummary("kiosk", text).title == "Kiosk");
    const Project p = projectFromTemplate("kiosk", text);
    CHECK(p.facts.title == "Kiosk");
    REQUIRE(p.maps.size() == 1);
    const Map& map = **p.maps.begin();
    REQUIRE(stagesOf(p, map.id).size() == 2);
    const Stage* find = stagesOf(p, map.id)[0];
    CHECK(find->binding.events == std::vector<std::string>{"home"});
    CHECK(stepsOf(p, stagesOf(p, map.id)[1]->id).size() == 2);
    REQUIRE(p.cards.size() == 3);
    REQUIRE(p.emotions.size() == 1);
    CHECK((*p.emotions.begin())->value == -1.5);
    CHECK((*p.emotions.begin())->text == "lost");
    REQUIRE(p.links.size() == 1);
    CHECK((*p.links.begin())->kind == LinkKind::Branch);
    CHECK(validate(p).empty());
    CHECK_FALSE(projectFromTemplate("kiosk", text) == p); // fresh ids each time
}
