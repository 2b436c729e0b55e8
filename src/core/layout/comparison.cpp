#include "cairn/layout/comparison.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/layout/geometry.hpp"
#include "core/layout/sheet.hpp"

namespace cairn {

namespace {

using layout::Level;
using layout::Sheet;
using layout::Wrapped;

constexpr double kGap = 24, kSummary = 28, kPillHeight = 18, kPillPad = 6, kGrow = 3;

struct Look {
    DifferenceKind kind;
    MapWord word;
    const char* sign;
    Paint paint;
    bool dashed;
};
constexpr std::array kLooks{
    Look{DifferenceKind::Added, MapWord::Added, "+", {Colour::Accent}, false},
    Look{DifferenceKind::Removed, MapWord::Removed, "\u2212", {Colour::Pain}, true},
    Look{DifferenceKind::Changed, MapWord::Changed, "\u2248", {Colour::Bar}, false},
    Look{DifferenceKind::Moved, MapWord::Moved, "\u2192", {Colour::Stage, 2}, false}};

const Look& lookOf(DifferenceKind kind) {
    return *std::find_if(kLooks.begin(), kLooks.end(),
                         [&](const Look& look) { return look.kind == kind; });
}

std::string wordsOf(const Look& look, const Phrases& phrases) {
    return std::string(look.sign) + " " + phrases.word(look.word);
}

void shift(Item& item, double by) {
    if (auto* box = std::get_if<Box>(&item.shape)) {
        box->rect.y += by;
    } else if (auto* icon = std::get_if<Icon>(&item.shape)) {
        icon->rect.y += by;
    } else if (auto* text = std::get_if<Text>(&item.shape)) {
        text->rect.y += by;
        for (TextLine& line : text->lines)
            line.baseline += by;
    } else if (auto* path = std::get_if<Path>(&item.shape)) {
        path->bounds.y += by;
        for (Path::Segment& s : path->segments) {
            s.a.y += by;
            s.b.y += by;
            s.to.y += by;
        }
    }
}

/// Puts a map into the whole, `down` from its top.
void place(DisplayList& whole, DisplayList part, double down) {
    for (Item& item : part.items) {
        shift(item, down);
        item.layer = Layer::Scroll;
    }
    for (Region& region : part.regions) {
        region.rect.y += down;
        region.layer = Layer::Scroll;
    }
    std::move(part.items.begin(), part.items.end(), std::back_inserter(whole.items));
    std::move(part.regions.begin(), part.regions.end(), std::back_inserter(whole.regions));
}

/// Where the element is seen: its card, header or point.
const Region* regionOf(const std::vector<Region>& regions, ElementId element) {
    using enum RegionKind;
    for (const RegionKind kind : {Card, StageHeader, LaneHeader, EmotionPoint})
        for (const Region& region : regions)
            if (region.kind == kind && region.element == element)
                return &region;
    return nullptr;
}

/// What stands on the maps and is read: a plate must not lie on it.
class Written {
public:
    explicit Written(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (const auto* icon = std::get_if<Icon>(&item.shape))
                m_rects.push_back(icon->rect);
            const auto* text = std::get_if<Text>(&item.shape);
            if (!text || text->turned)
                continue;
            for (const TextLine& line : text->lines) {
                const double em = styleOf(text->role).pixelSize;
                m_rects.push_back({line.x, line.baseline - em, line.width, em * 1.2});
            }
        }
        std::sort(m_rects.begin(), m_rects.end(),
                  [](const RectF& a, const RectF& b) { return a.y < b.y; });
        for (const RectF& rect : m_rects)
            m_tallest = std::max(m_tallest, rect.height);
    }

    /// How much of it a rectangle would cover.
    double under(const RectF& rect) const {
        double area = 0;
        auto at = std::lower_bound(m_rects.begin(), m_rects.end(), rect.y - m_tallest,
                                   [](const RectF& r, double y) { return r.y < y; });
        for (; at != m_rects.end() && at->y < rect.bottom(); ++at) {
            const double w = std::min(at->right(), rect.right()) - std::max(at->x, rect.x);
            const double h = std::min(at->bottom(), rect.bottom()) - std::max(at->y, rect.y);
            area += std::max(0.0, w) * std::max(0.0, h);
        }
        return area;
    }

private:
    std::vector<RectF> m_rects; ///< from the top down
    double m_tallest = 0;
};

class Marks {
public:
    Marks(Sheet& sheet, const Phrases& phrases, bool rightToLeft, const DisplayList& on)
        : m_sheet(sheet), m_phrases(phrases), m_rightToLeft(rightToLeft), m_width(on.size.width),
          m_written(on.items) {}

    void mark(const Region& on, DifferenceKind kind) {
        const Look& look = lookOf(kind);
        const RectF frame{on.rect.x - kGrow, on.rect.y - kGrow, on.rect.width + 2 * kGrow,
                          on.rect.height + 2 * kGrow};
        m_sheet.box(Level::StageHeader, on.element,
                    {.rect = frame,
                     .fill = {},
                     .stroke = look.paint,
                     .strokeWidth = 2.5f,
                     .radius = 9,
                     .dashed = look.dashed});
        Wrapped words = m_sheet.wrap(wordsOf(look, m_phrases), TextRole::SmallStrong, 120, 1);
        const double width = layout::roundUpTo4(words.width + 2 * kPillPad);
        const RectF pill = freePlace(frame, width);
        m_sheet.box(Level::StageHeader, on.element,
                    {.rect = pill,
                     .fill = {Colour::Card},
                     .stroke = look.paint,
                     .strokeWidth = 1.5f,
                     .radius = 9});
        const double top = pill.y + (kPillHeight - words.height) / 2;
        m_sheet.text(Level::StageHeader, on.element, {pill.x + kPillPad, top}, width - 2 * kPillPad,
                     std::move(words), look.paint, Align::Centre);
    }

