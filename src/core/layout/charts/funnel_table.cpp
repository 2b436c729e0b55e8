#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "cairn/layout/charts.hpp"
#include "core/layout/context.hpp"
#include "core/layout/sheet.hpp"

namespace cairn {
namespace {

using layout::Level;
using layout::Sheet;

constexpr double kPad = 8;
constexpr double kHeadHeight = 36; ///< two lines: the step's name, its median time
constexpr double kRowHeight = 24, kTwoLineRowHeight = 40;
constexpr double kBarHeight = 12;
constexpr double kGap = 8;
constexpr double kFootHeight = 22;
constexpr double kLeastBar = 28, kMostBar = 150;
constexpr double kWhiskerWidth = 72;
/// Stage colours of the segments: without the blue, which is the bar's own and means "all".
constexpr std::array<std::uint8_t, 7> kSegmentColours{0, 3, 4, 2, 5, 6, 7};

struct Cell {
    StageId stage;
    std::optional<double> count;
    std::optional<double>
        ofFirst; ///< the bar: share of the row's first step; over 1 when counts rise
    std::optional<double> conversion;
    std::optional<Interval> conversionInterval;
    std::optional<double> before; ///< count of the step before
};
struct TableRow {
    std::string segment; ///< as in the data; empty = all
    std::string title;
    Paint paint;
    std::vector<Cell> cells;
    std::optional<double> overall;
    std::optional<Interval> interval;
    bool few = false;
};
struct Head {
    std::string title;
    std::optional<double> medianSeconds;
};

TableRow rowOf(const std::vector<StepResult>& steps, const std::vector<StageId>& stages) {
    TableRow row;
    for (std::size_t k = 0; k < steps.size(); ++k) {
        const StepResult& step = steps[k];
        Cell cell;
        cell.stage = k < stages.size() ? stages[k] : StageId{};
        cell.count = double(step.reached);
        if (steps.front().reached > 0)
            cell.ofFirst = double(step.reached) / double(steps.front().reached);
        cell.conversion = step.stepConversion;
        cell.conversionInterval = step.stepInterval;
        if (k > 0)
            cell.before = double(steps[k - 1].reached);
        row.cells.push_back(cell);
    }
    if (steps.size() > 1) {
        row.overall = steps.back().overall;
        row.interval = steps.back().interval;
        row.few = steps.back().few;
    }
    return row;
}

/// Imported aggregates have no funnel behind them: the one row is what the stages know.
TableRow rowOfStages(const MapFindings& findings) {
    TableRow row;
    std::optional<double> first, before;
    for (const StageId id : findings.funnelStages) {
        const auto at = findings.stages.find(id);
        if (at == findings.stages.end())
            continue;
        Cell cell{id,    at->second.reached, {}, at->second.stepConversion, at->second.stepInterval,
                  before};
        if (!first)
            first = cell.count;
        if (first && *first > 0 && cell.count)
            cell.ofFirst = *cell.count / *first;
        before = cell.count;
        row.cells.push_back(cell);
        row.overall = at->second.overall;
        row.interval = at->second.interval;
        row.few = at->second.few;
    }
    return row;
}

std::vector<TableRow> rowsOf(const MapFindings& findings, const FunnelTableWords& words) {
    std::vector<TableRow> rows;
    if (findings.funnel) {
        rows.push_back(rowOf(findings.funnel->steps, findings.funnelStages));
        std::size_t segments = 0;
        for (const SegmentResult& segment : findings.funnel->breakdown) {
            TableRow row = rowOf(segment.steps, findings.funnelStages);
            row.segment = segment.value;
            row.title = segment.value == "(none)"    ? words.none
                        : segment.value == "(other)" ? words.other
                                                     : segment.value;
            row.paint = {Colour::Stage, kSegmentColours[segments++ % kSegmentColours.size()]};
            rows.push_back(std::move(row));
        }
    } else if (findings.hasData && !findings.funnelStages.empty()) {
        rows.push_back(rowOfStages(findings));
    }
    if (!rows.empty()) {
        rows.front().title = words.all;
        rows.front().paint = {Colour::Bar};
    }
    return rows;
}

std::vector<Head> headsOf(const Project& project, const MapFindings& findings,
                          std::size_t columns) {
    std::vector<Head> heads;
    for (std::size_t k = 0; k < columns; ++k) {
        Head head;
        if (findings.funnel && k < findings.funnel->steps.size()) {
            head.title = findings.funnel->steps[k].label;
            head.medianSeconds = findings.funnel->steps[k].time.median;
        }
        if (head.title.empty() && k < findings.funnelStages.size())
            head.title = titleOf(project, findings.funnelStages[k]);
        heads.push_back(std::move(head));
    }
    return heads;
}

class Drawing {
public:
    Drawing(const TextMeasurer& measurer, const Phrases& phrases, const FunnelTableWords& words,
            const FunnelTableOptions& options, std::vector<Head> heads, std::vector<TableRow> rows)
        : m_sheet(measurer), m_phrases(phrases), m_words(words), m_heads(std::move(heads)),
          m_rows(std::move(rows)) {
        measure(options.width);
    }

