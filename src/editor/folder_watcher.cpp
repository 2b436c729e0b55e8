#include "editor/folder_watcher.hpp"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QTime>
#include <algorithm>

#include "cairn/base/data_folder.hpp"
#include "cairn/model/diff.hpp"
#include "editor/session.hpp"

namespace cairn {

namespace {

constexpr int kDebounceMs = 300; ///< several files that are put there at once are one look
constexpr int kAgainMs = 700;    ///< between two looks at files that are still being written
constexpr int kIdleMs = 30000; ///< a file that is written anew in place does not change its folder

} // namespace

FolderWatcher::FolderWatcher(Session* session, QObject* parent)
    : QObject(parent), m_session(session) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FolderWatcher::look);
    connect(&m_system, &QFileSystemWatcher::directoryChanged, this, [this] {
        m_missed |= m_reading;
        lookSoon(kDebounceMs);
    });
    connect(session, &Session::documentChanged, this, [this](Document* document) {
        follow();
        if (!document)
            return;
        // A kind that was strange may be known now, or the other way round.
        connect(document, &Document::changed, this, [this](const Changes& changes) {
            if (!changes.datasets.empty() && !m_left.empty() && !m_reading) {
                m_left.clear();
                restart();
            }
        });
    });
    connect(session, &Session::fileChanged, this, &FolderWatcher::follow);
}

bool FolderWatcher::available() const {
    return m_session->document() && m_session->saver() && !m_session->filePath().isEmpty();
}

QString FolderWatcher::folder() const {
    return fromPath(m_ledger.folder);
}

void FolderWatcher::setQuiet(TimeMs quiet, TimeMs quietOpen) {
    m_quiet = quiet;
    m_quietOpen = quietOpen;
    restart();
}

void FolderWatcher::setFolder(const QString& folder) {
    if (!available() || folder.isEmpty())
        return;
    m_ledger.folder = toPath(QDir(folder).absolutePath());
    m_ledger.on = true;
    m_last.clear();
    keep();
    restart();
}

void FolderWatcher::setOn(bool on) {
    if (!available() || m_ledger.folder.empty() || on == m_ledger.on)
        return;
    m_ledger.on = on;
    keep();
    restart();
}

void FolderWatcher::follow() {
    const std::filesystem::path project =
        available() ? toPath(m_session->filePath()) : std::filesystem::path();
    if (project == m_project)
        return;
    m_project = project;
    m_ledger = project.empty() ? WatchLedger() : loadLedger(dataFolder(), project);
    m_last.clear();
    m_left.clear();
    restart();
}

void FolderWatcher::restart() {
    ++m_turn;
    m_timer.stop();
    m_job.cancel();
    m_ready.clear();
    m_waiting = 0;
    m_reading = false;
    if (!m_system.directories().isEmpty())
        m_system.removePaths(m_system.directories());
    m_watch = std::make_shared<FolderWatch>(m_quiet, m_quietOpen);
    if (m_ledger.on && !m_project.empty()) {
        m_system.addPath(folder());
        lookSoon(0);
    } else {
        m_left.clear();
    }
    emit changed();
}

void FolderWatcher::lookSoon(int milliseconds) {
    const bool sooner = !m_timer.isActive() || m_timer.remainingTime() > milliseconds;
    if (m_ledger.on && !m_project.empty() && !m_reading && sooner)
        m_timer.start(milliseconds);
}

void FolderWatcher::look() {
    m_job.start(
        [watch = m_watch, ledger = m_ledger](const JobControl&) {
            return watch->look(ledger, nowMs());
        },
        [this](FolderWatch::Look found) { take(std::move(found)); },
        [this](const Error& error) {
            note(
                tr("%1 cannot be watched: %2.").arg(folder(), QString::fromStdString(error.why())));
        });
}

void FolderWatcher::take(FolderWatch::Look found) {
    m_waiting = found.waiting;
    // Strangers of before that are gone or have changed are strangers no more.
    std::erase_if(m_left, [&](const Left& left) {
        return std::find(found.ready.begin(), found.ready.end(), left.file) == found.ready.end();
    });
    m_ready.clear();
    for (WatchedFile& file : found.ready)
        if (std::none_of(m_left.begin(), m_left.end(),
                         [&](const Left& left) { return left.file == file; }))
            m_ready.push_back(std::move(file));
    emit changed();
    readNext();
}

/// One after the other: the second is added to what the first has led to.
void FolderWatcher::readNext() {
    m_reading = !m_ready.empty();
    if (!m_reading) {
        lookSoon(m_waiting > 0 || m_missed ? kAgainMs : kIdleMs);
        m_missed = false;
        emit changed();
        return;
    }
    const WatchedFile file = m_ready.front();
    m_ready.pop_front();
    const QString path = fromPath(file.path);
    emit changed();
    const unsigned turn = m_turn;
    m_job.start([file](const JobControl&) { return contentHash(file.path); },
                [this, file, path, turn](std::uint64_t content) {
                    if (m_ledger.knowsContent(content))
                        return finish(file, content,
                                      {AgainOutcome::Kind::NothingNew,
                                       tr("%1 was read before.").arg(QFileInfo(path).fileName())});
                    m_session->findAgain({path}, [this, file, content, turn](auto found) {
                        if (turn != m_turn)
                            return;
                        if (!found) {
                            m_left.push_back({file, tr("nothing of its kind was imported before")});
                            return readNext();
                        }
                        m_session->importAgain(
                            *found, [this, file, content, turn](const AgainOutcome& outcome) {
                                if (turn == m_turn)
                                    finish(file, content, outcome);
                            });
                    });
                },
                [this](const Error&) { readNext(); }); // it went away meanwhile
}

void FolderWatcher::finish(const WatchedFile& file, std::uint64_t content,
                           const AgainOutcome& outcome) {
    using Kind = AgainOutcome::Kind;
    if (outcome.kind == Kind::Unsettled) {
        ++m_waiting; // looked at again when it is left alone
        return readNext();
    }
    if (outcome.kind == Kind::Failed) {
        m_left.push_back({file, outcome.words}); // not tried again until it changes
        return readNext();
    }
    m_ledger.note(file, content);
    keep();
    note(outcome.words);
    if (outcome.changed())
        emit readIn(outcome);
    readNext();
}

void FolderWatcher::keep() {
    try {
        saveLedger(dataFolder(), m_project, m_ledger); // a few kilobytes
    } catch (const Error& error) {
        emit m_session->message(messageOf(error));
    }
}

void FolderWatcher::note(const QString& words) {
    m_last =
        tr("%1, %2").arg(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat), words);
    emit changed();
}

} // namespace cairn
