#pragma once
// What a file leaves open, asked in place: one line a question, both readings of one of its cells.

#include <QWidget>
#include <vector>

#include "cairn/ingest/questions.hpp"

class QVBoxLayout;

namespace cairn {

/// A reading in the person's own language.
QString readingWords(const Reading& reading);
/// "Assumed: “03/04/2026” is 3 April 2026." of each question nobody has answered; empty when there is none.
QString assumedWords(const std::vector<PlanQuestion>& questions);

class ImportQuestions : public QWidget {
    Q_OBJECT
public:
    explicit ImportQuestions(QWidget* parent);
    void setQuestions(const std::vector<PlanQuestion>& questions, const ImportPlan& plan);

signals:
    void answered(const cairn::PlanQuestion& question, std::size_t reading);

private:
    QWidget* makeLine(const PlanQuestion& question, const ImportPlan& plan, int number);
    QVBoxLayout* m_lines;
    QString m_shown; ///< what stands there: a line with the focus is not made anew for nothing
};

} // namespace cairn
