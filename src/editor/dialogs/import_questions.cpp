#include "editor/dialogs/import_questions.hpp"

#include <QButtonGroup>
#include <QDateTime>
#include <QFrame>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>
#include <QTimeZone>
#include <QVBoxLayout>

#include "editor/panels/flow_layout.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

QString readingWords(const Reading& reading) {
    QLocale locale;
    const bool english = locale.language() == QLocale::English || locale.language() == QLocale::C;
    if (reading.instant) // without the day of the week: the date is what is asked about
        return locale.toString(
            QDateTime::fromMSecsSinceEpoch(*reading.instant, QTimeZone::utc()).date(),
            english ? QStringLiteral("d MMMM yyyy") : locale.dateFormat(QLocale::LongFormat));
    if (reading.number) {
        // Without groups: "1,234" would be as doubtful as what is asked about.
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        return locale.toString(*reading.number, 'g', 15);
    }
    return qs(reading.text);
}

QString assumedWords(const std::vector<PlanQuestion>& questions) {
    QStringList words;
    for (const PlanQuestion& question : questions)
        if (!question.answered)
            words << ImportQuestions::tr("Assumed: “%1” is %2.")
                         .arg(qs(question.sample),
                              readingWords(question.readings[question.assumed]));
    return words.join(QLatin1Char(' '));
}

ImportQuestions::ImportQuestions(QWidget* parent)
    : QWidget(parent), m_lines(new QVBoxLayout(this)) {
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(6);
    hide();
}

void ImportQuestions::setQuestions(const std::vector<PlanQuestion>& questions,
                                   const ImportPlan& plan) {
    QString shown;
    for (const PlanQuestion& q : questions)
        shown += QStringLiteral("%1 %2 %3 %4\n")
                     .arg(qs(q.sample), qs(q.readings[0].text))
                     .arg(q.assumed)
                     .arg(q.answered);
    setVisible(!questions.empty());
    if (shown == m_shown)
        return;
    m_shown = shown;
    QString focused;
    if (const QWidget* focus = focusWidget(); focus && focus->hasFocus())
        focused = focus->objectName();
    clearLayout(m_lines);
    for (std::size_t i = 0; i < questions.size(); ++i) {
        QWidget* line = makeLine(questions[i], plan, static_cast<int>(i));
        line->show();
        m_lines->addWidget(line);
    }
    if (!focused.isEmpty())
        if (auto* again = findChild<QRadioButton*>(focused))
            again->setFocus(Qt::OtherFocusReason);
}

QWidget* ImportQuestions::makeLine(const PlanQuestion& question, const ImportPlan& plan,
                                   int number) {
    auto* line = new QFrame(this);
    line->setProperty("role", "question");
    auto* row = new FlowLayout(line, 14, 2);
    row->setContentsMargins(12, 5, 12, 5);
    const QString column = qs(plan.columns[question.columns.front()].name);
    const int more = static_cast<int>(question.columns.size()) - 1;
    const QString asked =
        more > 0 ? tr("“%1” in “%2” and %n more columns can be read two ways:", nullptr, more)
                       .arg(qs(question.sample), column)
                 : tr("“%1” in “%2” can be read two ways:").arg(qs(question.sample), column);
    QLabel* label = makeLabel(asked, "strong", line);
    row->addWidget(label);
    auto* group = new QButtonGroup(line);
    for (std::size_t i = 0; i < question.readings.size(); ++i) {
        auto* choice = new QRadioButton(readingWords(question.readings[i]), line);
        choice->setObjectName(QStringLiteral("reading-%1-%2").arg(number).arg(i));
        choice->setAccessibleName(tr("%1 %2").arg(asked, choice->text()));
        choice->setChecked(i == question.assumed);
        group->addButton(choice);
        row->addWidget(choice);
        connect(choice, &QRadioButton::clicked, this,
                [this, question, i] { emit answered(question, i); });
    }
    row->addWidget(makeLabel(question.answered ? tr("as you said")
                                               : tr("assumed: the file itself does not tell"),
                             "small", line));
    line->setAccessibleName(asked);
    return line;
}

} // namespace cairn
