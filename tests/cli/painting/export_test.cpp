// Pages and pictures from the command line.
#include "cli/cli_fixture.hpp"

namespace {

using namespace cairn::test;

std::string programOutput(const std::string& command) {
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), n);
    pclose(pipe);
    return text;
}

} // namespace

TEST_CASE("a map with data as page, as picture, and with its charts") {
    const Folder folder;
    const std::string shop = "'" + folder.file("the shop’s \"map\".cairn") + "'";
    REQUIRE(folder.run("new " + shop + " --template online-shop").code == 0);
    REQUIRE(folder
                .run("import " + shop + " '" + kShopEvents +
                     "' --bind Browse=catalog --bind 'Add to cart=add_to_cart|cart' --bind "
                     "'Check out=purchase' --no-auto-bind --window none")
                .code == 0);
    const auto exported = [&](const std::string& name, const std::string& flags = {}) {
        return folder.run("export " + shop + " '" + folder.file(name) + "' " + flags);
    };
    const Run page = exported("shop page.pdf");
    CHECK(page.code == 0);
    CHECK(page.out == "Wrote " + folder.file("shop page.pdf") + "\n");
    REQUIRE(exported("shop.png", "--dpi 96").code == 0);
    CHECK(folder.read("shop.png").starts_with("\x89PNG"));

    const std::string words =
        programOutput("pdftotext -layout '" + folder.file("shop page.pdf") + "' -");
    for (const char* stage : {"Discover", "Browse", "Add to cart", "Check out", "Receive"})
        CHECK_THAT(words, Catch::Contains(stage));
    for (const char* text : {"Instagram post", "Payment page", "Parcel", "600"})
        CHECK_THAT(words, Catch::Contains(text));

    REQUIRE(exported("charts.pdf", "--charts").code == 0);
    const std::string charts =
        programOutput("pdftotext -layout -f 2 '" + folder.file("charts.pdf") + "' -");
    for (const char* text : {"Funnel", "Time to Check out", "Who comes back", "Paths", "Trend",
                             "Touchpoints", "ordered", "4 January to 29 June 2024"})
        CHECK_THAT(charts, Catch::Contains(text));
}

TEST_CASE("an export that fails says why and how, wherever it fails") {
    const Folder folder;
    const std::string map = "'" + folder.file("map.cairn") + "'";
    REQUIRE(folder.run("new " + map + " --template cafe").code == 0);
    const auto exported = [&](const std::string& name, const std::string& flags = {}) {
        return folder.run("export " + map + " '" + folder.file(name) + "' " + flags);
    };
    CHECK(exported("a.gif").code == 2);
    CHECK(exported("a.png", "--charts").code == 2);
    CHECK(exported("a.png", "--dpi 1").code == 2);
    const Run noMap = exported("a.png", "--map Elsewhere");
    CHECK(noMap.code == 1);
    CHECK_THAT(noMap.err, Catch::Contains("Elsewhere"));
    CHECK(folder.run("export nowhere.cairn a.pdf").code == 1);
}
