#include "render/paint.hpp"

#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <vector>

#include "render/far_rects.hpp"
#include "render/fonts.hpp"
#include "render/frames.hpp"
#include "render/hatch.hpp"
#include "render/pictures.hpp"
#include "render/to_qt.hpp"

namespace cairn {
namespace {

constexpr double kReadablePixels = 5; ///< smaller text is a bar
constexpr double kSmallestIcon = 5;   ///< device pixels

/// A text goes its own way, whatever way the window reads: an English line in an Arabic window
/// keeps its stops. Arabic figures alone go the way of Arabic, or "140 · 23 %" would be read as "%
/// 140 · 23".
Qt::LayoutDirection wayOf(QStringView text) {
    bool arabic = false;
    for (const QChar c : text) {
        if (c.isSurrogate()) // an emoji says nothing
            continue;
        switch (c.direction()) {
        case QChar::DirL:
            return Qt::LeftToRight;
        case QChar::DirR:
        case QChar::DirAL:
            return Qt::RightToLeft;
        case QChar::DirAN:
            arabic = true;
            break;
        default:
            break;
        }
    }
    return arabic ? Qt::RightToLeft : Qt::LeftToRight;
}

/// Paints with as few changes of the painter's state as the order of the items allows.
class Brushwork {
public:
    Brushwork(QPainter& painter, const PaintOptions& options)
        : m_painter(painter), m_options(options), m_theme(*options.theme),
          m_scale(options.detailScale > 0 ? options.detailScale : 1e9) {
        m_painter.save();
        m_painter.setRenderHint(QPainter::TextAntialiasing);
        m_place = FrameCache::placeOf(m_painter);
        if (m_options.detailScale > 0)
            m_far.emplace(m_painter, m_theme, m_scale, PixelRects::on(m_painter, m_place));
    }
    ~Brushwork() {
        flush();
        m_painter.restore();
    }
    Brushwork(const Brushwork&) = delete;
    Brushwork& operator=(const Brushwork&) = delete;