    FunnelTable draw() {
        FunnelTable table;
        drawHead();
        double y = kHeadHeight;
        for (const TableRow& row : m_rows) {
            drawRow(row, y);
            table.rows.push_back({row.segment, {0, y, m_width, m_rowHeight}});
            y += m_rowHeight;
        }
        const double room = m_width - 2 * kPad;
        layout::Wrapped foot = m_sheet.wrap(m_words.whiskers, TextRole::Small, room, 3);
        const double more = std::max(0.0, foot.height - m_sheet.lineStep(TextRole::Small));
        m_sheet.text(Level::Cards, {}, {kPad, y + 4}, room, std::move(foot), {Colour::Dim});
        m_sheet.moveInto(table.list);
        table.list.size = {m_width, y + kFootHeight + more};
        return table;
    }

private:
    void measure(double width) {
        for (const TableRow& row : m_rows) {
            m_nameWidth = std::max(m_nameWidth, m_sheet.textWidth(row.title, TextRole::BodyStrong));
            m_overallWidth =
                std::max(m_overallWidth, m_sheet.textWidth(percent(row.overall), TextRole::Number));
            if (row.few)
                m_fewWidth = m_sheet.textWidth(m_phrases.few(), TextRole::Small) + kGap;
            for (const Cell& cell : row.cells) {
                m_countWidth =
                    std::max(m_countWidth, m_sheet.textWidth(number(cell.count), TextRole::Body));
                m_shareWidth = std::max(
                    m_shareWidth, m_sheet.textWidth(percent(cell.conversion), TextRole::Small));
            }
        }
        m_nameWidth = std::clamp(std::max(m_nameWidth, m_sheet.textWidth(m_words.segment,
                                                                         TextRole::SmallStrong)),
                                 64.0, 160.0) +
                      2 * kGap;
        m_overallWidth =
            std::max(m_overallWidth, m_sheet.textWidth(m_words.overall, TextRole::SmallStrong));
        placeColumns(width);
        for (const TableRow& row : m_rows)
            if (row.interval) {
                m_low = std::min(m_low, row.interval->low);
                m_high = std::max(m_high, row.interval->high);
            }
    }

