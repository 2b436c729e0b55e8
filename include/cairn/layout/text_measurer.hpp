#pragma once
// Layout measures text through this interface; the renderer implements it with the embedded font, so that
// screen and export break lines alike. Tests use FixedMeasurer.

#include <string>
#include <string_view>
#include <vector>

#include "cairn/layout/display_list.hpp"

namespace cairn {

struct TextStyle {
    double pixelSize = 14;
    int weight = 400; ///< 400, 500, 600, 700
    bool italic = false;
};
TextStyle styleOf(TextRole role);
/// The role in which bold words of a text stand.
TextRole boldOf(TextRole role);

struct FontMetrics {
    double ascent = 0, descent = 0, lineHeight = 0;
};

/// Implemented by a user of the core. Must be safe to call from several threads.
class TextMeasurer {
public:
    virtual ~TextMeasurer() = default;
    virtual FontMetrics metrics(TextRole role) const = 0;
    virtual double width(std::string_view utf8, TextRole role) const = 0;
    struct WrappedLine {
        std::string text;
        double width = 0;
    };
    /// Breaks at line-break opportunities (and inside words that are too long), at most maxLines; the last
    /// line ends in "…" when text was left out. Newlines break. Never returns an empty vector.
    virtual std::vector<WrappedLine> wrap(std::string_view utf8, TextRole role, double width, int maxLines) const = 0;
};

/// Every character is 0.55 em wide (wide CJK 1 em): repeatable on any machine.
class FixedMeasurer final : public TextMeasurer {
public:
    FontMetrics metrics(TextRole role) const override;
    double width(std::string_view utf8, TextRole role) const override;
    std::vector<WrappedLine> wrap(std::string_view utf8, TextRole role, double width, int maxLines) const override;
};

} // namespace cairn
