#pragma once
// How an answer comes along: progress and a way to stop it, in place; or why there is none.

#include <QPointer>
#include <QWidget>

#include "editor/question_runner.hpp"

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace cairn {

class QuestionStatus : public QWidget {
    Q_OBJECT
public:
    QuestionStatus(Subject subject, QWidget* parent);
    void setQuestions(QuestionRunner* questions);
    void update(); ///< hidden when there is nothing to tell

private:
    Subject m_subject;
    QPointer<QuestionRunner> m_questions;
    QHBoxLayout* m_row;
    QLabel* m_words;
    QProgressBar* m_bar;
    QPushButton* m_button;
};

} // namespace cairn
