#pragma once
// What went wrong with rows: counted whole, told for the first of them.

#include <string>
#include <string_view>
#include <vector>

#include "cairn/ingest/import.hpp"

namespace cairn {

inline constexpr std::size_t kIssuesKept = 1000;

class RowIssues {
public:
    /// A row that is read with doubt.
    void note(std::uint64_t line, const std::string& column, RowReason why,
              std::string_view cell = {});
    /// A row that is left out, and counted by the reason.
    void skip(std::uint64_t line, const std::string& column, RowReason why,
              std::string_view cell = {});
    /// What another piece of the file noted, whose lines were counted from `firstLine`.
    void add(RowIssues other, std::uint64_t firstLine);
    /// Hands over issues, reasons and the number of rows skipped.
    void moveTo(ImportResult& result);

    std::uint64_t skipped() const { return m_skipped; }
    const RowIssue& lastSkipped() const { return m_last; }
    /// Tells a person's question of a skipped row: hands it on when the count rose since `before`.
    void tell(std::uint64_t before, const ImportOptions& options, const RowView& row) const {
        if (options.skippedRow && m_skipped != before)
            options.skippedRow(row, m_last);
    }

private:
    void count(const std::string& column, RowReason why, std::uint64_t rows);

    std::uint64_t m_skipped = 0;
    std::vector<RowIssue> m_issues;
    std::vector<SkipReason> m_reasons; ///< in the order they came up
    RowIssue m_last;
};

} // namespace cairn
