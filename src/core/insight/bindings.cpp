// Which events fit which stages and touchpoints: by their words, by words that mean the same step
// in a shop or an app, by channel, and for counted steps by their place in the order.
#include "cairn/insight/bindings.hpp"

#include <algorithm>

#include "cairn/base/text.hpp"
#include "core/insight/journey_words.hpp"

namespace cairn {
namespace {

using insight::Words;

constexpr double kLeast = 0.45;
constexpr std::size_t kEach = 3;
/// A channel alone is a hint; words beside it make it surer.
constexpr double kSameChannel = 0.55, kWordsBeside = 0.3;

void sortBest(std::vector<BindingSuggestion>& all) {
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
}

struct Event {
    const std::string* name;
    Words words;
    bool trouble;
    Channel channel;
};

std::vector<Event> eventsOf(std::span<const std::string> names) {
    std::vector<Event> events;
    for (const std::string& name : names) {
        Words words = insight::journeyWords(name);
        const bool trouble = insight::isTrouble(words);
        const Channel channel = insight::channelIn(words, false);
        events.push_back({&name, std::move(words), trouble, channel});
    }
    return events;
}

/// How well one event fits an element that is called so; channel: None for a stage.
BindingSuggestion compared(ElementId element, const std::string& title, const Words& words,
                           Channel channel, const Event& event) {
    BindingSuggestion found{element, *event.name};
    if (!words.empty() && foldedWords(title) == foldedWords(*event.name)) {
        found.score = 1;
        return found;
    }
    const insight::Likeness like = insight::likenessOf(words, event.words);
    const double doubt = event.trouble && !insight::isTrouble(words) ? 0.5 : 1;
    found.score = doubt * like.score;
    found.why = like.sameWords ? BindingReason::SameWords : BindingReason::SameMeaning;
    if (channel == Channel::None || event.channel != channel)
        return found;
    const double byChannel = doubt * (kSameChannel + kWordsBeside * like.score);
    if (byChannel > found.score) {
        found.score = byChannel;
        found.why = BindingReason::SameChannel;
    }
    return found;
}

std::vector<BindingSuggestion> bestOf(ElementId element, const std::string& title, Channel channel,
                                      const std::vector<Event>& events) {
    const Words words = insight::journeyWords(title);
    std::vector<BindingSuggestion> mine;
    for (const Event& event : events)
        if (auto found = compared(element, title, words, channel, event); found.score >= kLeast)
            mine.push_back(std::move(found));
    sortBest(mine);
    mine.resize(std::min(mine.size(), kEach));
    return mine;
}

/// A touchpoint's words are free: "Story with the bag" is no cart. Words that only mean the same
/// weigh less there than at a stage.
std::vector<BindingSuggestion> surer(std::vector<BindingSuggestion> mine) {
    constexpr double kDoubt = 0.8;
    for (BindingSuggestion& s : mine)
        if (s.why == BindingReason::SameMeaning)
            s.score *= kDoubt;
    std::erase_if(mine, [](const BindingSuggestion& s) { return s.score < kLeast; });
    sortBest(mine);
    return mine;
}

/// A touchpoint at a bound stage, met by those who came by its channel: the stage's event, with the
/// column's value.
void addByColumn(const Project& project, const Card& card,
                 const std::vector<BindingSuggestion>& forStages,
                 std::span<const std::string> names, std::span<const ChannelColumn> columns,
                 std::vector<BindingSuggestion>& all) {
    const Stage* stage = project.stages.find(card.stage);
    if (!stage || card.channel == Channel::None)
        return;
    std::string event;
    for (const std::string& bound : stage->binding.events)
        if (event.empty() && std::find(names.begin(), names.end(), bound) != names.end())
            event = bound;
    for (const BindingSuggestion& s : forStages) // the best comes first
        if (event.empty() && s.element == ElementId(stage->id))
            event = s.event;
    for (const ChannelColumn& column : columns)
        for (const std::string& value : column.values)
            if (!event.empty() &&
                insight::channelIn(insight::journeyWords(value), true) == card.channel) {
                all.push_back({card.id,
                               event,
                               kSameChannel,
                               BindingReason::SameChannel,
                               {{column.name, FilterOp::Is, value}}});
                return;
            }
}

} // namespace

std::string_view nameOf(BindingReason why) {
    switch (why) {
    case BindingReason::SameMeaning:
        return "means the same";
    case BindingReason::SameChannel:
        return "same channel";
    case BindingReason::SamePlace:
        return "same place in the order";
    case BindingReason::SameWords:
        break;
    }
    return "same words";
}

std::vector<BindingSuggestion> suggestBindings(const Project& project, MapId map,
                                               std::span<const std::string> eventNames,
                                               std::span<const ChannelColumn> channels) {
    const std::vector<Event> events = eventsOf(eventNames);
    std::vector<BindingSuggestion> all;
    const auto take = [&](std::vector<BindingSuggestion> mine) {
        all.insert(all.end(), mine.begin(), mine.end());
    };
    for (const Stage* stage : stagesOf(project, map))
        take(bestOf(stage->id, stage->title, Channel::None, events));
    const std::vector<BindingSuggestion> forStages = all;
    for (const Card* card : cardsOf(project, map))
        if (card->kind == CardKind::Touchpoint) {
            take(surer(bestOf(card->id, card->text, card->channel, events)));
            addByColumn(project, *card, forStages, eventNames, channels, all);
        }
    sortBest(all);
    return all;
}

std::vector<BindingSuggestion> suggestBindings(const Project& project, MapId map,
                                               std::span<const std::string> eventNames) {
    return suggestBindings(project, map, eventNames, {});
}

bool saysChannel(std::string_view column) {
    return insight::channelColumnRank(column).has_value();
}

std::vector<ChannelColumn> channelColumnsOf(const EventLog& log) {
    std::vector<std::pair<std::size_t, ChannelColumn>> found;
    for (std::size_t i = 0; i < log.propertyCount(); ++i)
        if (const auto rank = insight::channelColumnRank(log.propertyName(i));
            rank && i != log.sessionColumn())
            found.push_back({*rank, {log.propertyName(i), log.propertyValues(i)}});
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<ChannelColumn> columns;
    for (auto& [rank, column] : found)
        columns.push_back(std::move(column));
    return columns;
}

std::vector<BindingSuggestion> suggestSteps(const Project& project, MapId map,
                                            std::span<const std::string> steps) {
    const auto stages = stagesOf(project, map);
    const std::vector<Event> events = eventsOf(steps);
    struct Pair {
        std::size_t stage, step;
        BindingSuggestion why;
    };
    std::vector<Pair> likely, chosen;
    for (std::size_t i = 0; i < stages.size(); ++i)
        for (const BindingSuggestion& s :
             bestOf(stages[i]->id, stages[i]->title, Channel::None, events))
            likely.push_back({i,
                              static_cast<std::size_t>(
                                  std::find(steps.begin(), steps.end(), s.event) - steps.begin()),
                              s});
    std::stable_sort(likely.begin(), likely.end(),
                     [](const Pair& a, const Pair& b) { return a.why.score > b.why.score; });
    // Both have an order: what would cross a better likeness is none.
    for (const Pair& pair : likely)
        if (std::none_of(chosen.begin(), chosen.end(), [&](const Pair& other) {
                return (pair.stage <= other.stage) != (pair.step <= other.step) ||
                       pair.stage == other.stage || pair.step == other.step;
            }))
            chosen.push_back(pair);
    std::sort(chosen.begin(), chosen.end(),
              [](const Pair& a, const Pair& b) { return a.stage < b.stage; });
    std::vector<BindingSuggestion> all;
    std::size_t stage = 0, step = 0;
    const auto fillTo = [&](std::size_t nextStage, std::size_t nextStep) {
        if (nextStage - stage == nextStep - step)
            for (; stage < nextStage; ++stage, ++step)
                all.push_back({stages[stage]->id, steps[step], 0.6, BindingReason::SamePlace});
        stage = nextStage + 1;
        step = nextStep + 1;
    };
    for (const Pair& pair : chosen) {
        fillTo(pair.stage, pair.step);
        all.push_back(pair.why);
    }
    fillTo(stages.size(), steps.size());
    sortBest(all);
    return all;
}

} // namespace cairn
