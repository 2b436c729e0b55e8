#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/byte_file.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/encoding.hpp"
#include "core/table/number_formats.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

constexpr std::size_t kHeadBytes = 256 * 1024;
constexpr std::size_t kRowsSampled = 5000;
constexpr std::size_t kPreviewRows = 200;
constexpr std::size_t kIssuesKept = 100;
constexpr std::size_t kPreambleKept = 200;
constexpr std::size_t kMostColumns = 4096;

[[noreturn]] void refuse(std::string why, std::string advice) {
    throw Error(ErrorCode::BadInput, "read a data file", std::move(why), std::move(advice));
}

/// Lines above the header that no other table has.
std::vector<std::string> linesAbove(std::string_view text, const Sniffed& found) {
    std::uint64_t first = 1;
    for (const StackedTable& table : found.tables)
        if (table.dialect.lastLine != 0 && table.dialect.lastLine < found.dialect.preambleLines)
            first = table.dialect.lastLine + 1;
    std::vector<std::string> lines;
    for (std::uint64_t line = 1; line <= found.dialect.preambleLines && !text.empty(); ++line) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        if (line >= first && lines.size() < kPreambleKept)
            lines.push_back(repairedCell(text.substr(0, end)));
        text.remove_prefix(
            std::min(text.size(), end + (text.substr(end).starts_with("\r\n") ? 2 : 1)));
    }
    return lines;
}

/// What reports say in place of rows.
bool saysNoData(std::string_view cell) {
    const std::string folded = foldedWords(cell);
    for (const std::string_view words :
         {"no data available", "no data", "no results", "no rows",
          "there is no data for this report", "keine daten", "keine daten verf\xc3\xbcgbar",
          "aucune donn\xc3\xa9"
          "e",
          "aucune donn\xc3\xa9"
          "e disponible",
          "sin datos", "no hay datos", "nessun dato", "geen gegevens"})
        if (folded == words)
            return true;
    return false;
}

void noteNoRows(bool whole, Sniffed& found) {
    const std::uint64_t header = found.dialect.preambleLines + found.headerCells.size();
    if (whole || found.dialect.lastLine != 0)
        found.issues.push_back({header, "", {RowTrouble::NoRows}});
    else
        found.issues.push_back({header + 1, "", {RowTrouble::LongRow, {kHeadBytes / 1024}}});
}

double shareOfWidth(const std::vector<SampledRow>& rows, std::size_t width) {
    const auto fitting = std::count_if(rows.begin(), rows.end(), [&](const SampledRow& row) {
        return !row.broken && row.cells.size() == width;
    });
    return static_cast<double>(fitting) / static_cast<double>(rows.size());
}

void noteIssues(const std::vector<SampledRow>& rows, std::size_t width, Sniffed& found) {
    for (const SampledRow& row : rows) {
        if (found.issues.size() >= kIssuesKept)
            return;
        if (row.broken)
            found.issues.push_back({row.line, "", {RowTrouble::OpenQuote}});
        else if (row.cells.size() != width)
            found.issues.push_back(
                {row.line,
                 "",
                 {RowTrouble::Width, {std::ssize(row.cells), static_cast<std::int64_t>(width)}}});
    }
}

void describeColumns(const std::vector<SampledRow>& rows, const std::vector<std::string>& names,
                     Sniffed& found) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const ColumnCells cells = countCells(rows, i);
        ColumnGuess& column = found.columns.emplace_back();
        column.name = names[i];
        sniffType(cells, column);
        column.looksPersonal = looksPersonal(column.name, cells);
    }
}

/// Phase: encoding. The head as UTF-8 without its mark.
std::string decode(std::string_view bytes, bool whole, bool forced, Sniffed& found) {
    if (!forced) {
        const EncodingGuess guess = detectEncoding(bytes, whole);
        found.dialect.encoding = guess.encoding;
        found.confidence.encoding = guess.confidence;
    }
    const std::size_t mark = byteOrderMarkLength(bytes, found.dialect.encoding);
    found.dialect.byteOrderMark = mark != 0;
    return toUtf8(bytes.substr(mark), found.dialect.encoding);
}

/// Phase: which of the tables in the rows is read. Its rows alone are left.
void chooseTable(std::vector<SampledRow>& rows, bool whole, bool forced, Sniffed& found) {
    if (!forced) {
        FoundTables tables = findTables(rows, found.dialect, whole);
        found.dialect = tables.tables[tables.chosen].dialect;
        found.confidence.table = tables.confidence;
        found.issues = std::move(tables.leftOut);
        if (tables.tables.size() > 1) {
            found.table = tables.chosen;
            found.tables = std::move(tables.tables);
        }
    }
    const Dialect& dialect = found.dialect;
    std::erase_if(rows, [&](const SampledRow& row) {
        const bool comment =
            dialect.comment != 0 && !row.cells.empty() && row.cells[0].starts_with(dialect.comment);
        return comment || row.line <= dialect.preambleLines ||
               (dialect.lastLine != 0 && row.line > dialect.lastLine);
    });
}

