// The import preview: sniff, ask, import; each off the GUI thread, each cancelled by closing.
#include "editor/dialogs/import_preview.hpp"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

#include "editor/dataset_facts.hpp"
#include "editor/dialogs/import_bindings.hpp"
#include "editor/dialogs/import_dialect.hpp"
#include "editor/dialogs/import_names.hpp"
#include "editor/dialogs/import_table.hpp"
#include "editor/dialogs/plan_words.hpp"
#include "editor/jobs.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

constexpr int kShownIssues = 200;

} // namespace

struct ImportPreview::Impl {
    ImportPreview* self;
    std::filesystem::path file;
    Sniffed sniffed;
    ImportPlan plan;
    ImportOutcome outcome;
    bool ready = false;
    bool closed = false;
    LatestJob* sniffJob = nullptr;
    LatestJob* namesJob = nullptr;
    QPointer<Job> importJob;

    QLabel* understood = nullptr;
    QLabel* trouble = nullptr;
    QWidget* body = nullptr;
    ImportDialect* dialect = nullptr;
    ImportTable* table = nullptr;
    ImportBindings* bindings = nullptr;
    QLabel* issuesTitle = nullptr;
    QListWidget* issues = nullptr;
    QProgressBar* progress = nullptr;
    QLabel* phase = nullptr;
    QPushButton* cancelButton = nullptr;
    QPushButton* importButton = nullptr;

    QString fileName() const {
        return qs(file.filename().u8string().empty() ? std::string() : file.filename().string());
    }

    void showTrouble(const QString& what, const QString& advice) const {
        trouble->setText(advice.isEmpty() ? what : what + QLatin1Char(' ') + advice);
        trouble->setVisible(!what.isEmpty());
    }

    void showProgress(bool busy, const QString& words) const {
        progress->setVisible(busy);
        phase->setText(words);
        if (busy)
            progress->setRange(0, 0);
    }

    void sniff(const std::optional<Dialect>& forced) {
        ready = false;
        importButton->setEnabled(false);
        showProgress(true, tr("Looking at the file…"));
        struct Seen {
            Sniffed sniffed;
            ImportPlan plan;
        };
        sniffJob->start(
            [path = file, forced](const JobControl&) {
                Seen seen{sniffCsv(path, forced), {}};
                seen.plan = proposePlan(seen.sniffed);
                return seen;
            },
            [this](Seen seen) {
                sniffed = std::move(seen.sniffed);
                plan = std::move(seen.plan);
                ready = true;
                showTrouble({}, {});
                body->setVisible(true);
                showProgress(false, {});
                dialect->showFile(sniffed, plan);
                table->setContent(sniffed, plan);
                showIssues(sniffed.issues, 0);
                planChanged(true);
                emit self->sniffed();
            },
            [this](const Error& error) {
                body->setVisible(false);
                understood->setText(tr("This file cannot be read."));
                showProgress(false, {});
                showTrouble(qs(error.why()), qs(error.advice()));
                emit self->failed(qs(error.why()));
                emit self->sniffed();
            });
    }

    /// What was understood, and what to know of numbers from such a file.
    QString toldSentence() const {
        const QString sentence = understoodSentence(plan);
        return plan.note.empty() ? sentence : sentence + QLatin1Char('\n') + qs(plan.note);
    }

    void planChanged(bool namesToo) {
        const std::string missing = planTrouble(plan);
        understood->setText(missing.empty()        ? toldSentence()
                            : plan.refusal.empty() ? tr("Tell Cairn what the columns mean.")
                                                   : tr("This file has no customer steps."));
        showTrouble(qs(missing), {});
        importButton->setEnabled(ready && missing.empty() && !importJob);
        if (!namesToo)
            return;
        showProgress(true, tr("Reading event names…"));
        namesJob->start([path = file, wanted = plan](
                            const JobControl& job) { return readNames(path, wanted, job); },
                        [this](std::vector<NameCount> names) {
                            bindings->setNames(std::move(names));
                            if (!importJob)
                                showProgress(false, {});
                            emit self->bindingsReady();
                        },
                        [this](const Error& error) {
                            showProgress(false, {});
                            showTrouble(qs(error.why()), qs(error.advice()));
                        });
    }

