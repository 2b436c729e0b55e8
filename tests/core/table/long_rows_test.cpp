// Rows that the beginning of a file is too short for.
#include <catch2/catch.hpp>

#include "cairn/table/csv.hpp"

using namespace cairn;

namespace {

/// So many rows "u7,view,2026-01-02,words".
std::string rows(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "u" + std::to_string(i % 90 + 10) + ",view,2026-01-02,words\n";
    return text;
}
const std::string kHeader = "user_id,event,timestamp,note\n";

} // namespace

TEST_CASE("a quote that never closes is told at once, and the rows below it are looked at") {
    // 23 bytes a row: 1,000,000 rows are past what a row may have, 16 MB.
    const Sniffed found =
        sniffCsvBytes(kHeader + rows(2) + "u1,view,2026-01-03,\"oh\n" + rows(1'000'000));
    REQUIRE(found.issues.size() == 1);
    CHECK(found.issues[0].line == 4);
    CHECK(found.issues[0].why.trouble == RowTrouble::Broken);
    CHECK(found.sampledRows == 5000 - 1); // the header is the first of those looked at
    CHECK(found.columns.at(2).type == ColumnType::DateTime);
    CHECK(found.preview.at(2).at(3) == "words"); // line 5: the broken row itself is left out
}

TEST_CASE("a cell too long to be one does not make a table of its own lines") {
    std::string cell;
    for (int i = 0; i < 1'000'000; ++i)
        cell += "lorem ipsum, dolor\n";
    const Sniffed found =
        sniffCsvBytes(kHeader + rows(2) + "u1,view,2026-01-03,\"" + cell + "\"\n" + rows(2));
    REQUIRE(found.issues.size() == 1);
    CHECK(found.issues[0].line == 4);
    CHECK(found.sampledRows == 2);
    CHECK(found.columns.size() == 4);
}

TEST_CASE("a long cell is a cell, and a line without an end is told to be long") {
    const std::string words(1'000'000, 'x');
    const Sniffed found =
        sniffCsvBytes(kHeader + rows(2) + "u1,view,2026-01-03," + words + "\n" + rows(2));
    CHECK(found.issues.empty());
    std::string endless(40'000'000, 'x');
    const Sniffed line =
        sniffCsvBytes(kHeader + rows(2) + "u1,view,2026-01-03," + endless + "\n" + rows(2));
    REQUIRE(line.issues.size() == 1);
    CHECK(line.issues[0].line == 4);
    CHECK(line.issues[0].why.trouble == RowTrouble::LongRow);
}
