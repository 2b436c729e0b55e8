#include "editor/canvas/accessible.hpp"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <algorithm>
#include <map>

#include "editor/canvas/accessible_roles.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/canvas/wording.hpp"
#include "editor/document.hpp"

namespace cairn {

namespace {

const QString& renameAction() {
    static const QString name = QStringLiteral("rename");
    return name;
}

} // namespace

/// One stop of the outline.
class AccessibleSpot final : public QAccessibleInterface,
                             public QAccessibleActionInterface,
                             public QAccessibleValueInterface {
public:
    AccessibleSpot(MapCanvas* canvas, const Spot& spot) : m_canvas(canvas), m_spot(spot) {}
    const Spot& spot() const { return m_spot; }

    bool isValid() const override { return region() != nullptr; }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override {
        return m_canvas ? m_canvas->window()->windowHandle() : nullptr;
    }
    QAccessibleInterface* parent() const override {
        return m_canvas ? QAccessible::queryAccessibleInterface(m_canvas) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return roleOf(m_spot.kind); }
    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ActionInterface)
            return static_cast<QAccessibleActionInterface*>(this);
        if (type == QAccessible::ValueInterface && m_spot.kind == RegionKind::EmotionPoint)
            return static_cast<QAccessibleValueInterface*>(this);
        return nullptr;
    }

    QString text(QAccessible::Text which) const override {
        const Region* found = region();
        if (!found)
            return {};
        const auto& my = *m_canvas->m_impl;
        const Project& project = my.document->project();
        switch (which) {
        case QAccessible::Name:
            return spokenName(my.scene, project, *my.phrases, *found);
        case QAccessible::Value:
            return spokenValue(my.scene, project, *found);
        case QAccessible::Description:
            return spokenNeighbours(my.scene, project, *my.phrases, *found);
        default:
            return {};
        }
    }
    void setText(QAccessible::Text which, const QString& text) override {
        const Region* found = region();
        if (which != QAccessible::Name || !found || !isNamed(found->kind) || !editable())
            return;
        Document& document = *m_canvas->m_impl->document;
        const ElementId element = found->element;
        document.edit(Wording::rename(document.project(), element), [&](Project project) {
            return cairn::rename(std::move(project), element, text.toStdString());
        });
    }
    QRect rect() const override {
        const Region* found = region();
        if (!found)
            return {};
        const QRect view = m_canvas->m_impl->scene.viewRect(*found).toAlignedRect();
        return {m_canvas->viewport()->mapToGlobal(view.topLeft()), view.size()};
    }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.readOnly = !editable();
        if (const Region* found = region()) {
            state.selected = m_canvas->m_impl->document->isSelected(found->element);
            state.focused = m_canvas->hasFocus() && m_canvas->m_impl->spot == m_spot;
            state.offscreen = !m_canvas->viewport()->rect().intersects(
                m_canvas->m_impl->scene.viewRect(*found).toAlignedRect());
        } else {
            state.invalid = true;
        }
        return state;
    }
    /// Its lane and its stage or step are its labels, as the headers of a table are.
    QVector<QPair<QAccessibleInterface*, QAccessible::Relation>>
    relations(QAccessible::Relation match) const override;

    QStringList actionNames() const override {
        QStringList names{pressAction(), setFocusAction()};
        if (isNamed(m_spot.kind) && editable())
            names << renameAction();
        if (m_spot.kind == RegionKind::EmotionPoint && editable())
            names << increaseAction() << decreaseAction();
        names << showMenuAction();
        return names;
    }
    QString localizedActionName(const QString& name) const override {
        return name == renameAction() ? MapCanvas::tr("Rename")
                                      : QAccessibleActionInterface::localizedActionName(name);
    }
    void doAction(const QString& name) override {
        if (!region())
            return;
        auto& my = *m_canvas->m_impl;
        m_canvas->setFocus(Qt::OtherFocusReason);
        my.goTo(m_spot);
        if (name == pressAction())
            my.activate();
        else if (name == renameAction() && isNamed(m_spot.kind))
            my.edit(*region());
        else if (name == increaseAction() || name == decreaseAction())
            my.changeEmotion(*region(), name == increaseAction() ? 0.25 : -0.25);
        else if (name == showMenuAction())
            my.askForMenu({}, {}, true);
    }
    QStringList keyBindingsForAction(const QString& name) const override {
        if (name == renameAction())
            return {QStringLiteral("F2")};
        return name == pressAction() ? QStringList{QStringLiteral("Return")} : QStringList();
    }

    QVariant currentValue() const override {
        const EmotionPoint* found = point();
        return found ? QVariant(found->value) : QVariant();
    }
    void setCurrentValue(const QVariant& value) override {
        if (const EmotionPoint* found = point())
            m_canvas->m_impl->changeEmotion(*region(), value.toDouble() - found->value);
    }
    QVariant maximumValue() const override { return 2.0; }
    QVariant minimumValue() const override { return -2.0; }
    QVariant minimumStepSize() const override { return 0.25; }

