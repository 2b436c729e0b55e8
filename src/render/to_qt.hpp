#pragma once
// The display list's plain shapes as Qt's.

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>

#include "cairn/layout/display_list.hpp"

namespace cairn {

inline QRectF rectOf(const RectF& r) {
    return {r.x, r.y, r.width, r.height};
}
inline QPointF pointOf(const PointF& p) {
    return {p.x, p.y};
}
inline QString stringOf(const std::string& utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

inline QPainterPath pathOf(const Path& shape) {
    QPainterPath path;
    for (const Path::Segment& s : shape.segments) {
        switch (s.kind) {
        case Path::Segment::Kind::Move:
            path.moveTo(pointOf(s.to));
            break;
        case Path::Segment::Kind::Line:
            path.lineTo(pointOf(s.to));
            break;
        case Path::Segment::Kind::Cubic:
            path.cubicTo(pointOf(s.a), pointOf(s.b), pointOf(s.to));
            break;
        case Path::Segment::Kind::Close:
            path.closeSubpath();
            break;
        }
    }
    return path;
}

} // namespace cairn
