#pragma once
// The drawer's tabs of trends and of touchpoints: how it went over time, whom each place reaches.

#include "editor/panels/question_tab.hpp"

namespace cairn {

class TrendsTab : public QuestionTab {
    Q_OBJECT
public:
    TrendsTab(const Phrases* phrases, QWidget* parent);

protected:
    void showAnswer() override;
    QString nothingWords() const override;

private:
    ChartView* m_chart;
};

class TouchpointsTab : public QuestionTab {
    Q_OBJECT
public:
    TouchpointsTab(const Phrases* phrases, QWidget* parent);

signals:
    void revealRequested(cairn::ElementId element);

protected:
    void showAnswer() override;
    QString nothingWords() const override;

private:
    void reveal(int region);
    ChartView* m_chart;
};

} // namespace cairn
