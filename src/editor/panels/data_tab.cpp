#include "editor/panels/data_tab.hpp"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "cairn/ingest/skipped.hpp"
#include "cairn/model/edits.hpp"
#include "editor/dialogs/figure_words.hpp"
#include "editor/dialogs/plan_words.hpp"
#include "editor/document.hpp"
#include "editor/folder_watcher.hpp"
#include "editor/panels/changes_list.hpp"
#include "editor/panels/data_safety.hpp"
#include "editor/panels/dataset_words.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {

/// `withProperties`: unless they are told elsewhere.
QString planLine(const Dataset& dataset, bool withProperties) {
    if (dataset.plan.empty())
        return {};
    try {
        return planWords(planFromJson(dataset.plan), withProperties);
    } catch (const Error&) {
        return DataTab::tr(
            "How its columns were read cannot be told: the plan is of another Cairn.");
    }
}

} // namespace

DataTab::DataTab(const Phrases* phrases, QWidget* parent) : QWidget(parent), m_phrases(phrases) {
    m_pages = new QStackedLayout(this);
    const EmptyState empty = makeEmptyState(tr("No data yet"),
                                            tr("Names and ids are replaced by numbers on the way "
                                               "in; the file itself stays where it is."),
                                            tr("Import data…"), this);
    connect(empty.action, &QPushButton::clicked, this, &DataTab::importRequested);
    m_pages->addWidget(empty.page);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* content = new FittingContent(scroll);
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(16, 10, 16, 12);
    m_list->setSpacing(8);
    scroll->setWidget(content);
    m_pages->addWidget(scroll);
}

void DataTab::setDocument(Document* document, QuestionRunner* questions) {
    m_document = document;
    m_questions = questions;
    update();
}

void DataTab::update() {
    clearLayout(m_list);
    const auto datasets =
        m_document ? datasetsOf(m_document->project()) : std::vector<const Dataset*>{};
    m_pages->setCurrentIndex(datasets.empty() ? 0 : 1);
    if (datasets.empty())
        return;
    for (const Dataset* dataset : datasets) {
        QWidget* card = makeCard(*dataset);
        card->show();
        m_list->addWidget(card);
    }
    auto* more = new QPushButton(tr("Import data…"), this);
    more->setProperty("role", "link");
    connect(more, &QPushButton::clicked, this, &DataTab::importRequested);
    more->show();
    m_list->addWidget(more, 0, Qt::AlignLeft);
    addPrecautions();
    m_list->addStretch(1);
    showChanges();
}

void DataTab::setWatcher(FolderWatcher* watcher) {
    m_watcher = watcher;
}

/// Against the data before, the stages that matter first.
void DataTab::showChanges() {
    if (auto* before = findChild<QWidget*>("changesList")) {
        before->setObjectName({});
        before->hide();
        m_list->removeWidget(before);
        before->deleteLater();
    }
    const MapFindings* findings = m_document ? m_document->findings() : nullptr;
    QWidget* list = findings && m_pages->currentIndex() == 1
                        ? makeChangesList(m_document->project(), *findings, *m_phrases, this)
                        : nullptr;
    if (!list)
        return;
    list->setObjectName("changesList");
    list->show();
    m_list->insertWidget(0, list);
}

/// The watched folder, and forgetting somebody.
void DataTab::addPrecautions() {
    if (m_watcher) {
        auto* watch = new WatchRow(m_watcher, this);
        connect(watch, &WatchRow::folderWanted, this, &DataTab::watchFolderRequested);
        connect(watch, &WatchRow::importWanted, this, &DataTab::importPathRequested);
        m_list->addWidget(watch);
        watch->show();
    }
    auto* forget = new AskedInPlace(
        {tr("Forget a customer…"),
         tr("Their events and properties are taken out of all data of this project, out of undo "
            "and "
            "out of the named versions. Answers to surveys carry no id and stay; copies of the "
            "file "
            "elsewhere are out of reach. A newer export that still holds them brings them back. "
            "This cannot be undone."),
         tr("Forget for good"), tr("The customer’s id, as in the imported file")},
        this);
    forget->setObjectName("forgetCustomer");
    forget->setEnabled(!m_document->readOnly());
    forget->onDone = [this](const QString& typed) { emit forgetRequested(typed); };
    m_list->addWidget(forget);
    forget->show();
    if (!anyIds())
        return;
    auto* ids = new AskedInPlace(
        {tr("Forget all ids…"),
         tr("The ids of all customers are taken out of all data of this project, out of undo and "
            "out of the named versions. Their events stay, behind numbers, and a newer export "
            "keeps no ids unless you tick it again. This cannot be undone."),
         tr("Forget the ids for good"), QString()},
        this);
    ids->setObjectName("forgetIds");
    ids->setEnabled(!m_document->readOnly());
    ids->onDone = [this](const QString&) { emit forgetIdsRequested(); };
    m_list->addWidget(ids);
    ids->show();
}

