#include "core/ingest/import_steps.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "cairn/base/text.hpp"
#include "core/ingest/row_issues.hpp"
#include "core/ingest/step_rates.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

/// "1. session_start" is the step session_start.
std::string_view withoutNumber(std::string_view step) {
    const std::size_t digits = std::min(step.find_first_not_of("0123456789"), step.size());
    if (digits > 0 && digits < 4 && step.substr(digits).starts_with(". ") &&
        step.size() > digits + 2)
        return trimmedCell(step.substr(digits + 2));
    return step;
}

bool isTotal(std::string_view step) {
    const std::string folded = foldedWords(step);
    return folded == "grand total" || folded == "total" || folded == "totals" ||
           folded == "gesamt" || folded == "gesamtsumme" ||
           folded == "total g\xc3\xa9n\xc3\xa9ral" || folded == "totaal";
}

} // namespace

std::optional<double> parseCount(std::string_view cell, char decimal) {
    cell = trimmedCell(cell);
    std::string plain;
    char mark = 0; // the last separator seen
    std::size_t marks = 0, sinceMark = 0;
    bool mixed = false;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const char c = cell[i];
        if (c >= '0' && c <= '9') {
            plain += c;
            ++sinceMark;
        } else if (c == ',' || c == '.') {
            if (mixed) // "1.2,3.4"
                return std::nullopt;
            mixed = mark != 0 && mark != c;
            mark = c;
            ++marks;
            sinceMark = 0;
            plain += '.';
        } else if (c == ' ' || c == '\'') {
            continue;
        } else if (cell.substr(i).starts_with("\xc2\xa0")) {
            ++i;
        } else if (cell.substr(i).starts_with("\xe2\x80\xaf")) {
            i += 2;
        } else {
            return std::nullopt;
        }
    }
    // One kind of separator before exactly three digits groups thousands, as counts are whole; of
    // two kinds the last is the decimal one.
    const bool groups = marks > 0 && !mixed && (sinceMark == 3 || marks > 1) &&
                        plain.find('.') < 4 && plain.front() != '.' &&
                        (marks > 1 || mark != decimal);
    std::string number;
    const std::size_t point = groups ? std::string::npos : plain.rfind('.');
    for (std::size_t i = 0; i < plain.size(); ++i)
        if (plain[i] != '.' || i == point)
            number += plain[i];
    double value = 0;
    const auto [end, failure] =
        std::from_chars(number.data(), number.data() + number.size(), value);
    if (number.empty() || failure != std::errc() || end != number.data() + number.size() ||
        !std::isfinite(value))
        return std::nullopt;
    return value;
}

namespace {

/// Either way to write counts down: one row a step, or one column a step.
class StepReader {
public:
    StepReader(const ImportPlan& plan, bool checkOnly)
        : m_plan(plan), m_checkOnly(checkOnly), m_segment(plan.columnWith(ColumnRole::Segment)),
          m_day(plan.columnWith(ColumnRole::Time)), m_wide(plan.columnsWith(ColumnRole::StepCount)),
          m_rates(plan) {
        for (const PlannedColumn& column : plan.columns)
            m_decimals.push_back(column.numberChosen ? column.number.decimal : '\0');
        if (!m_wide.empty())
            return;
        m_step = plan.columnWith(ColumnRole::Step).value();
        m_count = plan.columnWith(ColumnRole::Count).value();
    }

    void take(const RowView& row) {
        ++m_result.rows;
        if (row.broken)
            skip(row.line, "", {RowTrouble::Broken});
        else if (m_wide.empty())
            takeStep(row);
        else
            takeSegment(row);
    }

    RowIssues& issues() { return m_issues; }

    ImportResult result() {
        for (Sum& sum : m_sums)
            for (std::size_t i = 0; i < m_wide.size(); ++i)
                m_counts.rows.push_back(
                    {m_plan.columns[m_wide[i]].shownLabel(), sum.segment, sum.counts[i]});
        for (const RowIssue& issue : m_rates.disagreements(m_counts))
            m_issues.note(issue.line, issue.column, issue.why, issue.cell);
        m_issues.moveTo(m_result);
        std::stable_sort(m_result.issues.begin(), m_result.issues.end(),
                         [](const RowIssue& a, const RowIssue& b) { return a.line < b.line; });
        m_result.content = std::move(m_counts);
        return std::move(m_result);
    }

private:
    /// One segment's counts, a number for each step.
    struct Sum {
        std::string segment;
        std::vector<double> counts;
    };

