// Sets a map's charts on pages.
#include "cairn/layout/report.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/layout/context.hpp"
#include "core/layout/report_blocks.hpp"

namespace cairn {
namespace {

using namespace layout;

constexpr double kBlockGap = 28; ///< between two charts
constexpr double kHalfGap = 40;  ///< between two that stand side by side
constexpr double kMostEnlarged = 1.5;

class Shift {
public:
    Shift(double dx, double dy) : m_dx(dx), m_dy(dy) {}
    void operator()(RectF& rect) const {
        rect.x += m_dx;
        rect.y += m_dy;
    }
    void operator()(Box& box) const { (*this)(box.rect); }
    void operator()(Icon& icon) const { (*this)(icon.rect); }
    void operator()(Text& text) const {
        (*this)(text.rect);
        for (TextLine& line : text.lines) {
            line.x += m_dx;
            line.baseline += m_dy;
        }
    }
    void operator()(Path& path) const {
        (*this)(path.bounds);
        for (Path::Segment& s : path.segments)
            for (PointF* p : {&s.a, &s.b, &s.to}) {
                p->x += m_dx;
                p->y += m_dy;
            }
    }

private:
    double m_dx, m_dy;
};

/// Lists cut into slices of at most `height` where no text is cut: for charts taller than pages.
std::vector<DisplayList> sliced(const DisplayList& list, double height) {
    std::vector<DisplayList> slices;
    for (double top = 0; top < list.size.height - 1;) {
        double cut = std::min(top + height, list.size.height);
        for (double y = cut; cut < list.size.height && y > top + height / 2; y -= 4) {
            const bool clean =
                std::none_of(list.items.begin(), list.items.end(), [&](const Item& i) {
                    const RectF at = boundsOf(i);
                    return at.height < 60 && at.y < y && at.bottom() > y;
                });
            if (clean) {
                cut = y;
                break;
            }
        }
        DisplayList slice;
        slice.size = {list.size.width, cut - top};
        const Shift shift(0, -top);
        for (const Item& item : list.items)
            if (const double y = boundsOf(item).y + 0.01; y >= top - 1 && y < cut - 1) {
                slice.items.push_back(item);
                std::visit(shift, slice.items.back().shape);
            }
        slices.push_back(std::move(slice));
        top = cut;
    }
    return slices;
}

class Pages {
public:
    Pages(const Project& project, MapId map, const MapFindings& findings,
          const ReportContent& content, const TextMeasurer& measurer, const Phrases& phrases,
          const ReportWords& words, const ReportOptions& options)
        : m_project(project), m_map(map), m_findings(findings), m_content(content),
          m_measurer(measurer), m_phrases(phrases), m_words(words), m_options(options) {}

    std::vector<DisplayList> draw() {
        const double full = m_options.width - 2 * m_options.margin;
        auto blocks = reportBlocks(m_project, m_findings, m_content, m_measurer, m_phrases, m_words,
                                   full, kHalfGap);
        if (blocks.empty())
            return {};
        m_headHeight = head(m_measureOnly, {}, 1, 1);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (i + 1 < blocks.size() && blocks[i].half && blocks[i + 1].half) {
                placePair(blocks[i], blocks[i + 1]);
                ++i;
            } else {
                place(blocks[i]);
            }
        }
        return finished();
    }

private:
    struct Page {
        std::vector<Item> items;
        double factor = 1; ///< how much larger than the paper, for a chart that is
        double end = 0;    ///< where the last chart ends
    };

    double pageBottom() const { return m_options.height - m_options.margin; }
    double room() const { return pageBottom() - m_headHeight; }

    Page& newPage(double factor = 1) {
        m_pages.push_back({});
        m_pages.back().factor = factor;
        m_pages.back().end = m_headHeight;
        return m_pages.back();
    }
    /// The page that has room for a block of this height.
    Page& pageFor(double height) {
        if (m_pages.empty() || m_pages.back().factor != 1)
            return newPage();
        Page& page = m_pages.back();
        const bool first = page.end <= m_headHeight;
        if (!first && page.end + kBlockGap + height > pageBottom())
            return newPage();
        if (!first)
            page.end += kBlockGap;
        return page;
    }

    double headingHeight(const ReportBlock& block, double width) {
        return headingOf(m_measureOnly, block, 0, 0, width);
    }
    double headingOf(Sheet& sheet, const ReportBlock& block, double x, double y, double width) {
        const RectF title =
            sheet.text(Level::Cards, {}, {x + 8, y}, width - 16,
                       sheet.wrap(block.heading, TextRole::Heading, width - 16, 2), {Colour::Ink});
        const RectF rules =
            sheet.text(Level::Cards, {}, {x + 8, title.bottom() + 2}, width - 16,
                       sheet.wrap(block.rules, TextRole::Small, width - 16, 3), {Colour::Dim});
        return (block.rules.empty() ? title.bottom() : rules.bottom()) + 8 - y;
    }

    void put(Page& page, DisplayList list, double x, double y) {
        const Shift shift(x, y);
        for (Item& item : list.items) {
            std::visit(shift, item.shape);
            page.items.push_back(std::move(item));
        }
    }
    double putHeading(Page& page, const ReportBlock& block, double x, double y, double width) {
        Sheet sheet(m_measurer);
        const double height = headingOf(sheet, block, x, y, width);
        DisplayList list;
        sheet.moveInto(list);
        put(page, std::move(list), 0, 0);
        return y + height;
    }

