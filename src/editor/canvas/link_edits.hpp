#pragma once
// What becomes of the connectors of a map.

#include "cairn/model/elements.hpp"

namespace cairn {

class Document;

/// Draws a new connector (link = 0) from `fixed` to `other`, or leads the end of one that is there
/// to `other`; `backwards`: its start. What is there already is only selected. One undo step.
void connectElements(Document& document, LinkId link, ElementId fixed, ElementId other,
                     bool backwards);

} // namespace cairn
