// What was counted and scored about the selection, around the inspector's fields.
#include <QVBoxLayout>

#include "editor/document.hpp"
#include "editor/panels/feedback_section.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/persona_section.hpp"

namespace cairn {
namespace {

constexpr int kGap = 14; ///< between sections

QVBoxLayout* emptied(QWidget* holder) {
    if (!holder->layout()) {
        auto* layout = new QVBoxLayout(holder);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
    }
    clearLayout(holder->layout());
    return static_cast<QVBoxLayout*>(holder->layout());
}

void add(QVBoxLayout* column, QWidget* section, int space = kGap) {
    if (!section)
        return;
    if (space > 0)
        column->addSpacing(space);
    column->addLayout(inset(section));
    section->show();
}

/// Of the map as a whole.
void showMap(const MapFindings& findings, const Phrases& phrases, QWidget* below,
             QVBoxLayout* column) {
    if (findings.feedback)
        add(column, makeFeedback(findings.feedback->all, phrases, below));
    for (const std::string& note : findings.notes)
        add(column, makeParagraph(note.ends_with('.') ? qs(note) : qs(note) + u'.', "small", below),
            8);
}

void showPersona(Document& document, const Persona& persona, const Phrases& phrases, QWidget* below,
                 QVBoxLayout* column) {
    const MapFindings* findings = document.findings();
    add(column,
        makeSegment(&document, persona.id,
                    findings ? findings->segmentColumns : std::vector<SegmentColumn>{}, below));
    if (const PersonaFigures* figures = findings ? findings->personaOf(persona.id) : nullptr)
        add(column, makePersonaFigures(document.project(), persona, *figures, phrases, below));
}

/// Of a stage, or a card at its stage.
void showElement(const Project& project, ElementId id, const MapFindings& findings,
                 const Phrases& phrases, QWidget* below, QVBoxLayout* column) {
    const Card* card = project.cards.find({id.value});
    const auto at = findings.stages.find(card ? card->stage : StageId{id.value});
    if (at != findings.stages.end()) {
        if (!card && at->second.reached)
            add(column, makeStageNumbers(at->second, phrases, below));
        const bool scored =
            !card || card->kind == CardKind::Touchpoint || card->kind == CardKind::PainPoint;
        if (scored && at->second.reasons)
            add(column, makeReasons(*at->second.reasons, phrases, below));
    }
    if (const FeedbackSummary* heard = findings.feedbackOf(id))
        add(column, makeFeedback(*heard, phrases, below));
}

} // namespace

QLayout* inset(QWidget* widget) {
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kInset, 0, kInset, 0);
    line->addWidget(widget);
    return line;
}

void showNumbers(Document& document, const std::vector<ElementId>& chosen, const Phrases& phrases,
                 QWidget* above, QWidget* below) {
    QVBoxLayout* const top = emptied(above);
    QVBoxLayout* const column = emptied(below);
    const Project& project = document.project();
    const MapFindings* findings = document.findings();
    if (chosen.empty() && findings)
        showMap(*findings, phrases, below, column);
    if (chosen.size() != 1)
        return;
    const ElementId id = chosen.front();
    if (const Persona* persona = project.personas.find({id.value}))
        showPersona(document, *persona, phrases, below, column);
    if (!findings)
        return;
    const PainScore* pain = findings->painOf(id);
    if (pain &&
        (pain->score || pain->severity.value || pain->reach.value || pain->frequency.value)) {
        add(top, makePainBlock(project, *pain, phrases, above), 0);
        top->addSpacing(10);
    }
    showElement(project, id, *findings, phrases, below, column);
}

} // namespace cairn