private:
    bool editable() const { return m_canvas && m_canvas->m_impl->editable(); }
    const EmotionPoint* point() const {
        const Region* found = region();
        return found ? m_canvas->m_impl->document->project().emotions.find(
                           found->element.as<EmotionTag>())
                     : nullptr;
    }
    const Region* region() const {
        if (!m_canvas || !m_canvas->m_impl->document)
            return nullptr;
        m_canvas->m_impl->ensureLayout();
        return m_canvas->m_impl->scene.find(m_spot);
    }
    QPointer<MapCanvas> m_canvas;
    Spot m_spot;
};

/// The canvas with its outline as children, made when somebody asks. A child stays the same through
/// edits for as long as what it stands for is on the map.
class AccessibleCanvas final : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(MapCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::List) {
        canvas->m_impl->spoken = this;
    }
    ~AccessibleCanvas() override {
        if (!m_left)
            leave();
    }
    /// The canvas goes. Qt lets this object go later, when the canvas is a bare widget.
    void leave() {
        canvas()->m_impl->spoken = nullptr;
        forgetAll();
        m_left = true;
    }

    int childCount() const override { return static_cast<int>(spots().size()); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount())
            return nullptr;
        return childOf(m_spots[static_cast<std::size_t>(index)]);
    }
    QAccessibleInterface* childOf(const Spot& spot) const {
        QAccessible::Id& id = m_ids[keyOf(spot)];
        if (!id)
            id = QAccessible::registerAccessibleInterface(new AccessibleSpot(canvas(), spot));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto* spot = dynamic_cast<const AccessibleSpot*>(child);
        return spot ? indexOf(spot->spot()) : -1;
    }
    QAccessibleInterface* focusChild() const override {
        if (m_left)
            return nullptr;
        const auto& spot = canvas()->m_impl->spot;
        return spot ? child(indexOf(*spot)) : nullptr;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        if (m_left)
            return nullptr;
        const QPoint at = canvas()->viewport()->mapFromGlobal(QPoint(x, y));
        const Region* region = canvas()->m_impl->scene.regionAt(at);
        return region ? child(indexOf(spotOf(*region))) : nullptr;
    }
    void outlineChanged() { m_stale = true; }
    void forgetAll() {
        for (const auto& [key, id] : m_ids)
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        m_ids.clear();
        m_spots.clear();
        m_stale = true;
    }
    int indexOf(const Spot& spot) const {
        const auto& all = spots();
        const auto at = std::find(all.begin(), all.end(), spot);
        return at == all.end() ? -1 : static_cast<int>(at - all.begin());
    }

