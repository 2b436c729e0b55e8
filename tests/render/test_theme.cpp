#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "render/theme.hpp"

using namespace cairn;

namespace {

// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor& c) {
    const auto linear = [](double v) {
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

struct Pair {
    Paint text, ground;
};

std::vector<Pair> pairsInUse() {
    std::vector<Pair> pairs;
    for (const Colour text : {Colour::Ink, Colour::Dim})
        for (const Colour ground :
             {Colour::Ground, Colour::Panel, Colour::Card, Colour::AccentGround})
            pairs.push_back({{text}, {ground}});
    for (const Colour text : {Colour::Accent, Colour::Pain, Colour::Bar})
        for (const Colour ground : {Colour::Ground, Colour::Panel, Colour::Card})
            pairs.push_back({{text}, {ground}});
    pairs.push_back({{Colour::Pain}, {Colour::PainGround}});
    pairs.push_back({{Colour::Ink}, {Colour::PainGround}});
    pairs.push_back({{Colour::Dim}, {Colour::PainGround}});
    pairs.push_back({{Colour::OnPain}, {Colour::Pain}});
    pairs.push_back({{Colour::Accent}, {Colour::AccentGround}});
    pairs.push_back({{Colour::OnAccent}, {Colour::Accent}});
    for (std::uint8_t i = 0; i < 8; ++i)
        for (const Colour ground : {Colour::StageGround, Colour::Card, Colour::Ground})
            pairs.push_back({{Colour::Stage, i}, {ground, i}});
    for (std::uint8_t i = 0; i < 6; ++i)
        pairs.push_back({{Colour::Persona, i}, {Colour::PersonaGround, i}});
    for (std::uint8_t i = 0; i < 5; ++i)
        for (const Colour text : {Colour::Ink, Colour::Dim})
            pairs.push_back({{text}, {Colour::Note, i}});
    for (std::uint8_t i = 0; i < kHeats; ++i)
        pairs.push_back({{Colour::OnHeat, i}, {Colour::Heat, i}});
    for (std::uint8_t i = 0; i < 8; ++i) // names over the bands and flows of charts
        for (const Colour text : {Colour::Ink, Colour::Dim})
            pairs.push_back({{text}, {Colour::StageGround, i}});
    for (const Colour ground : {Colour::Grid, Colour::PainGround})
        pairs.push_back({{Colour::Dim}, {ground}});
    return pairs;
}

} // namespace

TEST_CASE("every text that is used on a ground has a contrast of 4.5 to 1 or more") {
    REQUIRE(contrast(Qt::black, Qt::white) == Approx(21.0));
    for (const Theme* theme : {&lightTheme(), &darkTheme(), &paperTheme()})
        for (const Pair& p : pairsInUse()) {
            INFO((theme->dark ? "dark" : "light")
                 << " token " << static_cast<int>(p.text.colour) << " on "
                 << static_cast<int>(p.ground.colour) << " number "
                 << static_cast<int>(p.ground.index));
            CHECK(contrast(theme->colour(p.text), theme->colour(p.ground)) >= 4.5);
        }
}

TEST_CASE("curves, bars and stars stand out from their ground by 3 to 1 where no word says it") {
    for (const Theme* theme : {&lightTheme(), &darkTheme()})
        for (std::uint8_t i = 0; i < 6; ++i)
            CHECK(contrast(theme->colour({Colour::Persona, i}), theme->colour(Colour::Ground)) >=
                  3.0);
}

TEST_CASE("the tokens have the values of the design") {
    CHECK(lightTheme().colour(Colour::Ground) == QColor("#F6F6F3"));
    CHECK(darkTheme().colour(Colour::Ground) == QColor("#16191B"));
    CHECK(lightTheme().colour(Colour::Accent) == QColor("#0F6E66"));
    CHECK(darkTheme().colour(Colour::Pain) == QColor("#F0916B"));
    CHECK(darkTheme().colour(Colour::Bar) == QColor("#6FA0E0"));
    CHECK(paperTheme().colour(Colour::Ground) == QColor(Qt::white));
    CHECK(lightTheme().colour(Colour::None).alpha() == 0);
}

TEST_CASE("colours by number repeat after the last one") {
    CHECK(lightTheme().colour(Colour::Stage, 8) == lightTheme().colour(Colour::Stage, 0));
    CHECK(lightTheme().colour(Colour::Persona, 255) ==
          lightTheme().colour(Colour::Persona, 255 % 6));
    CHECK(lightTheme().colour(Colour::Note, -1) == lightTheme().colour(Colour::Note, 4));
}

TEST_CASE("themes of high contrast reach 7 to 1 wherever something is written, curves too") {
    for (const bool dark : {false, true}) {
        const Theme& theme = contrastTheme(dark);
        for (const Pair& p : pairsInUse()) {
            INFO((dark ? "white on black" : "black on white")
                 << " token " << static_cast<int>(p.text.colour) << " on "
                 << static_cast<int>(p.ground.colour) << " number "
                 << static_cast<int>(p.ground.index));
            CHECK(contrast(theme.colour(p.text), theme.colour(p.ground)) >= 7);
        }
        for (std::uint8_t i = 0; i < 6; ++i)
            CHECK(contrast(theme.colour({Colour::Persona, i}), theme.colour(Colour::Ground)) >= 7);
    }
}

TEST_CASE("who saves ink gets white ground, no shadows and every word as readable as before") {
    CHECK(inkTheme().colour(Colour::Ground) == QColor(Qt::white));
    CHECK(inkTheme().colour(Colour::Shadow).alpha() == 0);
    CHECK(paperTheme().colour(Colour::Shadow).alpha() > 0);
    for (const Pair& p : pairsInUse())
        CHECK(contrast(inkTheme().colour(p.text), inkTheme().colour(p.ground)) >= 4.5);
}

TEST_CASE("a brand's colour is made readable on every ground, whatever it is") {
    for (const char* name : {"#F2A900", "#FFFF00", "#000000", "#FFFFFF", "#00A3E0", "#7F7F7F"})
        for (const Theme* base : {&lightTheme(), &darkTheme(), &paperTheme()}) {
            const Theme theme = branded(*base, QColor(name), {});
            INFO(name << (base->dark ? " dark" : " light"));
            for (const Colour ground :
                 {Colour::Ground, Colour::Panel, Colour::Card, Colour::AccentGround})
                CHECK(contrast(theme.colour(Colour::Accent), theme.colour(ground)) >= 4.5);
            CHECK(contrast(theme.colour(Colour::OnAccent), theme.colour(Colour::Accent)) >= 4.5);
            CHECK(theme.colour(Colour::Pain) == base->colour(Colour::Pain));
        }
    // What is readable as it is stays as it is.
    CHECK(branded(lightTheme(), QColor("#5A2D82"), {}).colour(Colour::Accent) == QColor("#5A2D82"));
    CHECK(branded(lightTheme(), QColor(), "Serif").colour(Colour::Accent) ==
          lightTheme().colour(Colour::Accent));
    CHECK(branded(contrastTheme(true), QColor("#5A2D82"), {}).colour(Colour::Accent) ==
          contrastTheme(true).colour(Colour::Accent));
}
