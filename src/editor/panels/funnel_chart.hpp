#pragma once
// The funnel by segment: rows by arrow keys, a click on a bar asks who stands behind it.

#include <QPointer>

#include "cairn/layout/charts.hpp"
#include "editor/panels/chart_view.hpp"
#include "render/fonts.hpp"

namespace cairn {

class Document;

class FunnelChart : public ChartView {
    Q_OBJECT
public:
    FunnelChart(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document);
    void update(); ///< lays out anew
    const FunnelTable& table() const { return m_table; }

signals:
    /// A bar: its stage and its row's segment (empty = all).
    void barActivated(cairn::ElementId stage, const QString& segment);
    void segmentActivated(const QString& value); ///< a row, empty = all

protected:
    void paintGround(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    int rowAt(double y) const;
    void setRow(int row);
    void activate();
    Chart layOut(double width);

    QPointer<Document> m_document;
    const Phrases* m_phrases;
    QtTextMeasurer m_measurer;
    FunnelTable m_table;
    int m_row = -1;
    int m_hoveredRow = -1;
};

} // namespace cairn
