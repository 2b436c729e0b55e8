// Surveys and reviews: which columns are answers, on which scales, about what; nothing of who.
#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/ingest/import.hpp"
#include "core/ingest/answer_words.hpp"
#include "core/ingest/feedback_looks.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;

namespace {

using Lines = std::vector<std::string>;

std::filesystem::path exported(const std::string& name) {
    return std::filesystem::path(CAIRN_TEST_DATA) / "exports" / name;
}

/// "csat 1-5 higher? by name".
std::string words(const FeedbackScale& scale) {
    return std::string(nameOf(scale.kind)) + " " + std::to_string(scale.low) + "-" +
           std::to_string(scale.high) + (scale.higherIsBetter ? " higher" : " lower") +
           (scale.directionInDoubt ? "?" : "") + " by " + scale.recognisedBy;
}

Lines rolesOf(const ImportPlan& plan) {
    Lines lines;
    for (const PlannedColumn& column : plan.columns)
        if (column.role != ColumnRole::Ignore)
            lines.push_back(std::string(nameOf(column.role)) + " " + column.shownLabel() +
                            (column.role == ColumnRole::Score ? ": " + words(*column.scale) : ""));
    return lines;
}

struct Read {
    ImportPlan plan;
    FeedbackAnswers answers;
    ImportResult result;
};

Read readWith(const ImportPlan& plan, const std::filesystem::path& file) {
    INFO(planTrouble(plan));
    REQUIRE(planTrouble(plan).empty());
    REQUIRE(plan.kind == TableKind::Feedback);
    const ImportPlan again = planFromJson(planToJson(plan));
    CHECK(planToJson(again) == planToJson(plan));
    const auto newer = planAgain(again, sniffCsv(file));
    REQUIRE(newer.has_value());
    CHECK(planToJson(*newer) == planToJson(plan));
    Read read{plan, {}, importFile(file, again)};
    read.answers = std::get<FeedbackAnswers>(read.result.content);
    return read;
}

Read read(const std::string& name) {
    return readWith(proposePlan(sniffCsv(exported(name))), exported(name));
}

/// "place question score text", "-" for what is missing, "(words)" for words that are not kept.
Lines linesOf(const FeedbackAnswers& answers) {
    Lines lines;
    for (const FeedbackAnswer& a : answers.answers) {
        std::string line = a.place ? answers.places[*a.place] : "-";
        line += a.question ? " q" + std::to_string(*a.question) : " -";
        line += a.score ? " " + std::to_string(*a.score).substr(0, 3) : " -";
        line += a.text.empty() ? a.wrote ? " (words)" : "" : " " + a.text;
        lines.push_back(line);
    }
    return lines;
}

std::optional<FeedbackScale> scaleOfColumn(const std::string& name, const Lines& cells) {
    std::string csv = "day," + name + "\n";
    for (const std::string& cell : cells)
        csv += "2026-01-01," + cell + "\n";
    return scaleOf(sniffCsvBytes(csv), 1);
}
std::string scaleWords(const std::string& name, const Lines& cells) {
    const auto scale = scaleOfColumn(name, cells);
    return scale ? words(*scale) : "none";
}

} // namespace

TEST_CASE("a table of scores by touchpoint is feedback, and what people wrote is only counted") {
    const Read feedback = read("feedback.csv");
    CHECK(feedback.plan.recognisedAs == "feedback");
    CHECK(rolesOf(feedback.plan) == Lines{"time Date", "place Touchpoint",
                                          "score NPS score: nps 0-10 higher by name",
                                          "verbatim Comment"});
    CHECK(linesOf(feedback.answers) ==
          Lines{"Delivery q0 3.0 (words)", "Checkout q0 9.0 (words)", "Delivery q0 7.0"});
    CHECK(feedback.answers.places == Lines{"Delivery", "Checkout"});
    CHECK(isoUtc(*feedback.answers.firstTime()) == "2026-06-01T00:00:00Z");
    CHECK(isoUtc(*feedback.answers.lastTime()) == "2026-06-03T00:00:00Z");
    CHECK(importSentence(feedback.result) == "3 responses with 3 scores on 1 question about 2 "
                                             "places, 1 June to 3 June 2026; 2 comments in "
                                             "people's own words, counted but not kept");
}

TEST_CASE("what people wrote is kept when somebody asks for it") {
    ImportPlan plan = proposePlan(sniffCsv(exported("feedback.csv")));
    plan.keepVerbatims = true;
    CHECK(linesOf(readWith(plan, exported("feedback.csv")).answers) ==
          Lines{"Delivery q0 3.0 Late again", "Checkout q0 9.0 Quick", "Delivery q0 7.0"});
}

TEST_CASE("words stand with an answer whose direction was said before one where it is assumed") {
    ImportPlan plan = proposePlan(sniffCsv(exported("touchpoint_survey.csv")));
    plan.keepVerbatims = true;
    plan.columns[2].role = ColumnRole::Ignore; // nobody asked for a recommendation
    CHECK(linesOf(readWith(plan, exported("touchpoint_survey.csv")).answers) ==
          Lines{"Lieferung q0 1.0 Das Paket kam zehn Tage zu spät", "Lieferung q1 5.0",
                "Kasse q0 5.0 Ging schnell", "Kasse q1 2.0", "Lieferung q0 2.0", "Lieferung q1 4.0",
                "Kasse q0 4.0 Alles gut, danke Frau Meyer", "Kasse q1 1.0",
                "Lieferung - - Nur der Karton war offen", "- q0 2.0", "- q1 7.0"});
}

