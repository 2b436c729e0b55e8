#include <catch2/catch.hpp>

#include <QFile>
#include <QFontInfo>
#include <QFontMetricsF>
#include <string>
#include <thread>

#include "render/app.hpp"
#include "render/font_data.hpp"
#include "render/fonts.hpp"
#include "render/word_breaks.hpp"

using namespace cairn;
using cairn::test::needApp;

namespace {

std::string joined(const std::vector<TextMeasurer::WrappedLine>& lines, const char* with) {
    std::string all;
    for (const auto& line : lines)
        all += (all.empty() ? "" : with) + line.text;
    return all;
}

} // namespace

TEST_CASE("text is measured and drawn with the embedded font, whatever is installed") {
    needApp();
    for (const TextRole role :
         {TextRole::Title, TextRole::Body, TextRole::Quote, TextRole::Number}) {
        CHECK(QFontInfo(fontFor(role)).family() == QString(kFontFamily));
        CHECK(QFontInfo(fontFor(role)).pixelSize() == static_cast<int>(styleOf(role).pixelSize));
    }
    // Bold is a face of its own, wider than the regular one.
    const QString word("Payment page");
    CHECK(QFontMetricsF(uiFont(14, 700)).horizontalAdvance(word) >
          QFontMetricsF(uiFont(14, 400)).horizontalAdvance(word));
}

TEST_CASE("widths grow with the type, not with a pixel grid") {
    needApp();
    const QString text("Types address and card on the phone");
    const double small = QFontMetricsF(uiFont(14)).horizontalAdvance(text);
    const double large = QFontMetricsF(uiFont(140)).horizontalAdvance(text);
    CHECK(small * 10 == Approx(large).epsilon(0.005));
}

TEST_CASE("lines stand on the four-pixel grid") {
    needApp();
    const QtTextMeasurer m;
    CHECK(m.metrics(TextRole::Small).lineHeight == Approx(16));
    CHECK(m.metrics(TextRole::Body).lineHeight == Approx(20));
    CHECK(m.metrics(TextRole::Heading).lineHeight == Approx(24));
    CHECK(m.metrics(TextRole::Title).lineHeight == Approx(32));
    const FontMetrics body = m.metrics(TextRole::Body);
    CHECK(body.ascent + body.descent == Approx(body.lineHeight));
}

TEST_CASE("words wrap whole, and no line is wider than its column") {
    needApp();
    const QtTextMeasurer m;
    const std::string text = "Sees a friend's post, looks the shop up and reads what others say";
    const auto lines = m.wrap(text, TextRole::Body, 150, 20);
    CHECK(lines.size() > 2);
    CHECK(joined(lines, " ") == text);
    for (const auto& line : lines) {
        CHECK(line.width <= 150);
        CHECK(line.width == Approx(m.width(line.text, TextRole::Body)));
    }
}

TEST_CASE("a word longer than its column is broken inside") {
    needApp();
    const QtTextMeasurer m;
    const std::string word = "Donaudampfschifffahrtsgesellschaftskapitän";
    const auto lines = m.wrap(word, TextRole::Body, 100, 20);
    CHECK(lines.size() > 1);
    std::string all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string line = lines[i].text;
        CHECK(lines[i].width <= 100);
        CHECK(lines[i].width == Approx(m.width(line, TextRole::Body)));
        if (i + 1 < lines.size()) {
            REQUIRE(QString::fromStdString(line).endsWith(kHyphen));
            line.resize(line.size() - std::string("\u2010").size());
        }
        CHECK(line.size() >= 3);
        all += line;
    }
    CHECK(all == word);
}

