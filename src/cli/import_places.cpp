#include "cli/import_places.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/model/edits.hpp"
#include "cli/funnel_flags.hpp"

namespace cairn::cli {
namespace {

constexpr double kSureEnough = 0.6; ///< suggestions below this are not bound without being asked
constexpr std::size_t kMostStages = 12; ///< of events; counted steps all become stages

bool isUnbound(const Project& project, ElementId element) {
    const Stage* stage = project.stages.find(element.as<StageTag>());
    const Card* card = project.cards.find(element.as<CardTag>());
    return stage != nullptr ? stage->binding.empty() : card != nullptr && card->binding.empty();
}

/// Events that nothing on the map is bound to, most frequent first.
std::vector<std::string> eventsWithoutPlace(const Project& project, const Map& map,
                                            const EventLog& log) {
    std::set<std::string> bound;
    for (const Stage* stage : stagesOf(project, map.id))
        bound.insert(stage->binding.events.begin(), stage->binding.events.end());
    for (const Card* card : cardsOf(project, map.id))
        bound.insert(card->binding.events.begin(), card->binding.events.end());
    std::vector<std::string> names;
    for (const NameCount& count : countNames(log))
        if (!bound.contains(count.name))
            names.push_back(count.name);
    return names;
}

} // namespace

ElementId elementNamed(const Project& project, const Map& map, const std::string& name) {
    const std::string wanted = foldedWords(name);
    for (const Stage* stage : stagesOf(project, map.id))
        if (foldedWords(stage->title) == wanted)
            return stage->id;
    for (const Card* card : cardsOf(project, map.id))
        if (foldedWords(card->text) == wanted)
            return card->id;
    std::string stages;
    for (const Stage* stage : stagesOf(project, map.id))
        stages += (stages.empty() ? "" : ", ") + stage->title;
    throw Error(ErrorCode::NotFound, "bind “" + name + "”",
                "the map has no such stage or touchpoint", "Its stages are: " + stages + ".");
}

void PlaceFlags::add(CLI::App& command) {
    command.add_option("--bind", bindings, "STAGE=EVENT; repeatable")->expected(1)->take_all();
    command.add_flag("--no-auto-bind", noAutoBind, "Bind only what --bind says");
    command
        .add_option("--add-touchpoints", addTouchpoints,
                    "Add the N most frequent events that have no place as touchpoints")
        ->check(CLI::Range(1, 1000));
    command.add_flag(
        "--make-stages", makeStages,
        "Make a stage of each counted step, or of each usual event, that the map has none for");
}

std::vector<Place> placesAsked(const PlaceFlags& flags, const Project& project, const Map& map) {
    std::vector<Place> places;
    for (const std::string& text : flags.bindings) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            throw CLI::ValidationError("--bind", "“" + text + "” is not STAGE=EVENT");
        const FunnelStep step = parseStep(text.substr(equals + 1));
        EventBinding binding{step.events, {}};
        for (const StepFilter& f : step.filters)
            binding.filters.push_back(
                {f.column, f.isNot ? FilterOp::IsNot : FilterOp::Is, f.value});
        places.push_back(
            {elementNamed(project, map, text.substr(0, equals)), std::move(binding), {}});
    }
    return places;
}

void addLikely(std::vector<Place>& places, const Project& project, const Map& map,
               const DatasetContent& content) {
    const auto* log = std::get_if<EventLog>(&content);
    const auto suggestions =
        log != nullptr ? suggestBindings(project, map.id, log->names, channelColumnsOf(*log))
                       : suggestSteps(project, map.id, stepsOf(std::get<StepCounts>(content)));
    for (const BindingSuggestion& s : suggestions) {
        const bool known = std::any_of(places.begin(), places.end(),
                                       [&](const Place& p) { return p.element == s.element; });
        // Steps are held in place by their order; names alone must be surer.
        const bool sure = log == nullptr || s.score >= kSureEnough;
        if (known || !sure || !isUnbound(project, s.element))
            continue;
        // A stage's event is no other stage's: they would show the same customers twice.
        const bool isStage = project.stages.find(s.element.as<StageTag>()) != nullptr;
        const bool taken =
            isStage && std::any_of(places.begin(), places.end(), [&](const Place& p) {
                return project.stages.find(p.element.as<StageTag>()) != nullptr &&
                       p.binding == s.binding();
            });
        if (!taken)
            places.push_back({s.element, s.binding(), s.why});
    }
}

Project withAdditions(Project project, const Map& map, const DatasetContent& content,
                      const PlaceFlags& flags, Added& added, const JobControl& job) {
    const auto* log = std::get_if<EventLog>(&content);
    if (flags.makeStages) {
        std::set<StageId> before;
        for (const Stage* stage : stagesOf(project, map.id))
            before.insert(stage->id);
        project = addStagesOf(std::move(project), map.id,
                              log != nullptr ? stepsOf(*log, kMostStages, job)
                                             : stepsOf(std::get<StepCounts>(content)));
        for (const Stage* stage : stagesOf(project, map.id))
            if (!before.contains(stage->id))
                added.stages.push_back(stage->title);
    }
    if (flags.addTouchpoints <= 0 || log == nullptr)
        return project;
    auto events = eventsWithoutPlace(project, map, *log);
    events.resize(std::min(events.size(), static_cast<std::size_t>(flags.addTouchpoints)));
    added.touchpoints = placeTouchpoints(project, map.id, content, events, job);
    for (const TouchpointPlace& place : added.touchpoints)
        added.touchpointStages.push_back(titleOf(project, place.stage));
    return addTouchpoints(std::move(project), map.id, added.touchpoints);
}

void printPlaces(const Project& before, const std::vector<Place>& places, const Added& added) {
    for (const Place& place : places) {
        std::cout << "Bound “" << titleOf(before, place.element) << "” to “"
                  << place.binding.events.front() << "”";
        for (const PropertyFilter& filter : place.binding.filters)
            std::cout << ", " << filter.column << (filter.op == FilterOp::Is ? " is " : " is not ")
                      << filter.value;
        if (place.why)
            std::cout << " (" << nameOf(*place.why) << ")";
        std::cout << '\n';
    }
    for (const std::string& stage : added.stages)
        std::cout << "Made the stage “" << stage << "”\n";
    for (std::size_t i = 0; i < added.touchpoints.size(); ++i)
        std::cout << "Added the touchpoint “" << titleOfEvent(added.touchpoints[i].event)
                  << "” at “" << added.touchpointStages[i] << "”\n";
}

void placesToJson(nlohmann::ordered_json& document, const Project& before,
                  const std::vector<Place>& places, const Added& added) {
    using json = nlohmann::ordered_json;
    document["bindings"] = json::array();
    for (const Place& place : places)
        document["bindings"].push_back(
            {{"element", titleOf(before, place.element)},
             {"events", place.binding.events},
             {"why", place.why ? json(nameOf(*place.why)) : json(nullptr)}});
    document["stages_made"] = added.stages;
    document["touchpoints_added"] = json::array();
    for (std::size_t i = 0; i < added.touchpoints.size(); ++i)
        document["touchpoints_added"].push_back({{"event", added.touchpoints[i].event},
                                                 {"stage", added.touchpointStages[i]},
                                                 {"after", added.touchpoints[i].after},
                                                 {"events", added.touchpoints[i].events}});
}

} // namespace cairn::cli
