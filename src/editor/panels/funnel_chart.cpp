#include <QAccessible>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "editor/document.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "render/paint.hpp"

namespace cairn {

FunnelChart::FunnelChart(const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_phrases(phrases) {
    setObjectName(QStringLiteral("funnel-chart"));
    setAccessibleName(tr("Funnel by segment"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void FunnelChart::setDocument(Document* document) {
    m_document = document;
    update();
}

void FunnelChart::update() {
    m_laidOutWidth = -1;
    layOut();
    QWidget::update();
}

void FunnelChart::layOut() {
    const MapFindings* findings = m_document ? m_document->findings() : nullptr;
    if (!findings) {
        m_table = {};
        setMinimumSize(0, 0);
        return;
    }
    if (m_laidOutWidth == width())
        return;
    m_laidOutWidth = width();
    FunnelTableWords words;
    words.segment = utf8(tr("Segment"));
    words.all = utf8(tr("all"));
    words.none = utf8(tr("(none)"));
    words.other = utf8(tr("(other)"));
    words.overall = utf8(tr("to the end"));
    words.whiskers = utf8(tr(
        "Percent: of the step before. Whiskers: 95 % interval of the share that came to the end."));
    FunnelTableOptions options;
    options.width = std::min(1400, width());
    options.rightToLeft = layoutDirection() == Qt::RightToLeft;
    m_table =
        layoutFunnelTable(m_document->project(), *findings, m_measurer, *m_phrases, words, options);
    const int needed = static_cast<int>(std::ceil(m_table.list.size.width));
    setMinimumSize(needed > width() ? needed : 0,
                   static_cast<int>(std::ceil(m_table.list.size.height)));
    m_row = std::min(m_row, static_cast<int>(m_table.rows.size()) - 1);
    setAccessibleDescription(tr("%n rows; the arrow keys go through them", nullptr,
                                static_cast<int>(m_table.rows.size())));
}

void FunnelChart::resizeEvent(QResizeEvent*) {
    layOut();
}

void FunnelChart::paintEvent(QPaintEvent*) {
    if (m_table.rows.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeFor(this);
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
    ground(m_hovered, 0.5F);
    if (hasFocus())
        ground(m_row, 1.0F);
    PaintOptions options;
    options.theme = &theme;
    paintAll(painter, m_table.list, options);
    if (hasFocus() && m_row >= 0) {
        const RectF& r = m_table.rows[static_cast<std::size_t>(m_row)].rect;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.colour(Colour::Accent), 1.5));
        painter.drawRoundedRect(QRectF(r.x + 1, r.y + 1, r.width - 2, r.height - 2), 6, 6);
    }
}

const Region* FunnelChart::regionAt(QPointF point) const {
    for (auto region = m_table.list.regions.rbegin(); region != m_table.list.regions.rend();
         ++region)
        if (region->rect.contains({point.x(), point.y()}))
            return &*region;
    return nullptr;
}

int FunnelChart::rowAt(double y) const {
    for (std::size_t i = 0; i < m_table.rows.size(); ++i)
        if (y >= m_table.rows[i].rect.y && y < m_table.rows[i].rect.bottom())
            return static_cast<int>(i);
    return -1;
}

bool FunnelChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Region* region = regionAt(help->pos());
        if (region && !region->tooltip.empty())
            QToolTip::showText(help->globalPos(), qs(region->tooltip).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void FunnelChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    setRow(rowAt(event->position().y()));
    if (const Region* region = regionAt(event->position()); region && region->element)
        emit stageClicked(region->element);
    else if (m_row >= 0)
        emit segmentActivated(qs(m_table.rows[static_cast<std::size_t>(m_row)].segment));
}

void FunnelChart::mouseMoveEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().y());
    setCursor(regionAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hovered, row) != row)
        QWidget::update();
}

void FunnelChart::leaveEvent(QEvent*) {
    m_hovered = -1;
    QWidget::update();
}

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
        setRow(0);
        break;
    case Qt::Key_End:
        setRow(last);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_row >= 0)
            emit segmentActivated(qs(m_table.rows[static_cast<std::size_t>(m_row)].segment));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FunnelChart::focusInEvent(QFocusEvent*) {
    if (m_row < 0 && !m_table.rows.empty())
        setRow(0);
    QWidget::update();
}
void FunnelChart::focusOutEvent(QFocusEvent*) {
    QWidget::update();
}

/// A screen reader hears the row's numbers: the tooltips of its bars, which say the counts behind
/// each share.
void FunnelChart::setRow(int row) {
    m_row = row;
    QWidget::update();
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