/// Also data that were removed, as long as undo brings them back.
bool DataTab::anyIds() const {
    const auto has = [](const Ref<Dataset>& dataset) { return dataset && keepsIds(dataset->plan); };
    const Project& project = m_document->project();
    if (std::any_of(project.datasets.begin(), project.datasets.end(), has))
        return true;
    const auto& entries = m_document->history().entries;
    return std::any_of(entries.begin(), entries.end(), [&](const HistoryEntry& entry) {
        const auto& rows = entry.changes.datasets.rows;
        return std::any_of(rows.begin(), rows.end(),
                           [&](const auto& row) { return has(row.before) || has(row.after); });
    });
}

QWidget* DataTab::makeErase(const Dataset& dataset, QWidget* card) {
    auto* erase = new AskedInPlace(
        {tr("Remove without trace…"),
         tr("The rows of %1, how its columns were read and the names of its files are taken out of "
            "the project, out of undo and out of the named versions. This cannot be undone.")
             .arg(qs(dataset.name)),
         tr("Remove for good"), QString()},
        card);
    erase->setObjectName("eraseData");
    erase->setEnabled(!m_document->readOnly());
    erase->onDone = [this, id = dataset.id](const QString&) { emit eraseRequested(id); };
    return erase;
}

QStringList DataTab::factsOf(const Dataset& dataset) const {
    QStringList facts;
    facts << (dataset.kind == "events"
                  ? tr("%1 of %2", "events, customers")
                        .arg(rowsWords(dataset, *m_phrases), customersWords(dataset, *m_phrases))
                  : rowsWords(dataset, *m_phrases));
    if (dataset.firstEvent && dataset.lastEvent)
        facts << qs(m_phrases->dataPeriod(*dataset.firstEvent, *dataset.lastEvent));
    facts << skippedWords(dataset, *m_phrases);
    if (dataset.fileName != dataset.name && !dataset.fileName.empty())
        facts << tr("from %1").arg(qs(dataset.fileName));
    return facts;
}

/// Columns that can be asked by, joined ones too when the data are on the map.
std::vector<std::string> DataTab::propertiesOf(const Dataset& dataset) const {
    const Map* map = m_document->project().maps.find(m_document->currentMap());
    const bool shown = map && map->funnel.dataset == dataset.id;
    std::vector<std::string> columns;
    if (shown && m_questions)
        columns = m_questions->columns();
    return columns.empty() ? columnsOf(dataset).properties : columns;
}

/// What can be asked by, what it was made of, and what it took the place of.
QStringList DataTab::historyOf(const Dataset& dataset) const {
    const auto count = [&](std::int64_t n) { return qs(m_phrases->count(double(n))); };
    QStringList lines;
    QStringList names;
    for (const std::string& column : propertiesOf(dataset))
        names << qs(column);
    if (keepsIds(dataset.plan))
        lines << tr("The customers’ ids are kept: whoever gets this project file sees them.");
    if (!names.isEmpty())
        lines << tr("Properties: %1").arg(names.join(QStringLiteral(", ")));
    for (std::size_t i = 1; i < dataset.source.size(); ++i) {
        const SourcePart& part = dataset.source[i];
        lines << (part.how == "join"
                      ? tr("%1 joined: properties of %2 customers")
                            .arg(qs(part.file), count(part.customers))
                      : tr("%1 added: %2 events").arg(qs(part.file), count(part.used)));
    }
    if (const Dataset* before = m_document->project().datasets.find(dataset.previous))
        lines << tr("It came after %1, %2 events")
                     .arg(qs(before->fileName), count(before->rows - before->skipped));
    return lines;
}

