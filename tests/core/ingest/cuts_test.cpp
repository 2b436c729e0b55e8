// The parallel reader must agree with the general one, row by row, wherever it is cut.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstring>
#include <stop_token>

#include "cairn/base/error.hpp"
#include "core/ingest/dump.hpp"
#include "core/ingest/import_events.hpp"
#include "core/ingest/time_reader.hpp"
#include "core/table/row_index.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

ImportPlan eventPlan(bool header = true) {
    ImportPlan plan;
    plan.dialect.hasHeader = header;
    plan.columns = {{"u", ColumnRole::Unit, {}, 1, false},
                    {"e", ColumnRole::Event, {}, 1, false},
                    {"t", ColumnRole::Time, {}, 1, false},
                    {"p", ColumnRole::Property, {}, 1, false}};
    return plan;
}

void requireSame(const ImportResult& fast, const ImportResult& slow) {
    REQUIRE(summaryOf(fast) == summaryOf(slow));
    REQUIRE(issuesOf(fast) == issuesOf(slow));
    REQUIRE(rowsOf(fast) == rowsOf(slow));
}

std::string quotedRows(int count) {
    std::string text = "u,e,t,p\r\n";
    for (int i = 0; i < count; ++i)
        text += "u" + std::to_string(i % 5) + ",\"said \"\"hi,\r\nthere\"\"\nu9,x,2024-01-01,y\"," +
                "2024-01-0" + std::to_string(i % 9 + 1) + ",\"" +
                std::string(static_cast<std::size_t>(i % 4), '\n') + "\"\r\n";
    return text;
}

std::string randomTable(const std::vector<std::uint8_t>& noise) {
    static const std::vector<std::string> kPieces{
        "a,",
        "b,",
        "\"a,\",",
        "\"x\ny\",",
        "2024-01-01,",
        "2024-01-02 10:11:12,",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        ",",
        "p\n",
        "u1,go,2024-01-01,x\n",
        "u2,stop,2024-01-02T01:02:03.5Z,\"q\"\"r\"\r\n",
        " ",
        "caf\xc3\xa9,",
        "\xff,",
        std::string("\0", 1),
        "u3,\"go\",2024-01-01 10:00:00,\n",
        "NULL,",
        "a-rather-long-identifier-of-someone,go,2024-01-03,\"two\r\nlines\"\n"};
    std::string text = "u,e,t,p\n";
    for (const std::uint8_t byte : noise)
        text += kPieces[byte % kPieces.size()];
    return text;
}

} // namespace

TEST_CASE("quoted line ends survive a cut at every position") {
    const std::string text = quotedRows(12);
    const TemporaryFile file(text);
    const ImportPlan plan = eventPlan();
    const ImportResult slow = importEventsRowByRow(file.path(), plan, {}, {});
    REQUIRE(rowsOf(slow).size() == 12);
    for (std::uint64_t bytes = 1; bytes < text.size(); bytes += bytes < 80 ? 1 : 7) {
        ImportCuts cuts;
        cuts.segmentBytes = bytes;
        requireSame(importEventsParallel(file.path(), plan, {}, {}, cuts), slow);
    }
}

