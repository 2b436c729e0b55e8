// The drawer: tabs over what was counted, kept up to date while it is seen.
#include <QEvent>
#include <QPointer>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include "editor/document.hpp"
#include "editor/panels/data_tab.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/pain_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/panels.hpp"

namespace cairn {

struct InsightsDrawer::Impl {
    QPointer<Document> document;
    QTabBar* tabs = nullptr;
    QStackedWidget* pages = nullptr;
    FunnelTab* funnel = nullptr;
    PainTab* pain = nullptr;
    DataTab* data = nullptr;

    void update() const {
        funnel->update();
        pain->update();
        data->update();
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
    for (const QString& title : {tr("Funnel"), tr("Pain points"), tr("Data")})
        m_impl->tabs->addTab(title);
    column->addWidget(m_impl->tabs);
    column->addWidget(makeRule(this));
    m_impl->pages = new QStackedWidget(this);
    m_impl->pages->setMinimumHeight(
        96); // the pages scroll; what they would like must not push the map away
    m_impl->funnel = new FunnelTab(phrases, this);
    m_impl->pain = new PainTab(phrases, this);
    m_impl->data = new DataTab(phrases, this);
    for (QWidget* page : {static_cast<QWidget*>(m_impl->funnel),
                          static_cast<QWidget*>(m_impl->pain), static_cast<QWidget*>(m_impl->data)})
        m_impl->pages->addWidget(page);
    column->addWidget(m_impl->pages, 1);
    connect(m_impl->tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_impl->pages->setCurrentIndex(tab);
        emit tabChanged(static_cast<Tab>(tab));
    });
    connect(m_impl->funnel, &FunnelTab::importRequested, this, &InsightsDrawer::importRequested);
    connect(m_impl->pain, &PainTab::importRequested, this, &InsightsDrawer::importRequested);
    connect(m_impl->data, &DataTab::importRequested, this, &InsightsDrawer::importRequested);
    connect(m_impl->funnel, &FunnelTab::revealRequested, this, &InsightsDrawer::revealRequested);
    connect(m_impl->pain, &PainTab::revealRequested, this, &InsightsDrawer::revealRequested);
    connect(m_impl->funnel, &FunnelTab::bindingRequested, this, &InsightsDrawer::bindingRequested);
    connect(m_impl->funnel, &FunnelTab::segmentRequested, this, &InsightsDrawer::segmentRequested);
    applyPanelStyle(this);
    setDocument(document);
}

InsightsDrawer::~InsightsDrawer() = default;

void InsightsDrawer::setDocument(Document* document) {
    if (m_impl->document)
        m_impl->document->disconnect(this);
    m_impl->document = document;
    m_impl->funnel->setDocument(document);
    m_impl->pain->setDocument(document);
    m_impl->data->setDocument(document);
    if (!document)
        return;
    connect(document, &Document::changed, this, [this](const Changes& changes) {
        // The sentence and the data cards come from these; the numbers follow with findingsChanged.
        if (!changes.maps.empty() || !changes.stages.empty())
            m_impl->funnel->update();
        if (!changes.datasets.empty() || !changes.maps.empty()) {
            m_impl->funnel->update();
            m_impl->data->update();
        }
    });
    const auto all = [this] { m_impl->update(); };
    connect(document, &Document::findingsChanged, this, all);
    connect(document, &Document::currentMapChanged, this, all);
    connect(document, &Document::selectionChanged, m_impl->pain,
            [this] { m_impl->pain->showSelection(); });
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
