#include "editor/panels/field_specs.hpp"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <map>
#include <type_traits>

#include "cairn/model/edits.hpp"
#include "cairn/model/names.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsId : std::false_type {};
template <class T> struct IsId<Id<T>> : std::true_type {};
template <class T> struct IsIdList : std::false_type {};
template <class T> struct IsIdList<std::vector<Id<T>>> : std::true_type {};

template <class M> FieldValue toValue(const M& member) {
    if constexpr (IsOptional<M>::value) {
        return member ? FieldValue(*member) : FieldValue();
    } else if constexpr (std::is_enum_v<M>) {
        return static_cast<std::int64_t>(member);
    } else if constexpr (IsId<M>::value) {
        return member ? std::vector<ElementId>{ElementId{member.value}} : std::vector<ElementId>{};
    } else if constexpr (IsIdList<M>::value) {
        std::vector<ElementId> ids;
        for (const auto id : member)
            ids.push_back(ElementId{id.value});
        return ids;
    } else if constexpr (std::is_constructible_v<FieldValue, M>) {
        return member;
    } else {
        return {};
    }
}

template <class M> void fromValue(const FieldValue& value, M& member) {
    if constexpr (IsOptional<M>::value) {
        using Inner = typename M::value_type;
        const auto* inner = std::get_if<Inner>(&value);
        member = inner ? M(*inner) : M();
    } else if constexpr (std::is_enum_v<M>) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            member = static_cast<M>(*number);
    } else if constexpr (IsId<M>::value) {
        if (const auto* ids = std::get_if<std::vector<ElementId>>(&value))
            member = ids->empty() ? M{} : M{ids->front().value};
    } else if constexpr (IsIdList<M>::value) {
        if (const auto* ids = std::get_if<std::vector<ElementId>>(&value)) {
            member.clear();
            for (const ElementId id : *ids)
                member.push_back({id.value});
        }
    } else if constexpr (std::is_constructible_v<FieldValue, M>) {
        if (const auto* same = std::get_if<M>(&value))
            member = *same;
    }
}

template <class E> const Table<E>& tableOf(const Project& project) {
    const Table<E>* found = nullptr;
    forEachTable(project, [&](const char*, const auto& table) {
        if constexpr (std::is_same_v<std::decay_t<decltype(table)>, Table<E>>)
            found = &table;
    });
    return *found;
}

/// The element, or the facts for which no id is needed.
template <class E> const E* elementOf(const Project& project, ElementId id) {
    if constexpr (std::is_same_v<E, ProjectFacts>)
        return &project.facts;
    else
        return tableOf<E>(project).find({id.value});
}

template <class E> Project putBack(Project project, E element) {
    if constexpr (std::is_same_v<E, ProjectFacts>)
        return setFacts(std::move(project), std::move(element));
    else
        return put(std::move(project), std::move(element));
}

/// A tag that is written on a card for the first time gets its place and colour in the list.
Project withTagsOf(Project project, const Card& card) {
    for (const std::string& name : card.tags) {
        const auto tags = tagsOf(project);
        if (!name.empty() &&
            std::none_of(tags.begin(), tags.end(), [&](const Tag* t) { return t->name == name; }))
            project = addTag(std::move(project), newId<TagId>(), name);
    }
    return project;
}

FieldHint hintOf(std::string_view kind, std::string_view name) {
    struct Known {
        std::string_view kind, name;
        FieldHint hint;
    };
    static constexpr std::array known{Known{"", "title", FieldHint::Title},
                                      Known{"persona", "name", FieldHint::Title},
                                      Known{"card", "text", FieldHint::Title},
                                      Known{"tag", "name", FieldHint::Title},
                                      Known{"dataset", "name", FieldHint::Title},
                                      Known{"card", "severity", FieldHint::Severity},
                                      Known{"card", "reach", FieldHint::Share},
                                      Known{"card", "frequency", FieldHint::Share},
                                      Known{"stage", "colour", FieldHint::StageColour},
                                      Known{"note", "colour", FieldHint::NoteColour},
                                      Known{"tag", "colour", FieldHint::StageColour},
                                      Known{"persona", "colour", FieldHint::PersonaColour},
                                      Known{"emotion", "value", FieldHint::Emotion},
                                      Known{"persona", "portrait", FieldHint::Portrait},
                                      Known{"map", "personas", FieldHint::PersonasShown}};
    for (const Known& k : known)
        if (k.name == name && (k.kind.empty() ? kind != "facts" : k.kind == kind))
            return k.hint;
    return FieldHint::None;
}

