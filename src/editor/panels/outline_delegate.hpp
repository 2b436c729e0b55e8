#pragma once
// How a row of the outline looks: picture, name, a second line in small type.

#include <QStyledItemDelegate>
#include <functional>

#include "cairn/model/elements.hpp"

namespace cairn {

class Document;

enum OutlineRole {
    kElementRole = Qt::UserRole,
    kRowKindRole,
    kDetailRole,
    kColourRole,
    kCurrentRole,
    kFoldRole,
    kDoneRole, ///< of a comment: resolved, so drawn dim
    kDropRole, ///< of a map: what is dragged would go there
    kWordsRole, ///< what is renamed when it is not quite what is shown: a text with its marks
    kDepthRole  ///< of a card: 1 below a step
};
enum class OutlineRow { Section, Map, Stage, Step, Card, Persona, Dataset, Tag, Comment, Hint };

class OutlineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    OutlineDelegate(std::function<void(ElementId, QString)> rename, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    /// Where the little arrow of a map with stages lies in a row.
    static QRect foldRect(const QRect& row, Qt::LayoutDirection direction);

private:
    std::function<void(ElementId, QString)> m_rename;
};

} // namespace cairn
