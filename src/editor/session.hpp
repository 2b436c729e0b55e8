#pragma once
// Which project is open, and every way to come to one: new, template, sample, file, recovery.

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "cairn/ingest/append.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/ingest/join.hpp"
#include "editor/again.hpp"
#include "editor/findings_runner.hpp"
#include "editor/import_additions.hpp"
#include "editor/jobs.hpp"
#include "editor/message.hpp"
#include "editor/question_runner.hpp"
#include "editor/saver.hpp"

namespace cairn {

/// A project ready to be shown: made on a worker, adopted on the GUI thread.
struct OpenedProject {
    std::unique_ptr<WorkingCopy> copy; ///< nullptr when read-only
    Project project;
    History history;
    std::filesystem::path file; ///< empty for a project without one
    QString readOnlyReason;     ///< who has it
};

/// Owns the document, its saver and its numbers. One project at a time.
class Session : public QObject {
    Q_OBJECT
public:
    /// workingFolder holds the working copies; it is made when it is not there.
    explicit Session(QString workingFolder, QObject* parent = nullptr);
    ~Session() override;

    static QString defaultWorkingFolder();

    Document* document() const { return m_document.get(); }
    Saver* saver() const { return m_saver.get(); } ///< nullptr for a read-only document
    FindingsRunner* findings() const { return m_findings.get(); }
    QuestionRunner* questions() const { return m_questions.get(); }
    QString filePath() const; ///< empty for a project without a file
    QString readOnlyReason() const { return m_readOnlyReason; }
    bool opening() const { return m_opening.running(); }

    void newBlank(const QString& title = {});
    void newFromTemplate(const QString& name); ///< of :/templates
    void newFromProject(Project project, std::function<void()> then = {});
    void openFile(const QString& path);
    void openJson(const QString& path); ///< a project exported as JSON: a new one, in no file yet
    void openText(const QString& path); ///< Mermaid or an outline: likewise
    void openSample();                  ///< with its events read in afterwards
    void recover(const Recoverable& left);
    void discard(const Recoverable& left);
    /// Looks for left-over working copies, off the GUI thread; answers with recoverablesFound.
    void lookForRecoverables();

    void save();
    void saveAs(const QString& path);
    /// then(true) when the project is kept and closed; then(false) leaves it open (see the
    /// message).
    void close(std::function<void(bool)> then);

    /// Keeps an imported dataset's rows, then puts the dataset, the bindings and the funnel on the
    /// map: one edit. A map's first events get the usual window of 7 days, unless it has rules
    /// already. Where additions go is worked out on a worker.
    void adoptImport(const QString& fileName, const std::string& name, const ImportPlan& plan,
                     ImportResult result,
                     const std::vector<std::pair<ElementId, EventBinding>>& bindings,
                     bool usualWindow = true, const ImportAdditions& additions = {});

    /// The same of a survey, which is put beside the events; `bindings` name places.
    void adoptFeedback(const QString& fileName, const std::string& name, const ImportPlan& plan,
                       ImportResult result,
                       const std::vector<std::pair<ElementId, EventBinding>>& bindings);

    /// For a file dropped where no map is open: a map whose stages are the file's commonest events.
    void newFromImport(const QString& fileName, const std::string& name, const ImportPlan& plan,
                       ImportResult result);

    /// A newer export of the same source, for the current map, worked out on a worker: only what is not there yet is
    /// added, or the file takes the place of the data. The data before stay, and the map's funnel is held against
    /// them. One undo step. Without data before, both are adoptImport.
    void adoptAppend(const QString& fileName, const ImportPlan& plan, ImportResult result);
    void adoptReplace(const QString& fileName, const ImportPlan& plan, ImportResult result);
    /// Guesses which column of a second file names the customers of the current map's data, and what may be kept.
    void prepareJoin(const QString& path, std::function<void(JoinPlan)> done);
    /// Joins the second file's properties to the current map's data. One undo step.
    void joinProperties(const QString& path, const JoinPlan& plan);
    void forgetDataset(DatasetId id);

