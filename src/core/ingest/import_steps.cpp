#include "core/ingest/import_steps.hpp"

#include <charconv>
#include <cmath>
#include <set>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

constexpr std::size_t kIssuesKept = 1000;

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

std::optional<double> parseCount(std::string_view cell) {
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
                        plain.find('.') < 4 && plain.front() != '.';
    std::string number;
    const std::size_t decimal = groups ? std::string::npos : plain.rfind('.');
    for (std::size_t i = 0; i < plain.size(); ++i)
        if (plain[i] != '.' || i == decimal)
            number += plain[i];
    double value = 0;
    const auto [end, failure] =
        std::from_chars(number.data(), number.data() + number.size(), value);
    if (number.empty() || failure != std::errc() || end != number.data() + number.size() ||
        !std::isfinite(value))
        return std::nullopt;
    return value;
}

ImportResult importStepCounts(const std::filesystem::path& file, const ImportPlan& plan,
                              const JobControl& job) {
    const std::size_t step = plan.columnWith(ColumnRole::Step).value(),
                      count = plan.columnWith(ColumnRole::Count).value();
    const auto segment = plan.columnWith(ColumnRole::Segment);
    ImportResult result;
    StepCounts counts;
    const auto skip = [&](std::uint64_t line, const std::string& column, std::string what) {
        ++result.skipped;
        if (result.issues.size() < kIssuesKept)
            result.issues.push_back({line, column, std::move(what)});
    };
    readCsv(
        file, plan.dialect,
        [&](const RowView& row) {
            ++result.rows;
            const auto cell = [&](std::size_t i) {
                return i < row.cells.size() ? trimmedCell(row.cells[i]) : std::string_view();
            };
            const auto number = parseCount(cell(count));
            if (row.broken)
                skip(row.line, "",
                     "a quote is opened here and never closed, or the row is over 16 MB");
            else if (isMissing(cell(step)))
                skip(row.line, plan.columns[step].name, "is empty");
            else if (isTotal(cell(step)))
                skip(row.line, plan.columns[step].name, "is a total, not a step");
            else if (!number)
                skip(row.line, plan.columns[count].name,
                     isMissing(cell(count))
                         ? "is empty"
                         : "“" + std::string(cell(count).substr(0, 60)) + "” is not a count");
            else
                counts.rows.push_back({std::string(withoutNumber(cell(step))),
                                       segment ? std::string(cell(*segment)) : "", *number});
        },
        job);
    result.content = std::move(counts);
    return result;
}

} // namespace cairn
