#pragma once
// Where the keyboard goes: the neighbour of a spot in a direction, and the order of the outline.

#include <optional>
#include <vector>

#include "editor/canvas/scene.hpp"

namespace cairn {

enum class Direction { Left, Right, Up, Down };

/// True when the keyboard stops there: headers, cards, cells without a card, points, notes, hints.
bool isStop(const CanvasScene& scene, const Region& region);
/// The nearest stop that way; nothing at the edge of the map.
std::optional<Spot> neighbour(const CanvasScene& scene, const Region& from, Direction direction);
/// The first or last stop of the row in which `from` lies.
std::optional<Spot> endOfRow(const CanvasScene& scene, const Region& from, bool last);
/// The same column, one lane up or down.
std::optional<Spot> nextLane(const CanvasScene& scene, const Region& from, bool down);
/// The first or last stop of the map, and where the focus begins.
std::optional<Spot> endOfMap(const CanvasScene& scene, bool last);
/// Every stop as a screen reader walks them: title, then stage by stage, lane by lane, card by
/// card.
std::vector<Spot> outline(const CanvasScene& scene);

/// The direction of an arrow key (Qt::Key).
std::optional<Direction> directionOf(int key);

} // namespace cairn
