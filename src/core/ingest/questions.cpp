#include "cairn/ingest/questions.hpp"

#include <algorithm>
#include <charconv>

#include "core/ingest/english.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/number_formats.hpp"

namespace cairn {
namespace {

using Kind = TimeFormat::Kind;

constexpr std::array<std::string_view, 3> kKindNames{"day-order", "decimal-mark", "scale-end"};
constexpr std::array kOrders{Kind::DayMonthYear, Kind::MonthDayYear};
constexpr std::array kMarks{',', '.'};

/// The first sampled cell of a column that fits.
template <class Fits>
std::string sampleWhere(const Sniffed& sniffed, std::size_t column, Fits fits) {
    for (const std::string& cell : sniffed.columns[column].samples)
        if (fits(cell))
            return cell;
    for (const auto& row : sniffed.preview)
        if (column < row.size() && fits(row[column]))
            return std::string(trimmedCell(row[column]));
    return {};
}

std::string plainNumber(double value) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
    return {text.data(), end};
}

Reading dayReading(std::string_view sample, std::size_t order) {
    const auto instant = parseTime(sample, {kOrders[order], false});
    return {order == 0 ? "day-first" : "month-first", dayText(instant.value_or(0)), instant, {}};
}

Reading numberReading(std::string_view sample, std::size_t mark) {
    NumberFormat format;
    format.decimal = kMarks[mark];
    const auto number = parseNumber(sample, format);
    return {mark == 0 ? "comma" : "point", plainNumber(number.value_or(0)), {}, number};
}

bool isCount(ColumnRole role) {
    return role == ColumnRole::Count || role == ColumnRole::StepCount;
}

/// A column of the plan with what was seen of it; nothing when the two do not go together.
const ColumnGuess* guessOf(const ImportPlan& plan, const Sniffed& sniffed, std::size_t column) {
    return column < sniffed.columns.size() &&
                   sniffed.columns[column].name == plan.columns[column].name
               ? &sniffed.columns[column]
               : nullptr;
}

void askDayOrder(const ImportPlan& plan, const Sniffed& sniffed,
                 std::vector<PlanQuestion>& questions) {
    PlanQuestion question;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const PlannedColumn& column = plan.columns[i];
        const ColumnGuess* guess = guessOf(plan, sniffed, i);
        const auto order = std::find(kOrders.begin(), kOrders.end(), column.time.kind);
        if ((column.role != ColumnRole::Time && column.role != ColumnRole::EventTime) || !guess ||
            guess->type != ColumnType::DateTime || !guess->time.ambiguous || order == kOrders.end())
            continue;
        const std::string sample = sampleWhere(sniffed, i, [](const std::string& cell) {
            const auto a = parseTime(cell, {kOrders[0], false}),
                       b = parseTime(cell, {kOrders[1], false});
            return a && b && *a != *b;
        });
        if (sample.empty())
            continue;
        if (question.columns.empty()) {
            question.sample = sample;
            question.readings = {dayReading(sample, 0), dayReading(sample, 1)};
            question.assumed = static_cast<std::size_t>(order - kOrders.begin());
            question.answered = true;
        }
        question.columns.push_back(i);
        question.answered = question.answered && !column.time.ambiguous;
    }
    if (!question.columns.empty())
        questions.push_back(std::move(question));
}

/// Counts are whole, so that until somebody says otherwise their separators group thousands.
std::size_t markAssumed(const PlannedColumn& column, char doubtful) {
    const char decimal = isCount(column.role) && !column.numberChosen
                             ? (doubtful == ',' ? '.' : ',')
                             : column.number.decimal;
    return decimal == ',' ? 0 : 1;
}