template <class E> std::vector<FieldSpec> specsOf(std::string_view kind) {
    std::vector<FieldSpec> specs;
    forEachField<E>([&](const auto& f) {
        if (f.kind == FieldKind::Hidden)
            return;
        using M = std::decay_t<decltype(std::declval<E>().*f.member)>;
        const auto member = f.member;
        FieldSpec spec;
        spec.name = f.name;
        spec.label = QCoreApplication::translate("Field", f.label);
        spec.kind = f.kind;
        spec.hint = hintOf(kind, f.name);
        spec.optional = IsOptional<M>::value;
        if constexpr (std::is_enum_v<M>)
            for (const M value : allOf<M>())
                spec.choices.emplace_back(static_cast<std::int64_t>(value),
                                          choiceWord(nameOf(value)));
        spec.read = [member](const Project& project, ElementId id) {
            const E* element = elementOf<E>(project, id);
            return element ? toValue(element->*member) : FieldValue();
        };
        spec.write = [member](Project project, ElementId id, const FieldValue& value) {
            const E* element = elementOf<E>(project, id);
            if (!element)
                return project;
            E changed = *element;
            fromValue(value, changed.*member);
            if constexpr (std::is_same_v<E, Tag>)
                if (changed.name != element->name) // on every card that carries it
                    return renameTag(std::move(project), changed.id, changed.name);
            if constexpr (std::is_same_v<E, Card>)
                project = withTagsOf(std::move(project), changed);
            return putBack(std::move(project), std::move(changed));
        };
        specs.push_back(std::move(spec));
    });
    return specs;
}

const std::map<std::string, std::vector<FieldSpec>, std::less<>>& allSpecs() {
    static const auto* specs = [] {
        auto* all = new std::map<std::string, std::vector<FieldSpec>, std::less<>>;
        const Project empty;
        forEachTable(empty, [&]<class E>(const char* name, const Table<E>&) {
            (*all)[name] = specsOf<E>(name);
        });
        (*all)["facts"] = specsOf<ProjectFacts>("facts");
        return all;
    }();
    return *specs;
}

// Words that no plain reading of the stable name gives.
struct OwnWord {
    std::string_view name;
    const char* word;
};
constexpr std::array kOwnWords{
    OwnWord{"front", QT_TRANSLATE_NOOP("Choice", "Front stage")},
    OwnWord{"back", QT_TRANSLATE_NOOP("Choice", "Backstage")},
    OwnWord{"day-in-the-life", QT_TRANSLATE_NOOP("Choice", "Day in the life")},
    OwnWord{"email", QT_TRANSLATE_NOOP("Choice", "E-mail")},
    OwnWord{"none", QT_TRANSLATE_NOOP("Choice", "No channel")},
    OwnWord{"leads", QT_TRANSLATE_NOOP("Choice", "Leads to")},
    OwnWord{"emotion", QT_TRANSLATE_NOOP("Choice", "Feeling")},
    OwnWord{"funnel", QT_TRANSLATE_NOOP("Choice", "Customers (data)")},
    OwnWord{"pain", QT_TRANSLATE_NOOP("Choice", "Pain scores (data)")}};

// Extracted for translators; read through choiceWord.
[[maybe_unused]] constexpr const char* kPlainWords[] = {
    QT_TRANSLATE_NOOP("Choice", "Current"),
    QT_TRANSLATE_NOOP("Choice", "Future"),
    QT_TRANSLATE_NOOP("Choice", "Blueprint"),
    QT_TRANSLATE_NOOP("Choice", "Website"),
    QT_TRANSLATE_NOOP("Choice", "Mobile app"),
    QT_TRANSLATE_NOOP("Choice", "Phone"),
    QT_TRANSLATE_NOOP("Choice", "Chat"),
    QT_TRANSLATE_NOOP("Choice", "Social media"),
    QT_TRANSLATE_NOOP("Choice", "Search"),
    QT_TRANSLATE_NOOP("Choice", "Advertisement"),
    QT_TRANSLATE_NOOP("Choice", "Store"),
    QT_TRANSLATE_NOOP("Choice", "Point of sale"),
    QT_TRANSLATE_NOOP("Choice", "Delivery"),
    QT_TRANSLATE_NOOP("Choice", "Mail"),
    QT_TRANSLATE_NOOP("Choice", "Event"),
    QT_TRANSLATE_NOOP("Choice", "Word of mouth"),
    QT_TRANSLATE_NOOP("Choice", "Messaging"),
    QT_TRANSLATE_NOOP("Choice", "Video"),
    QT_TRANSLATE_NOOP("Choice", "Review"),
    QT_TRANSLATE_NOOP("Choice", "Other"),
    QT_TRANSLATE_NOOP("Choice", "Branch"),
    QT_TRANSLATE_NOOP("Choice", "Loop"),
    QT_TRANSLATE_NOOP("Choice", "Action"),
    QT_TRANSLATE_NOOP("Choice", "Touchpoint"),
    QT_TRANSLATE_NOOP("Choice", "Thought"),
    QT_TRANSLATE_NOOP("Choice", "Pain point"),
    QT_TRANSLATE_NOOP("Choice", "Opportunity"),
    QT_TRANSLATE_NOOP("Choice", "Internal process"),
    QT_TRANSLATE_NOOP("Choice", "Tool"),
    QT_TRANSLATE_NOOP("Choice", "Text"),
    QT_TRANSLATE_NOOP("Choice", "Picture"),
    QT_TRANSLATE_NOOP("Choice", "Images"),
    QT_TRANSLATE_NOOP("Choice", "Metric"),
    QT_TRANSLATE_NOOP("Choice", "Actions"),
    QT_TRANSLATE_NOOP("Choice", "Touchpoints"),
    QT_TRANSLATE_NOOP("Choice", "Thoughts"),
    QT_TRANSLATE_NOOP("Choice", "Pain points"),
    QT_TRANSLATE_NOOP("Choice", "Opportunities"),
    QT_TRANSLATE_NOOP("Choice", "Tools"),
    QT_TRANSLATE_NOOP("Choice", "Line of interaction"),
    QT_TRANSLATE_NOOP("Choice", "Line of visibility"),
    QT_TRANSLATE_NOOP("Choice", "Line of internal interaction")};

} // namespace

