#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/civil_time.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/ids.hpp"
#include "cairn/base/job.hpp"
#include "cairn/base/log.hpp"
#include "cairn/base/text.hpp"
#include "support/log_guard.hpp"

using namespace cairn;

TEST_CASE("ids are fresh, not zero, and fit 52 bits") {
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 10000; ++i) {
        const auto id = newIdValue();
        REQUIRE(id != 0);
        REQUIRE(id < (std::uint64_t{1} << 52));
        REQUIRE(seen.insert(id).second);
    }
}

TEST_CASE("the same seed gives the same ids") {
    seedIds(7);
    const auto first = newIdValue();
    seedIds(8);
    const auto other = newIdValue();
    seedIds(7);
    CHECK(newIdValue() == first);
    CHECK(other != first);
}

TEST_CASE("civil dates agree with the calendar") {
    // Worked out by hand and with `date -u -d @…`.
    CHECK(daysFromCivil(1970, 1, 1) == 0);
    CHECK(daysFromCivil(2000, 3, 1) == 11017);
    CHECK(daysFromCivil(1969, 12, 31) == -1);
    CHECK(daysFromCivil(2024, 2, 29) == 19782);
    CHECK(civilFromDays(19782) == CivilDate{2024, 2, 29});
    CHECK(civilFromDays(-1) == CivilDate{1969, 12, 31});
    for (std::int64_t day = -200000; day < 200000; day += 37) {
        const CivilDate date = civilFromDays(day);
        REQUIRE(daysFromCivil(date.year, date.month, date.day) == day);
    }
}

TEST_CASE("ISO times are read with and without zone, and written in UTC") {
    CHECK(parseIso("1970-01-01") == 0);
    CHECK(parseIso("2024-03-13 10:21:14") == 1710325274000);
    CHECK(parseIso("2024-03-13T10:21:14.250Z") == 1710325274250);
    CHECK(parseIso("2024-03-13T12:21:14+02:00") == 1710325274000);
    CHECK(parseIso("2012-01-01 11:13:25 -0500") == 1325434405000);
    CHECK(parseIso("1969-12-31T23:59:59.999Z") == -1);
    CHECK(isoUtc(-1) == "1969-12-31T23:59:59.999Z");
    CHECK(isoUtc(1710325274000) == "2024-03-13T10:21:14Z");
    CHECK(isoDay(1710325274000) == "2024-03-13");
}

TEST_CASE("what is not an ISO time is refused") {
    for (const char* text : {"", "2024", "2024-13-01", "2024-02-30", "2023-02-29", "2024-01-01T25:00",
                             "2024-01-01T10:60:00", "2024-01-01T10:00:00+99:00", "2024-01-01x",
                             "01/02/2024", "2024-01-01T10:00:00.Z"})
        CHECK_FALSE(parseIso(text).has_value());
}

TEST_CASE("durations carry their unit") {
    CHECK(parseDuration("7d") == 604800000);
    CHECK(parseDuration("90s") == 90000);
    CHECK(parseDuration("30m") == 1800000);
    CHECK(parseDuration("2w") == 1209600000);
    CHECK(parseDuration("5") == 5000);
    CHECK_FALSE(parseDuration("0d").has_value());
    CHECK_FALSE(parseDuration("-1d").has_value());
    CHECK_FALSE(parseDuration("soon").has_value());
    CHECK_FALSE(parseDuration("9223372036854775807w").has_value());
}

TEST_CASE("words fold to one spelling") {
    CHECK(foldedWords("add_to_cart") == "add to cart");
    CHECK(foldedWords(" ADD-TO-CART! ") == "add to cart");
    CHECK(foldedWords("Küche öffnen") == "küche öffnen");
    CHECK(foldedWords("---").empty());
}

TEST_CASE("malformed UTF-8 is found and replaced, well-formed text left alone") {
    CHECK(isValidUtf8("支払い 🛒 é"));
    CHECK(toValidUtf8("支払い 🛒 é") == "支払い 🛒 é");
    CHECK_FALSE(isValidUtf8("\xC0\xAF"));         // overlong
    CHECK_FALSE(isValidUtf8("\xED\xA0\x80"));     // surrogate
    CHECK_FALSE(isValidUtf8("\xF4\x90\x80\x80")); // beyond U+10FFFF
    CHECK_FALSE(isValidUtf8("caf\xE9"));          // Windows-1252
    CHECK(toValidUtf8("caf\xE9!") == "caf\xEF\xBF\xBD!");
    CHECK(codePointCount("é🛒") == 2);
}

TEST_CASE("numbers are written short and never as minus zero") {
    CHECK(numberText(0.1) == "0.1");
    CHECK(numberText(-0.0) == "0");
    CHECK(numberText(15) == "15");
}

TEST_CASE("an error tells what, why, where and what now") {
    const Error e(ErrorCode::DiskFull, "save", "the disk is full", "Free some space.", "shop.cairn");
    CHECK(std::string(e.what()) == "Could not save “shop.cairn”: the disk is full. Free some space.");
}

TEST_CASE("a cancelled job throws Cancelled") {
    std::stop_source source;
    JobControl job{source.get_token(), {}};
    CHECK_NOTHROW(job.throwIfCancelled());
    source.request_stop();
    CHECK_THROWS_AS(job.throwIfCancelled(), Error);
}

TEST_CASE("a file is replaced whole, and left alone when that fails") {
    const auto folder = std::filesystem::temp_directory_path() / ("cairn-" + std::to_string(newIdValue()));
    std::filesystem::create_directory(folder);
    const auto file = folder / "a.txt";
    const std::string first = "first";
    const std::string second(3'000'000, 'x');
    writeFileAtomically(file, std::as_bytes(std::span(first)));
    CHECK(readWholeFile(file, 100) == "first");
    writeFileAtomically(file, std::as_bytes(std::span(second)));
    CHECK(readWholeFile(file, 10'000'000) == second);
    CHECK_THROWS_AS(readWholeFile(file, 100), Error);
    CHECK_THROWS_AS(writeFileAtomically(folder / "none" / "b", std::as_bytes(std::span(first))), Error);
    CHECK_THROWS_AS(writeFileAtomically(folder / "a.txt" / "b", std::as_bytes(std::span(first))), Error);
    CHECK(readWholeFile(file, 10'000'000) == second);
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder))
        ++entries;
    CHECK(entries == 1); // no temporary file is left behind
    std::filesystem::remove_all(folder);
}

TEST_CASE("an error line nobody expected is noticed, an expected one is not") {
    logError("something broke");
    const auto lines = test::takeUnexpectedErrors();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] == "something broke");
    {
        const test::ExpectLoggedError expected("disk");
        logError("the disk is full");
    }
    CHECK(test::takeUnexpectedErrors().empty());
    {
        const test::ExpectLoggedError expected("never said");
    }
    CHECK(test::takeUnexpectedErrors().size() == 1);
}
