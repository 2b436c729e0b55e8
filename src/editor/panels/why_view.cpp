#include "editor/panels/why_view.hpp"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "editor/document.hpp"
#include "editor/panels/chart_words.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/question_status.hpp"

namespace cairn {

namespace {

const FunnelResult* funnelOf(const Document* document) {
    const MapFindings* findings = document ? document->findings() : nullptr;
    return findings && findings->funnel ? &*findings->funnel : nullptr;
}

/// A line that wraps like words.
class Line : public QWidget {
public:
    explicit Line(QWidget* parent) : QWidget(parent), flow(new FlowLayout(this, 8, 4)) {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    FlowLayout* flow;
};

} // namespace

WhyView::WhyView(const Phrases* phrases, QWidget* parent) : QWidget(parent), m_phrases(phrases) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_reasons = new QVBoxLayout;
    m_reasons->setSpacing(4);
    column->addLayout(m_reasons);
    m_peopleStatus = new QuestionStatus(Subject::People, this);
    column->addWidget(m_peopleStatus);
    m_list = new PeopleList(phrases, this);
    m_list->hide();
    column->addWidget(m_list);
    m_insteadStatus = new QuestionStatus(Subject::Instead, this);
    column->addWidget(m_insteadStatus);
    m_instead = new ChartView(tr("Where they went instead"), this);
    m_instead->setObjectName(QStringLiteral("instead-chart"));
    column->addWidget(m_instead);
    connect(m_list, &PeopleList::closed, this, &WhyView::close);
    connect(m_list, &PeopleList::exportRequested, this, &WhyView::exportRequested);
    connect(m_list, &PeopleList::forgetRequested, this, &WhyView::forgetRequested);
    connect(m_instead, &ChartView::exportRequested, this, &WhyView::exportRequested);
    connect(m_instead, &ChartView::activated, this, [this](int region) {
        if (const ChartMark* mark = m_instead->mark(region))
            open({true, mark->series, {}}, {});
    });
}

void WhyView::setDocument(Document* document, QuestionRunner* questions) {
    if (m_questions)
        m_questions->disconnect(this);
    m_document = document;
    m_questions = questions;
    m_peopleStatus->setQuestions(questions);
    m_insteadStatus->setQuestions(questions);
    m_filter.reset();
    m_list->hide();
    if (questions)
        connect(questions, &QuestionRunner::changed, this, [this](Subject subject) {
            if (subject == Subject::People)
                showPeople();
            else if (subject == Subject::Instead)
                showInstead();
        });
    update();
}

void WhyView::update() {
    clearLayout(m_reasons);
    const FunnelResult* funnel = funnelOf(m_document);
    if (!funnel)
        return;
    for (std::size_t step = 0; step + 1 < funnel->steps.size(); ++step)
        addStep(step, funnel->steps[step]);
    showInstead();
}

void WhyView::addStep(std::size_t step, const StepResult& result) {
    auto* line = new Line(this);
    const auto count = [&](std::uint64_t n) { return qs(m_phrases->count(double(n))); };
    const auto link = [&](const QString& text, const PeopleFilter& filter, const char* role) {
        QToolButton* button =
            makeToolButton(QString(text).replace(QLatin1Char('&'), QStringLiteral("&&")),
                           tr("%1: show these customers").arg(text), line);
        button->setProperty("role", role);
        connect(button, &QToolButton::clicked, this, [this, filter] { open(filter, {}); });
        line->flow->addWidget(button);
    };
    const std::uint64_t left = result.dropped.value_or(0);
    link(tr("After %1: %2 left", "a step; a count").arg(qs(result.label), count(left)),
         {true, step, {}}, "chip");
    std::vector<std::pair<std::uint64_t, UnitOutcome::Why>> reasons{
        {result.reasons.never, UnitOutcome::Why::Never},
        {result.reasons.otherOrder, UnitOutcome::Why::OtherOrder},
        {result.reasons.timedOut, UnitOutcome::Why::TimedOut},
        {result.reasons.excluded, UnitOutcome::Why::Excluded}};
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [n, why] : reasons)
        if (n > 0)
            link(tr("%1 %2", "a count; a reason").arg(count(n), reasonWords(why)),
                 {true, step, why}, "link");
    m_reasons->addWidget(line);
    line->show();
}

