#pragma once
// What of an import belongs where on a map: events for stages and touchpoints, and what may be added.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/step_counts.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

/// Why an event is thought to belong to an element.
enum class BindingReason { SameWords, SameMeaning, SameChannel, SamePlace };
/// "same words" "means the same" "same channel" "same place in the order", in English.
std::string_view nameOf(BindingReason);

/// Which event names fit which stages and touchpoints; best first; score 0..1.
struct BindingSuggestion {
    ElementId element;
    std::string event;
    double score = 0;
    BindingReason why = BindingReason::SameWords;
    /// Of a touchpoint whose channel is a value of the data's channel column: "medium is email".
    std::vector<PropertyFilter> filters = {};

    EventBinding binding() const { return {{event}, filters}; }
};
/// By name, by words that mean the same step (English, German, French, Dutch, Spanish) and by channel.
std::vector<BindingSuggestion> suggestBindings(const Project&, MapId, std::span<const std::string> eventNames);

/// A column of the data that says by which channel somebody came.
struct ChannelColumn {
    std::string name; ///< "utm_medium"
    std::vector<std::string> values;
};
/// Those columns of a log, the one that is most surely a channel first.
std::vector<ChannelColumn> channelColumnsOf(const EventLog&);
/// Whether a column of that name says a channel.
bool saysChannel(std::string_view column);
/// The same, and touchpoints that are met at a bound stage by a channel of these columns. `bindings` are those that are
/// going to be made.
std::vector<BindingSuggestion> suggestBindings(const Project&, MapId, std::span<const std::string> eventNames,
                                               std::span<const ChannelColumn> channels);

/// For steps that somebody else counted, which have an order as the map's stages have: at most one step a stage, by name
/// and meaning, and where as many stages as steps lie between two that are found so, in their order.
std::vector<BindingSuggestion> suggestSteps(const Project&, MapId, std::span<const std::string> steps);

// --- what an import may add to the map ---

/// "add_to_cart" as a stage or a touchpoint is called "Add to cart".
std::string titleOfEvent(std::string_view event);

/// Where an event that has no place on the map yet could have one.
struct TouchpointPlace {
    std::string event;
    StageId stage;
    std::uint64_t after = 0; ///< how often that stage was the last one reached before the event
    std::uint64_t events = 0;
};
/// In the stage whose bound event most often comes before it; the map's first stage when none does. `map` must have
/// its bindings already. Events in the order asked. Empty for a map without stages.
std::vector<TouchpointPlace> placeTouchpoints(const Project&, MapId, const DatasetContent&,
                                              std::span<const std::string> events, const JobControl& job = {});
/// A touchpoint card for each, bound to its event, in the map's first touchpoint lane (made when there is none).
Project addTouchpoints(Project, MapId, std::span<const TouchpointPlace>);
/// A stage for each step that no stage is bound to, where the order of the steps has it. When none of them had a stage,
/// stages with nothing in them make room.
Project addStagesOf(Project, MapId, std::span<const std::string> steps);
/// What could be the stages of a log, in the order in which they mostly happen: the `most` events that most customers
/// have, but for those of something that went wrong (an error, a lost deal).
std::vector<std::string> stepsOf(const EventLog&, std::size_t most, const JobControl& job = {});
/// The steps of such counts, each once, in the file's order.
std::vector<std::string> stepsOf(const StepCounts&);

} // namespace cairn