    /// Bars give way first; when the least of them still does not fit, the step conversions move
    /// under the counts. The first step has none and needs no room for it.
    void placeColumns(double width) {
        const double columns = double(std::max<std::size_t>(1, m_heads.size()));
        const double sides =
            2 * kPad + m_nameWidth + kGap + m_overallWidth + m_fewWidth + kGap + kWhiskerWidth;
        const double counts = columns * (kGap + m_countWidth + 2 * kGap);
        const double shares = (columns - 1) * (kGap + m_shareWidth);
        double bar = std::floor((width - sides - counts - shares) / columns);
        m_twoLines = bar < kLeastBar;
        if (m_twoLines) {
            m_rowHeight = kTwoLineRowHeight;
            m_countWidth = std::max(m_countWidth, m_shareWidth);
            bar =
                std::floor((width - sides - columns * (kGap + m_countWidth + 2 * kGap)) / columns);
        }
        m_barWidth = std::clamp(bar, kLeastBar, kMostBar);
        m_firstWidth = m_barWidth + kGap + m_countWidth + 2 * kGap;
        m_columnWidth = m_firstWidth + (m_twoLines ? 0 : kGap + m_shareWidth);
        m_overallX = columnX(m_heads.size()) + kGap;
        m_whiskerX = m_overallX + m_overallWidth + m_fewWidth + kGap;
        m_width = std::max(width, m_whiskerX + kWhiskerWidth + kPad);
    }

    std::string number(const std::optional<double>& n) const {
        return n ? m_phrases.count(*n) : m_phrases.noValue();
    }
    std::string percent(const std::optional<double>& s) const {
        return s ? m_phrases.percent(*s) : m_phrases.noValue();
    }
    double columnX(std::size_t k) const {
        return kPad + m_nameWidth + (k ? m_firstWidth + double(k - 1) * m_columnWidth : 0);
    }
    double columnWidth(std::size_t k) const { return k ? m_columnWidth : m_firstWidth; }

    void put(const std::string& text, double x, double y, double width, TextRole role, Paint paint,
             ElementId id = {}) {
        m_sheet.text(Level::Cards, id, {x, y}, width, m_sheet.wrap(text, role, width, 1), paint);
    }

    void drawHead() {
        put(m_words.segment, kPad, 2, m_nameWidth, TextRole::SmallStrong, {Colour::Dim});
        for (std::size_t k = 0; k < m_heads.size(); ++k) {
            const double space = columnWidth(k) - kGap;
            put(m_heads[k].title, columnX(k), 2, space, TextRole::SmallStrong, {Colour::Dim});
            if (m_heads[k].medianSeconds)
                put(m_phrases.medianTime(*m_heads[k].medianSeconds), columnX(k), 18, space,
                    TextRole::Small, {Colour::Dim});
        }
        if (m_heads.size() > 1)
            put(m_words.overall, m_overallX, 2, m_overallWidth + m_fewWidth + kWhiskerWidth,
                TextRole::SmallStrong, {Colour::Dim});
    }

    void drawRow(const TableRow& row, double y) {
        const double textY = y + (kRowHeight - m_sheet.lineStep(TextRole::Body)) / 2;
        const double smallY = m_twoLines ? textY + m_sheet.lineStep(TextRole::Body)
                                         : y + (kRowHeight - m_sheet.lineStep(TextRole::Small)) / 2;
        put(row.title, kPad, textY, m_nameWidth - kGap, TextRole::BodyStrong, {Colour::Ink});
        for (std::size_t k = 0; k < row.cells.size(); ++k)
            drawCell(row, row.cells[k], columnX(k), columnWidth(k), y, textY, smallY);
        if (row.cells.size() < 2)
            return;
        put(percent(row.overall), m_overallX, textY, m_overallWidth + 1, TextRole::Number,
            {Colour::Ink});
        if (row.few)
            put(m_phrases.few(), m_overallX + m_overallWidth + kGap / 2,
                y + (kRowHeight - m_sheet.lineStep(TextRole::Small)) / 2, m_fewWidth,
                TextRole::Small, {Colour::Pain});
        drawWhisker(row, y + kRowHeight / 2);
    }

