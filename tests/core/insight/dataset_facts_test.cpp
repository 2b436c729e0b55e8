// What a project says of data that follow others.
#include <catch2/catch.hpp>

#include "cairn/insight/dataset_facts.hpp"

using namespace cairn;

TEST_CASE("events added to others are told by the file they came from and by all there are") {
    Dataset may;
    may.fileName = "may.csv";
    may.importedAt = 1000;
    may.rows = 12;
    may.skipped = 2;
    may.units = 5;
    Dataset june;
    june.fileName = "june.csv";
    june.importedAt = 2000;
    june.rows = 9; // read
    june.skipped = 1;
    follow(june, may, 4, 3);
    REQUIRE(june.source.size() == 2);
    CHECK(june.source[0].how == "import"); // of a project from before sources were noted
    CHECK(june.source[0].file == "may.csv");
    CHECK(june.source[0].used == 10);
    CHECK(june.source[1].how == "append");
    CHECK(june.source[1].rows == 9);
    CHECK(june.source[1].used == 4);
    CHECK(june.source[1].customers == 3);
    CHECK(june.skipped == 3);

    EventLogBuilder builder;
    for (int i = 0; i < 14; ++i) // 10 of May and 4 of June
        builder.add("u" + std::to_string(i % 7), (i + 1) * kHourMs, "visit");
    describe(june, builder.finish());
    CHECK(june.kind == "events");
    CHECK(june.rows == 14 + 3);
    CHECK(june.units == 7);
    CHECK(june.firstEvent == kHourMs);
    CHECK(june.lastEvent == 14 * kHourMs);
}
