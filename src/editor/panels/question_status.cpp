#include "editor/panels/question_status.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "editor/panels/panel_style.hpp"

namespace cairn {

QuestionStatus::QuestionStatus(Subject subject, QWidget* parent)
    : QWidget(parent), m_subject(subject) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(10);
    m_words = makeLabel({}, "small", this);
    m_row = row;
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(160);
    m_bar->setRange(0, 100);
    m_bar->setAccessibleName(tr("Progress"));
    m_button = new QPushButton(this);
    m_button->setObjectName(QStringLiteral("question-button"));
    m_button->setProperty("role", "link");
    row->addWidget(m_words);
    row->addWidget(m_bar);
    row->addWidget(m_button);
    row->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (!m_questions)
            return;
        if (m_questions->state(m_subject).busy)
            m_questions->cancel(m_subject);
        else
            m_questions->ask(m_subject);
    });
    hide();
}

void QuestionStatus::setQuestions(QuestionRunner* questions) {
    if (m_questions)
        m_questions->disconnect(this);
    m_questions = questions;
    if (questions) {
        connect(questions, &QuestionRunner::changed, this, [this](Subject subject) {
            if (subject == m_subject)
                update();
        });
        connect(questions, &QuestionRunner::progressed, this,
                [this](Subject subject, double fraction) {
                    if (subject == m_subject)
                        m_bar->setValue(static_cast<int>(fraction * 100));
                });
    }
    update();
}

void QuestionStatus::update() {
    if (!m_questions) {
        hide();
        return;
    }
    const QuestionRunner::State& state = m_questions->state(m_subject);
    m_bar->setVisible(state.busy);
    m_button->setVisible(state.busy || state.stopped);
    m_button->setText(state.busy ? tr("Stop") : tr("Count again"));
    if (state.busy)
        m_words->setText(tr("Counting…"));
    else if (state.stopped)
        m_words->setText(tr("Stopped before the end."));
    else if (state.error)
        m_words->setText(tr("%1. %2", "what is wrong; what to do")
                             .arg(qs(state.error->why()), qs(state.error->advice())));
    m_words->setWordWrap(state.error.has_value());
    m_row->setStretch(0, state.error ? 8 : 0);
    setVisible(state.busy || state.stopped || state.error);
    if (!state.busy)
        m_bar->setValue(0);
}

} // namespace cairn
