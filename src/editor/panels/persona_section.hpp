#pragma once
// What the data say of a persona, and which customers it is: its segment, with the figures below it.

#include <QWidget>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"

namespace cairn {

class Document;

/// The segment's conditions, each a line of column, "is" and value, with a button for one more. `columns` are those of
/// the current map's data.
QWidget* makeSegment(Document* document, PersonaId persona, const std::vector<SegmentColumn>& columns, QWidget* parent);
/// Whether a widget that makeSegment made shows these conditions still.
bool showsSegment(const QWidget& widget, const Document& document, PersonaId persona,
                  const std::vector<SegmentColumn>& columns);
/// Share, conversion and channel with n and interval; what was typed by hand stands beside it, marked.
QWidget* makePersonaFigures(const Project& project, const Persona& persona, const PersonaFigures& figures,
                            const Phrases& phrases, QWidget* parent);

} // namespace cairn
