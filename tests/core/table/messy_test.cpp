// Small files written after what people really bring: each is read right, or refused with a reason.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "cairn/base/error.hpp"
#include "cairn/table/csv.hpp"
#include "core/table/row_splitter.hpp"

using namespace cairn;
using Strings = std::vector<std::string>;

namespace {

const std::filesystem::path kFolder = CAIRN_SOURCE "/tests/data/messy";

/// "encoding delimiter, lines above, header rows: name type | name type"
std::string understood(const Sniffed& found) {
    const Dialect& d = found.dialect;
    std::string text(nameOf(d.encoding));
    text += d.byteOrderMark ? "+mark " : " ";
    text += d.delimiter == '\t' ? "tab" : std::string(1, d.delimiter);
    text += " above " + std::to_string(d.preambleLines) + " header " +
            std::to_string(d.hasHeader ? d.headerRows : 0) + ":";
    for (const ColumnGuess& column : found.columns)
        text += (&column == &found.columns.front() ? " " : " | ") + column.name + " " +
                std::string(nameOf(column.type));
    return text;
}

Strings rowsOf(const std::filesystem::path& file, const Dialect& dialect) {
    Strings rows;
    readCsv(file, dialect, [&](const RowView& row) {
        std::string text = row.totals ? "total: " : "";
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            text += (i ? "|" : "") + std::string(row.cells[i]);
        rows.push_back(text);
    });
    return rows;
}

std::vector<std::uint64_t> linesOf(const std::vector<RowIssue>& issues) {
    std::vector<std::uint64_t> lines;
    for (const RowIssue& issue : issues)
        lines.push_back(issue.line);
    return lines;
}

const std::map<std::string, std::string> kUnderstood{
    {"ga4-two-tables.csv",
     "UTF-8 , above 7 header 1: Session default channel group text | Sessions integer | Engaged "
     "sessions integer | Engagement rate decimal | Total revenue decimal"},
    {"ga4-french.csv",
     "UTF-8+mark ; above 3 header 1: Groupe de canaux par défaut de la session text | Sessions "
     "integer | Taux d’engagement decimal | Revenu total decimal"},
    {"ga4-free-form.csv", "UTF-8 , above 3 header 1: Month integer | Landing page text | Session "
                          "default channel group text | Sessions integer"},
    {"universal-analytics.csv",
     "UTF-8 , above 6 header 1: Landing Page text | Device Category text | Sessions integer | % "
     "New Sessions decimal | Avg. Session Duration decimal | Revenue decimal"},
    {"universal-analytics-dutch.csv",
     "UTF-8 ; above 0 header 1: Landing Page text | Sessies integer | Bounce decimal"},
    {"surveymonkey.csv",
     "UTF-8 , above 0 header 2: Respondent ID integer | Collector ID integer | Start Date "
     "date-time | Which did you use?: Web shop text | Which did you use?: App text | Which did you "
     "use?: Other empty | How likely? integer"},
    {"qualtrics.csv", "UTF-8 , above 0 header 3: StartDate date-time | Q1 integer | Q2 text"},
    {"typeform.csv", "UTF-8 , above 0 header 1: # text | How was it? text | Score integer | Start "
                     "Date (UTC) date-time | Network ID text"},
    {"utf16le-without-mark.csv",
     "UTF-16LE , above 0 header 1: label text | nb_uniq_visitors integer | nb_visits integer"},
    {"utf16be-cyrillic.csv",
     "UTF-16BE , above 0 header 1: метка text | визиты integer | дни integer"},
    {"windows-1252.csv", "Windows-1252 , above 0 header 1: stad text | café text | prijs decimal"},
    {"german.csv", "UTF-8 ; above 0 header 1: Zeit date-time | Kunde text | Betrag decimal | "
                   "Dauer decimal"},
    {"cr-and-bars.csv", "UTF-8 | above 0 header 1: a text | b integer | c integer"},
    {"backslash-escapes.csv",
     "UTF-8 ; above 0 header 1: station text | remark text | price decimal"},
    {"nul-bytes-and-zones.csv",
     "UTF-8 , above 0 header 1: user text | event text | when date-time"},
    {"ragged.csv", "UTF-8 , above 0 header 1: a integer | b integer | c integer"},
    {"repeated-and-empty-names.csv", "UTF-8 , above 0 header 1: day date-time | visits integer | "
                                     "visits (2) integer | column 4 text | share decimal"},
    {"two-header-rows.csv",
     "UTF-8 , above 0 header 2: Country text | Region text | 2025: Sold integer | 2025: Returned "
     "integer | 2026: Sold integer | 2026: Returned integer"},
    {"notes-below.csv", "UTF-8 , above 0 header 1: Region text | Visits integer | Buyers integer"},
    {"comment-inside.csv", "UTF-8 , above 0 header 1: id integer | name text"},
    {"day-first-crlf.csv", "UTF-8 , above 0 header 1: when date-time | amount integer"},
    {"pairs-above.csv", "UTF-8 , above 3 header 1: Step text | Visitors integer | Rate decimal"},
    {"lone-header.csv", "UTF-8 , above 0 header 1: user_id empty | event empty | timestamp empty"}};

const std::map<std::string, std::string> kRefused{
    {"empty.csv", "The file is empty."},
    {"pdf-renamed.csv", "This is a PDF document."},
    {"no-data-utf16.csv", "The export holds no data: it says “No data available”."}};

} // namespace