    void showIssues(const std::vector<RowIssue>& found, std::uint64_t all) const {
        issues->clear();
        const QLocale locale;
        for (const RowIssue& issue : found) {
            if (issues->count() >= kShownIssues)
                break;
            QString text =
                tr("Line %1: %2")
                    .arg(locale.toString(static_cast<qulonglong>(issue.line)), qs(issue.what));
            if (!issue.column.empty())
                text = tr("Line %1, %2: %3")
                           .arg(locale.toString(static_cast<qulonglong>(issue.line)),
                                qs(issue.column), qs(issue.what));
            issues->addItem(text);
        }
        const auto count = std::max<std::uint64_t>(all, found.size());
        issuesTitle->setText(
            count == 1 ? tr("One row of the file's beginning cannot be read as it is:")
                       : tr("%n rows of the file's beginning cannot be read as they are:", nullptr,
                            static_cast<int>(count)));
        issuesTitle->setVisible(!found.empty());
        issues->setVisible(!found.empty());
    }

    void setBusy(bool busy) const {
        body->setEnabled(!busy);
        importButton->setEnabled(!busy && ready && planTrouble(plan).empty());
        cancelButton->setText(busy ? tr("Stop") : tr("Cancel"));
    }

    void finishImport(ImportResult result) {
        // The last row may have been read just before the person stopped it: a stop is a stop.
        if (closed || !importJob || importJob->cancelled()) {
            importFailed(Error(ErrorCode::Cancelled, "import", "stopped"));
            return;
        }
        importJob = nullptr;
        if (result.rows > 0 && result.rows == result.skipped) {
            setBusy(false);
            showProgress(false, {});
            showIssues(result.issues, result.skipped);
            const QString why = tr("No row of this file could be used with these columns.");
            showTrouble(why, tr("Look at the reasons below and choose other columns."));
            emit self->failed(why);
            return;
        }
        outcome.plan = plan;
        outcome.result = std::move(result);
        outcome.bindings = bindings->bindings();
        outcome.datasetName = utf8(fileName());
        self->accept();
    }

    void importFailed(const Error& error) {
        importJob = nullptr;
        setBusy(false);
        showProgress(false, {});
        if (error.code() == ErrorCode::Cancelled) {
            phase->setText(tr("Stopped. Nothing was taken in."));
            return;
        }
        showTrouble(qs(error.why()), qs(error.advice()));
        emit self->failed(qs(error.why()));
    }

    void build();
};

void ImportPreview::Impl::build() {
    auto* column = new QVBoxLayout(self);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    auto* title = makeLabel(tr("Import %1").arg(fileName()), "heading", self);
    column->addWidget(title);
    understood = makeParagraph(tr("Looking at the file…"), "value", self);
    understood->setObjectName(QStringLiteral("understood"));
    column->addWidget(understood);
    trouble = makeParagraph({}, "trouble", self);
    trouble->setObjectName(QStringLiteral("trouble"));
    trouble->hide();
    column->addWidget(trouble);

    body = new QWidget(self);
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(10);
    dialect = new ImportDialect(body);
    inside->addWidget(dialect);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(20);
    table = new ImportTable(body);
    parts->addWidget(table, 5);
    parts->addWidget(bindings, 3);
    bindings->setParent(body);
    inside->addLayout(parts, 1);
    issuesTitle = makeLabel({}, "strong", body);
    issues = new QListWidget(body);
    issues->setObjectName(QStringLiteral("issues"));
    issues->setAccessibleName(tr("Rows that cannot be read, with line and reason"));
    issues->setFrameShape(QFrame::NoFrame);
    issues->setMaximumHeight(92);
    inside->addWidget(issuesTitle);
    inside->addWidget(issues);
    column->addWidget(body, 1);
    body->setVisible(false);

    column->addWidget(makeParagraph(
        tr("Ids of customers are replaced by numbers on the way in and are not kept."), "small",
        self));
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    phase = makeLabel({}, "dim", self);
    progress = new QProgressBar(self);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Progress of the import"));
    progress->setFixedWidth(220);
    foot->addWidget(progress);
    foot->addWidget(phase, 1);
    cancelButton = new QPushButton(tr("Cancel"), self);
    cancelButton->setProperty("role", "plain");
    cancelButton->setAutoDefault(false);
    importButton = new QPushButton(tr("Import"), self);
    importButton->setObjectName(QStringLiteral("import"));
    importButton->setProperty("role", "primary");
    importButton->setDefault(true);
    foot->addWidget(cancelButton);
    foot->addWidget(importButton);
    column->addLayout(foot);
}