/// Columns with "1.234" and columns with "1,234" are asked about apart: the one may be answered
/// without the other.
void askDecimalMark(const ImportPlan& plan, const Sniffed& sniffed, char doubtful,
                    std::vector<PlanQuestion>& questions) {
    PlanQuestion question;
    question.kind = QuestionKind::DecimalMark;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const PlannedColumn& column = plan.columns[i];
        const ColumnGuess* guess = guessOf(plan, sniffed, i);
        if (!isCount(column.role) || !guess || !guess->number.ambiguous ||
            (guess->type != ColumnType::Integer && guess->type != ColumnType::Decimal))
            continue;
        const std::string sample = sampleWhere(sniffed, i, [&](const std::string& cell) {
            return numberEvidence(cell).doubtful == doubtful;
        });
        if (sample.empty())
            continue;
        if (question.columns.empty()) {
            question.sample = sample;
            question.readings = {numberReading(sample, 0), numberReading(sample, 1)};
            question.assumed = markAssumed(column, doubtful);
            question.answered = true;
        }
        question.columns.push_back(i);
        question.answered = question.answered && column.numberChosen;
    }
    if (!question.columns.empty())
        questions.push_back(std::move(question));
}

/// Each scale by itself: one survey may ask how easy and how hard it was.
void askScaleEnds(const ImportPlan& plan, std::vector<PlanQuestion>& questions) {
    for (const std::size_t i : plan.columnsWith(ColumnRole::Score)) {
        const auto& scale = plan.columns[i].scale;
        if (!scale || scale->kind != FeedbackKind::Ces || scale->recognisedBy == "answers")
            continue; // answers in words say it themselves
        PlanQuestion question;
        question.kind = QuestionKind::ScaleEnd;
        question.columns = {i};
        question.sample = std::to_string(scale->high);
        question.readings = {Reading{"high-good", "the best answer", {}, {}},
                             Reading{"low-good", "the worst answer", {}, {}}};
        question.assumed = scale->higherIsBetter ? 0 : 1;
        question.answered = !scale->directionInDoubt;
        questions.push_back(std::move(question));
    }
}

std::string namesOf(const PlanQuestion& question, const ImportPlan& plan) {
    std::string names;
    for (std::size_t i = 0; i < question.columns.size(); ++i)
        names += (i == 0                             ? ""
                  : i + 1 == question.columns.size() ? " and "
                                                     : ", ") +
                 ("“" + plan.columns[question.columns[i]].name + "”");
    return names;
}

} // namespace

std::string_view nameOf(QuestionKind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<QuestionKind> parseQuestionKind(std::string_view name) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i)
        if (kKindNames[i] == name)
            return static_cast<QuestionKind>(i);
    return std::nullopt;
}

std::vector<PlanQuestion> questionsOf(const ImportPlan& plan, const Sniffed& sniffed) {
    std::vector<PlanQuestion> questions;
    askDayOrder(plan, sniffed, questions);
    for (const char doubtful : kMarks)
        askDecimalMark(plan, sniffed, doubtful, questions);
    askScaleEnds(plan, questions);
    return questions;
}

void answer(ImportPlan& plan, const PlanQuestion& question, std::size_t reading) {
    for (const std::size_t i : question.columns) {
        if (i >= plan.columns.size() || reading > 1)
            continue;
        PlannedColumn& column = plan.columns[i];
        if (question.kind == QuestionKind::ScaleEnd) {
            if (column.scale) {
                column.scale->higherIsBetter = reading == 0;
                column.scale->directionInDoubt = false;
            }
        } else if (question.kind == QuestionKind::DayOrder) {
            column.time = {kOrders[reading], false};
        } else {
            column.number.decimal = kMarks[reading];
            column.number.ambiguous = false;
            column.numberChosen = true;
        }
    }
}

std::string assumedSentence(const PlanQuestion& question, const ImportPlan& plan) {
    const Reading& taken = question.readings[question.assumed];
    const Reading& other = question.readings[1 - question.assumed];
    if (question.kind == QuestionKind::ScaleEnd)
        return "“" + question.sample + "” in " + namesOf(question, plan) + " is taken for " +
               taken.text + ", not " + other.text + ".";
    const std::string how =
        question.kind == QuestionKind::DayOrder
            ? "The dates of " + namesOf(question, plan) + " are read with the " +
                  (question.assumed == 0 ? "day" : "month") + " first"
            : "The numbers of " + namesOf(question, plan) + " are read with a decimal " +
                  (question.assumed == 0 ? "comma" : "point");
    return how + ": “" + question.sample + "” is " + taken.text + ", not " + other.text + ".";
}

} // namespace cairn
