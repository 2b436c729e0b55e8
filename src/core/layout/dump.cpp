#include <array>
#include <cmath>
#include <cstdio>

#include "cairn/layout/display_list.hpp"

namespace cairn {

namespace {

constexpr std::array kColours{
    "None",   "Ground",   "Panel",  "Card",         "Line",        "Grid",    "Ink",
    "Dim",    "Faint",    "Accent", "AccentGround", "OnAccent",    "Pain",    "PainGround",
    "OnPain", "Bar",      "Star",   "Stage",        "StageGround", "Persona", "PersonaGround",
    "Note",   "NoteLine", "Shadow", "Heat",         "OnHeat"};
constexpr std::array kRoles{"Title",      "Heading", "StageTitle", "LaneTitle",   "Body",
                            "BodyStrong", "Quote",   "Small",      "SmallStrong", "Number"};
constexpr std::array kRegions{
    "Title",    "Scenario", "MapKind",   "PersonaChip",  "StageHeader", "StepHeader", "LaneHeader",
    "Cell",     "Card",     "CardBadge", "EmotionPoint", "EmotionCell", "FunnelBar",  "DropOff",
    "BindHint", "PainChip", "Note",      "Link",         "AddStage",    "AddLane",
    "CommentBadge", "MapLink", "DaySector", "Parked", "Legend", "FeedbackScore", "TextLink"};
constexpr std::array kAligns{"left", "centre", "right"};
constexpr std::array kLayers{"scroll", "stage-header", "lane-header"};

template <class E, std::size_t N> const char* nameIn(const std::array<const char*, N>& names, E e) {
    const auto i = static_cast<std::size_t>(e);
    return i < N ? names[i] : "?";
}

/// At most two decimals, no trailing zeros, never "-0".
std::string number(double value) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.2f", value);
    std::string text = buffer.data();
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string pointText(PointF p) {
    return number(p.x) + "," + number(p.y);
}
std::string rectText(const RectF& r) {
    return pointText({r.x, r.y}) + " " + number(r.width) + "x" + number(r.height);
}
std::string paintText(Paint paint) {
    std::string text = nameIn(kColours, paint.colour);
    if (paint.index > 0)
        text += "/" + std::to_string(paint.index);
    return text;
}
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char ch : text) {
        if (ch == '\n')
            out += "\\n";
        else if (ch == '"' || ch == '\\')
            (out += '\\') += ch;
        else
            out += ch;
    }
    return out + "\"";
}
std::string strokeText(Paint stroke, float width) {
    return stroke.colour == Colour::None ? ""
                                         : " stroke=" + paintText(stroke) + "*" + number(width);
}

struct ShapeText {
    std::string operator()(const Box& b) const {
        return "box " + rectText(b.rect) + " fill=" + paintText(b.fill) +
               strokeText(b.stroke, b.strokeWidth) +
               (b.radius > 0 ? " r=" + number(b.radius) : "") + (b.shadow ? " shadow" : "") +
               (b.dashed ? " dashed" : "");
    }
    std::string operator()(const Text& t) const {
        std::string out = "text " + rectText(t.rect) + " " + nameIn(kRoles, t.role) + " " +
                          paintText(t.paint) + " " + nameIn(kAligns, t.align);
        for (const TextLine& line : t.lines)
            out += " " + quoted(line.text) + "@" + number(line.x) + "," + number(line.baseline) +
                   "~" + number(line.width);
        if (t.turned)
            out += " turned";
        return t.full.empty() ? out : out + " full=" + quoted(t.full);
    }
    std::string operator()(const Path& p) const {
        std::string out = "path";
        for (const Path::Segment& s : p.segments)
            switch (s.kind) {
            case Path::Segment::Kind::Move:
                out += " M" + pointText(s.to);
                break;
            case Path::Segment::Kind::Line:
                out += " L" + pointText(s.to);
                break;
            case Path::Segment::Kind::Cubic:
                out += " C" + pointText(s.a) + " " + pointText(s.b) + " " + pointText(s.to);
                break;
            case Path::Segment::Kind::Close:
                out += " Z";
                break;
            }
        if (p.fill.colour != Colour::None)
            out += " fill=" + paintText(p.fill);
        return out + strokeText(p.stroke, p.strokeWidth) + (p.dashed ? " dashed" : "") +
               (p.pattern ? " pattern " + std::to_string(p.pattern) : "") +
               (p.hatched ? " hatched" : "") + (p.arrow ? " arrow" : "");
    }
    std::string operator()(const Icon& i) const {
        return "icon " + rectText(i.rect) + " " + i.name + " " + paintText(i.paint) +
               (i.image ? " image=" + std::to_string(i.image.value) : "") +
               (i.picture ? " picture" : "");
    }
};

std::string idText(ElementId id) {
    return "#" + std::to_string(id.value);
}

RectF grown(const RectF& r, double by) {
    return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

struct Bounds {
    RectF operator()(const Box& b) const {
        RectF r = grown(b.rect, b.stroke.colour == Colour::None ? 0 : b.strokeWidth / 2.0);
        // The shadow: 8 around, 4 lower than the box.
        return b.shadow ? RectF{r.x - 8, r.y - 8, r.width + 16, r.height + 20} : r;
    }
    RectF operator()(const Text& t) const { return t.rect; }
    RectF operator()(const Path& p) const {
        const double stroke = p.stroke.colour == Colour::None ? 0 : p.strokeWidth / 2.0;
        return grown(p.bounds, p.arrow ? stroke + 8 : stroke);
    }
    RectF operator()(const Icon& i) const { return i.rect; }
};

} // namespace

RectF boundsOf(const Item& item) {
    return std::visit(Bounds{}, item.shape);
}

std::string dump(const DisplayList& list) {
    std::string out = "size " + number(list.size.width) + "x" + number(list.size.height) +
                      " stages " + number(list.stageHeaderTop) + ".." +
                      number(list.stageHeaderBottom) + " lanes " + number(list.laneHeaderWidth) +
                      " emotion " + number(list.emotionUnit) +
                      (list.rightToLeft ? " right-to-left" : "") + "\n";
    for (const Item& item : list.items)
        out += "z" + std::to_string(item.z) + " " + nameIn(kLayers, item.layer) + " " +
               idText(item.element) + " " + std::visit(ShapeText{}, item.shape) + "\n";
    for (const Region& r : list.regions) {
        out += std::string("region ") + nameIn(kRegions, r.kind) + " " + rectText(r.rect) + " " +
               idText(r.element);
        if (r.second || r.third)
            out += " " + idText(r.second);
        if (r.third)
            out += " " + idText(r.third);
        if (r.layer != Layer::Scroll)
            out += std::string(" ") + nameIn(kLayers, r.layer);
        if (!r.tooltip.empty())
            out += " " + quoted(r.tooltip);
        out += "\n";
    }
    return out;
}

} // namespace cairn