TEST_CASE("a word is broken where it is spoken, never with a letter left over") {
    needApp();
    const QtTextMeasurer m;
    const auto broken = [&](const std::string& text, const char* widest) {
        return joined(m.wrap(text, TextRole::Body, m.width(widest, TextRole::Body) + 0.5, 20), "|");
    };
    CHECK(broken("Schmerzpunkte", "Schmerzpunkt") == "Schmerz\u2010|punkte");
    CHECK(broken("Die Schmerzpunkte", "Schmerzpunkt") == "Die|Schmerz\u2010|punkte");
    CHECK(broken("Zahlungsbestätigung", "Zahlungsbestäti") == "Zahlungsbestä\u2010|tigung");
    CHECK(broken("Besprechungsraum", "Besprechung") == "Bespre\u2010|chungsraum");
    CHECK(broken("Handlungsschritte", "Handlungsschri") == "Handlungs\u2010|schritte");
    CHECK(broken("Bundesstraße", "Bundesstr") == "Bundes\u2010|straße");
    CHECK(broken("Оплатить", "Оплатит") == "Опла\u2010|тить");
    // No vowels to go by, but letters enough on both sides.
    CHECK(broken("BCDFGHJKLM", "BCDFGHJKL") == "BCDFGHJ\u2010|KLM");
    // Nothing is put into an address or a name of a field.
    CHECK(broken("checkout.completed", "checkout.complete") == "checkout.comple|ted");
    CHECK(broken("first_name", "first_na") == "first_na|me");
    // Arabic words are joined up and are not divided with a sign.
    CHECK(!QString::fromStdString(broken("والمستشفيات", "والمستش")).contains(kHyphen));
    // A column for two letters takes what it can.
    CHECK(broken("Wert", "We") == "We|rt");
}

TEST_CASE("Japanese wraps without spaces") {
    needApp();
    const QtTextMeasurer m;
    const std::string text = "オンラインショップで注文して支払いを待つ";
    const auto lines = m.wrap(text, TextRole::Body, 100, 20);
    CHECK(lines.size() > 1);
    CHECK(joined(lines, "") == text);
}

TEST_CASE("newlines break, of any kind, and empty lines stay") {
    needApp();
    const QtTextMeasurer m;
    const auto lines = m.wrap("one\r\ntwo\n\nthree", TextRole::Body, 500, 20);
    REQUIRE(lines.size() == 4);
    CHECK(joined(lines, "|") == "one|two||three");
    CHECK(lines[2].width == 0);
}

TEST_CASE("what does not fit ends in an ellipsis inside the column") {
    needApp();
    const QtTextMeasurer m;
    const auto lines = m.wrap("Compares four bags and reads all the reviews of each of them",
                              TextRole::Body, 120, 2);
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].text.ends_with("…"));
    CHECK(lines[1].width <= 120);
    // Left out by a newline, not by width.
    const auto two = m.wrap("one\ntwo", TextRole::Body, 500, 1);
    REQUIRE(two.size() == 1);
    CHECK(two[0].text == "one…");
    // An empty line that is the last one allowed.
    CHECK(joined(m.wrap("one\n\nthree", TextRole::Body, 500, 2), "|") == "one|…");
    // Text that just fits is left alone.
    CHECK(m.wrap("one", TextRole::Body, m.width("one", TextRole::Body) + 0.01, 1)[0].text == "one");
}

TEST_CASE("an ellipsis never cuts a character that is written with several code points") {
    needApp();
    const QtTextMeasurer m;
    const std::string family = "e\xCC\x81"; // e and a combining acute
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += family;
    const std::string line = m.wrap(text, TextRole::Body, 90, 1)[0].text;
    REQUIRE(line.ends_with("…"));
    CHECK((line.size() - std::string("…").size()) % family.size() == 0);
}

TEST_CASE("wrapping never returns nothing, whatever the text or width") {
    needApp();
    const QtTextMeasurer m;
    for (const std::string text : {"", " ", "\n", "\t\x01", "\xFF\xFE", "a"})
        for (const double width : {-5.0, 0.0, 0.5, 1e6})
            for (const int lines : {-1, 0, 1, 3}) {
                const auto wrapped = m.wrap(text, TextRole::Body, width, lines);
                CHECK_FALSE(wrapped.empty());
                CHECK(static_cast<int>(wrapped.size()) <= std::max(1, lines));
            }
}

