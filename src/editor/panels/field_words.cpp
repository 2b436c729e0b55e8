// The values of fields in words, and back.
#include <QLocale>

#include <algorithm>
#include <cmath>

#include "editor/panels/field_editors.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

QString bindingWords(const EventBinding& binding) {
    if (binding.empty())
        return inspectorText("no event yet");
    QStringList names;
    for (const std::string& event : binding.events)
        names << inspectorText("“%1”").arg(qs(event));
    QString text = inspectorText("event is %1").arg(names.join(inspectorText(" or ")));
    for (const PropertyFilter& filter : binding.filters)
        text += (filter.op == FilterOp::Is ? inspectorText(", %1 is “%2”")
                                           : inspectorText(", %1 is not “%2”"))
                    .arg(qs(filter.column), qs(filter.value));
    return text;
}

QString severityWord(std::int64_t severity) {
    static constexpr const char* words[] = {
        QT_TRANSLATE_NOOP("Inspector", "none"), QT_TRANSLATE_NOOP("Inspector", "cosmetic"),
        QT_TRANSLATE_NOOP("Inspector", "minor"), QT_TRANSLATE_NOOP("Inspector", "major"),
        QT_TRANSLATE_NOOP("Inspector", "they leave")};
    const auto at = static_cast<std::size_t>(std::clamp<std::int64_t>(severity, 0, 4));
    return inspectorText("%1 – %2").arg(QLocale().toString(static_cast<qlonglong>(at)),
                                        inspectorText(words[at]));
}

std::optional<double> emotionFromText(const QString& text) {
    QString number = text.trimmed().section(QLatin1Char(' '), 0, 0);
    number.replace(QChar(0x2212), QLatin1Char('-')).remove(QLatin1Char('+'));
    bool good = false;
    const double value = QLocale().toDouble(number, &good);
    if (!good || !(value >= -2 && value <= 2))
        return std::nullopt;
    return value;
}

QString shareText(double share) {
    const double percent = std::round(share * 1000) / 10;
    const int digits = percent == std::round(percent) ? 0 : 1;
    return inspectorText("%1 %").arg(QLocale().toString(percent + 0.0, 'f', digits));
}

std::optional<double> shareFromText(const QString& text) {
    QString number = text;
    number.remove(QLatin1Char('%')).remove(QChar(0x66a));
    bool good = false;
    const double percent = QLocale().toDouble(number.trimmed(), &good);
    if (!good || !std::isfinite(percent) || percent < 0 || percent > 100)
        return std::nullopt;
    return percent / 100;
}

} // namespace cairn
