#include "core/ingest/import_feedback.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/ingest/answer_words.hpp"
#include "core/ingest/feedback_looks.hpp"
#include "core/ingest/row_issues.hpp"
#include "core/ingest/time_reader.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

/// A column of scores, with the columns of words that go with it.
struct ScoreColumn {
    std::size_t index;
    std::string place;                ///< what its question is about, when no column says it
    std::vector<std::size_t> words{}; ///< of a person's own, up to the next question
    /// The questions that the words follow, by index: those since the last words, best known first.
    std::vector<std::size_t> asked{};
};

class FeedbackReader {
public:
    explicit FeedbackReader(const ImportPlan& plan)
        : m_plan(plan), m_place(plan.columnWith(ColumnRole::Place)),
          m_timeColumn(plan.columnWith(ColumnRole::Time)),
          m_time(m_timeColumn ? plan.columns[*m_timeColumn].time : TimeFormat{}) {
        for (const std::size_t i : plan.columnsWith(ColumnRole::Score)) {
            const PlannedColumn& column = plan.columns[i];
            const bool general = column.scale->kind == FeedbackKind::Nps ||
                                 column.scale->kind == FeedbackKind::Sentiment || m_place;
            m_scores.push_back({i, general ? std::string() : placeInQuestion(column.shownLabel())});
            m_feedback.questions.push_back({column.shownLabel(), settled(*column.scale)});
        }
        for (const std::size_t i : plan.columnsWith(ColumnRole::Verbatim))
            wordsOf(i).push_back(i);
        gatherAsked();
    }

    void take(const RowView& row, const ImportOptions& options) {
        ++m_rows;
        const std::uint64_t skippedBefore = m_issues.skipped();
        takeAnswers(row);
        m_issues.tell(skippedBefore, options, row);
    }

    ImportResult result() {
        ImportResult result;
        result.rows = m_rows;
        result.units = m_feedback.responses;
        result.firstEvent = m_feedback.firstTime();
        result.lastEvent = m_feedback.lastTime();
        m_issues.moveTo(result);
        result.content = std::move(m_feedback);
        return result;
    }

private:
    static std::string_view cell(const RowView& row, std::size_t i) {
        return i < row.cells.size() ? trimmedCell(row.cells[i]) : std::string_view();
    }

    /// What was not said remains known as such.
    static FeedbackScale settled(FeedbackScale scale) {
        if (scale.directionInDoubt)
            scale.recognisedBy = "assumed";
        scale.directionInDoubt = false;
        return scale;
    }

    /// Words belong to the questions before them: "Why?" follows the score.
    std::vector<std::size_t>& wordsOf(std::size_t column) {
        if (m_scores.empty())
            return m_loneWords;
        ScoreColumn* owner = &m_scores.front();
        for (ScoreColumn& score : m_scores)
            if (score.index < column)
                owner = &score;
        return owner->words;
    }

