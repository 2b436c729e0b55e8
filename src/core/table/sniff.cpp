#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/byte_file.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/encoding.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

constexpr std::size_t kHeadBytes = 256 * 1024;
constexpr std::size_t kRowsSampled = 5000;
constexpr std::size_t kPreviewRows = 200;
constexpr std::size_t kIssuesKept = 100;
constexpr std::size_t kMostColumns = 4096;

[[noreturn]] void refuse(const char* why, const char* advice) {
    throw Error(ErrorCode::BadInput, "read a data file", why, advice);
}

std::vector<std::string> firstLines(std::string_view text, std::uint64_t count) {
    std::vector<std::string> lines;
    while (lines.size() < count && !text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(repairedCell(text.substr(0, end)));
        text.remove_prefix(
            std::min(text.size(), end + (text.substr(end).starts_with("\r\n") ? 2 : 1)));
    }
    return lines;
}

void noteIssues(const std::vector<SampledRow>& rows, std::size_t width, Sniffed& found) {
    for (const SampledRow& row : rows) {
        if (found.issues.size() >= kIssuesKept)
            return;
        if (row.broken)
            found.issues.push_back({row.line, "", "a quote is opened here and never closed"});
        else if (row.cells.size() != width)
            found.issues.push_back(
                {row.line, "",
                 std::to_string(row.cells.size()) + " cells instead of " + std::to_string(width)});
    }
}

void describeColumns(const std::vector<SampledRow>& rows, const std::vector<std::string>& names,
                     Sniffed& found) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::vector<std::string_view> cells;
        for (const SampledRow& row : rows)
            if (i < row.cells.size() && !row.broken)
                cells.push_back(row.cells[i]);
        ColumnGuess& column = found.columns.emplace_back();
        column.name = names[i];
        sniffType(cells, column);
        column.looksPersonal = looksPersonal(column.name, cells);
    }
}

Sniffed sniffHead(std::string_view bytes, std::uint64_t fileBytes,
                  const std::optional<Dialect>& forced) {
    if (fileBytes == 0)
        refuse("The file is empty.", "Export the data again and look whether it holds any rows.");
    if (!forced)
        refuseForeignFormats(bytes);
    const bool whole = bytes.size() == fileBytes;
    Sniffed found;
    found.fileBytes = fileBytes;
    if (forced) {
        found.dialect = *forced;
    } else {
        const EncodingGuess guess = detectEncoding(bytes, whole);
        found.dialect.encoding = guess.encoding;
    }
    const std::size_t mark = byteOrderMarkLength(bytes, found.dialect.encoding);
    found.dialect.byteOrderMark = mark != 0;
    bytes.remove_prefix(mark);
    const std::string text = toUtf8(bytes, found.dialect.encoding);
    if (!forced)
        sniffDialect(text, whole, found.dialect);

    found.preamble = firstLines(text, found.dialect.preambleLines);
    std::vector<SampledRow> rows =
        sampleRows(text, found.dialect.delimiter, found.dialect.quote, whole, kRowsSampled);
    found.wholeFileSampled = whole && rows.size() < kRowsSampled;
    std::erase_if(rows,
                  [&](const SampledRow& row) { return row.line <= found.dialect.preambleLines; });
    if (rows.empty())
        refuse("There is no table in this file: it has only empty lines.",
               "Export the data again and look whether it holds any rows.");
    const std::size_t usual = usualWidth(rows);
    if (!forced)
        found.dialect.hasHeader = sniffHeader(rows, usual);
    const std::size_t width =
        found.dialect.hasHeader ? std::max(usual, rows[0].cells.size()) : usual;
    if (width > kMostColumns)
        refuse("The table has more than 4,096 columns.",
               "Check the delimiter, or leave columns out of the export.");
    const auto names = columnNames(found.dialect.hasHeader ? &rows[0] : nullptr, width);
    if (found.dialect.hasHeader) {
        if (rows[0].cells.size() != usual)
            found.issues.push_back({rows[0].line, "",
                                    "the header has " + std::to_string(rows[0].cells.size()) +
                                        " cells, most rows have " + std::to_string(usual)});
        rows.erase(rows.begin());
    }
    noteIssues(rows, usual, found);
    describeColumns(rows, names, found);
    found.sampledRows = rows.size();
    for (std::size_t i = 0; i < std::min(rows.size(), kPreviewRows); ++i)
        found.preview.push_back(std::move(rows[i].cells));
    return found;
}

} // namespace

Sniffed sniffCsvBytes(std::string_view bytes, const std::optional<Dialect>& forced) {
    return sniffHead(bytes.substr(0, kHeadBytes), bytes.size(), forced);
}

Sniffed sniffCsv(const std::filesystem::path& path, const std::optional<Dialect>& forced) {
    const ByteFile file(path);
    std::string head(std::min<std::uint64_t>(file.size(), kHeadBytes), '\0');
    head.resize(file.readAt(0, head));
    try {
        return sniffHead(head, file.size(), forced);
    } catch (const Error& error) {
        const auto name = path.u8string();
        throw Error(error.code(), error.doing(), error.why(), error.advice(),
                    {name.begin(), name.end()});
    }
}

} // namespace cairn
