#pragma once
// An event log as rows of text, for comparing.

#include <string>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "support/temporary_file.hpp"

namespace cairn::test {

/// "unit|time|name|property…" with codes for units and sessions, "-" for missing values; one string
/// a row.
inline std::vector<std::string> rowsOf(const ImportResult& result) {
    const auto& log = std::get<EventLog>(result.content);
    std::vector<std::size_t> all(log.properties.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    std::vector<std::string> rows;
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        const ChunkRows& decoded = decoder.decode(log, chunk, all);
        for (std::size_t i = 0; i < decoded.unit.size(); ++i) {
            std::string row = std::to_string(decoded.unit[i]) + "|" +
                              std::to_string(decoded.time[i]) + "|" + log.names[decoded.name[i]];
            for (std::size_t p = 0; p < all.size(); ++p) {
                const std::uint32_t code = decoded.properties[p][i];
                const bool session = log.properties[p].isSession;
                row += "|" + (code == kNoValue ? "-"
                              : session        ? std::to_string(code)
                                               : log.properties[p].values[code]);
            }
            rows.push_back(row);
        }
    }
    return rows;
}

inline std::vector<std::string> issuesOf(const ImportResult& result) {
    std::vector<std::string> lines;
    for (const RowIssue& issue : result.issues)
        lines.push_back(std::to_string(issue.line) + " " + issue.column + ": " +
                        englishOf(issue));
    return lines;
}

/// Everything but where chunks end.
inline std::string summaryOf(const ImportResult& result) {
    const auto& log = std::get<EventLog>(result.content);
    std::string text = std::to_string(result.rows) + " rows, " + std::to_string(result.skipped) +
                       " skipped, " + std::to_string(result.units) + " units; names";
    for (const auto& name : log.names)
        text += " " + name;
    for (const auto& column : log.properties) {
        text += "; " + column.name + " " + std::to_string(column.sessionCount);
        for (const auto& value : column.values)
            text += " " + value;
    }
    return text;
}

} // namespace cairn::test
