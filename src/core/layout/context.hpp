#pragma once
// What every part of the layout needs to know about the map: its columns, its rows and what lies in
// them.

#include <span>
#include <vector>

#include "cairn/layout/map_layout.hpp"
#include "core/layout/geometry.hpp"
#include "core/layout/sheet.hpp"

namespace cairn::layout {

struct SubColumn {
    const Step* step = nullptr;
    double x = 0, width = 0;
};
struct Column {
    const Stage* stage = nullptr;
    const StageFinding* finding = nullptr; ///< nullptr when nothing was counted
    double x = 0, width = 0;
    std::uint8_t colour = 0;
    bool collapsed = false;       ///< narrow; its cards are only counted
    std::vector<SubColumn> steps; ///< empty for a stage without steps
    double right() const { return x + width; }
    double centre() const { return x + width / 2; }
};
/// A lane being laid out, from its top separator.
struct LaneRow {
    const Lane* lane = nullptr;
    std::size_t index = 0;
    double top = 0;
    double titleHeight = 0; ///< of the name at the side
    double least = 0;       ///< height set by hand
};
/// Where an end of a link lies.
struct Anchor {
    ElementId element;
    RectF rect;
    double columnLeft = 0, columnRight = 0, rowTop = 0, rowBottom = 0;
    bool isStage = false;
};

class CellKeeper;

class LayoutContext {
public:
    LayoutContext(const Project&, const Map&, const MapFindings*, const TextMeasurer&,
                  const Phrases&, const LayoutOptions&);

    const Project& project;
    const Map& map;
    const MapFindings* findings;
    const Phrases& phrases;
    const LayoutOptions& options;
    Sheet sheet;
    CellKeeper* keeper = nullptr; ///< of cells that are as they were; nullptr when all are drawn

    std::vector<const Lane*> lanes;
    std::vector<Column> columns;
    double contentLeft = 0;  ///< where the columns begin
    double contentRight = 0; ///< where the last column ends
    double mapRight = 0;     ///< of rows and header, without the margin

    std::span<const Card* const> cell(std::size_t lane, std::size_t column) const;
    /// The element's score, when it has one above zero; else nullptr.
    const PainScore* painOf(ElementId element) const;
    double worstPain() const { return m_worstPain; }
    /// Comments about the element that nobody has dealt with yet; the map's own under its id.
    std::size_t openComments(ElementId element) const;
    /// The tag of that name; nullptr when it has no colour of its own.
    const Tag* tagNamed(std::string_view name) const;

    /// Remembers where a link's end lies; ignored for elements no link touches.
    void anchor(ElementId element, const RectF& rect, const Column& column, bool isStage = false);
    std::vector<Anchor> anchors;
    std::vector<const Link*> links;

private:
    void collectColumns();
    void collectCells();
    void collectPain();
    void collectLinks();
    void collectRemarks();

    std::vector<std::vector<const Card*>> m_cells;
    std::vector<std::pair<ElementId, const PainScore*>> m_pain; ///< by id
    std::vector<ElementId> m_linked;                            ///< by id
    double m_worstPain = 0;
    std::vector<std::pair<ElementId, std::size_t>> m_comments; ///< by id
    std::vector<std::pair<std::string_view, const Tag*>> m_tags; ///< by name
};

/// A theme index from a stored number, whatever is stored.
std::uint8_t themeIndex(std::int64_t stored);
/// The lane's own name, or its kind's.
std::string laneName(const LayoutContext&, const Lane&);

// The parts of a map, top to bottom. Each draws from `top` and returns where it ends.
double drawHeader(LayoutContext&, double top);
/// How far links between stages bulge above the chevrons.
double stageLinkRoom(const LayoutContext&);
double drawStages(LayoutContext&, double top);
double drawLanes(LayoutContext&, double top);
double drawParkedNotes(LayoutContext&, double top);
/// What the signs on the map mean, only those that are used.
double drawLegend(LayoutContext&, double top);
/// The stages round a clock, for a day in the life; nothing without stages.
double drawDayClock(LayoutContext&, double top);
/// Free notes; returns the right and bottom edge they need.
SizeF drawNotes(LayoutContext&);
/// Needs the stage header band for links between stages.
void drawLinks(LayoutContext&, double stageTop, double stageBottom);
double drawEmptyHint(LayoutContext&, double top);
void mirror(DisplayList&);

} // namespace cairn::layout
