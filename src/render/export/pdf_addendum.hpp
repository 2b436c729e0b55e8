#pragma once
// What Qt's PDF writer leaves out, added as an incremental update (PDF 1.4, 3.4.5) behind its
// bytes.

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace cairn {

struct PdfFacts {
    QString title, author, subject, creator;
    QDateTime made;
};

/// Adds author and subject, and names letters by the characters people type: Qt calls an Arabic
/// letter by its form (U+FEE3 for U+0645) and a Han character that is also a radical by the radical
/// (U+2F42 for U+6587), so that neither is found by search. Throws Error Internal when `pdf` is not
/// as Qt writes it.
QByteArray withPdfAddendum(QByteArray pdf, const PdfFacts& facts);

/// The replacement for one character of a ToUnicode table; mostly the character itself.
QString typedCharacters(char16_t c);

} // namespace cairn
