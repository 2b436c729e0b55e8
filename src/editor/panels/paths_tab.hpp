#pragma once
// The drawer's tab of paths: what people do after a step, or before it.

#include "editor/panels/question_tab.hpp"

namespace cairn {

class PathsTab : public QuestionTab {
    Q_OBJECT
public:
    PathsTab(const Phrases* phrases, QWidget* parent);

protected:
    void showAnswer() override;
    QString nothingWords() const override;

private:
    void anchorOn(int region);
    ChartView* m_chart;
};

} // namespace cairn
