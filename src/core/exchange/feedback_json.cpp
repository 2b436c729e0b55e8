#include "core/exchange/json_parts.hpp"

namespace cairn::exchange {
namespace {

json changeOf(const FeedbackChange& change) {
    return {{"before", orNull(change.value)},          {"before_n", change.n},
            {"now", orNull(change.nowValue)},          {"now_n", change.nowN},
            {"difference", orNull(change.difference)}, {"interval", orNull(change.interval)},
            {"more_than_chance", change.significant}};
}

json scoreOf(const FeedbackScore& score) {
    const FeedbackScale& scale = score.question.scale;
    return {{"question", score.question.name},
            {"kind", nameOf(scale.kind)},
            {"scale", {scale.low, scale.high}},
            {"higher_is_better", scale.higherIsBetter},
            {"n", score.n},
            {"good", score.good},
            {"negative", score.bad},
            {"value", orNull(score.value)},
            {"interval", orNull(score.interval)},
            {"mean", orNull(score.mean)},
            {"mean_interval", orNull(score.meanInterval)},
            {"few", score.few},
            {"change", score.change ? changeOf(*score.change) : json(nullptr)}};
}

json summaryOf(const FeedbackSummary& summary) {
    json row{{"answers", summary.answers},
             {"negative", summary.negative},
             {"comments", summary.texts},
             {"scores", json::array()},
             {"verbatims", json::array()}};
    for (const FeedbackScore& score : summary.scores)
        row["scores"].push_back(scoreOf(score));
    for (const Verbatim& verbatim : summary.verbatims)
        row["verbatims"].push_back({{"text", verbatim.text},
                                    {"place", verbatim.place},
                                    {"time", instantOrNull(verbatim.time)},
                                    {"score", orNull(verbatim.score)}});
    return row;
}

} // namespace

json feedbackOf(const Project& project, const MapFindings& findings) {
    const FeedbackFindings& feedback = *findings.feedback;
    json document{{"all", summaryOf(feedback.all)}, {"elements", json::array()},
                  {"unplaced", json::array()},      {"nowhere", feedback.nowhere},
                  {"before", feedback.beforeName},  {"since", instantOrNull(feedback.since)}};
    for (const auto& [element, summary] : feedback.of) {
        json row{{"id", element.value},
                 {"kind", kindOf(project, element)},
                 {"title", titleOf(project, element)}};
        row.update(summaryOf(summary));
        document["elements"].push_back(std::move(row));
    }
    for (const PlaceCount& place : feedback.unplaced)
        document["unplaced"].push_back({{"place", place.place}, {"answers", place.answers}});
    return document;
}

} // namespace cairn::exchange
