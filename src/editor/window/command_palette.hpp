#pragma once
// "Find or do anything": every action and every element, by a few letters.

#include <QFrame>
#include <functional>
#include <vector>

#include "cairn/base/ids.hpp"

class QAction;
class QLineEdit;
class QListWidget;

namespace cairn {

class Document;

class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent);
    /// Opens under the top middle of `over`, with what can be done and found now.
    void open(const QWidget* over, const QList<QAction*>& actions, const Document* document);
    QLineEdit* field() const { return m_field; }
    QListWidget* list() const { return m_list; }

signals:
    void elementChosen(cairn::ElementId element);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry {
        QString title, detail;
        QAction* action = nullptr;
        ElementId element;
    };
    void collect(const QList<QAction*>& actions, const Document* document);
    void filter(const QString& words);
    void choose();

    QLineEdit* m_field;
    QListWidget* m_list;
    std::vector<Entry> m_entries;
};

} // namespace cairn
