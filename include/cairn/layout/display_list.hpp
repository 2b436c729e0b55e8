#pragma once
// What is to be drawn: the other narrow waist. Flat, in map units (pixels at 100 %), y downwards; style
// tokens instead of colours, so one list serves light, dark, screen, PDF and PNG.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "cairn/base/ids.hpp"

namespace cairn {

struct PointF {
    double x = 0, y = 0;
    friend bool operator==(const PointF&, const PointF&) = default;
};
struct SizeF {
    double width = 0, height = 0;
    friend bool operator==(const SizeF&, const SizeF&) = default;
};
struct RectF {
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
    PointF centre() const { return {x + width / 2, y + height / 2}; }
    bool contains(PointF p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    bool intersects(const RectF& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
    friend bool operator==(const RectF&, const RectF&) = default;
};

/// Colours by meaning. Values per theme are in render/theme. Stage*, Persona*, Note* and *Heat take `Paint::index`.
enum class Colour : std::uint8_t {
    None, Ground, Panel, Card, Line, Grid, Ink, Dim, Faint, Accent, AccentGround, OnAccent,
    Pain, PainGround, OnPain, Bar, Star,
    Stage, StageGround,     ///< a stage's strong colour, its tint
    Persona, PersonaGround, ///< a persona's curve, its chip
    Note, NoteLine,         ///< sticky notes and opportunities
    Shadow,
    Heat, OnHeat            ///< kHeats shades from next to nothing to strong, for shares; what is written on each
};
inline constexpr std::uint8_t kHeats = 8;
struct Paint {
    Colour colour = Colour::None;
    std::uint8_t index = 0; ///< which stage, persona or note colour; taken modulo the theme's number
    friend bool operator==(const Paint&, const Paint&) = default;
};

/// Text by role. Size and weight per role are in text_measurer.hpp (styleOf).
enum class TextRole : std::uint8_t {
    Title,       ///< 24, bold: the map's title
    Heading,     ///< 18, semibold
    StageTitle,  ///< 14, bold
    LaneTitle,   ///< 14, semibold
    Body,        ///< 14
    BodyStrong,  ///< 14, medium
    Quote,       ///< 14, italic
    Small,       ///< 12
    SmallStrong, ///< 12, bold
    Number       ///< 14, bold, tabular figures
};
enum class Align : std::uint8_t { Left, Centre, Right };

struct Box {
    RectF rect;
    Paint fill;
    Paint stroke;
    float strokeWidth = 1;
    float radius = 0;
    bool shadow = false;
    bool dashed = false;
    friend bool operator==(const Box&, const Box&) = default;
};

/// One already wrapped line, drawn from a baseline. `x` is the left edge of the line's own box.
struct TextLine {
    double x = 0, baseline = 0, width = 0;
    std::string text;
    friend bool operator==(const TextLine&, const TextLine&) = default;
};
struct Text {
    RectF rect; ///< the space given; lines never leave it
    TextRole role = TextRole::Body;
    Paint paint{Colour::Ink};
    Align align = Align::Left;
    std::vector<TextLine> lines;
    std::string full; ///< the whole text when lines were elided, for the tooltip; else empty
    /// Turned a quarter to the right: a line reads downwards from (baseline, y): its `x` is where the letters stand, its
    /// `baseline` where they begin.
    bool turned = false;
    friend bool operator==(const Text&, const Text&) = default;
};

/// Straight and cubic segments.
struct Path {
    struct Segment {
        enum class Kind : std::uint8_t { Move, Line, Cubic, Close } kind = Kind::Move;
        PointF a, b, to; ///< a, b: control points of Cubic
        friend bool operator==(const Segment&, const Segment&) = default;
    };
    std::vector<Segment> segments;
    RectF bounds; ///< of the points, without the stroke
    Paint fill;
    Paint stroke;
    float strokeWidth = 1;
    bool dashed = false;
    std::uint8_t pattern = 0; ///< of dashes when dashed, so that curves differ without colour: 0 short, 1 long, 2 dots, 3 long and dot
    bool hatched = false; ///< fill is drawn as diagonal lines, so that colour never speaks alone
    bool arrow = false;   ///< an arrow head at the end
    friend bool operator==(const Path&, const Path&) = default;
};

/// A 24-unit stroke drawing from resources/icons by name, or an image of the project.
struct Icon {
    RectF rect;
    std::string name; ///< "channel-website", "lane-actions", "face-2" … "face+2", "star", "persona-image"
    Paint paint{Colour::Ink};
    ElementId image; ///< when set, the project image to draw, clipped to a circle
    bool picture = false; ///< the image fills the whole rectangle, cropped to its proportions, corners of 6
    friend bool operator==(const Icon&, const Icon&) = default;
};

/// What is below a thing when the canvas scrolls.
enum class Layer : std::uint8_t {
    Scroll,      ///< moves with the map
    StageHeader, ///< sticks to the top while scrolling down
    LaneHeader   ///< sticks to the left (right in right-to-left) while scrolling along
};

struct Item {
    ElementId element; ///< whose picture this is; 0 = the map's own
    std::int16_t z = 0; ///< the list is sorted by z, stable
    Layer layer = Layer::Scroll;
    std::variant<Box, Text, Path, Icon> shape;
    friend bool operator==(const Item&, const Item&) = default;
};
RectF boundsOf(const Item&); ///< stroke and shadow included

/// What can be pointed at, in drawing order: the last one containing a point is on top.
enum class RegionKind : std::uint8_t {
    Title, Scenario, MapKind, PersonaChip, StageHeader, StepHeader, LaneHeader,
    Cell,          ///< element = lane, second = stage (third = step when the stage has steps)
    Card,          ///< element = card, second = lane, third = stage
    CardBadge,     ///< the pain score on a card
    EmotionPoint,  ///< element = emotion point, second = persona, third = stage
    EmotionCell,   ///< element = lane, second = stage: where a missing point can be made
    FunnelBar,     ///< element = stage
    DropOff,       ///< element = stage that is left
    BindHint,      ///< element = stage without a binding
    PainChip,      ///< element = stage or card scored
    Note, Link,
    AddStage, AddLane,
    CommentBadge,  ///< element = what is commented on: how many comments are open
    MapLink,       ///< element = stage (or map) that shows it, second = the map it opens
    DaySector,     ///< element = stage: its part of the clock
    Parked,        ///< the strip of ideas that have no place yet
    Legend,        ///< element = persona or tag, when it has one
    FeedbackScore, ///< element = stage: what customers answered about it
    TextLink       ///< words of a card or note that lead to an address: element = card or note, tooltip = the address
};
struct Region {
    RegionKind kind = RegionKind::Cell;
    RectF rect;
    ElementId element, second, third;
    Layer layer = Layer::Scroll;
    std::string tooltip;
    friend bool operator==(const Region&, const Region&) = default;
};

struct DisplayList {
    SizeF size;             ///< of the whole map, margins included
    double stageHeaderTop = 0, stageHeaderBottom = 0; ///< the band that sticks to the top
    double laneHeaderWidth = 0;                       ///< the band that sticks to the side
    double emotionUnit = 0; ///< map units per 1 of emotion, for dragging points
    bool rightToLeft = false;
    std::vector<Item> items;
    std::vector<Region> regions;
};

/// Stable text, a line an item and a region: what golden tests compare.
std::string dump(const DisplayList&);

} // namespace cairn
