#pragma once
// An import's figures in a person's words.

#include <QString>

#include "cairn/ingest/figures.hpp"

namespace cairn {

/// "The whole file: 31,106 events of 600 customers, 4 January to 29 June 2024, 19 event names; no row skipped."
/// "So far, in the first 4,812 rows: …" of its beginning.
QString figuresSentence(const ImportFigures& figures);
/// "timestamp is not a date and time (2), user_id is empty (1)"; empty when nothing was skipped.
QString reasonWords(const std::vector<SkipReason>& reasons, std::uint64_t skipped, std::size_t most = 3);
/// "3 of 31,109 rows were skipped: timestamp is not a date and time (2), user_id is empty (1)."
QString skippedWords(const ImportFigures& figures);
/// "Line 17, timestamp: “never” is not a date and time".
QString issueWords(const RowIssue& issue);
/// The same without the line and the column: "“soon” is not a date and time".
QString troubleWords(const RowIssue& issue);

} // namespace cairn
