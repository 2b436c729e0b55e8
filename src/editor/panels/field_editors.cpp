#include "editor/panels/field_editors.hpp"

#include <QCheckBox>
#include <QIcon>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <memory>

#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

namespace {
template <class T> T valueOr(const FieldValue& value, T otherwise) {
    const T* held = std::get_if<T>(&value);
    return held ? *held : otherwise;
}

/// Marks a field whose text cannot be read, and says why to eyes and screen readers.
void markTrouble(QLineEdit* edit, const QString& why) {
    edit->setToolTip(why);
    edit->setAccessibleDescription(why);
    edit->setProperty("trouble", !why.isEmpty());
    const Theme& theme = themeFor(edit);
    edit->setStyleSheet(
        why.isEmpty() ? QString()
                      : QStringLiteral("border-color: %1;").arg(theme.colour(Colour::Pain).name()));
}

/// A line whose text is turned into a value; `read` gives nothing for text that makes no sense.
FieldEditor makeTextLine(const FieldContext& context, QWidget* parent,
                         std::function<QString(const FieldValue&)> text,
                         std::function<std::optional<FieldValue>(const QString&)> read,
                         const QString& advice) {
    auto* edit = new QuietLine(parent);
    edit->setAlignment(leadingEdge(edit) | Qt::AlignVCenter);
    auto shown = std::make_shared<QString>();
    const bool mixed = context.mixed;
    edit->setPlaceholderText(mixed ? inspectorText("several values") : QStringLiteral("–"));
    const auto finish = [edit, shown, read, advice, commit = context.commit] {
        if (edit->text() == *shown)
            return;
        const auto value = read(edit->text().trimmed());
        markTrouble(edit, value ? QString() : advice);
        if (!value)
            return;
        *shown = edit->text();
        commit(*value);
    };
    QObject::connect(edit, &QLineEdit::editingFinished, edit, finish);
    const auto show = [edit, shown, text, mixed](const FieldValue& value) {
        if (edit->hasFocus() && edit->text() != *shown)
            return;
        *shown = mixed ? QString() : text(value);
        edit->setText(*shown);
        edit->setCursorPosition(0);
        markTrouble(edit, {});
    };
    return {edit, show, finish, false};
}

FieldEditor makeLine(const FieldContext& context, QWidget* parent) {
    return makeTextLine(
        context, parent, [](const FieldValue& v) { return qs(valueOr<std::string>(v, {})); },
        [](const QString& t) { return std::optional<FieldValue>(utf8(t)); }, {});
}

FieldEditor makeNumber(const FieldSpec& field, const FieldContext& context, QWidget* parent) {
    const bool optional = field.optional;
    const auto text = [](const FieldValue& v) {
        const double* number = std::get_if<double>(&v);
        return number ? QLocale().toString(*number, 'g', 12) : QString();
    };
    const auto read = [optional](const QString& t) -> std::optional<FieldValue> {
        if (t.isEmpty())
            return optional ? std::optional<FieldValue>(FieldValue()) : std::nullopt;
        bool good = false;
        const double number = QLocale().toDouble(t, &good);
        return good && std::isfinite(number) ? std::optional<FieldValue>(number) : std::nullopt;
    };
    return makeTextLine(context, parent, text, read, inspectorText("This is not a number."));
}

FieldEditor makeWhole(const FieldSpec& field, const FieldContext& context, QWidget* parent) {
    const bool optional = field.optional;
    const auto text = [](const FieldValue& v) {
        const auto* number = std::get_if<std::int64_t>(&v);
        return number ? QLocale().toString(static_cast<qlonglong>(*number)) : QString();
    };
    const auto read = [optional](const QString& t) -> std::optional<FieldValue> {
        if (t.isEmpty())
            return optional ? std::optional<FieldValue>(FieldValue()) : std::nullopt;
        bool good = false;
        const qlonglong number = QLocale().toLongLong(t, &good);
        return good ? std::optional<FieldValue>(static_cast<std::int64_t>(number)) : std::nullopt;
    };
    return makeTextLine(context, parent, text, read, inspectorText("This is not a whole number."));
}

FieldEditor makeShare(const FieldContext& context, QWidget* parent) {
    const auto text = [](const FieldValue& v) {
        const double* share = std::get_if<double>(&v);
        return share ? shareText(*share) : QString();
    };
    const auto read = [](const QString& t) -> std::optional<FieldValue> {
        if (t.isEmpty())
            return FieldValue();
        const auto share = shareFromText(t);
        return share ? std::optional<FieldValue>(*share) : std::nullopt;
    };
    return makeTextLine(context, parent, text, read,
                        inspectorText("Give a share between 0 % and 100 %."));
}

FieldEditor makeEmotion(const FieldSpec& field, const FieldContext& context, QWidget* parent) {
    const auto text = [word = context.emotionWord](const FieldValue& v) {
        const double* value = std::get_if<double>(&v);
        if (!value)
            return QString();
        QString number = QLocale().toString(std::round(*value * 10) / 10 + 0.0, 'f', 1);
        number.replace(QLatin1Char('-'), QChar(0x2212));
        return word ? number + QLatin1Char(' ') + word(*value) : number;
    };
    const auto read = [optional = field.optional](const QString& t) -> std::optional<FieldValue> {
        if (t.isEmpty())
            return optional ? std::optional<FieldValue>(FieldValue()) : std::nullopt;
        const auto value = emotionFromText(t);
        return value ? std::optional<FieldValue>(*value) : std::nullopt;
    };
    FieldEditor editor =
        makeTextLine(context, parent, text, read,
                     inspectorText("Give a number from −2 (lost) to +2 (delighted)."));
    static_cast<QLineEdit*>(editor.widget)->setPlaceholderText(inspectorText("−2 to +2"));
    return editor;
}

FieldEditor makeParagraph(const FieldContext& context, QWidget* parent, int lines,
                          const QString& hint, std::function<QString(const FieldValue&)> text,
                          std::function<FieldValue(const QString&)> read) {
    auto* edit = new ParagraphEdit(lines, parent);
    const bool mixed = context.mixed;
    edit->setPlaceholderText(mixed ? inspectorText("several values") : hint);
    const auto finish = [edit, read, commit = context.commit] {
        if (!edit->isTouched())
            return;
        const FieldValue value = read(edit->toPlainText());
        edit->showText(edit->toPlainText());
        commit(value);
    };
    QObject::connect(edit, &ParagraphEdit::finished, edit, finish);
    const auto show = [edit, text, mixed](const FieldValue& value) {
        if (!(edit->hasFocus() && edit->isTouched()))
            edit->showText(mixed ? QString() : text(value));
    };
    return {edit, show, finish, true};
}

QString listText(const FieldValue& value) {
    QStringList lines;
    for (const std::string& item : valueOr<std::vector<std::string>>(value, {}))
        lines << qs(item);
    return lines.join(QLatin1Char('\n'));
}
FieldValue listFrom(const QString& text) {
    std::vector<std::string> items;
    for (const QString& line : text.split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty())
            items.push_back(utf8(line.trimmed()));
    return items;
}
QString pairsText(const FieldValue& value) {
    QStringList lines;
    for (const auto& [name, content] : valueOr<TextPairs>(value, {}))
        lines << qs(name) + QStringLiteral(": ") + qs(content);
    return lines.join(QLatin1Char('\n'));
}
FieldValue pairsFrom(const QString& text) {
    TextPairs pairs;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon < 0)
            pairs.emplace_back(utf8(line.trimmed()), std::string());
        else
            pairs.emplace_back(utf8(line.left(colon).trimmed()),
                               utf8(line.mid(colon + 1).trimmed()));
    }
    return pairs;
}

