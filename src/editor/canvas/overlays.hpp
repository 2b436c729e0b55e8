#pragma once
// What is drawn over the map and is no part of it: selection, focus, hover.

#include <QPainter>

#include "editor/canvas/scene.hpp"
#include "render/theme.hpp"

namespace cairn {

void paintSelection(QPainter& painter, const CanvasScene& scene, const Region& region,
                    const Theme& theme);
/// The keyboard's place: a 2-pixel accent ring, always visible while the canvas has the focus.
void paintFocus(QPainter& painter, const CanvasScene& scene, const Region& region,
                const Theme& theme);
/// Quiet help below the mouse: a plus in an empty cell, a grip on what can be dragged.
void paintHover(QPainter& painter, const CanvasScene& scene, const Region& region,
                const Theme& theme, bool emptyCell);
/// The button that folds a header's stage or lane, or unfolds it.
void paintFoldButton(QPainter& painter, const QRectF& button, bool folded, const Region& header,
                     const Theme& theme, bool rightToLeft);
/// The clickable plus of an empty cell, in the view.
QRectF plusRect(const CanvasScene& scene, const Region& cell);

} // namespace cairn
