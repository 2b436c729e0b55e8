#pragma once
// Keeps every edit: the one owner of the working copy, on a thread of its own.

#include <QObject>
#include <QString>
#include <QTimer>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "cairn/base/error.hpp"
#include "cairn/store/working_copy.hpp"
#include "editor/document.hpp"

namespace cairn {

/// What stands beside the title.
enum class SaveState {
    Untitled, ///< kept in the working copy, in no file yet
    Saved,
    Edited, ///< kept in the working copy, the file follows in a moment
    Saving,
    Failed ///< see Saver::failure()
};

using SharedContent = std::shared_ptr<const DatasetContent>;

/// Lives on the GUI thread; its functions return at once and the work is done in order on the
/// saver's thread. Destroying it waits until every edit handed over is on disk.
class Saver : public QObject, public EditRecorder {
    Q_OBJECT
public:
    explicit Saver(WorkingCopy copy, QObject* parent = nullptr);
    ~Saver() override;

    void record(const HistoryEntry& entry, const Project& after) override;
    void recordUndo() override;
    void recordRedo() override;

    SaveState state() const;
    const std::optional<Error>& failure() const { return m_failure; }
    std::optional<std::filesystem::path> origin() const { return m_origin; }
    bool unsavedEdits() const { return m_posted != m_saved; }
    /// Edits handed over that are not yet on disk in the working copy.
    std::uint64_t unacknowledged() const { return m_edits - m_acknowledged; }

    /// From now on the project is worth nothing more than what it was made from: closing it leaves
    /// no working copy.
    void markPristine();
    void setAutosaveDelay(int milliseconds) { m_autosave.setInterval(milliseconds); }

    void save(bool overwrite = false); ///< to the project's own file; nothing without one
    /// To another file, which is the project's own from then on. Replaces an existing one.
    void saveAs(const std::filesystem::path& target);
    /// Saves what there is to save and closes. then(true): the working copy is removed, or kept
    /// because the project is in no file yet; then(false): not saved, see failure(); the working
    /// copy stays and offers itself next time.
    void finish(std::function<void(bool)> then);

    using Failed = std::function<void(const Error&)>;
    void putDataset(DatasetId dataset, SharedContent content, std::function<void()> done,
                    Failed failed);
    void loadDataset(DatasetId dataset, std::function<void(SharedContent)> done, Failed failed);

    /// What forgetting leaves: the project and its way back, rewritten.
    struct Rewritten {
        Forgotten forgotten;
        Project project;
        History history;
    };
    /// Runs work that rewrites all states of the project; the file is due for saving afterwards.
    void rewrite(std::function<Forgotten(WorkingCopy&)> work, std::function<void(Rewritten)> done,
                 Failed failed);

    /// Named versions live in the file; naming one counts as an edit of it.
    void addVersion(const std::string& name, std::function<void()> done, Failed failed);
    void listVersions(std::function<void(std::vector<NamedVersion>)> done, Failed failed);
    void loadVersion(std::int64_t number, std::function<void(Project)> done, Failed failed);

signals:
    void stateChanged();
    void acknowledged();
    void saved();
    /// The file could not be written; edits are safe in the working copy unless the error says
    /// otherwise.
    void saveFailed(const cairn::Error& error);

private:
    using Task = std::function<void(WorkingCopy&)>;
    void post(Task task);
    template <class Ask, class Done> void postQuestion(Ask ask, Done done, Failed failed);
    void postEdit(Task task);
    void write(const std::filesystem::path& target, bool overwrite);
    void tell(std::function<void()> onGuiThread);
    void finished(bool ok);

    // On the saver's thread.
    void runThread();
    void
    flushEdits(WorkingCopy& copy); ///< throws when one cannot be written; it stays in the queue

    QTimer m_autosave;
    QTimer m_retry;
    std::optional<std::filesystem::path> m_origin;
    std::optional<Error> m_failure;
    std::uint64_t m_posted = 0, m_saved = 0, m_pristine = 0; ///< counts of edits handed over
    std::uint64_t m_edits = 0, m_acknowledged = 0;
    int m_saving = 0;
    bool m_stuck = false; ///< edits wait for the disk
    std::function<void(bool)> m_then;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stop = false;
    std::unique_ptr<WorkingCopy> m_copy; ///< touched by the saver's thread only, once it runs
    std::deque<Task> m_unwritten;        ///< edits waiting for the disk; the saver's thread only
    std::thread m_thread;
};

} // namespace cairn