ImportPreview::ImportPreview(const Project& project, MapId map, std::filesystem::path file,
                             QWidget* parent)
    : QDialog(parent), m_impl(std::make_unique<Impl>()) {
    m_impl->self = this;
    m_impl->file = std::move(file);
    m_impl->sniffJob = new LatestJob(this);
    m_impl->namesJob = new LatestJob(this);
    m_impl->bindings = new ImportBindings(project, map, this);
    setWindowTitle(tr("Import data"));
    m_impl->build();
    resize(1080, 680);
    applyPanelStyle(this);
    connect(m_impl->dialect, &ImportDialect::dialectChosen, this,
            [this](const Dialect& dialect) { m_impl->sniff(dialect); });
    connect(m_impl->dialect, &ImportDialect::dateOrderChosen, this, [this](TimeFormat::Kind kind) {
        if (const auto time = m_impl->plan.columnWith(ColumnRole::Time)) {
            m_impl->plan.columns[*time].time.kind = kind;
            m_impl->planChanged(false);
        }
    });
    connect(m_impl->table, &ImportTable::roleChosen, this, [this](int column, ColumnRole role) {
        setRole(static_cast<std::size_t>(column), role);
    });
    connect(m_impl->importButton, &QPushButton::clicked, this, &ImportPreview::startImport);
    connect(m_impl->cancelButton, &QPushButton::clicked, this, [this] {
        if (m_impl->importJob)
            m_impl->importJob->cancel();
        else
            reject();
    });
    m_impl->sniff(std::nullopt);
}

ImportPreview::~ImportPreview() = default;

const ImportOutcome& ImportPreview::outcome() const {
    return m_impl->outcome;
}
const ImportPlan& ImportPreview::plan() const {
    return m_impl->plan;
}
QString ImportPreview::sentence() const {
    return m_impl->understood->text();
}

void ImportPreview::setRole(std::size_t column, ColumnRole role) {
    ImportPlan& plan = m_impl->plan;
    if (column >= plan.columns.size())
        return;
    const bool forEvents = role == ColumnRole::Unit || role == ColumnRole::Event ||
                           role == ColumnRole::Time || role == ColumnRole::Session ||
                           role == ColumnRole::EventTime || role == ColumnRole::Group;
    const bool forCounts = role == ColumnRole::Step || role == ColumnRole::Count ||
                           role == ColumnRole::Segment || role == ColumnRole::StepCount ||
                           role == ColumnRole::Rate;
    if (forEvents || forCounts) {
        // A table is one or the other: the roles of the other kind go.
        const TableKind kind = forEvents ? TableKind::Events : TableKind::StepCounts;
        if (plan.kind != kind)
            for (PlannedColumn& other : plan.columns)
                other.role = ColumnRole::Ignore;
        plan.kind = kind;
    }
    try {
        assignRole(plan, plan.columns[column].name, role);
    } catch (const Error& error) {
        m_impl->showTrouble(qs(error.why()), qs(error.advice()));
        return;
    }
    plan.columns[column].confidence = 1;
    if ((role == ColumnRole::Time || role == ColumnRole::EventTime) &&
        column < m_impl->sniffed.columns.size())
        plan.columns[column].time = m_impl->sniffed.columns[column].time;
    m_impl->table->setPlan(plan);
    m_impl->dialect->showFile(m_impl->sniffed, plan);
    m_impl->planChanged(true);
}

void ImportPreview::startImport() {
    if (!m_impl->ready || m_impl->importJob || !planTrouble(m_impl->plan).empty())
        return;
    m_impl->setBusy(true);
    m_impl->showTrouble({}, {});
    m_impl->showProgress(true, tr("Reading…"));
    m_impl->importJob = startJob(
        this,
        [path = m_impl->file, plan = m_impl->plan](const JobControl& job) {
            return importFile(path, plan, usualImportOptions(), job);
        },
        [this](ImportResult result) { m_impl->finishImport(std::move(result)); },
        [this](const Error& error) { m_impl->importFailed(error); });
    m_impl->setBusy(true);
    connect(m_impl->importJob, &Job::progress, this, [this](double fraction, const QString&) {
        if (!m_impl->importJob)
            return;
        m_impl->progress->setRange(0, 1000);
        m_impl->progress->setValue(static_cast<int>(fraction * 1000));
        m_impl->phase->setText(
            tr("Reading… %1 %").arg(QLocale().toString(static_cast<int>(fraction * 100))));
    });
}

void ImportPreview::reject() {
    m_impl->closed = true;
    m_impl->sniffJob->cancel();
    m_impl->namesJob->cancel();
    if (m_impl->importJob)
        m_impl->importJob->cancel();
    m_impl->outcome = {};
    QDialog::reject();
}

} // namespace cairn
