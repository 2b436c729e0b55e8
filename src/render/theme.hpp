#pragma once
// Colours of the two themes, by token. The values are in theme.cpp; a test measures their contrast.

#include <QColor>

#include "cairn/layout/display_list.hpp"

namespace cairn {

struct Theme {
    bool dark = false;
    QColor colour(Paint paint) const;
    QColor colour(Colour token, int index = 0) const;
};
const Theme& lightTheme();
const Theme& darkTheme();

} // namespace cairn
