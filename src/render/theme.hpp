#pragma once
// Colours of the two themes, by token. The values are in theme.cpp; a test measures their contrast.

#include <QColor>

#include "cairn/layout/display_list.hpp"

namespace cairn {

struct Theme {
    bool dark = false;
    bool paper = false; ///< ground and panel are the white of the paper: pages, where a tint would
                        ///< only cost ink
    QColor colour(Paint paint) const;
    QColor colour(Colour token, int index = 0) const;
};
const Theme& lightTheme();
const Theme& darkTheme();
const Theme& paperTheme(); ///< light, for pages

} // namespace cairn
