#pragma once
// Hand-made display lists: what the renderer is tested with, whatever layout does.

#include <string>
#include <vector>

#include "cairn/layout/display_list.hpp"

namespace cairn::test {

Item boxItem(const Box& box, int z = 0);
/// Lines from the top left corner, broken by the measurer in the width of rect.
Item textItem(const RectF& rect, const std::string& text, TextRole role = TextRole::Body,
              Paint paint = {Colour::Ink}, int z = 2, int maxLines = 4);
Item iconItem(const RectF& rect, const std::string& name, Paint paint, int z = 2);
Item pathItem(Path path, int z = 1);
Path polygon(const std::vector<PointF>& points);

/// A small journey with every kind of item, in four scripts.
DisplayList sampleList();
/// `texts` in one column, 40 units apart.
DisplayList listOfTexts(const std::vector<std::string>& texts, TextRole role = TextRole::Body);
/// A grid of cards with two wrapped lines each, for figures.
DisplayList listOfCards(int count);

} // namespace cairn::test
