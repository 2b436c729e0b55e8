#pragma once
// Paints a DisplayList on any QPainter: the one painter for screen, PDF, PNG, thumbnail and print.

#include <QColor>
#include <QImage>
#include <QPainter>
#include <functional>
#include <span>

#include "cairn/layout/display_list.hpp"
#include "render/theme.hpp"

namespace cairn {

struct PaintOptions {
    const Theme* theme = nullptr; ///< must not be null
    /// Device pixels per map unit; below 0.35 rectangles are batched, below reading size text is
    /// greeked. 0 = full detail whatever the scale (exports).
    double detailScale = 0;
    /// A project's image by id (portraits); may be empty.
    std::function<QImage(ElementId)> image;
};

/// The painter's transform maps map units to the device. Paints the given items only (indices into
/// list.items), or all with paintAll.
void paintItems(QPainter&, const DisplayList& list, std::span<const std::uint32_t> items,
                const PaintOptions&);
void paintAll(QPainter&, const DisplayList& list, const PaintOptions&);
void paintItem(QPainter&, const Item&, const PaintOptions&);

} // namespace cairn
