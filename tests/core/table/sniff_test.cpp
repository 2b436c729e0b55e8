#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/table/csv.hpp"

using namespace cairn;
using Catch::Matchers::Contains;

namespace {

std::string refusal(std::string_view bytes) {
    try {
        sniffCsvBytes(bytes);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::BadInput);
        return error.why() + " " + error.advice();
    }
    return "";
}

const ColumnGuess& column(const Sniffed& found, std::string_view name) {
    for (const ColumnGuess& guess : found.columns)
        if (guess.name == name)
            return guess;
    throw std::runtime_error("no column " + std::string(name));
}

ColumnGuess lone(std::string_view name, const std::vector<std::string>& cells) {
    std::string text = std::string(name) + "\n";
    for (const auto& cell : cells)
        text += "\"" + cell + "\"\n";
    return sniffCsvBytes(text).columns.at(0);
}

} // namespace

TEST_CASE("the delimiter is the one that makes a table") {
    CHECK(sniffCsvBytes("a,b\n1,2\n").dialect.delimiter == ',');
    CHECK(sniffCsvBytes("a;b\n1,5;2,5\n3,5;4,5\n").dialect.delimiter == ';');
    CHECK(sniffCsvBytes("a\tb\n1, or so\t2\n").dialect.delimiter == '\t');
    CHECK(sniffCsvBytes("a|b|c\n1|2|3\n").dialect.delimiter == '|');
}

TEST_CASE("single quotes enclose cells only where most cells have them") {
    const auto quoted = sniffCsvBytes("'a','b'\n'x, y','1'\n'z','2'\n");
    CHECK(quoted.dialect.quote == '\'');
    CHECK(quoted.preview[0] == std::vector<std::string>{"x, y", "1"});
    CHECK(sniffCsvBytes("a,b\nit's,1\n'tis,2\n").dialect.quote == '"');
}

TEST_CASE("comments and titles above the header are the preamble") {
    const auto report = sniffCsvBytes(
        "# ----\n# Start date: 20260701\n# ----\n\nChannel,Sessions\nemail,12\nweb,9\n");
    CHECK(report.dialect.preambleLines == 4);
    CHECK(report.preamble[1] == "# Start date: 20260701");
    CHECK(report.columns[1].name == "Sessions");
    CHECK(report.preview.size() == 2);

    const auto titled =
        sniffCsvBytes("Spending by state,,\nState,Agency,Amount\nOhio,EDU,1.5\nUtah,EDU,2.5\n");
    CHECK(titled.dialect.preambleLines == 1);
    CHECK(titled.columns[2].type == ColumnType::Decimal);
}

TEST_CASE("a header is found or missed by what stands below it") {
    CHECK(sniffCsvBytes("id,name\n1,x\n").dialect.hasHeader);
    CHECK(sniffCsvBytes("a,b,c\n1,b,c\n2,b,c\n").dialect.hasHeader);
    CHECK_FALSE(sniffCsvBytes("1,2,3\n4,5,6\n").dialect.hasHeader);
    const auto events =
        sniffCsvBytes("u1,view,2024-01-01\nu2,view,2024-01-02\nu1,buy,2024-01-03\n");
    CHECK_FALSE(events.dialect.hasHeader);
    CHECK(events.columns[2].name == "column 3");
    CHECK(events.preview.size() == 3);
}

TEST_CASE("a first row that is filled further than any below names the columns") {
    CHECK(sniffCsvBytes("a,b,c,,\na,,,,\n,,c,\n,,,,\n").dialect.hasHeader);
    CHECK_FALSE(sniffCsvBytes("a,b,c\na,,\na,b,c\n").dialect.hasHeader); // one is as full
    CHECK_FALSE(sniffCsvBytes("a,b,c\na,b,\n").dialect.hasHeader);       // too few to tell
}

TEST_CASE("a lone header is a table without rows") {
    const auto found = sniffCsvBytes("user_id,event,timestamp\n");
    CHECK(found.dialect.hasHeader);
    CHECK(found.columns.size() == 3);
    CHECK(found.preview.empty());
    CHECK(found.columns[0].type == ColumnType::Empty);
}

TEST_CASE("repeated, empty and many-line column names become unique single lines") {
    const auto found = sniffCsvBytes("value,,value,\"two\nlines\"\nx,1,y,z\n");
    CHECK(found.columns[0].name == "value");
    CHECK(found.columns[1].name == "column 2");
    CHECK(found.columns[2].name == "value (2)");
    CHECK(found.columns[3].name == "two lines");
}

