#include "render/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
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

// For eyes that need more: text, lines and curves at 7:1 or more on every ground.
constexpr Palette kContrastLight{
    .ground = 0xFFFFFF,
    .panel = 0xFFFFFF,
    .card = 0xFFFFFF,
    .line = 0x000000,
    .grid = 0xB0B0B0,
    .ink = 0x000000,
    .dim = 0x1A1A1A,
    .faint = 0x3D3D3D,
    .accent = 0x003380,
    .accentGround = 0xE6EEFF,
    .onAccent = 0xFFFFFF,
    .pain = 0x850000,
    .painGround = 0xFFEBE8,
    .onPain = 0xFFFFFF,
    .bar = 0x003D99,
    .star = 0x6B4A00,
    .shadow = 0x000000,
    .stage = {0x00474F, 0x00357F, 0x3A2A80, 0x5A3300, 0x6E0F2E, 0x2C4400, 0x523000, 0x2E3B4A},
    .stageGround = {0xDFF2F5, 0xE2ECFA, 0xECE8F8, 0xFBF0DC, 0xFAE7EC, 0xECF2E0, 0xF5EBE0, 0xE9EDF1},
    .persona = {0x003A8C, 0x6B3300, 0x00514A, 0x63147A, 0x33383D, 0x850A45},
    .personaGround = {0xE2ECFA, 0xFBEBDD, 0xDFF3F0, 0xF5E8F8, 0xECEEF0, 0xFBE6EE},
    .note = {0xFFF8DC, 0xE6F4E9, 0xE6EFFB, 0xFCE9EB, 0xF0EBFA},
    .noteLine = {0x333333, 0x333333, 0x333333, 0x333333, 0x333333},
    .heat = {0xF4F4F4, 0xE0E0E0, 0xCCCCCC, 0xB8B8B8, 0xA0A0A0, 0x505050, 0x333333, 0x000000},
    .onHeat = {0x000000, 0x000000, 0x000000, 0x000000, 0x000000, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF}};

constexpr Palette kContrastDark{
    .ground = 0x000000,
    .panel = 0x000000,
    .card = 0x000000,
    .line = 0xFFFFFF,
    .grid = 0x454545,
    .ink = 0xFFFFFF,
    .dim = 0xE6E6E6,
    .faint = 0xC4C4C4,
    .accent = 0xFFE14D,
    .accentGround = 0x2B2600,
    .onAccent = 0x000000,
    .pain = 0xFFA78C,
    .painGround = 0x300A00,
    .onPain = 0x000000,
    .bar = 0x9EC5FF,
    .star = 0xFFD700,
    .shadow = 0x000000,
    .stage = {0x8FE3F0, 0xA9CBFF, 0xCDBFFF, 0xFFD08A, 0xFFB3C6, 0xC4E69A, 0xF2C79B, 0xC9D6E6},
    .stageGround = {0x00252B, 0x001A3D, 0x1B1338, 0x2E1D00, 0x33000F, 0x152100, 0x291700, 0x141C24},
    .persona = {0xA9CBFF, 0xFFC27D, 0x7DF0E0, 0xF0B3FF, 0xDADFE3, 0xFFA8CB},
    .personaGround = {0x001A3D, 0x2E1A00, 0x002622, 0x290033, 0x1A1D20, 0x330018},
    .note = {0x332B00, 0x00290D, 0x00193D, 0x36000A, 0x1F1440},
    .noteLine = {0xC4C4C4, 0xC4C4C4, 0xC4C4C4, 0xC4C4C4, 0xC4C4C4},
    .heat = {0x111111, 0x222222, 0x333333, 0x404040, 0x4A4A4A, 0xA8A8A8, 0xCCCCCC, 0xFFFFFF},
    .onHeat = {0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x000000, 0x000000, 0x000000}};

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

const Palette& paletteFor(const Theme& theme) {
    if (theme.contrast)
        return theme.dark ? kContrastDark : kContrastLight;
    return theme.dark ? kDark : kLight;
}

/// Grounds that are filled in large.
bool isTint(Colour token) {
    return token == Colour::AccentGround || token == Colour::PainGround ||
           token == Colour::StageGround || token == Colour::PersonaGround || token == Colour::Note;
}

QColor halfway(const QColor& a, const QColor& b) {
    return {(a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2};
}

double luminance(const QColor& c) {
    const auto linear = [](double x) {
        return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.red() / 255.0) + 0.7152 * linear(c.green() / 255.0) +
           0.0722 * linear(c.blue() / 255.0);
}

QColor mixedWith(const QColor& a, const QColor& b, double share) {
    const auto channel = [share](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * share));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
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
    if (accent.isValid()) {
        if (token == Colour::Accent)
            return accent;
        if (token == Colour::OnAccent)
            return onAccent;
        if (token == Colour::AccentGround)
            return ink ? halfway(accentGround, Qt::white) : accentGround;
    }
    QColor c = QColor::fromRgb(valueOf(paletteFor(*this), token, index));
    if (ink && isTint(token))
        c = halfway(c, Qt::white);
    if (token == Colour::Shadow)
        c.setAlphaF(ink || contrast ? 0.0F : dark ? 0.34F : 0.13F);
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

const Theme& inkTheme() {
    static const Theme theme{.paper = true, .ink = true};
    return theme;
}

const Theme& contrastTheme(bool dark) {
    static const Theme onWhite{.contrast = true}, onBlack{.dark = true, .contrast = true};
    return dark ? onBlack : onWhite;
}

double contrastOf(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Theme branded(const Theme& base, const QColor& colour, const QString& family) {
    Theme theme = base;
    theme.family = family;
    if (!colour.isValid() || base.contrast)
        return theme;
    const QColor ground = base.colour(Colour::Ground), end = base.dark ? Qt::white : Qt::black;
    for (int step = 0; step <= 50; ++step) {
        theme.accent = mixedWith(QColor(colour.rgb()), end, step / 50.0);
        theme.accentGround = mixedWith(ground, theme.accent, base.dark ? 0.2 : 0.1);
        const bool readable = std::min({contrastOf(theme.accent, ground),
                                        contrastOf(theme.accent, base.colour(Colour::Panel)),
                                        contrastOf(theme.accent, base.colour(Colour::Card)),
                                        contrastOf(theme.accent, theme.accentGround)}) >= 4.5;
        if (readable)
            break;
    }
    const QColor black(0x0E, 0x12, 0x16), white(Qt::white);
    theme.onAccent =
        contrastOf(theme.accent, white) >= contrastOf(theme.accent, black) ? white : black;
    return theme;
}

} // namespace cairn
