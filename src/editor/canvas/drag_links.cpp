// Connectors by hand: from a handle to a card or stage, or an end of one that is there already.

#include <QPainterPath>

#include "cairn/model/edits.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/link_edits.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

class LinkDrag final : public Drag {
public:
    LinkDrag(const DragContext& context, const Region& fixed, ElementId link, bool backwards)
        : Drag(context), m_fixed(fixed), m_link(link.as<LinkTag>()), m_backwards(backwards) {}

    void moveTo(QPointF viewPos, Qt::KeyboardModifiers) override {
        m_at = viewPos;
        const Region* target = connectableAt(m_on.scene, viewPos);
        m_target = target && target->element != m_fixed.element ? std::optional(spotOf(*target))
                                                                : std::nullopt;
    }

    void paint(QPainter& painter) const override {
        const Region* target = m_target ? m_on.scene.find(*m_target) : nullptr;
        paintRubber(painter, m_on.scene, m_fixed, m_at, target, m_backwards, m_on.theme);
    }

    QRectF extent() const override { return QRectF(QPointF(), m_on.scene.viewport); }

    void drop() override {
        if (m_target)
            connectElements(m_on.document, m_link, m_fixed.element, m_target->element, m_backwards);
    }

    Qt::CursorShape cursor() const override {
        return m_target ? Qt::PointingHandCursor : Qt::CrossCursor;
    }

private:
    Region m_fixed;   ///< at the end that stays
    LinkId m_link;    ///< 0 = a new one
    bool m_backwards; ///< the start is moved, not the end
    QPointF m_at;
    std::optional<Spot> m_target;
};

} // namespace

std::unique_ptr<Drag> dragLink(const DragContext& context, const Grip& grip) {
    const bool fresh = grip.what == Grip::What::Connect;
    const bool backwards = grip.what == Grip::What::LinkStart;
    ElementId fixed = grip.element;
    if (!fresh) {
        const Link* link = context.document.project().links.find(grip.element.as<LinkTag>());
        if (!link)
            return nullptr;
        fixed = backwards ? link->to : link->from;
    }
    const Region* region = context.scene.mainRegion(fixed);
    return region ? std::make_unique<LinkDrag>(context, *region, fresh ? ElementId{} : grip.element,
                                               backwards)
                  : nullptr;
}

} // namespace cairn
