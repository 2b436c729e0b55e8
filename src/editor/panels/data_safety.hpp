#pragma once
// The Data tab's actions that cannot be undone, asked in place, and the watched folder.

#include <QWidget>
#include <functional>

class QPushButton;

namespace cairn {

class FolderWatcher;

/// A link that unfolds what it would do, with a button that does it and one that does not.
class AskedInPlace : public QWidget {
    Q_OBJECT
public:
    struct Words {
        QString link, says, does;
        QString typed; ///< label of a line to type in; empty = none
    };
    AskedInPlace(const Words& words, QWidget* parent);
    std::function<void(const QString& typed)> onDone;
    void fold(); ///< what was asked is about something else now

private:
    void unfold(bool open);
    QPushButton* m_link;
    QWidget* m_asked;
    QWidget* m_first; ///< has the keyboard when unfolded
};

/// "Watched folder": on or off, its last result, what in it was not imported.
class WatchRow : public QWidget {
    Q_OBJECT
public:
    WatchRow(FolderWatcher* watcher, QWidget* parent);

signals:
    void folderWanted();
    void importWanted(const QString& path); ///< a stranger, by the preview

private:
    void say(const QString& text, const char* role);
    void refresh();
    FolderWatcher* m_watcher;
};

} // namespace cairn
