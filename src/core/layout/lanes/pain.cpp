// Data: pain scores of each stage, worst first, with what they are about.
#include <algorithm>

#include "core/layout/cards.hpp"

namespace cairn::layout {

namespace {

constexpr std::size_t kShown = 3;

/// The scores of each column, worst first as the findings have them.
std::vector<std::vector<const PainScore*>> scoresByColumn(const LayoutContext& c) {
    std::vector<std::vector<const PainScore*>> out(c.columns.size());
    if (!c.findings)
        return out;
    std::vector<std::pair<StageId, std::size_t>> index;
    for (std::size_t i = 0; i < c.columns.size(); ++i)
        index.emplace_back(c.columns[i].stage->id, i);
    std::sort(index.begin(), index.end());
    for (const PainScore& score : c.findings->pain) {
        const auto at =
            std::lower_bound(index.begin(), index.end(), std::pair{score.stage, std::size_t{0}});
        if (at != index.end() && at->first == score.stage && c.painOf(score.element) == &score)
            out[at->second].push_back(&score);
    }
    for (auto& scores : out)
        std::stable_sort(scores.begin(), scores.end(), [](const PainScore* a, const PainScore* b) {
            return *a->score > *b->score;
        });
    return out;
}

/// What is pointed at is never lower than a fingertip needs.
RectF targetOf(const RectF& rect) {
    constexpr double kLeast = 24;
    const double height = std::max(kLeast, rect.height);
    return {rect.x, rect.centre().y - height / 2, rect.width, height};
}

double drawScore(LayoutContext& c, const Column& column, const PainScore& score, double y) {
    const bool worst = *score.score >= c.worstPain();
    const double left = column.x + kCellPad, width = column.width - 2 * kCellPad;
    const double chipWidth = std::max(36.0, badgeWidth(c, score));
    Wrapped words =
        c.sheet.wrap(titleOf(c.project, score.element),
                     worst ? TextRole::SmallStrong : TextRole::Small, width - chipWidth - 8, 2);
    const RectF rect{left, y, width, std::max(kBadgeHeight, words.height)};
    drawBadge(c, Level::Cards, score.element, score, {left, y, chipWidth, kBadgeHeight}, worst);
    const double textY = words.lines.size() == 1 ? y + 2 : y;
    c.sheet.text(Level::Cards, score.element, {left + chipWidth + 8, textY}, width - chipWidth - 8,
                 std::move(words), {worst ? Colour::Ink : Colour::Dim});
    c.sheet.region(Level::Cards, RegionKind::PainChip, targetOf(rect), score.element,
                   column.stage->id, {},
                   titleOf(c.project, score.element) + "\n" + scoreFormula(c, score));
    return rect.bottom();
}

/// In a narrow column: only how bad the worst is.
void drawWorst(LayoutContext& c, const Column& column, const std::vector<const PainScore*>& scores,
               double y) {
    if (scores.empty())
        return;
    const PainScore& score = *scores.front();
    const double width = std::min(std::max(36.0, badgeWidth(c, score)), column.width - 8);
    const RectF rect{column.centre() - width / 2, y, width, kBadgeHeight};
    drawBadge(c, Level::Cards, score.element, score, rect, *score.score >= c.worstPain());
    c.sheet.region(Level::Cards, RegionKind::PainChip, targetOf(rect), score.element,
                   column.stage->id, {},
                   titleOf(c.project, score.element) + "\n" + scoreFormula(c, score));
}

} // namespace

double drawPain(LayoutContext& c, const LaneRow& row) {
    const auto scores = scoresByColumn(c);
    double bottom = row.top;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        double y = row.top + 12;
        if (c.columns[i].collapsed) {
            drawWorst(c, c.columns[i], scores[i], y);
            continue;
        }
        const std::size_t shown = std::min(kShown, scores[i].size());
        for (std::size_t k = 0; k < shown; ++k)
            y = drawScore(c, c.columns[i], *scores[i][k], y) + 4;
        if (scores[i].size() > shown) {
            const std::string more = c.phrases.more(scores[i].size() - shown);
            Wrapped words =
                c.sheet.wrap(more, TextRole::Small, c.columns[i].width - 2 * kCellPad, 1);
            y = c.sheet
                    .text(Level::Cards, {}, {c.columns[i].x + kCellPad, y},
                          c.columns[i].width - 2 * kCellPad, std::move(words), {Colour::Dim})
                    .bottom() +
                4;
        }
        bottom = std::max(bottom, y + 8);
    }
    const double height =
        std::max({44.0, roundUpTo4(row.titleHeight + 24), roundUpTo4(bottom - row.top), row.least});
    addCells(c, row, height);
    return height;
}

} // namespace cairn::layout
