#pragma once
// The parts of the inspector that show what was counted, and the few that are more than one field.

#include <QWidget>
#include <functional>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"
#include "editor/panels/field_specs.hpp"

namespace cairn {

class Document;

/// All rows of the inspector share one edge between name and value; a value's own frame and padding
/// take kInset before its text begins.
inline constexpr int kLabelWidth = 110;
inline constexpr int kInset = 6;

/// The widget in line with the values' own text.
QLayout* inset(QWidget* widget);
/// What was counted and scored about what is chosen, in two columns of widgets: `above` the fields and `below` them.
/// What they held goes.
void showNumbers(Document& document, const std::vector<ElementId>& chosen, const Phrases& phrases, QWidget* above,
                 QWidget* below);

/// "severity 3 of 4", "reach 72 % (431 of 600 got here)"…: the score, its inputs and how far to
/// trust it.
QWidget* makePainBlock(const Project& project, const PainScore& score, const Phrases& phrases,
                       QWidget* parent);
/// What the funnel knows of a stage: reached, conversion, whole funnel, median time.
QWidget* makeStageNumbers(const StageFinding& finding, const Phrases& phrases, QWidget* parent);
/// One bar a reason, longest first; empty reasons are left out. nullptr when nobody left.
QWidget* makeReasons(const DropReasons& reasons, const Phrases& phrases, QWidget* parent);
/// The stage's steps with buttons to add, rename (by selecting) and remove.
QWidget* makeStepList(Document* document, StageId stage, QWidget* parent);
/// Which personas a map shows: a box to tick for each.
QWidget* makePersonasShown(Document* document, MapId map, QWidget* parent);
/// Portrait with buttons to choose and remove a picture; the file is read and scaled on a worker.
QWidget* makePortrait(Document* document, PersonaId persona, QWidget* parent);
/// The map that shows a stage closer: chosen, opened or made anew.
QWidget* makeDetailMap(Document* document, StageId stage, QWidget* parent);
/// Makes a map titled after the stage, links the stage to it and shows it; an existing one is only shown.
void openDetailMap(Document* document, StageId stage);
/// A score set by hand, with the reason without which it is not taken.
QWidget* makeScoreOverride(Document* document, CardId card, QWidget* parent);

/// Stores a picture file as the persona's portrait, at most 512 pixels wide and high. Asynchronous;
/// trouble comes through Document::trouble.
void setPortraitFromFile(Document* document, PersonaId persona, const QString& file);

/// The persona's emotion at a stage as a field like any other; emptying it removes the point.
FieldSpec emotionField(const Persona& persona, MapId map, StageId stage);
/// "frustrated", "fine": the word for an emotion of -2..+2.
QString emotionWordFor(const Phrases& phrases, double value);

} // namespace cairn
