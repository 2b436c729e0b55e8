// Right to left: the same picture seen in a mirror; only the letters stay as they are.

#include <utility>

#include "core/layout/context.hpp"

namespace cairn::layout {

namespace {

class Mirror {
public:
    explicit Mirror(double width) : m_width(width) {}
    void operator()(Box& box) const { flip(box.rect); }
    void operator()(Icon& icon) const { flip(icon.rect); }
    void operator()(Text& text) const {
        const double left = text.rect.x;
        flip(text.rect);
        if (text.turned) { // letters stand as they did in their strip
            for (TextLine& line : text.lines)
                line.x += text.rect.x - left;
            return;
        }
        if (text.align == Align::Left)
            text.align = Align::Right;
        else if (text.align == Align::Right)
            text.align = Align::Left;
        for (TextLine& line : text.lines)
            line.x = m_width - line.x - line.width;
    }
    void operator()(Path& path) const {
        flip(path.bounds);
        for (Path::Segment& s : path.segments) {
            if (s.kind == Path::Segment::Kind::Close)
                continue;
            s.to.x = m_width - s.to.x;
            if (s.kind == Path::Segment::Kind::Cubic) {
                s.a.x = m_width - s.a.x;
                s.b.x = m_width - s.b.x;
            }
        }
    }
    void flip(RectF& rect) const { rect.x = m_width - rect.x - rect.width; }

private:
    double m_width;
};

} // namespace

void mirror(DisplayList& list) {
    const Mirror flip(list.size.width);
    for (Item& item : list.items)
        std::visit(flip, item.shape);
    for (Region& region : list.regions)
        flip.flip(region.rect);
}

} // namespace cairn::layout
