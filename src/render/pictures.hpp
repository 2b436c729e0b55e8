#pragma once
// Photographs on a map: on cards and as faces of personas.

#include <QImage>
#include <QPainter>
#include <QRectF>

namespace cairn {

/// The middle of the image in the rectangle's proportions, with soft corners.
void paintPicture(QPainter&, const QImage&, const QRectF&);
/// The middle square of the image in a circle.
void paintPortrait(QPainter&, const QImage&, const QRectF&);

} // namespace cairn
