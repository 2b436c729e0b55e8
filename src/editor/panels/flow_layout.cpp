#include "editor/panels/flow_layout.hpp"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace cairn {

FlowLayout::FlowLayout(QWidget* parent, int gap, int lineGap)
    : QLayout(parent), m_gap(gap), m_lineGap(lineGap) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
    while (QLayoutItem* item = FlowLayout::takeAt(0))
        delete item;
}

void FlowLayout::addItem(QLayoutItem* item) {
    m_items.push_back(item);
    invalidate(); // what is added to a line that was laid out already waits for no resize
}
int FlowLayout::count() const {
    return static_cast<int>(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (!item)
        return nullptr;
    m_items.erase(m_items.begin() + index);
    invalidate();
    return item;
}

int FlowLayout::heightForWidth(int width) const {
    return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const {
    return minimumSize();
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect& rect, bool apply) const {
    const QRect space = rect.marginsRemoved(contentsMargins());
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = space.left(), y = space.top(), lineHeight = 0;
    std::size_t lineStart = 0;
    std::vector<QRect> rects(m_items.size());
    const auto centreLine = [&](std::size_t end) {
        for (std::size_t i = lineStart; i < end; ++i)
            rects[i].moveTop(y + (lineHeight - rects[i].height()) / 2);
        lineStart = end;
    };
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i]->isEmpty()) // hidden
            continue;
        QSize size = m_items[i]->sizeHint();
        size.setWidth(std::min(size.width(), std::max(1, space.width())));
        if (x > space.left() && x + size.width() > space.right() + 1) {
            centreLine(i);
            x = space.left();
            y += lineHeight + m_lineGap;
            lineHeight = 0;
        }
        rects[i] = QRect(QPoint(x, y), size);
        lineHeight = std::max(lineHeight, size.height());
        x += size.width() + m_gap;
    }
    centreLine(m_items.size());
    if (apply)
        for (std::size_t i = 0; i < m_items.size(); ++i)
            m_items[i]->setGeometry(QStyle::visualRect(direction, space, rects[i]));
    return y + lineHeight - rect.top() + contentsMargins().bottom();
}

} // namespace cairn
