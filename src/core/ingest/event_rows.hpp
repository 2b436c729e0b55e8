#pragma once
// Rows -> packed chunks with this thread's own codes.

#include <optional>
#include <string>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "core/ingest/row_issues.hpp"
#include "core/ingest/text_codes.hpp"
#include "core/ingest/time_reader.hpp"
#include "core/table/row_scan.hpp"

namespace cairn {

/// A plan and options, resolved to column numbers.
struct EventColumns {
    char quote = '"';
    std::size_t width = 0; ///< cells a row should have
    std::size_t unit = 0, event = 0, time = 0;
    TimeFormat timeFormat;
    std::string unitName, eventName, timeName;
    std::vector<std::size_t> properties; ///< the session column among them
    std::vector<std::string> propertyNames;
    std::optional<std::size_t> session; ///< index in properties
    std::optional<std::vector<std::string>> onlyEvents;
    std::optional<FingerprintKey> fingerprintKey;
    bool keepIds = false;
    bool checkOnly = false; ///< rows are looked at, none is kept
};
/// Throws Error{BadInput} for a property that the file does not have.
EventColumns resolveColumns(const ImportPlan& plan, const ImportOptions& options);

/// What came of the rows of one piece of the file.
struct SegmentRows {
    std::uint64_t rows = 0;
    RowIssues issues;          ///< lines counted from the segment's start, from 0
    std::vector<Chunk> chunks; ///< in the codes of the dictionaries of the EventRows that made them
};

/// The dictionaries and row buffers of one segment. Rows go in, packed chunks come out.
class EventRows {
public:
    EventRows(const EventColumns& columns, SegmentRows& segment);

    void take(const RowBatch& batch);
    /// A row whose cells are already unquoted.
    void take(std::span<const std::string_view> cells, bool broken, std::uint64_t line);
    /// Packs what is left and gives the row buffers back.
    void finish();

    /// 0 units, 1 names, then the properties. Codes are in order of first appearance.
    std::vector<TextCodes>& dictionaries() { return m_dictionaries; }

private:
    using Codes = std::vector<std::uint32_t>;
    template <bool kPlain, bool kEven> class BatchCells;
    class LoneCells;
    template <class Cells> void takeFrom(const Cells& cells, const RowBatch& batch);
    template <class Cells> bool takeWhole(const Cells& cells, std::uint32_t count);
    template <class Cells> bool findNames(const Cells& cells, std::uint32_t count);
    template <class Cells> void dropWithoutUnit(const Cells& cells);
    template <class Cells> bool select(const Cells& cells, std::uint32_t row, TimeMs& time);
    template <class Cells, class Which>
    void encodeColumn(const Cells& cells, std::size_t column, const Which& rows, TextCodes& codes,
                      Codes& out);
    template <bool kByRow, class Cells, class Which>
    void encodeEach(const Cells& cells, std::size_t column, const Which& rows, TextCodes& codes,
                    Codes& out);
    template <class Cells> bool readTimes(const Cells& cells, std::uint32_t count);
    template <class Cells> void encodeSelected(const Cells& cells);
    void append();
    void flush();
    /// Columns of equal length.
    struct Rows {
        Codes unit, name;
        std::vector<TimeMs> time;
        std::vector<Codes> properties;
    };

    const EventColumns& m_columns;
    SegmentRows& m_segment;
    std::vector<TextCodes> m_dictionaries;
    TextCodes m_eventFilter; ///< the first codes are the wanted events
    std::uint32_t m_wantedEvents = 0;
    TimeReader m_timeReader;
    std::vector<char> m_scratch;
    std::vector<std::uint32_t> m_selected; ///< rows of the batch that are good
    std::vector<std::uint32_t> m_left;     ///< rows of the batch to be looked at one by one
    Rows m_batch;                          ///< of the batch, good rows only
    Rows m_chunk;                          ///< waiting to be packed; room for kChunkRows
    std::size_t m_chunkRows = 0;
};

} // namespace cairn