    /// "How likely …? How satisfied …? How easy …? Anything to add?": the words are about all
    /// three. They stand with the one that says most surely how happy somebody was, and least of
    /// all with one whose direction nobody has said.
    void gatherAsked() {
        const auto rank = [&](std::size_t i) {
            const FeedbackScale& scale = m_feedback.questions[i].scale;
            return std::pair(scale.recognisedBy == "assumed", scale.kind); // the kinds stand so
        };
        std::vector<std::size_t> since;
        for (std::size_t i = 0; i < m_scores.size(); ++i) {
            if (!since.empty() && m_scores[since.back()].place != m_scores[i].place)
                since.clear(); // about something else
            since.push_back(i);
            if (m_scores[i].words.empty())
                continue;
            std::stable_sort(since.begin(), since.end(),
                             [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
            m_scores[i].asked = std::exchange(since, {});
        }
    }

    /// Which columns of words stand with each question in this row.
    std::vector<const std::vector<std::size_t>*>
    wordsWith(const std::vector<std::optional<double>>& given) const {
        static const std::vector<std::size_t> kNone;
        std::vector<const std::vector<std::size_t>*> with(m_scores.size(), &kNone);
        for (std::size_t i = 0; i < m_scores.size(); ++i) {
            if (m_scores[i].words.empty())
                continue;
            const auto& asked = m_scores[i].asked;
            const auto at = std::find_if(asked.begin(), asked.end(),
                                         [&](std::size_t q) { return given[q].has_value(); });
            with[at == asked.end() ? i : *at] = &m_scores[i].words;
        }
        return with;
    }

    void takeAnswers(const RowView& row) {
        if (row.broken)
            return m_issues.skip(row.line, "", {RowTrouble::Broken});
        if (row.totals)
            return m_issues.skip(row.line, "", {RowTrouble::TotalOfRows});
        const std::size_t before = m_feedback.answers.size();
        const auto place = m_place ? placeCode(cell(row, *m_place)) : std::nullopt;
        const auto time = timeOf(row);
        const ScoreColumn* unread = nullptr;
        std::vector<std::optional<double>> given;
        for (const ScoreColumn& column : m_scores)
            given.push_back(scoreOf(cell(row, column.index), column));
        const auto words = wordsWith(given);
        for (std::size_t i = 0; i < m_scores.size(); ++i) {
            const ScoreColumn& column = m_scores[i];
            FeedbackAnswer answer;
            answer.place = place || column.place.empty() ? place : placeCode(column.place);
            answer.time = time;
            if (given[i]) {
                answer.question = static_cast<std::uint32_t>(i);
                answer.score = given[i];
            } else if (!isMissing(cell(row, column.index))) {
                unread = &column;
            }
            addWords(row, *words[i], answer);
        }
        addWords(row, m_loneWords, {{}, place, time, {}, false, {}});
        if (m_feedback.answers.size() != before) {
            ++m_feedback.responses;
            if (unread)
                m_issues.note(row.line, m_plan.columns[unread->index].name, whyUnread(*unread),
                              cell(row, unread->index));
        } else if (unread) {
            m_issues.skip(row.line, m_plan.columns[unread->index].name, whyUnread(*unread),
                          cell(row, unread->index));
        } else {
            m_issues.skip(row.line, "", {RowTrouble::NoAnswers});
        }
    }

    std::optional<double> scoreOf(std::string_view written, const ScoreColumn& column) const {
        if (isMissing(written))
            return std::nullopt;
        const FeedbackScale& scale = *m_plan.columns[column.index].scale;
        const auto score = parseAnswer(written, scale);
        return score && scale.holds(*score) ? score : std::nullopt;
    }

    RowReason whyUnread(const ScoreColumn& column) const {
        const FeedbackScale& scale = *m_plan.columns[column.index].scale;
        return {RowTrouble::NotAnAnswer, {scale.low, scale.high}};
    }

    /// The answer with the first words there are; further words stand by themselves.
    void addWords(const RowView& row, const std::vector<std::size_t>& columns,
                  FeedbackAnswer answer) {
        bool added = false;
        for (const std::size_t i : columns) {
            const std::string_view words = cell(row, i);
            if (isMissing(words))
                continue;
            answer.wrote = true;
            answer.text = m_plan.keepVerbatims ? std::string(words) : std::string();
            m_feedback.answers.push_back(answer);
            added = true;
            answer.question.reset();
            answer.score.reset();
        }
        if (!added && answer.score)
            m_feedback.answers.push_back(std::move(answer));
    }

    std::optional<std::uint32_t> placeCode(std::string_view name) {
        if (isMissing(name))
            return std::nullopt;
        const auto [at, added] = m_places.try_emplace(
            std::string(name), static_cast<std::uint32_t>(m_feedback.places.size()));
        if (added)
            m_feedback.places.push_back(at->first);
        return at->second;
    }

    /// An answer without a readable day still is one.
    std::optional<TimeMs> timeOf(const RowView& row) {
        if (!m_timeColumn)
            return std::nullopt;
        const std::string_view written = cell(row, *m_timeColumn);
        if (isMissing(written))
            return std::nullopt;
        const auto time = m_time.read(written);
        if (!time)
            m_issues.note(row.line, m_plan.columns[*m_timeColumn].name, {RowTrouble::WithoutTime},
                          written);
        return time;
    }

    const ImportPlan& m_plan;
    std::optional<std::size_t> m_place, m_timeColumn;
    TimeReader m_time;
    std::vector<ScoreColumn> m_scores;
    std::vector<std::size_t> m_loneWords; ///< of a file without scores
    std::unordered_map<std::string, std::uint32_t> m_places;
    FeedbackAnswers m_feedback;
    RowIssues m_issues;
    std::uint64_t m_rows = 0;
};

} // namespace

ImportResult importFeedback(const std::filesystem::path& file, const ImportPlan& plan,
                            const ImportOptions& options, const JobControl& job) {
    FeedbackReader reader(plan);
    readCsv(
        file, plan.dialect, [&](const RowView& row) { reader.take(row, options); }, job);
    return reader.result();
}

} // namespace cairn
