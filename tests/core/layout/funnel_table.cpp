#include <catch2/catch.hpp>

#include <algorithm>

#include "cairn/layout/charts.hpp"

using namespace cairn;

namespace {

StepResult step(std::uint64_t reached, std::uint64_t first, std::uint64_t before) {
    StepResult s;
    s.label = before ? "purchase" : "catalog";
    s.reached = reached;
    s.overall = double(reached) / double(first);
    s.interval = wilson95(reached, first);
    if (before)
        s.stepConversion = double(reached) / double(before);
    s.few = first < kFew;
    return s;
}

MapFindings findings() {
    MapFindings f;
    f.hasData = true;
    f.funnelStages = {StageId{1}, StageId{2}};
    f.funnel.emplace();
    f.funnel->steps = {step(600, 600, 0), step(225, 600, 600)};
    f.funnel->breakdown = {{"desktop", {step(580, 580, 0), step(215, 580, 580)}},
                           {"(none)", {step(20, 20, 0), step(10, 20, 20)}}};
    return f;
}

std::vector<std::string> words(const FunnelTable& table) {
    std::vector<std::string> all;
    for (const Item& item : table.list.items)
        if (const auto* text = std::get_if<Text>(&item.shape))
            for (const TextLine& line : text->lines)
                all.push_back(line.text);
    return all;
}

bool has(const std::vector<std::string>& all, const std::string& word) {
    return std::find(all.begin(), all.end(), word) != all.end();
}

} // namespace

TEST_CASE("a funnel table has a row for all and one a segment, few people marked") {
    FunnelTableWords own;
    own.none = "without platform";
    const FunnelTable table =
        layoutFunnelTable({}, findings(), FixedMeasurer(), EnglishPhrases(), own);
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].segment.empty());
    CHECK(table.rows[1].segment == "desktop");
    CHECK(table.rows[2].segment == "(none)");
    const auto all = words(table);
    CHECK(has(all, "without platform"));
    CHECK(has(all, "225"));
    CHECK(has(all, EnglishPhrases().percent(0.375)));
    CHECK(std::count(all.begin(), all.end(), EnglishPhrases().few()) == 1);
}

TEST_CASE("a bar's length is its share of the segment's first step") {
    const FunnelTable table = layoutFunnelTable({}, findings(), FixedMeasurer(), EnglishPhrases());
    std::vector<double> widths;
    for (const Item& item : table.list.items)
        if (const auto* box = std::get_if<Box>(&item.shape);
            box && box->fill == Paint{Colour::Bar} && box->rect.height == 12)
            widths.push_back(box->rect.width);
    REQUIRE(widths.size() == 2);
    CHECK(widths[1] / widths[0] == Approx(0.375).margin(0.5 / widths[0]));
}

TEST_CASE("every text of a funnel table stays inside it and clear of the others, also from right "
          "to left") {
    for (const bool rightToLeft : {false, true})
        for (const double width : {420.0, 900.0, 1400.0}) {
            const FunnelTable table = layoutFunnelTable({}, findings(), FixedMeasurer(),
                                                        EnglishPhrases(), {}, {width, rightToLeft});
            std::vector<RectF> taken;
            for (const Item& item : table.list.items)
                if (const auto* text = std::get_if<Text>(&item.shape))
                    for (std::size_t i = 0; i < text->lines.size(); ++i) {
                        const TextLine& line = text->lines[i];
                        const double step = text->rect.height / double(text->lines.size());
                        const RectF rect{line.x, text->rect.y + double(i) * step, line.width, step};
                        INFO(line.text << " at width " << width);
                        CHECK(rect.x >= 0);
                        CHECK(rect.right() <= table.list.size.width);
                        CHECK(rect.bottom() <= table.list.size.height);
                        for (const RectF& other : taken)
                            CHECK_FALSE(rect.intersects(other));
                        taken.push_back(rect);
                    }
        }
}

TEST_CASE("four steps fit a narrow drawer whole, whiskers too") {
    MapFindings f;
    f.hasData = true;
    f.funnelStages = {StageId{1}, StageId{2}, StageId{3}, StageId{4}};
    f.funnel.emplace();
    f.funnel->steps = {step(600, 600, 0), step(511, 600, 600), step(431, 600, 511),
                       step(225, 600, 431)};
    f.funnel->breakdown = {
        {"mobile",
         {step(209, 209, 0), step(180, 209, 209), step(151, 209, 180), step(63, 209, 151)}}};
    double before = 0;
    for (const double width : {640.0, 770.0}) {
        const FunnelTable table =
            layoutFunnelTable({}, f, FixedMeasurer(), EnglishPhrases(), {}, {width, false});
        INFO("at width " << width);
        CHECK(table.list.size.width == width);
        for (const Item& item : table.list.items)
            CHECK(boundsOf(item).right() <= width);
        const auto all = words(table);
        for (const char* share : {"85.2 %", "84.3 %", "52.2 %"})
            CHECK(std::any_of(all.begin(), all.end(), [&](const std::string& word) {
                return word == EnglishPhrases().percent(std::stod(share) / 100);
            }));
        // The narrower one has the step conversions on a line of their own.
        const double height = table.rows[0].rect.height;
        if (before > 0)
            CHECK(height < before);
        before = height;
    }
}

TEST_CASE("no segment wears the blue of all") {
    MapFindings f = findings();
    f.funnel->breakdown.clear();
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"})
        f.funnel->breakdown.push_back({name, {step(580, 580, 0), step(215, 580, 580)}});
    const FunnelTable table = layoutFunnelTable({}, f, FixedMeasurer(), EnglishPhrases());
    std::vector<int> worn;
    for (const Item& item : table.list.items)
        if (const auto* box = std::get_if<Box>(&item.shape);
            box && box->fill.colour == Colour::Stage && box->rect.height == 12 && box->rect.x < 200)
            worn.push_back(box->fill.index);
    // Teal, ochre, rose, violet, green…: every stage colour but the second.
    CHECK(worn == std::vector<int>{0, 3, 4, 2, 5, 6, 7, 0});
}

TEST_CASE("findings without numbers give an empty chart") {
    CHECK(layoutFunnelTable({}, {}, FixedMeasurer(), EnglishPhrases()).list.items.empty());
}
