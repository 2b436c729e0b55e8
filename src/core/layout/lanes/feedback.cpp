// Data: what customers answered about each stage: NPS, CSAT and CES with how sure they are, and the
// words of the least happy of them.
#include <algorithm>
#include <cmath>

#include "core/layout/change_words.hpp"
#include "core/layout/lanes.hpp"

namespace cairn::layout {

namespace {

constexpr std::size_t kShown = 3;
constexpr double kBarHeight = 6, kLeastBar = 24;
constexpr double kName = 40, kValue = 48; ///< beside the bars, so that these are of one length

std::string valueText(const LayoutContext& c, const FeedbackScore& score) {
    if (!score.value || !isFinite(*score.value))
        return c.phrases.noValue();
    return score.question.scale.kind == FeedbackKind::Nps ? c.phrases.nps(*score.value)
                                                          : c.phrases.percentBrief(*score.value);
}

std::string rangeText(const LayoutContext& c, const FeedbackScore& score) {
    if (!score.interval)
        return {};
    const auto end = [&](double value) {
        return score.question.scale.kind == FeedbackKind::Nps ? c.phrases.nps(value)
                                                              : c.phrases.percentBrief(value);
    };
    return c.phrases.range(end(score.interval->low), end(score.interval->high));
}

std::string sureText(const LayoutContext& c, const FeedbackScore& score) {
    std::string text = rangeText(c, score);
    text += (text.empty() ? "" : " \u00b7 ") + c.phrases.sampleSize(static_cast<double>(score.n));
    return score.few ? text + " \u00b7 " + c.phrases.few() : text;
}

/// As a share, also of an NPS, which is one share less another.
double shareOf(const FeedbackScore& score, double value) {
    return score.question.scale.kind == FeedbackKind::Nps ? value / 100 : value;
}

bool hasChange(const FeedbackScore& score) {
    return score.change && score.change->difference && isFinite(*score.change->difference);
}

/// "▲ +3.1 pts (was 48 %)".
std::string changeOf(const LayoutContext& c, const FeedbackScore& score) {
    const FeedbackChange& change = *score.change;
    FeedbackScore before = score;
    before.value = change.value;
    return changeText(c.phrases, shareOf(score, *change.difference)) + " " +
           c.phrases.wasValue(valueText(c, before));
}

/// Where the truth of the difference may lie; that it could be chance, where it could.
std::string sureOf(const LayoutContext& c, const FeedbackScore& score) {
    const FeedbackChange& change = *score.change;
    std::string text = change.interval
                           ? pointsRange(c.phrases, {shareOf(score, change.interval->low),
                                                     shareOf(score, change.interval->high)})
                           : std::string();
    if (!change.significant)
        text += (text.empty() ? "\u2248 " : " \u00b7 \u2248 ") + c.phrases.couldBeChance();
    return text;
}

std::string tooltip(const LayoutContext& c, const FeedbackScore& score) {
    const auto count = [&](std::uint64_t n) { return c.phrases.count(static_cast<double>(n)); };
    std::string text = c.phrases.feedbackName(score.question.scale.kind) + " " +
                       valueText(c, score) + " (" + sureText(c, score) + ")\n" +
                       score.question.name + "\n+ " + count(score.good) + "  \u00b1 " +
                       count(score.n - score.good - score.bad) + "  \u2212 " + count(score.bad);
    if (hasChange(score))
        text += "\n" + changeOf(c, score) + "  n = " + count(score.change->n) + " \u2192 " +
                count(score.change->nowN) + "\n" + sureOf(c, score);
    return text;
}

/// Most of those who answered are unhappy.
bool isBad(const FeedbackScore& score) {
    return score.bad > score.good;
}

/// How many are happy, in between and unhappy, to scale; unhappy ones hatched, so that colour does
/// not speak alone.
void drawShares(LayoutContext& c, ElementId element, const RectF& rect,
                const FeedbackScore& score) {
    const double n = static_cast<double>(score.n);
    const double good = rect.width * static_cast<double>(score.good) / n,
                 bad = rect.width * static_cast<double>(score.bad) / n;
    c.sheet.box(Level::Under, element, {.rect = rect, .fill = {Colour::Grid}, .stroke = {}});
    if (good > 0)
        c.sheet.box(
            Level::Cards, element,
            {.rect = {rect.x, rect.y, good, rect.height}, .fill = {Colour::Bar}, .stroke = {}});
    if (bad <= 0)
        return;
    const double left = rect.right() - bad;
    Path path;
    path.segments = {{Path::Segment::Kind::Move, {}, {}, {left, rect.y}},
                     {Path::Segment::Kind::Line, {}, {}, {rect.right(), rect.y}},
                     {Path::Segment::Kind::Line, {}, {}, {rect.right(), rect.bottom()}},
                     {Path::Segment::Kind::Line, {}, {}, {left, rect.bottom()}},
                     {Path::Segment::Kind::Close, {}, {}, {}}};
    path.fill = {Colour::Pain};
    path.hatched = true;
    c.sheet.path(Level::Cards, element, std::move(path));
}

/// How much better or worse than in the survey before.
double drawChange(LayoutContext& c, const Column& column, const FeedbackScore& score, double y) {
    const double left = column.x + kCellPad, width = column.width - 2 * kCellPad;
    const Colour colour = !score.change->significant      ? Colour::Dim
                          : *score.change->difference > 0 ? Colour::Accent
                                                          : Colour::Pain;
    y = c.sheet
            .text(Level::Cards, column.stage->id, {left, y}, width,
                  c.sheet.wrap(changeOf(c, score), TextRole::SmallStrong, width, 2), {colour})
            .bottom();
    return c.sheet
        .text(Level::Cards, column.stage->id, {left, y}, width,
              c.sheet.wrap(sureOf(c, score), TextRole::Small, width, 3), {Colour::Dim})
        .bottom();
}

/// "NPS  +50" over a bar and "−18 to +84 · n = 6".
double drawScore(LayoutContext& c, const Column& column, const FeedbackScore& score, double y) {
    const ElementId stage = column.stage->id;
    const double left = column.x + kCellPad, width = column.width - 2 * kCellPad;
    Wrapped name = c.sheet.wrap(c.phrases.feedbackName(score.question.scale.kind),
                                TextRole::SmallStrong, width / 2, 1);
    Wrapped value = c.sheet.wrap(valueText(c, score), TextRole::Number, width / 2, 1);
    const double top = y, valueHeight = value.height, nameHeight = name.height;
    const double barLeft = left + std::max(kName, name.width) + 8;
    const double barRight = left + width - std::max(kValue, value.width) - 8;
    c.sheet.text(Level::Cards, stage, {left, y + (valueHeight - nameHeight) / 2}, width / 2,
                 std::move(name), {Colour::Dim});
    if (barRight - barLeft >= kLeastBar && score.n > 0)
        drawShares(c, stage,
                   {barLeft, y + (valueHeight - kBarHeight) / 2, barRight - barLeft, kBarHeight},
                   score);
    c.sheet.text(Level::Cards, stage, {left + width / 2, y}, width / 2, std::move(value),
                 {isBad(score) ? Colour::Pain : Colour::Ink}, Align::Right);
    y += valueHeight;
    y = c.sheet
            .text(Level::Cards, stage, {left, y}, width,
                  c.sheet.wrap(sureText(c, score), TextRole::Small, width, 2), {Colour::Dim})
            .bottom();
    if (hasChange(score))
        y = drawChange(c, column, score, y);
    c.sheet.region(Level::Cards, RegionKind::FeedbackScore, {left, top, width, y - top}, stage, {},
                   {}, tooltip(c, score));
    return y;
}

/// What the least happy one said, and how many said something.
double drawWords(LayoutContext& c, const Column& column, const FeedbackSummary& summary, double y) {
    const double left = column.x + kCellPad, width = column.width - 2 * kCellPad;
    if (!summary.verbatims.empty())
        y = c.sheet
                .text(Level::Cards, column.stage->id, {left, y + 2}, width,
                      c.sheet.wrap("\u201c" + summary.verbatims.front().text + "\u201d",
                                   TextRole::Small, width, 3),
                      {Colour::Ink})
                .bottom();
    if (summary.texts > 0)
        y = c.sheet
                .text(Level::Cards, column.stage->id, {left, y + 2}, width,
                      c.sheet.wrap(c.phrases.comments(summary.texts), TextRole::Small, width, 1),
                      {Colour::Dim})
                .bottom();
    return y;
}

/// In a narrow column: only the first value.
double drawNarrow(LayoutContext& c, const Column& column, const FeedbackSummary& summary,
                  double y) {
    if (summary.scores.empty())
        return y;
    const FeedbackScore& score = summary.scores.front();
    const double width = column.width - 4;
    const RectF rect = c.sheet.text(Level::Cards, column.stage->id, {column.x + 2, y}, width,
                                    c.sheet.wrap(valueText(c, score), TextRole::Small, width, 1),
                                    {isBad(score) ? Colour::Pain : Colour::Ink}, Align::Centre);
    c.sheet.region(Level::Cards, RegionKind::FeedbackScore, rect, column.stage->id, {}, {},
                   tooltip(c, score));
    return rect.bottom();
}

double drawColumn(LayoutContext& c, const Column& column, double y) {
    const FeedbackSummary* summary = c.findings->feedbackOf(column.stage->id);
    const double left = column.x + kCellPad, width = column.width - 2 * kCellPad;
    if (column.collapsed)
        return summary ? drawNarrow(c, column, *summary, y) : y;
    if (!summary)
        return c.sheet
            .text(Level::Cards, column.stage->id, {left, y}, width,
                  c.sheet.wrap(c.phrases.noValue(), TextRole::Small, width, 1), {Colour::Dim},
                  Align::Centre)
            .bottom();
    const std::size_t shown = std::min(kShown, summary->scores.size());
    for (std::size_t i = 0; i < shown; ++i)
        y = drawScore(c, column, summary->scores[i], y) + 6;
    if (summary->scores.size() > shown)
        y = c.sheet
                .text(Level::Cards, column.stage->id, {left, y}, width,
                      c.sheet.wrap(c.phrases.more(summary->scores.size() - shown), TextRole::Small,
                                   width, 1),
                      {Colour::Dim})
                .bottom();
    return drawWords(c, column, *summary, y);
}

} // namespace

double drawFeedback(LayoutContext& c, const LaneRow& row) {
    const double top = row.top + 12;
    double bottom = top;
    if (c.findings && c.findings->feedback) {
        for (const Column& column : c.columns)
            bottom = std::max(bottom, drawColumn(c, column, top));
    } else if (const double width =
                   std::min(c.contentRight, c.mapRight) - c.contentLeft - 2 * kCellPad;
               width > 40) {
        bottom = c.sheet
                     .text(Level::Cards, row.lane->id, {c.contentLeft + kCellPad, top}, width,
                           c.sheet.wrap(c.phrases.noAnswersYet(), TextRole::Small, width, 2),
                           {Colour::Dim})
                     .bottom();
    }
    const double height = std::max(
        {44.0, roundUpTo4(row.titleHeight + 24), roundUpTo4(bottom + 12 - row.top), row.least});
    addCells(c, row, height);
    return height;
}

} // namespace cairn::layout
