#include "cli/feedback_flags.hpp"

#include <charconv>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/model/edits.hpp"
#include "cli/import_places.hpp"
#include "cli/print.hpp"

namespace cairn::cli {
namespace {

[[noreturn]] void badScale(const std::string& text) {
    throw CLI::ValidationError("--score", "“" + text +
                                              "” is not nps, csat, ces or sentiment, such as "
                                              "csat:1-5 or ces:1-7:low");
}

std::optional<std::int64_t> wholeIn(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string oneDecimal(double value) {
    char text[32] = "";
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

/// "NPS 35", "CSAT 62.5 %".
std::string valueText(const FeedbackScore& score) {
    if (!score.value)
        return "–";
    return score.question.scale.kind == FeedbackKind::Nps ? oneDecimal(*score.value)
                                                          : percentText(score.value);
}

std::string intervalText(const FeedbackScore& score) {
    if (!score.interval)
        return "–";
    if (score.question.scale.kind == FeedbackKind::Nps)
        return oneDecimal(score.interval->low) + " to " + oneDecimal(score.interval->high);
    return percentText(score.interval->low) + " to " + percentText(score.interval->high);
}

/// What the number is, as the same letters stand for two.
std::string measureText(const FeedbackScale& scale) {
    switch (scale.kind) {
    case FeedbackKind::Nps:
        return "NPS";
    case FeedbackKind::Csat:
        return scale.high - scale.low >= 4 ? "CSAT, top two" : "CSAT, top box";
    case FeedbackKind::Ces:
        return "CES, found it easy";
    case FeedbackKind::Sentiment:
        break;
    }
    return "positive words";
}

void appendRows(std::vector<std::vector<std::string>>& rows, const std::string& title,
                const FeedbackSummary& summary) {
    bool first = true;
    for (const FeedbackScore& score : summary.scores) {
        rows.push_back({first ? title : "", score.question.name, measureText(score.question.scale),
                        valueText(score), intervalText(score),
                        score.mean ? oneDecimal(*score.mean) : "–", countText(score.n),
                        countText(score.bad), first ? countText(summary.texts) : "",
                        score.few ? "few" : ""});
        first = false;
    }
    if (first)
        rows.push_back({title, "–", "–", "–", "–", "–", "0", "0", countText(summary.texts), ""});
}

void printVerbatims(const std::string& title, const FeedbackSummary& summary) {
    for (const Verbatim& verbatim : summary.verbatims) {
        std::cout << title << ": “" << verbatim.text << "”";
        if (verbatim.score)
            std::cout << " (" << oneDecimal(*verbatim.score) << " of " << verbatim.scale.high
                      << ")";
        std::cout << '\n';
    }
}

} // namespace

void FeedbackFlags::add(CLI::App& app) {
    app.add_option("--score", scores,
                   "COLUMN=SCALE of a survey, SCALE being nps, csat:1-5, ces:1-7:high…; repeatable")
        ->expected(1)
        ->take_all();
    app.add_option("--place", place, "Column that says which touchpoint an answer is about");
    app.add_option("--comment", comments, "Column with people's own words; repeatable")
        ->expected(1)
        ->take_all();
    app.add_flag("--keep-comments", keepComments,
                 "Keep people's own words, which may hold names; without it they are counted");
}

FeedbackScale parseScale(const std::string& text) {
    const auto parts = split(text, ':');
    const auto kind = parseFeedbackKind(parts.empty() ? "" : asciiLower(parts[0]));
    if (!kind || parts.size() > 3)
        badScale(text);
    FeedbackScale scale;
    scale.kind = *kind;
    scale.low = *kind == FeedbackKind::Nps ? 0 : *kind == FeedbackKind::Sentiment ? -1 : 1;
    scale.high = *kind == FeedbackKind::Nps         ? 10
                 : *kind == FeedbackKind::Sentiment ? 1
                 : *kind == FeedbackKind::Ces       ? 7
                                                    : 5;
    scale.directionInDoubt = *kind == FeedbackKind::Ces;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i] == "high" || parts[i] == "low") {
            scale.higherIsBetter = parts[i] == "high";
            scale.directionInDoubt = false;
            continue;
        }
        const auto dash = parts[i].find('-', 1);
        const auto low =
                       dash == std::string::npos ? std::nullopt : wholeIn(parts[i].substr(0, dash)),
                   high = dash == std::string::npos ? std::nullopt
                                                    : wholeIn(parts[i].substr(dash + 1));
        if (!low || !high || *low >= *high || *high > 100)
            badScale(text);
        scale.low = *low;
        scale.high = *high;
    }
    return scale;
}

