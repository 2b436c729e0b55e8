#include "editor/findings_runner.hpp"

#include "cairn/insight/feedback.hpp"

namespace cairn {

namespace {

// Typing on a card must not start the funnel anew: only these fields carry weight.
bool weighsTheSame(const Card& a, const Card& b) {
    return a.stage == b.stage && a.lane == b.lane && a.kind == b.kind && a.severity == b.severity &&
           a.reach == b.reach && a.frequency == b.frequency && a.binding == b.binding &&
           a.painOverride == b.painOverride && a.feedbackPlaces == b.feedbackPlaces;
}
bool weighsTheSame(const Stage& a, const Stage& b) {
    return a.rank == b.rank && a.binding == b.binding && a.title == b.title &&
           a.feedbackPlaces == b.feedbackPlaces;
}
bool weighsTheSame(const Persona& a, const Persona& b) {
    return a.segment == b.segment;
}

template <class T> bool anyWeight(const TableChanges<T>& changes) {
    for (const auto& row : changes.rows)
        if (!row.before || !row.after || !weighsTheSame(*row.before, *row.after))
            return true;
    return false;
}

bool touchesNumbers(const Changes& changes) {
    return changes.factsAfter || !changes.maps.empty() || !changes.datasets.empty() ||
           !changes.emotions.empty() || !changes.lanes.empty() || anyWeight(changes.stages) ||
           anyWeight(changes.cards) || anyWeight(changes.personas);
}

} // namespace

FindingsRunner::FindingsRunner(Document* document, Source source, QObject* parent)
    : QObject(parent), m_document(document), m_source(std::move(source)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &FindingsRunner::refresh);
    connect(document, &Document::changed, this, &FindingsRunner::onChanged);
    connect(document, &Document::currentMapChanged, &m_timer, qOverload<>(&QTimer::start));
    m_timer.start();
}

void FindingsRunner::setContent(DatasetId dataset, SharedContent content) {
    m_dataset = dataset;
    m_content = std::move(content);
    m_loading = false;
    emit contentChanged();
    countEvents();
    m_timer.start();
}

void FindingsRunner::setFeedback(DatasetId dataset, SharedContent content) {
    m_feedback = {dataset, std::move(content), false};
    m_timer.start();
}

void FindingsRunner::forget() {
    m_dataset = {};
    m_content.reset();
    m_other = {};
    m_feedback = {};
    m_answeredBefore = {};
    emit contentChanged();
    m_timer.start();
}

void FindingsRunner::onChanged(const Changes& changes) {
    if (touchesNumbers(changes))
        m_timer.start();
}

void FindingsRunner::refresh() {
    const Map* map = m_document->project().maps.find(m_document->currentMap());
    if (!map) {
        m_document->setFindings(std::nullopt);
        return;
    }
    const DatasetId wanted = map->funnel.dataset;
    if (const DatasetId compared = comparedDataset(); compared != m_other.dataset)
        loadBeside(m_other, compared);
    if (map->feedback != m_feedback.dataset)
        loadBeside(m_feedback, map->feedback);
    if (const DatasetId before = surveyBefore(m_document->project(), *map);
        before != m_answeredBefore.dataset)
        loadBeside(m_answeredBefore, before);
    const bool beside = m_other.loading || m_feedback.loading || m_answeredBefore.loading;
    if (wanted && wanted != m_dataset)
        load(wanted);
    else if (!m_loading && !beside)
        compute();
}

/// The earlier import that the current map's funnel is held against; 0 = none.
DatasetId FindingsRunner::comparedDataset() const {
    const Map* map = m_document->project().maps.find(m_document->currentMap());
    const bool asked = map && map->funnel.compare.with == "dataset" &&
                       map->funnel.compare.dataset != map->funnel.dataset &&
                       m_document->project().datasets.find(map->funnel.compare.dataset);
    return asked ? map->funnel.compare.dataset : DatasetId();
}

void FindingsRunner::loadBeside(Beside& beside, DatasetId dataset) {
    beside = {dataset, nullptr, static_cast<bool>(dataset)};
    if (!dataset)
        return;
    m_source(
        dataset,
        [this, self = QPointer(this), &beside, dataset](SharedContent content) {
            if (!self || dataset != beside.dataset)
                return;
            beside.content = std::move(content);
            beside.loading = false;
            m_timer.start();
        },
        [this, self = QPointer(this), &beside, dataset](const Error& error) {
            if (!self || dataset != beside.dataset)
                return;
            beside.loading = false;
            emit trouble(error);
            m_timer.start();
        });
}

void FindingsRunner::load(DatasetId dataset) {
    m_dataset = dataset;
    m_content.reset();
    m_loading = true;
    emit contentChanged();
    m_source(
        dataset,
        [this, self = QPointer(this), dataset](SharedContent content) {
            if (self && dataset == m_dataset)
                setContent(dataset, std::move(content));
        },
        [this, self = QPointer(this), dataset](const Error& error) {
            if (!self || dataset != m_dataset)
                return;
            m_loading = false;
            emit trouble(error);
            compute();
        });
}

void FindingsRunner::compute() {
    const MapId map = m_document->currentMap();
    const Map* shown = m_document->project().maps.find(map);
    const bool uses = shown && shown->funnel.dataset && shown->funnel.dataset == m_dataset;
    m_job.start(
        [project = m_document->project(), map, content = uses ? m_content : nullptr,
         other = m_other.content, feedback = m_feedback.content,
         before = m_answeredBefore.content](const JobControl& job) {
            return computeFindings(project, map, content.get(), job, other.get(), feedback.get(),
                                   before.get());
        },
        [this, map](MapFindings findings) {
            if (map == m_document->currentMap())
                m_document->setFindings(std::move(findings));
        },
        [this](const Error& error) {
            m_document->setFindings(std::nullopt);
            emit trouble(error);
        });
}

void FindingsRunner::countEvents() {
    m_names.start(
        [content = m_content](const JobControl&) {
            const auto* log = content ? std::get_if<EventLog>(content.get()) : nullptr;
            return log ? countNames(*log) : std::vector<NameCount>{};
        },
        [this](std::vector<NameCount> names) { emit namesChanged(names); },
        [this](const Error& error) { emit trouble(error); });
}

} // namespace cairn
