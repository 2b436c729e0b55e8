// The outline: what the project holds, in a list that mouse and keyboard walk alike.
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/panels/field_specs.hpp"
#include "editor/panels/outline_impl.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/panels.hpp"

namespace cairn {
namespace {

/// Ranks of siblings in a wished order, given out anew: equal or crowded ranks cannot get in the
/// way.
template <class E> Project withOrder(Project project, const std::vector<const E*>& order) {
    Rank rank = 0;
    std::vector<E> elements;
    for (const E* element : order) {
        E moved = *element;
        moved.rank = rank += kRankGap;
        elements.push_back(std::move(moved));
    }
    for (E& element : elements)
        project = put(std::move(project), std::move(element));
    return project;
}

template <class E>
Project moved(Project project, std::vector<const E*> order, ElementId id, int by) {
    const auto at = std::find_if(order.begin(), order.end(),
                                 [&](const E* e) { return ElementId(e->id) == id; });
    const auto to = (at - order.begin()) + by;
    if (at == order.end() || to < 0 || to >= static_cast<std::ptrdiff_t>(order.size()))
        return project;
    std::iter_swap(at, order.begin() + to);
    return withOrder(std::move(project), order);
}

} // namespace

void OutlinePanel::Impl::activate(const QTreeWidgetItem* item) {
    if (!document || !item || filling)
        return;
    const ElementId id = elementOf(item);
    switch (kindOfRow(item)) {
    case OutlineRow::Map:
        document->setCurrentMap(MapId{id.value});
        document->select({});
        break;
    case OutlineRow::Stage:
    case OutlineRow::Step:
    case OutlineRow::Card:
        document->select({id});
        emit self->revealRequested(id);
        break;
    case OutlineRow::Persona:
        document->select({id});
        break;
    case OutlineRow::Dataset:
        document->select({id});
        emit self->datasetRequested(DatasetId{id.value});
        break;
    case OutlineRow::Tag:
        document->select({id});
        break;
    case OutlineRow::Comment:
        if (const Comment* comment = document->project().comments.find({id.value})) {
            if (comment->element)
                emit self->revealRequested(comment->element);
            else
                document->select({}); // the inspector shows the map, and what is said of it
        }
        break;
    case OutlineRow::Section:
    case OutlineRow::Hint:
        break;
    }
}

void OutlinePanel::Impl::moveCurrent(int by) {
    const QTreeWidgetItem* item = tree->currentItem();
    if (!item || !document)
        return;
    const ElementId id = elementOf(item);
    const OutlineRow kind = kindOfRow(item);
    if (kind == OutlineRow::Card)
        return moveCard({id.value}, by);
    document->edit(
        tr("move %1").arg(QLocale().toLower(kindWord(document->project(), id))), [&](Project p) {
            const Project before = p;
            if (kind == OutlineRow::Map)
                return moved(std::move(p), mapsOf(before), id, by);
            if (kind == OutlineRow::Persona)
                return moved(std::move(p), personasOf(before), id, by);
            if (kind == OutlineRow::Dataset)
                return moved(std::move(p), datasetsOf(before), id, by);
            if (kind == OutlineRow::Stage)
                return moved(std::move(p), stagesOf(before, before.stages.find({id.value})->map),
                             id, by);
            if (const Step* step = before.steps.find({id.value}))
                return moved(std::move(p), stepsOf(before, step->stage), id, by);
            return p;
        });
}

void OutlinePanel::Impl::remove(const QTreeWidgetItem* item) {
    if (!document || !item || !elementOf(item))
        return;
    const ElementId id = elementOf(item);
    const Project& project = document->project();
    if (kindOfRow(item) == OutlineRow::Map && project.maps.size() < 2)
        return; // a project shows at least one map
    if (ElementId(document->currentMap()) == id)
        for (const Map* map : mapsOf(project))
            if (ElementId(map->id) != id) {
                document->setCurrentMap(map->id);
                break;
            }
    document->edit(tr("delete %1").arg(QLocale().toLower(kindWord(project, id))), [&](Project p) {
        return removeElements(std::move(p), {&id, 1});
    });
}

void OutlinePanel::Impl::duplicate(const QTreeWidgetItem* item) {
    const ElementId id = elementOf(item);
    const Project& project = document->project();
    const QString title = tr("%1 (copy)").arg(qs(titleOf(project, id)));
    if (kindOfRow(item) == OutlineRow::Map) {
        const auto copy = newId<MapId>();
        if (document->edit(tr("duplicate map"), [&](Project p) {
                return duplicateMap(std::move(p), {id.value}, copy, utf8(title));
            }))
            document->setCurrentMap(copy);
    } else if (const Persona* persona = project.personas.find({id.value})) {
        Persona copy = *persona;
        copy.id = newId<PersonaId>();
        copy.rank = personasOf(project).back()->rank + kRankGap;
        copy.name = utf8(title);
        document->edit(tr("duplicate persona"), [&](Project p) { return put(std::move(p), copy); });
    }
}

void OutlinePanel::Impl::showMenu(QPoint at) {
    QTreeWidgetItem* item = tree->itemAt(at);
    if (!item || !document || document->readOnly() || !elementOf(item))
        return;
    const OutlineRow kind = kindOfRow(item);
    auto* menu = new QMenu(tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const ElementId id = elementOf(item);
    // By id: the rows may have been made anew by the time something is chosen.
    const auto later = [this, id](void (Impl::*what)(const QTreeWidgetItem*)) {
        return [this, id, what] {
            if (const QTreeWidgetItem* row = find(id))
                (this->*what)(row);
        };
    };
    menu->addAction(tr("Rename"), self, [this, id] { rename(id); });
    if (kind == OutlineRow::Map || kind == OutlineRow::Persona)
        menu->addAction(tr("Duplicate"), self, later(&Impl::duplicate));
    if (kind == OutlineRow::Tag)
        addTagMenu(*menu, TagId{id.value});
    if (kind != OutlineRow::Tag && kind != OutlineRow::Comment) {
        menu->addAction(tr("Move up"), self, [this] { moveCurrent(-1); });
        menu->addAction(tr("Move down"), self, [this] { moveCurrent(1); });
    }
    menu->addSeparator();
    QAction* gone = menu->addAction(tr("Delete"), self, later(&Impl::remove));
    gone->setEnabled(kind != OutlineRow::Map || document->project().maps.size() > 1);
    tree->setCurrentItem(item, 0, QItemSelectionModel::NoUpdate);
    menu->popup(tree->viewport()->mapToGlobal(at));
}

void OutlinePanel::Impl::rename(ElementId id) {
    if (QTreeWidgetItem* item = find(id)) {
        tree->setCurrentItem(item, 0, QItemSelectionModel::NoUpdate);
        tree->setFocus();
        tree->editItem(item, 0);
    }
}

bool OutlinePanel::Impl::handleKey(const QKeyEvent* event) {
    QTreeWidgetItem* item = tree->currentItem();
    const bool alt = event->modifiers() == Qt::AltModifier;
    if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
               event->key() == Qt::Key_Space) {
        activate(item);
    } else if (event->key() == Qt::Key_Delete && item && kindOfRow(item) != OutlineRow::Section) {
        remove(item);
    } else {
        return false;
    }
    return true;
}

bool OutlinePanel::Impl::handlePress(const QMouseEvent* event) {
    QTreeWidgetItem* item = tree->itemAt(event->position().toPoint());
    if (!item || !item->data(0, kFoldRole).toBool())
        return false;
    QRect row = tree->visualItemRect(item);
    row.setLeft(0);
    row.setRight(tree->viewport()->width());
    if (!OutlineDelegate::foldRect(row, tree->layoutDirection())
             .contains(event->position().toPoint()))
        return false;
    item->setExpanded(!item->isExpanded());
    return true;
}

OutlinePanel::OutlinePanel(Document* document, QWidget* parent)
    : QWidget(parent), m_impl(std::make_unique<Impl>()) {
    m_impl->self = this;
    setAccessibleName(tr("Outline"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    auto* tree = new OutlineTree(this);
    m_impl->tree = tree;
    tree->setObjectName(QStringLiteral("outline"));
    tree->setAccessibleName(tr("Maps, personas and data"));
    tree->setHeaderHidden(true);
    tree->setHeaderLabel(tr("Outline"));
    tree->setIndentation(0);
    tree->setRootIsDecorated(false);
    tree->setMouseTracking(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    tree->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    tree->setExpandsOnDoubleClick(false);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->setItemDelegate(new OutlineDelegate(
        [this](ElementId id, const QString& name) {
            // After the editor is gone: the edit fills the tree anew.
            QTimer::singleShot(0, this, [this, id, name] {
                if (m_impl->document)
                    m_impl->document->edit(
                        tr("rename %1")
                            .arg(QLocale().toLower(kindWord(m_impl->document->project(), id))),
                        [&](Project p) {
                            if (p.tags.find({id.value})) // on every card that carries it
                                return renameTag(std::move(p), TagId{id.value}, utf8(name));
                            return cairn::rename(std::move(p), id, utf8(name));
                        });
            });
        },
        tree));
    tree->setDragDropMode(QAbstractItemView::DragDrop);
    tree->setDefaultDropAction(Qt::MoveAction);
    tree->mayDrop = [this](ElementId what, const QTreeWidgetItem* on, Impl::Where where) {
        return m_impl->mayDrop(what, on, where);
    };
    tree->onDrop = [this](ElementId what, QTreeWidgetItem* on, Impl::Where where, bool copy) {
        m_impl->drop(what, on, where, copy);
    };
    tree->onKey = [this](QKeyEvent* event) { return m_impl->handleKey(event); };
    tree->onPress = [this](QMouseEvent* event) { return m_impl->handlePress(event); };
    column->addWidget(tree);
    connect(tree, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem* item) { m_impl->activate(item); });
    connect(tree, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem* item) {
        if (m_impl->filling)
            return;
        if (m_impl->kindOfRow(item) == OutlineRow::Map)
            m_impl->stagesOpen = true;
        if (m_impl->kindOfRow(item) == OutlineRow::Stage && item->childCount() == 0) {
            m_impl->filling = true;
            m_impl->openStages.insert(m_impl->elementOf(item));
            m_impl->fillCards(item);
            m_impl->filling = false;
        }
    });
    connect(tree, &QTreeWidget::itemCollapsed, this, [this](QTreeWidgetItem* item) {
        if (m_impl->filling)
            return;
        if (m_impl->kindOfRow(item) == OutlineRow::Map)
            m_impl->stagesOpen = false;
        m_impl->openStages.erase(m_impl->elementOf(item));
        if (m_impl->kindOfRow(item) == OutlineRow::Stage)
            qDeleteAll(item->takeChildren());
    });
    connect(tree, &QWidget::customContextMenuRequested, this,
            [this](QPoint at) { m_impl->showMenu(at); });
    applyPanelStyle(this);
    setDocument(document);
}

OutlinePanel::~OutlinePanel() = default;

/// Marks the row of another map below a place of the screen, and says which map that is.
MapId OutlinePanel::offerMap(std::optional<QPoint> globalPos) {
    Impl& it = *m_impl;
    if (!it.document || it.document->readOnly())
        return {};
    const QPoint at = globalPos ? it.tree->viewport()->mapFromGlobal(*globalPos) : QPoint(-1, -1);
    const bool inside = isVisible() && it.tree->viewport()->rect().contains(at);
    const QTreeWidgetItem* below = inside ? it.tree->itemAt(at) : nullptr;
    MapId offered;
    for (QTreeWidgetItemIterator row(it.tree); *row; ++row) {
        const MapId map{it.elementOf(*row).value};
        if (it.kindOfRow(*row) != OutlineRow::Map)
            continue;
        const bool here = *row == below && map != it.document->currentMap();
        if ((*row)->data(0, kDropRole).toBool() != here)
            (*row)->setData(0, kDropRole, here);
        if (here)
            offered = map;
    }
    return offered;
}

QTreeWidget* OutlinePanel::tree() const {
    return m_impl->tree;
}

void OutlinePanel::setDocument(Document* document) {
    if (m_impl->document)
        m_impl->document->disconnect(this);
    m_impl->document = document;
    if (document) {
        connect(document, &Document::changed, this, [this](const Changes& changes) {
            const bool outline =
                changes.factsAfter || !changes.personas.empty() || !changes.maps.empty() ||
                !changes.stages.empty() || !changes.steps.empty() || !changes.datasets.empty() ||
                !changes.images.empty() || !changes.tags.empty() || !changes.comments.empty();
            // A card more or less is no reason to make the list anew, unless cards are shown.
            if (outline ||
                (!m_impl->openStages.empty() && (!changes.cards.empty() || !changes.lanes.empty())))
                m_impl->fill();
            else if (!changes.cards.empty() || !changes.lanes.empty())
                m_impl->refreshFolds();
        });
        connect(document, &Document::currentMapChanged, this, [this] { m_impl->fill(); });
        connect(document, &Document::selectionChanged, this,
                [this] { m_impl->showSelection(m_impl->elementOf(m_impl->tree->currentItem())); });
    }
    m_impl->fill();
}

void OutlinePanel::addMap(MapKind kind) {
    if (!m_impl->document)
        return;
    const auto id = newId<MapId>();
    const QString title = tr("New map");
    if (m_impl->document->edit(tr("add map"), [&](Project p) {
            return cairn::addMap(std::move(p), id, utf8(title), kind, true);
        })) {
        m_impl->document->setCurrentMap(id);
        m_impl->rename(id);
    }
}

void OutlinePanel::addPersona() {
    if (!m_impl->document)
        return;
    const auto id = newId<PersonaId>();
    const MapId map = m_impl->document->currentMap();
    if (m_impl->document->edit(tr("add persona"), [&](Project p) {
            p = cairn::addPersona(std::move(p), id, utf8(tr("New persona")));
            return p.maps.find(map) ? showPersona(std::move(p), map, id, true) : p;
        })) {
        m_impl->document->select({id});
        m_impl->rename(id);
    }
}

void OutlinePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange ||
         event->type() == QEvent::ApplicationPaletteChange) &&
        m_impl->tree) {
        applyPanelStyle(this);
        m_impl->fill();
    }
}

OutlinePanel* makeOutlinePanel(Document* document, QWidget* parent) {
    return new OutlinePanel(document, parent);
}

} // namespace cairn
