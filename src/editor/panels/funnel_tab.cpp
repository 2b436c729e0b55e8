#include "editor/panels/funnel_tab.hpp"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

#include "editor/document.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/funnel_views.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"
#include "editor/panels/why_view.hpp"

namespace cairn {

EmptyState makeEmptyState(const QString& title, const QString& text, const QString& action,
                          QWidget* parent) {
    EmptyState state{};
    state.page = new QWidget(parent);
    auto* column = new QVBoxLayout(state.page);
    column->setContentsMargins(24, 8, 24, 12);
    column->setSpacing(4);
    column->addStretch(1);
    state.title = makeLabel(title, "strong", state.page);
    state.title->setAlignment(Qt::AlignCenter);
    state.text = makeParagraph(text, "dim", state.page);
    state.text->setAlignment(Qt::AlignCenter);
    state.action = new QPushButton(action, state.page);
    state.action->setProperty("role", "primary");
    column->addWidget(state.title);
    column->addWidget(state.text);
    column->addSpacing(6);
    column->addWidget(state.action, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return state;
}

FunnelTab::FunnelTab(const Phrases* phrases, QWidget* parent) : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_pages = new QStackedLayout;
    outer->addLayout(m_pages);
    const EmptyState empty =
        makeEmptyState(tr("Where do customers leave?"),
                       tr("Import an export of your analytics: a CSV with a customer, an event and "
                          "a time in each row, or the counts of each step. Cairn counts who came "
                          "how far."),
                       tr("Import data…"), this);
    connect(empty.action, &QPushButton::clicked, this, &FunnelTab::importRequested);
    m_pages->addWidget(empty.page);

    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new FittingContent(m_scroll);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(6);
    m_sentence = new FunnelSentence(page);
    m_rules = makeParagraph({}, "small", page);
    m_rules->setObjectName(QStringLiteral("rule-words"));
    m_notes = makeParagraph({}, "trouble", page);
    m_notes->setObjectName(QStringLiteral("funnel-notes"));
    m_views = makeViewBar(tr("What to see of the funnel"),
                          {tr("Segments"), tr("Time to convert"), tr("Over time"), tr("Comparison"),
                           tr("Why they left")},
                          page);
    m_views->setObjectName(QStringLiteral("funnel-views"));
    m_chart = new FunnelChart(phrases, page);
    m_times = new TimeView(phrases, page);
    m_overTime = new OverTimeView(phrases, page);
    m_comparison = new ComparisonView(phrases, page);
    m_why = new WhyView(phrases, page);
    for (QWidget* part : {static_cast<QWidget*>(m_sentence), static_cast<QWidget*>(m_notes),
                          static_cast<QWidget*>(m_views)})
        column->addWidget(part);
    for (int view = Segments; view <= Why; ++view) {
        viewAt(view)->setVisible(view == Segments);
        column->addWidget(viewAt(view));
    }
    // In full below: the sentence says it already, and the room above is the numbers'.
    column->addWidget(m_rules);
    column->addStretch(1);
    m_scroll->setWidget(page);
    m_pages->addWidget(m_scroll);

    connect(m_views, &QTabBar::currentChanged, this, [this](int now) {
        for (int view = Segments; view <= Why; ++view)
            viewAt(view)->setVisible(view == now);
    });
    connect(m_sentence, &SentenceRow::bindingRequested, this, &FunnelTab::bindingRequested);
    connect(m_chart, &FunnelChart::segmentActivated, this, &FunnelTab::segmentRequested);
    connect(m_chart, &FunnelChart::barActivated, this, &FunnelTab::showBehind);
    connect(m_why, &WhyView::opened, this, [this] { showView(Why); });
    // Once it has its place: the list is what was asked for.
    connect(m_why, &WhyView::listShown, this, [this] {
        QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_why->list()); });
    });
    for (ChartView* chart : {static_cast<ChartView*>(m_chart), m_times->chart(),
                             m_overTime->chart(), m_comparison->chart()})
        connect(chart, &ChartView::exportRequested, this, &FunnelTab::exportRequested);
    connect(m_why, &WhyView::exportRequested, this, &FunnelTab::exportRequested);
    connect(m_why, &WhyView::forgetRequested, this, &FunnelTab::forgetRequested);
}

QWidget* FunnelTab::viewAt(int view) const {
    QWidget* const views[] = {m_chart, m_times, m_overTime, m_comparison, m_why};
    return views[view];
}

void FunnelTab::setDocument(Document* document, QuestionRunner* questions) {
    m_document = document;
    m_sentence->setDocument(document, questions);
    m_chart->setDocument(document);
    m_why->setDocument(document, questions);
    update();
}

void FunnelTab::showView(View view) {
    m_views->setCurrentIndex(view);
}

bool FunnelTab::hasData() const {
    const Map* map =
        m_document ? m_document->project().maps.find(m_document->currentMap()) : nullptr;
    return map && m_document->project().datasets.find(map->funnel.dataset);
}

void FunnelTab::update() {
    const MapFindings* findings = m_document ? m_document->findings() : nullptr;
    std::vector<std::string> segments;
    if (findings && findings->funnel)
        for (const SegmentResult& segment : findings->funnel->breakdown)
            segments.push_back(segment.value);
    m_sentence->setSegments(std::move(segments));
    m_sentence->update();
    m_chart->update();
    m_times->update(m_document);
    m_overTime->update(m_document);
    m_comparison->update(m_document);
    m_why->update();
    m_pages->setCurrentIndex(hasData() ? 1 : 0);
    if (!hasData())
        return;
    const Project& project = m_document->project();
    const Map& map = *project.maps.find(m_document->currentMap());
    const Dataset* dataset = project.datasets.find(map.funnel.dataset);
    const bool events = dataset->kind == "events";
    // Imported counts have no people behind them: only the table is known.
    m_views->setVisible(events);
    const bool timeless = findings && findings->timeless;
    m_views->setTabVisible(TimeToConvert, !timeless);
    m_views->setTabVisible(OverTime, !timeless);
    const int shown = m_views->currentIndex();
    if (!events || (timeless && (shown == TimeToConvert || shown == OverTime)))
        showView(Segments);
    QStringList notes;
    if (!findings)
        notes << tr("Counting…");
    else
        for (const std::string& note : findings->notes)
            notes << (note.ends_with('.') ? qs(note) : qs(note) + u'.');
    // What was refused stands out; what is merely to know goes on in the line of the rules.
    const bool refused = events && findings && findings->hasData && !findings->funnel;
    QStringList rules;
    if (events)
        rules << ruleWords(project, map);
    if (!refused && !notes.isEmpty())
        rules << std::exchange(notes, {}).join(u' ');
    m_rules->setText(rules.join(u'\n'));
    m_rules->setVisible(!rules.isEmpty());
    m_notes->setText(notes.join(QLatin1Char(' ')));
    m_notes->setVisible(!notes.isEmpty());
}

/// A bar was clicked: its stage on the map, and the customers behind its number.
void FunnelTab::showBehind(ElementId stage, const QString& segment) {
    m_document->select({stage});
    emit revealRequested(stage);
    const MapFindings* findings = m_document->findings();
    if (!findings || !findings->funnel)
        return;
    const auto at = std::find(findings->funnelStages.begin(), findings->funnelStages.end(),
                              stage.as<StageTag>());
    if (at != findings->funnelStages.end())
        m_why->open({false, static_cast<std::size_t>(at - findings->funnelStages.begin()), {}},
                    segment);
}

} // namespace cairn
