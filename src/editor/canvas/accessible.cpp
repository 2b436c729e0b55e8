#include "editor/canvas/accessible.hpp"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <algorithm>

#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {

/// One stop of the outline.
class AccessibleSpot final : public QAccessibleInterface {
public:
    AccessibleSpot(MapCanvas* canvas, const Spot& spot) : m_canvas(canvas), m_spot(spot) {}
    const Spot& spot() const { return m_spot; }

    bool isValid() const override { return region() != nullptr; }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return m_canvas ? QAccessible::queryAccessibleInterface(m_canvas) : nullptr;
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {}

    QString text(QAccessible::Text which) const override {
        const Region* found = region();
        if (!found || which != QAccessible::Name)
            return {};
        const auto& my = *m_canvas->m_impl;
        return spokenName(my.scene, my.document->project(), *my.phrases, *found);
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
        if (const Region* found = region()) {
            state.selected = m_canvas->m_impl->document->isSelected(found->element);
            state.focused = m_canvas->hasFocus() && m_canvas->m_impl->spot == m_spot;
            state.offscreen = !m_canvas->viewport()->rect().intersects(
                m_canvas->m_impl->scene.viewRect(*found).toAlignedRect());
        }
        return state;
    }

private:
    const Region* region() const {
        if (!m_canvas || !m_canvas->m_impl->document || m_canvas->m_impl->layoutDue)
            return nullptr;
        return m_canvas->m_impl->scene.find(m_spot);
    }
    QPointer<MapCanvas> m_canvas;
    Spot m_spot;
};

/// The canvas with its outline as children, made when somebody asks.
class AccessibleCanvas final : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(MapCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::List) {}

    int childCount() const override { return static_cast<int>(spots().size()); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount())
            return nullptr;
        QAccessible::Id& id = m_ids[static_cast<std::size_t>(index)];
        if (!id)
            id = QAccessible::registerAccessibleInterface(
                new AccessibleSpot(canvas(), m_spots[static_cast<std::size_t>(index)]));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto* spot = dynamic_cast<const AccessibleSpot*>(child);
        return spot ? indexOf(spot->spot()) : -1;
    }
    QAccessibleInterface* focusChild() const override {
        const auto& spot = canvas()->m_impl->spot;
        return spot ? child(indexOf(*spot)) : nullptr;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const QPoint at = canvas()->viewport()->mapFromGlobal(QPoint(x, y));
        const Region* region = canvas()->m_impl->scene.regionAt(at);
        return region ? child(indexOf(spotOf(*region))) : nullptr;
    }
    void forget() {
        for (const QAccessible::Id id : m_ids)
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        m_ids.clear();
        m_spots.clear();
    }
    int indexOf(const Spot& spot) const {
        const auto& all = spots();
        const auto at = std::find(all.begin(), all.end(), spot);
        return at == all.end() ? -1 : static_cast<int>(at - all.begin());
    }

private:
    MapCanvas* canvas() const { return static_cast<MapCanvas*>(widget()); }
    const std::vector<Spot>& spots() const {
        if (m_spots.empty()) {
            m_spots = outline(canvas()->m_impl->scene);
            m_ids.assign(m_spots.size(), 0);
        }
        return m_spots;
    }
    mutable std::vector<Spot> m_spots;
    mutable std::vector<QAccessible::Id> m_ids;
};

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

void forgetAccessibleSpots(MapCanvas* canvas) {
    if (!QAccessible::isActive())
        return;
    if (AccessibleCanvas* interface = accessibleOf(canvas))
        interface->forget();
}

QString MapCanvas::focusText() const {
    m_impl->ensureLayout();
    const Region* region = m_impl->spotRegion();
    return region && m_impl->document
               ? spokenName(m_impl->scene, m_impl->document->project(), *m_impl->phrases, *region)
               : QString();
}

} // namespace cairn
