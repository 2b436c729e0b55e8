#pragma once
// The whole map, small, in a corner of the canvas: where one is, and a way to be elsewhere.

#include <QImage>
#include <QWidget>
#include <functional>

#include "render/theme.hpp"

namespace cairn {

class Minimap : public QWidget {
public:
    explicit Minimap(QWidget* viewport);

    /// The picture of the map and what is in sight (also beyond the map), both in map units.
    void show(const QImage& picture, const QRectF& map, const QRectF& sight, const Theme& theme);
    void setSight(const QRectF& sight);
    /// The size the picture should have for a map of these proportions, in device-independent
    /// pixels.
    static QSize sizeFor(QSizeF map);
    /// Called with the place of the map that is to be in the middle.
    std::function<void(QPointF)> onMove;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRectF sightRect() const;
    QPointF placeAt(QPointF position) const;
    QImage m_picture;
    QRectF m_map, m_sight;
    QPointF m_held; ///< from the middle of what is in sight to where it was taken hold of
    const Theme* m_theme = nullptr;
};

} // namespace cairn
