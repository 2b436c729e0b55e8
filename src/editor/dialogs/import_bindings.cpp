#include "editor/dialogs/import_bindings.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

#include "editor/dialogs/import_unmatched.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {
/// Under this a likeness of names is chance, and a wrong binding costs more than an empty one.
constexpr double kLeastLikeness = 0.5;

QString whyWords(BindingReason why) {
    switch (why) {
    case BindingReason::SameMeaning:
        return ImportBindings::tr("means the same");
    case BindingReason::SameChannel:
        return ImportBindings::tr("same channel");
    case BindingReason::SamePlace:
        return ImportBindings::tr("same place in the order");
    case BindingReason::SameWords:
        break;
    }
    return ImportBindings::tr("same words");
}
} // namespace

ImportBindings::ImportBindings(Project project, MapId map, QWidget* parent)
    : QWidget(parent), m_project(std::move(project)), m_map(map) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(6);
    outer->addWidget(makeSectionLabel(tr("Where on the map"), this));
    m_question = makeParagraph(question(), "small", this);
    outer->addWidget(m_question);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    m_list = new QVBoxLayout(content);
    // A gap before the scroll bar, on whichever side that is.
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_list->setContentsMargins(mirrored ? 4 : 0, 0, mirrored ? 0 : 4, 0);
    m_list->setSpacing(4);
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);
    m_unmatched = new ImportUnmatched(this);
    outer->addWidget(m_unmatched);
}

QString ImportBindings::question() const {
    const Map* shown = m_project.maps.find(m_map);
    if (!shown)
        return tr("There is no map yet.");
    if (m_kind == Names::Places)
        return m_names.empty()
                   ? tr("The answers do not say which stage or touchpoint they are about.")
                   : tr("Which answers are about a stage of “%1”?").arg(qs(shown->title));
    return tr("Which event means that a customer reached a stage of “%1”?").arg(qs(shown->title));
}

std::vector<BindingSuggestion> ImportBindings::suggestions() const {
    std::vector<std::string> words;
    for (const NameCount& name : m_names)
        words.push_back(name.name);
    return m_kind == Names::Steps ? suggestSteps(m_project, m_map, words)
                                  : suggestBindings(m_project, m_map, words, m_channels);
}

void ImportBindings::setNames(std::vector<NameCount> names, Names kind,
                              std::vector<ChannelColumn> channels) {
    m_names = std::move(names);
    m_kind = kind;
    m_question->setText(question());
    m_channels = std::move(channels);
    std::vector<Row> before = std::move(m_rows);
    m_rows.clear();
    clearLayout(m_list);
    m_suggestions = suggestions();
    if (m_kind != Names::Steps) // steps are held in place by their order, names alone must be surer
        std::erase_if(m_suggestions,
                      [](const BindingSuggestion& s) { return s.score < kLeastLikeness; });
    addRows();
    m_list->addStretch(1);
    for (Row& row : m_rows)
        for (const Row& old : before)
            if (old.element == row.element && old.byHand) {
                row.byHand = true;
                row.chosen = old.chosen;
            }
    suggest();
    for (Row& row : m_rows)
        fillChooser(row);
    showUnmatched();
}

/// A row a stage, and a touchpoint that is bound or would be.
void ImportBindings::addRows() {
    if (m_kind == Names::Places && m_names.empty())
        return;
    const auto liked = [&](ElementId id) {
        return std::any_of(m_suggestions.begin(), m_suggestions.end(),
                           [&](const BindingSuggestion& s) { return s.element == id; });
    };
    const auto standing = [&](const auto& element) {
        return m_kind == Names::Places ? EventBinding{element.feedbackPlaces, {}} : element.binding;
    };
    for (const Stage* stage : stagesOf(m_project, m_map)) {
        addRow(stage->id, standing(*stage), false);
        for (const Card* card : cardsOf(m_project, m_map))
            if (card->stage == stage->id && card->kind == CardKind::Touchpoint &&
                (!standing(*card).empty() || liked(card->id)))
                addRow(card->id, standing(*card), true);
    }
}

void ImportBindings::addRow(ElementId element, const EventBinding& before, bool indented) {
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    const QString title = qs(titleOf(m_project, element)).simplified();
    QLabel* name = new ElidedLabel(title, indented ? "dim" : "strong", line);
    QLabel* why = makeLabel({}, "small", line);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    for (QLabel* label : {name, why}) {
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        if (indented)
            label->setIndent(14); // unlike a margin, it changes sides from right to left
        words->addWidget(label);
    }
    layout->addLayout(words, 1);
    auto* chooser = new QuietCombo(line);
    chooser->setProperty("role", "boxed");
    chooser->setObjectName(QStringLiteral("bind-%1").arg(element.value));
    chooser->setAccessibleName(m_kind == Names::Places ? tr("Answers about “%1”").arg(title)
                                                       : tr("Event of “%1”").arg(title));
    layout->addWidget(chooser, 1);
    m_list->addWidget(line);
    line->show();
    m_rows.push_back({element, before, before, false, chooser, why});
}