FieldEditor makeCombo(const std::vector<std::pair<FieldValue, QString>>& entries,
                      const FieldContext& context, QWidget* parent,
                      const std::vector<QIcon>& icons = {}) {
    auto* combo = new QuietCombo(parent);
    for (std::size_t i = 0; i < entries.size(); ++i)
        combo->addItem(i < icons.size() ? icons[i] : QIcon(), entries[i].second);
    QObject::connect(combo, &QComboBox::activated, combo,
                     [entries, commit = context.commit](int row) {
                         if (row >= 0)
                             commit(entries[static_cast<std::size_t>(row)].first);
                     });
    const bool mixed = context.mixed;
    if (mixed)
        combo->setPlaceholderText(inspectorText("several values"));
    const auto show = [combo, entries, mixed](const FieldValue& value) {
        const QSignalBlocker quiet(combo);
        int row = -1;
        for (std::size_t i = 0; i < entries.size() && !mixed; ++i)
            if (entries[i].first == value)
                row = static_cast<int>(i);
        combo->setCurrentIndex(row);
    };
    return {combo, show, [] {}, false};
}

FieldEditor makeColour(const FieldSpec& field, const FieldContext& context, QWidget* parent) {
    const Theme& theme = themeFor(parent);
    const Colour token = field.hint == FieldHint::StageColour     ? Colour::Stage
                         : field.hint == FieldHint::PersonaColour ? Colour::Persona
                                                                  : Colour::Note;
    std::vector<std::pair<FieldValue, QString>> entries;
    std::vector<QIcon> icons;
    for (int i = 0; i < 5; ++i) {
        QPixmap swatch(28, 28);
        swatch.fill(Qt::transparent);
        QPainter painter(&swatch);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(token, i));
        painter.drawRoundedRect(2, 2, 24, 24, 7, 7);
        icons.emplace_back(swatch);
        entries.emplace_back(FieldValue(static_cast<std::int64_t>(i)),
                             inspectorText("Colour %1").arg(QLocale().toString(i + 1)));
    }
    return makeCombo(entries, context, parent, icons);
}

