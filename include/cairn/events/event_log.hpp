#pragma once
// The columnar event log: what was read from a CSV of events, dictionary-coded and packed, without
// ids.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/base/civil_time.hpp"
#include "cairn/events/blob_bytes.hpp"
#include "cairn/events/unit_ids.hpp"

namespace cairn {

/// Rows in a chunk, at most. A chunk is decoded as a whole into buffers that stay in the L2 cache.
inline constexpr std::size_t kChunkRows = 32768;
/// A property that is missing in a row.
inline constexpr std::uint32_t kNoValue = std::numeric_limits<std::uint32_t>::max();

/// One packed column of one chunk. How `bytes` are packed is told in docs/file-format.md ("Column
/// blobs").
struct ColumnBlob {
    std::uint8_t encoding = 0;
    std::int64_t minimum = 0,
                 maximum = 0; ///< of the decoded values, to skip chunks by; kNoValue counts as -1
    BlobBytes bytes;
};

struct Chunk {
    std::uint32_t rows = 0;
    ColumnBlob unit, time, name;
    std::vector<ColumnBlob> properties; ///< one per EventLog::properties
};

/// A property column: text values behind a dictionary. Codes index `values`; kNoValue is "(none)".
/// A session column is kept with values left empty (codes only), as its ids are replaced by
/// numbers.
struct PropertyColumn {
    std::string name;
    std::vector<std::string> values;
    bool isSession = false;
    std::uint32_t sessionCount = 0; ///< distinct sessions, when isSession
};

/// A property of the customers themselves, from a second file: one code a unit; kNoValue is "(none)".
struct UnitProperty {
    std::string name;
    std::vector<std::string> values;
    std::vector<std::uint32_t> codes; ///< by unit
};

/// Events in file order. Units are 0 .. units-1 and stand for customers; their ids are kept only when somebody asked for it.
struct EventLog {
    std::uint32_t units = 0;
    std::vector<std::string> names; ///< event names; codes index it
    std::vector<PropertyColumn> properties;
    std::vector<Chunk> chunks;
    std::vector<UnitProperty> unitProperties; ///< numbered on after `properties`
    /// A keyed fingerprint of each unit's id, so that a newer export finds the same customers again. The key is kept
    /// outside the project (docs/adr/0005), so a fingerprint tells nothing to who has only the file. Empty = not kept.
    std::vector<std::uint64_t> fingerprints;
    std::uint64_t fingerprintKey = 0; ///< tells which key they were made with; 0 = none
    /// Nobody knows when: one file a step, with nothing but who got there. All times are then 0 and mean nothing; `names`
    /// are the steps in their order.
    bool timeless = false;
    UnitIds ids; ///< by unit; empty unless they were to be kept (docs/adr/0008)

    std::uint64_t rows() const;
    /// Columns of rows and of units together: 0 .. properties.size() + unitProperties.size() - 1.
    std::size_t propertyCount() const { return properties.size() + unitProperties.size(); }
    const std::string& propertyName(std::size_t index) const;
    /// Empty for the session column.
    const std::vector<std::string>& propertyValues(std::size_t index) const;
    std::optional<std::size_t> propertyIndex(std::string_view name) const;
    std::optional<std::size_t> sessionColumn() const;
    std::optional<TimeMs> firstTime() const, lastTime() const; ///< from chunk minimum/maximum; nothing when timeless
};

/// A chunk's columns unpacked; spans are valid until the next decode into the same buffer.
struct ChunkRows {
    std::uint64_t firstRow = 0; ///< row number of the first row within the log
    std::span<const std::uint32_t> unit;
    std::span<const TimeMs> time;
    std::span<const std::uint32_t> name;
    std::vector<std::span<const std::uint32_t>>
        properties; ///< only the wanted ones, in the order asked
};

/// Buffers reused from chunk to chunk; one per thread.
class ChunkDecoder {
public:
    /// Throws Error{Damaged} when a blob is not what it says it is; never reads out of bounds.
    const ChunkRows& decode(const EventLog& log, std::size_t chunk,
                            std::span<const std::size_t> wantedProperties = {});

private:
    std::vector<std::uint32_t> m_unit, m_name;
    std::vector<TimeMs> m_time;
    std::vector<std::vector<std::uint32_t>> m_properties; ///< by position in the wanted list
    ChunkRows m_rows;
};

/// Packs rows (all spans of the same length <= kChunkRows) with the smallest fitting encodings.
Chunk encodeChunk(std::span<const std::uint32_t> unit, std::span<const TimeMs> time,
                  std::span<const std::uint32_t> name,
                  std::span<const std::span<const std::uint32_t>> properties);

/// Builds small logs row by row: for tests, samples and converters. The importer has its own fast
/// path.
class EventLogBuilder {
public:
    explicit EventLogBuilder(std::vector<std::string> propertyNames = {},
                             std::optional<std::size_t> sessionProperty = std::nullopt);
    /// values: one per property; an empty string is a missing value.
    void add(std::string_view unit, TimeMs time, std::string_view name,
             std::span<const std::string_view> values = {});
    /// The log so far; the builder starts over with an empty one of the same properties.
    EventLog finish();

    EventLogBuilder(EventLogBuilder&&) noexcept;
    EventLogBuilder& operator=(EventLogBuilder&&) noexcept;
    ~EventLogBuilder();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// How often each event name occurs and how many units have it; for suggestions and the binding
/// list.
struct NameCount {
    std::string name;
    std::uint64_t rows = 0;
    std::uint32_t units = 0;
};
std::vector<NameCount> countNames(const EventLog&); ///< most frequent first, ties by name

} // namespace cairn
