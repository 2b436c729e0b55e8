#pragma once
// "Find or do anything": every action, setting and element, by a few letters.

#include <QFrame>
#include <QStringList>
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
    void keysChosen(QAction* action); ///< the keys of the action are to be changed

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Kind { Action, Element, Keys };
    struct Entry {
        Kind kind = Kind::Action;
        QString title, detail;
        QString id; ///< for what was used last
        QAction* action = nullptr;
        ElementId element;
        qsizetype recent = 0; ///< 0 = the last one used; many when never
    };
    void collect(const QList<QAction*>& actions, const Document* document);
    void add(Entry entry);
    void filter(const QString& words);
    void choose();
    void remember(const QString& id);
    void announce();

    QLineEdit* m_field;
    QListWidget* m_list;
    QStringList m_recent;
    std::vector<Entry> m_entries;
};

} // namespace cairn
