#include "editor/panels/question_tab.hpp"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "editor/document.hpp"
#include "editor/panels/funnel_tab.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/question_status.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {

QuestionTab::QuestionTab(Subject subject, const Phrases* phrases, const QString& emptyTitle,
                         const QString& emptyText, QWidget* parent)
    : QWidget(parent), m_subject(subject), m_phrases(phrases), m_emptyTitle(emptyTitle),
      m_emptyText(emptyText) {
    m_pages = new QStackedLayout(this);
    const EmptyState empty = makeEmptyState(emptyTitle, emptyText, tr("Import data…"), this);
    m_emptyTitleLabel = empty.title;
    m_emptyTextLabel = empty.text;
    m_emptyAction = empty.action;
    connect(empty.action, &QPushButton::clicked, this, &QuestionTab::importRequested);
    m_pages->addWidget(empty.page);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_page = new FittingContent(scroll);
    m_column = new QVBoxLayout(m_page);
    m_column->setContentsMargins(16, 8, 16, 8);
    m_column->setSpacing(6);
    m_status = new QuestionStatus(subject, m_page);
    m_column->addWidget(m_status);
    m_nothing = makeParagraph({}, "dim", m_page);
    m_column->addWidget(m_nothing);
    m_column->addStretch(1);
    scroll->setWidget(m_page);
    m_pages->addWidget(scroll);
}

void QuestionTab::setSentence(SentenceRow* sentence) {
    m_sentence = sentence;
    sentence->setParent(m_page);
    m_column->insertWidget(0, sentence);
}

ChartView* QuestionTab::addChart(const char* name, const QString& title) {
    auto* chart = new ChartView(title, m_page);
    chart->setObjectName(QLatin1String(name));
    connect(chart, &ChartView::exportRequested, this, &QuestionTab::exportRequested);
    m_column->insertWidget(m_column->count() - 1, chart); // before the stretch
    return chart;
}

ChartOptions QuestionTab::chartOptions(double width) const {
    return {width, layoutDirection() == Qt::RightToLeft};
}

void QuestionTab::setDocument(Document* document, QuestionRunner* questions) {
    if (m_questions)
        m_questions->disconnect(this);
    m_document = document;
    m_questions = questions;
    m_status->setQuestions(questions);
    m_sentence->setDocument(document, questions);
    if (questions)
        connect(questions, &QuestionRunner::changed, this, [this](Subject subject) {
            if (subject == m_subject)
                showState();
        });
    if (questions && isVisible())
        questions->want(m_subject);
    update();
}

void QuestionTab::update() {
    const Map* map =
        m_document ? m_document->project().maps.find(m_document->currentMap()) : nullptr;
    const Dataset* dataset =
        map ? m_document->project().datasets.find(map->funnel.dataset) : nullptr;
    const bool events = dataset && dataset->kind == "events";
    m_pages->setCurrentIndex(events ? 1 : 0);
    m_emptyTitleLabel->setText(dataset && !events ? tr("These data have no events") : m_emptyTitle);
    m_emptyTextLabel->setText(
        dataset && !events
            ? tr("%1 holds counts of steps that somebody else made: who did what and when is not "
                 "in it. Import a CSV with a customer, an event and a time in each row.")
                  .arg(qs(dataset->name))
            : m_emptyText);
    m_sentence->update();
    showState();
}

void QuestionTab::showState() {
    const bool known = m_questions && m_questions->state(m_subject).answer.index() != 0;
    const QString nothing = known ? nothingWords() : QString();
    m_nothing->setText(nothing);
    m_nothing->setVisible(!nothing.isEmpty());
    m_status->update();
    showAnswer();
}

void QuestionTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_questions)
        m_questions->want(m_subject);
}

void QuestionTab::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (m_questions)
        m_questions->leave(m_subject);
}

} // namespace cairn
