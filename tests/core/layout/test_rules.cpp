#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "cairn/model/names.hpp"
#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

const std::vector<std::string> kTexts{
    "",
    "Pay",
    "Sees a friend's post, looks the shop up",
    "Donaudampfschifffahrtsgesellschaftskapit\u00e4nsm\u00fctze und "
    "Rechtsschutzversicherungsgesellschaften",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643 \u0641\u064a \u0645\u062a\u062c\u0631\u0646\u0627 "
    "\u0627\u0644\u0625\u0644\u0643\u062a\u0631\u0648\u0646\u064a",
    "\u30aa\u30f3\u30e9\u30a4\u30f3\u30b7\u30e7\u30c3\u30d7\u3067\u521d\u3081\u3066\u8cb7\u3044"
    "\u7269\u3092\u3059\u308b\u304a\u5ba2\u69d8\u306e\u4f53\u9a13",
    "First line\nsecond line\n\nfourth line",
    std::string(900, 'x'),
};

std::string anyText() {
    return *rc::gen::elementOf(kTexts);
}
int anyBelow(int n) {
    return *rc::gen::inRange(0, n);
}

MapBuilder anyMap() {
    MapBuilder b;
    Map m = b.mapElement();
    m.title = anyText();
    m.scenario = anyText();
    b.put(m);
    std::vector<PersonaId> personas;
    for (int i = anyBelow(5); i > 0; --i)
        personas.push_back(b.persona(anyText(), i));
    std::vector<StageId> stages;
    for (int i = anyBelow(6); i > 0; --i) {
        stages.push_back(b.stage(anyText()));
        for (int k = anyBelow(4) - 1; k > 0; --k)
            b.step(stages.back(), anyText());
        if (anyBelow(3) > 0)
            b.reached(stages.back(), anyBelow(2) ? anyBelow(9999999) : anyBelow(3),
                      anyBelow(900000));
        for (const PersonaId persona : personas)
            if (anyBelow(4) > 0)
                b.emotion(persona, stages.back(), anyBelow(41) / 10.0 - 2, anyText());
    }
    b.counted();
    for (int i = anyBelow(7); i > 0; --i) {
        const LaneKind kind = *rc::gen::elementOf(
            std::vector<LaneKind>(allOf<LaneKind>().begin(), allOf<LaneKind>().end()));
        const LaneId lane = b.lane(kind, anyText());
        Lane l = *b.project.lanes.find(lane);
        l.collapsed = anyBelow(6) == 0;
        b.project.lanes.put(l);
        for (const StageId stage : stages)
            for (int k = anyBelow(4); k > 0; --k) {
                Card c = b.card(lane, stage, anyText());
                c.owner = anyText();
                c.tags = {anyText()};
                c.momentOfTruth = anyBelow(2) == 0;
                c.channel = anyBelow(2) == 0 ? Channel::Website : Channel::None;
                if (anyBelow(2) == 0)
                    c.severity = anyBelow(5);
                b.project.cards.put(c);
                if (anyBelow(2) == 0)
                    b.pain(c.id, stage, anyBelow(101));
            }
    }
    return b;
}

RectF mirrored(RectF r, double width) {
    r.x = width - r.x - r.width;
    return r;
}

} // namespace

TEST_CASE("no map, however strange, breaks a rule of the layout") {
    REQUIRE(rc::check([] {
        const MapBuilder b = anyMap();
        LayoutOptions options;
        options.forEditing = anyBelow(2) == 0;
        options.rightToLeft = anyBelow(2) == 0;
        const DisplayList list = b.layout(options);
        const std::vector<std::string> broken = brokenRules(list);
        if (!broken.empty())
            RC_LOG() << broken.front() << "\n";
        RC_ASSERT(broken.empty());
        RC_ASSERT(regionsOf(list, RegionKind::StageHeader).size() == b.project.stages.size());
        RC_ASSERT(regionsOf(list, RegionKind::LaneHeader).size() == b.project.lanes.size());
        std::size_t shown = 0;
        for (const auto& card : b.project.cards) {
            const Lane& lane = *b.project.lanes.find(card->lane);
            shown += holdsCards(lane.kind) && !lane.collapsed;
        }
        RC_ASSERT(regionsOf(list, RegionKind::Card).size() == shown);
    }));
}

TEST_CASE("right to left is the exact mirror image") {
    REQUIRE(rc::check([] {
        const MapBuilder b = anyMap();
        LayoutOptions options;
        const DisplayList left = b.layout(options);
        options.rightToLeft = true;
        const DisplayList right = b.layout(options);
        const double w = left.size.width;
        RC_ASSERT(right.size == left.size);
        RC_ASSERT(right.rightToLeft);
        RC_ASSERT(right.items.size() == left.items.size());
        const auto near = [](const RectF& a, const RectF& c) {
            return std::abs(a.x - c.x) < 1e-6 && a.y == c.y && std::abs(a.width - c.width) < 1e-6 &&
                   a.height == c.height;
        };
        for (std::size_t i = 0; i < left.items.size(); ++i) {
            RC_ASSERT(near(boundsOf(right.items[i]), mirrored(boundsOf(left.items[i]), w)));
            const auto *a = std::get_if<Text>(&left.items[i].shape),
                       *z = std::get_if<Text>(&right.items[i].shape);
            if (!a)
                continue;
            const bool turned = (a->align == Align::Centre) == (z->align == Align::Centre) &&
                                (a->align == Align::Centre || z->align != a->align);
            RC_ASSERT(turned);
            for (std::size_t k = 0; k < a->lines.size(); ++k)
                RC_ASSERT(std::abs(z->lines[k].x - (w - a->lines[k].x - a->lines[k].width)) < 1e-6);
        }
        for (std::size_t i = 0; i < left.regions.size(); ++i)
            RC_ASSERT(near(right.regions[i].rect, mirrored(left.regions[i].rect, w)));
    }));
}

TEST_CASE("the same map gives the same list") {
    MapBuilder b;
    b.card(b.lane(LaneKind::Actions), b.stage("A"), "one");
    CHECK(dump(b.layout()) == dump(b.layout()));
}
