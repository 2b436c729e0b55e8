#pragma once
// Colours of the themes, by token. The values are in theme.cpp; a test measures their contrast.

#include <QColor>
#include <QString>

#include "cairn/layout/display_list.hpp"

namespace cairn {

struct Theme {
    bool dark = false;
    bool paper = false; ///< ground and panel are the white of the paper: pages, where a tint would
                        ///< only cost ink
    bool contrast = false; ///< black on white (white on black when dark), 7:1 or more
    bool ink = false;      ///< for print: no shadows, tints as thin as they go
    /// A brand's own colour in place of the accent, made fit for this theme; invalid = Cairn's.
    QColor accent = {}, accentGround = {}, onAccent = {};
    QString family = {}; ///< of the map's text; empty = Inter
    friend bool operator==(const Theme&, const Theme&) = default;
    QColor colour(Paint paint) const;
    QColor colour(Colour token, int index = 0) const;
};
const Theme& lightTheme();
const Theme& darkTheme();
const Theme& paperTheme(); ///< light, for pages
const Theme& inkTheme();   ///< the same for who pays for the ink
const Theme& contrastTheme(bool dark);

/// WCAG 2.1's contrast ratio of two opaque colours, 1 .. 21.
double contrastOf(const QColor& a, const QColor& b);
/// The theme in a brand's colour and font. The colour is darkened (in a dark theme: lightened) as far as it takes to
/// be read at 4.5:1 on every ground of the theme. An invalid colour keeps the accent; themes of high contrast keep
/// theirs whatever the brand is.
Theme branded(const Theme& base, const QColor& colour, const QString& family);

} // namespace cairn
