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

/// Takes a section out of what is about to be made anew.
void spare(QLayout* layout, QWidget* section) {
    for (int i = 0; i < layout->count(); ++i)
        if (QLayout* line = layout->itemAt(i)->layout())
            line->removeWidget(section);
}

/// Who is typing among the numbers goes on there when they are made anew. Without this the focus
/// falls to whatever comes next in the window.
class FocusKeeper {
public:
    explicit FocusKeeper(QWidget* holder) : m_holder(holder) {
        const QWidget* at = holder->window()->focusWidget();
        m_inside = at && holder->isAncestorOf(at);
        if (m_inside)
            m_name = at->objectName();
    }
    ~FocusKeeper() {
        const QWidget* at = m_holder->window()->focusWidget();
        if (!m_inside || (at && at->isVisibleTo(m_holder) && m_holder->isAncestorOf(at)))
            return;
        QWidget* first = nullptr;
        for (QWidget* widget : m_holder->findChildren<QWidget*>()) {
            if (!widget->isVisibleTo(m_holder) || !(widget->focusPolicy() & Qt::TabFocus))
                continue; // of what goes, or nothing to stand on
            const bool same = !m_name.isEmpty() && widget->objectName() == m_name;
            first = same || !first ? widget : first;
            if (same)
                break;
        }
        if (first)
            first->setFocus(Qt::OtherFocusReason);
    }
    FocusKeeper(const FocusKeeper&) = delete;
    FocusKeeper& operator=(const FocusKeeper&) = delete;

private:
    QWidget* m_holder;
    bool m_inside = false;
    QString m_name;
};

/// Of the map as a whole.
void showMap(const MapFindings& findings, const Phrases& phrases, QWidget* below,
             QVBoxLayout* column) {
    if (findings.feedback)
        add(column, makeFeedback(findings.feedback->all, phrases, below));
    for (const std::string& note : findings.notes)
        add(column, makeParagraph(note.ends_with('.') ? qs(note) : qs(note) + u'.', "small", below),
            8);
}

/// The conditions stay while they are the same: one of their lists may be open when the figures
/// come.
void showPersona(Document& document, const Persona& persona, const Phrases& phrases, QWidget* below,
                 QVBoxLayout* column, QWidget* segment) {
    const MapFindings* findings = document.findings();
    add(column, segment);
    if (const PersonaFigures* figures = findings ? findings->personaOf(persona.id) : nullptr)
        add(column, makePersonaFigures(document.project(), persona, *figures, phrases, below));
}

/// The conditions on screen when they are those wanted; else they are made.
QWidget* segmentOf(Document& document, const Persona& persona, QWidget* below) {
    const MapFindings* findings = document.findings();
    const auto columns = findings ? findings->segmentColumns : std::vector<SegmentColumn>{};
    auto* shown = below->findChild<QWidget*>(QStringLiteral("segment"), Qt::FindDirectChildrenOnly);
    if (!shown || !showsSegment(*shown, document, persona.id, columns))
        return makeSegment(&document, persona.id, columns, below);
    spare(below->layout(), shown);
    return shown;
}

void showScore(const Project& project, ElementId id, const MapFindings& findings,
               const Phrases& phrases, QWidget* above, QVBoxLayout* top) {
    const PainScore* pain = findings.painOf(id);
    if (!pain ||
        !(pain->score || pain->severity.value || pain->reach.value || pain->frequency.value))
        return;
    add(top, makePainBlock(project, *pain, phrases, above), 0);
    top->addSpacing(10);
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
    const FocusKeeper keeper(below);
    const Project& project = document.project();
    const ElementId id = chosen.size() == 1 ? chosen.front() : ElementId{};
    const Persona* persona = project.personas.find({id.value});
    QWidget* segment = persona ? segmentOf(document, *persona, below) : nullptr;
    QVBoxLayout* const top = emptied(above);
    QVBoxLayout* const column = emptied(below);
    const MapFindings* findings = document.findings();
    if (chosen.empty() && findings)
        showMap(*findings, phrases, below, column);
    if (persona)
        showPersona(document, *persona, phrases, below, column, segment);
    if (id && findings) {
        showScore(project, id, *findings, phrases, above, top);
        showElement(project, id, *findings, phrases, below, column);
    }
    if (project.stages.find({id.value})) {
        QWidget* steps = makeStepList(&document, {id.value}, below);
        column->addSpacing(kGap);
        column->addWidget(steps);
        steps->show();
    }
}

} // namespace cairn
