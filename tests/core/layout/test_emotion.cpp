#include <algorithm>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/layout/curve.hpp"
#include "core/layout/sample_map.hpp"

using namespace cairn;
using namespace cairn::test;

TEST_CASE("an emotion point lies one unit higher for each step of feeling") {
    MapBuilder b;
    const PersonaId maya = b.persona("Maya");
    const LaneId lane = b.lane(LaneKind::Emotion);
    std::vector<EmotionId> points;
    for (const double value : {2.0, 0.0, -2.0, 7.0})
        points.push_back(b.emotion(maya, b.stage("S"), value));
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    CHECK(list.emotionUnit == 20);
    const auto centre = [&](EmotionId id) {
        return regionOf(list, RegionKind::EmotionPoint, id).rect.centre();
    };
    // The lane's name takes 20, then 24 of air to +2.
    const double top = regionOf(list, RegionKind::LaneHeader, lane).rect.y + 44;
    CHECK(centre(points[0]).y == top);
    CHECK(centre(points[1]).y == top + 40);
    CHECK(centre(points[2]).y == top + 80);
    CHECK(centre(points[3]).y == top); // beyond the scale is its end
    CHECK(centre(points[1]).x == centre(points[0]).x + 200);
    const auto faceOf = [&](EmotionId id) { return shapesOf<Icon>(list, id).front().name; };
    CHECK(faceOf(points[0]) == "face-p2");
    CHECK(faceOf(points[1]) == "face-0");
    CHECK(faceOf(points[2]) == "face-m2");
    CHECK(regionsOf(list, RegionKind::EmotionCell).size() == 4);
    for (const char* word : {"delighted", "fine", "lost"})
        CHECK(says(list, word, lane));
}

TEST_CASE("several personas are told apart by a name at the end of each curve") {
    MapBuilder b;
    const PersonaId maya = b.persona("Maya"), jonas = b.persona("Jonas", 1),
                    none = b.persona("Nobody", 2);
    b.lane(LaneKind::Emotion);
    std::vector<EmotionId> same;
    for (int i = 0; i < 4; ++i) {
        const StageId stage = b.stage("S");
        if (i == 1)
            continue; // a missing stage is skipped by the curve
        b.emotion(maya, stage, 1, "curious and a little careful");
        same.push_back(b.emotion(jonas, stage, 1));
    }
    const DisplayList list = b.layout();
    CHECK(brokenRules(list).empty());
    CHECK(says(list, "Maya", maya));
    CHECK(says(list, "Jonas", jonas));
    const auto curves = shapesOf<Path>(list, jonas);
    REQUIRE(curves.size() == 2); // and its sign in the legend
    CHECK(curves[0].segments.size() == 2);
    CHECK(curves[1].segments.size() == 3); // a move and two curves
    CHECK(shapesOf<Path>(list, none).empty());
    CHECK(shapesOf<Icon>(list, same[0]).empty()); // faces for the first persona only
}

TEST_CASE("a curve stays between its neighbouring points") {
    REQUIRE(rc::check([](const std::vector<int>& raw) {
        std::vector<PointF> points;
        for (std::size_t i = 0; i < raw.size(); ++i)
            points.push_back({static_cast<double>(i) * 200,
                              static_cast<double>(std::abs(raw[i] % 41)) / 10 - 2});
        const auto segments = layout::monotoneCurve(points);
        RC_ASSERT(segments.size() == points.size());
        for (std::size_t i = 1; i < segments.size(); ++i) {
            const auto [low, high] = std::minmax(points[i - 1].y, points[i].y);
            const std::vector<Path::Segment> one{{Path::Segment::Kind::Move, {}, {}, points[i - 1]},
                                                 segments[i]};
            for (const PointF& p : layout::pointsAlong(one, 20))
                RC_ASSERT(p.y >= low - 1e-9 && p.y <= high + 1e-9);
        }
    }));
}
