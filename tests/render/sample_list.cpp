#include "render/sample_list.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/fonts.hpp"

namespace cairn::test {
namespace {

using Kind = Path::Segment::Kind;

const QtTextMeasurer& measurer() {
    static const QtTextMeasurer one;
    return one;
}

std::uint8_t index(int i) {
    return static_cast<std::uint8_t>(i);
}

void addChevron(DisplayList& list, double x, const std::string& title, int stage) {
    Path p = polygon(
        {{x, 100}, {x + 166, 100}, {x + 180, 120}, {x + 166, 140}, {x, 140}, {x + 14, 120}});
    p.fill = {Colour::StageGround, index(stage)};
    list.items.push_back(pathItem(std::move(p)));
    list.items.push_back(textItem({x + 28, 110, 140, 20}, title, TextRole::StageTitle,
                                  {Colour::Stage, index(stage)}));
}

void addCard(DisplayList& list, const RectF& rect, const std::string& text, const std::string& icon,
             int stage) {
    list.items.push_back(boxItem({.rect = rect,
                                  .fill = {Colour::Card},
                                  .stroke = {Colour::Line},
                                  .radius = 8,
                                  .shadow = true},
                                 1));
    const double indent = icon.empty() ? 12 : 36;
    if (!icon.empty())
        list.items.push_back(
            iconItem({rect.x + 10, rect.y + 8, 20, 20}, icon, {Colour::Stage, index(stage)}));
    list.items.push_back(
        textItem({rect.x + indent, rect.y + 8, rect.width - indent - 8, rect.height - 8}, text));
}

void addFunnel(DisplayList& list, double x, double top, double next, bool last) {
    list.items.push_back(
        boxItem({.rect = {x, top, 56, 420 - top}, .fill = {Colour::Bar}, .stroke = {}}, 1));
    if (last)
        return;
    Path wedge = polygon({{x + 56, top}, {x + 190, next}, {x + 56, next}});
    wedge.fill = {Colour::Pain};
    wedge.hatched = true;
    list.items.push_back(pathItem(std::move(wedge)));
}

void addEmotion(DisplayList& list) {
    Path curve;
    curve.segments = {{Kind::Move, {}, {}, {120, 270}},
                      {Kind::Cubic, {220, 270}, {220, 300}, {310, 300}},
                      {Kind::Cubic, {400, 300}, {400, 250}, {500, 250}}};
    curve.bounds = {120, 250, 380, 50};
    curve.stroke = {Colour::Persona, 0};
    curve.strokeWidth = 2;
    curve.arrow = true;
    list.items.push_back(pathItem(curve));
    for (const auto& [x, y, face] :
         {std::tuple(120.0, 270.0, "face-p1"), std::tuple(310.0, 300.0, "face-m2")}) {
        const RectF rect{x - 10, y - 10, 20, 20};
        list.items.push_back(
            boxItem({.rect = rect, .fill = {Colour::Ground}, .stroke = {}, .radius = 10}, 2));
        list.items.push_back(iconItem(rect, face, {Colour::Persona, 0}, 3));
    }
}

void finish(DisplayList& list) {
    std::stable_sort(list.items.begin(), list.items.end(),
                     [](const Item& a, const Item& b) { return a.z < b.z; });
}

} // namespace

Item boxItem(const Box& box, int z) {
    return {{}, static_cast<std::int16_t>(z), Layer::Scroll, box};
}

Item textItem(const RectF& rect, const std::string& words, TextRole role, Paint paint, int z,
              int maxLines) {
    Text text{
        .rect = rect, .role = role, .paint = paint, .align = Align::Left, .lines = {}, .full = {}};
    const FontMetrics m = measurer().metrics(role);
    double y = rect.y;
    for (auto& line : measurer().wrap(words, role, rect.width, maxLines)) {
        text.lines.push_back({rect.x, y + m.ascent, line.width, std::move(line.text)});
        y += m.lineHeight;
    }
    return {{}, static_cast<std::int16_t>(z), Layer::Scroll, text};
}

Item iconItem(const RectF& rect, const std::string& name, Paint paint, int z) {
    return {{}, static_cast<std::int16_t>(z), Layer::Scroll, Icon{rect, name, paint, {}}};
}

Item pathItem(Path path, int z) {
    return {{}, static_cast<std::int16_t>(z), Layer::Scroll, std::move(path)};
}

Path polygon(const std::vector<PointF>& points) {
    Path path;
    RectF b{points[0].x, points[0].y, 0, 0};
    double right = b.x, bottom = b.y;
    for (const PointF& p : points) {
        path.segments.push_back({path.segments.empty() ? Kind::Move : Kind::Line, {}, {}, p});
        b.x = std::min(b.x, p.x);
        b.y = std::min(b.y, p.y);
        right = std::max(right, p.x);
        bottom = std::max(bottom, p.y);
    }
    path.segments.push_back({Kind::Close, {}, {}, {}});
    path.bounds = {b.x, b.y, right - b.x, bottom - b.y};
    return path;
}

DisplayList sampleList() {
    DisplayList list;
    list.size = {640, 560};
    list.items.push_back(textItem({40, 28, 400, 32}, "Buying online, today", TextRole::Title));
    list.items.push_back(textItem({40, 64, 500, 16}, "A first order on a weekday evening.",
                                  TextRole::Small, {Colour::Dim}));
    const std::array<std::string, 3> stages{"Discover", "Größe wählen", "Check out"};
    for (int i = 0; i < 3; ++i) {
        addChevron(list, 40 + i * 186, stages[static_cast<std::size_t>(i)], i == 2 ? 3 : i);
        list.items.push_back(boxItem(
            {.rect = {40 + i * 186.0, 150, 186, 380}, .fill = {}, .stroke = {Colour::Grid}}));
    }
    addCard(list, {50, 160, 166, 56}, "Sees a friend's post, looks the shop up", "", 0);
    addCard(list, {236, 160, 166, 36}, "Product page", "channel-website", 1);
    addCard(list, {422, 160, 166, 36}, "Payment page", "channel-point-of-sale", 3);
    list.items.push_back(iconItem({556, 170, 16, 16}, "star", {Colour::Star}));
    list.items.push_back(textItem({50, 224, 166, 40}, "“Looks nice. Who are they?”",
                                  TextRole::Quote, {Colour::Dim}));
    addEmotion(list);
    addFunnel(list, 60, 340, 360, false);
    addFunnel(list, 250, 360, 390, false);
    addFunnel(list, 440, 390, 0, true);
    list.items.push_back(textItem({60, 320, 56, 20}, "600", TextRole::Number));
    list.items.push_back(
        textItem({160, 400, 80, 20}, "−89", TextRole::SmallStrong, {Colour::Pain}));
    list.items.push_back(boxItem({.rect = {422, 440, 166, 40},
                                  .fill = {Colour::Note, 0},
                                  .stroke = {Colour::NoteLine, 0},
                                  .radius = 4},
                                 1));
    list.items.push_back(textItem({434, 450, 150, 20}, "Guest checkout"));
    list.items.push_back(boxItem({.rect = {50, 440, 166, 40},
                                  .fill = {},
                                  .stroke = {Colour::Line},
                                  .radius = 8,
                                  .dashed = true},
                                 1));
    list.items.push_back(
        textItem({62, 450, 150, 20}, "bind one", TextRole::Small, {Colour::Accent}));
    list.items.push_back(textItem({236, 440, 170, 20}, "مرحبا بالعالم"));
    list.items.push_back(textItem({236, 470, 170, 40}, "注文する、支払いを待つ"));
    finish(list);
    return list;
}

DisplayList listOfTexts(const std::vector<std::string>& texts, TextRole role) {
    DisplayList list;
    list.size = {600, 40 + 40.0 * static_cast<double>(texts.size())};
    double y = 20;
    for (const std::string& t : texts) {
        list.items.push_back(textItem({20, y, 560, 32}, t, role, {Colour::Ink}, 1, 1));
        y += 40;
    }
    return list;
}

DisplayList listOfCards(int count) {
    static const std::array<std::string, 4> words{
        "Compares four bags, reads the reviews", "Types address and card number on the phone",
        "Waits, tracks, opens the parcel", "Asks in the chat about the delivery cost"};
    DisplayList list;
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(count / 2.5))));
    list.size = {columns * 190.0 + 20, (count / columns + 1) * 70.0 + 20};
    for (int i = 0; i < count; ++i) {
        const double x = 20 + i % columns * 190.0, y = 20 + i / columns * 70.0;
        addCard(list, {x, y, 170, 56},
                words[static_cast<std::size_t>(i) % words.size()] + " " + std::to_string(i),
                i % 3 == 0 ? "channel-website" : "", i % 5);
    }
    finish(list);
    return list;
}

} // namespace cairn::test
