#include "editor/question_runner.hpp"

namespace cairn {

namespace {

Answer answerTo(Subject subject, const Project& project, MapId map, const EventLog& log,
                const std::optional<SegmentChoice>& segment, const JobControl& job) {
    switch (subject) {
    case Subject::Retention:
        return computeRetention(log, retentionOptionsOf(project, map), job);
    case Subject::Paths:
        return computePaths(log, pathsOptionsOf(project, map), job);
    case Subject::Trends:
        return computeTrend(log, trendOptionsOf(project, map), job);
    case Subject::Touchpoints:
        return computeTouchpoints(log, touchpointOptionsOf(project, map), job);
    case Subject::Instead:
    case Subject::People:
        break;
    }
    auto steps = funnelStepsOf(project, map);
    const FunnelOptions options = funnelOptionsOf(project, map);
    if (subject == Subject::Instead)
        return whereInstead(log, steps, options, job);
    return std::make_shared<const std::vector<UnitOutcome>>(
        peopleOf(log, std::move(steps), options, segment, job));
}

} // namespace

QuestionRunner::QuestionRunner(Document* document, FindingsRunner* findings, QObject* parent)
    : QObject(parent), m_document(document), m_findings(findings) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &QuestionRunner::refreshAll);
    connect(document, &Document::changed, &m_timer, qOverload<>(&QTimer::start));
    connect(document, &Document::currentMapChanged, this, [this] {
        emit dataChanged();
        m_timer.start();
    });
    connect(findings, &FindingsRunner::contentChanged, this, [this] {
        ++m_data;
        emit dataChanged();
        m_timer.start();
    });
    connect(findings, &FindingsRunner::namesChanged, this,
            [this](const std::vector<NameCount>& names) {
                m_names = names;
                emit dataChanged();
            });
}

SharedContent QuestionRunner::content() const {
    const Map* map = m_document->project().maps.find(m_document->currentMap());
    return map ? m_findings->contentOf(map->funnel.dataset) : nullptr;
}

const EventLog* QuestionRunner::log() const {
    const SharedContent held = content();
    return held ? std::get_if<EventLog>(held.get()) : nullptr; // the findings hold it as well
}

std::vector<std::string> QuestionRunner::columns() const {
    std::vector<std::string> columns;
    if (const EventLog* events = log())
        for (std::size_t i = 0; i < events->propertyCount(); ++i)
            if (events->sessionColumn() != i)
                columns.push_back(events->propertyName(i));
    return columns;
}

bool QuestionRunner::sessions() const {
    const EventLog* events = log();
    return events && events->sessionColumn();
}

std::optional<QuestionRunner::Key> QuestionRunner::keyOf(Subject subject) const {
    const Project& project = m_document->project();
    const Map* map = project.maps.find(m_document->currentMap());
    if (!map || !log())
        return std::nullopt;
    Key key;
    key.map = map->id;
    key.data = m_data;
    const auto bound = [&](const auto& element, const std::string& title) {
        if (!element.binding.empty())
            key.bound.emplace_back(ElementId(element.id), title, element.binding);
    };
    switch (subject) {
    case Subject::Retention:
        key.questions.retention = map->questions.retention;
        key.funnel.zone = map->funnel.zone;
        return key;
    case Subject::Paths:
        key.questions.paths = map->questions.paths;
        return key;
    case Subject::Trends:
        key.questions.trend = map->questions.trend;
        key.funnel.zone = map->funnel.zone;
        break;
    case Subject::Touchpoints:
        for (const Card* card : cardsOf(project, map->id))
            if (card->kind == CardKind::Touchpoint)
                bound(*card, card->text);
        break;
    case Subject::Instead:
    case Subject::People:
        if (subject == Subject::People)
            key.segment = m_segment;
        key.funnel = map->funnel;
        key.funnel.overTime.clear();
        key.funnel.compare = {};
        break;
    }
    for (const Stage* stage : stagesOf(project, map->id))
        bound(*stage, stage->title);
    return key;
}

void QuestionRunner::want(Subject subject) {
    slot(subject).wanted = true;
    refresh(subject);
}

void QuestionRunner::setPeople(std::optional<SegmentChoice> segment) {
    m_segment = std::move(segment);
    want(Subject::People);
}

void QuestionRunner::leave(Subject subject) {
    Slot& place = slot(subject);
    place.wanted = false;
    if (!place.state.busy)
        return;
    place.job.cancel();
    place.key.reset();
    place.state = {};
}

void QuestionRunner::cancel(Subject subject) {
    Slot& place = slot(subject);
    if (!place.state.busy)
        return;
    place.job.cancel();
    place.state = {};
    place.state.stopped = true;
    emit changed(subject);
}

void QuestionRunner::ask(Subject subject) {
    slot(subject).key.reset();
    want(subject);
}

void QuestionRunner::refreshAll() {
    for (std::size_t i = 0; i < kSubjects; ++i)
        if (m_slots[i].wanted)
            refresh(static_cast<Subject>(i));
}

void QuestionRunner::refresh(Subject subject) {
    Slot& place = slot(subject);
    std::optional<Key> key = keyOf(subject);
    if (key == place.key)
        return;
    place.job.cancel();
    place.key = key;
    if (key) {
        start(subject, *key);
        return;
    }
    place.state = {};
    emit changed(subject);
}

/// The answer before stays in view, dimmed, until the new one is there.
void QuestionRunner::start(Subject subject, Key key) {
    Slot& place = slot(subject);
    place.state.busy = true;
    place.state.stopped = false;
    place.state.error.reset();
    Job* job = place.job.start(
        [subject, project = m_document->project(), map = key.map, segment = key.segment,
         content = content()](const JobControl& control) {
            return answerTo(subject, project, map, std::get<EventLog>(*content), segment, control);
        },
        [this, subject](Answer answer) {
            State& state = slot(subject).state;
            state.answer = std::move(answer);
            state.busy = false;
            emit changed(subject);
        },
        [this, subject](const Error& error) {
            State& state = slot(subject).state;
            state = {};
            state.error = error;
            emit changed(subject);
        });
    connect(job, &Job::progress, this, [this, subject, job = QPointer(job)](double fraction) {
        if (job && !job->cancelled())
            emit progressed(subject, fraction);
    });
    emit changed(subject);
}

} // namespace cairn
