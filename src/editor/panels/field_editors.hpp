#pragma once
// One widget for each kind of field. An edit is handed over once, when the person has finished it.

#include <functional>
#include <optional>

#include "editor/panels/field_specs.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {

struct FieldEditor {
    QWidget* widget = nullptr;
    /// Shows a value from the project; keeps what is being typed.
    std::function<void(const FieldValue&)> show;
    /// Hands over what is typed but not finished yet.
    std::function<void()> finish;
    bool wide = false; ///< wants the whole width, its label above it
};

/// What editors need of the panel.
struct FieldContext {
    const Project* project = nullptr; ///< of the moment of making
    std::function<void(const FieldValue&)> commit;
    std::function<void()> editBinding; ///< opens the events of a Binding
    std::function<void(ElementId)> reveal;
    std::function<QString(ElementId)> titleOf;  ///< of a Reference
    std::function<QString(double)> emotionWord; ///< of an Emotion
    bool mixed = false; ///< several elements with different values: shown empty until one is given
};

FieldEditor makeFieldEditor(const FieldSpec& field, const FieldContext& context, QWidget* parent);

/// "event is “purchase”", "event is “a” or “b”, platform is “ios”", or "no event".
QString bindingWords(const EventBinding& binding);
/// 0..4 with its word: "3 – major".
QString severityWord(std::int64_t severity);
/// "72 %" <- 0.72 without digits nobody asked for; and back ("72", "72 %", "0,5 %"), empty when not
/// a share.
QString shareText(double share);
std::optional<double> shareFromText(const QString& text);
/// "−1.6 frustrated", and back: the leading number, empty when it is none or outside -2..+2.
std::optional<double> emotionFromText(const QString& text);

} // namespace cairn