const std::vector<FieldSpec>& fieldSpecsOf(std::string_view kind) {
    static const std::vector<FieldSpec> none;
    const auto at = allSpecs().find(kind);
    return at == allSpecs().end() ? none : at->second;
}

bool fieldApplies(const Project& project, ElementId element, const FieldSpec& field) {
    const Card* card = project.cards.find({element.value});
    if (!card)
        return true;
    const bool touchpoint = card->kind == CardKind::Touchpoint;
    const bool scored = touchpoint || card->kind == CardKind::PainPoint;
    const std::string& name = field.name;
    if (name == "figure")
        return card->kind == CardKind::Metric;
    if (name == "channel_name")
        return touchpoint && card->channel == Channel::Other;
    if (name == "channel")
        return touchpoint;
    if (name == "visibility")
        return touchpoint || card->kind == CardKind::Action ||
               card->kind == CardKind::InternalProcess;
    if (name == "severity" || name == "reach" || name == "frequency" || name == "binding" ||
        name == "feedback_places")
        return scored;
    if (name == "step")
        return bool(card->step);
    if (name == "moment_of_truth")
        return touchpoint || card->kind == CardKind::Action;
    return true;
}

QString kindWord(const Project& project, ElementId element) {
    const char* context = "Kind";
    if (const Card* card = project.cards.find({element.value}))
        return choiceWord(nameOf(card->kind));
    const std::string_view kind = kindOf(project, element);
    struct Word {
        std::string_view kind;
        const char* word;
    };
    static constexpr std::array words{Word{"persona", QT_TRANSLATE_NOOP("Kind", "Persona")},
                                      Word{"map", QT_TRANSLATE_NOOP("Kind", "Map")},
                                      Word{"stage", QT_TRANSLATE_NOOP("Kind", "Stage")},
                                      Word{"step", QT_TRANSLATE_NOOP("Kind", "Step")},
                                      Word{"lane", QT_TRANSLATE_NOOP("Kind", "Lane")},
                                      Word{"emotion", QT_TRANSLATE_NOOP("Kind", "Emotion")},
                                      Word{"link", QT_TRANSLATE_NOOP("Kind", "Connector")},
                                      Word{"note", QT_TRANSLATE_NOOP("Kind", "Sticky note")},
                                      Word{"dataset", QT_TRANSLATE_NOOP("Kind", "Data")},
                                      Word{"image", QT_TRANSLATE_NOOP("Kind", "Picture")},
                                      Word{"comment", QT_TRANSLATE_NOOP("Kind", "Comment")},
                                      Word{"tag", QT_TRANSLATE_NOOP("Kind", "Tag")}};
    for (const Word& w : words)
        if (w.kind == kind)
            return QCoreApplication::translate(context, w.word);
    return QCoreApplication::translate(context, QT_TRANSLATE_NOOP("Kind", "Project"));
}

QString choiceWord(std::string_view stableName) {
    for (const OwnWord& own : kOwnWords)
        if (own.name == stableName)
            return QCoreApplication::translate("Choice", own.word);
    std::string words(stableName);
    for (char& c : words)
        if (c == '-')
            c = ' ';
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return QCoreApplication::translate("Choice", words.c_str());
}

QString editLabel(const Project& project, ElementId element, const FieldSpec& field) {
    const QLocale locale;
    if (field.hint == FieldHint::Title)
        return QCoreApplication::translate("Edit", "rename %1")
            .arg(locale.toLower(kindWord(project, element)));
    return QCoreApplication::translate("Edit", "change %1").arg(locale.toLower(field.label));
}

} // namespace cairn
