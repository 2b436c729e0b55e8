// Words of the feedback lane, in the locale.
#include <cmath>

#include "cairn/insight/findings.hpp"
#include "editor/locale_phrases.hpp"

namespace cairn {

std::string LocalePhrases::feedbackName(FeedbackKind kind) const {
    switch (kind) {
    case FeedbackKind::Nps:
        return tr("NPS").toStdString();
    case FeedbackKind::Csat:
        return tr("CSAT").toStdString();
    case FeedbackKind::Ces:
        return tr("CES").toStdString();
    case FeedbackKind::Sentiment:
        break;
    }
    return tr("Positive", "the share of kind words").toStdString();
}

std::string LocalePhrases::nps(double score) const {
    if (!std::isfinite(score))
        return noValue();
    const double whole = std::round(std::abs(score));
    const QString number = QString::fromStdString(count(whole));
    if (whole == 0)
        return number.toStdString();
    return (score < 0 ? tr("\u2212%1", "a score below nothing").arg(number)
                      : tr("+%1", "a score above nothing").arg(number))
        .toStdString();
}

std::string LocalePhrases::range(std::string_view from, std::string_view to) const {
    const auto text = [](std::string_view part) {
        return QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size()));
    };
    return tr("%1 to %2", "a range").arg(text(from), text(to)).toStdString();
}

std::string LocalePhrases::comments(std::size_t n) const {
    return (n == 1 ? tr("1 comment", "of a customer")
                   : tr("%1 comments", "of customers")
                         .arg(QString::fromStdString(count(static_cast<double>(n)))))
        .toStdString();
}

std::string LocalePhrases::noAnswersYet() const {
    return tr("No answers yet: import a survey or reviews.").toStdString();
}

} // namespace cairn