/// Phase: the header's rows and the names in them, taken off the rows.
std::vector<std::string> takeHeader(std::vector<SampledRow>& rows, std::size_t usual, bool forced,
                                    Sniffed& found) {
    Dialect& dialect = found.dialect;
    if (!forced) {
        dialect.hasHeader = sniffHeader(rows, usual);
        found.confidence.header = headerConfidence(rows, usual, dialect.hasHeader);
        dialect.headerRows = dialect.hasHeader ? sniffHeaderRows(rows, usual) : 1;
        if (dialect.headerRows > 1)
            found.confidence.header = 0.9;
    }
    const std::size_t count =
        dialect.hasHeader ? std::min<std::size_t>(rows.size(), dialect.headerRows) : 0;
    const std::size_t width = count > 0 ? std::max(usual, rows[0].cells.size()) : usual;
    if (width > kMostColumns)
        refuse("The table has more than 4,096 columns.",
               "Check the delimiter, or leave columns out of the export.");
    const std::span<const SampledRow> header(rows.data(), count);
    const auto names = columnNames(header, width);
    for (const SampledRow& row : header)
        found.headerCells.push_back(row.cells);
    if (count > 0 && rows[0].cells.size() != usual)
        found.issues.push_back({rows[0].line,
                                "",
                                {RowTrouble::HeaderWidth,
                                 {std::ssize(rows[0].cells), static_cast<std::int64_t>(usual)}}});
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
    return names;
}

void refuseHopeless(std::string_view text, std::uint64_t fileBytes, bool whole,
                    const std::vector<SampledRow>& rows) {
    if (rows.empty())
        refuse("There is no table in this file: it has only empty lines.",
               "Export the data again and look whether it holds any rows.");
    if (!whole && text.find_first_of("\r\n") == std::string_view::npos) {
        if (rows[0].cells.size() > kMostColumns)
            refuse("The table has more than 4,096 columns.",
                   "Check the delimiter, or leave columns out of the export.");
        refuse("Its first " + std::to_string(kHeadBytes / 1024) + " KB have no line end, in " +
                   std::to_string(fileBytes / 1024) + " KB: this is no table.",
               "Export the data again with one row a line.");
    }
    if (rows.size() == 1 && rows[0].cells.size() == 1 && saysNoData(rows[0].cells[0]))
        refuse("The export holds no data: it says “" + rows[0].cells[0] + "”.",
               "Choose a period that has data and export it again.");
}

/// `more` reads the file's beginning again, further than the head.
Sniffed sniffHead(std::string_view bytes, std::uint64_t fileBytes, const MoreText& more,
                  const std::optional<Dialect>& forced) {
    if (fileBytes == 0)
        refuse("The file is empty.", "Export the data again and look whether it holds any rows.");
    if (!forced)
        refuseForeignFormats(bytes);
    const bool whole = bytes.size() == fileBytes;
    Sniffed found;
    found.fileBytes = fileBytes;
    if (forced)
        found.dialect = *forced;
    const std::string text = decode(bytes, whole, forced.has_value(), found);
    if (!forced)
        found.confidence.delimiter = sniffDialect(text, whole, found.dialect);
    RowsEnd end;
    std::vector<SampledRow> rows = sampleRows(text, found.dialect, whole, kRowsSampled, &end);
    found.wholeFileSampled = whole && rows.size() < kRowsSampled;
    refuseHopeless(text, fileBytes, whole, rows);
    std::optional<RowIssue> longRow;
    if (!whole && rows.size() < kRowsSampled)
        longRow = lookPastLongRow(
            text, found.dialect,
            [&](std::size_t most) {
                const std::string longer = more(most);
                return toUtf8(std::string_view(longer).substr(
                                  byteOrderMarkLength(longer, found.dialect.encoding)),
                              found.dialect.encoding);
            },
            end, kRowsSampled, rows);
    found.lastSampledLine = rows.back().line;
    chooseTable(rows, whole, forced.has_value(), found);
    if (rows.empty())
        refuse("There is no table in this file: it has only comments.",
               "Export the data again and look whether it holds any rows.");
    found.preamble = linesAbove(text, found);
    found.notes = preambleNotes(found.preamble, found.dialect.delimiter);

    const std::size_t usual = usualWidth(rows);
    if (!forced && usual > 1)
        found.confidence.delimiter = shareOfWidth(rows, usual);
    const auto names = takeHeader(rows, usual, forced.has_value(), found);
    if (rows.empty() && !longRow)
        noteNoRows(whole, found);
    found.totals = takeTotals(rows, usual);
    noteIssues(rows, usual, found);
    if (longRow)
        found.issues.push_back(*longRow);
    describeColumns(rows, names, found);
    settleDoubtfulNumbers(found.columns, found.dialect.delimiter);
    found.sampledRows = rows.size();
    for (std::size_t i = 0; i < std::min(rows.size(), kPreviewRows); ++i)
        found.preview.push_back(std::move(rows[i].cells));
    return found;
}

} // namespace

Sniffed sniffCsvBytes(std::string_view bytes, const std::optional<Dialect>& forced) {
    const MoreText more = [&](std::size_t most) { return std::string(bytes.substr(0, most)); };
    return sniffHead(bytes.substr(0, kHeadBytes), bytes.size(), more, forced);
}

Sniffed sniffCsv(const std::filesystem::path& path, const std::optional<Dialect>& forced) {
    const ByteFile file(path);
    const MoreText begin = [&](std::size_t most) {
        std::string bytes(std::min<std::uint64_t>(file.size(), most), '\0');
        bytes.resize(file.readAt(0, bytes));
        return bytes;
    };
    const std::string head = begin(kHeadBytes);
    try {
        return sniffHead(head, file.size(), begin, forced);
    } catch (const Error& error) {
        const auto name = path.u8string();
        throw Error(error.code(), error.doing(), error.why(), error.advice(),
                    {name.begin(), name.end()});
    }
}

} // namespace cairn
