// Which places of a survey belong to which stages and touchpoints.
#include "cairn/insight/feedback.hpp"

#include <algorithm>
#include <set>

#include "cairn/insight/bindings.hpp"

namespace cairn {
namespace {

/// As sure as an event has to be to be bound without being asked.
constexpr double kSureEnough = 0.6;

} // namespace

std::vector<PlaceCount> countPlaces(const FeedbackAnswers& feedback) {
    std::vector<PlaceCount> counts;
    for (const std::string& place : feedback.places)
        counts.push_back({place, 0});
    for (const FeedbackAnswer& answer : feedback.answers)
        if (answer.place)
            ++counts[*answer.place].answers;
    std::stable_sort(counts.begin(), counts.end(), [](const PlaceCount& a, const PlaceCount& b) {
        return a.answers != b.answers ? a.answers > b.answers : a.place < b.place;
    });
    return counts;
}

std::vector<std::pair<ElementId, std::vector<std::string>>>
suggestPlaces(const Project& project, MapId map, std::span<const std::string> places) {
    std::set<ElementId> bound;
    std::set<std::string> taken;
    const auto note = [&](ElementId element, const std::vector<std::string>& known) {
        if (!known.empty())
            bound.insert(element);
        taken.insert(known.begin(), known.end());
    };
    for (const Stage* stage : stagesOf(project, map))
        note(stage->id, stage->feedbackPlaces);
    for (const Card* card : cardsOf(project, map))
        note(card->id, card->feedbackPlaces);
    std::vector<std::pair<ElementId, std::vector<std::string>>> result;
    // Best first, and of equals the stages first, as they are asked for first.
    for (const BindingSuggestion& s : suggestBindings(project, map, places)) {
        if (s.score < kSureEnough || bound.contains(s.element) || !taken.insert(s.event).second)
            continue;
        const auto at = std::find_if(result.begin(), result.end(),
                                     [&](const auto& row) { return row.first == s.element; });
        if (at == result.end())
            result.emplace_back(s.element, std::vector{s.event});
        else
            at->second.push_back(s.event);
    }
    return result;
}

} // namespace cairn
