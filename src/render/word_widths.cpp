#include "render/word_widths.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cstdint>

#include "render/fonts.hpp"

namespace cairn {
namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A letter or digit first, then letters, digits and apostrophes, at the end a mark after which a
/// line may break.
bool isPlain(std::string_view word) {
    if (word.empty() || !isLetter(word.front()))
        return false;
    if (std::string_view(".,;:!?").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    return std::all_of(word.begin(), word.end(), [](char c) { return isLetter(c) || c == '\''; });
}

/// Empty when the text is not plain throughout.
std::vector<std::string_view> plainWords(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        words.push_back(text.substr(from, to - from));
        if (!isPlain(words.back()))
            return {};
        from = to + 1;
    }
    return words;
}

double measured(const QFontMetricsF& metrics, std::string_view text) {
    return metrics.horizontalAdvance(
        QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace

void WordWidths::learn(const std::vector<std::string_view>& words, TextRole role, Known& known) {
    std::optional<QFontMetricsF> metrics;
    const auto width = [&](std::string_view text) {
        if (!metrics)
            metrics.emplace(fontFor(role));
        return measured(*metrics, text);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!known.words.contains(words[i]))
            known.words.emplace(words[i], width(words[i]));
        if (i == 0)
            continue;
        const char a = words[i - 1].back(), b = words[i].front();
        float& gap = known.gaps[static_cast<std::uint8_t>(a)][static_cast<std::uint8_t>(b)];
        if (gap == 0)
            gap = static_cast<float>(width(std::string{a, ' ', b}) - width(std::string(1, a)) -
                                     width(std::string(1, b)));
    }
}

std::optional<std::vector<TextMeasurer::WrappedLine>>
WordWidths::wrap(std::string_view text, TextRole role, double width, int maxLines) {
    const std::vector<std::string_view> words = plainWords(text);
    if (words.empty())
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    Known& known = m_known[role];
    if (known.words.size() > kMostWords)
        known.words.clear();
    learn(words, role, known);

    std::vector<TextMeasurer::WrappedLine> lines;
    std::size_t begin = 0; ///< of the line, in the text
    double used = 0;
    const auto endLine = [&](std::size_t end) {
        lines.push_back({std::string(text.substr(begin, end - begin)), used});
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double own = known.words.find(words[i])->second;
        if (own > width)
            return std::nullopt;
        if (i == 0) {
            used = own;
            continue;
        }
        const auto a = static_cast<std::uint8_t>(words[i - 1].back());
        const auto b = static_cast<std::uint8_t>(words[i].front());
        const double longer = used + static_cast<double>(known.gaps[a][b]) + own;
        if (longer <= width) {
            used = longer;
            continue;
        }
        if (static_cast<int>(lines.size()) + 1 == maxLines)
            return std::nullopt;
        const auto at = static_cast<std::size_t>(words[i].data() - text.data());
        endLine(at - 1);
        begin = at;
        used = own;
    }
    endLine(text.size());
    return lines;
}

} // namespace cairn