    void placePair(ReportBlock& left, ReportBlock& right) {
        const double width = (m_options.width - 2 * m_options.margin - kHalfGap) / 2;
        const double heads = std::max(headingHeight(left, width), headingHeight(right, width));
        const double height = heads + std::max(left.list.size.height, right.list.size.height);
        Page& page = pageFor(height);
        double x = m_options.margin;
        for (ReportBlock* block : {&left, &right}) {
            putHeading(page, *block, x, page.end, width);
            put(page, std::move(block->list), x, page.end + heads);
            x += width + kHalfGap;
        }
        page.end += height;
    }

    void place(ReportBlock& block) {
        const double full = m_options.width - 2 * m_options.margin;
        const double heading = headingHeight(block, full);
        const double height = heading + block.list.size.height;
        const double factor =
            std::max((block.list.size.width + 2 * m_options.margin) / m_options.width,
                     (m_headHeight + height + m_options.margin) / m_options.height);
        const bool wide = block.list.size.width > full + 0.5;
        if (height > room() || wide) {
            if (wide || factor <= kMostEnlarged) {
                Page& page = newPage(std::max(1.0, factor));
                const double y = putHeading(page, block, m_options.margin, page.end, full);
                put(page, std::move(block.list), m_options.margin, y);
                return;
            }
            for (DisplayList& slice : sliced(block.list, room() - heading)) {
                Page& page = newPage();
                const double y = putHeading(page, block, m_options.margin, page.end, full);
                page.end = y + slice.size.height;
                put(page, std::move(slice), m_options.margin, y);
            }
            return;
        }
        Page& page = pageFor(height);
        const double y = putHeading(page, block, m_options.margin, page.end, full);
        put(page, std::move(block.list), m_options.margin, y);
        page.end += height;
    }

    /// Title and number, the data and the rules, a line; returns where the charts begin.
    double head(Sheet& sheet, const Page& page, std::size_t number, std::size_t of) {
        const double left = m_options.margin + 8;
        const double right = m_options.width * page.factor - m_options.margin - 8;
        const double top = m_options.margin * 0.75;
        const Map* map = m_project.maps.find(m_map);
        const std::string count =
            fillIn(m_words.page, {std::to_string(number), std::to_string(of)});
        const double space = sheet.textWidth(count, TextRole::Small) + 2;
        sheet.text(Level::Cards, {}, {right - space, top}, space,
                   sheet.wrap(count, TextRole::Small, space, 1), {Colour::Dim}, Align::Right);
        double y = sheet
                       .text(Level::Cards, {}, {left, top}, right - space - 16 - left,
                             sheet.wrap(map ? map->title : std::string(), TextRole::LaneTitle,
                                        right - space - 16 - left, 1),
                             {Colour::Ink})
                       .bottom();
        y = sheet
                .text(Level::Cards, {}, {left, y}, right - left,
                      sheet.wrap(dataLine(), TextRole::Small, right - left, 2), {Colour::Dim})
                .bottom() +
            8;
        sheet.line(Level::Ground, {}, {left, y}, {right, y}, {Colour::Line});
        return y + 20;
    }

    std::string dataLine() const {
        std::string period, rules = m_content.rules;
        if (m_findings.firstEvent && m_findings.lastEvent)
            period = m_phrases.dataPeriod(*m_findings.firstEvent, *m_findings.lastEvent);
        if (rules.empty() && m_findings.funnel)
            rules = rulesSentence(*m_findings.funnel);
        return period.empty() && rules.empty() ? std::string() : m_phrases.dataLine(period, rules);
    }

    std::vector<DisplayList> finished() {
        std::vector<DisplayList> lists;
        for (std::size_t i = 0; i < m_pages.size(); ++i) {
            Page& page = m_pages[i];
            DisplayList list;
            Sheet sheet(m_measurer);
            head(sheet, page, i + 1, m_pages.size());
            sheet.moveInto(list);
            std::move(page.items.begin(), page.items.end(), std::back_inserter(list.items));
            std::stable_sort(list.items.begin(), list.items.end(),
                             [](const Item& a, const Item& b) { return a.z < b.z; });
            list.size = {m_options.width * page.factor, m_options.height * page.factor};
            if (m_options.rightToLeft) {
                mirror(list);
                list.rightToLeft = true;
            }
            lists.push_back(std::move(list));
        }
        return lists;
    }

    const Project& m_project;
    MapId m_map;
    const MapFindings& m_findings;
    const ReportContent& m_content;
    const TextMeasurer& m_measurer;
    const Phrases& m_phrases;
    const ReportWords& m_words;
    const ReportOptions& m_options;
    Sheet m_measureOnly{m_measurer};
    std::vector<Page> m_pages;
    double m_headHeight = 0;
};

} // namespace

std::vector<DisplayList> layoutReport(const Project& project, MapId map,
                                      const MapFindings& findings, const ReportContent& content,
                                      const TextMeasurer& measurer, const Phrases& phrases,
                                      const ReportWords& words, const ReportOptions& options) {
    return Pages(project, map, findings, content, measurer, phrases, words, options).draw();
}

} // namespace cairn
