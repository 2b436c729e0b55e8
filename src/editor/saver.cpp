#include "editor/saver.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "cairn/base/log.hpp"

namespace cairn {

namespace {
constexpr int kAutosaveMs = 3000;
constexpr int kRetryMs = 5000;
constexpr auto kNever = std::numeric_limits<std::uint64_t>::max();

Error toError(std::exception_ptr thrown) {
    try {
        std::rethrow_exception(std::move(thrown));
    } catch (const Error& error) {
        return error;
    } catch (const std::exception& error) {
        return {ErrorCode::Internal, "save the project", error.what()};
    }
}
} // namespace

Saver::Saver(WorkingCopy copy, QObject* parent) : QObject(parent), m_origin(copy.origin()) {
    // A copy that was left behind, or a project without a file, has something to lose from the
    // start.
    m_posted = copy.dirty() && m_origin ? 1 : 0;
    m_pristine = copy.history().entries.empty() ? m_posted : kNever;
    m_autosave.setSingleShot(true);
    m_autosave.setInterval(kAutosaveMs);
    connect(&m_autosave, &QTimer::timeout, this, [this] { save(); });
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryMs);
    connect(&m_retry, &QTimer::timeout, this, [this] { postEdit(nullptr); });
    m_copy = std::make_unique<WorkingCopy>(std::move(copy));
    m_thread = std::thread([this] { runThread(); });
    if (m_origin && unsavedEdits())
        m_autosave.start(); // rescued edits belong in their file too
}

Saver::~Saver() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Saver::record(const HistoryEntry& entry, const Project& after) {
    postEdit([entry, after](WorkingCopy& copy) { copy.record(entry, after); });
}

void Saver::recordUndo() {
    postEdit([](WorkingCopy& copy) { copy.undo(); });
}

void Saver::recordRedo() {
    postEdit([](WorkingCopy& copy) { copy.redo(); });
}

SaveState Saver::state() const {
    if (m_failure)
        return SaveState::Failed;
    if (m_saving > 0)
        return SaveState::Saving;
    if (!m_origin)
        return SaveState::Untitled;
    return unsavedEdits() ? SaveState::Edited : SaveState::Saved;
}

void Saver::markPristine() {
    m_pristine = m_posted;
}

void Saver::save(bool overwrite) {
    m_autosave.stop();
    if (m_origin && (unsavedEdits() || overwrite || m_failure))
        write(*m_origin, overwrite);
}

void Saver::saveAs(const std::filesystem::path& target) {
    write(target, true);
}

void Saver::finish(std::function<void(bool)> then) {
    m_then = std::move(then);
    if (m_origin && (unsavedEdits() || m_saving > 0))
        save();
    else
        finished(unacknowledged() == 0 || !m_failure);
}

void Saver::putDataset(DatasetId dataset, SharedContent content, std::function<void()> done,
                       Failed failed) {
    post([this, dataset, content = std::move(content), done = std::move(done),
          failed = std::move(failed)](WorkingCopy& copy) {
        try {
            flushEdits(copy);
            copy.putDataset(dataset, *content);
            tell(done);
        } catch (...) {
            tell([failed, error = toError(std::current_exception())] { failed(error); });
        }
    });
}

/// Asks the working copy on the saver's thread, and answers on this one.
template <class Ask, class Done> void Saver::postQuestion(Ask ask, Done done, Failed failed) {
    post([this, ask = std::move(ask), done = std::move(done),
          failed = std::move(failed)](WorkingCopy& copy) {
        try {
            flushEdits(copy);
            tell([done, answer = ask(copy)] { done(answer); });
        } catch (...) {
            tell([failed, error = toError(std::current_exception())] { failed(error); });
        }
    });
}

void Saver::loadDataset(DatasetId dataset, std::function<void(SharedContent)> done, Failed failed) {
    const auto ask = [dataset](WorkingCopy& copy) {
        return std::make_shared<const DatasetContent>(copy.dataset(dataset));
    };
    postQuestion(ask, std::move(done), std::move(failed));
}