TEST_CASE("scripts without italics stand upright in quotes") {
    needApp();
    CHECK(fontFor(TextRole::Quote, u"“Looks nice”").italic());
    CHECK_FALSE(fontFor(TextRole::Quote, u"مرحبا").italic());
    CHECK_FALSE(fontFor(TextRole::Quote, u"支払い").italic());
}

TEST_CASE("lines of plain words are as wide as they are drawn, and as full as can be") {
    needApp();
    const QtTextMeasurer measurer;
    const std::vector<std::string> words{"Types", "the",  "address,", "AVA",   "To",   "wait;",
                                         "don't", "4711", "Yes!",     "free",  "off",  "parcel",
                                         "WAVE,", "r",    "7",        "first", "Why?", "Tomorrow."};
    std::uint32_t random = 7;
    const auto below = [&](std::size_t n) {
        random = random * 1664525U + 1013904223U;
        return (random >> 8) % n;
    };
    for (const TextRole role : {TextRole::Body, TextRole::BodyStrong, TextRole::Quote,
                                TextRole::Small, TextRole::Title}) {
        const QFontMetricsF metrics(fontFor(role));
        const auto drawn = [&](const std::string& text) {
            return metrics.horizontalAdvance(QString::fromStdString(text));
        };
        for (int n = 0; n < 60; ++n) {
            std::string text = words[below(words.size())];
            for (std::size_t more = below(14); more > 0; --more)
                text += " " + words[below(words.size())];
            const double width = 120 + static_cast<double>(below(120));
            std::string together;
            const auto lines = measurer.wrap(text, role, width, 40);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                INFO(text << " | " << lines[i].text);
                CHECK(lines[i].width == Approx(drawn(lines[i].text)).margin(0.05));
                CHECK(lines[i].width <= width);
                together += (i > 0 ? " " : "") + lines[i].text;
                if (i + 1 < lines.size()) {
                    const std::string& next = lines[i + 1].text;
                    CHECK(drawn(lines[i].text + " " + next.substr(0, next.find(' '))) > width - 1);
                }
            }
            CHECK(together == text);
        }
    }
}

TEST_CASE("threads measure alike") {
    needApp();
    const QtTextMeasurer shared;
    std::vector<std::string> results(4);
    std::vector<std::thread> threads;
    for (std::string& result : results)
        threads.emplace_back([&shared, &result] {
            for (int i = 0; i < 200; ++i)
                result += joined(
                    shared.wrap("Card number " + std::to_string(i) + " of the checkout, مرحبا",
                                i % 2 ? TextRole::Body : TextRole::Quote, 80, 3),
                    "|");
        });
    for (std::thread& t : threads)
        t.join();
    const QtTextMeasurer alone;
    std::string expected;
    for (int i = 0; i < 200; ++i)
        expected +=
            joined(alone.wrap("Card number " + std::to_string(i) + " of the checkout, مرحبا",
                              i % 2 ? TextRole::Body : TextRole::Quote, 80, 3),
                   "|");
    for (const std::string& result : results)
        CHECK(result == expected);
}

TEST_CASE("preparing a font changes its name and one feature, and survives any cut") {
    needApp();
    QFile file(":/fonts/Inter-Regular.otf");
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll(), after = prepareFont(before);
    CHECK(after.size() == before.size());
    CHECK(before.contains("calt"));
    CHECK_FALSE(after.contains("calt"));
    CHECK(after.contains(QByteArray("\0C\0a\0i\0r\0n", 10)));
    for (qsizetype n = 0; n < before.size(); n = n * 3 / 2 + 1)
        CHECK(prepareFont(before.left(n)).size() == n);
    CHECK(prepareFont("no font at all, but long enough") == "no font at all, but long enough");
}
