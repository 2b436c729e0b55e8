// The rows of the outline, made anew when the project changes.
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

#include "cairn/model/names.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/panels/dataset_words.hpp"
#include "editor/panels/field_specs.hpp"
#include "editor/panels/outline_impl.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

QImage faceOf(const Project& project, const Persona& persona) {
    const Image* image = project.images.find(persona.portrait);
    QImage picture;
    if (!image || !picture.loadFromData(QByteArray::fromStdString(image->bytes)))
        return {};
    constexpr int side = 46;
    QImage face(side, side, QImage::Format_ARGB32_Premultiplied);
    face.fill(Qt::transparent);
    QPainter painter(&face);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath round;
    round.addEllipse(0, 0, side, side);
    painter.setClipPath(round);
    const QImage scaled =
        picture.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    painter.drawImage((side - scaled.width()) / 2, (side - scaled.height()) / 2, scaled);
    return face;
}

} // namespace

ElementId OutlinePanel::Impl::elementOf(const QTreeWidgetItem* item) const {
    return item ? ElementId{item->data(0, kElementRole).toULongLong()} : ElementId{};
}

OutlineRow OutlinePanel::Impl::kindOfRow(const QTreeWidgetItem* item) const {
    return static_cast<OutlineRow>(item->data(0, kRowKindRole).toInt());
}

QTreeWidgetItem* OutlinePanel::Impl::addRow(QTreeWidgetItem* parent, OutlineRow kind, ElementId id,
                                            const QString& name) {
    auto* item = new QTreeWidgetItem(parent);
    item->setText(0, name);
    item->setData(0, kRowKindRole, static_cast<int>(kind));
    item->setData(0, kElementRole, static_cast<qulonglong>(id.value));
    item->setToolTip(0, name);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (kind != OutlineRow::Hint && document && !document->readOnly())
        flags |= Qt::ItemIsEditable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    item->setFlags(kind == OutlineRow::Hint ? Qt::NoItemFlags : flags);
    return item;
}

QTreeWidgetItem* OutlinePanel::Impl::addSection(const QString& title, std::size_t count,
                                                QToolButton* add) {
    auto* item = new QTreeWidgetItem(tree);
    item->setData(0, kRowKindRole, static_cast<int>(OutlineRow::Section));
    item->setData(0, Qt::AccessibleTextRole,
                  tr("%1, %2").arg(title, QLocale().toString(static_cast<qulonglong>(count))));
    item->setFlags(Qt::ItemIsEnabled);
    auto* header = new QWidget(tree);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 8, 16, 0);
    row->setSpacing(4);
    row->addWidget(makeSectionLabel(title, header));
    row->addStretch();
    if (add) {
        add->setParent(header);
        add->setEnabled(document && !document->readOnly());
        row->addWidget(add);
    }
    row->addWidget(makeLabel(QLocale().toString(static_cast<qulonglong>(count)), "small", header));
    tree->setItemWidget(item, 0, header);
    item->setExpanded(true);
    return item;
}

QToolButton* OutlinePanel::Impl::addButton(const QString& name, const char* objectName) {
    auto* button = makeToolButton({}, name, tree);
    button->setObjectName(QLatin1String(objectName));
    QPixmap plus(32, 32);
    plus.fill(Qt::transparent);
    QPainter painter(&plus);
    paintGlyph(painter, "plus", QRectF(6, 6, 20, 20), themeFor(self).colour(Colour::Dim));
    painter.end();
    button->setIcon(plus);
    button->setIconSize({16, 16});
    button->setStyleSheet(QStringLiteral("padding: 3px; min-height: 16px; min-width: 16px;"));
    return button;
}

void OutlinePanel::Impl::fill() {
    if (filling)
        return;
    filling = true;
    const ElementId before = elementOf(tree->currentItem());
    tree->clear();
    if (document) {
        fillMaps();
        fillPersonas();
        fillData();
        fillTags();
        fillComments();
    }
    filling = false;
    showSelection(before);
}

