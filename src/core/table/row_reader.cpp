// The general reader: any encoding, one thread.
#include <algorithm>

#include "cairn/table/csv.hpp"
#include "core/table/byte_file.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/encoding.hpp"
#include "core/table/row_splitter.hpp"
#include "core/table/totals.hpp"

namespace cairn {
namespace {

constexpr std::size_t kPiece = 256 * 1024;

/// Cuts a growing UTF-8 text into rows and hands the data rows on.
class RowStream {
public:
    RowStream(const Dialect& dialect, const std::function<void(const RowView&)>& row)
        : m_dialect(dialect),
          m_splitter(dialect.delimiter, dialect.quote, kMaxRowBytes, dialect.escape), m_row(row),
          m_headerRows(dialect.hasHeader ? dialect.headerRows : 0) {}

    std::string& text() { return m_text; }
    /// The table's last row is past.
    bool ended() const { return m_ended; }

    /// Uses up all whole rows of the text. A cut row is looked at again only when there is twice as
    /// much of it.
    void drain(bool last) {
        if (!last && m_text.size() < m_enough)
            return;
        std::string_view rest = m_text;
        rest = skipPreamble(rest, last);
        while (m_preambleDone && !rest.empty() && !m_ended && m_splitter.take(rest, last)) {
            deliver(rest.front());
            m_line += m_splitter.lines();
            rest.remove_prefix(m_splitter.bytes());
            m_ended = m_dialect.lastLine != 0 && m_line > m_dialect.lastLine;
        }
        m_text.erase(0, m_text.size() - rest.size());
        m_enough = 2 * m_text.size();
    }

private:
    std::string_view skipPreamble(std::string_view rest, bool last) {
        while (m_line - 1 < m_dialect.preambleLines) {
            const std::size_t end = rest.find_first_of("\r\n");
            const bool cutPair =
                end != std::string_view::npos && rest[end] == '\r' && end + 1 == rest.size();
            if (end == std::string_view::npos || (cutPair && !last)) {
                m_preambleDone = last;
                return last ? std::string_view() : rest;
            }
            rest.remove_prefix(rest.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
            ++m_line;
        }
        m_preambleDone = true;
        return rest;
    }

    void deliver(char first) {
        if (m_splitter.blank() || (m_dialect.comment != 0 && first == m_dialect.comment))
            return;
        if (m_headerRows > 0) {
            --m_headerRows;
            return;
        }
        m_cells.assign(m_splitter.cells().begin(), m_splitter.cells().end());
        m_repaired.clear();
        m_repaired.reserve(m_cells.size());
        for (std::string_view& cell : m_cells)
            if (needsRepair(cell))
                cell = m_repaired.emplace_back(repairedCell(cell));
        m_row({m_line, m_cells, m_splitter.broken(), isTotalsRow(m_cells)});
    }

    const Dialect m_dialect;
    RowSplitter m_splitter;
    const std::function<void(const RowView&)>& m_row;
    std::uint64_t m_headerRows; ///< still to come
    bool m_preambleDone = false, m_ended = false;
    std::size_t m_enough = 0; ///< bytes of text that are worth a look
    std::uint64_t m_line = 1;
    std::string m_text;
    std::vector<std::string_view> m_cells;
    std::vector<std::string> m_repaired;
};

} // namespace

void readCsvBytes(std::string_view bytes, const Dialect& dialect,
                  const std::function<void(const RowView&)>& row) {
    bytes.remove_prefix(byteOrderMarkLength(bytes, dialect.encoding));
    RowStream stream(dialect, row);
    Transcoder(dialect.encoding).feed(bytes, true, stream.text());
    stream.drain(true);
}

void readCsv(const std::filesystem::path& path, const Dialect& dialect,
             const std::function<void(const RowView&)>& row, const JobControl& job) {
    const ByteFile file(path);
    RowStream stream(dialect, row);
    Transcoder transcoder(dialect.encoding);
    std::string piece(kPiece, '\0');
    std::uint64_t offset = 0;
    for (bool last = false; !last && !stream.ended();) {
        job.throwIfCancelled();
        const std::size_t got = file.readAt(offset, piece);
        last = got < piece.size();
        std::string_view bytes(piece.data(), got);
        if (offset == 0)
            bytes.remove_prefix(byteOrderMarkLength(bytes, dialect.encoding));
        offset += got;
        transcoder.feed(bytes, last, stream.text());
        stream.drain(last);
        if (file.size() != 0)
            job.report(
                std::min(1.0, static_cast<double>(offset) / static_cast<double>(file.size())),
                "Reading");
    }
    file.throwIfChanged();
}

} // namespace cairn
