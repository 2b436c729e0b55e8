// Connectors by keyboard: choose with the arrows what it leads to, Enter connects.

#include <QPainterPath>
#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/ghost.hpp"
#include "editor/canvas/link_edits.hpp"
#include "editor/canvas/map_canvas_impl.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

constexpr int kMostHops = 60; ///< over cells, points and notes to the next card or stage

} // namespace

void MapCanvas::Impl::startConnecting(ElementId from, LinkId link, bool backwards) {
    ensureLayout();
    const Region* region = scene.mainRegion(from);
    if (!editable() || !region || !isConnectable(*region))
        return;
    connecting = Connecting{from, link, backwards};
    goTo(spotOf(*region));
    q.setFocus(Qt::OtherFocusReason);
    updateAll();
}

/// While a connector is drawn all keys are about it.
bool MapCanvas::Impl::connectKey(int key) {
    if (!connecting)
        return false;
    if (key == Qt::Key_Escape) {
        const Region* from = scene.mainRegion(connecting->from);
        connecting.reset();
        if (from)
            goTo(spotOf(*from));
        updateAll();
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        finishConnecting(spot ? spot->element : ElementId{});
        return true;
    }
    const auto direction = directionOf(key);
    if (!direction)
        return key != Qt::Key_Shift && key != Qt::Key_Control && key != Qt::Key_Alt;
    const Region* at = spotRegion();
    for (int hop = 0; at && hop < kMostHops; ++hop) {
        const auto next = neighbour(scene, *at, *direction);
        at = next ? scene.find(*next) : nullptr;
        if (at && isConnectable(*at)) {
            spot = spotOf(*at);
            reveal(toQt(at->rect));
            announce();
            break;
        }
    }
    updateAll();
    return true;
}

void MapCanvas::Impl::finishConnecting(ElementId to) {
    if (!connecting || !document)
        return;
    const Connecting done = *connecting;
    connecting.reset();
    const Region* there = scene.mainRegion(to);
    if (to != done.from && there && isConnectable(*there)) {
        connectElements(*document, done.link, done.from, to, done.backwards);
        ensureLayout();
        const auto& selected = document->selection();
        if (const Region* link = selected.empty() ? nullptr : scene.mainRegion(selected.back()))
            spot = spotOf(*link);
        announce();
    }
    updateAll();
}

void MapCanvas::Impl::paintConnecting(QPainter& painter) {
    if (!connecting)
        return;
    const Region* from = scene.mainRegion(connecting->from);
    if (!from) {
        connecting.reset();
        return;
    }
    const Region* there = spotRegion();
    if (there && there->element == connecting->from)
        there = nullptr;
    if (there && isConnectable(*there))
        paintRubber(painter, scene, *from, scene.viewRect(*there).center(), there,
                    connecting->backwards, *theme);
    const QString words =
        connecting->backwards
            ? tr("Arrows choose where it comes from, Enter connects, Esc gives up")
            : tr("Arrows choose where it leads, Enter connects, Esc gives up");
    const double width =
        QFontMetricsF(fontFor(TextRole::SmallStrong)).horizontalAdvance(words) + 16;
    paintPlate(painter, words, {(scene.viewport.width() - width) / 2, scene.viewport.height() - 32},
               *theme);
}

/// The next connector of what is chosen: of a card its own in turn, of a connector the next of all.
void MapCanvas::Impl::nextConnector() {
    if (!document)
        return;
    ensureLayout();
    const Project& project = document->project();
    const ElementId here = chosen().empty() ? ElementId{} : chosen().back();
    std::vector<ElementId> links;
    const bool onLink = project.links.find(here.as<LinkTag>()) != nullptr;
    for (const auto& link : project.links)
        if (scene.mainRegion(link->id) &&
            (onLink || !here || link->from == here || link->to == here))
            links.push_back(link->id);
    if (links.empty())
        return;
    const auto at = std::find(links.begin(), links.end(), here);
    const ElementId next = at == links.end() || at + 1 == links.end() ? links.front() : *(at + 1);
    goTo(spotOf(*scene.mainRegion(next)));
}

void MapCanvas::Impl::setLinkKind(LinkId link, LinkKind kind) {
    document->edit(tr("change the kind of connector"), [&](Project project) {
        Link changed = *project.links.find(link);
        changed.kind = kind;
        return put(std::move(project), std::move(changed));
    });
}

void MapCanvas::Impl::turnLink(LinkId link) {
    document->edit(tr("turn the connector round"), [&](Project project) {
        Link changed = *project.links.find(link);
        std::swap(changed.from, changed.to);
        return put(std::move(project), std::move(changed));
    });
}

} // namespace cairn
