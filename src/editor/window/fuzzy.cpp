#include "editor/window/fuzzy.hpp"

#include <QStringList>
#include <algorithm>

namespace cairn {

namespace {

constexpr int kAtStart = 100, kAtWord = 80, kInside = 50, kLetters = 30, kInitial = 4,
              kAsTyped = 20; ///< the words stand together and in this order

bool beginsWord(const QString& text, qsizetype at) {
    return at == 0 || (text[at].isLetterOrNumber() && !text[at - 1].isLetterOrNumber());
}

/// The word as it stands; of several places the best.
std::optional<FuzzyMatch> asItStands(const QString& title, const QString& word) {
    FuzzyMatch best;
    for (auto at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1)) {
        const int score = at == 0 ? kAtStart : beginsWord(title, at) ? kAtWord : kInside;
        if (score <= best.score)
            continue;
        best.score = score;
        best.positions.clear();
        for (int i = 0; i < word.size(); ++i)
            best.positions.push_back(int(at) + i);
    }
    return best.score ? std::optional(best) : std::nullopt;
}

/// The letters one after another, the first letters of words where that can be.
std::optional<FuzzyMatch> letterByLetter(const QString& title, const QString& word, bool initials) {
    FuzzyMatch match;
    match.score = kLetters;
    qsizetype at = -1;
    for (const QChar letter : word) {
        const qsizetype before = at;
        do
            at = title.indexOf(letter, at + 1);
        while (initials && at >= 0 && !beginsWord(title, at));
        if (at < 0)
            return std::nullopt;
        if (beginsWord(title, at))
            match.score += kInitial;
        else if (before >= 0)
            match.score -= int(std::min<qsizetype>(at - before - 1, 10));
        match.positions.push_back(int(at));
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& title, const QString& query) {
    const QString folded = title.toLower();
    FuzzyMatch all;
    if (folded.size() != title.size())
        return title.contains(query, Qt::CaseInsensitive) ? std::optional(all) : std::nullopt;
    for (const QString& word : query.toLower().split(u' ', Qt::SkipEmptyParts)) {
        auto match = asItStands(folded, word);
        if (!match)
            match = letterByLetter(folded, word, true);
        if (!match)
            match = letterByLetter(folded, word, false);
        if (!match || match->score <= 0)
            return std::nullopt;
        all.score += match->score;
        all.positions.insert(all.positions.end(), match->positions.begin(), match->positions.end());
    }
    if (folded.contains(query.toLower().simplified()))
        all.score += kAsTyped;
    std::sort(all.positions.begin(), all.positions.end());
    all.positions.erase(std::unique(all.positions.begin(), all.positions.end()),
                        all.positions.end());
    return all;
}

} // namespace cairn
