#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>

#include "cairn/base/error.hpp"
#include "cairn/base/ids.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/row_splitter.hpp"

using namespace cairn;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Dialect headless(char delimiter = ',', char quote = '"') {
    Dialect dialect;
    dialect.delimiter = delimiter;
    dialect.quote = quote;
    dialect.hasHeader = false;
    return dialect;
}

Rows rowsOf(std::string_view bytes, const Dialect& dialect = headless()) {
    Rows rows;
    readCsvBytes(bytes, dialect, [&](const RowView& row) {
        rows.emplace_back(row.cells.begin(), row.cells.end());
    });
    return rows;
}

std::vector<std::uint64_t> linesOf(std::string_view bytes, const Dialect& dialect = headless()) {
    std::vector<std::uint64_t> lines;
    readCsvBytes(bytes, dialect, [&](const RowView& row) { lines.push_back(row.line); });
    return lines;
}

} // namespace

TEST_CASE("LF, CRLF and CR end rows, also in one file, and a last line needs none") {
    const Rows expected{{"a", "b"}, {"c", "d"}, {"e", "f"}};
    CHECK(rowsOf("a,b\nc,d\ne,f\n") == expected);
    CHECK(rowsOf("a,b\r\nc,d\r\ne,f") == expected);
    CHECK(rowsOf("a,b\rc,d\re,f\r") == expected);
    CHECK(rowsOf("a,b\r\nc,d\re,f\n") == expected);
}

TEST_CASE("quoted cells hold delimiters, line ends and doubled quotes") {
    CHECK(rowsOf("\"a,1\",\"line one\nline two\r\nline three\",\"say \"\"hi\"\"\"\n") ==
          Rows{{"a,1", "line one\nline two\r\nline three", "say \"hi\""}});
    CHECK(rowsOf("\"\",\"\"\"\"\n") == Rows{{"", "\""}});
}

TEST_CASE("a quote inside an unquoted cell is an ordinary character") {
    CHECK(rowsOf("5\" pipe,it's\nx,\"y\" z\n") == Rows{{"5\" pipe", "it's"}, {"x", "y z"}});
    CHECK(rowsOf("'a,b'\n", headless(',', '\'')) == Rows{{"a,b"}});
    CHECK(rowsOf("\"a\tb\n", headless('\t', 0)) == Rows{{"\"a", "b"}});
}

TEST_CASE("ragged rows come as they are and empty lines are passed over") {
    CHECK(rowsOf("a,b,c\n\nd\n,,\n\r\ne,f,g,h\n") ==
          Rows{{"a", "b", "c"}, {"d"}, {"", "", ""}, {"e", "f", "g", "h"}});
}

