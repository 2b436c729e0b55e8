#include "editor/panels/changes_list.hpp"

#include <QCoreApplication>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {

constexpr int kColumns = 6;

QString tr(const char* text) {
    return QCoreApplication::translate("ChangesList", text);
}

QString verdictWords(ChangeVerdict verdict) {
    switch (verdict) {
    case ChangeVerdict::Better:
        return tr("▲ better, more than chance");
    case ChangeVerdict::Worse:
        return tr("▼ worse, more than chance");
    case ChangeVerdict::MayBeChance:
        return tr("could be chance");
    case ChangeVerdict::TooFew:
        return tr("too few people to tell");
    case ChangeVerdict::NotTested:
        break;
    }
    return tr("not compared");
}

QString shareOf(std::uint64_t part, std::uint64_t whole, const Phrases& phrases) {
    return qs(whole ? phrases.percent(double(part) / double(whole)) : phrases.noValue());
}

QString countOf(const std::optional<double>& count, const Phrases& phrases) {
    return qs(count ? phrases.count(*count) : phrases.noValue());
}

QString differenceOf(double difference, const std::optional<Interval>& interval,
                     const Phrases& phrases) {
    const QString points = qs(phrases.points(difference));
    return !interval ? points
                     : tr("%1 (%2 to %3)")
                           .arg(points, qs(phrases.points(interval->low)),
                                qs(phrases.points(interval->high)));
}

QString customersOf(double customers, const Phrases& phrases) {
    const long long n = std::llround(std::abs(customers));
    if (n == 0)
        return {};
    if (n == 1)
        return customers > 0 ? tr("1 customer more") : tr("1 customer fewer");
    return (customers > 0 ? tr("%1 customers more") : tr("%1 customers fewer"))
        .arg(qs(phrases.count(double(n))));
}

/// A line of the list: five cells, and the verdict before the last.
struct Line {
    QString name, before, now, difference;
    ChangeVerdict verdict = ChangeVerdict::NotTested;
    QString last;
};

Line lineOf(const StageChange& change, const Phrases& phrases) {
    const auto& test = change.test;
    Line line{qs(change.title),
              countOf(change.reachedBefore, phrases),
              countOf(change.reachedAfter, phrases),
              qs(phrases.noValue()),
              change.verdict,
              {}};
    if (!test || !test->difference)
        return line;
    line.before = shareOf(test->a, test->n, phrases);
    line.now = shareOf(test->b, test->m, phrases);
    line.difference = differenceOf(*test->difference, test->interval, phrases);
    line.last = customersOf(change.customers.value_or(0), phrases);
    return line;
}

Line lineOf(const AnswerChange& row, const Phrases& phrases) {
    const FeedbackChange& change = *row.score.change;
    const FeedbackKind kind = row.score.question.scale.kind;
    const bool nps = kind == FeedbackKind::Nps;
    const auto value = [&](const std::optional<double>& v) {
        return qs(!v ? phrases.noValue() : nps ? phrases.nps(*v) : phrases.percent(*v));
    };
    const QString place = row.element ? qs(row.title) : tr("All answers");
    Line line{
        tr("%1: %2").arg(qs(phrases.feedbackName(kind)), place),
        value(change.value),
        value(change.nowValue),
        qs(phrases.noValue()),
        row.verdict,
        tr("%1 and %2 answers")
            .arg(qs(phrases.count(double(change.n))), qs(phrases.count(double(change.nowN))))};
    if (!change.difference)
        return line;
    const double unit = nps ? 100 : 1; // an NPS is a difference of two shares, in hundredths
    std::optional<Interval> interval = change.interval;
    if (interval)
        interval = Interval{interval->low / unit, interval->high / unit};
    line.difference = differenceOf(*change.difference / unit, interval, phrases);
    return line;
}

