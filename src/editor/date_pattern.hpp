#pragma once
// Dates where a language writes the year first.

#include <QLocale>
#include <QString>
#include <array>

namespace cairn {

/// A pattern of day, month and year as the reader's language orders them. Most are served by the pattern of the words
/// around it; in Chinese, Japanese and Korean "4 4月 2024" cannot be read.
inline QString datePattern(const QLocale& locale, const QString& pattern) {
    std::array<QString, 3> marks;
    switch (locale.language()) {
    case QLocale::Chinese:
    case QLocale::Japanese:
        marks = {QStringLiteral("年"), QStringLiteral("月"), QStringLiteral("日")};
        break;
    case QLocale::Korean:
        marks = {QStringLiteral("년 "), QStringLiteral("월 "), QStringLiteral("일")};
        break;
    default:
        return pattern;
    }
    QString own;
    if (pattern.contains(u'y'))
        own += QStringLiteral("yyyy") + marks[0];
    if (pattern.contains(u'M'))
        own += u'M' + marks[1];
    if (pattern.contains(u'd'))
        own += u'd' + marks[2];
    return own.trimmed();
}

} // namespace cairn