TEST_CASE("survey tools' exports give scores and words, and nothing of who answered") {
    const Read typeform = read("typeform.csv");
    CHECK(typeform.plan.recognisedAs == "Typeform responses");
    CHECK(rolesOf(typeform.plan) ==
          Lines{"score How likely are you to recommend us?: nps 0-10 higher by name",
                "verbatim What should we do better?", "time Submit Date (UTC)"});
    CHECK(linesOf(typeform.answers) ==
          Lines{"- q0 9.0 (words)", "- q0 3.0 (words)", "- q0 10. (words)"});

    const Read google = read("google_forms.csv");
    CHECK(rolesOf(google.plan) ==
          Lines{"time Timestamp",
                "score How satisfied are you with our service?: csat 1-5 higher by name"});
    CHECK(linesOf(google.answers) == Lines{"- q0 5.0", "- q0 2.0", "- q0 4.0"});

    // Two and three header rows: the question is what was asked, not its number.
    const Read monkey = read("surveymonkey.csv");
    CHECK(monkey.plan.recognisedAs == "SurveyMonkey responses");
    CHECK(rolesOf(monkey.plan) ==
          Lines{"time Date Modified", "score How was checkout?: csat 1-5 higher by answers"});
    CHECK(linesOf(monkey.answers) == Lines{"checkout q0 4.0", "checkout q0 2.0"});
    const Read qualtrics = read("qualtrics.csv");
    CHECK(rolesOf(qualtrics.plan) ==
          Lines{"time RecordedDate",
                "score How likely are you to recommend us?: nps 0-10 higher by name"});
    CHECK(linesOf(qualtrics.answers) == Lines{"- q0 8.0", "- q0 6.0"});
}

TEST_CASE("several questions of one row are an answer each; words go with the best known of them") {
    const Read survey = read("touchpoint_survey.csv");
    CHECK(rolesOf(survey.plan) ==
          Lines{"time Answered at", "place Kontaktpunkt",
                "score Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?: nps 0-10 higher "
                "by name",
                "score Wie zufrieden waren Sie?: csat 1-5 higher by name",
                "score Wie leicht war es?: ces 1-7 higher? by name", "verbatim Kommentar"});
    CHECK(linesOf(survey.answers) ==
          Lines{"Lieferung q0 2.0 (words)", "Lieferung q1 1.0", "Lieferung q2 5.0",
                "Kasse q0 9.0 (words)", "Kasse q1 5.0", "Kasse q2 2.0", "Lieferung q0 6.0",
                "Lieferung q1 2.0", "Lieferung q2 4.0", "Kasse q0 10. (words)", "Kasse q1 4.0",
                "Kasse q2 1.0", "Lieferung q0 8.0 (words)", "- q0 0.0", "- q1 2.0", "- q2 7.0"});
    CHECK(survey.answers.responses == 6);
    CHECK(isoUtc(*survey.answers.lastTime()) == "2026-06-15T12:00:00Z");
}

TEST_CASE("reviews that somebody called good or bad are feedback without a day or a place") {
    const Read reviews = read("sentiments.tsv");
    CHECK(rolesOf(reviews.plan) ==
          Lines{"verbatim Review", "score Liked: sentiment 0-1 higher by name"});
    CHECK(linesOf(reviews.answers) == Lines{"- q0 1.0 (words)", "- q0 0.0 (words)",
                                            "- q0 0.0 (words)", "- q0 1.0 (words)",
                                            "- q0 0.0 (words)"});
    CHECK(scaleWords("tone", {"negative", "positive", "neutral"}) ==
          "sentiment -1-1 higher by answers");
}

TEST_CASE("a scale is told by its question and by its answers") {
    CHECK(scaleWords("How likely are you to recommend us?", {"7", "10", "3"}) ==
          "nps 0-10 higher by name");
    CHECK(scaleWords("NPS", {"4", "5", "3"}) == "nps 0-10 higher by name");
    CHECK(scaleWords("Satisfaction", {"4", "5", "3"}) == "csat 1-5 higher by name");
    CHECK(scaleWords("Satisfaction", {"4", "6", "3"}) == "csat 1-7 higher by name");
    CHECK(scaleWords("Rating", {"0", "9", "3"}) == "csat 0-10 higher by name");
    // Which end of an effort scale is the good one has to be asked.
    CHECK(scaleWords("How easy was it?", {"4", "7", "3"}) == "ces 1-7 higher? by name");
    CHECK(scaleWords("Effort score", {"4", "5", "3"}) == "ces 1-5 lower? by name");
    // Unless the answers say it in words.
    CHECK(scaleWords("How easy was it?", {"Very easy", "Easy", "Very difficult"}) ==
          "ces 1-5 higher by answers");
    CHECK(scaleWords("How was it?", {"4", "5", "2"}) == "csat 1-5 higher by answers");
    // What is counted is no opinion, and a number without a question is none either.
    CHECK(scaleWords("How many visits?", {"4", "5", "2"}) == "none");
    CHECK(scaleWords("shelf", {"4", "5", "2"}) == "none");
    CHECK(scaleWords("Rating", {"4", "500", "20"}) == "none");
}

