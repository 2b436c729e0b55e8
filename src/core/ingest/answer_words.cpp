#include "core/ingest/answer_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

/// The five answers that survey tools write out, the best last.
constexpr std::array<std::string_view, 5> kAnswers[] = {
    {"very dissatisfied", "dissatisfied", "neither satisfied nor dissatisfied", "satisfied",
     "very satisfied"},
    {"extremely dissatisfied", "somewhat dissatisfied", "neutral", "somewhat satisfied",
     "extremely satisfied"},
    {"very difficult", "difficult", "neither easy nor difficult", "easy", "very easy"},
    {"extremely difficult", "somewhat difficult", "neutral", "somewhat easy", "extremely easy"},
    {"strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"},
    {"strongly disagree", "somewhat disagree", "neutral", "somewhat agree", "strongly agree"},
    {"very poor", "poor", "fair", "good", "very good"},
    {"terrible", "poor", "average", "good", "excellent"},
    {"sehr unzufrieden", "unzufrieden", "weder noch", "zufrieden", "sehr zufrieden"},
    {"sehr schwer", "schwer", "weder noch", "leicht", "sehr leicht"},
    {"stimme gar nicht zu", "stimme nicht zu", "neutral", "stimme zu", "stimme voll zu"},
    {"très insatisfait", "insatisfait", "neutre", "satisfait", "très satisfait"},
    {"muy insatisfecho", "insatisfecho", "neutral", "satisfecho", "muy satisfecho"},
};
constexpr std::string_view kBadWords[] = {"negative", "neg",      "negativ",      "négatif",
                                          "negativo", "negatief", "very negative"};
constexpr std::string_view kMixedWords[] = {"neutral", "mixed",    "neutre",
                                            "neutro",  "neutraal", "gemischt"};
constexpr std::string_view kGoodWords[] = {"positive", "pos",      "positiv",      "positif",
                                           "positivo", "positief", "very positive"};

bool isOneOf(std::span<const std::string_view> words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

} // namespace

std::optional<int> wordScore(std::string_view cell) {
    const std::string folded = foldedWords(cell);
    for (const auto& five : kAnswers)
        if (const auto at = std::find(five.begin(), five.end(), folded); at != five.end())
            return static_cast<int>(at - five.begin()) + 1;
    return std::nullopt;
}

std::optional<double> sentimentOf(std::string_view cell) {
    const std::string folded = foldedWords(cell);
    if (isOneOf(kBadWords, folded))
        return -1;
    if (isOneOf(kMixedWords, folded))
        return 0;
    if (isOneOf(kGoodWords, folded))
        return 1;
    return std::nullopt;
}

std::optional<double> leadingNumber(std::string_view cell) {
    double value = 0;
    const char* end = cell.data() + cell.size();
    auto [rest, failure] = std::from_chars(cell.data(), end, value, std::chars_format::fixed);
    if (failure != std::errc())
        return std::nullopt;
    if (end - rest == 2 && (*rest == ',') && (rest[1] == '5' || rest[1] == '0')) {
        value += rest[1] == '5' ? 0.5 : 0;
        rest = end;
    }
    if (rest != end) {
        const auto next = static_cast<unsigned char>(*rest);
        const std::string_view tail(rest, static_cast<std::size_t>(end - rest));
        const bool separated = next == ' ' || next == '/' || next == ':' || next == '=' ||
                               next == '-' || next == '(' || next == '.' || next == ')' ||
                               next >= 0x80;
        if (!separated || tail.find_first_of("0123456789") < (next == '/' ? 0 : 1))
            return std::nullopt; // "2026-05", "4,7"
        const bool date = next == '-' && tail.size() > 1 && tail[1] >= '0' && tail[1] <= '9';
        if (date)
            return std::nullopt;
    }
    return value;
}

std::optional<double> parseAnswer(std::string_view cell, const FeedbackScale& scale) {
    cell = trimmedCell(cell);
    if (scale.kind == FeedbackKind::Sentiment)
        if (const auto sentiment = sentimentOf(cell))
            return scale.low < 0 ? *sentiment : *sentiment > 0 ? 1 : 0;
    if (const auto word = wordScore(cell); word && scale.high - scale.low == 4)
        return static_cast<double>(scale.higherIsBetter ? scale.low + *word - 1
                                                        : scale.high - *word + 1);
    const auto number = leadingNumber(cell);
    const bool halves = scale.kind == FeedbackKind::Csat;
    if (!number || *number * (halves ? 2 : 1) !=
                       static_cast<double>(static_cast<std::int64_t>(*number * (halves ? 2 : 1))))
        return std::nullopt;
    return number;
}

} // namespace cairn
