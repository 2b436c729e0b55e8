#include "core/layout/marks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cairn::layout {

namespace {

constexpr double kChipGap = 4, kChipPad = 6, kOwnerIcon = 12;

std::uint32_t bigEndian(std::string_view bytes, std::size_t at, std::size_t length) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::optional<SizeF> sized(std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0)
        return std::nullopt;
    return SizeF{static_cast<double>(width), static_cast<double>(height)};
}

/// The first frame header (SOF0..SOF15 but the three that are none) holds height and width.
std::optional<SizeF> jpegSize(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 9 < bytes.size()) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF)
            return std::nullopt;
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) { // padding
            ++at;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            return sized(bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2));
        at += 2 + std::max<std::size_t>(2, bigEndian(bytes, at + 2, 2));
    }
    return std::nullopt;
}

Chips::Chip tagChip(const LayoutContext& c, const std::string& name, double most) {
    Chips::Chip chip;
    chip.words = c.sheet.wrap(name, TextRole::Small, std::max(24.0, most - 2 * kChipPad), 1);
    chip.width = std::min(most, roundUpTo4(chip.words.width + 2 * kChipPad));
    if (const Tag* tag = c.tagNamed(name)) {
        const std::uint8_t colour = themeIndex(tag->colour);
        chip.fill = {Colour::StageGround, colour};
        chip.ink = {Colour::Stage, colour};
    } else {
        chip.fill = {Colour::Panel};
        chip.stroke = {Colour::Line};
        chip.ink = {Colour::Dim};
    }
    return chip;
}

Chips::Chip wordsChip(const LayoutContext& c, const std::string& words, double most, bool owner) {
    const double lead = owner ? kOwnerIcon + 4 : 0;
    Chips::Chip chip;
    chip.words = c.sheet.wrap(words, TextRole::Small, std::max(24.0, most - lead), 1);
    chip.width = std::min(most, lead + chip.words.width);
    chip.ink = {Colour::Dim};
    chip.owner = owner;
    return chip;
}

} // namespace

double commentWidth(const LayoutContext& c, ElementId element) {
    const std::size_t open = c.openComments(element);
    if (open == 0)
        return 0;
    return kCommentIcon + 2 +
           std::ceil(c.sheet.textWidth(c.phrases.count(static_cast<double>(open)),
                                       TextRole::SmallStrong));
}

void drawComments(LayoutContext& c, Level level, ElementId element, double left, double middle) {
    const std::size_t open = c.openComments(element);
    if (open == 0)
        return;
    const double width = commentWidth(c, element);
    c.sheet.icon(level, element, {left, middle - kCommentIcon / 2, kCommentIcon, kCommentIcon},
                 "comment", {Colour::Accent});
    const double textLeft = left + kCommentIcon + 2;
    Wrapped number =
        c.sheet.wrap(c.phrases.count(static_cast<double>(open)), TextRole::SmallStrong, width, 1);
    c.sheet.text(level, element, {textLeft, middle - number.height / 2}, left + width - textLeft,
                 std::move(number), {Colour::Accent});
    c.sheet.region(level == Level::Cards ? Level::Over : level, RegionKind::CommentBadge,
                   {left - 2, middle - kBadgeHeight / 2, width + 4, kBadgeHeight}, element, {}, {},
                   c.phrases.openComments(open));
}

Chips chipsOf(const LayoutContext& c, const Card& card, double width, double skip, double keep) {
    Chips flow;
    const auto add = [&](Chips::Chip chip) {
        if (!chip.words.full.empty())
            flow.full += (flow.full.empty() ? "" : "\n") + chip.words.full;
        flow.chips.push_back(std::move(chip));
    };
    if (card.channel == Channel::Other && !card.channelName.empty())
        add(wordsChip(c, card.channelName, width, false));
    for (const std::string& tag : card.tags)
        if (!tag.empty())
            add(tagChip(c, tag, width));
    if (!card.owner.empty())
        add(wordsChip(c, card.owner, width, true));
    double x = skip, y = 0, end = width - keep;
    for (Chips::Chip& chip : flow.chips) {
        const double start = y == 0 ? skip : 0;
        const bool fits = x + chip.width <= end;
        if (!fits && (x > start || y == 0)) { // the next row is whole
            if (x > start || start > 0 || end < width) {
                x = 0;
                y += kBadgeHeight + kChipGap;
                end = width;
            }
        }
        chip.x = x;
        chip.y = y;
        x += chip.width + kChipGap + (chip.fill.colour == Colour::None ? 4 : 0);
    }
    flow.height = flow.empty() ? 0 : y + kBadgeHeight;
    return flow;
}

void drawChips(LayoutContext& c, Level level, ElementId element, const Chips& flow, PointF corner) {
    for (const Chips::Chip& chip : flow.chips) {
        const RectF rect{corner.x + chip.x, corner.y + chip.y, chip.width, kBadgeHeight};
        double left = rect.x;
        if (chip.fill.colour != Colour::None) {
            c.sheet.box(level, element,
                        {.rect = rect, .fill = chip.fill, .stroke = chip.stroke, .radius = 4});
            left += kChipPad;
        }
        if (chip.owner) {
            c.sheet.icon(level, element,
                         {left, rect.centre().y - kOwnerIcon / 2, kOwnerIcon, kOwnerIcon},
                         "persona", chip.ink);
            left += kOwnerIcon + 4;
        }
        c.sheet.text(level, element, {left, rect.centre().y - chip.words.height / 2},
                     chip.words.width, chip.words, chip.ink);
    }
}

std::optional<SizeF> pictureSize(std::string_view bytes) {
    constexpr std::string_view kPng("\x89PNG\r\n\x1a\n", 8);
    if (bytes.size() >= 24 && bytes.substr(0, 8) == kPng)
        return sized(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4));
    if (bytes.size() >= 4 && bytes.substr(0, 2) == "\xFF\xD8")
        return jpegSize(bytes);
    return std::nullopt;
}

double pictureHeight(const LayoutContext& c, ImageId id, double width, double most) {
    const Image* image = c.project.images.find(id);
    if (!image)
        return 0;
    const SizeF size = pictureSize(image->bytes).value_or(SizeF{4, 3});
    return roundUpTo4(std::clamp(width * size.height / size.width, 32.0, width * most));
}

} // namespace cairn::layout
