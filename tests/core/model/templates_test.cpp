// Every template the program carries is whole, and rich enough to start from.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cairn/model/names.hpp"
#include "cairn/model/templates.hpp"
#include "cairn/model/validate.hpp"

using namespace cairn;

namespace {

std::string textOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::filesystem::path> templateFiles() {
    std::vector<std::filesystem::path> files;
    for (const char* folder : {"templates", "sample"})
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::path(CAIRN_SOURCE) / "resources" / folder))
            if (entry.path().extension() == ".json")
                files.push_back(entry.path());
    return files;
}

} // namespace

TEST_CASE("there are at least six templates and a sample") {
    CHECK(templateFiles().size() >= 7);
}

TEST_CASE("every template is a sound project with personas, curves, channels, pains and ideas") {
    for (const auto& file : templateFiles()) {
        INFO(file);
        const std::string text = textOf(file);
        const TemplateSummary summary = templateSummary(file.stem().string(), text);
        CHECK_FALSE(summary.title.empty());
        CHECK_FALSE(summary.description.empty());
        CHECK_FALSE(summary.industry.empty());
        const Project p = projectFromTemplate(file.stem().string(), text);
        CHECK(validate(p).empty());
        REQUIRE(p.maps.size() == 1);
        const Map& map = **p.maps.begin();
        CHECK(p.personas.size() >= 2);
        CHECK(map.personas.size() == p.personas.size());
        const auto stages = stagesOf(p, map.id);
        CHECK(stages.size() >= 5);
        for (const Persona* persona : personasOf(p)) {
            CHECK(emotionsOf(p, map.id, persona->id).size() == stages.size());
            CHECK_FALSE(persona->quote.empty());
            CHECK_FALSE(persona->frustrations.empty());
        }
        int touchpoints = 0;
        int pains = 0;
        int ideas = 0;
        int momentsOfTruth = 0;
        for (const auto& card : p.cards) {
            touchpoints += card->kind == CardKind::Touchpoint;
            pains += card->kind == CardKind::PainPoint;
            ideas += card->kind == CardKind::Opportunity;
            momentsOfTruth += card->momentOfTruth;
            if (card->kind == CardKind::Touchpoint)
                CHECK(card->channel != Channel::None);
        }
        CHECK(touchpoints >= 10);
        CHECK(pains >= 3);
        CHECK(ideas >= 3);
        CHECK(momentsOfTruth >= 1);
    }
}
