#include "editor/panels/funnel_chart.hpp"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "editor/document.hpp"
#include "editor/panels/chart_words.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

FunnelChart::FunnelChart(const Phrases* phrases, QWidget* parent)
    : ChartView(tr("Funnel by segment"), parent), m_phrases(phrases) {
    setObjectName(QStringLiteral("funnel-chart"));
    connect(this, &ChartView::activated, this, &FunnelChart::activate);
}

void FunnelChart::setDocument(Document* document) {
    m_document = document;
    update();
}

void FunnelChart::update() {
    if (m_document && m_document->findings()) {
        setLayOut([this](double width) { return layOut(width); });
    } else {
        m_table = {};
        setLayOut({});
    }
    m_row = std::min(m_row, static_cast<int>(m_table.rows.size()) - 1);
}

Chart FunnelChart::layOut(double width) {
    const MapFindings* findings = m_document ? m_document->findings() : nullptr;
    m_table = {};
    if (!findings)
        return {};
    FunnelTableWords words = funnelTableWords();
    if (findings->funnel) // counts that somebody else made have nobody behind them
        words.whiskers += ' ' + utf8(tr("Every number opens the customers behind it."));
    FunnelTableOptions options;
    options.width = width;
    options.rightToLeft = layoutDirection() == Qt::RightToLeft;
    m_table =
        layoutFunnelTable(m_document->project(), *findings, m_measurer, *m_phrases, words, options);
    return {m_table.list, {}};
}

void FunnelChart::paintGround(QPainter& painter) {
    Theme theme = themeFor(this);
    theme.family.clear(); // measured in the window's own type, not the brand's
    const auto ground = [&](int row, float strength) {
        if (row < 0 || row >= static_cast<int>(m_table.rows.size()))
            return;
        const RectF& r = m_table.rows[static_cast<std::size_t>(row)].rect;
        QColor fill = theme.colour(Colour::AccentGround);
        fill.setAlphaF(strength);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(r.x, r.y, r.width, r.height), 6, 6);
    };
    ground(m_hoveredRow, 0.5F);
    if (!hasFocus())
        return;
    ground(m_row, 1.0F);
    if (current() >= 0 || m_row < 0 || m_row >= static_cast<int>(m_table.rows.size()))
        return;
    const RectF& r = m_table.rows[static_cast<std::size_t>(m_row)].rect;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.colour(Colour::Accent), 1.5));
    painter.drawRoundedRect(QRectF(r.x + 1, r.y + 1, r.width - 2, r.height - 2), 6, 6);
}

int FunnelChart::rowAt(double y) const {
    for (std::size_t i = 0; i < m_table.rows.size(); ++i)
        if (y >= m_table.rows[i].rect.y && y < m_table.rows[i].rect.bottom())
            return static_cast<int>(i);
    return -1;
}

void FunnelChart::activate() {
    const auto segment = [&](int row) {
        return row < 0 ? QString() : qs(m_table.rows[static_cast<std::size_t>(row)].segment);
    };
    if (current() >= 0) {
        const Region bar = list().regions[static_cast<std::size_t>(current())];
        if (bar.element)
            emit barActivated(bar.element, segment(rowAt(bar.rect.centre().y)));
    } else if (m_row >= 0) {
        emit segmentActivated(segment(m_row));
    }
}

void FunnelChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    setRow(rowAt(event->position().y()));
    const int bar = regionAt(event->position());
    if (bar >= 0)
        setCurrent(bar);
    activate();
}

void FunnelChart::mouseMoveEvent(QMouseEvent* event) {
    ChartView::mouseMoveEvent(event);
    const int row = rowAt(event->position().y());
    if (std::exchange(m_hoveredRow, row) != row)
        QWidget::update();
}

void FunnelChart::leaveEvent(QEvent* event) {
    m_hoveredRow = -1;
    ChartView::leaveEvent(event);
}

/// Up and down go through the rows, sideways through a row's bars.
void FunnelChart::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_table.rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        setRow(std::min(m_row + 1, last));
        break;
    case Qt::Key_Up:
        setRow(std::max(m_row - 1, 0));
        break;
    case Qt::Key_Home:
        setRow(std::min(0, last));
        break;
    case Qt::Key_End:
        setRow(last);
        break;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool onwards = (event->key() == Qt::Key_Right) == !list().rightToLeft;
        int next = current();
        const auto inRow = [&](int region) {
            return rowAt(list().regions[static_cast<std::size_t>(region)].rect.centre().y) == m_row;
        };
        const int count = static_cast<int>(list().regions.size());
        if (next < 0)
            next = onwards ? -1 : count;
        do
            next += onwards ? 1 : -1;
        while (next >= 0 && next < count && !inRow(next));
        if (next >= 0 && next < count)
            setCurrent(next);
        break;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        activate();
        break;
    default:
        ChartView::keyPressEvent(event);
    }
}

void FunnelChart::focusInEvent(QFocusEvent* event) {
    if (m_row < 0 && !m_table.rows.empty())
        setRow(0);
    QWidget::focusInEvent(event);
    QWidget::update();
}

/// A screen reader hears the row's numbers: the tooltips of its bars, which say the counts behind
/// each share.
void FunnelChart::setRow(int row) {
    m_row = row;
    setCurrent(-1);
    if (row < 0 || row >= static_cast<int>(m_table.rows.size()))
        return;
    const RectF& rect = m_table.rows[static_cast<std::size_t>(row)].rect;
    QStringList cells;
    for (const Region& region : m_table.list.regions)
        if (region.rect.y >= rect.y && region.rect.y < rect.bottom())
            cells << qs(region.tooltip);
    setAccessibleDescription(cells.join(QStringLiteral("; ")));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace cairn