/// For the data on this map only: what is done to data without a map to see it on is done blindly.
QWidget* DataTab::makeFollowUps(const Dataset& dataset, QWidget* card) {
    auto* widget = new QWidget(card);
    auto* row = new FlowLayout(widget, 4, 2);
    row->setContentsMargins(0, 2, 0, 0);
    const auto add = [&](const QString& text, const QString& tip, auto signal) {
        auto* button = new QPushButton(text, widget);
        button->setProperty("role", "link");
        button->setToolTip(tip);
        button->setAccessibleDescription(tip);
        button->setEnabled(!m_document->readOnly());
        connect(button, &QPushButton::clicked, this,
                [this, signal, id = dataset.id] { emit(this->*signal)(id); });
        row->addWidget(button);
    };
    if (dataset.kind == "events")
        add(tr("Add newer export…"),
            tr("Only the events that are not there yet are added; the numbers of before stay to "
               "compare with."),
            &DataTab::appendRequested);
    add(tr("Replace with…"),
        tr("Another file takes its place; the numbers of before stay to compare with."),
        &DataTab::replaceRequested);
    if (dataset.skipped > 0 && !dataset.plan.empty())
        add(tr("Export skipped rows…"),
            tr("A CSV with the line, the reason and all cells of each skipped row, personal ones "
               "too, from the file it came from."),
            &DataTab::skippedRequested);
    if (dataset.kind == "events")
        add(tr("Join customer properties…"),
            tr("Columns of a second file, by the customers' id, which is then forgotten."),
            &DataTab::joinRequested);
    return widget;
}

QWidget* DataTab::makeCard(const Dataset& dataset) {
    auto* card = new QFrame(this);
    card->setProperty("role", "card");
    card->setAccessibleName(tr("Data: %1").arg(qs(dataset.name)));
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(12, 10, 12, 10);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(makeParagraph(qs(dataset.name), "strong", card));
    words->addWidget(makeParagraph(factsOf(dataset).join(QStringLiteral(" · ")), "value", card));
    for (const QString& line : historyOf(dataset))
        words->addWidget(makeParagraph(line, "small", card));
    if (const auto reasons = reasonsKept(dataset.plan); !reasons.empty())
        words->addWidget(makeParagraph(
            tr("Skipped: %1")
                .arg(reasonWords(reasons, static_cast<std::uint64_t>(dataset.skipped))),
            "small", card));
    const bool told = !propertiesOf(dataset).empty();
    if (const QString plan = planLine(dataset, !told); !plan.isEmpty())
        words->addWidget(makeParagraph(plan, "small", card));
    words->addWidget(makeErase(dataset, card));
    row->addLayout(words, 1);
    const DatasetId id = dataset.id;
    const MapId mapId = m_document->currentMap();
    const Map* map = m_document->project().maps.find(mapId);
    const bool answers =
        dataset.kind == "feedback"; // shown beside the events, never in their place
    if (map && (answers ? map->feedback : map->funnel.dataset) == id) {
        words->addWidget(makeFollowUps(dataset, card));
        row->addWidget(makeLabel(tr("used on this map"), "small", card), 0, Qt::AlignTop);
    } else if (map) {
        auto* use = new QPushButton(tr("Use on this map"), card);
        use->setProperty("role", "plain");
        use->setEnabled(!m_document->readOnly());
        connect(use, &QPushButton::clicked, this, [this, id, mapId, answers] {
            m_document->edit(tr("choose data"), [&](Project project) {
                Map changed = *project.maps.find(mapId);
                (answers ? changed.feedback : changed.funnel.dataset) = id;
                return put(std::move(project), std::move(changed));
            });
        });
        row->addWidget(use, 0, Qt::AlignTop);
    }
    auto* remove = new QPushButton(tr("Remove"), card);
    remove->setProperty("role", "plain");
    remove->setAccessibleName(tr("Remove %1 from the project").arg(qs(dataset.name)));
    remove->setToolTip(remove->accessibleName());
    remove->setEnabled(!m_document->readOnly());
    connect(remove, &QPushButton::clicked, this, [this, id] {
        m_document->edit(tr("remove data"),
                         [&](Project project) { return removeDataset(std::move(project), id); });
    });
    row->addWidget(remove, 0, Qt::AlignTop);
    return card;
}

} // namespace cairn
