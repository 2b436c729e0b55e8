#include "editor/locale_phrases.hpp"
#include "editor/date_pattern.hpp"
#include "editor/texts.hpp"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>
#include <cmath>

namespace cairn {

namespace {
const QString kTrueMinus = QStringLiteral("\u2212");
} // namespace

LocalePhrases::LocalePhrases(QLocale locale)
    // The C locale is for files: it knows no thousands and puts a currency's sign behind.
    : m_locale(locale.language() == QLocale::C ? QLocale(QLocale::English) : std::move(locale)) {}

QString LocalePhrases::number(double n) const {
    const double whole = std::round(n);
    return m_locale.toString(std::abs(whole), 'f', 0);
}

std::string LocalePhrases::count(double n) const {
    return ((std::round(n) < 0 ? kTrueMinus : QString()) + number(n)).toStdString();
}

std::string LocalePhrases::percent(double share) const {
    if (!std::isfinite(share))
        return noValue();
    // One decimal, but 100 and 0 without: nobody asks which tenth of nothing.
    const double value = std::round(share * 1000) / 10;
    const int decimals = value == 0 || value == 100 ? 0 : 1;
    return tr("%1 %", "a percentage; the space does not break")
        .arg(m_locale.toString(value == 0 ? 0.0 : value, 'f', decimals))
        .toStdString();
}

std::string LocalePhrases::duration(double seconds) const {
    if (!std::isfinite(seconds))
        return noValue();
    const auto s = static_cast<qint64>(std::llround(std::abs(seconds)));
    const auto both = [](const QString& a, const QString& b) {
        return b.isEmpty() ? a : a + u' ' + b;
    };
    if (s < 60)
        return tr("%1 s", "seconds").arg(s).toStdString();
    if (s < 3600)
        return tr("%1 min", "minutes").arg(m_locale.toString((s + 30) / 60)).toStdString();
    if (s < 86400) {
        const qint64 minutes = (s + 30) / 60;
        const qint64 rest = minutes % 60;
        return both(tr("%1 h", "hours").arg(minutes / 60),
                    rest ? tr("%1 min", "minutes").arg(rest) : QString())
            .toStdString();
    }
    const qint64 days = (s + 43200) / 86400;
    return (days == 1 ? tr("1 day") : tr("%1 days").arg(m_locale.toString(days))).toStdString();
}

std::string LocalePhrases::medianTime(double seconds) const {
    return tr("median %1").arg(QString::fromStdString(duration(seconds))).toStdString();
}

std::string LocalePhrases::lost(double n) const {
    return (std::round(n) == 0 ? number(0) : kTrueMinus + number(n)).toStdString();
}

std::string LocalePhrases::entered(double n) const {
    return tr("+%1 entered here").arg(number(n)).toStdString();
}

std::string LocalePhrases::allVisitors() const {
    return tr("all visitors").toStdString();
}
std::string LocalePhrases::few() const {
    return tr("few").toStdString();
}
std::string LocalePhrases::noEventBound() const {
    return tr("no event bound").toStdString();
}
std::string LocalePhrases::bindOne() const {
    return tr("bind one").toStdString();
}
std::string LocalePhrases::noDataYet() const {
    return tr("No data yet. Drop a CSV of events here to see where customers leave.").toStdString();
}
std::string LocalePhrases::noValue() const {
    return "\xE2\x80\x93";
} // en dash

std::string LocalePhrases::emotionWord(int level) const {
    switch (std::clamp(level, -2, 2)) {
    case -2:
        return tr("lost", "emotion -2").toStdString();
    case -1:
        return tr("uneasy", "emotion -1").toStdString();
    case 0:
        return tr("fine", "emotion 0").toStdString();
    case 1:
        return tr("pleased", "emotion +1").toStdString();
    default:
        return tr("delighted", "emotion +2").toStdString();
    }
}

std::string LocalePhrases::mapKind(MapKind kind) const {
    switch (kind) {
    case MapKind::Current:
        return tr("current").toStdString();
    case MapKind::Future:
        return tr("future").toStdString();
    case MapKind::DayInTheLife:
        return tr("day in the life").toStdString();
    case MapKind::Blueprint:
        return tr("blueprint").toStdString();
    }
    return {};
}

std::string LocalePhrases::dataPeriod(TimeMs first, TimeMs last) const {
    const QDate a = QDateTime::fromMSecsSinceEpoch(first, QTimeZone::utc()).date();
    const QDate b = QDateTime::fromMSecsSinceEpoch(last, QTimeZone::utc()).date();
    const QString dayMonth = datePattern(m_locale, tr("d MMMM", "a date without its year"));
    const QString whole = datePattern(m_locale, tr("d MMMM yyyy", "a date"));
    if (a == b)
        return m_locale.toString(a, whole).toStdString();
    return tr("%1 to %2", "two dates")
        .arg(m_locale.toString(a, a.year() == b.year() ? dayMonth : whole),
             m_locale.toString(b, whole))
        .toStdString();
}

std::string LocalePhrases::dataLine(std::string_view period, std::string_view rules) const {
    if (rules.empty())
        return tr("Data: %1.").arg(qs(period)).toStdString();
    return tr("Data: %1, %2.").arg(qs(period), qs(rules)).toStdString();
}

std::string LocalePhrases::money(double amount, std::string_view currency) const {
    // A figure estimated from shares deserves three digits, not eight.
    const double magnitude =
        amount == 0 ? 1 : std::pow(10, std::floor(std::log10(std::abs(amount))) - 1);
    const double rounded = magnitude < 1 ? amount : std::round(amount / magnitude) * magnitude;
    const QString code = qs(currency);
    const QString symbol = code == "EUR" ? "€" : code == "USD" ? "$" : code == "GBP" ? "£" : code;
    return tr("about %1 a month").arg(m_locale.toCurrencyString(rounded, symbol, 0)).toStdString();
}

std::string LocalePhrases::addStage() const {
    return tr("Add a stage").toStdString();
}
std::string LocalePhrases::addLane() const {
    return tr("Add a lane").toStdString();
}
std::string LocalePhrases::emptyMapHint() const {
    return tr("Click a cell and type.").toStdString();
}

std::string LocalePhrases::laneTitle(LaneKind kind) const {
    switch (kind) {
    case LaneKind::Actions:
        return tr("Doing").toStdString();
    case LaneKind::Touchpoints:
        return tr("Touchpoints").toStdString();
    case LaneKind::Thoughts:
        return tr("Thinking").toStdString();
    case LaneKind::Emotion:
        return tr("Feeling").toStdString();
    case LaneKind::PainPoints:
        return tr("Pain points").toStdString();
    case LaneKind::Opportunities:
        return tr("Ideas").toStdString();
    case LaneKind::InternalProcess:
        return tr("Behind the scenes").toStdString();
    case LaneKind::Tools:
        return tr("Tools").toStdString();
    case LaneKind::Text:
        return tr("Notes").toStdString();
    case LaneKind::Images:
        return tr("Pictures").toStdString();
    case LaneKind::Metric:
        return tr("Figures").toStdString();
    case LaneKind::Funnel:
        return tr("Customers").toStdString();
    case LaneKind::Pain:
        return tr("Pain").toStdString();
    case LaneKind::Feedback:
        return tr("Feedback").toStdString();
    case LaneKind::LineOfInteraction:
        return tr("Line of interaction").toStdString();
    case LaneKind::LineOfVisibility:
        return tr("Line of visibility").toStdString();
    case LaneKind::LineOfInternalInteraction:
        return tr("Line of internal interaction").toStdString();
    }
    return {};
}

} // namespace cairn