FieldEditor makeFlag(const FieldContext& context, QWidget* parent) {
    auto* box = new QCheckBox(parent);
    box->setProperty("role", "field");
    box->setTristate(context.mixed);
    const auto words = [box] {
        box->setText(box->isChecked() ? inspectorText("yes") : inspectorText("no"));
    };
    QObject::connect(box, &QCheckBox::clicked, box, [box, words, commit = context.commit] {
        box->setTristate(false);
        words();
        commit(box->isChecked());
    });
    const bool mixed = context.mixed;
    const auto show = [box, words, mixed](const FieldValue& value) {
        box->setCheckState(mixed                         ? Qt::PartiallyChecked
                           : valueOr<bool>(value, false) ? Qt::Checked
                                                         : Qt::Unchecked);
        words();
    };
    return {box, show, [] {}, false};
}

FieldEditor makeLink(const FieldContext& context, QWidget* parent, bool binding) {
    auto* button = new LinkButton(parent);
    auto target = std::make_shared<ElementId>();
    QObject::connect(button, &QPushButton::clicked, button, [binding, target, context] {
        if (binding && context.editBinding)
            context.editBinding();
        else if (!binding && *target && context.reveal)
            context.reveal(*target);
    });
    const auto show = [button, binding, target, context](const FieldValue& value) {
        QString text;
        if (context.mixed) {
            text = inspectorText("several values");
        } else if (binding) {
            text = bindingWords(valueOr<EventBinding>(value, {}));
        } else if (const auto* words = std::get_if<std::string>(&value)) {
            text = qs(*words);
            button->setEnabled(false);
        } else {
            QStringList titles;
            for (const ElementId id : valueOr<std::vector<ElementId>>(value, {})) {
                *target = id;
                titles << (context.titleOf ? context.titleOf(id) : QString());
            }
            text = titles.join(QStringLiteral(", "));
        }
        button->showText(text);
    };
    return {button, show, [] {}, false};
}

FieldEditor makeEditor(const FieldSpec& field, const FieldContext& context, QWidget* parent) {
    const auto text = [](const FieldValue& v) { return qs(valueOr<std::string>(v, {})); };
    const auto plain = [](const QString& t) { return FieldValue(utf8(t)); };
    if (field.hint == FieldHint::Severity) {
        std::vector<std::pair<FieldValue, QString>> entries{
            {FieldValue(), inspectorText("not judged")}};
        for (std::int64_t s = 0; s <= 4; ++s)
            entries.emplace_back(FieldValue(s), severityWord(s));
        return makeCombo(entries, context, parent);
    }
    if (field.hint == FieldHint::Emotion)
        return makeEmotion(field, context, parent);
    if (field.hint == FieldHint::Share)
        return makeShare(context, parent);
    if (field.hint == FieldHint::StageColour || field.hint == FieldHint::PersonaColour ||
        field.hint == FieldHint::NoteColour)
        return makeColour(field, context, parent);
    switch (field.kind) {
    case FieldKind::Hidden:
        return {};
    case FieldKind::Line:
        if (field.hint == FieldHint::Title) // large type: a long one takes a second line
            return makeParagraph(context, parent, 1, inspectorText("Add text"), text,
                                 [](const QString& t) { return FieldValue(utf8(t.simplified())); });
        return makeLine(context, parent);
    case FieldKind::Paragraph:
        return makeParagraph(context, parent, field.hint == FieldHint::Title ? 1 : 2,
                             inspectorText("Add text"), text, plain);
    case FieldKind::Number:
        return makeNumber(field, context, parent);
    case FieldKind::Whole:
        return makeWhole(field, context, parent);
    case FieldKind::Flag:
        return makeFlag(context, parent);
    case FieldKind::List:
        return makeParagraph(context, parent, 1, inspectorText("one on each line"), listText,
                             listFrom);
    case FieldKind::Pairs:
        return makeParagraph(context, parent, 1, inspectorText("Age: 34"), pairsText, pairsFrom);
    case FieldKind::Reference:
        return makeLink(context, parent, false);
    case FieldKind::Binding:
        return makeLink(context, parent, true);
    case FieldKind::Choice:
        break;
    }
    std::vector<std::pair<FieldValue, QString>> entries;
    for (const auto& [number, word] : field.choices)
        entries.emplace_back(FieldValue(number), word);
    return makeCombo(entries, context, parent);
}

} // namespace

FieldEditor makeFieldEditor(const FieldSpec& field, const FieldContext& context, QWidget* parent) {
    FieldEditor editor = makeEditor(field, context, parent);
    if (editor.widget) {
        editor.widget->setObjectName(QLatin1String("field-") + qs(field.name));
        editor.widget->setAccessibleName(field.label);
    }
    return editor;
}

} // namespace cairn
