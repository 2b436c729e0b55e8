#include "editor/panels/persona_section.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "cairn/base/text.hpp"
#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

/// Narrower than that of the fields: "61.4 % to 69.0 %" is to stand on one line.
constexpr int kFigureLabel = 72;

using Segment = std::vector<PropertyFilter>;

void change(Document* document, PersonaId id, const std::function<void(Segment&)>& how) {
    document->edit(inspectorText("change segment"), [&](Project project) {
        const Persona* before = project.personas.find(id);
        if (!before)
            return project;
        Persona after = *before;
        how(after.segment);
        return put(std::move(project), std::move(after));
    });
}

QComboBox* makeCombo(const QString& name, QWidget* parent) {
    auto* combo = new QuietCombo(parent);
    combo->setProperty("role", "boxed");
    combo->setAccessibleName(name);
    combo->setMinimumContentsLength(4);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    // The panel is narrow and values are long: what is cut is told by the tooltip.
    combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return combo;
}

void choose(QComboBox* combo, int index, const char* part, std::size_t condition) {
    combo->setCurrentIndex(index);
    combo->setToolTip(combo->currentText());
    combo->setObjectName(QStringLiteral("segment-%1-%2").arg(QLatin1String(part)).arg(condition));
}

/// What the section is made of, to be held against what it ought to show.
QStringList contentsOf(const Document& document, PersonaId persona,
                       const std::vector<SegmentColumn>& columns) {
    QStringList all{QString::number(persona.value), QString::number(document.readOnly())};
    if (const Persona* shown = document.project().personas.find(persona))
        for (const PropertyFilter& filter : shown->segment)
            all << qs(filter.column) << QString::number(static_cast<int>(filter.op))
                << qs(filter.value);
    for (const SegmentColumn& column : columns) {
        all << QString::number(column.values.size()) << qs(column.name);
        for (const std::string& value : column.values)
            all << qs(value);
    }
    return all;
}

QWidget* makeCondition(Document* document, PersonaId persona, std::size_t index,
                       const PropertyFilter& filter, const std::vector<SegmentColumn>& columns,
                       QWidget* parent) {
    auto* line = new QWidget(parent);
    const auto set = [document, persona, index](const std::function<void(PropertyFilter&)>& how) {
        change(document, persona, [&](Segment& segment) {
            if (index < segment.size())
                how(segment[index]);
        });
    };
    QComboBox* column = makeCombo(inspectorText("Property"), line);
    for (const SegmentColumn& known : columns)
        column->addItem(qs(known.name));
    if (column->findText(qs(filter.column)) < 0)
        column->addItem(qs(filter.column)); // of other data than the map's
    choose(column, column->findText(qs(filter.column)), "column", index);
    QObject::connect(column, &QComboBox::textActivated, line, [set](const QString& name) {
        set([&](PropertyFilter& f) {
            f.column = utf8(name);
            f.value.clear();
        });
    });
    QComboBox* op = makeCombo(inspectorText("Is, or is not"), line);
    op->addItems({inspectorText("is"), inspectorText("is not")});
    choose(op, filter.op == FilterOp::Is ? 0 : 1, "op", index);
    QObject::connect(op, &QComboBox::activated, line, [set](int which) {
        set([&](PropertyFilter& f) { f.op = which == 0 ? FilterOp::Is : FilterOp::IsNot; });
    });
    QComboBox* value = makeCombo(inspectorText("Value"), line);
    value->addItem(inspectorText("(none)"), QString());
    for (const SegmentColumn& known : columns)
        if (known.name == filter.column)
            for (const std::string& text : known.values)
                value->addItem(qs(text), qs(text));
    if (value->findData(qs(filter.value)) < 0)
        value->addItem(qs(filter.value), qs(filter.value));
    choose(value, value->findData(qs(filter.value)), "value", index);
    QObject::connect(value, &QComboBox::activated, line, [set, value](int which) {
        const std::string text = utf8(value->itemData(which).toString());
        set([&](PropertyFilter& f) { f.value = text; });
    });
    QToolButton* remove =
        makeToolButton(QStringLiteral("×"), inspectorText("Remove this condition"), line);
    remove->setObjectName(QStringLiteral("segment-remove-%1").arg(index));
    remove->setProperty("role", "remover");
    QObject::connect(remove, &QToolButton::clicked, line, [document, persona, index] {
        change(document, persona, [&](Segment& segment) {
            if (index < segment.size())
                segment.erase(segment.begin() + static_cast<std::ptrdiff_t>(index));
        });
    });
    auto* layout = new QGridLayout(line); // two lines: side by side, none could be read
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(column, 0, 0, 1, 2);
    layout->addWidget(remove, 0, 2);
    layout->addWidget(op, 1, 0);
    layout->addWidget(value, 1, 1);
    layout->setColumnStretch(0, 2);
    layout->setColumnStretch(1, 3);
    line->setEnabled(!document->readOnly());
    return line;
}

/// What a person typed of the same thing, among the demographics.
QString typedOf(const Persona& persona, std::initializer_list<const char*> names) {
    for (const auto& [key, value] : persona.demographics)
        for (const char* name : names)
            if (foldedWords(key) == foldedWords(name) ||
                foldedWords(key) == foldedWords(utf8(inspectorText(name))))
                return qs(value);
    return {};
}

