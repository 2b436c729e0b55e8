#include "core/layout/sample_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

namespace cairn::test {

MapBuilder::MapBuilder() {
    Map m;
    m.id = map;
    m.title = "Buying online";
    m.scenario = "A first order";
    project.maps.put(m);
    findings.map = map;
}

void MapBuilder::put(const Map& m) {
    project.maps.put(m);
}

PersonaId MapBuilder::persona(const std::string& name, int colour) {
    Persona p;
    p.id = {m_persona++};
    p.name = name;
    p.colour = colour;
    project.personas.put(p);
    Map m = mapElement();
    m.personas.push_back(p.id);
    project.maps.put(m);
    return p.id;
}

StageId MapBuilder::stage(const std::string& title) {
    Stage s;
    s.id = {m_stage++};
    s.map = map;
    s.rank = static_cast<Rank>(s.id.value);
    s.title = title;
    s.colour = static_cast<std::int64_t>(s.id.value - 21);
    project.stages.put(s);
    return s.id;
}

StepId MapBuilder::step(StageId stage, const std::string& title) {
    Step s;
    s.id = {m_next++};
    s.map = map;
    s.stage = stage;
    s.rank = static_cast<Rank>(s.id.value);
    s.title = title;
    project.steps.put(s);
    return s.id;
}

LaneId MapBuilder::lane(LaneKind kind, const std::string& title) {
    Lane l;
    l.id = {m_lane++};
    l.map = map;
    l.rank = static_cast<Rank>(l.id.value);
    l.kind = kind;
    l.title = title;
    project.lanes.put(l);
    return l.id;
}

Card MapBuilder::card(LaneId lane, StageId stage, const std::string& text) {
    Card c;
    c.id = {m_next++};
    c.map = map;
    c.lane = lane;
    c.stage = stage;
    c.rank = static_cast<Rank>(c.id.value);
    c.kind = cardKindFor(project.lanes.find(lane)->kind);
    c.text = text;
    project.cards.put(c);
    return c;
}

EmotionId MapBuilder::emotion(PersonaId persona, StageId stage, double value,
                              const std::string& text) {
    EmotionPoint e;
    e.id = {m_next++};
    e.map = map;
    e.persona = persona;
    e.stage = stage;
    e.value = value;
    e.text = text;
    project.emotions.put(e);
    return e.id;
}

LinkId MapBuilder::link(ElementId from, ElementId to, const std::string& text, LinkKind kind) {
    Link l;
    l.id = {m_next++};
    l.map = map;
    l.from = from;
    l.to = to;
    l.text = text;
    l.kind = kind;
    project.links.put(l);
    return l.id;
}

NoteId MapBuilder::note(double x, double y, const std::string& text, bool parked) {
    Note n;
    n.id = {m_next++};
    n.map = map;
    n.x = x;
    n.y = y;
    n.text = text;
    n.parked = parked;
    project.notes.put(n);
    return n.id;
}

void MapBuilder::reached(StageId stage, double count, double medianSeconds) {
    findings.hasData = true;
    StageFinding f;
    f.stage = stage;
    f.bound = true;
    f.reached = count;
    if (medianSeconds >= 0)
        f.medianSeconds = medianSeconds;
    findings.stages[stage] = f;
}

void MapBuilder::counted() {
    StageFinding* before = nullptr;
    for (auto& [id, f] : findings.stages) {
        if (before) {
            const double from = *before->reached, to = *f.reached;
            if (to <= from)
                before->lost = from - to;
            else
                f.entered = to - from;
            if (from > 0 && to <= from)
                f.stepConversion = to / from;
            f.few = from < 30;
        }
        before = &f;
    }
}

void MapBuilder::pain(ElementId element, StageId stage, double score) {
    PainScore p;
    p.element = element;
    p.stage = stage;
    p.score = score;
    findings.pain.push_back(p);
}

DisplayList MapBuilder::layout(const LayoutOptions& options) const {
    return layoutMap(project, map, &findings, FixedMeasurer(), EnglishPhrases(), options);
}

namespace {

constexpr double kSlack = 0.01;

bool inside(const RectF& inner, const RectF& outer) {
    return inner.x >= outer.x - kSlack && inner.y >= outer.y - kSlack &&
           inner.right() <= outer.right() + kSlack && inner.bottom() <= outer.bottom() + kSlack;
}

bool finite(const RectF& r) {
    return std::isfinite(r.x) && std::isfinite(r.y) && std::isfinite(r.width) &&
           std::isfinite(r.height) && r.width >= 0 && r.height >= 0;
}

struct LineBox {
    RectF rect;
    std::string text;
};

void checkText(const Text& text, const RectF& whole, std::vector<LineBox>& lines,
               std::vector<std::string>& broken) {
    if (!inside(text.rect, whole))
        broken.push_back("text outside the map: " + (text.lines.empty() ? "" : text.lines[0].text));
    const double size = styleOf(text.role).pixelSize;
    for (const TextLine& line : text.lines) {
        // What the letters cover: FixedMeasurer's ascent and descent are 0.95 and 0.25 em.
        const RectF box{line.x, line.baseline - 0.95 * size, line.width, 1.2 * size};
        if (!inside(box, text.rect))
            broken.push_back("line leaves its text: " + line.text);
        if (line.text == "-0" || line.text == "\u22120" || line.text.find("nan") == 0)
            broken.push_back("not a number for people: " + line.text);
        lines.push_back({{line.x, line.baseline - 0.75 * size, line.width, 0.9 * size}, line.text});
    }
}

void checkOverlaps(const std::vector<LineBox>& lines, std::vector<std::string>& broken) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t k = i + 1; k < lines.size(); ++k)
            if (lines[i].rect.width > 0 && lines[k].rect.width > 0 &&
                lines[i].rect.intersects(lines[k].rect))
                broken.push_back("\"" + lines[i].text + "\" over \"" + lines[k].text + "\"");
}

} // namespace

