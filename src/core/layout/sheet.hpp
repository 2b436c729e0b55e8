#pragma once
// Where a layout is written down: items and regions, kept apart by level so that no sort is needed.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/layout/display_list.hpp"
#include "cairn/layout/text_measurer.hpp"

namespace cairn::layout {

/// What lies above what; the number is the item's z.
enum class Level : std::uint8_t { Ground, Under, Cards, Over, Notes, LaneHeader, StageHeader };
inline constexpr std::size_t kLevels = 7;

double roundUpTo4(double value);
bool isFinite(double value); ///< neither NaN nor infinite

/// A stretch of a line that looks alike, in a text with marks.
struct Piece {
    std::size_t line = 0;
    double x = 0, width = 0; ///< from the line's own left edge
    std::string text;
    bool bold = false;
    std::string link;
};

/// Text broken into lines, not placed yet.
struct Wrapped {
    std::vector<TextMeasurer::WrappedLine> lines;
    TextRole role = TextRole::Body;
    double width = 0;  ///< of the widest line
    double height = 0; ///< lines times the line step
    std::string full;  ///< set when something was left out
    std::vector<Piece> pieces; ///< of a text with marks; else empty, and the lines are all
};

/// How much lies on each level.
struct SheetMark {
    std::array<std::size_t, kLevels> items{}, regions{};
};

class Sheet {
public:
    explicit Sheet(const TextMeasurer& measurer);

    /// Distance of two baselines: 16, 20, 24 or 32, more only for a font that needs it.
    double lineStep(TextRole role) const { return m_roles[static_cast<std::size_t>(role)].step; }
    double textWidth(std::string_view text, TextRole role) const;
    Wrapped wrap(std::string_view text, TextRole role, double width, int maxLines) const;

    /// The same for the text of a card or a note, which may carry marks.
    Wrapped wrapMarked(std::string_view text, TextRole role, double width, int maxLines) const;

    void box(Level, ElementId, const Box&);
    void icon(Level, ElementId, const RectF&, std::string name, Paint, ElementId image = {});
    /// A picture of the project, filling its rectangle.
    void picture(Level, ElementId, const RectF&, ElementId image);
    void line(Level, ElementId, PointF from, PointF to, Paint, bool dashed = false,
              float width = 1);
    /// Fills in the bounds.
    void path(Level, ElementId, Path);
    /// Places wrapped text in a column of `width` starting at `topLeft`; returns its rectangle.
    /// Empty text leaves no item.
    RectF text(Level, ElementId, PointF topLeft, double width, Wrapped, Paint, Align = Align::Left);
    /// One line that reads downwards, from the top of `rect`, in its middle.
    void turnedText(Level, ElementId, const RectF&, Wrapped, Paint);
    void region(Level, RegionKind, const RectF&, ElementId, ElementId second = {},
                ElementId third = {}, std::string tooltip = {});

    /// Makes room for the items of this many cards, so that a large map is not moved again and
    /// again.
    void expectCards(std::size_t cards);
    SheetMark mark() const;
    /// Everything so far, by level; leaves the sheet empty.
    void moveInto(DisplayList& list);

private:
    struct RoleMetrics {
        double step = 0, baseline = 0;
    };
    void add(Level, ElementId, std::variant<Box, Text, Path, Icon> shape);
    void pieces(Level, ElementId, const RectF&, const Wrapped&, Paint);

    const TextMeasurer& m_measurer;
    std::array<RoleMetrics, 10> m_roles;
    std::array<std::vector<Item>, kLevels> m_items;
    std::array<std::vector<Region>, kLevels> m_regions;
};

} // namespace cairn::layout
