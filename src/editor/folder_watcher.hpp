#pragma once
// A folder that newer exports are put into: they come in by themselves, strangers are only named.

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <deque>
#include <memory>
#include <set>

#include "cairn/ingest/watch.hpp"
#include "editor/again.hpp"
#include "editor/jobs.hpp"

namespace cairn {

class Session;

/// One for the window; follows the open project. Which folder a project's user watches is kept in the application's own
/// folder, never in the project. Files are looked at on a worker, one is read at a time, each is an undo step.
class FolderWatcher : public QObject {
    Q_OBJECT
public:
    explicit FolderWatcher(Session* session, QObject* parent = nullptr);

    /// A project that lies in a file of its own and can be changed.
    bool available() const;
    QString folder() const; ///< empty = none chosen
    bool on() const { return m_ledger.on; }
    void setFolder(const QString& folder); ///< and watches it
    void setOn(bool on);

    QString lastResult() const { return m_last; } ///< of the last file, with its time; empty = none yet
    /// A table in the folder that was not imported, and why.
    struct Left {
        WatchedFile file;
        QString why;
    };
    const std::vector<Left>& left() const { return m_left; }
    std::size_t waiting() const { return m_waiting; } ///< files that are still being written
    bool reading() const { return m_reading; }
    /// For tests: how long a file must be left alone.
    void setQuiet(TimeMs quiet, TimeMs quietOpen);

signals:
    void changed();
    void readIn(const cairn::AgainOutcome& outcome); ///< a file came in, and the data changed

private:
    void follow(); ///< another project, or another file of it
    void restart();
    void lookSoon(int milliseconds);
    void look();
    void take(FolderWatch::Look found);
    void readNext();
    void finish(const WatchedFile& file, std::uint64_t content, const AgainOutcome& outcome);
    void keep();
    void note(const QString& words);

    Session* m_session;
    QFileSystemWatcher m_system;
    QTimer m_timer;
    LatestJob m_job;
    WatchLedger m_ledger;
    std::filesystem::path m_project;
    std::shared_ptr<FolderWatch> m_watch;
    TimeMs m_quiet = FolderWatch::kQuiet, m_quietOpen = FolderWatch::kQuietOpen;
    std::deque<WatchedFile> m_ready;
    std::vector<Left> m_left;
    std::size_t m_waiting = 0;
    bool m_reading = false, m_missed = false;
    unsigned m_turn = 0; ///< answers for a project or folder of before are dropped
    QString m_last;
};

} // namespace cairn