TEST_CASE("types are told from the cells") {
    CHECK(lone("n", {"1", "-20", "300"}).type == ColumnType::Integer);
    CHECK(lone("n", {"1.5", "2", "1e-3"}).type == ColumnType::Decimal);
    CHECK(lone("n", {"1,5", "2,25", "1.234,50"}).type == ColumnType::Decimal);
    CHECK(lone("n", {"62,5 %", "62.5%"}).type == ColumnType::Decimal);
    CHECK(lone("n", {"1\xc2\xa0"
                     "234,56 \xe2\x82\xac",
                     "9 \xe2\x82\xac"})
              .type == ColumnType::Decimal);
    CHECK(lone("n", {"yes", "No", "NULL"}).type == ColumnType::Boolean);
    CHECK(lone("n", {"red", "blue"}).type == ColumnType::Text);
    CHECK(lone("n", {"", "NaN"}).type == ColumnType::Empty);
    CHECK(lone("n", {"1", "2", "3", "4", "oops"}).confidence == Approx(0.8));
}

TEST_CASE("dates are found in the ways people write them, and doubt is said") {
    const auto kind = [](const ColumnGuess& guess) {
        return guess.type == ColumnType::DateTime
                   ? std::string(nameOf(guess.time.kind)) + (guess.time.ambiguous ? "?" : "")
                   : std::string("none");
    };
    CHECK(kind(lone("d", {"2024-03-13T10:21:14.250Z", "2024-03-13 10:21"})) == "iso");
    CHECK(kind(lone("d", {"16/04/2015", "01/02/2015"})) == "day/month/year");
    CHECK(kind(lone("d", {"04/16/2015 9:05 PM", "01/02/2015 10:00 AM"})) == "month/day/year");
    CHECK(kind(lone("d", {"03/04/2015", "01/02/2015"})) == "day/month/year?");
    CHECK(kind(lone("d", {"03.04.2015", "01.02.2015"})) == "day/month/year");
    CHECK(kind(lone("date", {"20240101", "20231231"})) == "yyyymmdd");
    CHECK(kind(lone("timestamp", {"1710325274", "1710325280"})) == "epoch-s");
    CHECK(kind(lone("ts", {"1710325274123", "1710325280456"})) == "epoch-ms");
    CHECK(kind(lone("order", {"1710325274", "1710325280"})) == "none");
}

