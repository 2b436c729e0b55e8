#include "editor/panels/data_tab.hpp"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "cairn/ingest/plan.hpp"
#include "cairn/model/edits.hpp"
#include "editor/dialogs/plan_words.hpp"
#include "editor/document.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {

QString planLine(const Dataset& dataset) {
    if (dataset.plan.empty())
        return {};
    try {
        return planWords(planFromJson(dataset.plan));
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

void DataTab::setDocument(Document* document) {
    m_document = document;
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
    m_list->addStretch(1);
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
    const auto count = [&](std::int64_t n) { return qs(m_phrases->count(double(n))); };
    QStringList facts;
    if (dataset.kind == "events")
        facts << tr("%1 events of %2 customers")
                     .arg(count(dataset.rows - dataset.skipped), count(dataset.units));
    else
        facts << tr("%1 step counts").arg(count(dataset.rows - dataset.skipped));
    if (dataset.firstEvent && dataset.lastEvent)
        facts << qs(m_phrases->dataPeriod(*dataset.firstEvent, *dataset.lastEvent));
    facts << (dataset.skipped > 0 ? tr("%1 rows skipped").arg(count(dataset.skipped))
                                  : tr("no row skipped"));
    if (dataset.fileName != dataset.name && !dataset.fileName.empty())
        facts << tr("from %1").arg(qs(dataset.fileName));
    words->addWidget(makeParagraph(facts.join(QStringLiteral(" · ")), "value", card));
    if (const QString plan = planLine(dataset); !plan.isEmpty())
        words->addWidget(makeParagraph(plan, "small", card));
    row->addLayout(words, 1);
    const DatasetId id = dataset.id;
    const MapId mapId = m_document->currentMap();
    const Map* map = m_document->project().maps.find(mapId);
    if (map && map->funnel.dataset == id) {
        row->addWidget(makeLabel(tr("used on this map"), "small", card), 0, Qt::AlignTop);
    } else if (map) {
        auto* use = new QPushButton(tr("Use on this map"), card);
        use->setProperty("role", "plain");
        use->setEnabled(!m_document->readOnly());
        connect(use, &QPushButton::clicked, this, [this, id, mapId] {
            m_document->edit(tr("choose data"), [&](Project project) {
                Map changed = *project.maps.find(mapId);
                changed.funnel.dataset = id;
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
        m_document->edit(tr("remove data"), [&](Project project) {
            const ElementId gone = id;
            return removeElements(std::move(project), {&gone, 1});
        });
    });
    row->addWidget(remove, 0, Qt::AlignTop);
    return card;
}

} // namespace cairn
