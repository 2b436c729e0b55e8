#pragma once
// Where a word that is longer than its column is broken: not with a single letter left over.

#include <QString>
#include <functional>

namespace cairn {

/// Put at the end of a line that ends inside a word: not the sign that people type, so that who reads the lines back
/// knows it is not part of the text.
inline constexpr QChar kHyphen(0x2010);

struct WordBreak {
    qsizetype end = 0; ///< of the line, in the text
    bool hyphen = false;
};

/// A better end for the line [start, end) of `text`: when it falls inside a word, one with letters enough on both sides,
/// where most tongues would divide the word (a consonant goes along with the vowel behind it). `end` as it is when it
/// falls between words, in a script that is not hyphenated, or where nothing better fits.
/// @param fits whether a beginning of the line, hyphen and all, is short enough
WordBreak breakInside(const QString& text, qsizetype start, qsizetype end,
                      const std::function<bool(const QString&)>& fits);

} // namespace cairn
