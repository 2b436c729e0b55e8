#include "core/ingest/feedback_looks.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "cairn/base/text.hpp"
#include "core/ingest/answer_words.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

using Words = std::span<const std::string_view>;

// English, German, French, Spanish, Italian, Dutch. Beginnings of words, folded.
constexpr std::string_view kNps[] = {"nps",           "promoter",  "recommend", "empfehl",
                                     "weiterempfehl", "recommand", "recomend",  "raccomand",
                                     "consigl",       "aanbevel",  "aanraden"};
constexpr std::string_view kEasy[] = {"easy",     "easier",    "ease",       "easily",
                                      "einfach",  "leicht",    "facile",     "fácil",
                                      "facilité", "makkelijk", "gemakkelijk"};
constexpr std::string_view kHard[] = {"ces",      "effort",    "difficult", "hard",    "aufwand",
                                      "schwer",   "schwierig", "esfuerzo",  "difícil", "sforzo",
                                      "difficil", "moeite",    "moeilijk"};
constexpr std::string_view kSatisfied[] = {
    "satisf",  "csat",      "rating",    "rate",   "rated",  "stars",    "star",
    "score",   "zufrieden", "bewert",    "punkte", "sterne", "note",     "satisfacción",
    "puntuac", "estrellas", "soddisf",   "voto",   "stelle", "tevreden", "beoordel",
    "sterren", "étoiles",   "dissatisf", "happy"};
constexpr std::string_view kSentiment[] = {"sentiment", "polarity", "liked", "tonality",
                                           "stimmung"};
/// What is counted is no opinion.
constexpr std::string_view kCounts[] = {
    "how many", "how old", "how often", "how much", "how long", "number of", "wie viele",
    "wie alt",  "wie oft", "wie lange", "anzahl",   "combien",  "quel âge",  "cuántos",
    "cuántas",  "quanti",  "quante",    "hoeveel",  "age",      "count",     "quantity"};
constexpr std::string_view kAsks[] = {"how", "wie",     "comment",     "cómo", "come",
                                      "hoe", "qué tan", "please rate", "rate", "bewerten"};
constexpr std::string_view kPlaces[] = {"touchpoint",
                                        "touch point",
                                        "journey stage",
                                        "stage",
                                        "moment",
                                        "step",
                                        "phase",
                                        "kontaktpunkt",
                                        "berührungspunkt",
                                        "point de contact",
                                        "punto de contacto",
                                        "contactpunt",
                                        "étape",
                                        "etapa",
                                        "fase"};
constexpr std::string_view kVerbatims[] = {
    "comment",      "comments",   "feedback",    "review",      "review text", "verbatim",
    "remarks",      "remark",     "text",        "answer",      "message",     "kommentar",
    "kommentare",   "anmerkung",  "anmerkungen", "rückmeldung", "bemerkung",   "commentaire",
    "commentaires", "avis",       "comentario",  "comentarios", "opinión",     "commento",
    "commenti",     "recensione", "opmerking",   "opmerkingen", "reactie",     "reason",
    "why"};

bool isOneOf(Words words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// A word of the text begins with one of these.
bool hasStart(std::string_view text, Words starts) {
    const std::string padded = " " + foldedName(text);
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) {
        return padded.find(" " + std::string(start)) != std::string::npos;
    });
}

bool hasWord(std::string_view text, Words words) {
    const std::string padded = " " + foldedName(text) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return padded.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

/// What the answers of the preview are.
struct Answers {
    std::size_t filled = 0, scores = 0, words = 0, sentiments = 0;
    double least = 1e9, most = -1e9;
    std::set<double> distinct;
};

Answers answersIn(const Sniffed& sniffed, std::size_t column) {
    Answers answers;
    for (const auto& row : sniffed.preview) {
        const std::string_view cell =
            column < row.size() ? trimmedCell(row[column]) : std::string_view();
        if (isMissing(cell))
            continue;
        ++answers.filled;
        const auto word = wordScore(cell);
        const auto number = word ? std::optional<double>(*word) : leadingNumber(cell);
        answers.words += word ? 1 : 0;
        answers.sentiments += sentimentOf(cell) ? 1 : 0;
        if (!number || *number < 0 || *number > 10 || *number * 2 != static_cast<int>(*number * 2))
            continue;
        ++answers.scores;
        answers.least = std::min(answers.least, *number);
        answers.most = std::max(answers.most, *number);
        answers.distinct.insert(*number);
    }
    return answers;
}

/// Ids differ from row to row as sentences do, but have no spaces.
bool isOfSeveralWords(const Sniffed& sniffed, std::size_t column) {
    std::size_t filled = 0, spaced = 0;
    for (const auto& row : sniffed.preview) {
        const std::string_view cell =
            column < row.size() ? trimmedCell(row[column]) : std::string_view();
        if (isMissing(cell))
            continue;
        ++filled;
        spaced += cell.find(' ') != std::string_view::npos ? 1 : 0;
    }
    return spaced * 3 >= filled;
}

FeedbackScale upTo(FeedbackKind kind, const Answers& answers) {
    FeedbackScale scale;
    scale.kind = kind;
    scale.low = answers.least < 1 ? 0 : 1;
    scale.high = answers.most > 7 ? 10 : answers.most > 5 ? 7 : 5;
    return scale;
}

/// Only a question of effort is asked both ways, and answers in words say which.
FeedbackScale effortScale(const Answers& answers, bool easy) {
    FeedbackScale scale = upTo(FeedbackKind::Ces, answers);
    scale.higherIsBetter = easy || answers.words > 0;
    scale.directionInDoubt = answers.words == 0;
    return scale;
}

std::optional<FeedbackScale> byName(std::string_view name, const Answers& answers) {
    FeedbackScale scale;
    if (hasWord(name, kSentiment) && answers.most <= 1) {
        scale.kind = FeedbackKind::Sentiment;
        scale.low = 0;
        scale.high = 1;
        return scale;
    }
    if (hasStart(name, kNps) && answers.words == 0 &&
        (answers.most > 5 || answers.least < 1 || hasWord(name, Words(kNps, 1)))) {
        scale.kind = FeedbackKind::Nps;
        scale.low = 0;
        scale.high = 10;
        return scale;
    }
    if (hasWord(name, kEasy) || hasStart(name, kHard))
        return effortScale(answers, hasWord(name, kEasy) && !hasStart(name, Words(kHard + 1, 3)));
    if (hasStart(name, kSatisfied) || hasStart(name, kNps) || answers.words > 0)
        return upTo(FeedbackKind::Csat, answers);
    return std::nullopt;
}

} // namespace