void Saver::addVersion(const std::string& name, std::function<void()> done, Failed failed) {
    ++m_posted;
    if (m_origin)
        m_autosave.start();
    const auto ask = [name](WorkingCopy& copy) {
        copy.addVersion(name);
        return true;
    };
    postQuestion(
        ask, [done = std::move(done)](bool) { done(); }, std::move(failed));
    emit stateChanged();
}

void Saver::rewrite(std::function<Forgotten(WorkingCopy&)> work,
                    std::function<void(Rewritten)> done, Failed failed) {
    ++m_posted;
    const auto ask = [work = std::move(work)](WorkingCopy& copy) {
        Forgotten forgotten = work(copy);
        return Rewritten{std::move(forgotten), copy.project(), copy.history()};
    };
    postQuestion(ask, std::move(done), std::move(failed));
    emit stateChanged();
}

void Saver::listVersions(std::function<void(std::vector<NamedVersion>)> done, Failed failed) {
    postQuestion([](WorkingCopy& copy) { return copy.versions(); }, std::move(done),
                 std::move(failed));
}

void Saver::loadVersion(std::int64_t number, std::function<void(Project)> done, Failed failed) {
    postQuestion([number](WorkingCopy& copy) { return copy.version(number); }, std::move(done),
                 std::move(failed));
}

void Saver::post(Task task) {
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

/// An edit that cannot be written stays in line, before all later ones, and is tried again: with
/// the next edit, the next save and every few seconds. `task` may be empty: then only those in line
/// are tried.
void Saver::postEdit(Task task) {
    if (task) {
        ++m_posted;
        ++m_edits;
        if (m_origin)
            m_autosave.start();
    }
    post([this, task = std::move(task), upTo = m_edits](WorkingCopy& copy) {
        if (task)
            m_unwritten.push_back(task);
        try {
            flushEdits(copy);
            tell([this, upTo] {
                m_acknowledged = std::max(m_acknowledged, upTo);
                if (m_stuck) {
                    m_stuck = false;
                    m_retry.stop();
                    m_failure.reset();
                }
                emit acknowledged();
                emit stateChanged();
            });
        } catch (...) {
            tell([this, error = toError(std::current_exception())] {
                if (!m_failure)
                    emit saveFailed(error);
                m_failure = error;
                m_stuck = true;
                m_retry.start();
                emit stateChanged();
            });
        }
    });
    emit stateChanged();
}

void Saver::write(const std::filesystem::path& target, bool overwrite) {
    ++m_saving;
    m_failure.reset();
    emit stateChanged();
    post([this, target, overwrite, upTo = m_posted](WorkingCopy& copy) {
        try {
            flushEdits(copy);
            copy.saveTo(target, overwrite);
            tell([this, origin = copy.origin(), upTo] {
                --m_saving;
                m_saved = upTo;
                m_origin = origin;
                emit stateChanged();
                emit saved();
                if (m_then && m_saving == 0)
                    finished(true);
                else if (unsavedEdits())
                    m_autosave.start();
            });
        } catch (...) {
            tell([this, error = toError(std::current_exception())] {
                --m_saving;
                m_failure = error;
                emit stateChanged();
                emit saveFailed(error);
                if (m_then)
                    finished(false);
            });
        }
    });
}

void Saver::finished(bool ok) {
    const auto then = std::exchange(m_then, nullptr);
    const bool leavesNothing = m_origin ? !unsavedEdits() : m_posted == m_pristine;
    if (!ok || !leavesNothing) {
        then(ok);
        return;
    }
    post([this, then](WorkingCopy& copy) {
        try {
            copy.closeAndRemove();
        } catch (...) {
            // The project itself is safe; a left-over copy is offered at the next start, no worse.
            logWarning("a working copy could not be removed: " +
                       toError(std::current_exception()).why());
        }
        tell([then] { then(true); });
    });
}

void Saver::tell(std::function<void()> onGuiThread) {
    QMetaObject::invokeMethod(this, std::move(onGuiThread), Qt::QueuedConnection);
}

void Saver::runThread() {
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || !m_tasks.empty(); });
            if (m_tasks.empty())
                break;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task(*m_copy);
    }
    m_copy.reset();
}

void Saver::flushEdits(WorkingCopy& copy) {
    while (!m_unwritten.empty()) {
        m_unwritten.front()(copy);
        m_unwritten.pop_front();
    }
}

} // namespace cairn
