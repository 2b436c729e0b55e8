#pragma once
// "Keyboard shortcuts": every action with its keys, beside the map. Enter or a double-click records
// new ones.

#include <QFrame>
#include <QKeySequence>
#include <QLineEdit>
#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace cairn {

class Shortcuts;

/// Waits for one chord of keys.
class KeyRecorder : public QLineEdit {
    Q_OBJECT
public:
    explicit KeyRecorder(QWidget* parent = nullptr);
signals:
    void recorded(const QKeySequence& keys);
    void cancelled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool m_done = false;
};

class ShortcutsPage : public QFrame {
    Q_OBJECT
public:
    explicit ShortcutsPage(Shortcuts* shortcuts, QWidget* parent = nullptr);
    void begin(); ///< the keyboard goes to the search field
    void showAction(const QAction* action); ///< its row, ready to be changed
    QTreeWidget* tree() const { return m_tree; }
    QLineEdit* field() const { return m_search; }
    QString noticeText() const; ///< what stands in the way of the keys just pressed
    KeyRecorder* recorder() const { return m_recorder; }

signals:
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void filter();
    void refresh();
    QAction* current() const;
    void record();
    void stopRecording(bool backToList = true);
    void take(const QKeySequence& keys);
    void notice(const QString& text, const QString& doIt = {}, std::function<void()> what = {});
    void setIcons();

    Shortcuts* m_shortcuts;
    QLineEdit* m_search;
    QToolButton* m_close;
    QTreeWidget* m_tree;
    QFrame* m_strip;
    QLabel* m_notice;
    QPushButton *m_doIt, *m_leaveIt, *m_change, *m_none, *m_reset, *m_resetAll;
    KeyRecorder* m_recorder = nullptr;
    QTreeWidgetItem* m_recording = nullptr;
    std::function<void()> m_what;
};

} // namespace cairn