class Card {
public:
    Card(const QString& title, const QString& firstHead, const QString& lastHead, QWidget* parent)
        : m_card(new QFrame(parent)), m_grid(new QGridLayout(m_card)) {
        m_card->setProperty("role", "card");
        m_card->setAccessibleName(title);
        m_grid->setContentsMargins(12, 10, 12, 10);
        m_grid->setHorizontalSpacing(14);
        m_grid->setVerticalSpacing(3);
        // Shares of the width, as the words of each need it; a long name ends in dots.
        for (const auto& [column, share] : {std::pair(0, 4), {3, 5}, {4, 4}, {5, 4}})
            m_grid->setColumnStretch(column, share);
        m_grid->addWidget(makeParagraph(title, "strong", m_card), 0, 0, 1, kColumns);
        const QString heads[kColumns] = {
            firstHead, tr("Before"), tr("Now"), tr("Difference (95 %)"), tr("More than chance?"),
            lastHead};
        for (int column = 0; column < kColumns; ++column)
            m_grid->addWidget(makeLabel(heads[column], "dim", m_card), 1, column);
    }

    void add(const Line& line) {
        const bool worse = line.verdict == ChangeVerdict::Worse;
        const bool sure = worse || line.verdict == ChangeVerdict::Better;
        const QString texts[kColumns] = {
            line.name, line.before, line.now, line.difference, verdictWords(line.verdict),
            line.last};
        const int row = m_grid->rowCount();
        QStringList spoken;
        for (int column = 0; column < kColumns; ++column) {
            const char* role = column == 0            ? "value"
                               : worse && column == 4 ? "pain"
                               : sure                 ? "value"
                                                      : "small";
            QLabel* label = column == 0 ? new ElidedLabel(texts[column], role, m_card)
                                        : makeLabel(texts[column], role, m_card);
            if (column == 0) // a short name stays whole
                label->setMinimumWidth(std::min(label->sizeHint().width(), 160));
            label->setWordWrap(column > 2); // the long ones, where there is little room
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_grid->addWidget(label, row, column);
            spoken << texts[column];
        }
        m_grid->itemAtPosition(row, 0)->widget()->setAccessibleName(
            spoken.join(QStringLiteral(", ")));
    }
    void addNote(const QString& words) {
        m_grid->addWidget(makeParagraph(words, "small", m_card), m_grid->rowCount(), 0, 1,
                          kColumns);
    }
    QWidget* widget() const { return m_card; }

private:
    QFrame* m_card;
    QGridLayout* m_grid;
};

QWidget* makeStages(const std::vector<StageChange>& changes, const MapFindings& findings,
                    const Phrases& phrases, QWidget* parent) {
    Card card(findings.beforeName.empty()
                  ? tr("What changed")
                  : tr("What changed since %1").arg(qs(findings.beforeName)),
              tr("Stage"), tr("Customers"), parent);
    for (const StageChange& change : changes)
        card.add(lineOf(change, phrases));
    return card.widget();
}

QWidget* makeAnswers(const std::vector<AnswerChange>& changes, const FeedbackFindings& feedback,
                     const Phrases& phrases, QWidget* parent) {
    Card card(tr("What customers answer now, against %1").arg(qs(feedback.beforeName)), tr("About"),
              tr("Answers"), parent);
    for (const AnswerChange& change : changes)
        card.add(lineOf(change, phrases));
    if (feedback.since)
        card.addNote(
            tr("The newer survey holds the earlier answers as well: only those after %1 "
               "are held against them.")
                .arg(qs(phrases.periodName(Period::Day, TimeZone().dayOf(*feedback.since)))));
    return card.widget();
}

} // namespace

QWidget* makeChangesList(const Project& project, const MapFindings& findings,
                         const Phrases& phrases, QWidget* parent) {
    const std::vector<StageChange> stages = changesOf(project, findings);
    const std::vector<AnswerChange> answers = answerChangesOf(project, findings);
    if (stages.empty() && answers.empty())
        return nullptr;
    auto* list = new QWidget(parent);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    if (!stages.empty())
        column->addWidget(makeStages(stages, findings, phrases, list));
    if (!answers.empty())
        column->addWidget(makeAnswers(answers, *findings.feedback, phrases, list));
    return list;
}

} // namespace cairn
