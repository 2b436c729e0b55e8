// The drawer: tabs over what was counted, kept up to date while it is seen.
#include <QEvent>
#include <QPointer>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <array>

#include "editor/document.hpp"
#include "editor/panels/data_tab.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/pain_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/panels.hpp"
#include "editor/panels/paths_tab.hpp"
#include "editor/panels/retention_tab.hpp"
#include "editor/panels/trends_tab.hpp"

namespace cairn {

struct InsightsDrawer::Impl {
    QPointer<Document> document;
    QPointer<QuestionRunner> questions;
    QTabBar* tabs = nullptr;
    QStackedWidget* pages = nullptr;
    FunnelTab* funnel = nullptr;
    PainTab* pain = nullptr;
    DataTab* data = nullptr;
    TouchpointsTab* touchpoints = nullptr;
    std::array<QuestionTab*, 4> asked{};
    bool empty = false;

    void update() const {
        funnel->update();
        pain->update();
        data->update();
        for (QuestionTab* tab : asked)
            tab->update();
    }
};

InsightsDrawer::InsightsDrawer(Document* document, const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>()) {
    setAccessibleName(tr("Insights"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_impl->tabs = new QTabBar(this);
    m_impl->tabs->setDrawBase(false);
    m_impl->tabs->setExpanding(false);
    m_impl->tabs->setContentsMargins(12, 0, 12, 0);
    m_impl->tabs->setAccessibleName(tr("Insights"));
    column->addWidget(m_impl->tabs);
    column->addWidget(makeRule(this));
    m_impl->pages = new QStackedWidget(this);
    // The pages scroll; what they would like must not push the map away.
    m_impl->pages->setMinimumHeight(96);
    m_impl->funnel = new FunnelTab(phrases, this);
    m_impl->pain = new PainTab(phrases, this);
    auto* paths = new PathsTab(phrases, this);
    auto* retention = new RetentionTab(phrases, this);
    auto* trends = new TrendsTab(phrases, this);
    m_impl->touchpoints = new TouchpointsTab(phrases, this);
    m_impl->data = new DataTab(phrases, this);
    m_impl->asked = {paths, retention, trends, m_impl->touchpoints};
    const std::pair<QWidget*, QString> pages[] = {
        {m_impl->funnel, tr("Funnel")}, {m_impl->pain, tr("Pain points")},
        {paths, tr("Paths")},           {retention, tr("Retention")},
        {trends, tr("Trends")},         {m_impl->touchpoints, tr("Touchpoints")},
        {m_impl->data, tr("Data")}};
    for (const auto& [page, title] : pages) {
        m_impl->tabs->addTab(title);
        m_impl->pages->addWidget(page);
    }
    column->addWidget(m_impl->pages, 1);
    connectTabs();
    applyPanelStyle(this);
    setDocument(document);
}

void InsightsDrawer::connectTabs() {
    connect(m_impl->tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_impl->pages->setCurrentIndex(tab);
        emit tabChanged(static_cast<Tab>(tab));
    });
    FunnelTab* funnel = m_impl->funnel;
    PainTab* pain = m_impl->pain;
    DataTab* dataTab = m_impl->data;
    connect(funnel, &FunnelTab::importRequested, this, &InsightsDrawer::importRequested);
    connect(pain, &PainTab::importRequested, this, &InsightsDrawer::importRequested);
    connect(dataTab, &DataTab::importRequested, this, &InsightsDrawer::importRequested);
    connect(dataTab, &DataTab::appendRequested, this, &InsightsDrawer::appendRequested);
    connect(dataTab, &DataTab::replaceRequested, this, &InsightsDrawer::replaceRequested);
    connect(dataTab, &DataTab::joinRequested, this, &InsightsDrawer::joinRequested);
    connect(dataTab, &DataTab::eraseRequested, this, &InsightsDrawer::eraseRequested);
    connect(dataTab, &DataTab::forgetRequested, this, &InsightsDrawer::forgetRequested);
    connect(dataTab, &DataTab::forgetIdsRequested, this, &InsightsDrawer::forgetIdsRequested);
    connect(funnel, &FunnelTab::forgetRequested, this, &InsightsDrawer::forgetRequested);
    connect(dataTab, &DataTab::watchFolderRequested, this, &InsightsDrawer::watchFolderRequested);
    connect(dataTab, &DataTab::importPathRequested, this, &InsightsDrawer::importPathRequested);
    connect(dataTab, &DataTab::skippedRequested, this, &InsightsDrawer::skippedRequested);
    connect(funnel, &FunnelTab::revealRequested, this, &InsightsDrawer::revealRequested);
    connect(pain, &PainTab::revealRequested, this, &InsightsDrawer::revealRequested);
    connect(m_impl->touchpoints, &TouchpointsTab::revealRequested, this,
            &InsightsDrawer::revealRequested);
    connect(funnel, &FunnelTab::bindingRequested, this, &InsightsDrawer::bindingRequested);
    connect(funnel, &FunnelTab::segmentRequested, this, &InsightsDrawer::segmentRequested);
    connect(funnel, &FunnelTab::exportRequested, this, &InsightsDrawer::exportRequested);
    for (QuestionTab* tab : m_impl->asked) {
        connect(tab, &QuestionTab::importRequested, this, &InsightsDrawer::importRequested);
        connect(tab, &QuestionTab::exportRequested, this, &InsightsDrawer::exportRequested);
    }
}

InsightsDrawer::~InsightsDrawer() = default;

void InsightsDrawer::setWatcher(FolderWatcher* watcher) {
    m_impl->data->setWatcher(watcher);
}

void InsightsDrawer::setDocument(Document* document, QuestionRunner* questions) {
    if (m_impl->document)
        m_impl->document->disconnect(this);
    if (m_impl->questions)
        m_impl->questions->disconnect(this);
    m_impl->document = document;
    m_impl->questions = questions;
    m_impl->funnel->setDocument(document, questions);
    m_impl->pain->setDocument(document);
    m_impl->data->setDocument(document, questions);
    for (QuestionTab* tab : m_impl->asked)
        tab->setDocument(document, questions);
    noteEmpty();
    if (!document)
        return;
    connect(document, &Document::changed, this, [this](const Changes& changes) {
        // The sentences and the data cards come from these; the numbers follow with
        // findingsChanged.
        if (changes.maps.empty() && changes.stages.empty() && changes.datasets.empty())
            return;
        m_impl->funnel->update();
        for (QuestionTab* tab : m_impl->asked)
            tab->update();
        if (!changes.datasets.empty() || !changes.maps.empty())
            m_impl->data->update();
        noteEmpty();
    });
    connect(document, &Document::findingsChanged, this, [this] {
        m_impl->data->showChanges();
        m_impl->funnel->update();
        m_impl->pain->update();
    });
    connect(document, &Document::currentMapChanged, this, [this] {
        m_impl->update();
        noteEmpty();
    });
    connect(document, &Document::selectionChanged, m_impl->pain,
            [this] { m_impl->pain->showSelection(); });
    if (questions)
        connect(questions, &QuestionRunner::dataChanged, this, [this] { m_impl->update(); });
}

bool InsightsDrawer::isEmpty() const {
    return m_impl->empty;
}

void InsightsDrawer::noteEmpty() {
    const bool empty = !m_impl->funnel->hasData();
    if (std::exchange(m_impl->empty, empty) != empty)
        emit emptyChanged(empty);
}

InsightsDrawer::Tab InsightsDrawer::currentTab() const {
    return static_cast<Tab>(m_impl->tabs->currentIndex());
}

void InsightsDrawer::showTab(Tab tab) {
    m_impl->tabs->setCurrentIndex(static_cast<int>(tab));
}

void InsightsDrawer::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange ||
         event->type() == QEvent::ApplicationPaletteChange) &&
        m_impl->pages)
        applyPanelStyle(this);
}

} // namespace cairn
