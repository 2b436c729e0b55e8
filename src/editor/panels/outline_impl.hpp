#pragma once
// The outline's inside, shared by the file that makes its rows and the one that acts on them.

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointer>
#include <QToolButton>
#include <QTreeWidget>
#include <functional>

#include "editor/document.hpp"
#include "editor/panels/outline_delegate.hpp"
#include "editor/panels/panels.hpp"

namespace cairn {

class OutlineTree : public QTreeWidget {
public:
    using QTreeWidget::QTreeWidget;
    std::function<bool(QKeyEvent*)> onKey;
    std::function<bool(QMouseEvent*)> onPress;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (state() == EditingState || !onKey(event))
            QTreeWidget::keyPressEvent(event);
    }
    void mousePressEvent(QMouseEvent* event) override {
        if (!onPress(event))
            QTreeWidget::mousePressEvent(event);
    }
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
};

struct OutlinePanel::Impl {
    OutlinePanel* self = nullptr;
    QPointer<Document> document;
    OutlineTree* tree = nullptr;
    bool stagesOpen = false;
    bool filling = false;
    ElementId elementOf(const QTreeWidgetItem* item) const;
    OutlineRow kindOfRow(const QTreeWidgetItem* item) const;
    QTreeWidgetItem* addRow(QTreeWidgetItem* parent, OutlineRow kind, ElementId id,
                            const QString& name);
    QTreeWidgetItem* addSection(const QString& title, std::size_t count, QToolButton* add);
    QToolButton* addButton(const QString& name, const char* objectName);
    void fill();
    void fillMaps();
    void fillPersonas();
    void fillData();
    QTreeWidgetItem* find(ElementId id) const;
    /// Marks what is selected. The keyboard's place stays where it was when that still exists.
    void showSelection(ElementId keyboardAt);
    void activate(const QTreeWidgetItem* item);
    void moveCurrent(int by);
    void remove(const QTreeWidgetItem* item);
    void duplicate(const QTreeWidgetItem* item);
    void showMenu(QPoint at);
    void rename(ElementId id);
    bool handleKey(const QKeyEvent* event);
    /// The little arrow folds. All else of a row activates on release as usual.
    bool handlePress(const QMouseEvent* event);
};

} // namespace cairn