TEST_CASE("pieces of any size, and guesses that see little, change nothing") {
    const std::string text = quotedRows(30);
    const TemporaryFile file(text);
    const ImportPlan plan = eventPlan();
    const ImportResult slow = importEventsRowByRow(file.path(), plan, {}, {});
    for (const std::size_t piece : {1u, 2u, 3u, 63u, 64u, 65u, 100u, 1000u})
        for (const std::size_t window : {1u, 20u, 64'000u}) {
            ImportCuts cuts;
            cuts.segmentBytes = 97;
            cuts.scan.pieceBytes = piece;
            cuts.guessWindow = window;
            requireSame(importEventsParallel(file.path(), plan, {}, {}, cuts), slow);
        }
}

TEST_CASE("a thread that takes over what another has left changes nothing") {
    std::string text = "u,e,t,p\n";
    for (int i = 0; i < 3000; ++i)
        text += "user" + std::to_string(i * 7919 % 401) + (i % 50 == 0 ? ",\"step\n" : ",\"step ") +
                std::to_string(i % 11) + "\",2024-01-01 10:00:00,v" + std::to_string(i / 500) +
                "\n";
    const TemporaryFile file(text);
    const ImportPlan plan = eventPlan();
    const ImportResult slow = importEventsRowByRow(file.path(), plan, {}, {});
    for (const std::uint64_t worthTaking : {std::uint64_t{8}, std::uint64_t{1000}}) {
        ImportCuts cuts;
        cuts.worthTaking = worthTaking;
        cuts.scan.pieceBytes = 200;
        ImportOptions options;
        options.threads = 3;
        for (int round = 0; round < 5; ++round) // who is idle when differs from run to run
            requireSame(importEventsParallel(file.path(), plan, options, {}, cuts), slow);
    }
}

TEST_CASE("a stopped import says that it was cancelled") {
    std::string text = "u,e,t,p\n";
    for (int i = 0; i < 50'000; ++i)
        text += "u" + std::to_string(i) + ",go,2024-01-01,x\n";
    const TemporaryFile file(text);
    std::stop_source source;
    JobControl job;
    job.stop = source.get_token();
    job.onProgress = [&](double, std::string_view) { source.request_stop(); };
    ImportOptions options;
    options.threads = 2;
    ImportCuts cuts;
    cuts.scan.pieceBytes = 1000;
    try {
        importEventsParallel(file.path(), eventPlan(), options, job, cuts);
        FAIL("it ran to its end");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Cancelled);
    }
}

TEST_CASE("cells are told apart by what they mean, not by how they are written") {
    // White space, quotes and words for nothing; texts on both sides of the 12 bytes a slot holds.
    const std::string text = "u,e,t,p\n"
                             "u1,go,2024-01-01,twelve bytes\n"
                             " u1 ,\"go\",2024-01-01,\"twelve bytes\"\n"
                             "u1\t, go,2024-01-01,  twelve bytes\xc2\xa0\n"
                             "u1,go,2024-01-01,thirteen byte\n"
                             "u1,go,2024-01-01,\" thirteen byte \"\n"
                             "u1,go,2024-01-01,NULL\n"
                             "u1,go,2024-01-01,\" nan \"\n"
                             "u1,go,2024-01-01,twelve byte\n";
    const TemporaryFile file(text);
    const ImportResult fast = importEventsParallel(file.path(), eventPlan(), {}, {});
    CHECK(summaryOf(fast) ==
          "8 rows, 0 skipped, 1 units; names go; p 0 twelve bytes thirteen byte twelve byte");
    const auto rows = rowsOf(fast);
    CHECK(rows[2] == rows[0]);
    CHECK(rows[4] == rows[3]);
    CHECK(rows[6] == "0|1704067200000|go|-");
    requireSame(fast, importEventsRowByRow(file.path(), eventPlan(), {}, {}));
}

TEST_CASE("rows without a customer are told one by one and leave nothing behind") {
    std::string text = "u,e,t,p\n";
    for (int i = 0; i < 40; ++i) // "odd" names and values occur only where no customer does
        text += (i % 7 == 3 ? std::string("NULL,odd") : "u" + std::to_string(i % 5) + ",go") +
                ",2024-01-01 10:00:00," + (i % 7 == 3 ? "strange" : "p") + "\n";
    const TemporaryFile file(text);
    const ImportResult fast = importEventsParallel(file.path(), eventPlan(), {}, {});
    CHECK(summaryOf(fast) == "40 rows, 6 skipped, 5 units; names go; p 0 p");
    CHECK(issuesOf(fast).front() == "5 u: is empty");
    requireSame(fast, importEventsRowByRow(file.path(), eventPlan(), {}, {}));
}

TEST_CASE("of a row with neither customer nor step, the step is told to be missing") {
    for (const std::string word : {"", "NULL", " nan ", "\"\""}) {
        const TemporaryFile file("u,e,t,p\nu1,go,2024-01-01,x\n" + word + "," + word +
                                 ",2024-01-01,y\nu2,go,2024-01-01,x\n");
        const ImportResult fast = importEventsParallel(file.path(), eventPlan(), {}, {});
        CHECK(summaryOf(fast) == "3 rows, 1 skipped, 2 units; names go; p 0 x");
        CHECK(issuesOf(fast) == std::vector<std::string>{"3 e: is empty"});
        requireSame(fast, importEventsRowByRow(file.path(), eventPlan(), {}, {}));
    }
}

TEST_CASE("any table gives the same log fast and slow, on one thread and on several") {
    REQUIRE(rc::check([](const std::vector<std::uint8_t>& noise, std::uint8_t size) {
        const TemporaryFile file(randomTable(noise));
        const ImportPlan plan = eventPlan();
        const ImportResult slow = importEventsRowByRow(file.path(), plan, {}, {});
        for (const unsigned threads : {1u, 3u}) {
            ImportCuts cuts;
            cuts.segmentBytes = size % 50 + 1u;
            cuts.scan.pieceBytes = size % 7 * 11 + 1u;
            ImportOptions options;
            options.threads = threads;
            const ImportResult fast = importEventsParallel(file.path(), plan, options, {}, cuts);
            RC_ASSERT(summaryOf(fast) == summaryOf(slow));
            RC_ASSERT(issuesOf(fast) == issuesOf(slow));
            RC_ASSERT(rowsOf(fast) == rowsOf(slow));
        }
    }));
}

TEST_CASE("a cut may fall on a blank line after a quote that never closes") {
    // What follows the open quote is read row by row, not in batches, and its blank lines are rows.
    const std::string text = "u,e,t,p\n\"x\ny\",\n\"\n\n";
    const TemporaryFile file(text);
    const ImportPlan plan = eventPlan();
    const ImportResult slow = importEventsRowByRow(file.path(), plan, {}, {});
    CHECK(slow.rows == 2);
    CHECK(slow.skipped == 2);
    for (std::uint64_t bytes = 1; bytes <= text.size(); ++bytes)
        for (const std::size_t piece : {1u, 2u, 5u, 64u}) {
            ImportCuts cuts;
            cuts.segmentBytes = bytes;
            cuts.scan.pieceBytes = piece;
            requireSame(importEventsParallel(file.path(), plan, {}, {}, cuts), slow);
        }
}

TEST_CASE("zero bytes are left out of cells, however many clean rows there are before") {
    std::string text = "u,e,t,p\n";
    for (int i = 0; i < 200; ++i)
        text += "u1,go,2024-01-01,x\n";
    text += std::string("u\0001,g\0o,2024-01-0\0001,NU\0LL\n", 26);
    const TemporaryFile file(text);
    const ImportPlan plan = eventPlan();
    const ImportResult fast = importEventsParallel(file.path(), plan, {}, {});
    CHECK(summaryOf(fast) == "201 rows, 0 skipped, 1 units; names go; p 0 x");
    CHECK(rowsOf(fast).back() == "0|1704067200000|go|-"); // 2024-01-01
    requireSame(fast, importEventsRowByRow(file.path(), plan, {}, {}));
}

TEST_CASE("chunks themselves do not depend on the number of threads") {
    std::string text = "u,e,t,p\n";
    for (int i = 0; i < 20'000; ++i)
        text += "user" + std::to_string(i * 7919 % 3001) + ",step" + std::to_string(i % 11) +
                ",2024-01-01 10:00:00,v" + std::to_string(i / 5000) + "\n";
    const TemporaryFile file(text);
    ImportCuts cuts;
    cuts.segmentBytes = 40'000;
    const auto run = [&](unsigned threads) {
        ImportOptions options;
        options.threads = threads;
        return importEventsParallel(file.path(), eventPlan(), options, {}, cuts);
    };
    const ImportResult one = run(1), four = run(4);
    requireSame(four, one);
    const auto &a = std::get<EventLog>(one.content), &b = std::get<EventLog>(four.content);
    REQUIRE(a.chunks.size() == b.chunks.size());
    for (std::size_t i = 0; i < a.chunks.size(); ++i)
        CHECK(a.chunks[i].unit.bytes == b.chunks[i].unit.bytes);
}

TEST_CASE("every instruction set finds the same cells and rows") {
    REQUIRE(rc::check([](const std::vector<std::uint8_t>& noise) {
        std::string text = randomTable(noise);
        const std::size_t length = text.size();
        text.append(kIndexPadding, '\0');
        const std::string_view view(text.data(), length);
        RowIndex scalar;
        indexRows(view, ',', '"', scalar, IndexMethod::Scalar);
        for (const IndexMethod method :
             {IndexMethod::Sse2, IndexMethod::Avx2, IndexMethod::Avx512, IndexMethod::Best}) {
            RowIndex index;
            indexRows(view, ',', '"', index, method);
            RC_ASSERT(index.cellCount == scalar.cellCount);
            RC_ASSERT(index.rowCount == scalar.rowCount);
            RC_ASSERT(index.nul == (view.find('\0') != std::string_view::npos));
            RC_ASSERT(scalar.nul == index.nul);
            RC_ASSERT(std::memcmp(index.cellEnds.data(), scalar.cellEnds.data(),
                                  4 * scalar.cellCount) == 0);
            RC_ASSERT(
                std::memcmp(index.rowEnds.data(), scalar.rowEnds.data(), 4 * scalar.rowCount) == 0);
            RC_ASSERT(index.quotes == scalar.quotes);
            RC_ASSERT(index.quotedLineEnds == scalar.quotedLineEnds);
        }
    }));
}

TEST_CASE("rows of one width are told by it, by every instruction set") {
    const bool x86 = hasIndexMethod(IndexMethod::Sse2);
    for (const IndexMethod method :
         {IndexMethod::Scalar, IndexMethod::Sse2, IndexMethod::Avx2, IndexMethod::Avx512}) {
        if (!hasIndexMethod(method)) { // every x86-64 has SSE2; others are told what they lack
            CHECK_FALSE((x86 && method == IndexMethod::Sse2));
            continue;
        }
        for (const std::size_t width : {2u, 3u, 7u})
            for (const std::size_t odd : {std::size_t{0}, std::size_t{1}, std::size_t{40}}) {
                std::string text; // row `odd` has one cell more; 0 = none has
                for (std::size_t row = 1; row <= 60; ++row) {
                    for (std::size_t cell = 1; cell < width + (row == odd); ++cell)
                        text += cell % 2 == 0 ? "\"a,\n\"," : "bc,";
                    text += row % 3 == 0 ? "x\r\n" : "\"y\"\"\"\n";
                }
                text += "cut";
                const std::size_t length = text.size();
                text.append(kIndexPadding, '\0');
                RowIndex index;
                indexRows({text.data(), length}, ',', '"', index, method, width);
                CHECK(index.rowCount == 60);
                CHECK(index.width == (odd == 0 ? width : 0));
                CHECK(index.lastCell(59) == 60 * width - (odd == 0 ? 1 : 0));
                CHECK(index.end(59) == length - 3);
                CHECK(index.escapes);
            }
    }
}

TEST_CASE("only quotes inside quoted cells count as escapes") {
    for (const IndexMethod method : {IndexMethod::Sse2, IndexMethod::Avx2, IndexMethod::Avx512})
        for (std::size_t before = 0; before < 130; ++before) { // across the blocks' borders
            const auto escapes = [&](const std::string& cell) {
                std::string text = std::string(before, 'x') + "," + cell + ",\"\",\"b\"\n";
                const std::size_t length = text.size();
                text.append(kIndexPadding, '\0');
                RowIndex index;
                indexRows({text.data(), length}, ',', '"', index, method);
                CHECK(index.cellCount == 4);
                return index.escapes;
            };
            if (!hasIndexMethod(method))
                continue; // then the portable way is taken, which looks at every cell
            CHECK_FALSE(escapes("\"a\""));
            CHECK(escapes("\"a\"\"\""));
            CHECK(escapes("\"\"\"\""));
        }
}

TEST_CASE("the fast clock reads what the general one reads, and nothing else") {
    const auto agree = [](const std::string& text) {
        TimeReader reader({TimeFormat::Kind::Iso, false});
        CHECK(reader.read(text) == parseTime(text, {TimeFormat::Kind::Iso, false}));
        CHECK(reader.read(text) ==
              parseTime(text, {TimeFormat::Kind::Iso, false})); // the day is remembered now
    };
    for (const char* text :
         {"2024-02-29T23:59:59.999Z", "2024-02-30 10:00:00", "2023-02-29 10:00:00",
          "2024-01-01 24:00:00", "2024-01-01 25:00:00", "2024-01-01 10:60:00",
          "2024-01-01 10:00:60", "2024-01-01 10:00:61", "2024-01-01 10:00:00.",
          "2024-01-01 10:00:00.5", "2024-01-01 10:00:00.123456789Z", "2024-01-01 10:00:00+01:00",
          "2024-01-01 10-00-00", "2024-01-01 1a:00:00", "2024-01-01 10:0::00",
          "2024-01-01x10:00:00", "2024-01-01 10:00:0/", "1969-12-31 23:59:59",
          "2024-01-01 10:00:00 Z"})
        agree(text);
    REQUIRE(rc::check([&](std::uint32_t at, std::uint8_t where, char what) {
        std::string text = isoUtc(TimeMs{at} * 1000);
        text[where % text.size()] = what;
        TimeReader reader({TimeFormat::Kind::Iso, false});
        const std::string cell(text);
        if (static_cast<unsigned char>(cell.front()) > ' ' &&
            static_cast<unsigned char>(cell.back()) > ' ' && what > 0)
            RC_ASSERT(reader.read(cell) == parseTime(cell, {TimeFormat::Kind::Iso, false}));
    }));
}
