#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "cairn/base/marked_text.hpp"

using namespace cairn;

namespace {
MarkedLine one(std::string_view text) {
    const auto lines = readMarks(text);
    REQUIRE(lines.size() == 1);
    return lines.front();
}
} // namespace

TEST_CASE("words between double stars are bold, and lose the stars") {
    const MarkedLine line = one("pay **by card** only");
    CHECK(line.text == "pay by card only");
    CHECK(line.runs == std::vector<MarkedRun>{{4, 7, true, {}}});
}

TEST_CASE("stars that never close, or stand around nothing, stay") {
    for (const char* text :
         {"2 ** 3", "**", "****", "** not bold **", "**open", "a ** b ** c", "***"}) {
        CAPTURE(text);
        CHECK(one(text).text == text);
        CHECK(one(text).runs.empty());
    }
}

TEST_CASE("lines that begin with a hyphen and a blank are a list") {
    const auto lines = readMarks("Why:\n- slow\n  - far\n-5 degrees");
    REQUIRE(lines.size() == 4);
    CHECK_FALSE(lines[0].bullet);
    CHECK(lines[1] == MarkedLine{"slow", true, {}});
    CHECK(lines[2] == MarkedLine{"far", true, {}});
    CHECK(lines[3] == MarkedLine{"-5 degrees", false, {}});
}

TEST_CASE("an address is a link up to the end of the sentence") {
    const MarkedLine line = one("see https://example.org/a_(b)?q=1#x, or mailto:a@b.org.");
    REQUIRE(line.runs.size() == 2);
    CHECK(line.runs[0] == MarkedRun{4, 31, false, "https://example.org/a_(b)?q=1#x"});
    CHECK(line.runs[1].link == "mailto:a@b.org");
    CHECK(line.text == "see https://example.org/a_(b)?q=1#x, or mailto:a@b.org.");
}

TEST_CASE("a named link shows its words and leads to its address") {
    const MarkedLine line = one("**[the study](https://example.org)** says");
    CHECK(line.text == "the study says");
    CHECK(line.runs == std::vector<MarkedRun>{{0, 9, true, "https://example.org"}});
}

TEST_CASE("only web and mail addresses lead anywhere") {
    CHECK(isOpenableLink("HTTPS://example.org"));
    CHECK(isOpenableLink("mailto:a@b"));
    for (const char* bad : {"javascript:alert(1)", "file:///etc/passwd", "https://", "ftp://x", "",
                            " https://x", "https://x\ny", "vbscript:https://x"}) {
        CAPTURE(bad);
        CHECK_FALSE(isOpenableLink(bad));
        // Not as it stands, whatever else in it may be an address of its own.
        for (const MarkedLine& line : readMarks("[x](" + std::string(bad) + ")"))
            for (const MarkedRun& run : line.runs)
                CHECK(run.link != bad);
    }
}

TEST_CASE("plain text is what a person would read out") {
    CHECK(plainText("**Pay**\n- [here](https://a.org)\n- later") ==
          "Pay\n\u2022 here\n\u2022 later");
    CHECK(plainText("no marks - at all * here") == "no marks - at all * here");
}

TEST_CASE(
    "marks: any text is read, its runs lie in its lines, and what has no marks stays as it is") {
    rc::check([] {
        const auto bits = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("**", "*", "[", "](", ")", "- ", "\n", " ", "a", "\u00fc",
                                          "\u65e5", "https://x.y", "mailto:q", "\u2022 "));
        std::string text;
        for (const auto& bit : bits)
            text += bit;
        for (const MarkedLine& line : readMarks(text)) {
            RC_ASSERT(line.text.find('\n') == std::string::npos);
            std::size_t at = 0;
            for (const MarkedRun& run : line.runs) {
                RC_ASSERT(run.at >= at);
                RC_ASSERT(run.length > 0);
                RC_ASSERT(run.at + run.length <= line.text.size());
                RC_ASSERT(run.link.empty() || isOpenableLink(run.link));
                at = run.at + run.length;
            }
        }
        if (!mayHaveMarks(text))
            RC_ASSERT(plainText(text) == text);
    });
}
