#pragma once
// The drawer's tab of retention: who comes back, and when.

#include "editor/panels/question_tab.hpp"

namespace cairn {

class RetentionTab : public QuestionTab {
    Q_OBJECT
public:
    RetentionTab(const Phrases* phrases, QWidget* parent);

protected:
    void showAnswer() override;
    QString nothingWords() const override;

private:
    ChartView *m_triangle, *m_curve;
};

} // namespace cairn
