#include "editor/canvas/link_edits.hpp"

#include <algorithm>
#include <utility>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"

namespace cairn {
namespace {

/// The place of an element's stage in the order of stages.
std::ptrdiff_t columnOf(const Project& project, ElementId element) {
    const Card* card = project.cards.find(element.as<CardTag>());
    const StageId stage = card ? card->stage : element.as<StageTag>();
    const auto stages = stagesOf(project, mapOf(project, element));
    return std::find_if(stages.begin(), stages.end(),
                        [&](const Stage* s) { return s->id == stage; }) -
           stages.begin();
}

} // namespace

void connectElements(Document& document, LinkId link, ElementId fixed, ElementId other,
                     bool backwards) {
    const Project& project = document.project();
    const ElementId from = backwards ? other : fixed, to = backwards ? fixed : other;
    if (!from || !to || from == to)
        return;
    for (const auto& there : project.links)
        if (there->from == from && there->to == to && there->id != link)
            return document.select({there->id});
    if (link) {
        document.edit(MapCanvas::tr("lead the connector elsewhere"), [&](Project p) {
            Link changed = *p.links.find(link);
            changed.from = from;
            changed.to = to;
            return put(std::move(p), std::move(changed));
        });
        return document.select({link});
    }
    const LinkId id = newId<LinkId>();
    // What leads back to an earlier stage is a loop until somebody says otherwise.
    const bool back = columnOf(project, to) < columnOf(project, from);
    if (document.edit(MapCanvas::tr("add connector"), [&](Project p) {
            return addLink(std::move(p), id, from, to, back ? LinkKind::Loop : LinkKind::Leads);
        }))
        document.select({id});
}

} // namespace cairn
