#pragma once
// What a file leaves open: cells that can be read two ways, and nothing in it says which.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/ingest/plan.hpp"

namespace cairn {

enum class QuestionKind {
    DayOrder,   ///< "03/04/2026": 3 April or 4 March
    DecimalMark, ///< "1.234": 1234 or 1.234
    ScaleEnd     ///< "7" of an effort from 1 to 7: the best answer or the worst
};
std::string_view nameOf(QuestionKind); // "day-order" "decimal-mark" "scale-end"
std::optional<QuestionKind> parseQuestionKind(std::string_view name);

/// One of the ways to read the sample.
struct Reading {
    std::string code; ///< "day-first", "month-first"; "comma", "point"; "high-good", "low-good": stable, for flags and JSON
    std::string text; ///< the sample's meaning in English: "3 April 2026", "1,234"
    std::optional<TimeMs> instant; ///< the same as a value, to be shown in a person's own language
    std::optional<double> number;
};

struct PlanQuestion {
    QuestionKind kind = QuestionKind::DayOrder;
    std::vector<std::size_t> columns; ///< of the plan: one answer is for all of them
    std::string sample;               ///< a cell of the first that the readings differ in
    std::array<Reading, 2> readings;
    std::size_t assumed = 0; ///< which of them the plan reads by now
    bool answered = false;   ///< by a person, now or in an earlier import
};

/// What is to be asked of a file: only of columns that the plan uses, only where every sampled cell can be read both
/// ways. A question that was answered stays in the list, so that the answer can be changed. In the order of the kinds.
std::vector<PlanQuestion> questionsOf(const ImportPlan&, const Sniffed&);
/// Reads the question's columns as its `reading` (0 or 1) says from now on.
void answer(ImportPlan&, const PlanQuestion&, std::size_t reading);

/// "The dates of “timestamp” are read with the day first: “03/04/2026” is 3 April 2026, not 4 March 2026." in English.
std::string assumedSentence(const PlanQuestion&, const ImportPlan&);

} // namespace cairn