/// "33.3 % (1 of 3)", "95 %: 6.1 % to 79.2 %  few"
struct ShareWords {
    QString share, interval;
};

ShareWords shareWords(const CountedShare& share, const Phrases& phrases) {
    if (!share.share)
        return {qs(phrases.noValue()), {}};
    const auto count = [&](std::uint64_t n) { return qs(phrases.count(static_cast<double>(n))); };
    ShareWords words{
        inspectorText("%1 (%2 of %3)")
            .arg(qs(phrases.percent(*share.share)), count(share.part), count(share.whole)),
        {}};
    if (share.interval)
        words.interval = inspectorText("95 %: %1 to %2")
                             .arg(qs(phrases.percent(share.interval->low)),
                                  qs(phrases.percent(share.interval->high)));
    if (share.few)
        words.interval +=
            (words.interval.isEmpty() ? QString() : QStringLiteral("  ")) + qs(phrases.few());
    return words;
}

void addFigure(QVBoxLayout* column, const QString& name, const ShareWords& words,
               const QString& typed, QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(4 + kInset);
    auto* label = new ElidedLabel(name, "dim", parent);
    label->setFixedWidth(kFigureLabel);
    row->addWidget(label, 0, Qt::AlignTop);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(1);
    QLabel* content = makeParagraph(words.share, "value", parent);
    content->setAccessibleName(name + QStringLiteral(": ") + words.share);
    lines->addWidget(content);
    if (!words.interval.isEmpty())
        lines->addWidget(makeParagraph(words.interval, "small", parent));
    if (!typed.isEmpty())
        lines->addWidget(
            makeParagraph(inspectorText("%1 (typed by hand)").arg(typed), "small", parent));
    row->addLayout(lines, 1);
    column->addLayout(row);
    column->addWidget(makeRule(parent));
}

} // namespace

QWidget* makeSegment(Document* document, PersonaId persona,
                     const std::vector<SegmentColumn>& columns, QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("segment"));
    widget->setProperty("contents", contentsOf(*document, persona, columns));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeSectionLabel(inspectorText("Customers like this"), widget));
    const Persona* shown = document->project().personas.find(persona);
    const Segment segment = shown ? shown->segment : Segment{};
    for (std::size_t i = 0; i < segment.size(); ++i)
        column->addWidget(makeCondition(document, persona, i, segment[i], columns, widget));
    if (columns.empty()) {
        if (segment.empty())
            column->addWidget(makeParagraph(
                inspectorText("The map’s data have no properties to tell customers by."), "small",
                widget));
        return widget;
    }
    auto* add = new QPushButton(segment.empty() ? inspectorText("Choose a segment of the data…")
                                                : inspectorText("One more condition"),
                                widget);
    add->setObjectName(QStringLiteral("add-condition"));
    add->setProperty("role", "plain");
    add->setAutoDefault(false);
    add->setEnabled(!document->readOnly());
    add->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    const SegmentColumn first = columns.front();
    QObject::connect(add, &QPushButton::clicked, widget, [document, persona, first] {
        change(document, persona, [&](Segment& conditions) {
            conditions.push_back({first.name, FilterOp::Is,
                                  first.values.empty() ? std::string() : first.values.front()});
        });
    });
    column->addWidget(add);
    return widget;
}

bool showsSegment(const QWidget& widget, const Document& document, PersonaId persona,
                  const std::vector<SegmentColumn>& columns) {
    return widget.property("contents").toStringList() == contentsOf(document, persona, columns);
}

QWidget* makePersonaFigures(const Project& project, const Persona& persona,
                            const PersonaFigures& figures, const Phrases& phrases,
                            QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("persona-figures"));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeSectionLabel(inspectorText("From the data"), widget));
    column->addSpacing(4);
    if (figures.share.whole > 0)
        addFigure(column, inspectorText("Share"), shareWords(figures.share, phrases),
                  typedOf(persona, {"Share", "Share of customers"}), widget);
    if (figures.conversion) {
        addFigure(column, inspectorText("Conversion"), shareWords(*figures.conversion, phrases),
                  typedOf(persona, {"Conversion", "Conversion rate"}), widget);
        column->addSpacing(3);
        column->addWidget(makeParagraph(
            inspectorText("From “%1” to “%2”, by the funnel’s rules.")
                .arg(qs(titleOf(project, figures.from)), qs(titleOf(project, figures.to))),
            "small", widget));
    }
    if (!figures.channel.empty()) {
        QStringList typed;
        for (const std::string& channel : persona.channels)
            typed << qs(channel);
        ShareWords words = shareWords(figures.channelShare, phrases);
        words.share.prepend(qs(figures.channel) + QLatin1Char('\n'));
        addFigure(column, inspectorText("Channel"), words, typed.join(QStringLiteral(", ")),
                  widget);
    }
    if (!figures.trouble.empty())
        column->addWidget(makeParagraph(inspectorText("Not counted: %1.").arg(qs(figures.trouble)),
                                        "small", widget));
    return widget;
}

} // namespace cairn