TEST_CASE("every messy file is read right or refused with its reason") {
    std::set<std::string> there;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder))
        if (entry.path().extension() == ".csv")
            there.insert(entry.path().filename().string());
    CHECK(there.size() == kUnderstood.size() + kRefused.size());
    for (const auto& [file, expected] : kUnderstood) {
        INFO(file);
        CHECK(understood(sniffCsv(kFolder / file)) == expected);
    }
    for (const auto& [file, why] : kRefused) {
        INFO(file);
        try {
            sniffCsv(kFolder / file);
            FAIL("it was not refused");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::BadInput);
            CHECK(error.why() == why);
            CHECK_FALSE(error.advice().empty());
        }
    }
}

TEST_CASE("of tables stacked in one file the first is read and all can be") {
    const auto file = kFolder / "ga4-two-tables.csv";
    const Sniffed found = sniffCsv(file);
    REQUIRE(found.tables.size() == 2);
    CHECK(found.table == 0);
    CHECK(found.tables[0].title == "Traffic acquisition");
    CHECK(found.tables[0].headerLine == 8);
    CHECK(found.tables[1].title == "By day");
    CHECK(found.tables[1].headerLine == 16);
    CHECK(found.tables[1].rows == 7);
    CHECK(found.confidence.table < 1);
    CHECK_FALSE(isPlain(found.dialect)); // the parallel importer would run into the second table
    CHECK(rowsOf(file, found.dialect) == Strings{"||||", "Direct|4200|2310|0.55|120.5",
                                                 "Organic Search|3100|2015|0.65|99",
                                                 "total: Grand total|7300|4325|0.5925|219.5"});

    const Sniffed second = sniffCsv(file, found.tables[1].dialect);
    REQUIRE(second.columns.size() == 2);
    CHECK(second.columns[0].name == "Nth day");
    CHECK(rowsOf(file, second.dialect).size() == 7);
    CHECK(rowsOf(file, second.dialect).front() == "0000|210");
}

TEST_CASE("what stands above a table is kept as pairs of a word and a value") {
    const auto pairs = [](const char* file) {
        Strings text;
        for (const PreambleNote& note : sniffCsv(kFolder / file).notes)
            text.push_back(note.key + "=" + note.value);
        return text;
    };
    CHECK(pairs("ga4-two-tables.csv") == Strings{"=Traffic acquisition", "Account=Shop",
                                                 "Start date=20260701", "End date=20260731"});
    CHECK(pairs("ga4-french.csv") == Strings{"Date de début=20260701"});
    CHECK(pairs("ga4-free-form.csv") == Strings{"=All Users", "=20251001-20260228"});
    CHECK(pairs("pairs-above.csv") == Strings{"Report=Funnel", "Period=June"});
}