    /// Of which of the project's data a file is the newer export, or several of data that were one file a step; nothing
    /// for strangers.
    void findAgain(const QStringList& paths, std::function<void(std::optional<AgainFound>)> done);
    /// Whether anything in it is not in the data yet. Nothing is changed; what cannot be read is new.
    void looksNew(const AgainFound& found, std::function<void(bool)> done);
    /// Adds it to those data, or puts it in their place, on every map that shows them: one undo step, or none when nothing
    /// in it is new. Says nothing by itself.
    void importAgain(const AgainFound& found, std::function<void(AgainOutcome)> done);
    /// From the project, from undo and from named versions, at once in the file too. No undo. Says what was done.
    void eraseDataset(DatasetId id);
    /// Takes the customer with that id (as in the imported file) out of all data, likewise.
    void forgetCustomer(const QString& id);
    /// Takes the ids of all customers out of all data, likewise; the customers stay, as numbers.
    void forgetIds();

    QStringList recentFiles() const;
    void forgetRecent(const QString& path);

signals:
    /// Another document, or none. The one before lives until this returns.
    void documentChanged(cairn::Document* document);
    void fileChanged(); ///< its path or read-only state
    void message(const cairn::Message& message);
    void working(const QString& what, cairn::Job* job); ///< something long has begun
    void recoverablesFound(const std::vector<cairn::Recoverable>& left);
    void imported(cairn::DatasetId dataset);
    void skippedWanted(cairn::DatasetId dataset); ///< a message's choice: its skipped rows as a file
    void saveAsWanted(); ///< a choice of a message that needs a file name

private:
    using Opening = std::function<OpenedProject(const JobControl&)>;
    void startOpening(const QString& what, Opening work, std::function<void()> then = {});
    void adopt(OpenedProject opened,
               std::function<void()> then); ///< keeps and closes the one before
    void install(OpenedProject opened);
    void tellOfRescued(const QString& path);
    void tellOpenFailed(const Error& error);
    void tellSaveFailed(const Error& error);
    const Dataset* mapsDataset() const;
    void withMapsEvents(std::function<void(const Dataset&, SharedContent)> then);
    void putFollowing(const Dataset& dataset, SharedContent content, const QString& label,
                      std::function<Project(Project)> edit, const QString& told);
    void finishAppend(const QString& fileName, const ImportPlan& plan, const ImportResult& newer,
                      const Dataset& before, AppendResult appended);
    void finishJoin(const QString& fileName, const Dataset& before, JoinResult joined);
    void withContentOf(DatasetId id, std::function<void(SharedContent)> then,
                       std::function<void(const Error&)> failed);
    void tellUnlessCancelled(const Error& error);
    void keepAgain(DatasetId before, const Dataset& next, SharedContent content, bool added,
                   const QString& words, std::function<void(AgainOutcome)> done,
                   std::function<void(const Error&)> failed);
    void rewrite(const QString& what,
                 std::function<Forgotten(WorkingCopy&, const JobControl&)> work,
                 std::function<void(const Forgotten&)> done);
    void removeOlderCopies();
    void importSample();
    void finishSample(const ImportPlan& plan, ImportResult result);
    void remember(const QString& path);
    std::filesystem::path folder() const;

    QString m_workingFolder;
    QString m_readOnlyReason;
    std::filesystem::path m_readOnlyFile;
    LatestJob m_opening;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<Saver> m_saver;
    std::unique_ptr<FindingsRunner> m_findings;
    std::unique_ptr<QuestionRunner> m_questions;
};

/// A resource or file as text; throws Error{NotFound}.
std::string resourceText(const QString& path);
std::filesystem::path toPath(const QString& path);
QString fromPath(const std::filesystem::path& path);

} // namespace cairn