TEST_CASE("instants are read to the millisecond") {
    const auto ms = [](std::string_view cell, TimeFormat::Kind kind) {
        return parseTime(cell, {kind, false});
    };
    using Kind = TimeFormat::Kind;
    // 2024-03-13 is day 19795 since 1970-01-01.
    const TimeMs day = 19'795 * kDayMs;
    CHECK(ms("2024-03-13", Kind::Iso) == day);
    CHECK(ms(" 2024/3/13 10:21 ", Kind::Iso) == day + 10 * kHourMs + 21 * kMinuteMs);
    CHECK(ms("2024-03-13 10:21:14+01:00", Kind::Iso) ==
          day + 9 * kHourMs + 21 * kMinuteMs + 14'000);
    CHECK(ms("13/03/2024 9:05 PM", Kind::DayMonthYear) == day + 21 * kHourMs + 5 * kMinuteMs);
    CHECK(ms("13 March 2024, 10:21:14.5", Kind::DayMonthYear) ==
          day + 10 * kHourMs + 21 * kMinuteMs + 14'500);
    CHECK(ms("Mar 13, 2024", Kind::MonthDayYear) == day);
    CHECK(ms("3/13/24", Kind::MonthDayYear) == day);
    CHECK(ms("20240313", Kind::YearMonthDayCompact) == day);
    CHECK(ms("20240313T102114", Kind::YearMonthDayCompact) ==
          day + 10 * kHourMs + 21 * kMinuteMs + 14'000);
    CHECK(ms("1710288000", Kind::EpochSeconds) == day);
    CHECK(ms("1710288000.25", Kind::EpochSeconds) == day + 250);
    CHECK(ms("1710288000250", Kind::EpochMilliseconds) == day + 250);
    for (const auto& [cell, kind] :
         std::vector<std::pair<std::string, Kind>>{{"2024-13-40", Kind::Iso},
                                                   {"31/04/2024", Kind::DayMonthYear},
                                                   {"13/03/2024", Kind::MonthDayYear},
                                                   {"2024-03-13 25:00", Kind::Iso},
                                                   {"2024-03-13 10", Kind::Iso},
                                                   {"99999999999999999", Kind::EpochSeconds},
                                                   {"20241301", Kind::YearMonthDayCompact},
                                                   {"yesterday", Kind::Iso},
                                                   {"", Kind::Iso}})
        CHECK_FALSE(ms(cell, kind).has_value());
}

TEST_CASE("columns that tell who somebody is are marked, by name or by content") {
    const auto found = sniffCsvBytes(
        "user_id,E-Mail,contact,Vorname,event name,page,ip,Customer Name,campaign_name\n"
        "1,a@b.de,x@y.org,Ada,view,home,1.2.3.4,Ada L,spring\n"
        "2,c@d.de,z@y.org,Bo,buy,cart,5.6.7.8,Bo M,summer\n");
    for (const char* personal : {"E-Mail", "contact", "Vorname", "ip", "Customer Name"})
        CHECK(column(found, personal).looksPersonal);
    for (const char* fine : {"user_id", "event name", "page", "campaign_name"})
        CHECK_FALSE(column(found, fine).looksPersonal);
    CHECK(lone("kontakt", {"+49 170 1234567", "(555) 123-4567"}).looksPersonal);
    CHECK_FALSE(lone("when", {"2024-03-13", "2024-03-14"}).looksPersonal);
}

TEST_CASE("addresses of the network are told by what they look like") {
    for (const char* address :
         {"192.0.2.1", "2001:db8:85a3:0:0:8a2e:370:7334", "2001:DB8::8a2e:370:7334", "fe80::1",
          "::1", "2001:db8::", "::ffff:192.0.2.128", "64:ff9b::192.0.2.33",
          "0:0:0:0:0:ffff:192.0.2.128"})
        CHECK(lone("from", {address, "198.51.100.7"}).looksPersonal);
    for (const char* none :
         {"192.0.2.256", "192.0.2", "1.2.3.4.5", "10:11:12", "2001:db8:85a3:0:0:8a2e:370",
          "1:2:3:4:5:6:7:8:9", "1::2::3", ":1::2", "1::2:", "12345::1", "std::string",
          "::ffff:192.0.2.999", "1:2:3:4:5:6:7:192.0.2.1", "::", ":"})
        CHECK_FALSE(lone("from", {none, none, none}).looksPersonal);
}

TEST_CASE("encodings are found with and without a byte order mark") {
    CHECK(sniffCsvBytes("\xef\xbb\xbf"
                        "a,b\n1,2\n")
              .dialect.byteOrderMark);
    CHECK(sniffCsvBytes("\xef\xbb\xbf"
                        "a,b\n1,2\n")
              .columns[0]
              .name == "a");
    const std::string little("a\0,\0b\0\n\0001\0,\0002\0\n\0", 16);
    CHECK(sniffCsvBytes("\xff\xfe" + little).dialect.encoding == Encoding::Utf16Le);
    CHECK(sniffCsvBytes(little).dialect.encoding == Encoding::Utf16Le);
    CHECK(sniffCsvBytes(little).columns[1].name == "b");
    const std::string big("\0a\0,\0b\0\n\0001\0,\0002\0\n", 16);
    CHECK(sniffCsvBytes(big).dialect.encoding == Encoding::Utf16Be);
    CHECK(sniffCsvBytes("nom,prix\ncaf\xe9,1\n").dialect.encoding == Encoding::Windows1252);
    CHECK(sniffCsvBytes("nom,prix\ncaf\xe9,1\n").preview[0][0] == "caf\xc3\xa9");
    CHECK(sniffCsvBytes("nom,prix\ncaf\xc3\xa9,1\n").dialect.encoding == Encoding::Utf8);
}

TEST_CASE("what is no table is refused with what it is and what to do") {
    CHECK_THAT(refusal(""), Contains("empty"));
    CHECK_THAT(refusal("\n\n\r\n"), Contains("only empty lines"));
    CHECK_THAT(refusal("%PDF-1.7 ..."), Contains("PDF"));
    CHECK_THAT(refusal(std::string("PK\x03\x04") + "....xl/workbook.xml"),
               Contains(".xlsx") && Contains("save the sheet as CSV"));
    CHECK_THAT(refusal(std::string("PK\x03\x04") + "....a.csv"), Contains("ZIP"));
    CHECK_THAT(refusal("\x1f\x8b\x08"), Contains("gzip"));
    CHECK_THAT(refusal("<!DOCTYPE html><html>"), Contains("web page"));
    CHECK_THAT(refusal("[{\"a\": 1}]"), Contains("JSON"));
    CHECK_THAT(refusal(std::string("\x01\x02\x03\x04\x05\x06\x07\x08 some,thing\n")),
               Contains("not a text file"));
}

TEST_CASE("ragged rows and open quotes in the head are told with their lines") {
    const auto found = sniffCsvBytes("a,b\n\"1,1\",2\n3\n\"4,4\",5\n6,7\n\"8,9\n1,1\n2,2\n");
    REQUIRE(found.issues.size() == 2);
    CHECK(found.issues[0].line == 3);
    CHECK(englishOf(found.issues[0]) == "1 cells instead of 2");
    CHECK(found.issues[1].line == 6);
}

TEST_CASE("a dialect chosen by a person is kept") {
    Dialect dialect;
    dialect.delimiter = ';';
    dialect.hasHeader = false;
    const auto found = sniffCsvBytes("a,b\n1,2\n", dialect);
    CHECK(found.columns.size() == 1);
    CHECK(found.preview.size() == 2);
}

TEST_CASE("the sample project's data is understood") {
    const auto found = sniffCsv(CAIRN_SOURCE "/resources/sample/shop-events.csv");
    CHECK(found.columns.size() == 8);
    CHECK(column(found, "timestamp").type == ColumnType::DateTime);
    CHECK(column(found, "event").distinct == 19);
    std::uint64_t rows = 0;
    readCsv(CAIRN_SOURCE "/resources/sample/shop-events.csv", found.dialect,
            [&](const RowView& row) {
                ++rows;
                CHECK(row.cells.size() == 8);
            });
    CHECK(rows == 31'106);
}