void FeedbackFlags::applyTo(ImportPlan& plan) const {
    for (const std::string& text : scores) {
        const auto equals = text.rfind('=');
        if (equals == std::string::npos)
            badScale(text);
        const std::string column = text.substr(0, equals);
        assignRole(plan, column, ColumnRole::Score);
        setScale(plan, column, parseScale(text.substr(equals + 1)));
    }
    if (!place.empty())
        assignRole(plan, place, ColumnRole::Place);
    for (const std::string& column : comments)
        assignRole(plan, column, ColumnRole::Verbatim);
    if (keepComments)
        plan.keepVerbatims = true;
}

Project withFeedback(const Project& project, const Map& map, const Dataset& dataset,
                     const FeedbackAnswers& answers, const PlaceFlags& flags, BoundPlaces& bound) {
    Project after = succeedFeedback(project, map.id, dataset, newId<LaneId>(), "Feedback");
    const std::set<std::string> known(answers.places.begin(), answers.places.end());
    for (const std::string& text : flags.bindings) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            throw CLI::ValidationError("--bind", "“" + text + "” is not STAGE=PLACE");
        std::vector<std::string> places;
        for (const std::string& place : split(text.substr(equals + 1), '|'))
            places.emplace_back(trimmed(place));
        for (const std::string& place : places)
            if (!known.contains(place))
                std::cerr << "No answer is about “" << place << "”.\n";
        bound.emplace_back(elementNamed(project, map, text.substr(0, equals)), places);
        after = bindPlaces(std::move(after), bound.back().first, std::move(places));
    }
    if (flags.noAutoBind)
        return after;
    for (auto& [element, places] : suggestPlaces(after, map.id, answers.places)) {
        after = bindPlaces(std::move(after), element, places);
        bound.emplace_back(element, std::move(places));
    }
    return after;
}

void printPlaces(const Project& before, const BoundPlaces& bound) {
    for (const auto& [element, places] : bound) {
        std::cout << "Answers about “" << titleOf(before, element) << "”:";
        for (std::size_t i = 0; i < places.size(); ++i)
            std::cout << (i ? ", “" : " “") << places[i] << "”";
        std::cout << '\n';
    }
}

void placesToJson(nlohmann::ordered_json& document, const Project& before,
                  const BoundPlaces& bound) {
    document["places"] = nlohmann::ordered_json::array();
    for (const auto& [element, places] : bound)
        document["places"].push_back({{"element", titleOf(before, element)}, {"places", places}});
}

void printFeedback(const Project& project, const MapFindings& findings, bool verbatims) {
    if (!findings.feedback)
        return;
    std::vector<std::vector<std::string>> rows{{"answers about", "question", "measure", ">value",
                                                "95 %", ">mean", ">n", ">negative", ">comments",
                                                ""}};
    appendRows(rows, "everything", findings.feedback->all);
    std::vector<ElementId> order;
    for (const Stage* stage : stagesOf(project, findings.map)) {
        order.push_back(stage->id);
        for (const Card* card : cardsOf(project, findings.map))
            if (card->stage == stage->id)
                order.push_back(card->id);
    }
    for (const ElementId element : order)
        if (const FeedbackSummary* summary = findings.feedbackOf(element))
            appendRows(rows, titleOf(project, element), *summary);
    std::cout << '\n';
    printTable(rows);
    if (!verbatims)
        return;
    std::cout << '\n';
    for (const ElementId element : order)
        if (const FeedbackSummary* summary = findings.feedbackOf(element);
            summary && project.cards.find(element.as<CardTag>()))
            printVerbatims(titleOf(project, element), *summary);
    printVerbatims("Everything", findings.feedback->all);
}

} // namespace cairn::cli
