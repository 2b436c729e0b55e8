#include "core/ingest/row_issues.hpp"

#include <algorithm>
#include <tuple>

#include "core/table/csv_text.hpp"

namespace cairn {

std::string shownCell(std::string_view cell) {
    constexpr std::size_t kMost = 60;
    const std::string text = repairedCell(cell.substr(0, 1024));
    std::size_t end = 0, characters = 0;
    for (; end < text.size(); ++end) {
        characters += (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
        if (characters > kMost)
            return "“" + text.substr(0, end) + "…”";
    }
    return "“" + text + "”";
}

void RowIssues::note(std::uint64_t line, const std::string& column, std::string what) {
    if (m_issues.size() < kIssuesKept)
        m_issues.push_back({line, column, std::move(what)});
}

void RowIssues::count(const std::string& column, std::string_view why, std::uint64_t rows) {
    const auto same = [&](const SkipReason& r) { return r.why == why && r.column == column; };
    const auto known = std::find_if(m_reasons.begin(), m_reasons.end(), same);
    if (known != m_reasons.end())
        known->rows += rows;
    else
        m_reasons.push_back({column, std::string(why), rows});
}

void RowIssues::skip(std::uint64_t line, const std::string& column, std::string_view why,
                     std::string_view cell) {
    ++m_skipped;
    count(column, why, 1);
    m_last = {line, column, (cell.empty() ? "" : shownCell(cell) + " ") + std::string(why), true};
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
