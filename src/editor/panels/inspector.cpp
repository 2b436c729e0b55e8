// The inspector: rows made from the field table, and the numbers that belong to the selection.
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <deque>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/binding_popup.hpp"
#include "editor/panels/comments_section.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/inspector_fields.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/panels.hpp"
#include "editor/panels/pictures.hpp"

namespace cairn {

struct InspectorPanel::Impl {
    /// A field of one or several elements on screen.
    struct ShownField {
        FieldSpec spec;
        std::vector<ElementId> targets;
        FieldEditor editor;
        bool mixed = false;
    };

    InspectorPanel* self;
    QPointer<Document> document;
    const Phrases* phrases;
    std::vector<NameCount> names;
    QScrollArea* scroll = nullptr;
    QWidget* content = nullptr;
    QVBoxLayout* column = nullptr;
    QWidget* above = nullptr; ///< numbers over the fields, made anew at each change
    QWidget* below = nullptr;
    std::deque<ShownField> fields;
    std::string signature;
    std::vector<ElementId> subject; ///< what is shown; the map itself when nothing is chosen
    bool building = false;
    bool again = false;

    void update() {
        if (!document) {
            clearLayout(column);
            fields.clear();
            signature.clear();
            return;
        }
        if (building) {
            again = true;
            return;
        }
        building = true;
        const auto chosen = inspectedElements(*document);
        auto wanted = wantedFields(*document, chosen);
        std::string now = signatureOf(*document, chosen, wanted);
        if (now != signature) {
            signature = std::move(now);
            rebuild(chosen, std::move(wanted));
        }
        for (ShownField& field : fields)
            field.editor.show(field.spec.read(document->project(), field.targets.front()));
        showNumbers(*document, chosen, *phrases, above, below);
        goToTopOf(chosen.empty() ? std::vector<ElementId>{document->currentMap()} : chosen);
        building = false;
        if (std::exchange(again, false))
            update();
    }

    /// Another thing is read from its beginning; the same one stays where it was scrolled to.
    void goToTopOf(std::vector<ElementId> now) {
        if (std::exchange(subject, std::move(now)) != subject)
            scroll->verticalScrollBar()->setValue(0);
    }

    void rebuild(const std::vector<ElementId>& chosen, std::vector<WantedField> wanted) {
        QWidget* focused = content->focusWidget();
        const QString focusName =
            focused && focused->hasFocus() ? focused->objectName() : QString();
        if (!focusName.isEmpty())
            focused->setObjectName({}); // what comes in its place has the name
        fields.clear();
        clearLayout(column);
        above = below = nullptr;
        QString kind = chosen.empty() ? tr("Map")
                       : chosen.size() == 1
                           ? kindWord(document->project(), chosen.front())
                           : tr("%n selected", nullptr, static_cast<int>(chosen.size()));
        place(makeSectionLabel(kind, content));
        column->addSpacing(4);
        for (auto& [spec, ids] : wanted)
            makeField(std::move(spec), std::move(ids));
        placeFields(chosen);
        column->addStretch(1);
        if (!focusName.isEmpty())
            if (auto* again_ = content->findChild<QWidget*>(focusName))
                again_->setFocus(Qt::OtherFocusReason);
    }