    void paint(const Item& item) {
        if (m_scale >= kBatchBelow) {
            paintInFull(item);
            return;
        }
        // Far away the items of one height are sorted by what they cost: rectangles by colour, then
        // the rest.
        if (item.z != m_z) {
            flush();
            m_z = item.z;
        }
        const Text* text = std::get_if<Text>(&item.shape);
        const Path* path = std::get_if<Path>(&item.shape);
        if (const Box* box = std::get_if<Box>(&item.shape))
            m_far->addBox(*box);
        else if (text && !readable(*text))
            m_far->addBars(*text);
        else if (!path || !m_far->addLine(*path))
            m_later.push_back(&item);
    }

private:
    void flush() {
        if (!m_far)
            return;
        m_far->drawBoxesAndLines();
        for (const Item* item : m_later)
            paintInFull(*item);
        m_later.clear();
        m_far->drawBars();
    }
    void paintInFull(const Item& item) {
        if (const Box* box = std::get_if<Box>(&item.shape))
            paintBox(*box);
        else if (const Text* text = std::get_if<Text>(&item.shape))
            paintText(*text);
        else if (const Path* path = std::get_if<Path>(&item.shape))
            paintPath(*path);
        else if (const Icon* icon = std::get_if<Icon>(&item.shape))
            paintIcon(*icon);
    }
    void antialias(bool on) {
        if (m_antialiased != on) {
            m_painter.setRenderHint(QPainter::Antialiasing, on);
            m_antialiased = on;
        }
    }
    void pen(const QColor& colour, double width, bool dashed, int pattern = 0) {
        const auto key = std::tuple(colour.rgba(), width, dashed ? pattern + 1 : 0);
        if (m_pen == key)
            return;
        m_pen = key;
        if (colour.alpha() == 0 || width <= 0) {
            m_painter.setPen(Qt::NoPen);
            return;
        }
        QPen p(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        if (dashed) {
            p.setCapStyle(Qt::FlatCap);
            p.setDashPattern(dashes(pattern, width));
        }
        m_painter.setPen(p);
    }
    /// In widths of the pen, as Qt wants them.
    static QList<qreal> dashes(int pattern, double width) {
        switch (pattern) {
        case 1:
            return {10 / width, 4 / width};
        case 2:
            return {2 / width, 3 / width};
        case 3:
            return {10 / width, 3 / width, 2 / width, 3 / width};
        default:
            return {4 / width, 3 / width};
        }
    }
    void brush(const QColor& colour) {
        if (m_brush == colour.rgba())
            return;
        m_brush = colour.rgba();
        m_painter.setBrush(colour.alpha() == 0 ? QBrush(Qt::NoBrush) : QBrush(colour));
    }
    void noPen() { pen(QColor(0, 0, 0, 0), 0, false); }

    // One soft shadow: three sheets of thin shade, each a little smaller; stays within 4 units of
    // the box.
    void shadow(const Box& box) {
        QColor shade = m_theme.colour(Colour::Shadow);
        const float full = shade.alphaF();
        noPen();
        constexpr std::array<std::pair<double, float>, 3> sheets{
            {{2.4, 0.22F}, {1.4, 0.30F}, {0.5, 0.48F}}};
        for (const auto& [grow, share] : sheets) {
            shade.setAlphaF(full * share);
            brush(shade);
            const double radius = static_cast<double>(box.radius) + grow;
            m_painter.drawRoundedRect(
                rectOf(box.rect).adjusted(-grow, -grow + 1.2, grow, grow + 1.2), radius, radius);
        }
    }
    void paintBox(const Box& box) {
        if (!FrameCache::ofThisThread().draw(m_painter, m_place, box, m_theme, m_drawFrame))
            drawBox(box);
    }
    void drawBox(const Box& box) {
        const QRectF rect = rectOf(box.rect);
        const bool round = box.radius > 0;
        antialias(true);
        if (box.shadow)
            shadow(box);
        brush(m_theme.colour(box.fill));
        pen(m_theme.colour(box.stroke), static_cast<double>(box.strokeWidth), box.dashed);
        if (round) {
            const double limit = std::min(rect.width(), rect.height()) / 2;
            const double radius = std::min(static_cast<double>(box.radius), limit);
            m_painter.drawRoundedRect(rect, radius, radius);
        } else {
            m_painter.drawRect(rect);
        }
    }

    const QFont& font(TextRole role, const QString& text) {
        auto& slot = m_fonts[static_cast<std::size_t>(role)];
        if (!slot)
            slot = fontFor(role, {}, m_theme.family);
        if (slot->italic()) {
            m_upright = fontFor(role, text, m_theme.family);
            return m_upright.italic() ? *slot : m_upright;
        }
        return *slot;
    }
    void paintText(const Text& text) {
        if (text.paint.colour == Colour::None)
            return;
        if (!readable(text)) {
            m_far->addBars(text);
            m_far->drawBars();
            return;
        }
        pen(m_theme.colour(text.paint), 1, false);
        if (!text.lines.empty())
            m_painter.setLayoutDirection(wayOf(stringOf(text.lines.front().text)));
        for (const TextLine& line : text.lines) {
            if (line.text.empty())
                continue;
            const QString words = stringOf(line.text);
            const QFont& f = font(text.role, words);
            if (m_font != &f || &f == &m_upright) {
                m_painter.setFont(f);
                m_font = &f;
            }
            if (!text.turned) {
                m_painter.drawText(QPointF(line.x, line.baseline), words);
                continue;
            }
            m_painter.save();
            m_painter.translate(line.x, line.baseline);
            m_painter.rotate(90);
            m_painter.drawText(QPointF(), words);
            m_painter.restore();
        }
    }
    bool readable(const Text& text) const {
        return styleOf(text.role).pixelSize * m_scale >= kReadablePixels;
    }

    void paintPath(const Path& shape) {
        const QPainterPath path = pathOf(shape);
        const QColor fill = m_theme.colour(shape.fill), stroke = m_theme.colour(shape.stroke);
        const double width = static_cast<double>(shape.strokeWidth);
        antialias(true);
        if (shape.hatched && fill.alpha() > 0 && m_scale >= kRawBelow) {
            const std::vector<QLineF> lines = hatchLines(path, kHatchSpacing);
            pen(fill, 1.2, false);
            m_painter.drawLines(lines.data(), static_cast<int>(lines.size()));
            brush(QColor(0, 0, 0, 0));
        } else {
            brush(fill);
        }
        // A hairline far away is still seen, just.
        pen(stroke, std::max(width, m_scale < kBatchBelow ? 0.8 / m_scale : 0.0), shape.dashed,
            shape.pattern);
        m_painter.drawPath(path);
        if (shape.arrow && stroke.alpha() > 0)
            arrowHead(shape, stroke, width);
    }
    void arrowHead(const Path& shape, const QColor& colour, double strokeWidth) {
        const std::optional<QLineF> end = lastDirection(shape);
        if (!end)
            return;
        const double length = 5 + 2.5 * strokeWidth;
        const QPointF along = (end->p2() - end->p1()) / end->length();
        const QPointF tip =
            end->p2() + along * (strokeWidth / 2 + 1); // covers the round end of the line
        const QPointF across(-along.y(), along.x()), back = tip - along * length;
        const std::array<QPointF, 3> head{tip, back + across * length * 0.45,
                                          back - across * length * 0.45};
        brush(colour);
        pen(colour, 1, false);
        m_painter.drawConvexPolygon(head.data(), 3);
    }
    // From the last point that is not the end itself, so that a curve's head follows its tangent.
    static std::optional<QLineF> lastDirection(const Path& shape) {
        std::vector<QPointF> points;
        for (const Path::Segment& s : shape.segments) {
            if (s.kind == Path::Segment::Kind::Close)
                continue;
            if (s.kind == Path::Segment::Kind::Cubic) {
                points.push_back(pointOf(s.a));
                points.push_back(pointOf(s.b));
            }
            points.push_back(pointOf(s.to));
        }
        for (std::size_t i = points.size(); i-- > 1;) {
            const QLineF line(points[i - 1], points.back());
            if (line.length() > 0.01)
                return line;
        }
        return std::nullopt;
    }

    void paintIcon(const Icon& icon) {
        if (icon.rect.width * m_scale < kSmallestIcon)
            return;
        if (icon.image && m_options.image) {
            const QImage image = m_options.image(icon.image);
            if (!image.isNull()) {
                if (icon.picture)
                    paintPicture(m_painter, image, rectOf(icon.rect));
                else
                    paintPortrait(m_painter, image, rectOf(icon.rect));
                return;
            }
        }
        paintStrokeIcon(m_painter, stringOf(icon.name), rectOf(icon.rect),
                        m_theme.colour(icon.paint));
    }

    QPainter& m_painter;
    const PaintOptions& m_options;
    const Theme& m_theme;
    const double m_scale;
    FrameCache::Place m_place;
    std::optional<FarRects> m_far; ///< unless everything is drawn in full
    const FrameCache::Draw m_drawFrame = [this](QPainter& painter, const Box& box) {
        Brushwork(painter, m_options).drawBox(box);
    };
    std::optional<bool> m_antialiased;
    std::optional<std::tuple<QRgb, double, int>> m_pen;
    std::optional<QRgb> m_brush;
    std::array<std::optional<QFont>, 16> m_fonts;
    QFont m_upright;
    const QFont* m_font = nullptr;
    int m_z = std::numeric_limits<int>::min();
    std::vector<const Item*> m_later;
};

} // namespace

void paintItems(QPainter& painter, const DisplayList& list, std::span<const std::uint32_t> items,
                const PaintOptions& options) {
    Brushwork brushwork(painter, options);
    for (const std::uint32_t index : items)
        brushwork.paint(list.items[index]);
}

void paintAll(QPainter& painter, const DisplayList& list, const PaintOptions& options) {
    Brushwork brushwork(painter, options);
    for (const Item& item : list.items)
        brushwork.paint(item);
}

void paintItem(QPainter& painter, const Item& item, const PaintOptions& options) {
    Brushwork(painter, options).paint(item);
}

} // namespace cairn