TEST_CASE("an answer is read whether it is a number, a labelled number or a word") {
    const FeedbackScale five{FeedbackKind::Csat, 1, 5, true, false, "hand"};
    CHECK(parseAnswer("4", five) == 4);
    CHECK(parseAnswer(" 4 - Satisfied", five) == 4);
    CHECK(parseAnswer("4/5", five) == 4);
    CHECK(parseAnswer("4.5", five) == 4.5);
    CHECK(parseAnswer("Very Satisfied", five) == 5);
    CHECK(parseAnswer("neither easy nor difficult", five) == 3);
    CHECK_FALSE(parseAnswer("2026-05-01", five).has_value());
    CHECK_FALSE(parseAnswer("4.2", five).has_value()); // an average, not an answer
    CHECK_FALSE(parseAnswer("soso", five).has_value());
    const FeedbackScale hard{FeedbackKind::Ces, 1, 5, false, false, "hand"};
    CHECK(parseAnswer("very easy", hard) == 1); // 1 is the best where lower is better
    const FeedbackScale mood{FeedbackKind::Sentiment, -1, 1, true, false, "answers"};
    CHECK(parseAnswer("Negative", mood) == -1);
    CHECK(parseAnswer("mixed", mood) == 0);
}

TEST_CASE("what a question is about is told by the words that are left of it") {
    CHECK(placeInQuestion("How satisfied were you with the checkout?") == "checkout");
    CHECK(placeInQuestion("Wie zufrieden waren Sie mit der Lieferung?") == "lieferung");
    CHECK(placeInQuestion("How satisfied are you with our service?").empty());
    CHECK(placeInQuestion("Delivery rating") == "delivery");
}

TEST_CASE("answers beyond the scale, rows without any and unreadable days are told") {
    const test::TemporaryFile data(
        "Date,Stage,CSAT,Effort\n2026-06-01,Pay,5,2\n2026-06-02,Pay,8,\n2026-06-03,Pay,,\n"
        "tomorrow,Pay,4,9\n2026-06-05,Pay,2,1\n2026-06-06,Pay,1,3\n");
    const auto& file = data.path();
    ImportPlan plan = proposePlan(sniffCsv(file));
    setScale(plan, "csat", {FeedbackKind::Csat, 1, 5, true, false, ""});
    assignRole(plan, "CSAT", ColumnRole::Score);
    setScale(plan, "Effort", {FeedbackKind::Ces, 1, 5, false, false, ""});
    assignRole(plan, "Effort", ColumnRole::Score);
    assignRole(plan, "Stage", ColumnRole::Place);
    assignRole(plan, "Date", ColumnRole::Time);
    plan.columns[0].time = {TimeFormat::Kind::Iso, false};
    CHECK(plan.kind == TableKind::Feedback);
    CHECK(words(*plan.columns[3].scale) == "ces 1-5 lower by hand");
    const ImportResult result = importFile(file, plan);
    CHECK(result.rows == 6);
    CHECK(result.skipped == 2);
    Lines issues;
    for (const RowIssue& issue : result.issues)
        issues.push_back(std::to_string(issue.line) + " " + issue.column + ": " + englishOf(issue));
    CHECK(issues == Lines{"3 CSAT: “8” is no answer from 1 to 5", "4 : holds no answer",
                          "5 Date: “tomorrow” is not a date and time: the answer is kept without "
                          "one",
                          "5 Effort: “9” is no answer from 1 to 5"});
    CHECK_FALSE(std::get<FeedbackAnswers>(result.content).answers[2].time.has_value());
}

TEST_CASE("a table of feedback needs an answer, and a score its scale") {
    ImportPlan plan = proposePlan(sniffCsv(exported("feedback.csv")));
    assignRole(plan, "NPS score", ColumnRole::Ignore);
    CHECK(planTrouble(plan).empty()); // words alone can be counted
    assignRole(plan, "Comment", ColumnRole::Ignore);
    CHECK(planTrouble(plan).find("score") != std::string::npos);
    assignRole(plan, "Date", ColumnRole::Score);
    CHECK(planTrouble(plan).find("from what to what") != std::string::npos);
    CHECK_THROWS_AS(setScale(plan, "Date", {FeedbackKind::Ces, 5, 5, true, false, ""}), Error);
    CHECK_THROWS_AS(setScale(plan, "nobody", {FeedbackKind::Ces, 1, 5, true, false, ""}), Error);
    // Whose answer it is can be said, and then it is a log of events again.
    assignRole(plan, "Touchpoint", ColumnRole::Event);
    CHECK(plan.kind == TableKind::Events);
    CHECK(plan.columnsWith(ColumnRole::Score).empty());
}
