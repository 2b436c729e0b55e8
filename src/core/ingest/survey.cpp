// Survey tools: a row a response. Scores and words are feedback; a survey that has neither is a log
// of responses, with the choices as properties.
#include <algorithm>

#include "cairn/base/text.hpp"
#include "core/ingest/feedback_looks.hpp"
#include "core/ingest/recognisers.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

/// What the tools write beside the answers.
constexpr std::string_view kPaperwork[] = {"responseset",
                                           "response set",
                                           "status",
                                           "progress",
                                           "finished",
                                           "duration in seconds",
                                           "collector id",
                                           "network id",
                                           "externalreference",
                                           "external reference",
                                           "externaldatareference",
                                           "locationaccuracy",
                                           "custom data 1",
                                           "response type",
                                           "tags",
                                           "stage date utc"};

/// A column by its name, or by what stands in the first row below: surveys have two headers and
/// more.
ColumnAt columnCalled(const Sniffed& sniffed, std::initializer_list<std::string_view> names) {
    if (const ColumnAt found = columnNamed(sniffed, names))
        return found;
    if (sniffed.preview.empty())
        return std::nullopt;
    const auto& below = sniffed.preview.front();
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < std::min(below.size(), sniffed.columns.size()); ++i)
            if (foldedWords(below[i]) == name)
                return i;
    return std::nullopt;
}

bool isPaperwork(const Sniffed& sniffed, std::size_t column) {
    return std::any_of(std::begin(kPaperwork), std::end(kPaperwork), [&](std::string_view name) {
        return columnCalled(sniffed, {name}) == column;
    });
}

bool isAnswer(const Sniffed& sniffed, std::size_t column) {
    const ColumnGuess& guess = sniffed.columns[column];
    return !guess.looksPersonal && guess.type != ColumnType::Empty &&
           guess.type != ColumnType::DateTime && !isPaperwork(sniffed, column);
}

/// Gives scores and words their roles; false when there is neither.
bool giveAnswers(const Sniffed& sniffed, ImportPlan& plan, ColumnAt unit) {
    const ColumnAt place = placeColumn(sniffed);
    bool any = false;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        PlannedColumn& column = plan.columns[i];
        if (column.role != ColumnRole::Ignore || i == place || i == unit || !isAnswer(sniffed, i))
            continue;
        if (column.scale)
            giveRole(plan, i, ColumnRole::Score, column.scale->recognisedBy == "name" ? 0.9 : 0.7);
        else if (isVerbatim(sniffed, i))
            giveRole(plan, i, ColumnRole::Verbatim, 0.8);
        else
            continue;
        any = true;
        if (const std::string asked = questionText(sniffed, i); asked != column.name)
            column.label = asked;
    }
    if (any)
        giveRole(plan, place, ColumnRole::Place);
    return any;
}

/// Who answered is let go of.
void becomeFeedback(ImportPlan& plan, std::string recognisedAs) {
    plan.kind = TableKind::Feedback;
    plan.recognisedAs = std::move(recognisedAs);
    plan.eventName.clear();
    plan.rowIsCustomer = false;
    plan.note = "Scores are added up by touchpoint; who answered is not kept.";
}

/// The answers: scores and choices, but nothing in a person's own words.
void keepAnswers(const Sniffed& sniffed, ImportPlan& plan) {
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const ColumnGuess& guess = sniffed.columns[i];
        if (plan.columns[i].role != ColumnRole::Ignore || guess.looksPersonal ||
            guess.type == ColumnType::Empty || guess.type == ColumnType::DateTime ||
            isPaperwork(sniffed, i))
            continue;
        if (looksLikeScore(sniffed, i) || !looksLikeFreeText(sniffed, i))
            giveRole(plan, i, ColumnRole::Property, 0.9);
    }
}