    /// How much of each there is, in a line from the reading side.
    void summary(const std::vector<Difference>& all, double top) {
        double x = layout::kMargin;
        const auto put = [&](const std::string& text, Paint paint, double after) {
            Wrapped words = m_sheet.wrap(text, TextRole::SmallStrong, 400, 1);
            const double width = words.width;
            const double left = m_rightToLeft ? m_width - x - width : x;
            m_sheet.text(Level::StageHeader, {}, {left, top + (kSummary - words.height) / 2}, width,
                         std::move(words), paint);
            x += width + after;
        };
        if (all.empty())
            put(m_phrases.word(MapWord::Same), {Colour::Dim}, 0);
        for (const Look& look : kLooks) {
            const auto n = std::count_if(all.begin(), all.end(),
                                         [&](const Difference& d) { return d.kind == look.kind; });
            if (n == 0)
                continue;
            put(wordsOf(look, m_phrases), look.paint, 6);
            put(m_phrases.count(static_cast<double>(n)), {Colour::Ink}, 20);
        }
    }

private:
    /// On the frame's edge: at the end of its top where that covers nothing that is read, else
    /// lower or at its beginning.
    RectF freePlace(const RectF& frame, double width) const {
        const double left = frame.x + 8, right = frame.right() - width - 8;
        const double end = m_rightToLeft ? left : right, begin = m_rightToLeft ? right : left;
        const double above = frame.y - kPillHeight / 2, below = frame.bottom() - kPillHeight / 2;
        const std::array places{PointF{end, above},
                                PointF{end, below},
                                PointF{begin, below},
                                PointF{begin, above},
                                PointF{end, frame.y - kPillHeight},
                                PointF{end, frame.bottom()}};
        RectF best;
        double least = -1;
        for (const PointF& at : places) {
            const double x = std::clamp(
                at.x, 4.0, std::max(4.0, m_width - width - 4)); // narrow ones at the edge
            const RectF pill{x, std::max(0.0, at.y), width, kPillHeight};
            const double covered = m_written.under(pill);
            if (least >= 0 && covered >= least)
                continue;
            best = pill;
            least = covered;
            if (covered == 0)
                break;
        }
        return best;
    }

    Sheet& m_sheet;
    const Phrases& m_phrases;
    bool m_rightToLeft;
    double m_width;
    Written m_written;
};

/// Mirrored maps are aligned at their right edges.
void moveAlong(DisplayList& list, double by) {
    if (by == 0)
        return;
    for (Item& item : list.items) {
        if (auto* box = std::get_if<Box>(&item.shape)) {
            box->rect.x += by;
        } else if (auto* icon = std::get_if<Icon>(&item.shape)) {
            icon->rect.x += by;
        } else if (auto* text = std::get_if<Text>(&item.shape)) {
            text->rect.x += by;
            for (TextLine& line : text->lines)
                line.x += by;
        } else if (auto* path = std::get_if<Path>(&item.shape)) {
            path->bounds.x += by;
            for (Path::Segment& s : path->segments) {
                s.a.x += by;
                s.b.x += by;
                s.to.x += by;
            }
        }
    }
    for (Region& region : list.regions)
        region.rect.x += by;
}

} // namespace

DisplayList layoutComparison(const Project& project, MapId origin, MapId future,
                             const TextMeasurer& measurer, const Phrases& phrases,
                             LayoutOptions options) {
    DisplayList whole;
    whole.rightToLeft = options.rightToLeft;
    if (!project.maps.find(origin) || !project.maps.find(future))
        return whole;
    options.forEditing = false;
    DisplayList above = layoutMap(project, origin, nullptr, measurer, phrases, options);
    DisplayList below = layoutMap(project, future, nullptr, measurer, phrases, options);
    const double width = std::max(above.size.width, below.size.width);
    if (options.rightToLeft) {
        moveAlong(above, width - above.size.width);
        moveAlong(below, width - below.size.width);
    }
    const double top = 8 + kSummary, second = top + above.size.height + kGap;
    whole.size = {width, second + below.size.height};
    const std::size_t start = whole.regions.size();
    place(whole, std::move(above), top);
    const std::vector<Region> before(whole.regions.begin() + static_cast<std::ptrdiff_t>(start),
                                     whole.regions.end());
    place(whole, std::move(below), second);
    const std::vector<Region> after(
        whole.regions.begin() + static_cast<std::ptrdiff_t>(before.size()), whole.regions.end());

    Sheet sheet(measurer);
    Marks marks(sheet, phrases, options.rightToLeft, whole);
    const std::vector<Difference> all = differences(project, origin, future);
    marks.summary(all, 8);
    sheet.line(Level::Ground, {}, {layout::kMargin, second - kGap / 2},
               {width - layout::kMargin, second - kGap / 2}, {Colour::Dim}, true);
    for (const Difference& difference : all) {
        if (const Region* on = difference.before ? regionOf(before, difference.before) : nullptr)
            marks.mark(*on, difference.kind);
        if (const Region* on = difference.after ? regionOf(after, difference.after) : nullptr)
            marks.mark(*on, difference.kind);
    }
    DisplayList drawn;
    sheet.moveInto(drawn);
    place(whole, std::move(drawn), 0);
    std::stable_sort(whole.items.begin(), whole.items.end(),
                     [](const Item& a, const Item& b) { return a.z < b.z; });
    return whole;
}

} // namespace cairn
