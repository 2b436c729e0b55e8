#pragma once
// The field table of the model, made into rows that a person can edit: one spec a field, no type
// left in it.

#include <QString>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cairn/model/fields.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// Any field's content. monostate = empty optional. An enum is its number, an id or list of ids is
/// ids.
using FieldValue =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>,
                 TextPairs, EventBinding, std::vector<ElementId>>;

/// A finer way to show a field than its kind; unknown fields have none and still show.
enum class FieldHint {
    None,
    Title,
    Severity,
    Share,
    StageColour,
    PersonaColour,
    NoteColour,
    Emotion,
    Portrait,
    PersonasShown
};

struct FieldSpec {
    std::string name;
    QString label;
    FieldKind kind = FieldKind::Line;
    FieldHint hint = FieldHint::None;
    bool optional = false;
    std::vector<std::pair<std::int64_t, QString>> choices; ///< of Choice
    std::function<FieldValue(const Project&, ElementId)> read;
    /// Of an Emotion: the point's own words, empty when it has none.
    std::function<QString(const Project&)> words;
    /// Throws Error{BadInput} for a value that makes no sense.
    std::function<Project(Project, ElementId, const FieldValue&)> write;
};

/// The shown fields of a table's elements ("card", "stage"… as kindOf says; "facts" for the project
/// itself).
const std::vector<FieldSpec>& fieldSpecsOf(std::string_view kind);
/// Whether a field makes sense on this element: a thought has no severity.
bool fieldApplies(const Project& project, ElementId element, const FieldSpec& field);

/// "Touchpoint", "Stage", "Persona": what a person calls the element.
QString kindWord(const Project& project, ElementId element);
/// A stable name ("point-of-sale") in words ("Point of sale"), translated.
QString choiceWord(std::string_view stableName);
/// "change severity", "rename stage": what the undo step is called.
QString editLabel(const Project& project, ElementId element, const FieldSpec& field);

} // namespace cairn
