#include "core/store/feedback_rows.hpp"

#include "core/store/cells.hpp"
#include "core/store/dataset_rows.hpp"
#include "core/store/dataset_sql.hpp"

namespace cairn::store {
namespace {

constexpr std::size_t kLookEvery = 4096; ///< rows between two looks at whether to go on

template <class... Values> void run(SQLite::Statement& statement, const Values&... values) {
    int index = 0;
    (bindCell(statement, ++index, values), ...);
    statement.exec();
    statement.reset();
}

template <class M> M cell(SQLite::Statement& row, int index) {
    M value{};
    readCell(row.getColumn(index), value);
    return value;
}

void expectNext(Connection& connection, SQLite::Statement& row, std::size_t next) {
    if (cell<std::int64_t>(row, 0) != static_cast<std::int64_t>(next))
        damaged(connection, "a row is missing from a numbered list");
}

std::vector<FeedbackQuestion> readQuestions(Connection& connection, DatasetId dataset) {
    std::vector<FeedbackQuestion> questions;
    SQLite::Statement row(connection.db(),
                          "SELECT \"question\", \"name\", \"kind\", \"low\", \"high\", "
                          "\"higher_is_better\", \"recognised_by\" FROM \"feedback_question\" "
                          "WHERE \"dataset\"=? ORDER BY \"question\"");
    row.bind(1, sql(dataset));
    while (row.executeStep()) {
        expectNext(connection, row, questions.size());
        FeedbackQuestion& question = questions.emplace_back();
        question.name = cell<std::string>(row, 1);
        const auto kind = parseFeedbackKind(cell<std::string>(row, 2));
        question.scale.low = cell<std::int64_t>(row, 3);
        question.scale.high = cell<std::int64_t>(row, 4);
        question.scale.higherIsBetter = cell<bool>(row, 5);
        question.scale.recognisedBy = cell<std::string>(row, 6);
        if (!kind || question.scale.low >= question.scale.high)
            damaged(connection, "the scale of a question makes no sense");
        question.scale.kind = *kind;
    }
    return questions;
}

/// The place in a list that a cell names.
std::optional<std::uint32_t> listed(Connection& connection, SQLite::Statement& row, int index,
                                    std::size_t size) {
    const auto at = cell<std::optional<std::int64_t>>(row, index);
    if (!at)
        return std::nullopt;
    if (*at < 0 || static_cast<std::size_t>(*at) >= size)
        damaged(connection, "an answer is about something that is not there");
    return static_cast<std::uint32_t>(*at);
}

FeedbackAnswer readAnswer(Connection& connection, SQLite::Statement& row,
                          const FeedbackAnswers& feedback) {
    FeedbackAnswer answer;
    answer.question = listed(connection, row, 1, feedback.questions.size());
    answer.place = listed(connection, row, 2, feedback.places.size());
    answer.time = cell<std::optional<std::int64_t>>(row, 3);
    answer.score = cell<std::optional<double>>(row, 4);
    answer.wrote = cell<bool>(row, 5);
    answer.text = cell<std::string>(row, 6);
    if (answer.score &&
        (!answer.question || !feedback.questions[*answer.question].scale.holds(*answer.score)))
        damaged(connection, "a score is not on its scale");
    return answer;
}

} // namespace

void writeFeedback(Connection& connection, DatasetId dataset, const FeedbackAnswers& feedback,
                   const JobControl& job) {
    SQLite::Statement question(connection.db(),
                               "INSERT INTO \"feedback_question\" VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < feedback.questions.size(); ++i) {
        const FeedbackScale& scale = feedback.questions[i].scale;
        run(question, dataset, static_cast<std::int64_t>(i), feedback.questions[i].name,
            std::string(nameOf(scale.kind)), scale.low, scale.high, scale.higherIsBetter,
            scale.recognisedBy);
    }
    SQLite::Statement place(connection.db(), "INSERT INTO \"dataset_names\" VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < feedback.places.size(); ++i)
        run(place, dataset, static_cast<std::int64_t>(i), feedback.places[i]);
    SQLite::Statement put(connection.db(),
                          "INSERT INTO \"feedback_answer\" VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < feedback.answers.size(); ++i) {
        if (i % kLookEvery == 0) {
            job.throwIfCancelled();
            job.report(static_cast<double>(i) / static_cast<double>(feedback.answers.size()),
                       "store answers");
        }
        const FeedbackAnswer& answer = feedback.answers[i];
        run(put, dataset, static_cast<std::int64_t>(i), answer.question, answer.place, answer.time,
            answer.score, answer.wrote, answer.text);
    }
}

FeedbackAnswers readFeedback(Connection& connection, DatasetId dataset, std::uint64_t responses,
                             const JobControl& job) {
    FeedbackAnswers feedback;
    feedback.responses = responses;
    feedback.questions = readQuestions(connection, dataset);
    feedback.places = readNames(connection, dataset);
    SQLite::Statement row(connection.db(),
                          "SELECT \"position\", \"question\", \"place\", \"time\", \"score\", "
                          "\"wrote\", \"text\" FROM \"feedback_answer\" WHERE \"dataset\"=? "
                          "ORDER BY \"position\"");
    row.bind(1, sql(dataset));
    while (row.executeStep()) {
        if (feedback.answers.size() % kLookEvery == 0)
            job.throwIfCancelled();
        expectNext(connection, row, feedback.answers.size());
        feedback.answers.push_back(readAnswer(connection, row, feedback));
    }
    return feedback;
}

} // namespace cairn::store