std::string questionText(const Sniffed& sniffed, std::size_t column) {
    std::string text = sniffed.columns[column].name;
    if (sniffed.headerCells.size() > 1 && column < sniffed.headerCells[1].size()) {
        const std::string_view below = trimmedCell(sniffed.headerCells[1][column]);
        if (codePointCount(below) > codePointCount(text)) // the longer one is what was asked
            text = std::string(below);
    }
    for (const std::string_view tail : {": Response", ": Open-Ended Response", ": Score"})
        if (text.size() > tail.size() && text.ends_with(tail))
            text.resize(text.size() - tail.size());
    return text;
}

std::optional<FeedbackScale> scaleOf(const Sniffed& sniffed, std::size_t column) {
    const Answers answers = answersIn(sniffed, column);
    const std::string name = questionText(sniffed, column);
    if (answers.filled > 0 && answers.sentiments == answers.filled)
        return FeedbackScale{FeedbackKind::Sentiment, -1, 1, true, false, "answers"};
    // A few cells may be anything.
    if (answers.scores == 0 || answers.scores * 10 < answers.filled * 9 || hasWord(name, kCounts))
        return std::nullopt;
    if (auto scale = byName(name, answers)) {
        scale->recognisedBy = answers.words > 0 ? "answers" : "name";
        return scale;
    }
    const bool asks = name.find('?') != std::string::npos || hasWord(name, kAsks);
    if (!asks || answers.distinct.size() < 2)
        return std::nullopt;
    FeedbackScale scale = upTo(FeedbackKind::Csat, answers);
    scale.recognisedBy = "answers";
    return scale;
}

std::string placeInQuestion(std::string_view question) {
    static const std::set<std::string_view> kFillers{"how",
                                                     "satisfied",
                                                     "dissatisfied",
                                                     "happy",
                                                     "easy",
                                                     "difficult",
                                                     "hard",
                                                     "were",
                                                     "are",
                                                     "was",
                                                     "is",
                                                     "it",
                                                     "you",
                                                     "with",
                                                     "the",
                                                     "your",
                                                     "our",
                                                     "to",
                                                     "of",
                                                     "for",
                                                     "did",
                                                     "do",
                                                     "does",
                                                     "would",
                                                     "rate",
                                                     "rating",
                                                     "please",
                                                     "overall",
                                                     "experience",
                                                     "likely",
                                                     "a",
                                                     "an",
                                                     "this",
                                                     "that",
                                                     "in",
                                                     "at",
                                                     "on",
                                                     "us",
                                                     "we",
                                                     "score",
                                                     "csat",
                                                     "ces",
                                                     "nps",
                                                     "satisfaction",
                                                     "effort",
                                                     "recommend",
                                                     "service",
                                                     "find",
                                                     "feel",
                                                     "about",
                                                     "say",
                                                     "what",
                                                     "wie",
                                                     "zufrieden",
                                                     "waren",
                                                     "sie",
                                                     "mit",
                                                     "der",
                                                     "die",
                                                     "das",
                                                     "dem",
                                                     "den",
                                                     "war",
                                                     "es",
                                                     "ihnen",
                                                     "ihr",
                                                     "ihre",
                                                     "einfach",
                                                     "leicht",
                                                     "unserem",
                                                     "unserer",
                                                     "unser",
                                                     "sind",
                                                     "bewerten",
                                                     "zufriedenheit",
                                                     "stars",
                                                     "feedback",
                                                     "i",
                                                     "s",
                                                     "much",
                                                     "made",
                                                     "make",
                                                     "handle",
                                                     "my",
                                                     "issue",
                                                     "company",
                                                     "and",
                                                     "question",
                                                     "q",
                                                     "answer",
                                                     "value"};
    std::string place;
    for (const std::string& word : split(foldedWords(question), ' ')) {
        const bool number = word.find_first_not_of("0123456789") == std::string::npos;
        if (word.empty() || number || kFillers.contains(word))
            continue;
        place += (place.empty() ? "" : " ") + word;
    }
    constexpr std::size_t kLongest = 40; // more is a sentence, not a place
    return codePointCount(place) > kLongest ? std::string() : place;
}

ColumnAt placeColumn(const Sniffed& sniffed) {
    const ColumnAt place = columnNamed(sniffed, kPlaces);
    if (!place || sniffed.columns[*place].looksPersonal ||
        sniffed.columns[*place].type != ColumnType::Text || scaleOf(sniffed, *place))
        return std::nullopt;
    return place;
}

bool isVerbatim(const Sniffed& sniffed, std::size_t column) {
    const ColumnGuess& guess = sniffed.columns[column];
    if (guess.type != ColumnType::Text)
        return false;
    if (looksLikeFreeText(sniffed, column) && isOfSeveralWords(sniffed, column))
        return true;
    const std::string name = questionText(sniffed, column);
    return isOneOf(kVerbatims, foldedName(name)) && guess.distinct > 1;
}

} // namespace cairn