private:
    using Key = std::tuple<RegionKind, ElementId, ElementId, ElementId>;
    static Key keyOf(const Spot& spot) {
        return {spot.kind, spot.element, spot.second, spot.third};
    }
    MapCanvas* canvas() const { return static_cast<MapCanvas*>(widget()); }
    const std::vector<Spot>& spots() const {
        if (m_left)
            return m_spots; // none
        auto& my = *canvas()->m_impl;
        my.ensureLayout();
        if (m_stale) {
            m_stale = false;
            m_spots = outline(my.scene);
            // The keyboard passes over connectors; who reads the map must know of them.
            for (const Region& region : my.scene.list.regions)
                if (region.kind == RegionKind::Link &&
                    std::none_of(m_spots.begin(), m_spots.end(), [&](const Spot& known) {
                        return known.kind == RegionKind::Link && known.element == region.element;
                    }))
                    m_spots.push_back(spotOf(region));
            dropGone();
        }
        return m_spots;
    }
    void dropGone() const {
        std::map<Key, QAccessible::Id> kept;
        for (const Spot& spot : m_spots)
            if (const auto at = m_ids.find(keyOf(spot)); at != m_ids.end()) {
                kept.insert(*at);
                m_ids.erase(at);
            }
        for (const auto& [key, id] : m_ids)
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        m_ids = std::move(kept);
    }
    bool m_left = false;
    mutable bool m_stale = true;
    mutable std::vector<Spot> m_spots;
    mutable std::map<Key, QAccessible::Id> m_ids;
};

QVector<QPair<QAccessibleInterface*, QAccessible::Relation>>
AccessibleSpot::relations(QAccessible::Relation match) const {
    QVector<QPair<QAccessibleInterface*, QAccessible::Relation>> found;
    const Region* at = region();
    if (!at || !(match & QAccessible::Label))
        return found;
    const CanvasScene& scene = m_canvas->m_impl->scene;
    const auto* owner = static_cast<AccessibleCanvas*>(parent());
    for (const ElementId id : {at->element, at->second, at->third})
        for (const RegionKind kind :
             {RegionKind::LaneHeader, RegionKind::StageHeader, RegionKind::StepHeader})
            if (const Region* header = id ? scene.find(kind, id) : nullptr; header && header != at)
                found.append({owner->childOf(spotOf(*header)), QAccessible::Label});
    return found;
}

namespace {

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* canvas = qobject_cast<MapCanvas*>(object);
    return canvas ? new AccessibleCanvas(canvas) : nullptr;
}

AccessibleCanvas* accessibleOf(MapCanvas* canvas) {
    return dynamic_cast<AccessibleCanvas*>(QAccessible::queryAccessibleInterface(canvas));
}

} // namespace

void installAccessibleCanvas() {
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    static_cast<void>(installed);
}

void announceSpot(MapCanvas* canvas) {
    if (!QAccessible::isActive())
        return;
    if (AccessibleCanvas* interface = accessibleOf(canvas))
        if (QAccessibleInterface* child = interface->focusChild()) {
            QAccessibleEvent event(child, QAccessible::Focus);
            QAccessible::updateAccessibility(&event);
        }
}

void announceValue(MapCanvas* canvas) {
    if (!QAccessible::isActive())
        return;
    if (AccessibleCanvas* interface = accessibleOf(canvas))
        if (QAccessibleInterface* child = interface->focusChild())
            if (QAccessibleValueInterface* value = child->valueInterface()) {
                QAccessibleValueChangeEvent event(child, value->currentValue());
                QAccessible::updateAccessibility(&event);
            }
}

void MapCanvas::Impl::outlineChanged() {
    if (spoken)
        spoken->outlineChanged();
}

void MapCanvas::Impl::forgetSpoken() {
    if (spoken)
        spoken->leave();
}

QString MapCanvas::focusText() const {
    m_impl->ensureLayout();
    const Region* region = m_impl->spotRegion();
    return region && m_impl->document
               ? spokenName(m_impl->scene, m_impl->document->project(), *m_impl->phrases, *region)
               : QString();
}

} // namespace cairn