    void drawCell(const TableRow& row, const Cell& cell, double x, double width, double y,
                  double textY, double smallY) {
        const double top = y + (kRowHeight - kBarHeight) / 2;
        m_sheet.box(Level::Ground, cell.stage,
                    {{x, top, m_barWidth, kBarHeight}, {Colour::Grid}, {}, 0, 3});
        const double share = std::clamp(cell.ofFirst.value_or(0), 0.0, 1.0);
        if (cell.count && *cell.count > 0 && share > 0)
            m_sheet.box(Level::Under, cell.stage,
                        {{x, top, std::max(2.0, std::round(m_barWidth * share)), kBarHeight},
                         row.paint,
                         {},
                         0,
                         3});
        put(number(cell.count), x + m_barWidth + kGap, textY, m_countWidth + 1, TextRole::Body,
            {Colour::Ink}, cell.stage);
        if (cell.conversion)
            put(percent(cell.conversion),
                x + m_barWidth + (m_twoLines ? kGap : 2 * kGap + m_countWidth), smallY,
                m_shareWidth + 1, TextRole::Small, {Colour::Dim}, cell.stage);
        m_sheet.region(Level::Cards, RegionKind::FunnelBar, {x, y, width - kGap, m_rowHeight},
                       cell.stage, {}, {}, tooltip(row, cell));
    }

    /// "mobile: 151 / 180 = 83.9 %  (77.8 % – 88.6 %)": every bar's n at hand.
    std::string tooltip(const TableRow& row, const Cell& cell) const {
        std::string text = row.title + ": " + number(cell.count);
        if (cell.before && cell.conversion)
            text += " / " + number(cell.before) + " = " + percent(cell.conversion);
        if (cell.conversion && cell.conversionInterval)
            text += "  (" + m_phrases.percent(cell.conversionInterval->low) + " \u2013 " +
                    m_phrases.percent(cell.conversionInterval->high) + ")";
        return text;
    }

    /// The whiskers of all rows share one scale, cut to where they lie: differences are what they
    /// are for.
    double whiskerAt(double share) const {
        const double span = std::max(0.02, m_high - m_low);
        return m_whiskerX + 4 + (share - m_low) / span * (kWhiskerWidth - 8);
    }

    void drawWhisker(const TableRow& row, double middle) {
        if (!row.overall || !row.interval)
            return;
        m_sheet.line(Level::Under, {}, {whiskerAt(row.interval->low), middle},
                     {whiskerAt(row.interval->high), middle}, row.paint, false, 2);
        const double x = whiskerAt(*row.overall);
        m_sheet.box(Level::Cards, {}, {{x - 4, middle - 4, 8, 8}, row.paint, {}, 0, 4});
    }

    Sheet m_sheet;
    const Phrases& m_phrases;
    const FunnelTableWords& m_words;
    std::vector<Head> m_heads;
    std::vector<TableRow> m_rows;
    double m_nameWidth = 0, m_countWidth = 0, m_shareWidth = 0, m_overallWidth = 0, m_fewWidth = 0;
    double m_rowHeight = kRowHeight;
    bool m_twoLines = false; ///< the step conversions stand under the counts
    double m_barWidth = 0, m_firstWidth = 0, m_columnWidth = 0, m_overallX = 0, m_whiskerX = 0,
           m_width = 0;
    double m_low = 1, m_high = 0;
};

} // namespace

FunnelTable layoutFunnelTable(const Project& project, const MapFindings& findings,
                              const TextMeasurer& measurer, const Phrases& phrases,
                              const FunnelTableWords& words, const FunnelTableOptions& options) {
    std::vector<TableRow> rows = rowsOf(findings, words);
    if (rows.empty() || rows.front().cells.empty())
        return {};
    auto heads = headsOf(project, findings, rows.front().cells.size());
    FunnelTable table =
        Drawing(measurer, phrases, words, options, std::move(heads), std::move(rows)).draw();
    if (options.rightToLeft) {
        layout::mirror(table.list); // the rows span the whole width and stay where they are
        table.list.rightToLeft = true;
    }
    return table;
}

} // namespace cairn
