#include "editor/panels/feedback_section.hpp"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

constexpr std::size_t kShownWords = 8;

QString feedbackText(const char* text) {
    return QCoreApplication::translate("Feedback", text);
}

QString valueText(const FeedbackScore& score, double value, const Phrases& phrases) {
    return qs(score.question.scale.kind == FeedbackKind::Nps ? phrases.nps(value)
                                                             : phrases.percentBrief(value));
}

QString counted(std::uint64_t n, const char* one, const char* many, const Phrases& phrases) {
    return n == 1 ? feedbackText(one) : feedbackText(many).arg(qs(phrases.count(double(n))));
}

/// What the number counts, as people mean two things by the same letters.
QString meaning(const FeedbackScore& score, const Phrases& phrases) {
    const FeedbackScale& scale = score.question.scale;
    const QString good = qs(phrases.count(double(score.good))),
                  bad = qs(phrases.count(double(score.bad)));
    switch (scale.kind) {
    case FeedbackKind::Nps:
        return feedbackText("%1, %2").arg(
            counted(score.good, "1 promoter", "%1 promoters", phrases),
            counted(score.bad, "1 detractor", "%1 detractors", phrases));
    case FeedbackKind::Csat:
        return (scale.high - scale.low >= 4 ? feedbackText("%1 in the two best boxes, %2 unhappy")
                                            : feedbackText("%1 in the best box, %2 unhappy"))
            .arg(good, bad);
    case FeedbackKind::Ces:
        return feedbackText("%1 found it easy, %2 found it hard").arg(good, bad);
    case FeedbackKind::Sentiment:
        break;
    }
    return feedbackText("%1 positive, %2 negative").arg(good, bad);
}

QString details(const FeedbackScore& score, const Phrases& phrases) {
    const QLocale locale;
    QString text = meaning(score, phrases);
    if (score.interval)
        text += feedbackText("; 95 %: %1")
                    .arg(qs(phrases.range(
                        valueText(score, score.interval->low, phrases).toStdString(),
                        valueText(score, score.interval->high, phrases).toStdString())));
    if (score.mean && score.question.scale.kind != FeedbackKind::Sentiment)
        text += feedbackText("; mean %1 of %2")
                    .arg(locale.toString(*score.mean, 'f', 1),
                         locale.toString(static_cast<qlonglong>(score.question.scale.high)));
    return text;
}

/// Against the survey before.
QString changeWords(const FeedbackScore& score, const Phrases& phrases) {
    if (!score.change || !score.change->difference)
        return {};
    const FeedbackChange& change = *score.change;
    const double unit = score.question.scale.kind == FeedbackKind::Nps ? 100 : 1;
    const auto points = [&](double difference) { return qs(phrases.points(difference / unit)); };
    const QString text =
        feedbackText("%1 since the survey before (it was %2 of %3)")
            .arg(points(*change.difference), valueText(score, *change.value, phrases),
                 counted(change.n, "1 answer", "%1 answers", phrases));
    const QString sure = change.interval ? feedbackText("%1; 95 %: %2 to %3")
                                               .arg(text, points(change.interval->low),
                                                    points(change.interval->high))
                                         : text;
    return change.significant ? feedbackText("%1: more than chance").arg(sure)
                              : feedbackText("%1: could be chance").arg(sure);
}

void addScore(QVBoxLayout* column, const FeedbackScore& score, const Phrases& phrases,
              QWidget* parent) {
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 4, 0, 0);
    line->setSpacing(8);
    const QString name = qs(phrases.feedbackName(score.question.scale.kind));
    QString n = qs(phrases.sampleSize(double(score.n)));
    if (score.few)
        n += QStringLiteral(" · ") + qs(phrases.few());
    line->addWidget(makeLabel(name, "strong", parent));
    line->addWidget(makeLabel(n, "small", parent), 1);
    QLabel* value =
        makeLabel(score.value ? valueText(score, *score.value, phrases) : qs(phrases.noValue()),
                  score.bad > score.good ? "pain" : "strong", parent);
    value->setAccessibleName(name + QLatin1Char(' ') + value->text() + QStringLiteral(", ") + n);
    line->addWidget(value);
    column->addLayout(line);
    column->addWidget(makeParagraph(details(score, phrases), "small", parent));
    if (const QString change = changeWords(score, phrases); !change.isEmpty())
        column->addWidget(makeParagraph(
            change, score.change->significant && *score.change->difference < 0 ? "pain" : "small",
            parent));
    column->addWidget(makeParagraph(qs(score.question.name), "small", parent));
    column->addSpacing(4);
    column->addWidget(makeRule(parent));
}

QString about(const Verbatim& verbatim, const Phrases& phrases) {
    const QLocale locale;
    QStringList parts;
    if (verbatim.score)
        parts << feedbackText("%1 of %2")
                     .arg(locale.toString(*verbatim.score, 'g', 3),
                          locale.toString(static_cast<qlonglong>(verbatim.scale.high)));
    if (!verbatim.place.empty())
        parts << qs(verbatim.place);
    if (verbatim.time)
        parts << qs(phrases.periodName(Period::Day, TimeZone().dayOf(*verbatim.time)));
    return parts.join(QStringLiteral(" · "));
}

void addWords(QVBoxLayout* column, const FeedbackSummary& summary, const Phrases& phrases,
              QWidget* parent) {
    if (summary.texts == 0)
        return;
    column->addSpacing(8);
    column->addWidget(makeLabel(qs(phrases.comments(summary.texts)), "strong", parent));
    if (summary.verbatims.empty())
        column->addWidget(makeParagraph(
            feedbackText("What people wrote was counted, not kept, as it may hold names."), "small",
            parent));
    const std::size_t shown = std::min(kShownWords, summary.verbatims.size());
    for (std::size_t i = 0; i < shown; ++i) {
        column->addSpacing(6);
        column->addWidget(makeParagraph(feedbackText("“%1”").arg(qs(summary.verbatims[i].text)),
                                        "value", parent));
        if (const QString facts = about(summary.verbatims[i], phrases); !facts.isEmpty())
            column->addWidget(makeParagraph(facts, "small", parent));
    }
    if (summary.verbatims.size() > shown) {
        column->addSpacing(4);
        column->addWidget(
            makeLabel(qs(phrases.more(summary.verbatims.size() - shown)), "small", parent));
    }
}

} // namespace

QWidget* makeFeedback(const FeedbackSummary& summary, const Phrases& phrases, QWidget* parent) {
    if (summary.scores.empty() && summary.texts == 0)
        return nullptr;
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("feedback"));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeSectionLabel(feedbackText("What customers say"), widget));
    for (const FeedbackScore& score : summary.scores)
        addScore(column, score, phrases, widget);
    addWords(column, summary, phrases, widget);
    return widget;
}

} // namespace cairn
