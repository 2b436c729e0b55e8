#include <catch2/catch.hpp>

#include <QFontDatabase>
#include <QImage>
#include <algorithm>
#include <sstream>
#include <string>

#include "cairn/base/error.hpp"
#include "render/app.hpp"
#include "render/export/export.hpp"
#include "render/export/pdf_addendum.hpp"
#include "render/programs.hpp"
#include "render/sample_list.hpp"
#include "render/theme.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Pdf {
    explicit Pdf(const DisplayList& list, const PdfOptions& options = {})
        : bytes(renderPdf(list, options)) {
        writeBytes(folder / "map.pdf", bytes);
    }
    std::string run(const std::string& program, const std::string& after = "") const {
        return outputOf(program + " '" + (folder / "map.pdf").string() + "' " + after + " 2>&1");
    }
    TemporaryFolder folder;
    QByteArray bytes;
};

// Without the marks by which pdftotext shows the direction of writing.
std::string withoutMarks(std::string text) {
    for (const char* mark : {"\u202A", "\u202B", "\u202C", "\u200E", "\u200F"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
            text.erase(at, 3);
    return text;
}

std::size_t linesOf(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool has(QFontDatabase::WritingSystem system) {
    return !QFontDatabase::families(system).isEmpty();
}

} // namespace

TEST_CASE("every word of a map is found in its PDF, as typed") {
    needApp();
    std::vector<std::string> texts{
        "Office affine waffle flight fjord",     "Größe Straße Äpfel Übung ß ẞ",
        "at 12:30 A-B UTF-8 3x4 -> (c) 1/2 [x]", "€9,300 a month, 52.2 %, −89, 95 %: 43 to 53 %",
        "“Why do you need my phone twice?”",     "Ελληνικά Кириллица Łódź İstanbul"};
    if (has(QFontDatabase::Arabic))
        texts.emplace_back("مرحبا بالعالم السلة والدفع");
    if (has(QFontDatabase::Hebrew))
        texts.emplace_back("שלום עולם");
    if (has(QFontDatabase::Japanese))
        texts.emplace_back("注文する、支払いを待つ。文・一・人・金・民");
    for (const TextRole role :
         {TextRole::Body, TextRole::Quote, TextRole::StageTitle, TextRole::Number}) {
        const Pdf pdf(listOfTexts(texts, role));
        const std::string found = withoutMarks(pdf.run("pdftotext", "-"));
        for (const std::string& text : texts) {
            INFO(found);
            CHECK(found.find(text) != std::string::npos);
        }
    }
}

TEST_CASE("the text of a PDF comes in the order of the map") {
    needApp();
    const Pdf pdf(
        listOfTexts({"Discover the shop", "Browse the shelves", "Add to the cart", "Check out"}));
    const std::string found = pdf.run("pdftotext", "-");
    std::size_t before = 0;
    for (const char* text :
         {"Discover the shop", "Browse the shelves", "Add to the cart", "Check out"}) {
        const std::size_t at = found.find(text);
        REQUIRE(at != std::string::npos);
        CHECK(at >= before);
        before = at;
    }
}

TEST_CASE("all fonts are embedded, as outlines with a table of characters") {
    needApp();
    DisplayList list = listOfTexts({"Regular"});
    double y = 20;
    for (const TextRole role :
         {TextRole::Title, TextRole::Heading, TextRole::StageTitle, TextRole::LaneTitle,
          TextRole::BodyStrong, TextRole::Quote, TextRole::Small, TextRole::SmallStrong})
        list.items.push_back(textItem({20, y += 40, 400, 30}, "Payment page", role));
    const Pdf pdf(list);
    const std::string fonts = pdf.run("pdffonts");
    std::istringstream in(fonts);
    std::string line;
    std::getline(in, line);
    std::getline(in, line);
    INFO(fonts);
    int count = 0;
    while (std::getline(in, line)) {
        ++count;
        CHECK(line.find("CID TrueType") != std::string::npos);
        CHECK(line.find("Type 3") == std::string::npos);
        CHECK(line.find("yes no  yes") != std::string::npos); // embedded, subset flag, unicode
    }
    CHECK(count == 5);
    for (const char* face :
         {"Inter-Regular", "Inter-Italic", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"})
        CHECK(fonts.find(face) != std::string::npos);
}

TEST_CASE("a PDF holds no bitmaps: text, shadows, hatching and icons stay vector") {
    needApp();
    const Pdf pdf(sampleList());
    CHECK(linesOf(pdf.run("pdfimages -list")) == 2); // the two lines of its heading
    CHECK(pdf.bytes.size() < 200'000);
}

TEST_CASE("a map is fitted to one sheet, upright or lying as suits it") {
    needApp();
    DisplayList wide = sampleList(), tall = sampleList();
    wide.size = {1400, 500};
    tall.size = {500, 1400};
    const auto size = [](const DisplayList& list, PageSetup::Size sheet) {
        const Pdf pdf(
            list,
            {.page = {.size = sheet, .marginMm = 10}, .dark = false, .facts = {}, .image = {}});
        const std::string info = pdf.run("pdfinfo");
        CHECK(info.find("Pages:           1\n") != std::string::npos);
        return info.substr(info.find("Page size:"), 60);
    };
    CHECK(size(wide, PageSetup::Size::A4).find("842 x 595 pts (A4)") != std::string::npos);
    CHECK(size(tall, PageSetup::Size::A4).find("595 x 842 pts (A4)") != std::string::npos);
    CHECK(size(wide, PageSetup::Size::A3).find("1191 x 842 pts (A3)") != std::string::npos);
}

TEST_CASE("nothing of a fitted map lies in the margin") {
    needApp();
    DisplayList list;
    list.size = {1000, 500};
    list.items.push_back(boxItem({.rect = {0, 0, 1000, 500}, .fill = {Colour::Bar}, .stroke = {}}));
    const Pdf pdf(list, {.page = {.size = PageSetup::Size::A4, .marginMm = 20},
                         .dark = false,
                         .facts = {},
                         .image = {}});
    // A4 lying is 842 points wide: 56.7 are margin, the map takes the 728.6 between.
    pdf.run("pdftoppm -r 72 -png", "'" + (pdf.folder / "page").string() + "'");
    const QImage page(QString::fromStdString((pdf.folder / "page-1.png").string()));
    REQUIRE(page.width() == 842);
    const int middle = page.height() / 2;
    CHECK(page.pixelColor(54, middle) == QColor(Qt::white));
    CHECK(page.pixelColor(60, middle) == lightTheme().colour(Colour::Bar));
    CHECK(page.pixelColor(781, middle) == lightTheme().colour(Colour::Bar));
    CHECK(page.pixelColor(788, middle) == QColor(Qt::white));
}

TEST_CASE("a poster is as large as the map: 96 units are an inch") {
    needApp();
    DisplayList list = sampleList();
    list.size = {1920, 960};
    const PdfOptions poster{.page = {.size = PageSetup::Size::Poster, .marginMm = 0},
                            .dark = false,
                            .facts = {},
                            .image = {}};
    CHECK(Pdf(list, poster).run("pdfinfo").find("1440 x 720 pts") != std::string::npos);
    list.size = {960, 1920};
    CHECK(Pdf(list, poster).run("pdfinfo").find("720 x 1440 pts") != std::string::npos);
    list.size = {100'000, 1000}; // larger than viewers take: shrunk to their limit
    CHECK(Pdf(list, poster).run("pdfinfo").find("14400 x 144 pts") != std::string::npos);
}

TEST_CASE("a PDF says what it is and who made it, in any script") {
    needApp();
    const Pdf pdf(sampleList(), {.page = {},
                                 .dark = false,
                                 .facts = {"Größe (1) \\ 山", "Léa", "Online shop"},
                                 .image = {}});
    const std::string info = pdf.run("pdfinfo");
    CHECK(info.find("Title:           Größe (1) \\ 山\n") != std::string::npos);
    CHECK(info.find("Author:          Léa\n") != std::string::npos);
    CHECK(info.find("Subject:         Online shop\n") != std::string::npos);
    CHECK(info.find("Creator:         Cairn\n") != std::string::npos);
    CHECK(info.find("CreationDate:") != std::string::npos);
}

TEST_CASE("a dark PDF is dark to the edge of the page") {
    needApp();
    const Pdf pdf(sampleList(), {.page = {}, .dark = true, .facts = {}, .image = {}});
    pdf.run("pdftoppm -r 40 -png", "'" + (pdf.folder / "page").string() + "'");
    const QImage page(QString::fromStdString((pdf.folder / "page-1.png").string()));
    CHECK(page.pixelColor(2, 2) == darkTheme().colour(Colour::Ground));
    CHECK(page.pixelColor(page.width() - 3, page.height() - 3) ==
          darkTheme().colour(Colour::Ground));
}

TEST_CASE("letters are named by what people type") {
    CHECK(typedCharacters(0xFEE3) == QString(QChar(0x0645)));            // meem, initial form
    CHECK(typedCharacters(0xFEFB) == QString::fromUtf8("\u0644\u0627")); // lam with alef
    CHECK(typedCharacters(0x2F42) == QString(QChar(0x6587)));            // radical script
    CHECK(typedCharacters(0x2EA0) == QString(QChar(0x6C11)));            // radical civilian
    CHECK(typedCharacters(u'A') == "A");
    CHECK(typedCharacters(0x2212) == QString(QChar(0x2212))); // the true minus stays
}

TEST_CASE("an addendum is refused behind bytes that are no PDF") {
    CHECK_THROWS_AS(withPdfAddendum("", {}), Error);
    CHECK_THROWS_AS(withPdfAddendum("%PDF-1.4\nstartxref\n9999999\n%%EOF", {}), Error);
    CHECK_THROWS_AS(withPdfAddendum("%PDF-1.4\nxref\nstartxref\n9\n%%EOF", {}), Error);
}

TEST_CASE("an empty map is refused in words") {
    needApp();
    try {
        renderPdf({}, {});
        FAIL("an empty map was exported");
    } catch (const Error& e) {
        CHECK(e.code() == ErrorCode::BadInput);
        CHECK_FALSE(e.advice().empty());
    }
}

TEST_CASE("pages of charts follow the map, each with words that are found and no images") {
    needApp();
    PdfOptions options;
    options.pages = {listOfTexts({"Who comes back", "1,204 people"}),
                     listOfTexts({"Paths", "catalog \u203a cart"})};
    options.pages[1].size = {900, 1400};
    const Pdf pdf(sampleList(), options);
    CHECK(pdf.run("pdfinfo").find("Pages:           3") != std::string::npos);
    CHECK(pdf.run("pdftotext -f 2 -l 2", "-").find("1,204 people") != std::string::npos);
    CHECK(pdf.run("pdftotext -f 3 -l 3", "-").find("catalog \u203a cart") != std::string::npos);
    CHECK(pdf.run("pdftotext -f 1 -l 1", "-").find("1,204") == std::string::npos);
    CHECK(linesOf(pdf.run("pdfimages -list")) == 2); // the table's head alone
    const std::string sizes = pdf.run("pdfinfo -f 1 -l 3");
    CHECK(sizes.find("Page    2 size:  842 x 595 pts") != std::string::npos);
    CHECK(sizes.find("Page    3 size:  595 x 842 pts") != std::string::npos);
}
