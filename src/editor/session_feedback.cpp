// How a survey becomes part of the open project: beside the events, not in their place.
#include <QLocale>
#include <algorithm>

#include "cairn/insight/feedback.hpp"
#include "cairn/model/edits.hpp"
#include "editor/dataset_facts.hpp"
#include "editor/session.hpp"

namespace cairn {
namespace {

/// What a person chose, then what fits by name and meaning.
Project withPlaces(Project project, MapId map, const FeedbackAnswers& answers,
                   const std::vector<std::pair<ElementId, EventBinding>>& chosen) {
    for (const auto& [element, binding] : chosen)
        project = bindPlaces(std::move(project), element, binding.events);
    const auto isChosen = [&](ElementId id) {
        return std::any_of(chosen.begin(), chosen.end(),
                           [&](const auto& pair) { return pair.first == id; });
    };
    for (const auto& [element, places] : suggestPlaces(project, map, answers.places))
        if (!isChosen(element))
            project = bindPlaces(std::move(project), element, places);
    return project;
}

} // namespace

void Session::adoptFeedback(const QString& fileName, const std::string& name,
                            const ImportPlan& plan, ImportResult result,
                            const std::vector<std::pair<ElementId, EventBinding>>& bindings) {
    if (!m_document || !m_saver)
        return;
    const Dataset dataset = datasetOf(newId<DatasetId>(), fileName, name, plan, result);
    const auto content = std::make_shared<const DatasetContent>(std::move(result.content));
    const auto put = [this, dataset, content, bindings, map = m_document->currentMap(),
                      document = QPointer(m_document.get())] {
        if (!document)
            return;
        m_findings->setFeedback(dataset.id, content);
        const Map* shown = document->project().maps.find(map);
        const Dataset* before =
            shown ? document->project().datasets.find(shown->feedback) : nullptr;
        const QString earlier = before ? QString::fromStdString(before->name) : QString();
        const bool done = document->edit(
            tr("import %1").arg(QString::fromStdString(dataset.fileName)), [&](Project project) {
                project = succeedFeedback(std::move(project), map, dataset, newId<LaneId>(),
                                          tr("Feedback", "a lane").toStdString());
                return withPlaces(std::move(project), map, std::get<FeedbackAnswers>(*content),
                                  bindings);
            });
        if (done)
            emit imported(dataset.id);
        if (done && !earlier.isEmpty())
            emit message({tr("The map shows the answers of %1 now, not those of %2.")
                              .arg(QString::fromStdString(dataset.fileName), earlier),
                          tr("Both are in the data: “Use on this map” changes back."),
                          false,
                          {}});
        else if (done && dataset.skipped > 0)
            emit message({tr("%1 is on the map. Rows without an answer: %2.")
                              .arg(QString::fromStdString(dataset.fileName),
                                   QLocale().toString(static_cast<qlonglong>(dataset.skipped))),
                          {},
                          false,
                          {}});
    };
    m_saver->putDataset(dataset.id, content, put,
                        [this](const Error& error) { emit message(messageOf(error)); });
}

} // namespace cairn
