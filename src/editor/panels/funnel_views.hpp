#pragma once
// What lies behind the funnel's table: time to convert, over time, the comparison. Each shows the findings as they are.

#include <QPointer>
#include <QWidget>

#include "cairn/layout/charts.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/panels/sentence_row.hpp"
#include "render/fonts.hpp"

class QLabel;
class QTabBar;

namespace cairn {

class Document;

/// A histogram of how long it took to come to a step, one step at a time.
class TimeView : public QWidget {
    Q_OBJECT
public:
    TimeView(const Phrases* phrases, QWidget* parent);
    void update(const Document* document);
    ChartView* chart() const { return m_chart; }

private:
    void showStep(int index);
    const Phrases* m_phrases;
    QPointer<const Document> m_document;
    QTabBar* m_steps;
    ChartView* m_chart;
    QtTextMeasurer m_measurer;
};

/// The share that came to the end by period of entry; offers the periods while none is chosen.
class OverTimeView : public QWidget {
    Q_OBJECT
public:
    OverTimeView(const Phrases* phrases, QWidget* parent);
    void update(Document* document);
    ChartView* chart() const { return m_chart; }

private:
    void choose(const char* period);
    const Phrases* m_phrases;
    QPointer<Document> m_document;
    QWidget* m_offer;
    QWidget* m_each;
    ChartView* m_chart;
    bool m_eachStep = false;
    QtTextMeasurer m_measurer;
};

/// Before and now, step by step; says how to ask for it while nobody has.
class ComparisonView : public QWidget {
    Q_OBJECT
public:
    ComparisonView(const Phrases* phrases, QWidget* parent);
    void update(const Document* document);
    ChartView* chart() const { return m_chart; }

private:
    const Phrases* m_phrases;
    QLabel *m_hint, *m_names;
    ChartView* m_chart;
    QtTextMeasurer m_measurer;
};

/// A bar of small tabs that switches what is shown below it.
QTabBar* makeViewBar(const QString& name, const QStringList& titles, QWidget* parent);

} // namespace cairn
