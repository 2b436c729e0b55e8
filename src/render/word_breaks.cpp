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

/// Whether a syllable is likely to begin at `at`: "Schmerz-punkte", "Wa-schen".
bool beginsSyllable(QStringView word, qsizetype at) {
    qsizetype sound = at; ///< the last consonant before the vowel
    if (staysTogether(word[at], word[std::min(at + 1, word.size() - 1)]))
        ++sound;
    if (word.mid(at, 3).compare(u"sch", Qt::CaseInsensitive) == 0)
        sound = at + 2;
    else if (at > 0 && word.mid(at - 1, 3).compare(u"sch", Qt::CaseInsensitive) == 0)
        return false;
    return sound + 1 < word.size() && !isVowel(word[at]) && isVowel(word[sound + 1]) &&
           !(at > 0 && staysTogether(word[at - 1], word[at]));
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
