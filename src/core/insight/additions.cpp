// What an import adds to a map: touchpoints for events that have no place yet, stages for steps
// that somebody else counted.
#include <algorithm>
#include <set>

#include "cairn/analytics/precedence.hpp"
#include "cairn/insight/bindings.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"
#include "core/insight/journey_words.hpp"

namespace cairn {
namespace {

/// Nothing lies in it, nothing hangs on it and no data is bound to it.
bool isEmptyStage(const Project& project, const Stage& stage) {
    const auto holds = [&](const auto& table) {
        return std::any_of(table.begin(), table.end(),
                           [&](const auto& element) { return element->stage == stage.id; });
    };
    const ElementId id = stage.id;
    return stage.binding.empty() && stage.description.empty() && !stage.detail &&
           !holds(project.cards) && !holds(project.steps) && !holds(project.emotions) &&
           std::none_of(project.links.begin(), project.links.end(),
                        [&](const auto& link) { return link->from == id || link->to == id; }) &&
           std::none_of(project.comments.begin(), project.comments.end(),
                        [&](const auto& comment) { return comment->element == id; });
}

} // namespace

std::string titleOfEvent(std::string_view event) {
    std::string title(event);
    std::replace_if(
        title.begin(), title.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

std::vector<std::string> stepsOf(const EventLog& log, std::size_t most, const JobControl& job) {
    if (log.timeless) // as somebody put them in order
        return {log.names.begin(),
                log.names.begin() + static_cast<std::ptrdiff_t>(std::min(most, log.names.size()))};
    std::vector<NameCount> counts = countNames(log);
    std::erase_if(counts, [](const NameCount& count) {
        return insight::isTrouble(insight::journeyWords(count.name));
    });
    std::stable_sort(counts.begin(), counts.end(),
                     [](const NameCount& a, const NameCount& b) { return a.units > b.units; });
    counts.resize(std::min(counts.size(), most));
    std::vector<std::string> names;
    for (const NameCount& count : counts)
        names.push_back(count.name);
    const auto places = meanPlaces(log, names, job);
    std::vector<std::size_t> order(names.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // What nobody has beside another event stays where its number of customers puts it: at the end.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return places[a].value_or(2) < places[b].value_or(2);
    });
    std::vector<std::string> steps;
    for (const std::size_t i : order)
        steps.push_back(names[i]);
    return steps;
}

std::vector<std::string> stepsOf(const StepCounts& counts) {
    std::vector<std::string> steps;
    std::set<std::string> known;
    for (const StepCount& row : counts.rows)
        if (known.insert(row.step).second)
            steps.push_back(row.step);
    return steps;
}

std::vector<TouchpointPlace> placeTouchpoints(const Project& project, MapId map,
                                              const DatasetContent& content,
                                              std::span<const std::string> events,
                                              const JobControl& job) {
    const auto all = stagesOf(project, map);
    if (all.empty())
        return {};
    std::vector<StageId> stages;
    const auto steps = funnelStepsOf(project, map, &stages);
    std::vector<TouchpointPlace> places;
    const auto* log = std::get_if<EventLog>(&content);
    if (!log) {
        for (const std::string& event : events)
            places.push_back({event, all.front()->id});
        return places;
    }
    for (const Precedence& found : whatComesBefore(*log, steps, events, job)) {
        TouchpointPlace& place = places.emplace_back();
        place = {found.event, all.front()->id, 0, found.events};
        for (std::size_t step = 0; step < steps.size(); ++step)
            if (found.after[step] > place.after) { // of two as often, the earlier stage
                place.after = found.after[step];
                place.stage = stages[step];
            }
    }
    return places;
}

Project addTouchpoints(Project project, MapId map, std::span<const TouchpointPlace> places) {
    if (places.empty())
        return project;
    LaneId lane;
    for (const Lane* known : lanesOf(project, map))
        if (known->kind == LaneKind::Touchpoints && !lane)
            lane = known->id;
    if (!lane) {
        lane = newId<LaneId>();
        project = addLane(std::move(project), lane, map, LaneKind::Touchpoints, "Touchpoints");
    }
    for (const TouchpointPlace& place : places) {
        const auto id = newId<CardId>();
        project =
            addCard(std::move(project), id, {lane, place.stage, {}, {}}, titleOfEvent(place.event));
        Card card = *project.cards.find(id);
        card.channel = insight::channelIn(insight::journeyWords(place.event), false);
        card.binding.events = {place.event};
        project = put(std::move(project), std::move(card));
    }
    return project;
}

Project addStagesOf(Project project, MapId map, std::span<const std::string> steps) {
    // The stage of each step, by the steps' order, as far as the map has it already.
    std::vector<StageId> placed(steps.size());
    for (const Stage* stage : stagesOf(project, map))
        for (std::size_t i = 0; i < steps.size(); ++i)
            if (std::find(stage->binding.events.begin(), stage->binding.events.end(), steps[i]) !=
                stage->binding.events.end())
                placed[i] = stage->id;
    const auto isPlaced = [](StageId id) { return bool(id); };
    if (std::none_of(placed.begin(), placed.end(), isPlaced)) {
        std::vector<ElementId> empty;
        for (const Stage* stage : stagesOf(project, map))
            if (isEmptyStage(project, *stage))
                empty.push_back(stage->id);
        project = removeElements(std::move(project), empty);
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (placed[i])
            continue;
        placed[i] = newId<StageId>();
        const auto next = std::find_if(placed.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                       placed.end(), isPlaced);
        project = addStage(std::move(project), placed[i], map, titleOfEvent(steps[i]),
                           next == placed.end() ? StageId{} : *next);
        project = bind(std::move(project), placed[i], {{steps[i]}, {}});
    }
    return project;
}

} // namespace cairn
