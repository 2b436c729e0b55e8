#include "editor/session.hpp"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include "cairn/base/data_folder.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/model/templates.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/panels/pictures.hpp"

namespace cairn {

namespace {
constexpr auto kRecentKey = "files/recent";
constexpr int kMostRecent = 8;

OpenedProject openedFrom(WorkingCopy made) {
    OpenedProject opened;
    opened.copy = std::make_unique<WorkingCopy>(std::move(made));
    opened.project = opened.copy->project();
    opened.history = opened.copy->history();
    opened.file = opened.copy->origin().value_or(std::filesystem::path());
    return opened;
}

/// A file that another window has open is shown for reading; any other trouble is the person's to
/// know.
OpenedProject openOrRead(const std::filesystem::path& folder, const std::filesystem::path& file) {
    try {
        return openedFrom(WorkingCopy::open(folder, file));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NoAccess)
            throw;
        OpenedProject opened;
        opened.project = loadProject(file);
        opened.file = file;
        opened.readOnlyReason = QString::fromStdString(error.why());
        return opened;
    }
}
} // namespace

std::string resourceText(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::NotFound, "read what the program carries", "it is not there", {},
                    path.toStdString());
    return file.readAll().toStdString();
}

std::filesystem::path toPath(const QString& path) {
    return {path.toStdU16String()};
}
QString fromPath(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

Session::Session(QString workingFolder, QObject* parent)
    : QObject(parent), m_workingFolder(std::move(workingFolder)) {
    QDir().mkpath(m_workingFolder);
}

Session::~Session() {
    // The numbers and the saver's answers point at the document: it goes last.
    m_questions.reset();
    m_findings.reset();
    m_saver.reset();
}

QString Session::defaultWorkingFolder() {
    return fromPath(dataFolder() / "working");
}

std::filesystem::path Session::folder() const {
    return toPath(m_workingFolder);
}

QString Session::filePath() const {
    if (m_saver)
        return m_saver->origin() ? fromPath(*m_saver->origin()) : QString();
    return fromPath(m_readOnlyFile);
}

void Session::newBlank(const QString& title) {
    newFromProject(withRememberedBrand(
        blankProject((title.isEmpty() ? tr("Untitled map") : title).toStdString())));
}

void Session::newFromProject(Project project, std::function<void()> then) {
    startOpening(
        tr("Making a new map"),
        [folder = folder(), project = std::move(project)](const JobControl&) {
            return openedFrom(WorkingCopy::create(folder, project));
        },
        std::move(then));
}

void Session::newFromTemplate(const QString& name) {
    startOpening(
        tr("Making a map from the template"), [folder = folder(), name](const JobControl&) {
            const std::string json = resourceText(":/templates/" + name + ".json");
            return openedFrom(WorkingCopy::create(
                folder, withRememberedBrand(projectFromTemplate(name.toStdString(), json))));
        });
}

void Session::openFile(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (m_document && QFileInfo(absolute).canonicalFilePath() == filePath() &&
        !filePath().isEmpty())
        return;
    startOpening(
        tr("Opening %1").arg(QFileInfo(path).fileName()),
        [folder = folder(), file = toPath(absolute)](const JobControl&) {
            return openOrRead(folder, file);
        },
        [this, absolute] { tellOfRescued(absolute); });
}

/// Edits of this file that a crash left behind are never passed over without a word.
void Session::tellOfRescued(const QString& path) {
    startJob(
        m_document.get(),
        [folder = folder()](const JobControl&) { return WorkingCopy::recoverable(folder); },
        [this, path](const std::vector<Recoverable>& left) {
            for (const Recoverable& one : left)
                if (one.origin && QFileInfo(fromPath(*one.origin)) == QFileInfo(path))
                    emit message({tr("There are rescued edits of %1 that are not in the file.")
                                      .arg(QFileInfo(path).fileName()),
                                  tr("You see the file as it was last saved."),
                                  false,
                                  {{tr("Open the rescued edits"), [this, one] { recover(one); }}}});
        },
        [](const Error&) {}); // the start page will tell
}

void Session::openJson(const QString& path) {
    startOpening(tr("Opening %1").arg(QFileInfo(path).fileName()),
                 [folder = folder(), file = toPath(path)](const JobControl&) {
                     return openedFrom(WorkingCopy::create(folder, importProjectJson(file)));
                 });
}

void Session::openText(const QString& path) {
    startOpening(tr("Opening %1").arg(QFileInfo(path).fileName()),
                 [folder = folder(), path](const JobControl&) {
                     const std::string title = QFileInfo(path).completeBaseName().toStdString();
                     return openedFrom(WorkingCopy::create(
                         folder, projectFromPasted(readTextFile(path), LocalePhrases(), title)));
                 });
}

void Session::openSample() {
    startOpening(
        tr("Opening the sample"),
        [folder = folder()](const JobControl&) {
            return openedFrom(WorkingCopy::create(
                folder, projectFromTemplate("sample", resourceText(":/sample/sample.json"))));
        },
        [this] { importSample(); });
}

void Session::recover(const Recoverable& left) {
    startOpening(tr("Opening what was left"),
                 [left](const JobControl&) { return openedFrom(WorkingCopy::resume(left)); });
}

void Session::discard(const Recoverable& left) {
    startJob(
        this, [left](const JobControl&) { WorkingCopy::discard(left); },
        [this] { lookForRecoverables(); },
        [this](const Error& error) { emit message(messageOf(error)); });
}

void Session::lookForRecoverables() {
    startJob(
        this, [folder = folder()](const JobControl&) { return WorkingCopy::recoverable(folder); },
        [this](const std::vector<Recoverable>& left) { emit recoverablesFound(left); },
        [this](const Error& error) { emit message(messageOf(error)); });
}

void Session::startOpening(const QString& what, Opening work, std::function<void()> then) {
    Job* job = m_opening.start(
        std::move(work),
        [this, then = std::move(then)](OpenedProject opened) { adopt(std::move(opened), then); },
        [this](const Error& error) { tellOpenFailed(error); });
    emit working(what, job);
}

void Session::adopt(OpenedProject opened, std::function<void()> then) {
    // std::function wants to be copied; an opened project cannot.
    auto waiting = std::make_shared<OpenedProject>(std::move(opened));
    const auto go = [this, waiting, then = std::move(then)](bool kept) {
        if (!kept)
            return; // the one before stays open, and has said why
        install(std::move(*waiting));
        if (then)
            then();
    };
    // Queued: the saver must not be replaced from within its own answer.
    const auto later = [this, go](bool kept) {
        QMetaObject::invokeMethod(
            this, [go, kept] { go(kept); }, Qt::QueuedConnection);
    };
    if (m_saver)
        m_saver->finish(later);
    else
        go(true);
}

void Session::install(OpenedProject opened) {
    const auto documentBefore = std::move(m_document);
    const auto saverBefore = std::move(m_saver);
    const auto findingsBefore = std::move(m_findings);
    const auto questionsBefore = std::move(m_questions);

    m_document = std::make_unique<Document>(std::move(opened.project));
    m_document->setHistory(std::move(opened.history));
    m_readOnlyReason = opened.readOnlyReason;
    m_readOnlyFile = opened.copy ? std::filesystem::path() : opened.file;
    FindingsRunner::Source source;
    if (opened.copy) {
        m_saver = std::make_unique<Saver>(std::move(*opened.copy));
        m_document->setRecorder(m_saver.get());
        source = [saver = QPointer(m_saver.get())](DatasetId id, auto done, auto failed) {
            if (saver)
                saver->loadDataset(id, std::move(done), std::move(failed));
        };
        connect(m_saver.get(), &Saver::saveFailed, this, &Session::tellSaveFailed);
        connect(m_saver.get(), &Saver::saved, this, [this] {
            remember(filePath());
            emit fileChanged();
        });
    } else {
        m_document->setReadOnly(true);
        source = [this, file = opened.file](DatasetId id, auto done, auto failed) {
            startJob(
                m_document.get(),
                [file, id](const JobControl& job) {
                    return std::make_shared<const DatasetContent>(loadDataset(file, id, job));
                },
                std::move(done), std::move(failed));
        };
    }
    m_findings = std::make_unique<FindingsRunner>(m_document.get(), std::move(source));
    m_questions = std::make_unique<QuestionRunner>(m_document.get(), m_findings.get());
    connect(m_findings.get(), &FindingsRunner::trouble, this,
            [this](const Error& error) { emit message(messageOf(error)); });
    connect(m_document.get(), &Document::trouble, this,
            [this](const QString& what, const QString& advice) {
                emit message({what, advice, true, {}});
            });

    if (!opened.file.empty())
        remember(fromPath(opened.file));
    emit documentChanged(m_document.get());
    emit fileChanged();
    if (!m_readOnlyReason.isEmpty())
        emit message({tr("Opened for reading only: %1").arg(m_readOnlyReason),
                      tr("Nothing you do here changes the file. Save a copy to work on it."),
                      false,
                      {{tr("Save a copy…"), [this] { emit saveAsWanted(); }}}});
}

void Session::save() {
    if (!m_saver || !m_saver->origin())
        emit saveAsWanted();
    else
        m_saver->save();
}

void Session::saveAs(const QString& path) {
    if (m_saver) {
        m_saver->saveAs(toPath(path));
        return;
    }
    if (!m_document)
        return;
    // A read-only project: a copy of the file, then work goes on in the copy.
    startOpening(tr("Saving a copy"),
                 [folder = folder(), from = m_readOnlyFile, to = toPath(path)](const JobControl&) {
                     std::error_code trouble;
                     std::filesystem::copy_file(
                         from, to, std::filesystem::copy_options::overwrite_existing, trouble);
                     if (trouble)
                         throw Error(ErrorCode::Io, "save a copy", trouble.message(),
                                     "Choose another folder.", to.string());
                     return openedFrom(WorkingCopy::open(folder, to));
                 });
}

void Session::close(std::function<void(bool)> then) {
    m_opening.cancel();
    const auto done = [this, then = std::move(then)](bool kept) {
        if (kept) {
            const auto findings = std::move(m_findings);
            const auto questions = std::move(m_questions);
            const auto saver = std::move(m_saver);
            const auto document = std::move(m_document);
            emit documentChanged(nullptr);
        }
        then(kept);
    };
    const auto later = [this, done](bool kept) {
        QMetaObject::invokeMethod(
            this, [done, kept] { done(kept); }, Qt::QueuedConnection);
    };
    if (m_saver)
        m_saver->finish(later);
    else
        done(true);
}

void Session::tellOpenFailed(const Error& error) {
    Message told = messageOf(error);
    if (error.code() == ErrorCode::NotFound)
        forgetRecent(QString::fromStdString(error.file()));
    if (error.code() == ErrorCode::Damaged && !error.file().empty())
        told.choices.emplace_back(tr("Open what is whole"), [this, file = std::filesystem::path(
                                                                       error.file())] {
            startOpening(tr("Saving what is whole"), [folder = folder(), file](const JobControl&) {
                return openedFrom(WorkingCopy::create(folder, salvageProject(file).project));
            });
        });
    emit message(told);
}

void Session::tellSaveFailed(const Error& error) {
    Message told = messageOf(error);
    const auto elsewhere = std::pair<QString, std::function<void()>>(
        tr("Save a copy…"), [this] { emit saveAsWanted(); });
    if (error.code() == ErrorCode::ChangedUnderneath) {
        told.what = tr("%1 was saved by someone else since you opened it.")
                        .arg(QFileInfo(filePath()).fileName());
        told.advice = tr("Nothing was overwritten, and your edits are safe on this computer.");
        told.choices = {elsewhere, {tr("Overwrite it"), [this] {
                                        if (m_saver)
                                            m_saver->save(true);
                                    }}};
    } else {
        if (told.advice.isEmpty())
            told.advice = tr("Your edits are safe on this computer.");
        told.choices = {{tr("Try again"), [this] { save(); }}, elsewhere};
    }
    emit message(told);
}

QStringList Session::recentFiles() const {
    return QSettings().value(kRecentKey).toStringList();
}

void Session::remember(const QString& path) {
    QStringList recent = recentFiles();
    recent.removeAll(path);
    recent.prepend(path);
    QSettings().setValue(kRecentKey, recent.mid(0, kMostRecent));
}

void Session::forgetRecent(const QString& path) {
    QStringList recent = recentFiles();
    recent.removeAll(path);
    QSettings().setValue(kRecentKey, recent);
}

} // namespace cairn
