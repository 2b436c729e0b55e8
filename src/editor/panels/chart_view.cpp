#include "editor/panels/chart_view.hpp"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "editor/panels/panel_style.hpp"
#include "render/export/export.hpp"
#include "render/paint.hpp"

namespace cairn {

namespace {

QRectF rectOf(const RectF& r) {
    return {r.x, r.y, r.width, r.height};
}

/// Rows of numbers for who cannot see the picture; long charts are told in part.
QString inWords(const DisplayList& list) {
    constexpr qsizetype kMost = 60;
    QStringList lines;
    for (const Region& region : list.regions) {
        if (region.tooltip.empty())
            continue;
        if (lines.size() == kMost) {
            lines << QStringLiteral("…");
            break;
        }
        lines << qs(region.tooltip).replace(QLatin1Char('\n'), QStringLiteral(", "));
    }
    return lines.join(QStringLiteral("; "));
}

} // namespace

ChartView::ChartView(const QString& name, QWidget* parent) : QWidget(parent) {
    setName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void ChartView::setName(const QString& name) {
    setAccessibleName(name);
}

void ChartView::setLayOut(LayOut layOut) {
    m_layOut = std::move(layOut);
    refresh();
}

void ChartView::refresh() {
    m_laidOutWidth = -1;
    layOutNow();
    update();
}

void ChartView::layOutNow() {
    if (!m_layOut) {
        m_chart = {};
        m_current = m_hovered = -1;
        setMinimumSize(0, 0);
        return;
    }
    if (m_laidOutWidth == width())
        return;
    m_laidOutWidth = width();
    m_chart = m_layOut(std::min(m_widest, width()));
    m_current = std::min(m_current, static_cast<int>(m_chart.list.regions.size()) - 1);
    m_hovered = -1;
    const int wide = static_cast<int>(std::ceil(m_chart.list.size.width));
    setMinimumSize(wide > width() ? wide : 0,
                   static_cast<int>(std::ceil(m_chart.list.size.height)));
    setAccessibleDescription(inWords(m_chart.list));
}

const ChartMark* ChartView::mark(int region) const {
    const auto at = static_cast<std::size_t>(region);
    return region >= 0 && at < m_chart.marks.size() ? &m_chart.marks[at] : nullptr;
}

void ChartView::resizeEvent(QResizeEvent*) {
    layOutNow();
}

void ChartView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        refresh();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void ChartView::paintEvent(QPaintEvent*) {
    if (m_chart.list.items.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // A chart narrower than its room begins where lines begin.
    const double shift =
        m_chart.list.rightToLeft ? std::max(0.0, width() - m_chart.list.size.width) : 0;
    painter.translate(shift, 0);
    Theme theme = themeFor(this);
    theme.family.clear(); // measured in the window's own type, not the brand's
    paintGround(painter);
    PaintOptions options;
    options.theme = &theme;
    paintAll(painter, m_chart.list, options);
    const auto outline = [&](int region, double strength) {
        if (region < 0 || region >= static_cast<int>(m_chart.list.regions.size()))
            return;
        QColor colour = theme.colour(Colour::Accent);
        colour.setAlphaF(static_cast<float>(strength));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.5));
        const QRectF around = rectOf(m_chart.list.regions[static_cast<std::size_t>(region)].rect)
                                  .adjusted(-2, -2, 2, 2);
        painter.drawRoundedRect(around.intersected(QRectF(1, 1, m_chart.list.size.width - 2,
                                                          m_chart.list.size.height - 2)),
                                4, 4);
    };
    if (m_hovered != m_current || !hasFocus())
        outline(m_hovered, 0.45);
    if (hasFocus())
        outline(m_current, 1);
}

int ChartView::regionAt(QPointF point) const {
    const double shift =
        m_chart.list.rightToLeft ? std::max(0.0, width() - m_chart.list.size.width) : 0;
    for (std::size_t i = m_chart.list.regions.size(); i-- > 0;)
        if (m_chart.list.regions[i].rect.contains({point.x() - shift, point.y()}))
            return static_cast<int>(i);
    return -1;
}

bool ChartView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int region = regionAt(help->pos());
        const std::string& words =
            region < 0 ? std::string()
                       : m_chart.list.regions[static_cast<std::size_t>(region)].tooltip;
        if (words.empty())
            QToolTip::hideText();
        else
            QToolTip::showText(
                help->globalPos(),
                qs(words).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")), this);
        return true;
    }
    return QWidget::event(event);
}

