#pragma once
// The outline's inside, shared by the file that makes its rows and the one that acts on them.

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPointer>
#include <QToolButton>
#include <QTreeWidget>
#include <functional>
#include <set>

#include "editor/document.hpp"
#include "editor/panels/outline_delegate.hpp"
#include "editor/panels/panels.hpp"

namespace cairn {

class OutlineTree : public QTreeWidget {
public:
    using QTreeWidget::QTreeWidget;
    std::function<bool(QKeyEvent*)> onKey;
    std::function<bool(QMouseEvent*)> onPress;
    /// What was dragged, the row it was dropped on or beside, and where.
    enum class Where { On, Above, Below, Nowhere };
    std::function<void(ElementId, QTreeWidgetItem*, Where, bool copy)> onDrop;
    std::function<bool(ElementId, const QTreeWidgetItem*, Where)> mayDrop;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (state() == EditingState || !onKey(event))
            QTreeWidget::keyPressEvent(event);
    }
    void mousePressEvent(QMouseEvent* event) override {
        if (!onPress(event))
            QTreeWidget::mousePressEvent(event);
    }
    // A row is dragged as what it stands for: rows come and go, elements stay.
    QStringList mimeTypes() const override { return {QLatin1String(kDragged)}; }
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override {
        auto* made = new QMimeData;
        if (!items.isEmpty())
            made->setData(QLatin1String(kDragged),
                          QByteArray::number(items.front()->data(0, kElementRole).toULongLong()));
        return made;
    }
    void dragMoveEvent(QDragMoveEvent* event) override {
        QTreeWidget::dragMoveEvent(event); // finds out where the mark is drawn
        if (event->mimeData()->hasFormat(QLatin1String(kDragged)))
            event->setAccepted(
                mayDrop(dragged(event), itemAt(event->position().toPoint()), where()));
    }
    /// The rows follow the document, which the drop changes.
    void dropEvent(QDropEvent* event) override {
        if (!event->mimeData()->hasFormat(QLatin1String(kDragged)))
            return event->ignore();
        QTreeWidgetItem* over = itemAt(event->position().toPoint());
        if (const ElementId what = dragged(event); mayDrop(what, over, where()))
            onDrop(what, over, where(),
                   event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        event->setDropAction(Qt::IgnoreAction); // nothing is to be taken out where it came from
        event->accept();
        setState(NoState);
        viewport()->update();
    }
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}

private:
    static constexpr auto kDragged = "application/x-cairn-outline";
    static ElementId dragged(const QDropEvent* event) {
        return {event->mimeData()->data(QLatin1String(kDragged)).toULongLong()};
    }
    Where where() const {
        switch (dropIndicatorPosition()) {
        case OnItem:
            return Where::On;
        case AboveItem:
            return Where::Above;
        case BelowItem:
            return Where::Below;
        case OnViewport:
            break;
        }
        return Where::Nowhere;
    }
};

struct OutlinePanel::Impl {
    OutlinePanel* self = nullptr;
    QPointer<Document> document;
    OutlineTree* tree = nullptr;
    bool stagesOpen = false;
    std::set<ElementId> openStages; ///< stages whose cards are shown
    bool filling = false;
    ElementId elementOf(const QTreeWidgetItem* item) const;
    OutlineRow kindOfRow(const QTreeWidgetItem* item) const;
    QTreeWidgetItem* addRow(QTreeWidgetItem* parent, OutlineRow kind, ElementId id,
                            const QString& name);
    QTreeWidgetItem* addSection(const QString& title, std::size_t count, QToolButton* add);
    QToolButton* addButton(const QString& name, const char* objectName);
    void fill();
    void fillMaps();
    void fillCards(QTreeWidgetItem* stage);
    void addCard(QTreeWidgetItem* parent, const Card& card);
    void refreshFolds();
    void fillPersonas();
    void fillData();
    // outline_remarks.cpp
    void fillTags();
    void fillComments();
    void addTagMenu(QMenu& menu, TagId tag);
    void newTag();
    QTreeWidgetItem* find(ElementId id) const;
    /// Marks what is selected. The keyboard's place stays where it was when that still exists.
    void showSelection(ElementId keyboardAt);
    void activate(const QTreeWidgetItem* item);
    void moveCurrent(int by);
    void moveCard(CardId card, int by);
    using Where = OutlineTree::Where;
    bool mayDrop(ElementId what, const QTreeWidgetItem* on, Where where) const;
    void drop(ElementId what, QTreeWidgetItem* on, Where where, bool copy);
    void sendCards(CardId grabbed, MapId to, bool copy);
    void remove(const QTreeWidgetItem* item);
    void duplicate(const QTreeWidgetItem* item);
    void showMenu(QPoint at);
    void rename(ElementId id);
    bool handleKey(const QKeyEvent* event);
    /// The little arrow folds. All else of a row activates on release as usual.
    bool handlePress(const QMouseEvent* event);
};

} // namespace cairn
