#include "editor/dialogs/step_files_dialog.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <numeric>

#include "editor/dataset_facts.hpp"
#include "editor/dialogs/ids_choice.hpp"
#include "editor/dialogs/import_bindings.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/session.hpp"
#include "editor/texts.hpp"

namespace cairn {
namespace {

enum Column { kPlace, kName, kCustomers, kReached, kFile };

QStringList namesOf(const std::vector<std::filesystem::path>& files) {
    QStringList names;
    for (const auto& file : files)
        names << fromPath(file.filename());
    return names;
}

QPushButton* moveButton(const QString& text, const QString& name, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setProperty("role", "plain");
    return button;
}

} // namespace

StepFilesDialog::StepFilesDialog(const Project& project, MapId map, StepFiles files,
                                 QWidget* parent)
    : QDialog(parent), m_files(std::move(files)), m_order(m_files.steps.size()) {
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    setWindowTitle(tr("Import data"));
    build(project, map);
    resize(960, 620);
    applyPanelStyle(this);
    showSteps(0);
    m_import->setFocus(Qt::OtherFocusReason);
}

void StepFilesDialog::build(const Project& project, MapId map) {
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(20, 18, 20, 16);
    page->setSpacing(10);
    page->addWidget(makeLabel(tr("Import one file a step"), "heading", this));
    page->addWidget(makeParagraph(
        tr("%1 steps of %2 customers. These files say who got to each step, and not when: the "
           "funnel counts who is in a step and in all before it, and nothing tells how long it "
           "took.")
            .arg(numberText(m_files.steps.size()), numberText(m_files.members.size())),
        "value", this));
    page->addWidget(makeParagraph(tr("The steps stand by size, as a funnel’s files get smaller. "
                                     "Put them in the order that is theirs."),
                                  "strong", this));
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("steps"));
    m_list->setAccessibleName(tr("Steps, first to last"));
    m_list->setProperty("role", "table");
    m_list->setHeaderLabels(
        {QString(), tr("Step"), tr("Customers"), tr("In all before"), tr("File")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    connect(m_list, &QTreeWidget::itemChanged, this, &StepFilesDialog::takeNames);
    auto* steps = new QVBoxLayout;
    steps->setSpacing(8);
    steps->addWidget(m_list, 1);
    auto* moves = new QHBoxLayout;
    moves->setSpacing(8);
    m_up = moveButton(tr("Earlier"), QStringLiteral("step-earlier"), this);
    m_down = moveButton(tr("Later"), QStringLiteral("step-later"), this);
    m_up->setToolTip(tr("Put the chosen step before the one above it"));
    m_down->setToolTip(tr("Put the chosen step after the one below it"));
    connect(m_up, &QPushButton::clicked, this, [this] { moveStep(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveStep(1); });
    auto* rename = moveButton(tr("Rename"), QStringLiteral("step-rename"), this);
    connect(rename, &QPushButton::clicked, this, [this] {
        if (QTreeWidgetItem* item = m_list->currentItem())
            m_list->editItem(item, kName);
    });
    for (QPushButton* button : {m_up, m_down, rename})
        moves->addWidget(button);
    moves->addStretch(1);
    steps->addLayout(moves);
    m_gaps = makeParagraph({}, "value", this);
    m_gaps->setObjectName(QStringLiteral("step-gaps"));
    steps->addWidget(m_gaps);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(20);
    parts->addLayout(steps, 5);
    m_bindings = new ImportBindings(project, map, this);
    parts->addWidget(m_bindings, 3);
    page->addLayout(parts, 1);
    if (!m_files.tables.empty())
        page->addWidget(makeParagraph(
            m_files.tables.size() == 1
                ? tr("%1 tells more of these customers: you are asked about joining it when the "
                     "steps are in.")
                      .arg(namesOf(m_files.tables).front())
                : tr("%1 tell more of these customers: join them afterwards, in the Data tab.")
                      .arg(namesOf(m_files.tables).join(QStringLiteral(", "))),
            "value", this));
    for (const auto& [file, why] : m_files.others)
        page->addWidget(makeParagraph(
            tr("%1 is left out. %2", "a file's name, and a whole sentence that says why")
                .arg(fromPath(file.filename()), qs(why)),
            "trouble", this));
    m_trouble = makeParagraph({}, "trouble", this);
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_trouble->hide();
    page->addWidget(m_trouble);
    m_ids = new IdsChoice(this);
    m_ids->setKept(!m_files.steps.empty() && m_files.steps.front().plan.keepIds);
    page->addWidget(m_ids);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setProperty("role", "plain");
    connect(cancel, &QPushButton::clicked, this, &StepFilesDialog::reject);
    m_import = new QPushButton(tr("Import"), this);
    m_import->setObjectName(QStringLiteral("import"));
    m_import->setProperty("role", "primary");
    m_import->setDefault(true);
    connect(m_import, &QPushButton::clicked, this, &StepFilesDialog::startImport);
    foot->addWidget(cancel);
    foot->addWidget(m_import);
    page->addLayout(foot);
}

std::vector<StepFile> StepFilesDialog::ordered() const {
    std::vector<StepFile> steps;
    for (const std::size_t i : m_order)
        steps.push_back(m_files.steps[i]);
    return steps;
}

QStringList StepFilesDialog::files() const {
    QStringList files;
    for (const std::size_t i : m_order)
        files << fromPath(m_files.steps[i].file);
    return files;
}

QStringList StepFilesDialog::tables() const {
    QStringList tables;
    for (const auto& table : m_files.tables)
        tables << fromPath(table);
    return tables;
}

void StepFilesDialog::showSteps(int chosen) {
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const std::size_t i : m_order) {
            const StepFile& step = m_files.steps[i];
            auto* item = new QTreeWidgetItem(m_list);
            item->setText(kName, qs(step.plan.eventName));
            item->setText(kCustomers, numberText(step.customers));
            item->setText(kFile, fromPath(step.file.filename()));
            item->setToolTip(kFile, item->text(kFile));
            item->setFlags(item->flags() | Qt::ItemIsEditable);
            for (const int column : {kPlace, kCustomers, kReached})
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    m_list->setCurrentItem(m_list->topLevelItem(chosen));
    showFigures();
    for (const int column : {kPlace, kName, kCustomers, kReached})
        m_list->resizeColumnToContents(column);
}

/// What follows from the order and the names.
void StepFilesDialog::showFigures() {
    const auto reached = reachedOf(m_files, m_order);
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
            m_list->topLevelItem(row)->setText(kPlace, QLocale().toString(row + 1));
            m_list->topLevelItem(row)->setText(kReached,
                                               numberText(reached[static_cast<std::size_t>(row)]));
        }
    }
    QStringList gaps;
    for (const StepGap& gap : gapsOf(m_files, m_order))
        gaps << (gap.customers == 1
                     ? tr("1 customer is in “%1” without being in “%2”.")
                           .arg(qs(gap.step), qs(gap.before))
                     : tr("%1 customers are in “%2” without being in “%3”.")
                           .arg(numberText(gap.customers), qs(gap.step), qs(gap.before)));
    m_gaps->setText(gaps.isEmpty() ? tr("Whoever is in a step is in the one before it.")
                                   : gaps.join(QLatin1Char('\n')));
    std::vector<NameCount> names;
    for (const std::size_t i : m_order) {
        const StepFile& step = m_files.steps[i];
        names.push_back(
            {step.plan.eventName, step.customers, static_cast<std::uint32_t>(step.customers)});
    }
    m_bindings->setNames(std::move(names), ImportBindings::Names::Steps);
    try {
        planOfSteps(ordered());
        showTrouble({});
    } catch (const Error& error) {
        showTrouble(qs(error.why() + ". " + error.advice()));
    }
}

void StepFilesDialog::showTrouble(const QString& words) const {
    m_trouble->setText(words);
    m_trouble->setVisible(!words.isEmpty());
    m_import->setEnabled(words.isEmpty() && !m_job);
}

void StepFilesDialog::takeNames() {
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        m_files.steps[m_order[static_cast<std::size_t>(row)]].plan.eventName =
            utf8(m_list->topLevelItem(row)->text(kName).trimmed());
    showFigures();
}

void StepFilesDialog::moveStep(int by) {
    const int from = m_list->indexOfTopLevelItem(m_list->currentItem()), to = from + by;
    if (from < 0 || to < 0 || to >= m_list->topLevelItemCount())
        return;
    std::swap(m_order[static_cast<std::size_t>(from)], m_order[static_cast<std::size_t>(to)]);
    showSteps(to);
}

void StepFilesDialog::startImport() {
    if (m_job || !m_import->isEnabled())
        return;
    m_outcome.plan = planOfSteps(ordered());
    m_outcome.plan.keepIds = m_ids->kept();
    std::vector<std::filesystem::path> paths;
    for (const std::size_t i : m_order)
        paths.push_back(m_files.steps[i].file);
    m_import->setEnabled(false);
    m_job = startJob(
        this,
        [paths, plan = m_outcome.plan](const JobControl& job) {
            return importStepFiles(paths, plan, usualImportOptions(), job);
        },
        [this](ImportResult result) {
            m_outcome.result = std::move(result);
            m_outcome.bindings = m_bindings->bindings();
            m_outcome.additions = m_bindings->additions();
            m_outcome.datasetName = utf8(filesName(files()));
            accept();
        },
        [this](const Error& error) {
            if (error.code() == ErrorCode::Cancelled)
                return;
            m_import->setEnabled(true);
            m_trouble->setText(qs(error.why() + ". " + error.advice()));
            m_trouble->show();
            emit failed(qs(error.why()));
        });
}

void StepFilesDialog::reject() {
    if (m_job)
        m_job->cancel();
    m_outcome = {};
    QDialog::reject();
}

} // namespace cairn