void ChartView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const int region = regionAt(event->position());
    setCurrent(region);
    if (region >= 0)
        emit activated(region);
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
    const int region = regionAt(event->position());
    setCursor(region >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hovered, region) != region)
        update();
}

void ChartView::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

/// The nearest region on that side: sideways along its own line first.
int ChartView::neighbour(Way way) const {
    if (m_current < 0)
        return firstRegion(false);
    const RectF& from = m_chart.list.regions[static_cast<std::size_t>(m_current)].rect;
    const PointF at = from.centre();
    int best = m_current;
    double least = 0;
    for (std::size_t i = 0; i < m_chart.list.regions.size(); ++i) {
        const PointF to = m_chart.list.regions[i].rect.centre();
        const double dx = to.x - at.x, dy = to.y - at.y;
        const bool sideways = way == Way::Back || way == Way::On;
        const double along = sideways ? (way == Way::On ? dx : -dx) : (way == Way::Down ? dy : -dy);
        if (static_cast<int>(i) == m_current || along <= 0.5)
            continue;
        const double cost = along + 3 * std::abs(sideways ? dy : dx);
        if (best == m_current || cost < least) {
            best = static_cast<int>(i);
            least = cost;
        }
    }
    return best;
}

int ChartView::firstRegion(bool last) const {
    if (m_chart.list.regions.empty())
        return -1;
    return last ? static_cast<int>(m_chart.list.regions.size()) - 1 : 0;
}

void ChartView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(neighbour(Way::Back));
        break;
    case Qt::Key_Right:
        setCurrent(neighbour(Way::On));
        break;
    case Qt::Key_Up:
        setCurrent(neighbour(Way::Up));
        break;
    case Qt::Key_Down:
        setCurrent(neighbour(Way::Down));
        break;
    case Qt::Key_Home:
        setCurrent(firstRegion(false));
        break;
    case Qt::Key_End:
        setCurrent(firstRegion(true));
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            emit activated(m_current);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ChartView::setCurrent(int region) {
    m_current = region;
    update();
    if (region < 0)
        return;
    const QRect rect = rectOf(m_chart.list.regions[static_cast<std::size_t>(region)].rect).toRect();
    for (QWidget* up = parentWidget(); up; up = up->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(up)) {
            const QPoint centre = mapTo(area->widget(), rect.center());
            area->ensureVisible(centre.x(), centre.y(), rect.width() / 2 + 8,
                                rect.height() / 2 + 8);
            break;
        }
    tellCurrent();
}

void ChartView::tellCurrent() {
    setAccessibleDescription(qs(m_chart.list.regions[static_cast<std::size_t>(m_current)].tooltip));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void ChartView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(firstRegion(false));
    update();
}

void ChartView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

QImage ChartView::picture() const {
    PngOptions options;
    options.dark = themeFor(this).dark;
    return renderImage(m_chart.list, options);
}

void ChartView::contextMenuEvent(QContextMenuEvent* event) {
    if (m_chart.list.items.empty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as picture"), this,
                    [this] { QGuiApplication::clipboard()->setImage(picture()); });
    const auto save = [this](ChartExport::Kind kind) {
        emit exportRequested({kind, accessibleName(), m_chart.list, {}});
    };
    menu->addAction(tr("Save as PNG…"), this, [save] { save(ChartExport::Kind::Png); });
    menu->addAction(tr("Save as PDF…"), this, [save] { save(ChartExport::Kind::Pdf); });
    menu->popup(event->globalPos());
}

} // namespace cairn
