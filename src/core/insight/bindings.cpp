// Which events fit which stages and touchpoints: by their words, by words that mean the same step
// in a shop or an app, by channel, and for counted steps by their place in the order.
#include "cairn/insight/bindings.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "cairn/base/text.hpp"
#include "core/insight/journey_words.hpp"

namespace cairn {
namespace {

using insight::Words;

constexpr double kLeast = 0.45;
constexpr std::size_t kEach = 3;
/// A channel alone is a hint; words beside it make it surer.
constexpr double kSameChannel = 0.55, kWordsBeside = 0.3;
constexpr double kSamePlace = 0.6; ///< of counted steps

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

std::vector<BindingSuggestion> likelyOf(ElementId element, const std::string& title,
                                        Channel channel, const std::vector<Event>& events) {
    const Words words = insight::journeyWords(title);
    std::vector<BindingSuggestion> mine;
    for (const Event& event : events)
        if (auto found = compared(element, title, words, channel, event); found.score >= kLeast)
            mine.push_back(std::move(found));
    sortBest(mine);
    return mine;
}

std::vector<BindingSuggestion> bestOf(ElementId element, const std::string& title, Channel channel,
                                      const std::vector<Event>& events) {
    auto mine = likelyOf(element, title, channel, events);
    mine.resize(std::min(mine.size(), kEach));
    return mine;
}

/// Each event to the stage that it fits best, and to each stage the event that is left for it: best
/// pairs first, which is a stable matching. What no stage took remains a second choice where it
/// fits best.
std::vector<BindingSuggestion> matched(std::vector<BindingSuggestion> pairs) {
    sortBest(pairs);
    std::map<std::string_view, ElementId> given;
    std::set<ElementId> served;
    for (const BindingSuggestion& s : pairs)
        if (!served.contains(s.element) && given.try_emplace(s.event, s.element).second)
            served.insert(s.element);
    for (const BindingSuggestion& s : pairs)
        given.try_emplace(s.event, s.element);
    std::vector<BindingSuggestion> kept;
    std::map<ElementId, std::size_t> counts;
    for (const BindingSuggestion& s : pairs)
        if (given.at(s.event) == s.element && ++counts[s.element] <= kEach)
            kept.push_back(s);
    return kept;
}

/// Channels and columns tell how somebody came: of what comes after the arrival they say nothing,
/// unless the event is what the touchpoint speaks of.
bool sharesWord(const std::string& text, const std::string& event) {
    const Words words = insight::journeyWords(text), of = insight::journeyWords(event);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(of.begin(), of.end(), word) != of.end();
    });
}

/// A touchpoint's words are free: "Story with the bag" is no cart. Words that only mean the same
/// weigh less there than at a stage.
std::vector<BindingSuggestion> surer(std::vector<BindingSuggestion> mine) {
    constexpr double kDoubt = 0.75;
    for (BindingSuggestion& s : mine)
        if (s.why == BindingReason::SameMeaning)
            s.score *= kDoubt;
    std::erase_if(mine, [](const BindingSuggestion& s) { return s.score < kLeast; });
    sortBest(mine);
    return mine;
}

/// What shows each stage: the event it is bound to, or else the best that is suggested; empty for
/// none.
std::string eventAt(const Stage& stage, const std::vector<BindingSuggestion>& forStages,
                    std::span<const std::string> names) {
    for (const std::string& bound : stage.binding.events)
        if (std::find(names.begin(), names.end(), bound) != names.end())
            return bound;
    for (const BindingSuggestion& s : forStages) // the best comes first
        if (s.element == ElementId(stage.id))
            return s.event;
    return {};
}

/// A touchpoint at a bound stage, met by those who came by its channel: the stage's event, with the
/// column's value.
void addByColumn(const Card& card, const std::string& event, bool isArrival,
                 std::span<const ChannelColumn> columns, std::vector<BindingSuggestion>& all) {
    if (card.channel == Channel::None || event.empty() ||
        (!isArrival && !sharesWord(card.text, event)))
        return;
    for (const ChannelColumn& column : columns)
        for (const std::string& value : column.values)
            if (insight::channelIn(insight::journeyWords(value), true) == card.channel) {
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
        take(likelyOf(stage->id, stage->title, Channel::None, events));
    all = matched(std::move(all));
    std::map<StageId, std::string> shownBy;
    StageId arrival;
    for (const Stage* stage : stagesOf(project, map))
        if (std::string event = eventAt(*stage, all, eventNames); !event.empty()) {
            if (shownBy.empty())
                arrival = stage->id;
            shownBy.emplace(stage->id, std::move(event));
        }
    for (const Card* card : cardsOf(project, map))
        if (card->kind == CardKind::Touchpoint) {
            take(surer(bestOf(card->id, card->text, card->channel, events)));
            if (const auto at = shownBy.find(card->stage); at != shownBy.end())
                addByColumn(*card, at->second, card->stage == arrival, channels, all);
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
    // Who only came is at the first stage, whatever that is called.
    const auto came = std::find_if(events.begin(), events.end(), [](const Event& event) {
        return insight::likenessOf({"session"}, event.words).score >= 0.9;
    });
    if (came != events.end() && !stages.empty())
        likely.push_back({0,
                          static_cast<std::size_t>(came - events.begin()),
                          {stages[0]->id, *came->name, kSamePlace, BindingReason::SamePlace}});
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
                all.push_back(
                    {stages[stage]->id, steps[step], kSamePlace, BindingReason::SamePlace});
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
