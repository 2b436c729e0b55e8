// Who may include whom: the table of docs/architecture.md, checked on every #include of the tree.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
using Rooms = std::set<std::string>;

const std::map<std::string, Rooms>& allowed() {
    static const Rooms all{"base",  "model",   "table",  "events",   "ingest", "analytics",
                           "store", "insight", "layout", "exchange", "render"};
    static const std::map<std::string, Rooms> table{
        {"base", {}},
        {"model", {"base"}},
        {"table", {"base"}},
        {"events", {"base", "table"}},
        {"ingest", {"base", "table", "events"}},
        {"analytics", {"base", "events"}},
        {"store", {"base", "model", "events"}},
        {"insight", {"base", "model", "events", "analytics"}},
        {"layout", {"base", "model", "insight"}},
        {"exchange", {"base", "model", "insight", "layout"}},
        {"render", {"base", "layout"}},
        {"editor", all},
        {"cli", all},
        {"app", Rooms{"editor", "render", "base"}},
    };
    return table;
}

/// "include/cairn/model/x.hpp" and "src/core/model/y.cpp" are of the room "model";
/// "src/render/z.cpp" of "render".
std::optional<std::string> roomOf(const std::string& path) {
    static const std::regex pattern("^(?:include/cairn|src/core|src)/([a-z]+)/.*");
    std::smatch match;
    if (!std::regex_match(path, match, pattern))
        return std::nullopt;
    return match[1].str();
}

/// The room an include line of ours leads to.
std::optional<std::string> roomOfInclude(const std::string& target) {
    static const std::regex pattern("^(?:cairn/|core/)?([a-z]+)/.*");
    std::smatch match;
    if (!std::regex_match(target, match, pattern) || !allowed().contains(match[1].str()))
        return std::nullopt;
    return match[1].str();
}

bool isCore(const std::string& room) {
    return room != "render" && room != "editor" && room != "cli" && room != "app";
}

struct Edge {
    std::string file, target;
};

std::vector<Edge> includesOfTree() {
    static const std::regex line(R"(^\s*#\s*include\s*["<]([^">]+)[">].*)");
    const fs::path root = CAIRN_SOURCE;
    std::vector<Edge> edges;
    for (const char* top : {"include", "src"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp")
                continue;
            std::ifstream in(entry.path());
            std::smatch match;
            for (std::string text; std::getline(in, text);)
                if (std::regex_match(text, match, line))
                    edges.push_back({fs::relative(entry.path(), root).generic_string(), match[1]});
        }
    return edges;
}

} // namespace

TEST_CASE("no file includes a room its own room may not know") {
    const auto edges = includesOfTree();
    REQUIRE(edges.size() > 100);
    std::string wrong;
    for (const Edge& edge : edges) {
        const auto from = roomOf(edge.file);
        const auto to = roomOfInclude(edge.target);
        if (from && to && *from != *to && !allowed().at(*from).contains(*to))
            wrong += edge.file + " includes " + edge.target + "\n";
    }
    REQUIRE(wrong == "");
}

TEST_CASE("the core and cairn-cli know no Qt") {
    std::string wrong;
    for (const Edge& edge : includesOfTree()) {
        const auto room = roomOf(edge.file);
        const bool cli = room == "cli" && !edge.file.starts_with("src/cli/painting/");
        const bool qt = std::regex_match(edge.target, std::regex("^(Qt?[A-Z].*)")) ||
                        roomOfInclude(edge.target) == "render";
        if (room && (cli || isCore(*room)) && qt)
            wrong += edge.file + " includes " + edge.target + "\n";
    }
    REQUIRE(wrong == "");
}

TEST_CASE("an include over a forbidden edge would be found") {
    CHECK(roomOf("src/core/analytics/funnel.cpp") == "analytics");
    CHECK(roomOf("include/cairn/model/edits.hpp") == "model");
    CHECK(roomOf("src/render/paint.hpp") == "render");
    CHECK(roomOfInclude("cairn/model/project.hpp") == "model");
    CHECK(roomOfInclude("core/model/ranking.hpp") == "model");
    CHECK(roomOfInclude("render/theme.hpp") == "render");
    CHECK_FALSE(roomOfInclude("vector").has_value());
    CHECK_FALSE(roomOfInclude("nlohmann/json.hpp").has_value());
    CHECK_FALSE(allowed().at("analytics").contains("model"));
}
