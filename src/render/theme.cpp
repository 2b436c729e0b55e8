#include "render/theme.hpp"

#include <array>
#include <cstddef>

namespace cairn {
namespace {

constexpr std::size_t kStages = 8, kPersonas = 6, kNotes = 5;

struct Palette {
    QRgb ground, panel, card, line, grid, ink, dim, faint;
    QRgb accent, accentGround, onAccent, pain, painGround, onPain, bar, star, shadow;
    std::array<QRgb, kStages> stage, stageGround;
    std::array<QRgb, kPersonas> persona, personaGround;
    std::array<QRgb, kNotes> note, noteLine;
    std::array<QRgb, kHeats> heat, onHeat;
};

// Stages keep the hues of the design; the strong colours are as dark (light, in the dark theme)
// as 4.5:1 on their own tint demands. Personas differ in lightness as well as hue, so that two
// curves never rest on red against green.
constexpr Palette kLight{
    .ground = 0xF6F6F3,
    .panel = 0xFBFBF9,
    .card = 0xFFFFFF,
    .line = 0xE2E2DC,
    .grid = 0xECECE7,
    .ink = 0x1E2326,
    .dim = 0x5E676B,
    .faint = 0x8A9296,
    .accent = 0x0F6E66,
    .accentGround = 0xE2F1EF,
    .onAccent = 0xFFFFFF,
    .pain = 0xB3401F,
    .painGround = 0xFBE9E2,
    .onPain = 0xFFFFFF,
    .bar = 0x3B6FB6,
    .star = 0xE0A419,
    .shadow = 0x1E2326,
    .stage = {0x24717F, 0x3566AA, 0x6654A3, 0x925709, 0xA03F5B, 0x53702A, 0x85542A, 0x51657A},
    .stageGround = {0xDCEEF1, 0xDFE9F7, 0xE9E5F5, 0xF9EBD3, 0xF8E2E7, 0xE7EED9, 0xF1E6DA, 0xE5E9EE},
    .persona = {0x25549C, 0x8C4A0A, 0x0A7169, 0x8E3FA0, 0x5A6068, 0xB8306A},
    .personaGround = {0xDCE8F8, 0xFBE3CF, 0xD8F0EC, 0xF1E1F5, 0xE6E8EA, 0xFADFE9},
    .note = {0xFFF6D6, 0xE0F1E4, 0xE0ECFA, 0xFBE3E6, 0xECE6F8},
    .noteLine = {0xE9D99A, 0xB2D6BC, 0xB0CBEB, 0xEAB6BE, 0xCBBDE9},
    .heat = {0xF0F4FA, 0xDCE4F0, 0xC5D2E5, 0xABBDD8, 0x8EA6CA, 0x708FBB, 0x4B71A9, 0x2B5899},
    .onHeat = {0x1E2326, 0x1E2326, 0x1E2326, 0x1E2326, 0x1E2326, 0x1E2326, 0xFFFFFF, 0xFFFFFF}};

constexpr Palette kDark{
    .ground = 0x16191B,
    .panel = 0x1A1E20,
    .card = 0x24292C,
    .line = 0x33393C,
    .grid = 0x262B2E,
    .ink = 0xECEFEE,
    .dim = 0xA9B2B5,
    .faint = 0x7E888C,
    .accent = 0x4FC3B4,
    .accentGround = 0x163A37,
    .onAccent = 0x0E1F1D,
    .pain = 0xF0916B,
    .painGround = 0x3A231A,
    .onPain = 0x22120B,
    .bar = 0x6FA0E0,
    .star = 0xF2BC3E,
    .shadow = 0x000000,
    .stage = {0x7FC0CC, 0x8FB2E6, 0xB0A3DC, 0xDDAB66, 0xDB98AC, 0xA6C07D, 0xCFA57C, 0xA3B2C4},
    .stageGround = {0x1A363C, 0x21334A, 0x302D45, 0x423017, 0x40262F, 0x2B3620, 0x392C20, 0x293139},
    .persona = {0x8DB5F0, 0xE3A15C, 0x55CFC0, 0xD79AE6, 0xB6BDC2, 0xF58FB4},
    .personaGround = {0x23395C, 0x4D3117, 0x17423D, 0x42294B, 0x363C40, 0x512636},
    .note = {0x39331A, 0x1F3526, 0x20324A, 0x44272D, 0x332C49},
    .noteLine = {0x5F5526, 0x355C41, 0x37557C, 0x71414B, 0x574B7E},
    .heat = {0x1F2830, 0x293643, 0x344456, 0x40546C, 0x4E6786, 0x6180A8, 0x7399CA, 0x86B2EC},
    .onHeat = {0xECEFEE, 0xECEFEE, 0xECEFEE, 0xECEFEE, 0xECEFEE, 0x0E1216, 0x0E1216, 0x0E1216}};

template <std::size_t N> QRgb pick(const std::array<QRgb, N>& colours, int index) {
    const int n = static_cast<int>(N);
    return colours[static_cast<std::size_t>(((index % n) + n) % n)];
}

QRgb valueOf(const Palette& p, Colour token, int index) {
    switch (token) {
    case Colour::None:
        return 0;
    case Colour::Ground:
        return p.ground;
    case Colour::Panel:
        return p.panel;
    case Colour::Card:
        return p.card;
    case Colour::Line:
        return p.line;
    case Colour::Grid:
        return p.grid;
    case Colour::Ink:
        return p.ink;
    case Colour::Dim:
        return p.dim;
    case Colour::Faint:
        return p.faint;
    case Colour::Accent:
        return p.accent;
    case Colour::AccentGround:
        return p.accentGround;
    case Colour::OnAccent:
        return p.onAccent;
    case Colour::Pain:
        return p.pain;
    case Colour::PainGround:
        return p.painGround;
    case Colour::OnPain:
        return p.onPain;
    case Colour::Bar:
        return p.bar;
    case Colour::Star:
        return p.star;
    case Colour::Stage:
        return pick(p.stage, index);
    case Colour::StageGround:
        return pick(p.stageGround, index);
    case Colour::Persona:
        return pick(p.persona, index);
    case Colour::PersonaGround:
        return pick(p.personaGround, index);
    case Colour::Note:
        return pick(p.note, index);
    case Colour::NoteLine:
        return pick(p.noteLine, index);
    case Colour::Shadow:
        return p.shadow;
    case Colour::Heat:
        return pick(p.heat, index);
    case Colour::OnHeat:
        return pick(p.onHeat, index);
    }
    return p.ink;
}

} // namespace

QColor Theme::colour(Paint paint) const {
    return colour(paint.colour, paint.index);
}

QColor Theme::colour(Colour token, int index) const {
    if (token == Colour::None)
        return QColor(0, 0, 0, 0);
    if (paper && (token == Colour::Ground || token == Colour::Panel))
        return QColor(Qt::white);
    QColor c = QColor::fromRgb(valueOf(dark ? kDark : kLight, token, index));
    if (token == Colour::Shadow)
        c.setAlphaF(dark ? 0.34F : 0.13F);
    return c;
}

const Theme& lightTheme() {
    static const Theme theme{};
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme{.dark = true};
    return theme;
}

const Theme& paperTheme() {
    static const Theme theme{.paper = true};
    return theme;
}

} // namespace cairn
