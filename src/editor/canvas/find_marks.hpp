#pragma once
// What a search has found, marked on the map.

#include <QPainter>
#include <vector>

#include "cairn/model/find.hpp"
#include "editor/canvas/scene.hpp"
#include "render/theme.hpp"

namespace cairn {

struct FindMarks {
    TextQuery query;
    std::vector<ElementId> elements; ///< sorted
    ElementId current;               ///< 0 = none
    friend bool operator==(const FindMarks&, const FindMarks&) = default;
};

/// Letters of all scripts, as Qt knows them.
LetterRules allLetters();

/// A ring around each thing in sight that was found and a marker over the words themselves; the
/// current one stronger. Only what sticks to the edges (`headers`) or only what does not.
void paintFindMarks(QPainter& painter, const CanvasScene& scene, const FindMarks& marks,
                    const QRectF& seen, bool headers, const Theme& theme);

} // namespace cairn
