#pragma once
// Widgets one after another, wrapping like words; mirrored in right-to-left layouts.

#include <QLayout>
#include <vector>

namespace cairn {

class FlowLayout : public QLayout {
public:
    FlowLayout(QWidget* parent, int gap, int lineGap);
    ~FlowLayout() override;
    void addItem(QLayoutItem* item) override;
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int place(const QRect& rect, bool apply) const;
    std::vector<QLayoutItem*> m_items; ///< owned, as QLayout wants it
    int m_gap, m_lineGap;
};

} // namespace cairn