TEST_CASE("rows of totals are told and neither shown nor guessed from") {
    const auto totals = [](const char* file) { return linesOf(sniffCsv(kFolder / file).totals); };
    using Lines = std::vector<std::uint64_t>;
    CHECK(totals("ga4-two-tables.csv") == Lines{12});
    CHECK(totals("ga4-french.csv") == Lines{7});
    CHECK(totals("ga4-free-form.csv") == Lines{5}); // it is one cell wider than the header
    CHECK(totals("universal-analytics.csv") == Lines{11});
    CHECK(totals("notes-below.csv") == Lines{5});
    CHECK(totals("typeform.csv").empty());
    CHECK(sniffCsv(kFolder / "universal-analytics.csv").preview.size() == 3);
    // A customer called Total is no total where the others are words.
    CHECK(sniffCsvBytes("who,what\nTotal,view\nAda,buy\n").totals.empty());
}

TEST_CASE("notes below a table are left out and told, comments inside it passed over") {
    const auto notes = kFolder / "notes-below.csv";
    const Sniffed found = sniffCsv(notes);
    CHECK(linesOf(found.issues) == std::vector<std::uint64_t>{7, 8});
    CHECK(rowsOf(notes, found.dialect).back() == "total: Total|285|26");

    const auto comment = kFolder / "comment-inside.csv";
    CHECK(rowsOf(comment, sniffCsv(comment).dialect) == Strings{"1|one", "2|two", "3|three"});
}

TEST_CASE("backslashes before quotes escape them only where that makes sense") {
    const auto file = kFolder / "backslash-escapes.csv";
    CHECK(rowsOf(file, sniffCsv(file).dialect) == Strings{"North|the \"old\" one; closed|12,50",
                                                          "South|ends with a backslash \\|8,00",
                                                          "East|two\nlines|7,25"});
    // A Windows path before a closing quote is no escape.
    const Sniffed paths = sniffCsvBytes("a,b\n\"C:\\dir\\\",\"x\"\n\"D:\\\",\"y\"\n");
    CHECK(paths.dialect.escape == 0);
    CHECK(paths.preview[0] == Strings{"C:\\dir\\", "x"});
}

TEST_CASE("header rows are kept as written, and the data begin below the last of them") {
    const auto file = kFolder / "qualtrics.csv";
    const Sniffed found = sniffCsv(file);
    REQUIRE(found.headerCells.size() == 3);
    CHECK(found.headerCells[1][1] == "How likely are you to recommend us?");
    CHECK(rowsOf(file, found.dialect) ==
          Strings{"2026-07-01 10:00:00|9|fast", "2026-07-02 10:00:00|4|slow"});
    CHECK(sniffCsvBytes("a,b,\nx,y,z\n1,2,3\n").dialect.headerRows == 2);
    CHECK(sniffCsvBytes("a,b,c\nx,y,z\n1,2,3\n").dialect.headerRows == 1);
}

TEST_CASE("a lone row is a header unless it holds a number") {
    CHECK(sniffCsvBytes("user,event,when\n").dialect.hasHeader);
    CHECK_FALSE(sniffCsvBytes("1997,value\n").dialect.hasHeader);
    CHECK_FALSE(sniffCsvBytes("a,b,12\n").dialect.hasHeader);
}

TEST_CASE("a row with escapes, cut anywhere, is waited for") {
    const std::string text = "\"a \\\"b\\\" \\\\\";\"two\nlines\\\"\"\n";
    const std::vector<std::string> whole{"a \"b\" \\", "two\nlines\""};
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
        RowSplitter splitter(';', '"', kMaxRowBytes, '\\');
        INFO(cut);
        CHECK_FALSE(splitter.take(std::string_view(text).substr(0, cut), false));
    }
    RowSplitter splitter(';', '"', kMaxRowBytes, '\\');
    REQUIRE(splitter.take(text, false));
    CHECK(std::vector<std::string>(splitter.cells().begin(), splitter.cells().end()) == whole);
    CHECK(splitter.lines() == 2);
}