void OutlinePanel::Impl::fillMaps() {
    const Project& project = document->project();
    auto* add = addButton(tr("Add a map"), "add-map");
    auto* menu = new QMenu(add);
    for (const MapKind kind : allOf<MapKind>())
        menu->addAction(choiceWord(nameOf(kind)), self, [this, kind] { self->addMap(kind); });
    add->setMenu(menu);
    const auto maps = mapsOf(project);
    QTreeWidgetItem* section = addSection(tr("Maps"), maps.size(), add);
    for (const Map* map : maps) {
        QTreeWidgetItem* item = addRow(section, OutlineRow::Map, map->id, qs(map->title));
        const bool current = map->id == document->currentMap();
        item->setData(0, kCurrentRole, current);
        item->setData(0, Qt::AccessibleTextRole,
                      tr("%1, %2 map").arg(qs(map->title), choiceWord(nameOf(map->kind))));
        if (!current)
            continue;
        const auto stages = stagesOf(project, map->id);
        item->setData(0, kFoldRole, !stages.empty());
        for (const Stage* stage : stages) {
            auto* row = addRow(item, OutlineRow::Stage, stage->id, qs(stage->title));
            row->setData(0, kColourRole, static_cast<int>(stage->colour));
            fillCards(row);
        }
        item->setExpanded(stagesOpen);
    }
}

void OutlinePanel::Impl::addCard(QTreeWidgetItem* parent, const Card& card) {
    auto* item = addRow(parent, OutlineRow::Card, card.id,
                        qs(titleOf(document->project(), card.id)).simplified());
    item->setData(0, kWordsRole, qs(card.text).simplified());
    item->setData(0, kDepthRole, kindOfRow(parent) == OutlineRow::Step ? 1 : 0);
    const QString where = qs(titleOf(document->project(), card.lane));
    item->setToolTip(0, where.isEmpty() ? item->text(0) : tr("%1 (%2)").arg(item->text(0), where));
    item->setData(0, Qt::AccessibleTextRole,
                  where.isEmpty() ? tr("Card, %1").arg(item->text(0))
                                  : tr("Card, %1, %2").arg(item->text(0), where));
}

/// Cards lane by lane, below their steps when the stage has some. A folded stage has none until it
/// is opened: a map may have many thousands.
void OutlinePanel::Impl::fillCards(QTreeWidgetItem* row) {
    const Project& project = document->project();
    const StageId stage{elementOf(row).value};
    const auto lanes = lanesOf(project, document->currentMap());
    const bool shown = openStages.contains(stage);
    std::vector<std::pair<StepId, QTreeWidgetItem*>> steps;
    bool any = false;
    for (const Step* step : stepsOf(project, stage)) {
        any = true;
        if (!shown)
            break;
        auto* item = addRow(row, OutlineRow::Step, step->id, qs(step->title));
        item->setData(0, kColourRole, row->data(0, kColourRole));
        item->setData(0, Qt::AccessibleTextRole, tr("Step, %1").arg(item->text(0)));
        steps.emplace_back(step->id, item);
    }
    for (const Lane* lane : lanes) {
        if (any && !shown)
            break;
        for (const Card* card : cardsIn(project, lane->id, stage)) {
            any = true;
            if (!shown)
                break;
            // A card of a step that is gone stands in the first one, as on the map.
            auto at = std::find_if(steps.begin(), steps.end(),
                                   [&](const auto& step) { return step.first == card->step; });
            if (at == steps.end())
                at = steps.begin();
            addCard(at == steps.end() ? row : at->second, *card);
        }
    }
    for (const auto& [step, item] : steps)
        item->setExpanded(true);
    row->setData(0, kFoldRole, any);
    row->setChildIndicatorPolicy(any ? QTreeWidgetItem::ShowIndicator
                                     : QTreeWidgetItem::DontShowIndicator);
    row->setExpanded(shown);
}

/// Whether there is something below each stage: all that a card more or less changes in a list that
/// shows no cards.
void OutlinePanel::Impl::refreshFolds() {
    filling = true;
    if (const QTreeWidgetItem* map = find(document->currentMap()))
        for (int i = 0; i < map->childCount(); ++i)
            if (kindOfRow(map->child(i)) == OutlineRow::Stage)
                fillCards(map->child(i));
    filling = false;
}

