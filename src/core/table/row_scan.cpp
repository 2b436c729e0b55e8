#include "core/table/row_scan.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/table/encoding.hpp"

namespace cairn {
namespace {

/// How many of the indexed rows start before a position.
std::size_t rowsBefore(const RowIndex& index, std::uint64_t position) {
    std::size_t low = 0, high = index.rowCount;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (index.start(middle) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

class Scan {
public:
    Scan(const ByteFile& file, const Dialect& dialect, std::uint64_t start, std::uint64_t limit,
         const RowConsumer& consumer, const ScanLimits& limits)
        : m_file(file), m_dialect(dialect), m_limit(limit), m_consumer(consumer), m_limits(limits),
          m_splitter(dialect.delimiter, dialect.quote, limits.maxRowBytes), m_start(start),
          m_base(start) {}

    ScanEnd run() {
        bool going = m_base < m_limit;
        while (going) {
            if (m_wantsMore)
                readPiece();
            going = takeRows() && m_base < m_limit && !(m_last && m_length == 0);
            if (m_consumer.progress)
                m_consumer.progress(m_base - m_start);
        }
        return {m_base, m_lines};
    }

private:
    void readPiece() {
        // As much again as is left over, so that a large row is looked at a few times only; of a
        // huge one at once as much as tells that it is too long to be one.
        constexpr std::size_t kHuge = std::size_t{1} << 20;
        const std::size_t enough = 2 * m_limits.maxRowBytes;
        std::size_t want = std::max(m_limits.pieceBytes, m_length);
        if (m_length >= kHuge && m_length < enough)
            want = enough - m_length;
        if (m_buffer.size() < m_length + want + kIndexPadding)
            m_buffer.resize(m_length + want + kIndexPadding);
        const std::size_t got =
            m_file.readAt(m_base + m_length, {m_buffer.data() + m_length, want});
        m_last = got < want;
        m_length += got;
        std::memset(m_buffer.data() + m_length, 0, kIndexPadding);
    }

    /// False when the limit is reached.
    bool takeRows() {
        if (m_consumer.limit)
            m_limit = m_consumer.limit(m_base + m_length);
        // Of much that a row given up has left behind, a little at a time: progress is told, and
        // one may stop, in between.
        const std::size_t window = std::min(m_length, 4 * m_limits.pieceBytes);
        index(window);
        m_wantsMore = window == m_length || m_index.rowCount == 0;
        if (m_wantsMore && window < m_length)
            index(m_length);
        const bool giant = m_index.rowCount > 0 && m_index.end(0) > m_limits.maxRowBytes;
        if (giant)
            return takeLone();
        const std::size_t count = rowsBefore(m_index, m_limit - m_base);
        const bool atLimit = count < m_index.rowCount;
        if (count > 0)
            handOver(count);
        if (atLimit)
            return false;
        if (!m_wantsMore)
            return true;
        if (m_last) // a last row without a line end, or quotes that never close
            return m_length == 0 || takeLone();
        return m_length < m_limits.maxRowBytes || takeLone();
    }

    /// The first bytes of the buffer, but for a CR at their end whose LF may follow.
    void index(std::size_t bytes) {
        const bool cutPair =
            !(m_last && bytes == m_length) && bytes > 0 && m_buffer[bytes - 1] == '\r';
        const std::size_t scanned = bytes - (cutPair ? 1 : 0);
        char* const behind = m_buffer.data() + scanned;
        std::array<char, kIndexPadding> held;
        std::memcpy(held.data(), behind, held.size());
        std::memset(behind, 0, held.size());
        indexRows({m_buffer.data(), scanned}, m_dialect.delimiter, m_dialect.quote, m_index,
                  IndexMethod::Best, m_consumer.width);
        std::memcpy(behind, held.data(), held.size());
    }

    void handOver(std::size_t count) {
        const std::size_t used = m_index.end(count - 1);
        const RowBatch batch{m_base, m_lines, {m_buffer.data(), m_length}, &m_index, count};
        m_consumer.batch(batch);
        m_lines += m_index.quotedLineEnds ? countLineEnds({m_buffer.data(), used}) : count;
        drop(used);
    }

    bool takeLone() {
        if (m_base >= m_limit)
            return false;
        if (!m_splitter.take({m_buffer.data(), m_length}, m_last))
            return true; // more is needed
        m_consumer.lone(m_splitter, m_base, m_lines);
        m_lines += m_splitter.lines();
        drop(m_splitter.bytes());
        m_wantsMore = m_length == 0; // what follows may be many ordinary rows
        return true;
    }

    void drop(std::size_t used) {
        std::memmove(m_buffer.data(), m_buffer.data() + used, m_length - used);
        m_length -= used;
        m_base += used;
    }

    const ByteFile& m_file;
    const Dialect& m_dialect;
    std::uint64_t m_limit;
    const RowConsumer& m_consumer;
    const ScanLimits m_limits;
    RowSplitter m_splitter;
    RowIndex m_index;
    std::vector<char> m_buffer;
    std::size_t m_length = 0; ///< bytes in the buffer
    const std::uint64_t m_start;
    std::uint64_t m_base; ///< the buffer's place in the file
    std::uint64_t m_lines = 0;
    bool m_last = false;
    bool m_wantsMore = true; ///< the buffer holds no row that was not looked at
};

} // namespace

std::uint64_t RowBatch::lineOf(std::size_t row) const {
    if (!index->quotedLineEnds)
        return line + row;
    const std::size_t start = index->start(row);
    if (start < countedBytes)
        countedBytes = countedLines = 0;
    // A row starts after a line end, so that no CR is counted apart from its LF.
    countedLines += countLineEnds(text.substr(countedBytes, start - countedBytes));
    countedBytes = start;
    return line + countedLines;
}

ScanEnd scanRows(const ByteFile& file, const Dialect& dialect, std::uint64_t start,
                 std::uint64_t limit, const RowConsumer& consumer, const ScanLimits& limits) {
    return Scan(file, dialect, start, limit, consumer, limits).run();
}

DataStart findDataStart(const ByteFile& file, const Dialect& dialect) {
    std::string head(3, '\0');
    head.resize(file.readAt(0, head));
    DataStart found{byteOrderMarkLength(head, dialect.encoding), 1};
    // Preamble lines are lines whatever quotes they hold; the header's rows are the first that are
    // not blank.
    std::size_t reach = 64 * 1024;
    for (;; reach *= 4) {
        std::string text(reach, '\0');
        text.resize(file.readAt(found.offset, text));
        const bool last = text.size() < reach;
        std::string_view rest = text;
        DataStart at = found;
        RowSplitter lines(dialect.delimiter, 0), rows(dialect.delimiter, dialect.quote);
        std::uint64_t header = dialect.hasHeader ? dialect.headerRows : 0;
        bool enough = true;
        const auto step = [&](RowSplitter& splitter) {
            enough = enough && !rest.empty() && splitter.take(rest, last);
            if (!enough)
                return;
            at.offset += splitter.bytes();
            at.line += splitter.lines();
            rest.remove_prefix(splitter.bytes());
        };
        while (enough && at.line <= dialect.preambleLines)
            step(lines);
        while (enough && header > 0) {
            step(rows);
            header -= enough && !rows.blank();
        }
        if (enough || last)
            return at;
    }
}

std::uint64_t guessRowStart(const ByteFile& file, const Dialect& dialect, std::uint64_t boundary,
                            std::size_t columns, std::size_t windowBytes) {
    std::vector<char> window(windowBytes + kIndexPadding);
    const std::size_t length = file.readAt(boundary - 1, {window.data(), windowBytes});
    std::memset(window.data() + length, 0, kIndexPadding);
    const std::string_view text(window.data(), length);
    const auto afterLineEnd = [&](std::size_t from) {
        const std::size_t end = text.find_first_of("\r\n", from);
        if (end == std::string_view::npos)
            return length;
        return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    };
    const std::size_t outside = afterLineEnd(0);
    const bool quotes = dialect.quote != 0 && text.find(dialect.quote) != std::string_view::npos;
    if (!quotes)
        return boundary - 1 + outside;

    // Two tales: the boundary lies outside quotes, or inside. The one whose rows are as wide as the
    // table is true.
    std::size_t closing = text.find(dialect.quote);
    while (closing + 1 < length && text[closing + 1] == dialect.quote)
        closing = std::min(text.find(dialect.quote, closing + 2), length);
    const std::size_t inside = afterLineEnd(std::min(closing, length));
    const auto fitting = [&](std::size_t from) {
        RowSplitter splitter(dialect.delimiter, dialect.quote);
        std::string_view rest = text.substr(from);
        int rows = 0, good = 0;
        for (; rows < 8 && !rest.empty() && splitter.take(rest, false) && !splitter.broken();
             ++rows) {
            good += splitter.cells().size() == columns;
            rest.remove_prefix(splitter.bytes());
        }
        return rows == 0 ? 0.0 : good / static_cast<double>(rows);
    };
    return boundary - 1 + (fitting(inside) > fitting(outside) ? inside : outside);
}

} // namespace cairn
