#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "core/table/encoding.hpp"

namespace cairn {
namespace {

struct Format {
    std::string_view start; ///< the file's first bytes
    std::string_view what;
    std::string_view advice;
};

using namespace std::string_view_literals;

constexpr std::string_view kSaveAsCsv =
    "Open it in a spreadsheet program and save the sheet as CSV.";
constexpr std::string_view kUnpack = "Unpack it and import the CSV file inside.";
constexpr std::string_view kExportCsv = "Export the data as CSV from the program it came from.";

constexpr Format kFormats[] = {
    {"%PDF-", "This is a PDF document.", kExportCsv},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel workbook (.xls).", kSaveAsCsv},
    {"\x1f\x8b", "This file is compressed (gzip).", kUnpack},
    {"7z\xbc\xaf\x27\x1c", "This is a 7-Zip archive.", kUnpack},
    {"Rar!\x1a\x07", "This is a RAR archive.", kUnpack},
    {"BZh", "This file is compressed (bzip2).", kUnpack},
    {"\xfd"
     "7zXZ",
     "This file is compressed (xz).", kUnpack},
    {"\x28\xb5\x2f\xfd", "This file is compressed (Zstandard).", kUnpack},
    {"SQLite format 3\0"sv, "This is a database (SQLite), perhaps a Cairn project.",
     "Open a project with Open instead of importing it."},
    {"PAR1", "This is a Parquet file.", kExportCsv},
    {"\x89PNG", "This is a picture (PNG).", kExportCsv},
    {"\xff\xd8\xff", "This is a picture (JPEG).", kExportCsv},
    {"\x7f"
     "ELF",
     "This is a program.", kExportCsv},
    {"GIF8", "This is a picture (GIF).", kExportCsv},
    {"{\\rtf", "This is a formatted text document (RTF).", kExportCsv},
};

[[noreturn]] void refuse(std::string_view what, std::string_view advice) {
    throw Error(ErrorCode::BadInput, "read a data file", std::string(what), std::string(advice));
}

void refuseZip(std::string_view head) {
    if (!head.starts_with("PK\x03\x04"))
        return;
    const std::string_view sample = head.substr(0, 64 * 1024);
    if (sample.find("xl/") != std::string_view::npos ||
        sample.find("[Content_Types].xml") != std::string_view::npos)
        refuse("This is an Excel workbook (.xlsx) or another Office document.", kSaveAsCsv);
    if (sample.find("opendocument") != std::string_view::npos)
        refuse("This is an OpenDocument file.", kSaveAsCsv);
    refuse("This is a ZIP archive.", kUnpack);
}

void refuseMarkup(std::string_view head) {
    const std::string start = asciiLower(trimmed(head.substr(0, 256)));
    if (start.starts_with("<!doctype html") || start.starts_with("<html"))
        refuse("This is a web page (HTML).",
               "The download may have been a log-in page; export the data as CSV again.");
    if (start.starts_with("<?xml"))
        refuse("This is an XML file.", kExportCsv);
    if (start.starts_with("{\"") || start.starts_with("[{") || start.starts_with("{\n") ||
        start.starts_with("[\n"))
        refuse("This is a JSON file.", kExportCsv);
}

bool mostlyControlCharacters(std::string_view head) {
    const std::string_view sample = head.substr(0, 64 * 1024);
    const auto odd = std::count_if(sample.begin(), sample.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7f || (byte < 0x20 && c != '\0' && (c < '\t' || c > '\r'));
    });
    const auto zeros = std::count(sample.begin(), sample.end(), '\0');
    const auto share = [&](auto count) {
        return static_cast<double>(count) / static_cast<double>(sample.size());
    };
    return (share(odd) > 0.05 && odd > 1) || (share(odd + zeros) > 0.1 && odd + zeros > 1);
}

} // namespace

void refuseForeignFormats(std::string_view head) {
    for (const Format& format : kFormats)
        if (head.starts_with(format.start))
            refuse(format.what, format.advice);
    refuseZip(head);
    refuseMarkup(head);
    const EncodingGuess guess = detectEncoding(head, false);
    const bool wide = guess.encoding == Encoding::Utf16Le || guess.encoding == Encoding::Utf16Be;
    if (mostlyControlCharacters(wide ? toUtf8(head, guess.encoding)
                                     : std::string(head.substr(0, 64 * 1024))))
        refuse("This is not a text file.", kExportCsv);
}

} // namespace cairn
