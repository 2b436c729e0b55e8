#pragma once
// The drawer's first tab: the sentence, the table of segments, and what lies behind its numbers.

#include <QPointer>
#include <QWidget>

#include "editor/panels/chart_view.hpp"
#include "editor/panels/funnel_chart.hpp"
#include "editor/question_runner.hpp"

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedLayout;
class QTabBar;

namespace cairn {

class ComparisonView;
class Document;
class FunnelSentence;
class OverTimeView;
class TimeView;
class WhyView;

class FunnelTab : public QWidget {
    Q_OBJECT
public:
    enum View { Segments, TimeToConvert, OverTime, Comparison, Why };

    FunnelTab(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document, QuestionRunner* questions);
    void update();
    void showView(View view);
    bool hasData() const;

signals:
    void importRequested();
    void revealRequested(cairn::ElementId element);
    void bindingRequested(cairn::ElementId element);
    void segmentRequested(const QString& value);
    void exportRequested(const cairn::ChartExport& what);
    void forgetRequested(const QString& customer);

private:
    void showBehind(ElementId stage, const QString& segment);
    QWidget* viewAt(int view) const;

    QPointer<Document> m_document;
    FunnelSentence* m_sentence;
    QLabel* m_rules;
    QTabBar* m_views;
    FunnelChart* m_chart;
    TimeView* m_times;
    OverTimeView* m_overTime;
    ComparisonView* m_comparison;
    WhyView* m_why;
    QLabel* m_notes;
    QScrollArea* m_scroll;
    QStackedLayout* m_pages;
};

/// "Nothing here yet": a title, a sentence, one button. The three parts come back for changing
/// them.
struct EmptyState {
    QWidget* page;
    QLabel* title;
    QLabel* text;
    QPushButton* action;
};
EmptyState makeEmptyState(const QString& title, const QString& text, const QString& action,
                          QWidget* parent);

} // namespace cairn