TEST_CASE("rows carry the physical line they start on") {
    CHECK(linesOf("a\n\"b\nc\"\n\nd\n") == std::vector<std::uint64_t>{1, 2, 5});
    CHECK(linesOf("a\r\n\"b\r\nc\"\r\nd") == std::vector<std::uint64_t>{1, 2, 4});
    CHECK(linesOf("a\rb\rc") == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE("preamble and header are left out and counted as lines") {
    Dialect dialect;
    dialect.preambleLines = 2;
    std::vector<std::uint64_t> lines;
    readCsvBytes("# report\r\n\r\nname,n\r\na,1\r\n", dialect, [&](const RowView& row) {
        CHECK(row.cells[0] == "a");
        lines.push_back(row.line);
    });
    CHECK(lines == std::vector<std::uint64_t>{4});
}

TEST_CASE("a quote that never closes costs its own line only") {
    Rows rows;
    std::vector<bool> broken;
    readCsvBytes("a,1\n\"b,2\nc,3\nd,4\n", headless(), [&](const RowView& row) {
        rows.emplace_back(row.cells.begin(), row.cells.end());
        broken.push_back(row.broken);
    });
    CHECK(rows == Rows{{"a", "1"}, {"\"b", "2"}, {"c", "3"}, {"d", "4"}});
    CHECK(broken == std::vector<bool>{false, true, false, false});
    CHECK(rowsOf("a,\"b") == Rows{{"a", "b"}});
}

TEST_CASE("a row over the cap is given up and reading goes on after its line") {
    RowSplitter splitter(',', '"', 8);
    REQUIRE(splitter.take("\"12345678\n9\",x\n", true));
    CHECK(splitter.broken());
    CHECK(splitter.bytes() == 10);
    REQUIRE(splitter.take("123456789012345678901234567890", false));
    CHECK(splitter.broken());
    CHECK(splitter.bytes() == 16);
    CHECK_FALSE(splitter.take("1234567890", false));
}

TEST_CASE("UTF-16 and Windows-1252 are read as UTF-8, NUL bytes and broken UTF-8 repaired") {
    Dialect dialect = headless();
    dialect.encoding = Encoding::Utf16Le;
    const std::string little("\xff\xfe"
                             "k\0\xe9\0,\0=\xd8\x00\xde\n\0",
                             14);
    CHECK(rowsOf(little, dialect) == Rows{{"k\xc3\xa9", "\xf0\x9f\x98\x80"}});
    dialect.encoding = Encoding::Utf16Be;
    const std::string big("\0k\0\xe9\0,\0b", 8);
    CHECK(rowsOf(big, dialect) == Rows{{"k\xc3\xa9", "b"}});
    dialect.encoding = Encoding::Windows1252;
    CHECK(rowsOf("caf\xe9,9 \x80\n", dialect) == Rows{{"caf\xc3\xa9", "9 \xe2\x82\xac"}});
    CHECK(rowsOf(std::string_view("a\0b,\xff\n", 6)) == Rows{{"ab", "\xef\xbf\xbd"}});
}

TEST_CASE("what is written by the rules of CSV is read back") {
    REQUIRE(rc::check([](std::vector<std::vector<std::string>> table, bool crlf) {
        std::string text;
        Rows expected;
        for (auto& row : table) {
            if (row.empty())
                continue;
            for (std::size_t i = 0; i < row.size(); ++i) {
                for (char& c : row[i])
                    c = static_cast<char>(c == 0 ? 'x' : c & 0x7f ? c & 0x7f : 'y');
                text += i ? ",\"" : "\"";
                for (const char c : row[i])
                    text += c == '"' ? std::string("\"\"") : std::string(1, c);
                text += '"';
            }
            text += crlf ? "\r\n" : "\n";
            expected.push_back(row);
        }
        RC_ASSERT(rowsOf(text) == expected);
    }));
}

TEST_CASE("a file is read in pieces as if it were one text") {
    // A quoted cell, a CRLF and a two-byte letter lie across every kind of piece boundary near 256
    // KB.
    const auto file =
        std::filesystem::temp_directory_path() / ("cairn-pieces-" + std::to_string(newIdValue()));
    for (const std::size_t before : {262'139u, 262'140u, 262'141u, 262'142u, 262'143u, 262'144u}) {
        std::string text = std::string(before - 4, 'x') + ",1\r\n\"\xc3\xa9\r\n\"\"\",2\r\n";
        std::ofstream(file, std::ios::binary) << text;
        Rows rows;
        readCsv(file, headless(),
                [&](const RowView& row) { rows.emplace_back(row.cells.begin(), row.cells.end()); });
        CHECK(rows == Rows{{std::string(before - 4, 'x'), "1"}, {"\xc3\xa9\r\n\"", "2"}});
    }
    std::filesystem::remove(file);
}

TEST_CASE("a missing file and a folder are told apart") {
    const auto code = [](const std::filesystem::path& path) {
        try {
            readCsv(path, headless(), [](const RowView&) {});
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    };
    CHECK(code("/nowhere/at/all.csv") == ErrorCode::NotFound);
    CHECK(code(std::filesystem::temp_directory_path()) == ErrorCode::BadInput);
}

TEST_CASE("any bytes at all are read without trouble") {
    REQUIRE(rc::check([](const std::string& noise, std::uint8_t pick) {
        std::string text;
        for (const char c : noise) // mostly the characters that matter
            text += (static_cast<unsigned char>(c) & 1)
                        ? std::string(",\"\n\r;x")[static_cast<unsigned char>(c) % 6]
                        : c;
        Dialect dialect = headless();
        dialect.encoding = static_cast<Encoding>(pick % 4);
        dialect.preambleLines = pick % 3;
        readCsvBytes(text, dialect, [](const RowView& row) { RC_ASSERT(!row.cells.empty()); });
        try {
            sniffCsvBytes(text);
        } catch (const Error& error) {
            RC_ASSERT(error.code() == ErrorCode::BadInput);
        }
    }));
}
