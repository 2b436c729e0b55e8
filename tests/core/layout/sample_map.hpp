#pragma once
// Maps made by hand for the layout's tests, and what must hold for every layout.

#include <string>
#include <vector>

#include "cairn/layout/map_layout.hpp"

namespace cairn::test {

/// Builds one map, id 1. Stages are 21, 22, …, lanes 31, 32, …, personas 11, 12, …, everything else
/// from 101 on.
class MapBuilder {
public:
    MapBuilder();
    Project project;
    MapFindings findings;
    MapId map{1};

    PersonaId persona(const std::string& name, int colour = 0);
    StageId stage(const std::string& title);
    StepId step(StageId, const std::string& title);
    LaneId lane(LaneKind kind, const std::string& title = {});
    /// In the lane's kind; returns a copy to change and put back.
    Card card(LaneId, StageId, const std::string& text);
    EmotionId emotion(PersonaId, StageId, double value, const std::string& text = {});
    LinkId link(ElementId from, ElementId to, const std::string& text = {},
                LinkKind = LinkKind::Leads);
    NoteId note(double x, double y, const std::string& text, bool parked = false);
    /// Binds the stage and gives it a count; conversion and losses follow in counted().
    void reached(StageId, double count, double medianSeconds = -1);
    /// Fills lost, stepConversion and few from the counts, first stage to last.
    void counted();
    void pain(ElementId, StageId, double score);
    void put(const Map&);
    const Map& mapElement() const { return *project.maps.find(map); }

    DisplayList layout(const LayoutOptions& options = {}) const;

private:
    std::uint64_t m_next = 101;
    std::uint64_t m_persona = 11, m_stage = 21, m_lane = 31;
};

/// What is wrong with a layout; empty when all rules hold: items sorted by z, finite numbers, every
/// text inside its own rectangle, texts and regions inside the map, no card over another in its
/// cell, no text over another, no "-0" or NaN.
std::vector<std::string> brokenRules(const DisplayList&);

std::vector<Region> regionsOf(const DisplayList&, RegionKind);
/// The only region of this kind and element; fails the test when there is none.
Region regionOf(const DisplayList&, RegionKind, ElementId);
/// All shapes of one type that belong to an element (0 = any).
template <class Shape>
std::vector<Shape> shapesOf(const DisplayList& list, ElementId element = {}) {
    std::vector<Shape> out;
    for (const Item& item : list.items)
        if (const auto* shape = std::get_if<Shape>(&item.shape);
            shape && (!element || item.element == element))
            out.push_back(*shape);
    return out;
}
/// The lines of every text, joined by spaces, in order.
std::vector<std::string> textsOf(const DisplayList&, ElementId element = {});
bool says(const DisplayList&, const std::string& text, ElementId element = {});

} // namespace cairn::test
