#pragma once
// Between the core's UTF-8 and Qt's texts, and numbers as the locale writes them.

#include <QLocale>
#include <QString>
#include <cstdint>
#include <string>
#include <string_view>

namespace cairn {

inline QString qs(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline std::string utf8(const QString& text) {
    return text.toStdString();
}
/// "31,106": with the locale's separators.
inline QString numberText(std::uint64_t n) {
    return QLocale().toString(static_cast<qulonglong>(n));
}

} // namespace cairn
