#pragma once
// Rows -> packed chunks with this thread's own codes.

#include <optional>
#include <string>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "core/ingest/text_codes.hpp"
#include "core/ingest/time_reader.hpp"
#include "core/table/row_scan.hpp"

namespace cairn {

inline constexpr std::size_t kIssuesKept = 1000;

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
};
/// Throws Error{BadInput} for a property that the file does not have.
EventColumns resolveColumns(const ImportPlan& plan, const ImportOptions& options);

/// What came of the rows between two places of the file.
struct SegmentRows {
    std::uint64_t rows = 0, skipped = 0;
    std::vector<RowIssue> issues; ///< lines counted from the segment's start, from 0
    std::vector<Chunk> chunks;    ///< in the codes of the dictionaries of the worker that made them
    struct NewCodes {
        std::uint32_t first = 0, last = 0;
    };
    std::vector<NewCodes> newCodes; ///< for each dictionary, those first met here
};

/// One worker's dictionaries and row buffers. Rows go in, segments come out.
class EventRows {
public:
    explicit EventRows(const EventColumns& columns);

    void begin(SegmentRows& segment);
    void take(const RowBatch& batch);
    /// A row whose cells are already unquoted.
    void take(std::span<const std::string_view> cells, bool broken, std::uint64_t line);
    void finish();

    /// 0 units, 1 names, then the properties.
    std::vector<TextCodes>& dictionaries() { return m_dictionaries; }

private:
    template <bool kPlain, bool kEven> class BatchCells;
    class LoneCells;
    template <class Cells> void takeFrom(const Cells& cells, const RowBatch& batch);
    template <class Cells> bool select(const Cells& cells, std::uint32_t row, TimeMs& time);
    template <class Cells>
    void encodeColumn(const Cells& cells, std::size_t column, std::span<const std::uint32_t> rows,
                      TextCodes& codes, std::vector<std::uint32_t>& out);
    template <class Cells> void append(const Cells& cells);
    void flush();
    void skip(std::uint64_t line, const std::string& column, std::string what);
    void note(std::uint64_t line, const std::string& column, std::string what);

    const EventColumns& m_columns;
    SegmentRows* m_segment = nullptr;
    std::vector<TextCodes> m_dictionaries;
    TextCodes m_eventFilter; ///< the first codes are the wanted events
    std::uint32_t m_wantedEvents = 0;
    TimeReader m_timeReader;
    std::vector<char> m_scratch;
    std::vector<std::uint32_t> m_selected; ///< rows of the batch that are good
    std::vector<TimeMs> m_selectedTimes;
    std::vector<TextKey> m_keys;
    std::vector<std::uint32_t> m_unit, m_name;
    std::vector<TimeMs> m_time;
    std::vector<std::vector<std::uint32_t>> m_properties;
};

} // namespace cairn
