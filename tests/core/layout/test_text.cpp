#include <catch2/catch.hpp>

#include "cairn/layout/phrases.hpp"
#include "cairn/layout/text_measurer.hpp"

using namespace cairn;

namespace {
std::vector<std::string> linesOf(std::string_view text, double width, int most = 9) {
    std::vector<std::string> out;
    for (const auto& line : FixedMeasurer().wrap(text, TextRole::Body, width, most)) {
        CHECK(line.width <= width + 1e-9);
        CHECK(line.width == Approx(FixedMeasurer().width(line.text, TextRole::Body)));
        out.push_back(line.text);
    }
    return out;
}
using Lines = std::vector<std::string>;
} // namespace

TEST_CASE("the fixed measurer counts 0.55 em a character and 1 em a wide one") {
    const FixedMeasurer m;
    CHECK(m.width("abcd", TextRole::Body) == Approx(4 * 7.7)); // 14 px
    CHECK(m.width("\u00fc\u00df", TextRole::Small) == Approx(2 * 6.6));
    CHECK(m.width("\u65e5\u672c", TextRole::Body) == Approx(28));
    CHECK(m.width("", TextRole::Title) == 0);
}

TEST_CASE(
    "wrapping breaks at spaces, after hyphens, between wide characters and inside long words") {
    // 77 units hold ten characters of 7.7.
    CHECK(linesOf("one two three", 77) == Lines{"one two", "three"});
    CHECK(linesOf("well-known fact", 40) == Lines{"well-", "known", "fact"});
    CHECK(linesOf("Lieferkostenanzeige", 77) == Lines{"Lieferkost", "enanzeige"});
    CHECK(linesOf("\u65e5\u672c\u8a9e", 28) == Lines{"\u65e5\u672c", "\u8a9e"});
    CHECK(linesOf("a\n\nb", 77) == Lines{"a", "", "b"});
    CHECK(linesOf("", 77) == Lines{""});
    CHECK(linesOf("tail   ", 77) == Lines{"tail"});
}

TEST_CASE("text that does not fit in the lines allowed ends in an ellipsis") {
    CHECK(linesOf("one two three four", 77, 1) == Lines{"one two\u2026"});
    CHECK(linesOf("0123456789ab", 77, 1) == Lines{"012345678\u2026"});
    CHECK(linesOf("one two", 77, 1) == Lines{"one two"});
}

TEST_CASE("numbers for people have thousands separators, true minus signs and no negative zero") {
    const EnglishPhrases p;
    CHECK(p.count(1204) == "1,204");
    CHECK(p.count(1234567) == "1,234,567");
    CHECK(p.count(-0.0) == "0");
    CHECK(p.count(-0.04) == "0");
    CHECK(p.count(2.5) == "2.5");
    CHECK(p.count(0.0 / 0.0) == "\u2013");
    CHECK(p.lost(89) == "\u221289");
    CHECK(p.lost(0) == "0");
    CHECK(p.entered(12) == "+12 entered here");
    CHECK(p.more(2) == "+2 more");
}

TEST_CASE("a share never reads as all or nothing unless it is") {
    const EnglishPhrases p;
    CHECK(p.percent(225.0 / 431) == "52.2 %"); // 0.52204
    CHECK(p.percent(0) == "0 %");
    CHECK(p.percent(-0.0) == "0 %");
    CHECK(p.percent(1) == "100 %");
    CHECK(p.percent(0.9999) == ">99.9 %");
    CHECK(p.percent(0.0001) == "<0.1 %");
    CHECK(p.percent(0.41) == "41.0 %");
    CHECK(p.percent(0.0 / 0.0) == "\u2013");
}

TEST_CASE("durations use the units people would") {
    const EnglishPhrases p;
    CHECK(p.duration(0) == "0 s");
    CHECK(p.duration(45) == "45 s");
    CHECK(p.duration(480) == "8 min");
    CHECK(p.duration(3599) == "1 h"); // 59.98 min rounds to 60
    CHECK(p.duration(7500) == "2 h 5 min");
    CHECK(p.duration(90000) == "1 day 1 h");
    CHECK(p.duration(3 * 86400) == "3 days");
    CHECK(p.duration(-5) == "\u2013");
    CHECK(p.medianTime(480) == "median 8 min");
}

TEST_CASE("the data period says no more than it must") {
    const EnglishPhrases p;
    const auto day = [](int y, unsigned m, unsigned d) { return daysFromCivil(y, m, d) * kDayMs; };
    CHECK(p.dataPeriod(day(2024, 1, 4), day(2024, 6, 29)) == "4 January to 29 June 2024");
    CHECK(p.dataPeriod(day(2023, 12, 30), day(2024, 1, 2)) == "30 December 2023 to 2 January 2024");
    CHECK(p.dataPeriod(day(2024, 6, 4), day(2024, 6, 29)) == "4 to 29 June 2024");
    CHECK(p.dataPeriod(day(2024, 6, 4), day(2024, 6, 4) + kHourMs) == "4 June 2024");
    CHECK(p.dataPeriod(-1, -1) == "31 December 1969");
    CHECK(p.dataLine("4 June 2024", "ordered") == "Data: 4 June 2024, ordered.");
    CHECK(p.dataLine("", "ordered") == "Data: ordered.");
}

TEST_CASE("money is rounded to what can be known") {
    const EnglishPhrases p;
    CHECK(p.money(9312, "EUR") == "about \u20ac9,300 a month");
    CHECK(p.money(124999, "USD") == "about $120,000 a month");
    CHECK(p.money(42.4, "CHF") == "about CHF 42 a month");
    CHECK(p.money(0, "GBP") == "about \u00a30 a month");
}
