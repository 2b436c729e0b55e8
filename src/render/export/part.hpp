#pragma once
// A part of a DisplayList as a picture for the clipboard: some items, or all within a frame.

#include <QByteArray>
#include <QImage>
#include <cstdint>
#include <functional>
#include <vector>

#include "cairn/layout/display_list.hpp"
#include "render/theme.hpp"

namespace cairn {

struct PictureOfPart {
    RectF area;                       ///< map units
    std::vector<std::uint32_t> items; ///< into DisplayList::items
    Theme theme = lightTheme();
    std::function<QImage(ElementId)> image; ///< the project's pictures; may be empty
};

/// Twice the map's size, or as large as 16 million pixels allow. Null when there is nothing to
/// show.
QImage renderPart(const DisplayList&, const PictureOfPart&);
/// Scalable, with real text. Empty when there is nothing to show.
QByteArray renderPartAsSvg(const DisplayList&, const PictureOfPart&);

} // namespace cairn
