#pragma once
// One widget for every chart: it paints a display list, and makes all that can be pointed at in it
// reachable by keyboard and by a screen reader.

#include <QImage>
#include <QString>
#include <QWidget>
#include <functional>

#include "cairn/layout/charts/chart.hpp"

class QMenu;

namespace cairn {

/// What a person asked to take out of the drawer.
struct ChartExport {
    enum class Kind { Png, Pdf, Csv } kind = Kind::Png;
    QString title;    ///< of the chart; the file's suggested name
    DisplayList list; ///< pictures
    std::function<QByteArray()> text; ///< Csv: makes it, UTF-8 with CRLF, off the GUI thread
    std::function<QImage(ElementId)> image = {}; ///< of a list that has pictures
};

class ChartView : public QWidget {
    Q_OBJECT
public:
    using LayOut = std::function<Chart(double width)>;

    /// `name` is what a screen reader calls the chart, and what its picture is called.
    ChartView(const QString& name, QWidget* parent);
    void setName(const QString& name);
    /// Lays the chart out for a width; an empty function shows nothing.
    void setLayOut(LayOut layOut);
    void refresh(); ///< lays out anew: the numbers, the words or the direction are others
    const DisplayList& list() const { return m_chart.list; }
    /// What a region of the list shows; nullptr for charts that do not tell.
    const ChartMark* mark(int region) const;
    /// The region that has the keyboard; -1 = none.
    int current() const { return m_current; }
    void setCurrent(int region);
    /// The picture as it stands on the clipboard: twice as fine as the screen.
    QImage picture() const;
    void setWidest(int width) { m_widest = width; } ///< the list gets no more room than this

signals:
    void activated(int region); ///< a click, or Enter; an index of list().regions
    void exportRequested(const cairn::ChartExport& what);

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
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

    int regionAt(QPointF point) const;
    virtual void paintGround(QPainter&) {} ///< behind the chart
    virtual void tellCurrent();            ///< what a screen reader hears of the current region

private:
    enum class Way { Back, On, Up, Down };
    int neighbour(Way way) const;
    int firstRegion(bool last) const;
    void layOutNow();

    LayOut m_layOut;
    Chart m_chart;
    int m_current = -1, m_hovered = -1;
    int m_laidOutWidth = -1;
    int m_widest = 1400;
};

} // namespace cairn
