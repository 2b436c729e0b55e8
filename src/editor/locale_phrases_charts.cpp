// The words of the charts: periods, differences, sizes.
#include <QDate>
#include <cmath>

#include "editor/date_pattern.hpp"
#include "editor/locale_phrases.hpp"

namespace cairn {

namespace {
QDate dateOf(Period period, std::int64_t number) {
    return QDate(1970, 1, 1).addDays(firstDayOf(number, period));
}
} // namespace

std::string LocalePhrases::more(std::size_t n) const {
    return tr("+%1 more").arg(number(double(n))).toStdString();
}

std::string LocalePhrases::periodShort(Period period, std::int64_t number, bool withYear) const {
    const QString format =
        period == Period::Month
            ? (withYear ? tr("MMM yyyy", "a month, short") : tr("MMM", "a month, without its year"))
            : (withYear ? tr("d MMM yyyy", "a date, short")
                        : tr("d MMM", "a date, short, without its year"));
    return m_locale.toString(dateOf(period, number), datePattern(m_locale, format)).toStdString();
}

std::string LocalePhrases::periodName(Period period, std::int64_t number) const {
    const QDate date = dateOf(period, number);
    if (period == Period::Month)
        return m_locale.toString(date, datePattern(m_locale, tr("MMMM yyyy", "a month")))
            .toStdString();
    const QString day = m_locale.toString(date, datePattern(m_locale, tr("d MMMM yyyy", "a date")));
    return (period == Period::Week ? tr("week of %1", "a date").arg(day) : day).toStdString();
}

std::string LocalePhrases::points(double share) const {
    if (!std::isfinite(share))
        return noValue();
    const double value = std::round(std::abs(share) * 1000) / 10;
    const QString sign = value == 0  ? QString()
                         : share < 0 ? QStringLiteral("\u2212")
                                     : QStringLiteral("+");
    return tr("%1%2 pts", "a sign; points of per cent")
        .arg(sign, m_locale.toString(value, 'f', 1))
        .toStdString();
}

std::string LocalePhrases::wasValue(std::string_view value) const {
    return tr("(was %1)")
        .arg(QString::fromUtf8(value.data(), qsizetype(value.size())))
        .toStdString();
}

std::string LocalePhrases::couldBeChance() const {
    return tr("could be chance").toStdString();
}

std::string LocalePhrases::sampleSize(double n) const {
    return tr("n = %1").arg(QString::fromStdString(count(n))).toStdString();
}

std::string LocalePhrases::ofAllCustomers(double share, double part, double whole) const {
    return tr("%1 of all customers (%2 of %3)")
        .arg(QString::fromStdString(percent(share)), number(part), number(whole))
        .toStdString();
}

std::string LocalePhrases::getThrough(double share, double part, double whole,
                                      std::string_view from, std::string_view to) const {
    const auto words = [](std::string_view text) {
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    };
    return tr("%1 get from %2 to %3 (%4 of %5)")
        .arg(QString::fromStdString(percent(share)), words(from), words(to), number(part),
             number(whole))
        .toStdString();
}

std::string LocalePhrases::mostBy(std::string_view channel, double share) const {
    return tr("most by %1 (%2)")
        .arg(QString::fromUtf8(channel.data(), static_cast<qsizetype>(channel.size())),
             QString::fromStdString(percent(share)))
        .toStdString();
}

std::string LocalePhrases::tenths(double n) const {
    return m_locale.toString(std::round(n * 10) / 10 + 0.0, 'f', 1).toStdString();
}

std::string LocalePhrases::percentBrief(double share) const {
    if (!std::isfinite(share))
        return noValue();
    if (share > 0 && share < 0.005)
        return tr("<1 %").toStdString();
    if (share > 0.995 && share < 1)
        return tr(">99 %").toStdString();
    return tr("%1 %", "a percentage; the space does not break")
        .arg(m_locale.toString(std::round(share * 100) + 0.0, 'f', 0))
        .toStdString();
}

} // namespace cairn
