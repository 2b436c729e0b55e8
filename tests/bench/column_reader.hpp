#pragma once
// Every cell of a table read as what its column is: times and numbers parsed, texts seen. Nothing
// is kept, so this is the least that any import of the file takes.

#include <charconv>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "core/ingest/event_cells.hpp"
#include "core/ingest/time_reader.hpp"
#include "core/table/row_scan.hpp"

namespace cairn::bench {

/// What was read, so that no part of the reading may be left out.
struct Seen {
    std::uint64_t rows = 0, unreadable = 0, textBytes = 0;
    std::int64_t times = 0;
    double numbers = 0;
};

class ColumnReader {
public:
    explicit ColumnReader(const Sniffed& sniffed) : m_quote(sniffed.dialect.quote) {
        for (const ColumnGuess& column : sniffed.columns)
            m_columns.push_back({column.type, TimeReader(column.time)});
    }

    Seen seen;

    void take(const RowBatch& batch) {
        const RowIndex& index = *batch.index;
        if (index.width == m_columns.size() && !index.quotes && !index.nul) {
            takeColumns(batch);
            return;
        }
        for (std::size_t row = 0; row < batch.count; ++row) {
            ++seen.rows;
            const std::size_t first = index.firstCell(row), last = index.lastCell(row);
            std::size_t begin = index.start(row);
            for (std::size_t at = first; at <= last; ++at) {
                std::size_t end = index.cellEnds[at];
                const std::size_t next = end + 1;
                if (at == last && end > begin && batch.text[end - 1] == '\r')
                    --end;
                std::string_view cell = batch.text.substr(begin, end - begin);
                if (index.quotes && !cell.empty() && cell.front() == m_quote)
                    cell = unquoted(cell, m_quote, index.escapes, m_scratch);
                take(at - first, cell);
                begin = next;
            }
        }
    }
    void take(const RowSplitter& row) {
        if (row.blank())
            return;
        ++seen.rows;
        for (std::size_t column = 0; column < row.cells().size(); ++column)
            take(column, row.cells()[column]);
    }

private:
    struct Column {
        ColumnType type;
        TimeReader times;
    };

    /// One column after the other, as an import does where it can.
    void takeColumns(const RowBatch& batch) {
        seen.rows += batch.count;
        const std::size_t width = m_columns.size();
        const char* const text = batch.text.data();
        const std::uint32_t* const ends = batch.index->cellEnds.data();
        m_times.resize(batch.count);
        for (std::size_t column = 0; column < width; ++column) {
            const auto cell = [&](std::size_t row) {
                const std::size_t at = row * width + column;
                const std::size_t begin = at == 0 ? 0 : ends[at - 1] + std::size_t{1};
                std::size_t end = ends[at];
                if (column + 1 == width && end > begin && text[end - 1] == '\r')
                    --end;
                return std::string_view(text + begin, end - begin);
            };
            Column& of = m_columns[column];
            if (of.type == ColumnType::DateTime) {
                for (std::size_t row = 0; row < batch.count; ++row) {
                    if (row > 0 || column > 0) {
                        const std::size_t from = row;
                        row = of.times.readSome({text, ends, width, column}, row, batch.count,
                                                m_times.data());
                        for (std::size_t i = from; i < row; ++i)
                            seen.times ^= m_times[i];
                    }
                    if (row < batch.count)
                        take(column, cell(row));
                }
            } else if (of.type == ColumnType::Integer || of.type == ColumnType::Decimal) {
                for (std::size_t row = 0; row < batch.count; ++row)
                    take(column, cell(row));
            } else {
                std::uint64_t bytes = 0;
                for (std::size_t row = 0; row < batch.count; ++row) {
                    const std::string_view one =
                        cell(row); // what is behind an empty one is readable
                    bytes +=
                        one.size() + (one.empty() ? 0 : static_cast<unsigned char>(*one.data()));
                }
                seen.textBytes += bytes;
            }
        }
    }
    void take(std::size_t column, std::string_view cell) {
        if (column >= m_columns.size() || cell.empty())
            return;
        Column& of = m_columns[column];
        if (of.type == ColumnType::DateTime) {
            if (const auto time = of.times.read(cell))
                seen.times ^= *time;
            else
                ++seen.unreadable;
        } else if (of.type == ColumnType::Integer || of.type == ColumnType::Decimal) {
            double number = 0;
            const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
            seen.unreadable += read.ec != std::errc();
            seen.numbers += number;
        } else {
            seen.textBytes += cell.size() + static_cast<unsigned char>(cell.front());
        }
    }

    char m_quote;
    std::vector<Column> m_columns;
    std::vector<char> m_scratch;
    std::vector<TimeMs> m_times;
};

/// Cut in as many parts as there are threads; throws when a part does not begin where a row does.
inline Seen readColumns(const std::filesystem::path& path, unsigned threads) {
    const Sniffed sniffed = sniffCsv(path);
    const ByteFile file(path);
    const std::uint64_t first = findDataStart(file, sniffed.dialect).offset;
    std::vector<std::uint64_t> starts{first};
    for (unsigned part = 1; part < threads; ++part)
        starts.push_back(guessRowStart(file, sniffed.dialect,
                                       first + (file.size() - first) * part / threads,
                                       sniffed.columns.size()));
    starts.push_back(~std::uint64_t{0});
    std::vector<ColumnReader> readers(threads, ColumnReader(sniffed));
    std::vector<std::uint64_t> ends(threads);
    {
        std::vector<std::jthread> others;
        for (unsigned part = 0; part < threads; ++part)
            others.emplace_back([&, part] {
                ColumnReader mine = readers[part]; // counts of two threads in one line cost both
                RowConsumer consumer;
                consumer.width = sniffed.columns.size();
                consumer.batch = [&](const RowBatch& batch) { mine.take(batch); };
                consumer.lone = [&](const RowSplitter& row, std::uint64_t, std::uint64_t) {
                    mine.take(row);
                };
                ends[part] =
                    scanRows(file, sniffed.dialect, starts[part], starts[part + 1], consumer)
                        .offset;
                readers[part].seen = mine.seen;
            });
    }
    Seen all;
    for (unsigned part = 0; part < threads; ++part) {
        if (part + 1 < threads && ends[part] != starts[part + 1])
            throw std::runtime_error("a part begins inside a row");
        const Seen& one = readers[part].seen;
        all.rows += one.rows;
        all.unreadable += one.unreadable;
        all.textBytes += one.textBytes;
        all.times ^= one.times;
        all.numbers += one.numbers;
    }
    return all;
}

} // namespace cairn::bench
