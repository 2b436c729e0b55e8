// Surveys in a project's file: they come back as they were, and damage is told.
#include "cairn/model/edits.hpp"
#include "cairn/model/json.hpp"
#include "core/store/store_support.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr DatasetId kSurvey{9};

FeedbackAnswers survey() {
    FeedbackAnswers answers;
    answers.questions = {{"NPS", {FeedbackKind::Nps, 0, 10, true, false, "name"}},
                         {"Effort", {FeedbackKind::Ces, 1, 7, false, false, "hand"}},
                         {"Tone", {FeedbackKind::Sentiment, -1, 1, true, false, "answers"}}};
    answers.places = {"Lieferung", "Checkout", ""};
    answers.answers = {{0U, 0U, 1'000, 10.0, true, "“Schön”, sagte er"},
                       {1U, {}, {}, 4.5, false, ""},
                       {{}, 1U, -5, {}, true, ""},
                       {2U, 2U, 0, -1.0, false, ""},
                       {0U, {}, {}, {}, true, "words, but no score"}};
    answers.responses = 4;
    return answers;
}

/// A file that holds a map with that survey.
std::filesystem::path savedSurvey(const TempFolder& folder) {
    auto copy = WorkingCopy::create(folder / "working", bakery());
    copy.putDataset(kSurvey, survey());
    Dataset dataset;
    dataset.id = kSurvey;
    dataset.kind = "feedback";
    Project after = put(bakery(), dataset);
    Map map = *after.maps.find(MapId{100});
    map.feedback = kSurvey;
    after = put(after, map);
    after = bindPlaces(after, StageId{201}, {"Lieferung", "Checkout"});
    copy.record({"import", 1, diff(bakery(), after)}, after);
    copy.saveTo(folder / "shop.cairn");
    return folder / "shop.cairn";
}

ErrorCode codeOfLoading(const std::filesystem::path& file) {
    return codeOf([&] { loadDataset(file, kSurvey); });
}

} // namespace

TEST_CASE("answers come back as they were stored, and so does what they are bound to") {
    const TempFolder folder;
    const auto file = savedSurvey(folder);
    const FeedbackAnswers back = std::get<FeedbackAnswers>(loadDataset(file, kSurvey));
    CHECK(back == survey());
    const Project project = loadProject(file);
    CHECK(project.maps.find(MapId{100})->feedback == kSurvey);
    CHECK(project.stages.find(StageId{201})->feedbackPlaces ==
          std::vector<std::string>{"Lieferung", "Checkout"});
    CHECK(projectFromJson(projectToJson(project)) == project);
    CHECK(answer(file, "SELECT text FROM feedback_answer WHERE score = 10") == "“Schön”, sagte er");
}

TEST_CASE("a survey that the project lets go of leaves no word behind") {
    const TempFolder folder;
    auto copy = WorkingCopy::create(folder / "working", bakery());
    copy.putDataset(kSurvey, survey()); // its edit never comes
    retitle(copy, "Other");
    copy.saveTo(folder / "other.cairn");
    CHECK(answer(folder / "other.cairn", "SELECT count(*) FROM feedback_answer") == "0");
    CHECK(answer(folder / "other.cairn", "SELECT count(*) FROM feedback_question") == "0");
    CHECK(answer(folder / "other.cairn", "SELECT count(*) FROM dataset_names") == "0");
    CHECK(bytesOf(folder / "other.cairn").find("sagte er") == std::string::npos);
}

TEST_CASE("answers that are not as they would be written are called damaged") {
    const char* const harms[] = {
        "UPDATE feedback_answer SET place = 3 WHERE position = 0",
        "UPDATE feedback_answer SET question = -1 WHERE position = 0",
        "UPDATE feedback_answer SET score = 11 WHERE position = 0",
        "UPDATE feedback_answer SET question = NULL WHERE position = 1",
        "UPDATE feedback_answer SET wrote = 2 WHERE position = 0",
        "DELETE FROM feedback_answer WHERE position = 2",
        "DELETE FROM feedback_question WHERE question = 0",
        "UPDATE feedback_question SET kind = 'mood' WHERE question = 0",
        "UPDATE feedback_question SET low = 10 WHERE question = 0",
        "UPDATE dataset_content SET kind = 'opinions'",
    };
    for (const char* harm : harms) {
        INFO(harm);
        const TempFolder folder;
        const auto file = savedSurvey(folder);
        {
            SQLite::Database db(file.string(), SQLite::OPEN_READWRITE);
            db.exec(harm);
        }
        CHECK(codeOfLoading(file) == ErrorCode::Damaged);
    }
}

TEST_CASE("a removed survey leaves its map without feedback") {
    const TempFolder folder;
    const Project project = loadProject(savedSurvey(folder));
    const Project after = removeDataset(project, kSurvey);
    CHECK_FALSE(after.maps.find(MapId{100})->feedback);
}
