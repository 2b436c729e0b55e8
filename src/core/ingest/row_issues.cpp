#include "core/ingest/row_issues.hpp"

#include <algorithm>
#include <tuple>

#include "core/table/csv_text.hpp"

namespace cairn {

namespace {

/// At most 60 characters of a cell, for a message.
std::string shortCell(std::string_view cell) {
    constexpr std::size_t kMost = 60;
    std::string text = repairedCell(cell.substr(0, 1024));
    std::size_t characters = 0;
    for (std::size_t end = 0; end < text.size(); ++end) {
        characters += (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
        if (characters > kMost)
            return text.substr(0, end) + "…";
    }
    return text;
}

} // namespace

void RowIssues::note(std::uint64_t line, const std::string& column, RowReason why,
                     std::string_view cell) {
    if (m_issues.size() < kIssuesKept)
        m_issues.push_back({line, column, why, shortCell(cell)});
}

void RowIssues::count(const std::string& column, RowReason why, std::uint64_t rows) {
    const auto same = [&](const SkipReason& r) { return r.why == why && r.column == column; };
    const auto known = std::find_if(m_reasons.begin(), m_reasons.end(), same);
    if (known != m_reasons.end())
        known->rows += rows;
    else
        m_reasons.push_back({column, why, rows});
}

void RowIssues::skip(std::uint64_t line, const std::string& column, RowReason why,
                     std::string_view cell) {
    ++m_skipped;
    count(column, why, 1);
    m_last.line = line; // piece by piece: of millions of rows, most have the same column
    m_last.column = column;
    m_last.why = why;
    m_last.cell = shortCell(cell);
    m_last.skipped = true;
    if (m_issues.size() < kIssuesKept)
        m_issues.push_back(m_last);
}

void RowIssues::add(RowIssues other, std::uint64_t firstLine) {
    m_skipped += other.m_skipped;
    for (const SkipReason& reason : other.m_reasons)
        count(reason.column, reason.why, reason.rows);
    for (RowIssue& issue : other.m_issues) {
        if (m_issues.size() >= kIssuesKept)
            return;
        issue.line += firstLine;
        m_issues.push_back(std::move(issue));
    }
}

void RowIssues::moveTo(ImportResult& result) {
    result.skipped = m_skipped;
    result.issues = std::move(m_issues);
    result.reasons = std::move(m_reasons);
    std::sort(result.reasons.begin(), result.reasons.end(),
              [](const SkipReason& a, const SkipReason& b) {
                  return std::tie(b.rows, a.column, a.why) < std::tie(a.rows, b.column, b.why);
              });
}

} // namespace cairn