std::vector<std::string> brokenRules(const DisplayList& list) {
    std::vector<std::string> broken;
    const RectF whole{0, 0, list.size.width, list.size.height};
    std::vector<LineBox> lines;
    int z = -1000;
    bool notes = false;
    for (const Region& r : list.regions)
        notes = notes || r.kind == RegionKind::Note || r.kind == RegionKind::Link;
    for (const Item& item : list.items) {
        if (item.z < z)
            broken.push_back("not sorted by z");
        z = item.z;
        if (!finite(boundsOf(item)))
            broken.push_back("not finite");
        if (const auto* text = std::get_if<Text>(&item.shape))
            checkText(*text, whole, lines, broken);
    }
    if (!notes) // notes may lie over anything
        checkOverlaps(lines, broken);
    const std::vector<Region> cards = regionsOf(list, RegionKind::Card);
    for (std::size_t i = 0; i < cards.size(); ++i)
        for (std::size_t k = i + 1; k < cards.size(); ++k)
            if (cards[i].second == cards[k].second && cards[i].third == cards[k].third &&
                cards[i].rect.intersects(cards[k].rect))
                broken.push_back("cards overlap");
    for (const Region& r : list.regions)
        if (!finite(r.rect) || (r.kind != RegionKind::Link && !inside(r.rect, whole)))
            broken.push_back("region outside the map");
    return broken;
}

std::vector<Region> regionsOf(const DisplayList& list, RegionKind kind) {
    std::vector<Region> out;
    std::copy_if(list.regions.begin(), list.regions.end(), std::back_inserter(out),
                 [&](const Region& r) { return r.kind == kind; });
    return out;
}

Region regionOf(const DisplayList& list, RegionKind kind, ElementId element) {
    std::vector<Region> found = regionsOf(list, kind);
    std::erase_if(found, [&](const Region& r) { return r.element != element; });
    REQUIRE(found.size() == 1);
    return found.front();
}

std::vector<std::string> textsOf(const DisplayList& list, ElementId element) {
    std::vector<std::string> out;
    for (const Text& text : shapesOf<Text>(list, element)) {
        std::string joined;
        for (const TextLine& line : text.lines)
            joined += (joined.empty() ? "" : " ") + line.text;
        out.push_back(joined);
    }
    return out;
}

bool says(const DisplayList& list, const std::string& text, ElementId element) {
    const auto texts = textsOf(list, element);
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

} // namespace cairn::test
