#include <catch2/catch.hpp>

#include "cli_fixture.hpp"

using namespace cairn::test;

TEST_CASE("a Mermaid journey becomes a project and comes out as it went in") {
    const Folder folder;
    const std::string text = "journey\n"
                             "    title My working day\n"
                             "    section Go to work\n"
                             "      Make tea: 4: Me\n"
                             "      Go upstairs: 4: Me\n"
                             "    section Go home\n"
                             "      Sit down: 5: Me, Cat\n";
    folder.write("day.mmd", text);
    const std::string day = folder.file("day.cairn");
    REQUIRE(folder.run("new '" + day + "' --from-text '" + folder.file("day.mmd") + "'").code == 0);
    REQUIRE(folder.run("check '" + day + "'").code == 0);
    REQUIRE(folder.run("export '" + day + "' '" + folder.file("out.mmd") + "'").code == 0);
    CHECK(folder.read("out.mmd") == text);
}

TEST_CASE("a journey that cannot be read is refused with its line, and no file is made") {
    const Folder folder;
    folder.write("bad.mmd", "journey\nsection A\nMake tea: nice: Me\n");
    const auto result = folder.run("new '" + folder.file("x.cairn") + "' --from-text '" +
                                   folder.file("bad.mmd") + "'");
    CHECK(result.code == 1);
    CHECK(result.err.find("line 3") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file("x.cairn")));
}

TEST_CASE("an outline becomes a project with its stages and cards") {
    const Folder folder;
    folder.write("shop.md",
                 "# Corner shop\n## Discover\n- sees the sign\n## Buy\n- pays\n- waits\n");
    const auto made = folder.run("new '" + folder.file("shop.cairn") + "' --from-text '" +
                                 folder.file("shop.md") + "'");
    CHECK(made.code == 0);
    CHECK(made.out.find("2 stages, 3 cards") != std::string::npos);
}
