#include "core/ingest/step_rates.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

enum class Base { Next, Previous, First };

struct Meaning {
    Base base;
    bool lost; ///< 1 - the rate
};
// In the order they are tried; the first of those that explain most cells is believed.
constexpr Meaning kMeanings[] = {{Base::Next, false}, {Base::Previous, false}, {Base::First, false},
                                 {Base::Next, true},  {Base::Previous, true},  {Base::First, true}};

/// What each row's rate should be. Rows of one segment follow each other in file order.
std::vector<std::optional<double>> ratesOf(const StepCounts& counts, const Meaning& meaning) {
    std::vector<std::optional<double>> rates(counts.rows.size());
    const auto share = [&](std::size_t part, std::size_t whole) -> std::optional<double> {
        if (counts.rows[whole].count <= 0)
            return std::nullopt;
        const double rate = counts.rows[part].count / counts.rows[whole].count;
        return meaning.lost ? 1 - rate : rate;
    };
    for (std::size_t i = 0; i < rates.size(); ++i) {
        std::optional<std::size_t> first, previous;
        for (std::size_t j = 0; j < i; ++j)
            if (counts.rows[j].segment == counts.rows[i].segment) {
                first = first ? first : j;
                previous = j;
            }
        if (meaning.base == Base::Next && previous)
            rates[*previous] = share(i, *previous);
        if (meaning.base == Base::Previous && previous)
            rates[i] = share(i, *previous);
        if (meaning.base == Base::First)
            rates[i] = share(i, first.value_or(i));
    }
    return rates;
}

} // namespace

std::optional<WrittenRate> parseRate(std::string_view cell) {
    WrittenRate rate;
    std::string digits;
    std::size_t decimals = 0;
    bool point = false;
    for (const char c : cell) {
        if (c >= '0' && c <= '9') {
            digits += c;
            decimals += point;
        } else if ((c == '.' || c == ',') && !point) {
            digits += '.';
            point = true;
        } else if (c == '%') {
            rate.percent = true;
        } else if (c != ' ' && static_cast<unsigned char>(c) < 0x80) {
            return std::nullopt; // other bytes are no-break spaces
        }
    }
    const char* end = digits.data() + digits.size();
    if (digits.empty() || std::from_chars(digits.data(), end, rate.value).ptr != end)
        return std::nullopt;
    rate.tolerance = 0.5 * std::pow(10.0, -static_cast<double>(decimals));
    return rate;
}

StepRates::StepRates(const ImportPlan& plan) {
    for (const std::size_t i : plan.columnsWith(ColumnRole::Rate))
        m_columns.push_back({i, plan.columns[i].name, {}});
}

void StepRates::note(const RowView& row, std::size_t at) {
    for (Column& column : m_columns) {
        if (column.index >= row.cells.size())
            continue;
        const std::string_view cell = trimmedCell(row.cells[column.index]);
        if (const auto rate = parseRate(cell))
            column.cells.push_back({row.line, at, std::string(cell), *rate});
    }
}

std::vector<RowIssue> StepRates::disagreements(const StepCounts& counts) const {
    constexpr std::size_t kMostRows = 5000;                            // such a table is no funnel
    constexpr double kLeastTolerance = 0.0005, kMostTolerance = 0.005; // a bare "0" says 0.5%
    std::vector<RowIssue> issues;
    if (counts.rows.size() > kMostRows)
        return issues;
    for (const Column& column : m_columns) {
        const bool percent =
            std::any_of(column.cells.begin(), column.cells.end(),
                        [](const auto& c) { return c.rate.percent || c.rate.value > 1; });
        const double unit = percent ? 100 : 1;
        const auto agrees = [&](const Cell& cell, std::optional<double> rate) {
            return !rate ||
                   std::abs(*rate - cell.rate.value / unit) <=
                       std::clamp(cell.rate.tolerance / unit, kLeastTolerance, kMostTolerance) +
                           1e-12;
        };
        std::vector<std::optional<double>> best;
        std::ptrdiff_t most = -1;
        for (const Meaning& meaning : kMeanings) {
            auto rates = ratesOf(counts, meaning);
            const auto fitting =
                std::count_if(column.cells.begin(), column.cells.end(), [&](const Cell& cell) {
                    return rates[cell.at] && agrees(cell, rates[cell.at]);
                });
            if (fitting > most) {
                most = fitting;
                best = std::move(rates);
            }
        }
        for (const Cell& cell : column.cells)
            if (!agrees(cell, best[cell.at]))
                issues.push_back({cell.line,
                                  column.name,
                                  {RowTrouble::RateDiffers, {std::llround(*best[cell.at] * 1000)}},
                                  cell.text});
    }
    return issues;
}

} // namespace cairn
