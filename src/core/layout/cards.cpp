#include "core/layout/cards.hpp"
#include "core/layout/cell_keeper.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/base/text.hpp"
#include "cairn/model/names.hpp"
#include "core/layout/marks.hpp"

namespace cairn::layout {

namespace {

constexpr double kStar = 16, kDot = 8, kDotGap = 4, kExtraGap = 4, kIconGap = 6;
constexpr double kExtraRight = 8; ///< of a card, from its last badge
constexpr double kPictureInset = 4;
constexpr double kLeastInlineText = 72; ///< narrower than this, badges move to the foot

/// What stands at the end of a card's first line, or at its foot when there is no room.
struct Extras {
    const PainScore* pain = nullptr;
    double painWidth = 0;
    bool star = false;
    double comments = 0; ///< width of their badge
    double width() const {
        const int parts = (pain ? 1 : 0) + (star ? 1 : 0) + (comments > 0 ? 1 : 0);
        return (star ? kStar : 0) + painWidth + comments + std::max(0, parts - 1) * kExtraGap;
    }
    bool any() const { return star || pain || comments > 0; }
};

struct CardBlock {
    Wrapped words;
    Wrapped figure;
    Chips foot; ///< tags and owner
    double pictureWidth = 0, pictureHeight = 0;
    double top = 0; ///< of the words, below picture and figure
    Extras extras;
    bool inlineExtras = false;
    std::optional<std::int64_t> severity;
    double textLeft = 0, textWidth = 0, height = 0;
    bool hasFoot() const { return severity || !foot.empty() || (extras.any() && !inlineExtras); }
};

std::string shownText(const Card& card, const CardLook& look) {
    if (!look.quoted || card.text.empty())
        return card.text;
    for (const char* mark : {"- ", "\"", "\u201c", "\u201e", "\u00ab", "\u300c", "\u2018"})
        if (card.text.starts_with(mark))
            return card.text;
    return "\u201c" + card.text + "\u201d";
}

double dotsWidth(const LayoutContext& c, std::int64_t severity) {
    return 4 * kDot + 4 * kDotGap +
           c.sheet.textWidth(c.phrases.count(static_cast<double>(severity)), TextRole::SmallStrong);
}

/// An icon brings its own air.
double padOf(const CardLook& look) {
    if (!look.boxed)
        return 4;
    return look.channel ? 8 : kCardPadX;
}

/// Picture and figure, which stand over the words.
void measureHead(const LayoutContext& c, const Card& card, double width, const CardLook& look,
                 CardBlock& block) {
    block.pictureWidth = look.boxed ? width - 2 * kPictureInset : width;
    block.pictureHeight = pictureHeight(c, card.image, block.pictureWidth, look.picture);
    if (block.pictureHeight > 0)
        block.top = block.pictureHeight + (look.boxed ? kPictureInset : 4);
    if (look.figure) {
        block.figure = c.sheet.wrap(card.figure.empty() ? c.phrases.noValue() : card.figure,
                                    TextRole::Title, width - 2 * padOf(look), 2);
        block.top += block.figure.height;
    }
}

double footInset(const CardLook& look) {
    return padOf(look) + (look.painEdge ? 4 : 0);
}

CardBlock measure(const LayoutContext& c, const Card& card, double width, const CardLook& look) {
    CardBlock block;
    block.extras.pain = c.painOf(card.id);
    block.extras.painWidth = block.extras.pain ? badgeWidth(c, *block.extras.pain) : 0;
    block.extras.star = card.momentOfTruth;
    block.extras.comments = commentWidth(c, card.id);
    if (look.painEdge && card.severity)
        block.severity = std::clamp<std::int64_t>(*card.severity, 0, 4);
    const double padX = padOf(look);
    const bool icon = look.channel && card.channel != Channel::None;
    block.textLeft = padX + (icon ? kCardIcon + kIconGap : 0) + (look.painEdge ? 4 : 0);
    const double whole = width - block.textLeft - padX;
    const double beside = width - block.textLeft - kExtraRight - block.extras.width() - kExtraGap;
    const std::string text = shownText(card, look);
    block.textWidth = whole;
    if (block.extras.any() && beside >= kLeastInlineText) {
        // A star takes little room; a number beside a long text would squeeze it.
        Wrapped words =
            c.sheet.wrapMarked(text, look.role, beside, block.extras.pain ? 3 : kCardLines);
        if (words.lines.size() <= 2 || !block.extras.pain) {
            block.words = std::move(words);
            block.textWidth = beside;
            block.inlineExtras = true;
        }
    }
    if (!block.inlineExtras)
        block.words = c.sheet.wrapMarked(text, look.role, whole, kCardLines);

    const double footLeft = footInset(look);
    block.foot = chipsOf(c, card, width - footLeft - padX,
                         block.severity ? dotsWidth(c, *block.severity) + 8 : 0,
                         !block.inlineExtras && block.extras.any() ? block.extras.width() + 8 : 0);
    measureHead(c, card, width, look, block);
    const double padY = look.boxed ? kCardPadY : 4;
    block.height = 2 * padY + block.top +
                   std::max(block.words.height, c.sheet.lineStep(look.role)) +
                   (block.hasFoot() ? 4 + std::max(kBadgeHeight, block.foot.height) : 0);
    return block;
}

void drawFrame(LayoutContext& c, const Card& card, const RectF& rect, const CardLook& look) {
    if (!look.boxed)
        return;
    const bool backstage = look.channel && card.visibility == Visibility::Back;
    Box box{.rect = rect, .fill = look.fill, .stroke = look.stroke, .radius = look.radius};
    box.shadow = look.shadow && !backstage;
    if (backstage) {
        box.fill = {Colour::Panel};
        box.stroke = {Colour::Faint};
        box.dashed = true;
    }
    c.sheet.box(Level::Cards, card.id, box);
    if (look.painEdge)
        c.sheet.box(Level::Cards, card.id,
                    {.rect = {rect.x, rect.y + 4, 4, rect.height - 8},
                     .fill = {Colour::Pain},
                     .stroke = {},
                     .radius = 2});
}

/// Star and score, ending at `right`.
void drawExtras(LayoutContext& c, const Card& card, const Extras& extras, double right,
                double middle) {
    if (extras.pain) {
        const RectF rect{right - extras.painWidth, middle - kBadgeHeight / 2, extras.painWidth,
                         kBadgeHeight};
        drawBadge(c, Level::Cards, card.id, *extras.pain, rect, true);
        c.sheet.region(Level::Over, RegionKind::CardBadge, rect, card.id, card.lane, card.stage,
                       scoreFormula(c, *extras.pain));
        right = rect.x - kExtraGap;
    }
    if (extras.star) {
        c.sheet.icon(Level::Cards, card.id, {right - kStar, middle - kStar / 2, kStar, kStar},
                     "star", {Colour::Star});
        right -= kStar + kExtraGap;
    }
    if (extras.comments > 0)
        drawComments(c, Level::Cards, card.id, right - extras.comments, middle);
}

/// Four dots, as many filled as the severity, and the number: never colour alone.
void drawSeverity(LayoutContext& c, const Card& card, std::int64_t severity, double x,
                  double middle) {
    for (std::int64_t i = 0; i < 4; ++i) {
        Box dot{.rect = {x, middle - kDot / 2, kDot, kDot},
                .fill = {},
                .stroke = {Colour::Pain},
                .radius = kDot / 2};
        if (i < severity)
            dot.fill = {Colour::Pain};
        c.sheet.box(Level::Cards, card.id, dot);
        x += kDot + kDotGap;
    }
    Wrapped number =
        c.sheet.wrap(c.phrases.count(static_cast<double>(severity)), TextRole::SmallStrong, 24, 1);
    const double width = number.width;
    c.sheet.text(Level::Cards, card.id, {x, middle - number.height / 2}, width, std::move(number),
                 {Colour::Pain});
}

double drawCard(LayoutContext& c, const Column& column, const Card& card, double x, double y,
                double width, const CardLook& look) {
    CardBlock block = measure(c, card, width, look);
    const RectF rect{x, y, width, block.height};
    const double padX = padOf(look), padY = look.boxed ? kCardPadY : 4;
    drawFrame(c, card, rect, look);
    const double inset = look.boxed ? kPictureInset : 0;
    if (block.pictureHeight > 0)
        c.sheet.picture(Level::Cards, card.id,
                        {x + inset, y + inset, block.pictureWidth, block.pictureHeight},
                        card.image);
    const double textTop = y + padY + block.top;
    if (look.figure) {
        const double figureTop = textTop - block.figure.height;
        const bool known = !card.figure.empty();
        c.sheet.text(Level::Cards, card.id, {x + padX, figureTop}, width - 2 * padX,
                     std::move(block.figure), {known ? Colour::Ink : Colour::Dim});
    }
    const double step = c.sheet.lineStep(look.role);
    if (look.channel && card.channel != Channel::None)
        c.sheet.icon(Level::Cards, card.id,
                     {x + padX, textTop + (step - kCardIcon) / 2, kCardIcon, kCardIcon},
                     "channel-" + std::string(nameOf(card.channel)),
                     {Colour::Stage, column.colour});
    std::string full = block.words.full;
    c.sheet.text(Level::Cards, card.id, {x + block.textLeft, textTop}, block.textWidth,
                 std::move(block.words), look.ink);
    if (block.inlineExtras)
        drawExtras(c, card, block.extras, rect.right() - kExtraRight, textTop + step / 2);
    if (block.hasFoot()) {
        const double footTop = rect.bottom() - padY - std::max(kBadgeHeight, block.foot.height);
        const double middle = footTop + kBadgeHeight / 2;
        const double left = x + footInset(look);
        if (block.severity)
            drawSeverity(c, card, *block.severity, left, middle);
        if (!full.empty() && !block.foot.full.empty())
            full += "\n";
        full += block.foot.full;
        drawChips(c, Level::Cards, card.id, block.foot, {left, footTop});
        if (!block.inlineExtras)
            drawExtras(c, card, block.extras, rect.right() - padX, middle);
    }
    c.sheet.region(Level::Cards, RegionKind::Card, rect, card.id, card.lane, card.stage,
                   std::move(full));
    c.anchor(card.id, rect, column);
    if (card.locked)
        drawLock(c, Level::Over, card.id, {rect.right() - 4, rect.y + 2});
    return block.height;
}

/// One stack of cards; returns the y below the last card and its gap (or `y` when there was none).
template <class Wanted>
double drawStack(LayoutContext& c, const Column& column, std::span<const Card* const> cards,
                 double x, double y, double width, const CardLook& look, Wanted wanted) {
    for (const Card* card : cards)
        if (wanted(*card))
            y += drawCard(c, column, *card, x + kCellPad, y, width - 2 * kCellPad, look) +
                 (look.boxed ? kCardGap : 0);
    return y;
}

double drawCell(LayoutContext& c, const Column& column, std::span<const Card* const> cards,
                double y, const CardLook& look) {
    if (column.collapsed) {
        hideCards(c, column, cards, y - kCellPad);
        return y;
    }
    if (column.steps.empty())
        return drawStack(c, column, cards, column.x, y, column.width, look,
                         [](const Card&) { return true; });
    const auto isStep = [&](const Card& card, const Step& step) { return card.step == step.id; };
    // Cards of the stage as a whole lie across its steps.
    y = drawStack(c, column, cards, column.x, y, column.width, look, [&](const Card& card) {
        return std::none_of(column.steps.begin(), column.steps.end(),
                            [&](const SubColumn& s) { return isStep(card, *s.step); });
    });
    double bottom = y;
    for (const SubColumn& sub : column.steps)
        bottom =
            std::max(bottom, drawStack(c, column, cards, sub.x, y, sub.width, look,
                                       [&](const Card& card) { return isStep(card, *sub.step); }));
    return bottom;
}

double drawOrKeepCell(LayoutContext& c, const LaneRow& row, std::size_t column, double y,
                      const CardLook& look) {
    const auto cards = c.cell(row.index, column);
    const auto draw = [&] { return drawCell(c, c.columns[column], cards, y, look); };
    return c.keeper ? c.keeper->cell(c, row, c.columns[column], cards, y, draw) : draw();
}

} // namespace

double badgeWidth(const LayoutContext& c, const PainScore& score) {
    const std::string words = c.phrases.count(std::round(score.score.value_or(0)));
    return std::max(24.0, roundUpTo4(c.sheet.textWidth(words, TextRole::SmallStrong) + 8));
}

void drawBadge(LayoutContext& c, Level level, ElementId element, const PainScore& score,
               const RectF& rect, bool strong) {
    c.sheet.box(level, element,
                {.rect = rect,
                 .fill = {strong ? Colour::Pain : Colour::PainGround},
                 .stroke = {},
                 .radius = kBadgeHeight / 2});
    c.sheet.text(level, element, {rect.x + 4, rect.y + 2}, rect.width - 8,
                 c.sheet.wrap(c.phrases.count(std::round(score.score.value_or(0))),
                              TextRole::SmallStrong, rect.width - 8, 1),
                 {strong ? Colour::OnPain : Colour::Pain}, Align::Centre);
}

std::string scoreFormula(const LayoutContext& c, const PainScore& score) {
    std::string text = c.phrases.count(std::round(score.score.value_or(0)));
    if (score.overridden)
        return score.overrideReason.empty() ? text : text + "\n" + score.overrideReason;
    if (score.severity.value && score.reach.value && score.frequency.value)
        text += " = " + c.phrases.count(*score.severity.value) + "/4 \u00d7 " +
                c.phrases.percent(*score.reach.value) + " \u00d7 " +
                c.phrases.percent(*score.frequency.value);
    if (score.n > 0)
        text += "\nn = " + c.phrases.count(static_cast<double>(score.n));
    if (score.moneyPerMonth)
        text += "\n" + c.phrases.money(*score.moneyPerMonth, c.project.facts.currency);
    return text;
}

double drawCards(LayoutContext& c, const LaneRow& row, const CardLook& look) {
    const double start = row.top + kCellPad;
    double bottom = start;
    for (std::size_t i = 0; i < c.columns.size(); ++i)
        bottom = std::max(bottom, drawOrKeepCell(c, row, i, start, look));
    // The last card's gap is the row's lower padding.
    const double content = bottom - start + (look.boxed ? 0 : kCardGap);
    const double height = std::max(
        {roundUpTo4(kCellPad + content), kEmptyRow, roundUpTo4(row.titleHeight + 24), row.least});
    addCells(c, row, height);
    return height;
}

} // namespace cairn::layout
