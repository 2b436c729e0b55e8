#include "cairn/insight/questions.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"
#include "core/insight/metrics.hpp"
#include "core/insight/setup_words.hpp"

namespace cairn {
namespace {

using insight::periodNamed;
using insight::stepOf;
using insight::wordOf;

const Map& mapWith(const Project& project, MapId map, const char* doing) {
    if (const Map* found = project.maps.find(map))
        return *found;
    throw Error(ErrorCode::BadInput, doing, "there is no such map");
}

std::size_t countWithin(const char* doing, const char* what, std::int64_t value,
                        std::int64_t most) {
    if (value < 1 || value > most)
        throw Error(ErrorCode::BadInput, doing, std::string(what) + " is " + std::to_string(value),
                    "It can be 1 to " + std::to_string(most) + ".");
    return static_cast<std::size_t>(value);
}

/// Bound touchpoint cards of a stage, as they stand on the map: lane by lane, step by step.
std::vector<const Card*> touchpointsOf(const Project& project, MapId map, StageId stage) {
    const auto steps = stepsOf(project, stage);
    const auto placeOfStep = [&](const Card* card) {
        return std::find_if(steps.begin(), steps.end(),
                            [&](const Step* s) { return s->id == card->step; }) -
               steps.begin();
    };
    std::vector<const Card*> all;
    for (const Lane* lane : lanesOf(project, map)) {
        auto cards = cardsIn(project, lane->id, stage);
        std::erase_if(cards, [](const Card* card) {
            return card->kind != CardKind::Touchpoint || card->binding.empty();
        });
        std::stable_sort(cards.begin(), cards.end(), [&](const Card* a, const Card* b) {
            return placeOfStep(a) < placeOfStep(b);
        });
        all.insert(all.end(), cards.begin(), cards.end());
    }
    return all;
}

} // namespace

RetentionOptions retentionOptionsOf(const Project& project, MapId map) {
    const char* doing = "read the retention's setup";
    const Map& found = mapWith(project, map, doing);
    const RetentionSetup& setup = found.questions.retention;
    RetentionOptions options;
    options.start = stepOf({}, setup.start);
    options.back = stepOf({}, setup.back);
    options.who = wordOf<RetentionStart>(
        doing, "the start", setup.who,
        {{"first-time", RetentionStart::FirstTime}, {"recurring", RetentionStart::Recurring}});
    options.measure = wordOf<RetentionMeasure>(
        doing, "the measure", setup.measure,
        {{"on", RetentionMeasure::On}, {"unbounded", RetentionMeasure::Unbounded}});
    options.period = periodNamed(doing, setup.period);
    options.periods = countWithin(doing, "the number of periods", setup.periods, 400);
    options.zone = TimeZone::named(found.funnel.zone);
    return options;
}

PathsOptions pathsOptionsOf(const Project& project, MapId map) {
    const char* doing = "read the paths' setup";
    const PathsSetup& setup = mapWith(project, map, doing).questions.paths;
    PathsOptions options;
    options.anchor = stepOf({}, setup.anchor);
    options.direction =
        wordOf<PathDirection>(doing, "the direction", setup.direction,
                              {{"after", PathDirection::After}, {"before", PathDirection::Before}});
    options.depth = countWithin(doing, "the depth", setup.depth, 12);
    options.everyAnchor = setup.everyAnchor;
    options.windowMs = setup.windowMs;
    options.joinRepeats = setup.joinRepeats;
    options.hidden = setup.hidden;
    return options;
}

TrendOptions trendOptionsOf(const Project& project, MapId map) {
    const char* doing = "read the trend's setup";
    const Map& found = mapWith(project, map, doing);
    const TrendSetup& setup = found.questions.trend;
    TrendOptions options;
    const std::vector<FunnelStep> stages = funnelStepsOf(project, map);
    for (const EventBinding& series : setup.series)
        options.series.push_back(stepOf({}, series));
    if (setup.series.empty())
        options.series = stages;
    if (!stages.empty())
        options.base = stages.front();
    options.measure = wordOf<TrendMeasure>(doing, "the measure", setup.measure,
                                           {{"events", TrendMeasure::Events},
                                            {"users", TrendMeasure::Units},
                                            {"rate", TrendMeasure::Rate}});
    options.period = periodNamed(doing, setup.period);
    options.zone = TimeZone::named(found.funnel.zone);
    return options;
}

TouchpointOptions touchpointOptionsOf(const Project& project, MapId map,
                                      std::vector<ElementId>* which) {
    mapWith(project, map, "read the touchpoints");
    if (which)
        which->clear();
    TouchpointOptions options;
    const EventBinding* last = nullptr;
    const auto add = [&](ElementId element, const std::string& label, const EventBinding& binding) {
        if (last && *last != binding)
            options.between.emplace_back(options.touchpoints.size() - 1,
                                         options.touchpoints.size());
        options.touchpoints.push_back(stepOf(label, binding));
        if (which)
            which->push_back(element);
        last = &binding;
    };
    for (const Stage* stage : stagesOf(project, map)) {
        if (!stage->binding.empty())
            add(stage->id, stage->title, stage->binding);
        for (const Card* card : touchpointsOf(project, map, stage->id))
            add(card->id, card->text, card->binding);
    }
    return options;
}

} // namespace cairn
