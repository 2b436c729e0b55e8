#include "render/word_breaks.hpp"

#include <algorithm>
#include <array>

namespace cairn {
namespace {

constexpr qsizetype kFewest = 3; ///< letters on either side of a break

bool isHyphenated(QChar c) {
    if (!c.isLetter() && !c.isMark())
        return false;
    switch (c.script()) {
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Cyrillic:
    case QChar::Script_Inherited: // accents written on their own
        return true;
    default:
        return false;
    }
}

bool isVowel(QChar c) {
    const QString parts = c.toLower().decomposition();
    const QChar base = parts.isEmpty() ? c.toLower() : parts.front();
    return QStringView(u"aeiouyæœøαεηιουωаеиоуыэюя").contains(base);
}

/// Letters that stand for one sound, or are spoken in one go, stay together.
bool staysTogether(QChar a, QChar b) {
    static constexpr std::array kPairs{u"ch", u"ck", u"ph", u"qu", u"sh", u"th"};
    const QString pair = QString(a).append(b).toLower();
    return std::any_of(kPairs.begin(), kPairs.end(),
                       [&](const char16_t* known) { return pair == QStringView(known); });
}

bool isAt(QStringView word, qsizetype at, QStringView letters) {
    return at >= 0 && word.mid(at, letters.size()).compare(letters, Qt::CaseInsensitive) == 0;
}

/// How many consonants are spoken in one go from `at`: "schr", "str", "ch", or the one letter.
qsizetype onsetAt(QStringView word, qsizetype at) {
    if (at >= word.size() || isVowel(word[at]))
        return 0;
    const auto with = [&](qsizetype length, QStringView followers) {
        const qsizetype next = at + length;
        return next < word.size() && followers.contains(word[next].toLower()) ? length + 1 : length;
    };
    if (isAt(word, at, u"sch"))
        return with(3, u"lmnrw");
    if (isAt(word, at, u"str") || isAt(word, at, u"spr"))
        return 3;
    return at + 1 < word.size() && staysTogether(word[at], word[at + 1]) ? 2 : 1;
}

/// Whether a syllable is likely to begin at `at`: "Schmerz-punkte", "Hand-schrift".
bool beginsSyllable(QStringView word, qsizetype at) {
    const qsizetype vowel = at + onsetAt(word, at);
    if (vowel == at || vowel >= word.size() || !isVowel(word[vowel]))
        return false;
    for (qsizetype before = std::max<qsizetype>(0, at - 3); before < at; ++before)
        if (before + onsetAt(word, before) > at) // it would tear them apart
            return false;
    return true;
}

/// What stands around a word in a sentence; anything else belongs to an address, a path, a name of
/// a field.
bool isPlainNeighbour(QChar c) {
    return c.isSpace() || QStringView(u".,;:!?()[]\"'-&").contains(c) ||
           c.category() == QChar::Punctuation_InitialQuote ||
           c.category() == QChar::Punctuation_FinalQuote || c.category() == QChar::Punctuation_Dash;
}

struct Word {
    qsizetype begin = 0, end = 0;
    bool plain = false;
};
Word wordAround(const QString& text, qsizetype at) {
    Word word{at, at, true};
    while (word.begin > 0 && isHyphenated(text[word.begin - 1]))
        --word.begin;
    while (word.end < text.size() && isHyphenated(text[word.end]))
        ++word.end;
    // "example.com/delivery" is no place for a sign that could be taken for a part of it.
    qsizetype from = word.begin, to = word.end;
    while (from > 0 && !text[from - 1].isSpace())
        --from;
    while (to < text.size() && !text[to].isSpace())
        ++to;
    const QStringView all = QStringView(text).mid(from, to - from);
    word.plain = std::all_of(all.begin(), all.end(),
                             [](QChar c) { return isHyphenated(c) || isPlainNeighbour(c); });
    for (qsizetype i = 1; word.plain && i + 1 < all.size(); ++i)
        word.plain = all[i] != u'.' || !all[i - 1].isLetter() || !all[i + 1].isLetter();
    return word;
}

} // namespace

WordBreak breakInside(const QString& text, qsizetype start, qsizetype end,
                      const std::function<bool(const QString&)>& fits) {
    if (end <= start || end >= text.size() || !isHyphenated(text[end - 1]) ||
        !isHyphenated(text[end]))
        return {end, false};
    const Word word = wordAround(text, end);
    const qsizetype first = std::max(word.begin, start) + kFewest;
    const qsizetype last = std::min(end, word.end - kFewest);
    const auto fitsAt = [&](qsizetype at) {
        return !word.plain || fits(text.mid(start, at - start) + kHyphen);
    };
    const QStringView letters = QStringView(text).mid(word.begin, word.end - word.begin);
    const qsizetype halfway = std::max(first, start + (end - start) / 2);
    for (qsizetype at = last; word.plain && at >= halfway; --at)
        if (beginsSyllable(letters, at - word.begin) && fitsAt(at))
            return {at, true};
    for (qsizetype at = last; at >= first; --at)
        if (!text[at].isMark() && !text[at].isLowSurrogate() && fitsAt(at))
            return {at, word.plain};
    return {end, false};
}

} // namespace cairn