/// Best likeness first; a stage's event is no other stage's. What stands already stays when the
/// file has it.
void ImportBindings::suggest() {
    std::vector<std::string> words;
    for (const NameCount& name : m_names)
        words.push_back(name.name);
    const auto inFile = [&](const EventBinding& binding) {
        return std::any_of(binding.events.begin(), binding.events.end(), [&](const std::string& e) {
            return std::find(words.begin(), words.end(), e) != words.end();
        });
    };
    std::set<std::string> usedByStages;
    std::set<ElementId> done;
    const auto isStage = [&](ElementId id) { return m_project.stages.find({id.value}) != nullptr; };
    for (Row& row : m_rows) {
        if (!row.byHand)
            row.chosen = inFile(row.before) ? row.before : EventBinding{};
        if (row.byHand || !row.chosen.empty())
            done.insert(row.element);
        if (isStage(row.element))
            usedByStages.insert(row.chosen.events.begin(), row.chosen.events.end());
    }
    for (const BindingSuggestion& s : m_suggestions) {
        if (done.contains(s.element) || (isStage(s.element) && usedByStages.contains(s.event)))
            continue;
        for (Row& row : m_rows)
            if (row.element == s.element) {
                row.chosen = s.binding();
                done.insert(s.element);
                if (isStage(s.element))
                    usedByStages.insert(s.event);
            }
    }
    // Nothing in this file fits: what was bound stays bound, and says so, rather than be wiped.
    for (Row& row : m_rows)
        if (!row.byHand && row.chosen.empty())
            row.chosen = row.before;
}

void ImportBindings::fillChooser(Row& row) {
    const QSignalBlocker quiet(row.chooser);
    row.chooser->clear();
    std::vector<EventBinding> choices{EventBinding{}};
    row.chooser->addItem(m_kind == Names::Places ? tr("no answers") : tr("no event"));
    if (row.before.events.size() > 1 || !row.before.filters.empty()) {
        choices.push_back(row.before);
        row.chooser->addItem(bindingWords(row.before));
    }
    const QLocale locale;
    for (const NameCount& name : m_names) {
        choices.push_back({{name.name}, {}});
        row.chooser->addItem(qs(name.name));
        row.chooser->setItemData(
            row.chooser->count() - 1,
            name.rows == 1 ? (m_kind == Names::Places ? tr("1 answer") : tr("1 row"))
                           : (m_kind == Names::Places ? tr("%1 answers") : tr("%1 rows"))
                                 .arg(locale.toString(static_cast<qulonglong>(name.rows))),
            Qt::ToolTipRole);
    }
    const auto at = std::find(choices.begin(), choices.end(), row.chosen);
    if (at == choices.end()) {
        choices.push_back(row.chosen);
        row.chooser->addItem(bindingWords(row.chosen));
        row.chooser->setCurrentIndex(row.chooser->count() - 1);
    } else {
        row.chooser->setCurrentIndex(static_cast<int>(at - choices.begin()));
    }
    showWhy(row);
    disconnect(row.chooser, nullptr, this, nullptr);
    connect(row.chooser, &QComboBox::currentIndexChanged, this,
            [this, choices, element = row.element](int index) {
                for (Row& r : m_rows)
                    if (r.element == element && index >= 0) {
                        r.chosen = choices[static_cast<std::size_t>(index)];
                        r.byHand = true;
                        showWhy(r);
                    }
                showUnmatched();
            });
}

/// Why the choice was suggested; nothing beside one that a person made.
void ImportBindings::showWhy(const Row& row) const {
    const auto at =
        std::find_if(m_suggestions.begin(), m_suggestions.end(), [&](const BindingSuggestion& s) {
            return s.element == row.element && s.binding() == row.chosen;
        });
    const bool shown = at != m_suggestions.end() && !row.byHand && !(row.chosen == row.before);
    const QString words = shown ? whyWords(at->why) : QString();
    row.why->setText(words);
    row.why->setVisible(shown);
    row.chooser->setAccessibleDescription(words);
}

void ImportBindings::showUnmatched() {
    std::set<std::string> used;
    bool anyStage = false;
    const auto inFile = [&](const std::string& event) {
        return std::any_of(m_names.begin(), m_names.end(),
                           [&](const NameCount& name) { return name.name == event; });
    };
    for (const Row& row : m_rows) {
        used.insert(row.chosen.events.begin(), row.chosen.events.end());
        anyStage =
            anyStage || (m_project.stages.find({row.element.value}) != nullptr &&
                         std::any_of(row.chosen.events.begin(), row.chosen.events.end(), inFile));
    }
    std::vector<NameCount> left;
    for (const NameCount& name : m_names)
        if (!used.contains(name.name))
            left.push_back(name);
    const bool onMap = m_project.maps.find(m_map) != nullptr;
    if (m_kind == Names::Places) // they are told, but are no touchpoints to add
        m_unmatched->showNames(left, false, true, false);
    else
        m_unmatched->showNames(left, !m_names.empty(), m_kind == Names::Steps || !onMap,
                               onMap && (m_kind == Names::Steps || !anyStage));
}

QString ImportBindings::unmatchedText() const {
    return m_unmatched->text();
}

ImportAdditions ImportBindings::additions() const {
    return m_unmatched->additions();
}

std::vector<std::pair<ElementId, EventBinding>> ImportBindings::bindings() const {
    std::vector<std::pair<ElementId, EventBinding>> changes;
    for (const Row& row : m_rows)
        if ((m_kind == Names::Places && row.byHand) || !(row.chosen == row.before))
            changes.emplace_back(row.element, row.chosen);
    return changes;
}

QComboBox* ImportBindings::chooserOf(ElementId element) const {
    for (const Row& row : m_rows)
        if (row.element == element)
            return row.chooser;
    return nullptr;
}

} // namespace cairn