    void makeField(FieldSpec spec, std::vector<ElementId> ids) {
        ShownField& shown = fields.emplace_back();
        shown.spec = std::move(spec);
        shown.targets = std::move(ids);
        shown.mixed = shown.targets.size() > 1 &&
                      !sameEverywhere(document->project(), shown.spec, shown.targets);
        FieldContext context;
        context.project = &document->project();
        context.mixed = shown.mixed;
        context.commit = [this, spec = shown.spec,
                          targets = shown.targets](const FieldValue& value) {
            if (!document)
                return;
            document->edit(editLabel(document->project(), targets.front(), spec),
                           [&](Project project) {
                               for (const ElementId id : targets)
                                   project = spec.write(std::move(project), id, value);
                               return project;
                           });
        };
        context.editBinding = [this, id = shown.targets.front()] { self->editBinding(id); };
        context.reveal = [this](ElementId id) { emit self->revealRequested(id); };
        context.titleOf = [this](ElementId id) {
            return document ? qs(titleOf(document->project(), id)) : QString();
        };
        context.emotionWord = [this, own = shown.spec.words](double value) {
            const QString words = own && document ? own(document->project()) : QString();
            return words.isEmpty() ? emotionWordFor(*phrases, value) : words;
        };
        shown.editor = makeFieldEditor(shown.spec, context, content);
        shown.editor.widget->setEnabled(!document->readOnly());
        if (shown.spec.hint == FieldHint::Title) {
            shown.editor.widget->setProperty("role", "title");
            if (auto* paragraph = qobject_cast<ParagraphEdit*>(shown.editor.widget))
                paragraph->enterFinishes = true;
        }
    }

    void placeFields(const std::vector<ElementId>& chosen) {
        const bool persona =
            chosen.size() == 1 && kindOf(document->project(), chosen.front()) == "persona";
        for (const ShownField& field : fields)
            if (field.spec.hint == FieldHint::Title)
                column->addWidget(field.editor.widget);
        column->addSpacing(8);
        if (persona) {
            place(makePortrait(document, PersonaId{chosen.front().value}, content));
            column->addSpacing(8);
        }
        above = new QWidget(content);
        column->addWidget(above);
        bool facts = false;
        for (const ShownField& field : fields) {
            if (!field.targets.front() && !std::exchange(facts, true)) {
                placeWide(false);
                placePersonas();
                column->addSpacing(18);
                place(makeSectionLabel(tr("Project"), content));
                column->addSpacing(4);
            }
            if (field.spec.hint != FieldHint::Title && !field.editor.wide)
                placeRow(field);
        }
        below = new QWidget(content);
        column->addWidget(below);
        if (chosen.size() == 1)
            placeExtras(chosen.front());
        placeWide(facts);
        placeComments(chosen);
        if (facts) {
            column->addSpacing(16);
            column->addWidget(makeBrand(document, content));
        }
        if (chosen.size() > 1)
            placeDelete(chosen);
    }

    /// Fields that can be typed in have room for their frame on both sides; everything else stands
    /// where their text does.
    void place(QWidget* widget) { column->addLayout(inset(widget)); }

    void placeRow(const ShownField& field) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(kInset, 1, kInset, 1);
        row->setSpacing(4);
        auto* label = new ElidedLabel(field.spec.label, "dim", content);
        label->setFixedWidth(kLabelWidth);
        label->setBuddy(field.editor.widget);
        row->addWidget(label);
        row->addWidget(field.editor.widget, 1);
        column->addLayout(row);
        place(makeRule(content));
    }

    void placeWide(bool factsOnly) {
        for (const ShownField& field : fields) {
            if (!field.editor.wide || field.spec.hint == FieldHint::Title ||
                factsOnly != !field.targets.front())
                continue;
            column->addSpacing(12);
            place(makeSectionLabel(field.spec.label, content));
            column->addWidget(field.editor.widget);
        }
    }

    void placePersonas() {
        column->addSpacing(12);
        place(makeSectionLabel(tr("Personas shown"), content));
        column->addSpacing(4);
        place(makePersonasShown(document, document->currentMap(), content));
    }

    void placeExtras(ElementId id) {
        const Project& project = document->project();
        const Card* card = project.cards.find({id.value});
        if (card && (card->kind == CardKind::Touchpoint || card->kind == CardKind::PainPoint)) {
            column->addSpacing(12);
            column->addWidget(makeScoreOverride(document, card->id, content));
        }
        if (card) {
            column->addSpacing(12);
            place(makeSectionLabel(tr("Picture"), content));
            column->addWidget(makeCardPicture(document, card->id, content));
        }
        if (project.stages.find({id.value})) {
            column->addSpacing(12);
            column->addWidget(makeDetailMap(document, StageId{id.value}, content));
        }
    }

