#pragma once
// The drawer's first tab: the sentence and the table of segments.

#include <QPointer>
#include <QWidget>
#include <memory>

#include "cairn/layout/charts.hpp"
#include "render/fonts.hpp"

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedLayout;

namespace cairn {

class Document;
class FunnelSentence;

/// Draws the funnel table's display list; rows by arrow keys, a click on a bar asks for its stage.
class FunnelChart : public QWidget {
    Q_OBJECT
public:
    FunnelChart(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document);
    void update(); ///< lays out anew
    const FunnelTable& table() const { return m_table; }

signals:
    void stageClicked(cairn::ElementId stage);
    void segmentActivated(const QString& value);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    const Region* regionAt(QPointF point) const;
    int rowAt(double y) const;
    void setRow(int row);
    void layOut();

    QPointer<Document> m_document;
    const Phrases* m_phrases;
    QtTextMeasurer m_measurer;
    FunnelTable m_table;
    int m_row = -1;
    int m_hovered = -1;
    int m_laidOutWidth = -1;
};

class FunnelTab : public QWidget {
    Q_OBJECT
public:
    FunnelTab(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document);
    void update();

signals:
    void importRequested();
    void revealRequested(cairn::ElementId element);
    void bindingRequested(cairn::ElementId element);
    void segmentRequested(const QString& value);

private:
    QPointer<Document> m_document;
    FunnelSentence* m_sentence;
    FunnelChart* m_chart;
    QLabel* m_notes;
    QLabel* m_emptyTitle;
    QLabel* m_emptyText;
    QWidget* m_emptyAction;
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
