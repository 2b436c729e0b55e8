#pragma once
// What is copied: Cairn's own elements, and what other programs can take.

#include <QMimeData>

#include <optional>

#include "cairn/exchange/clip.hpp"
#include "cairn/insight/findings.hpp"
#include "render/theme.hpp"

namespace cairn {

/// What is copied and how it looks on the screen.
struct CopySource {
    Project project;
    std::vector<ElementId> chosen;
    std::optional<MapFindings> findings;
    Theme theme = lightTheme(); ///< with the brand's colour and font
    bool rightToLeft = false;
};

/// True when any of the elements can be copied: a stage, a lane, a card, a note or a map.
bool canCopy(const Project&, const std::vector<ElementId>& chosen);
/// Elements, HTML and text are there at once; the pictures are painted when a program asks for one.
/// Owned by the caller (the clipboard takes it). nullptr when there is nothing to copy.
QMimeData* copyOf(CopySource source);

} // namespace cairn
