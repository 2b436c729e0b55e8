#pragma once
// Streams the rows of a UTF-8 file from a known row start, in pieces that stay in the cache.

#include <functional>

#include "cairn/base/job.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/byte_file.hpp"
#include "core/table/row_index.hpp"
#include "core/table/row_splitter.hpp"

namespace cairn {

/// Rows 0 .. count-1 of an indexed piece. Text and index are valid during the call only;
/// kIndexPadding readable bytes follow the text.
struct RowBatch {
    std::uint64_t offset = 0; ///< of the text in the file
    std::uint64_t line = 0;   ///< lines between the scan's start and the text
    std::string_view text;
    const RowIndex* index = nullptr;
    std::size_t count = 0;
    /// Lines between the scan's start and the row. Cheap when asked of one row after the other.
    std::uint64_t lineOf(std::size_t row) const;
    /// As far as lines have been counted, and how many they are: rows may span several.
    mutable std::size_t countedBytes = 0;
    mutable std::uint64_t countedLines = 0;
};

/// What a scan hands its rows to.
struct RowConsumer {
    std::function<void(const RowBatch&)> batch;
    /// A row that is not in any batch: the file's last one without a line end, and rows with open
    /// quotes and what follows them. Blank rows are told as well, as they are in batches: a scan
    /// may begin or end at one.
    std::function<void(const RowSplitter& row, std::uint64_t offset, std::uint64_t line)> lone;
    /// Called once a piece with the bytes used up so far; may throw to stop.
    std::function<void(std::uint64_t bytes)> progress;
    /// Asked before each hand-over, with the end of what is about to be handed over: where to stop
    /// now, in place of the limit given at first. Never below `reach` once it was.
    std::function<std::uint64_t(std::uint64_t reach)> limit;
    std::size_t width = 0; ///< cells that most rows have; 0 = not known
};

struct ScanLimits {
    std::size_t pieceBytes = 128 * 1024;
    std::size_t maxRowBytes = kMaxRowBytes;
};

struct ScanEnd {
    std::uint64_t offset = 0; ///< start of the first row that was not handed over
    std::uint64_t lines = 0;  ///< lines from the start to there
};

/// Hands over every row that starts at or after `start` and before `limit`.
ScanEnd scanRows(const ByteFile& file, const Dialect& dialect, std::uint64_t start,
                 std::uint64_t limit, const RowConsumer& consumer, const ScanLimits& limits = {});

/// Where the first data row starts (after mark, preamble and header) and the 1-based line it is on.
struct DataStart {
    std::uint64_t offset = 0;
    std::uint64_t line = 1;
};
DataStart findDataStart(const ByteFile& file, const Dialect& dialect);

/// A good guess at the first row start at or after `boundary` > 0: a row start if the quotes around
/// it are ordinary.
std::uint64_t guessRowStart(const ByteFile& file, const Dialect& dialect, std::uint64_t boundary,
                            std::size_t columns, std::size_t windowBytes = 64 * 1024);

} // namespace cairn