    /// Everything on a map can be remarked on; what is on none (a persona, data) cannot.
    void placeComments(const std::vector<ElementId>& chosen) {
        if (chosen.size() > 1)
            return;
        const MapId map =
            chosen.empty() ? document->currentMap() : mapOf(document->project(), chosen.front());
        if (!map || !document->project().maps.find(map))
            return;
        column->addSpacing(16);
        column->addWidget(new CommentsSection(
            document, map, chosen.empty() ? ElementId{} : chosen.front(), content));
    }

    void placeDelete(const std::vector<ElementId>& chosen) {
        column->addSpacing(16);
        auto* button = new QPushButton(
            tr("Delete %n elements", nullptr, static_cast<int>(chosen.size())), content);
        button->setProperty("role", "plain");
        button->setEnabled(!document->readOnly());
        connect(button, &QPushButton::clicked, content, [this, chosen] {
            document->edit(
                tr("delete %n elements", nullptr, static_cast<int>(chosen.size())),
                [&](Project project) { return removeElements(std::move(project), chosen); });
            document->select({});
        });
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        place(button);
    }
};

InspectorPanel::InspectorPanel(Document* document, const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>()) {
    m_impl->self = this;
    m_impl->phrases = phrases;
    setAccessibleName(tr("Inspector"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QScrollArea* scroll = m_impl->scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll);
    m_impl->content = new FittingContent(scroll);
    m_impl->column = new QVBoxLayout(m_impl->content);
    m_impl->column->setContentsMargins(14 - kInset, 16, 14 - kInset, 16);
    m_impl->column->setSpacing(0);
    scroll->setWidget(m_impl->content);
    applyPanelStyle(this);
    setDocument(document);
}

InspectorPanel::~InspectorPanel() = default;

void InspectorPanel::setDocument(Document* document) {
    if (m_impl->document)
        m_impl->document->disconnect(this);
    m_impl->document = document;
    m_impl->signature.clear();
    if (document) {
        const auto update = [this] { m_impl->update(); };
        connect(document, &Document::changed, this, update);
        connect(document, &Document::findingsChanged, this, update);
        connect(document, &Document::currentMapChanged, this, update);
        connect(document, &Document::selectionChanged, this, [this] {
            commitPending();
            m_impl->update();
        });
    }
    m_impl->update();
}

void InspectorPanel::commitPending() {
    // A commit may rebuild the panel: the list is walked on a copy.
    std::vector<std::function<void()>> finishers;
    for (const Impl::ShownField& field : m_impl->fields)
        finishers.push_back(field.editor.finish);
    for (const auto& finish : finishers)
        finish();
}

void InspectorPanel::setEventNames(const std::vector<NameCount>& names) {
    m_impl->names = names;
}

void InspectorPanel::editBinding(ElementId element) {
    if (!m_impl->document || m_impl->document->readOnly())
        return;
    const Project& project = m_impl->document->project();
    const Stage* stage = project.stages.find({element.value});
    const Card* card = project.cards.find({element.value});
    if (!stage && !card)
        return;
    auto* popup = new BindingPopup(stage ? stage->binding : card->binding, m_impl->names, this);
    connect(popup, &BindingPopup::chosen, this, [this, element](const EventBinding& binding) {
        if (m_impl->document)
            m_impl->document->edit(tr("change binding"),
                                   [&](Project p) { return bind(std::move(p), element, binding); });
    });
    QWidget* anchor = this;
    for (auto* field : findChildren<QWidget*>(QStringLiteral("field-binding")))
        if (field->isVisible())
            anchor = field;
    popup->openBelow(anchor);
}

void InspectorPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange ||
         event->type() == QEvent::ApplicationPaletteChange) &&
        m_impl->content) {
        applyPanelStyle(this);
        m_impl->signature.clear(); // colour swatches are made of the theme
        m_impl->update();
    }
}

InspectorPanel* makeInspectorPanel(Document* document, const Phrases* phrases, QWidget* parent) {
    return new InspectorPanel(document, phrases, parent);
}

} // namespace cairn
