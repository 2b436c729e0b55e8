#pragma once
// The keys of the window's actions: as delivered, as the person has changed them, and who holds
// which.

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <map>
#include <vector>

class QAction;

namespace cairn {

/// Keys that the map itself answers to. They are told, but cannot be changed.
struct CanvasKeys {
    QString words;            ///< what they do
    QString shown;            ///< "Ctrl+arrow keys"
    QList<QKeySequence> keys; ///< each of them
};
std::vector<CanvasKeys> canvasKeys();

class Shortcuts : public QObject {
    Q_OBJECT
public:
    /// Remembers the keys that the actions have now and puts those of the settings in their place.
    /// An action is known by its objectName.
    explicit Shortcuts(QList<QAction*> actions, QObject* parent = nullptr);

    const QList<QAction*>& actions() const { return m_actions; }
    QList<QKeySequence> defaults(const QAction* action) const;
    bool isChanged(const QAction* action) const;
    /// Who else answers to these keys; nullptr when they are free.
    QAction* holder(const QKeySequence& keys, const QAction* except = nullptr) const;
    /// What the map does with these keys; empty when it leaves them alone.
    QString meaningOnCanvas(const QKeySequence& keys) const;

    /// One sequence, or none. Whoever held it loses it. Remembered in the settings.
    void set(QAction* action, const QKeySequence& keys);
    void reset(QAction* action);
    void resetAll();

signals:
    void changed();

private:
    void give(QAction* action, const QList<QKeySequence>& keys);
    void takeFromOthers(const QList<QKeySequence>& keys, const QAction* receiver);

    QList<QAction*> m_actions;
    std::map<const QAction*, QList<QKeySequence>> m_defaults;
};

} // namespace cairn