    static std::string_view cell(const RowView& row, std::size_t i) {
        return i < row.cells.size() ? trimmedCell(row.cells[i]) : std::string_view();
    }
    void skip(std::uint64_t line, const std::string& column, RowReason why,
              std::string_view cell = {}) {
        m_issues.skip(line, column, why, cell);
    }
    void skipCount(std::uint64_t line, const std::string& column, std::string_view cell) {
        if (isMissing(cell))
            skip(line, column, {RowTrouble::Empty});
        else
            skip(line, column, {RowTrouble::NotACount}, cell);
    }

    void takeStep(const RowView& row) {
        const std::string_view step = cell(row, m_step), count = cell(row, m_count);
        const auto number = parseCount(count, m_decimals[m_count]);
        if (isMissing(step))
            return skip(row.line, m_plan.columns[m_step].name, {RowTrouble::Empty});
        if (isTotal(step))
            return skip(row.line, m_plan.columns[m_step].name, {RowTrouble::Total});
        if (!number)
            return skipCount(row.line, m_plan.columns[m_count].name, count);
        if (m_checkOnly)
            return;
        std::string_view segment = m_segment ? cell(row, *m_segment) : std::string_view();
        if (isTotal(segment)) // the same number as without segments
            segment = {};
        m_rates.note(row, m_counts.rows.size());
        m_counts.rows.push_back({std::string(withoutNumber(step)), std::string(segment), *number});
    }

    /// Rows of several days, or of other things that the plan does not tell apart, are added up.
    void takeSegment(const RowView& row) {
        for (std::size_t i = 0; i < std::min(row.cells.size(), m_plan.columns.size()); ++i)
            if (m_plan.columns[i].role != ColumnRole::StepCount && isTotal(cell(row, i)))
                return skip(row.line, m_plan.columns[i].name, {RowTrouble::TotalOfRows});
        for (const auto& part : {m_segment, m_day})
            if (part && isMissing(cell(row, *part)))
                return skip(row.line, m_plan.columns[*part].name, {RowTrouble::EmptyAsTotal});
        if (m_day && !parseTime(cell(row, *m_day), m_plan.columns[*m_day].time))
            return skip(row.line, m_plan.columns[*m_day].name, {RowTrouble::NotADate},
                        cell(row, *m_day));
        std::vector<double> counts;
        for (const std::size_t i : m_wide) {
            const std::string_view written = cell(row, i);
            const auto number =
                isMissing(written) && i != m_wide.front() ? 0 : parseCount(written, m_decimals[i]);
            if (!number)
                return skipCount(row.line, m_plan.columns[i].name, written);
            if (isMissing(written))
                m_issues.note(row.line, m_plan.columns[i].name, {RowTrouble::ReadAsZero});
            counts.push_back(*number);
        }
        if (m_checkOnly)
            return;
        Sum& sum = sumOf(m_segment ? cell(row, *m_segment) : std::string_view());
        for (std::size_t i = 0; i < counts.size(); ++i)
            sum.counts[i] += counts[i];
    }

    Sum& sumOf(std::string_view segment) {
        const auto [at, added] = m_places.try_emplace(std::string(segment), m_sums.size());
        if (added)
            m_sums.push_back({at->first, std::vector<double>(m_wide.size())});
        return m_sums[at->second];
    }

    const ImportPlan& m_plan;
    const bool m_checkOnly;
    RowIssues m_issues;
    std::optional<std::size_t> m_segment, m_day;
    std::vector<std::size_t> m_wide;
    std::vector<char> m_decimals; ///< by column: the mark a person chose, or none
    std::size_t m_step = 0, m_count = 0;
    StepRates m_rates;
    std::map<std::string, std::size_t> m_places;
    std::vector<Sum> m_sums;
    StepCounts m_counts;
    ImportResult m_result;
};

} // namespace

ImportResult importStepCounts(const std::filesystem::path& file, const ImportPlan& plan,
                              const ImportOptions& options, const JobControl& job) {
    StepReader reader(plan, static_cast<bool>(options.skippedRow));
    readCsv(
        file, plan.dialect,
        [&](const RowView& row) {
            const std::uint64_t before = reader.issues().skipped();
            reader.take(row);
            reader.issues().tell(before, options, row);
        },
        job);
    ImportResult result = reader.result();
    if (plan.reportDays) {
        result.firstEvent = plan.reportDays->first;
        result.lastEvent = plan.reportDays->second + kDayMs - 1; // the last day is a whole one
    }
    return result;
}

} // namespace cairn