bool readAs(const Sniffed& sniffed, ImportPlan& plan, std::string_view tool, ColumnAt unit,
            std::initializer_list<ColumnAt> times) {
    const bool timed = std::any_of(times.begin(), times.end(), [&](ColumnAt time) {
        return giveTime(sniffed, plan, time, ColumnRole::Time);
    });
    if (!timed)
        return false;
    if (giveAnswers(sniffed, plan, unit)) {
        becomeFeedback(plan, std::string(tool) + " responses");
        return true;
    }
    plan.kind = TableKind::Events;
    plan.recognisedAs = std::string(tool) + " responses";
    plan.eventName = "response";
    plan.note = "Each response is one event, with its scores and choices as properties; answers in"
                " a person's own words are left out.";
    giveRole(plan, unit, ColumnRole::Unit);
    plan.rowIsCustomer = !unit;
    keepAnswers(sniffed, plan);
    return true;
}

} // namespace

bool recogniseSurvey(const Sniffed& sniffed, ImportPlan& plan) {
    const auto called = [&](std::initializer_list<std::string_view> names) {
        return columnCalled(sniffed, names);
    };
    const ColumnAt response = called({"responseid", "response id"});
    if (response && called({"startdate", "start date"}) && called({"enddate", "end date"}) &&
        called({"finished", "progress", "recordeddate", "responseset"}))
        return readAs(sniffed, plan, "Qualtrics", response,
                      {called({"recordeddate", "recorded date"}), called({"enddate", "end date"}),
                       called({"startdate", "start date"})});
    if (const ColumnAt respondent = called({"respondent id"});
        respondent && called({"collector id", "date created", "date modified"}))
        return readAs(
            sniffed, plan, "SurveyMonkey", respondent,
            {called({"end date", "date modified"}), called({"start date", "date created"})});
    if (called({"submit date utc", "submitted at"}) && called({"network id", "start date utc"})) {
        ColumnAt token = called({"token", "response id"});
        if (!token && trimmedCell(sniffed.columns[0].name) == "#")
            token = 0;
        return readAs(sniffed, plan, "Typeform", token,
                      {called({"submit date utc", "submitted at"}), called({"start date utc"})});
    }
    return false;
}

bool recogniseForm(const Sniffed& sniffed, ImportPlan& plan) {
    constexpr std::string_view kTimestamps[] = {"timestamp",
                                                "zeitstempel",
                                                "horodateur",
                                                "marca temporal",
                                                "informazioni cronologiche",
                                                "tijdstempel",
                                                "carimbo de data hora"};
    if (sniffed.columns.size() < 2 || !rankOf(sniffed.columns[0].name, kTimestamps) ||
        unitNamed(sniffed))
        return false;
    const bool asks = std::any_of(
        sniffed.columns.begin() + 1, sniffed.columns.end(), [](const ColumnGuess& column) {
            return column.name.find('?') != std::string::npos || codePointCount(column.name) > 20;
        });
    const ColumnAt address =
        columnNamed(sniffed, {"email address", "e mail adresse", "adresse e mail", "username",
                              "dirección de correo electrónico", "indirizzo email", "e mailadres"});
    return (asks || address) && readAs(sniffed, plan, "Google Forms", address, {ColumnAt(0)});
}

bool recogniseFeedback(const Sniffed& sniffed, ImportPlan& plan) {
    if (columnNamed(sniffed, {"event", "event name", "activity", "action"}))
        return false;
    bool scored = false, judged = false, wrote = false;
    ColumnAt time;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        if (!time && sniffed.columns[i].type == ColumnType::DateTime)
            time = i;
        if (!isAnswer(sniffed, i))
            continue;
        const auto& scale = plan.columns[i].scale;
        scored = scored || (scale && scale->recognisedBy == "name");
        judged = judged || (scale && scale->kind == FeedbackKind::Sentiment);
        wrote = wrote || (!scale && isVerbatim(sniffed, i));
    }
    const ColumnAt place = placeColumn(sniffed);
    const bool placedWords = wrote && place && time && !unitNamed(sniffed);
    if (!((scored && (time || place)) || placedWords || (judged && wrote)))
        return false;
    giveTime(sniffed, plan, time, ColumnRole::Time);
    if (!giveAnswers(sniffed, plan, unitNamed(sniffed)))
        return false;
    becomeFeedback(plan, "feedback");
    return true;
}

} // namespace cairn