void OutlinePanel::Impl::fillPersonas() {
    const Project& project = document->project();
    auto* add = addButton(tr("Add a persona"), "add-persona");
    connect(add, &QToolButton::clicked, self, &OutlinePanel::addPersona);
    const auto personas = personasOf(project);
    QTreeWidgetItem* section = addSection(tr("Personas"), personas.size(), add);
    for (const Persona* persona : personas) {
        QTreeWidgetItem* item =
            addRow(section, OutlineRow::Persona, persona->id, qs(persona->name));
        item->setData(0, kDetailRole, qs(persona->role));
        item->setData(0, kColourRole, static_cast<int>(persona->colour));
        if (const QImage face = faceOf(project, *persona); !face.isNull())
            item->setData(0, Qt::DecorationRole, face);
    }
    if (personas.empty())
        addRow(section, OutlineRow::Hint, {}, tr("Who travels this journey?"));
}

void OutlinePanel::Impl::fillData() {
    auto* add = addButton(tr("Import data…"), "add-data");
    connect(add, &QToolButton::clicked, self, &OutlinePanel::importRequested);
    const auto datasets = datasetsOf(document->project());
    QTreeWidgetItem* section = addSection(tr("Data"), datasets.size(), add);
    const LocalePhrases phrases;
    for (const Dataset* data : datasets) {
        QTreeWidgetItem* item = addRow(section, OutlineRow::Dataset, data->id, qs(data->name));
        const QString rows = rowsWords(*data, phrases);
        item->setData(
            0, kDetailRole,
            data->kind == "events"
                ? tr("%1, %2", "events, customers").arg(rows, customersWords(*data, phrases))
                : rows);
        // A newer export keeps the name: which of the two is the older must be seen.
        if (std::any_of(datasets.begin(), datasets.end(), [&](const Dataset* other) {
                return other->previous == data->id && other->name == data->name;
            }))
            item->setData(0, kDetailRole,
                          tr("earlier: %1").arg(item->data(0, kDetailRole).toString()));
        item->setToolTip(0, qs(data->name) + QLatin1Char('\n') +
                                item->data(0, kDetailRole).toString());
    }
    if (datasets.empty())
        addRow(section, OutlineRow::Hint, {}, tr("Drop a CSV file here"));
}

QTreeWidgetItem* OutlinePanel::Impl::find(ElementId id) const {
    for (QTreeWidgetItemIterator it(tree); *it; ++it)
        if (id && elementOf(*it) == id)
            return *it;
    return nullptr;
}

void OutlinePanel::Impl::showSelection(ElementId keyboardAt) {
    if (!document)
        return;
    filling = true;
    for (QTreeWidgetItemIterator it(tree); *it; ++it) {
        const OutlineRow kind = kindOfRow(*it);
        if (kind == OutlineRow::Map)
            (*it)->setData(0, kCurrentRole, elementOf(*it) == ElementId(document->currentMap()));
        else if (kind != OutlineRow::Section && kind != OutlineRow::Hint)
            (*it)->setData(0, kCurrentRole, document->isSelected(elementOf(*it)));
    }
    // Who works on the map finds what is selected there in the list, too; who works in the list
    // keeps the place.
    QTreeWidgetItem* item = find(keyboardAt);
    if (!tree->hasFocus() && !document->selection().empty()) {
        const ElementId selected = document->selection().back();
        QTreeWidgetItem* chosen = find(selected);
        if (const Card* card = document->project().cards.find(selected.as<CardTag>());
            card && !chosen) // its stage is folded
            chosen = find(card->stage);
        if (chosen) {
            item = chosen;
            if (kindOfRow(chosen) == OutlineRow::Stage)
                chosen->setData(0, kCurrentRole, true);
        }
    }
    // What is folded stays so: the place is then the row it is folded into.
    for (QTreeWidgetItem* above = item ? item->parent() : nullptr; above; above = above->parent())
        if (!above->isExpanded())
            item = above;
    if (item) {
        tree->setCurrentItem(item, 0, QItemSelectionModel::NoUpdate);
        tree->scrollToItem(item);
    }
    filling = false;
    tree->viewport()->update();
}

} // namespace cairn