void WhyView::open(const PeopleFilter& filter, const QString& segment) {
    const MapFindings* findings = m_document ? m_document->findings() : nullptr;
    if (!m_questions || !findings || !findings->funnel)
        return;
    m_filter = filter;
    m_segment = segment;
    std::optional<SegmentChoice> choice;
    if (!segment.isEmpty()) {
        choice.emplace().value = utf8(segment);
        for (const SegmentResult& one : findings->funnel->breakdown)
            choice->named.push_back(one.value);
    }
    m_questions->setPeople(std::move(choice));
    emit opened();
    showPeople();
}

void WhyView::close() {
    m_filter.reset();
    m_list->hide();
    if (m_questions)
        m_questions->leave(Subject::People);
}

QString WhyView::titleOf(std::size_t count) const {
    const FunnelResult* funnel = funnelOf(m_document);
    if (!funnel || !m_filter || m_filter->step >= funnel->steps.size())
        return {};
    const QString step = qs(funnel->steps[m_filter->step].label);
    const QString n = qs(m_phrases->count(double(count)));
    QString title = m_filter->left ? tr("%1 left after %2", "a count; a step").arg(n, step)
                                   : tr("%1 came to %2", "a count; a step").arg(n, step);
    if (m_filter->why)
        title = tr("%1: %2", "who; why").arg(title, reasonWords(*m_filter->why));
    return m_segment.isEmpty() ? title
                               : tr("%1, %2", "who; of which segment").arg(title, m_segment);
}

void WhyView::showPeople() {
    if (!m_questions || !m_filter)
        return;
    const QuestionRunner::State& state = m_questions->state(Subject::People);
    const auto* all = std::get_if<SharedPeople>(&state.answer);
    const FunnelResult* funnel = funnelOf(m_document);
    if (state.busy || !all || !funnel) {
        m_list->setVisible(false);
        return;
    }
    PeopleTable table;
    table.all = *all;
    for (std::uint32_t i = 0; i < table.all->size(); ++i)
        if (counts(*m_filter, (*table.all)[i]))
            table.people.push_back(i);
    for (const StepResult& step : funnel->steps)
        table.steps << qs(step.label);
    table.title = titleOf(table.people.size());
    const Map* map = m_document->project().maps.find(m_document->currentMap());
    table.zone = map ? map->funnel.zone : std::string();
    if (m_filter->left)
        table.stepsDone = static_cast<int>(m_filter->step) + 1;
    table.oneReason = m_filter->why.has_value();
    table.anyOrder = funnel->options.order == FunnelOrder::Any;
    table.content = m_questions->content();
    m_list->setReadOnly(m_document->readOnly());
    m_list->show(std::move(table));
    m_list->setVisible(true);
    emit listShown();
}

void WhyView::showInstead() {
    const auto answer = [this]() -> const std::vector<InsteadOf>* {
        return m_questions ? std::get_if<std::vector<InsteadOf>>(
                                 &m_questions->state(Subject::Instead).answer)
                           : nullptr;
    };
    if (!answer()) {
        m_instead->setLayOut({});
        return;
    }
    m_instead->setLayOut([this, answer](double width) {
        const FunnelResult* funnel = funnelOf(m_document);
        const auto* instead = answer();
        std::vector<std::string> titles;
        for (std::size_t i = 0; funnel && i < funnel->steps.size(); ++i)
            titles.push_back(funnel->steps[i].label);
        // The question may be a step ahead of the findings after an edit.
        if (!instead || instead->size() + 1 != titles.size())
            return Chart{};
        return layoutInstead(*instead, titles, m_measurer, *m_phrases, insteadWords(),
                             {width, layoutDirection() == Qt::RightToLeft});
    });
}

void WhyView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_questions)
        m_questions->want(Subject::Instead);
    if (m_questions && m_filter)
        m_questions->want(Subject::People);
}

void WhyView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (!m_questions)
        return;
    m_questions->leave(Subject::Instead);
    m_questions->leave(Subject::People);
}

} // namespace cairn
