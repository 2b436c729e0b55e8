#include "editor/panels/funnel_tab.hpp"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "editor/document.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

EmptyState makeEmptyState(const QString& title, const QString& text, const QString& action,
                          QWidget* parent) {
    EmptyState state{};
    state.page = new QWidget(parent);
    auto* column = new QVBoxLayout(state.page);
    column->setContentsMargins(24, 8, 24, 16);
    column->setSpacing(6);
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

    const EmptyState empty = makeEmptyState({}, {}, tr("Import data…"), this);
    m_emptyTitle = empty.title;
    m_emptyText = empty.text;
    m_emptyAction = empty.action;
    connect(empty.action, &QPushButton::clicked, this, &FunnelTab::importRequested);
    m_pages->addWidget(empty.page);

    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 8, 16, 4);
    column->setSpacing(6);
    m_sentence = new FunnelSentence(page);
    column->addWidget(m_sentence);
    m_notes = makeParagraph({}, "small", page);
    column->addWidget(m_notes);
    auto* scroll = new QScrollArea(page);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_chart = new FunnelChart(phrases, scroll);
    scroll->setWidget(m_chart);
    column->addWidget(scroll, 1);
    m_pages->addWidget(page);

    connect(m_sentence, &FunnelSentence::bindingRequested, this, &FunnelTab::bindingRequested);
    connect(m_chart, &FunnelChart::segmentActivated, this, &FunnelTab::segmentRequested);
    connect(m_chart, &FunnelChart::stageClicked, this, [this](ElementId stage) {
        m_document->select({stage});
        emit revealRequested(stage);
    });
}

void FunnelTab::setDocument(Document* document) {
    m_document = document;
    m_sentence->setDocument(document);
    m_chart->setDocument(document);
    update();
}

void FunnelTab::update() {
    m_sentence->update();
    m_chart->update();
    const Map* map =
        m_document ? m_document->project().maps.find(m_document->currentMap()) : nullptr;
    const bool hasData = map && m_document->project().datasets.find(map->funnel.dataset);
    m_pages->setCurrentIndex(hasData ? 1 : 0);
    if (!hasData) {
        m_emptyTitle->setText(tr("Where do customers leave?"));
        m_emptyText->setText(tr("Import an export of your analytics: a CSV with a customer, an "
                                "event and a time in each row, or the "
                                "counts of each step. Cairn counts who came how far."));
        return;
    }
    QStringList notes;
    const MapFindings* findings = m_document->findings();
    if (!findings)
        notes << tr("Counting…");
    else
        for (const std::string& note : findings->notes)
            notes << qs(note);
    m_notes->setText(notes.join(QLatin1Char(' ')));
    m_notes->setVisible(!notes.isEmpty());
}

} // namespace cairn