TEST_CASE("numbers are read in any country's way") {
    const NumberFormat comma{',', false, false, "", false};
    CHECK(parseNumber("1,234") == 1234.0);
    CHECK(parseNumber("1,234", comma) == 1.234);
    CHECK(parseNumber("1.234", comma) == 1234.0);
    CHECK(parseNumber("1.234.567,5") == 1'234'567.5);
    CHECK(parseNumber("1\xc2\xa0"
                      "234,56 \xe2\x82\xac") == 1234.56);
    CHECK(parseNumber("1\xe2\x80\xaf"
                      "200") == 1200.0);
    CHECK(parseNumber("62,5 %").value() == Approx(0.625));
    CHECK(parseNumber("62.5%").value() == Approx(0.625));
    CHECK(parseNumber("0.625") == 0.625);
    CHECK(parseNumber("\xc2\xa3"
                      "0.00") == 0.0);
    CHECK(parseNumber("EUR 9,90") == 9.9);
    CHECK(parseNumber("-$5") == -5.0);
    CHECK(parseNumber("(12.50)") == -12.5);
    CHECK(parseNumber("00:01:11") == 71.0);
    CHECK(parseNumber("100:00:00.5") == 360'000.5);
    CHECK(parseNumber("1.5e3") == 1500.0);
    for (const char* none : {"", "-", "1,2,3", "12:60:00", "1-2", "EUR", "%", "1.2.3", "12 34",
                             "e5", "1e", "()", "0x10", "1,,000", "9:30"})
        CHECK_FALSE(parseNumber(none).has_value());
}

TEST_CASE("a column says how its numbers are written, and doubt is said") {
    const Sniffed analytics = sniffCsv(kFolder / "universal-analytics.csv");
    CHECK(analytics.columns[3].number.percent);
    CHECK(analytics.columns[4].number.duration);
    CHECK(analytics.columns[5].number.currency == "£");
    const Sniffed dutch = sniffCsv(kFolder / "universal-analytics-dutch.csv");
    CHECK(dutch.columns[1].number.decimal == ','); // as the percentages beside it have it
    CHECK_FALSE(dutch.columns[1].number.ambiguous);
    CHECK(parseNumber("2.546", dutch.columns[1].number) == 2546.0);
    const Sniffed doubtful = sniffCsvBytes("name,weight\na,\"1,234\"\nb,\"2,500\"\n");
    CHECK(doubtful.columns[1].number.ambiguous);
    CHECK_FALSE(sniffCsv(kFolder / "day-first-crlf.csv").columns[1].number.ambiguous);
}

TEST_CASE("months are known by name in seven languages") {
    const auto read = [](std::string_view cell) {
        return parseTime(cell, {TimeFormat::Kind::DayMonthYear, false});
    };
    const TimeMs day = 20'527 * kDayMs; // 2026-03-15
    for (const char* cell :
         {"15 March 2026", "15. März 2026", "15 mars 2026", "15 de marzo de 2026", "15 marzo 2026",
          "15 de março de 2026", "15 maart 2026", "15 mrt. 2026", "15-Mar-2026"}) {
        INFO(cell);
        CHECK(read(cell) == day);
    }
    CHECK(read("1 août 2026") == 20'666 * kDayMs);
    CHECK(read("1 juin 2026") == 20'605 * kDayMs);
    CHECK(read("1 juillet 2026") == 20'635 * kDayMs);
    CHECK(read("24. Dezember 2026") == 20'811 * kDayMs);
    CHECK_FALSE(read("15 Blah 2026").has_value());
}

TEST_CASE("an endless first row and one below the header are told without reading them") {
    const std::string giant(300'000, 'x');
    CHECK_THROWS_WITH(sniffCsvBytes(giant + "," + giant + "\n1,2\n"),
                      Catch::Contains("have no line end"));
    const Sniffed found = sniffCsvBytes("a,b\n" + giant + ",2\n1,2\n");
    REQUIRE(found.issues.size() == 1);
    CHECK(found.issues[0].line == 2);
    std::string wide = "c0";
    for (int i = 1; i < 5000; ++i)
        wide += ",c" + std::to_string(i);
    CHECK_THROWS_WITH(sniffCsvBytes(wide + "\n"), Catch::Contains("more than 4,096 columns"));
}
