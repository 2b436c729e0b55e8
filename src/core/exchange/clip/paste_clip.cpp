// A clip put on a map: everything under new ids, in the places it belongs to there.

#include <algorithm>
#include <map>
#include <set>

#include "cairn/base/error.hpp"
#include "cairn/exchange/clip.hpp"
#include "cairn/model/edits.hpp"

namespace cairn {
namespace {

template <class List, class IdType> std::size_t indexOf(const List& list, IdType id) {
    return static_cast<std::size_t>(
        std::find_if(list.begin(), list.end(), [&](const auto* e) { return e->id == id; }) -
        list.begin());
}

class ClipPaste {
public:
    ClipPaste(Project project, const Clip& clip, const PasteFocus& focus, double aside)
        : m_project(std::move(project)), m_clip(clip), m_part(clip.part), m_focus(focus),
          m_aside(aside) {
        for (const ElementId id : clip.chosen)
            m_chosen.insert(id);
    }

    Project paste() {
        if (m_chosen.contains(m_clip.map)) {
            pasteMap();
        } else {
            if (m_project.maps.find(m_focus.map) == nullptr)
                throw Error(ErrorCode::BadInput, "paste", "there is no map to paste on",
                            "Make a map first.");
            pasteStages();
            pasteLanes();
            pasteCards();
            pasteNotes();
        }
        pasteLinks();
        pasteComments();
        pasteTags();
        for (const ElementId id : m_clip.chosen)
            if (const auto made = m_new.find(id); made != m_new.end())
                outcome.made.push_back(made->second);
        outcome.map = m_focus.map;
        return std::move(m_project);
    }

    ClipOutcome outcome;

private:
    template <class IdType> IdType renewed(IdType old) {
        const auto [at, fresh] = m_new.try_emplace(old, ElementId{});
        if (fresh)
            at->second = newId<IdType>();
        return IdType{at->second.value};
    }

    // --- a whole map ---

    void pasteMap() {
        Map map = *m_part.maps.find(m_clip.map);
        const auto id = renewed(map.id);
        m_focus = {id, {}, {}, {}, {}};
        m_project = addMap(std::move(m_project), id, map.title, map.kind, false);
        std::vector<PersonaId> shown;
        for (const PersonaId persona : map.personas)
            if (m_part.personas.find(persona) != nullptr)
                if (const PersonaId here = personaFor(persona);
                    std::find(shown.begin(), shown.end(), here) == shown.end())
                    shown.push_back(here);
        const Rank rank = m_project.maps.find(id)->rank;
        map.id = id;
        map.rank = rank;
        map.personas = std::move(shown);
        map.origin = {};
        if (m_project.datasets.find(map.funnel.dataset) == nullptr)
            map.funnel.dataset = {};
        if (m_project.datasets.find(map.feedback) == nullptr)
            map.feedback = {};
        if (m_project.datasets.find(map.funnel.compare.dataset) == nullptr)
            map.funnel.compare.dataset = {};
        for (ExclusionSetup& exclusion : map.funnel.exclusions)
            for (StageId* stage : {&exclusion.from, &exclusion.to})
                *stage = m_part.stages.find(*stage) != nullptr ? renewed(*stage) : StageId{};
        m_project.maps.put(std::move(map));
        for (const Stage* stage : stagesOf(m_part, m_clip.map))
            copyStage(*stage, {});
        for (const Lane* lane : lanesOf(m_part, m_clip.map))
            copyLane(*lane, {});
        for (const Card* card : cardsOf(m_part, m_clip.map))
            copyCard(*card, {renewed(card->lane),
                             renewed(card->stage),
                             card->step ? renewed(card->step) : StepId{},
                             {}});
        m_aside = 0;
        pasteNotes();
    }

    // --- stages and lanes ---

    void pasteStages() {
        const auto siblings = stagesOf(m_project, m_focus.map);
        const std::size_t at = indexOf(siblings, m_focus.stage) + 1;
        const StageId before = at < siblings.size() ? siblings[at]->id : StageId{};
        for (const Stage* stage : stagesOf(m_part, m_clip.map))
            if (m_chosen.contains(stage->id))
                copyStage(*stage, before);
    }
    void copyStage(const Stage& stage, StageId before) {
        Stage copy = stage;
        copy.id = renewed(stage.id);
        m_project = addStage(std::move(m_project), copy.id, m_focus.map, stage.title, before);
        copy.map = m_focus.map;
        copy.rank = m_project.stages.find(copy.id)->rank;
        copy.origin = {};
        copy.locked = false;
        if (m_project.maps.find(copy.detail) == nullptr)
            copy.detail = {};
        m_project.stages.put(copy);
        for (const Step* step : stepsOf(m_part, stage.id))
            m_project = addStep(std::move(m_project), renewed(step->id), copy.id, step->title);
        for (const auto& point : m_part.emotions)
            if (point->stage == stage.id && m_part.personas.find(point->persona) != nullptr)
                copyFeeling(*point, copy.id);
    }
    void copyFeeling(const EmotionPoint& point, StageId stage) {
        EmotionPoint copy = point;
        copy.id = renewed(point.id);
        copy.map = m_focus.map;
        copy.stage = stage;
        copy.persona = personaFor(point.persona);
        for (const EmotionPoint* other : emotionsOf(m_project, m_focus.map, copy.persona))
            if (other->stage == stage)
                return; // two people of one name: the first one's feeling stays
        const auto& shown = m_project.maps.find(m_focus.map)->personas;
        if (std::find(shown.begin(), shown.end(), copy.persona) == shown.end())
            m_project = showPersona(std::move(m_project), m_focus.map, copy.persona, true);
        m_project.emotions.put(std::move(copy));
    }

    void pasteLanes() {
        const auto siblings = lanesOf(m_project, m_focus.map);
        const std::size_t at = indexOf(siblings, m_focus.lane) + 1;
        const LaneId before = at < siblings.size() ? siblings[at]->id : LaneId{};
        for (const Lane* lane : lanesOf(m_part, m_clip.map))
            if (m_chosen.contains(lane->id))
                copyLane(*lane, before);
    }
    void copyLane(const Lane& lane, LaneId before) {
        Lane copy = lane;
        copy.id = renewed(lane.id);
        m_project =
            addLane(std::move(m_project), copy.id, m_focus.map, lane.kind, lane.title, before);
        copy.map = m_focus.map;
        copy.rank = m_project.lanes.find(copy.id)->rank;
        copy.origin = {};
        copy.locked = false;
        m_project.lanes.put(std::move(copy));
    }

    // --- cards ---

    void pasteCards() {
        const auto stages = stagesOf(m_part, m_clip.map);
        const auto lanes = lanesOf(m_part, m_clip.map);
        // In the order they are read: stage by stage within a lane.
        std::vector<const Card*> cards;
        for (const Lane* lane : lanes)
            for (const Stage* stage : stages)
                for (const Card* card : cardsIn(m_part, lane->id, stage->id))
                    cards.push_back(card);
        m_firstStage = m_firstLane = SIZE_MAX;
        for (const Card* card : cards)
            if (isLoose(*card)) {
                m_firstStage = std::min(m_firstStage, indexOf(stages, card->stage));
                m_firstLane = std::min(m_firstLane, laneIndex(card->lane));
            }
        for (const Card* card : cards)
            copyCard(*card, isLoose(*card) && m_focus.lane && m_focus.stage ? placeByFocus(*card)
                                                                            : placeByName(*card));
    }
    bool isLoose(const Card& card) const {
        return !m_chosen.contains(card.stage) && !m_chosen.contains(card.lane);
    }

    static std::vector<const Lane*> cardLanes(const Project& project, MapId map) {
        auto lanes = lanesOf(project, map);
        std::erase_if(lanes, [](const Lane* lane) { return !holdsCards(lane->kind); });
        return lanes;
    }
    std::size_t laneIndex(LaneId lane) const {
        return indexOf(cardLanes(m_part, m_clip.map), lane);
    }

    /// As far from the focused cell as the card was from the first of those copied; the map's edge
    /// holds them.
    CardPlace placeByFocus(const Card& card) {
        const auto stages = stagesOf(m_project, m_focus.map);
        const auto lanes = cardLanes(m_project, m_focus.map);
        const std::size_t along = indexOf(stagesOf(m_part, m_clip.map), card.stage) - m_firstStage;
        const std::size_t down = laneIndex(card.lane) - m_firstLane;
        const std::size_t lane = indexOf(lanes, m_focus.lane);
        if (lane == lanes.size())
            throw Error(ErrorCode::BadInput, "paste", "this lane does not hold cards",
                        "Click a cell of another lane, then paste.");
        const std::size_t stage =
            std::min(indexOf(stages, m_focus.stage) + along, stages.size() - 1);
        const bool here = along == 0 && down == 0;
        return {lanes[std::min(lane + down, lanes.size() - 1)]->id, stages[stage]->id,
                here ? m_focus.step : StepId{}, here ? m_focus.before : CardId{}};
    }

    CardPlace placeByName(const Card& card) {
        const bool stageCame = m_chosen.contains(card.stage);
        CardPlace place{laneFor(card.lane), stageFor(card.stage), {}, {}};
        if (card.step && stageCame)
            place.step = renewed(card.step);
        else if (const Step* step = m_project.steps.find(card.step);
                 step != nullptr && step->stage == place.stage)
            place.step = card.step;
        return place;
    }
    StageId stageFor(StageId old) {
        if (m_chosen.contains(old))
            return renewed(old);
        const Stage* there = m_project.stages.find(old);
        if (there != nullptr && there->map == m_focus.map)
            return old;
        const auto stages = stagesOf(m_project, m_focus.map);
        const std::string title = foldedTitle(m_part.stages.find(old)->title);
        for (const Stage* stage : stages)
            if (foldedTitle(stage->title) == title)
                return stage->id;
        if (stages.empty()) {
            const auto id = newId<StageId>();
            m_project =
                addStage(std::move(m_project), id, m_focus.map, m_part.stages.find(old)->title);
            return id;
        }
        return stages[std::min(indexOf(stagesOf(m_part, m_clip.map), old), stages.size() - 1)]->id;
    }
    LaneId laneFor(LaneId old) {
        if (m_chosen.contains(old))
            return renewed(old);
        const Lane& lane = *m_part.lanes.find(old);
        const Lane* there = m_project.lanes.find(old);
        if (there != nullptr && there->map == m_focus.map && holdsCards(there->kind))
            return old;
        const auto lanes = cardLanes(m_project, m_focus.map);
        for (const Lane* other : lanes)
            if (foldedTitle(other->title) == foldedTitle(lane.title))
                return other->id;
        for (const Lane* other : lanes)
            if (other->kind == lane.kind)
                return other->id;
        const auto [at, fresh] = m_addedLanes.try_emplace(old, LaneId{});
        if (fresh) {
            at->second = newId<LaneId>();
            m_project =
                addLane(std::move(m_project), at->second, m_focus.map, lane.kind, lane.title);
        }
        return at->second;
    }

    void copyCard(const Card& card, const CardPlace& place) {
        Card copy = card;
        copy.id = renewed(card.id);
        m_project = addCard(std::move(m_project), copy.id, place, card.text);
        const Card& placed = *m_project.cards.find(copy.id);
        copy.map = placed.map;
        copy.lane = placed.lane;
        copy.stage = placed.stage;
        copy.step = placed.step;
        copy.rank = placed.rank;
        copy.kind = placed.kind;
        copy.origin = {};
        copy.locked = false;
        copy.image = imageFor(card.image);
        m_project.cards.put(std::move(copy));
    }

    // --- the rest ---

    void pasteNotes() {
        for (const auto& note : m_part.notes) {
            Note copy = *note;
            copy.id = renewed(note->id);
            copy.map = m_focus.map;
            copy.x += m_aside;
            copy.y += m_aside;
            copy.locked = false;
            m_project.notes.put(std::move(copy));
        }
    }
    void pasteLinks() {
        for (const auto& link : m_part.links) {
            const auto from = m_new.find(link->from), to = m_new.find(link->to);
            if (from == m_new.end() || to == m_new.end())
                continue;
            Link copy = *link;
            copy.id = newId<LinkId>();
            copy.map = m_focus.map;
            copy.from = from->second;
            copy.to = to->second;
            m_project.links.put(std::move(copy));
        }
    }
    void pasteComments() {
        for (const auto& comment : m_part.comments) {
            const ElementId about = comment->element ? comment->element : ElementId(m_clip.map);
            const auto made = m_new.find(about);
            if (made == m_new.end() || !kindOf(m_project, about).empty())
                continue;
            Comment copy = *comment;
            copy.id = newId<CommentId>();
            copy.map = m_focus.map;
            copy.element = comment->element ? made->second : ElementId{};
            m_project.comments.put(std::move(copy));
        }
    }
    void pasteTags() {
        const auto known = [&](const std::string& name) {
            return std::any_of(m_project.tags.begin(), m_project.tags.end(),
                               [&](const auto& tag) { return tag->name == name; });
        };
        for (const Tag* tag : tagsOf(m_part)) {
            if (known(tag->name))
                continue;
            const auto id = newId<TagId>();
            m_project = addTag(std::move(m_project), id, tag->name);
            Tag copy = *m_project.tags.find(id);
            copy.colour = tag->colour;
            m_project.tags.put(std::move(copy));
        }
    }
    PersonaId personaFor(PersonaId old) {
        if (m_project.personas.find(old) != nullptr)
            return old;
        const Persona& persona = *m_part.personas.find(old);
        for (const Persona* other : personasOf(m_project))
            if (foldedTitle(other->name) == foldedTitle(persona.name))
                return other->id;
        Persona copy = persona;
        copy.id = renewed(old);
        m_project = addPersona(std::move(m_project), copy.id, persona.name);
        copy.rank = m_project.personas.find(copy.id)->rank;
        copy.portrait = imageFor(persona.portrait);
        m_project.personas.put(copy);
        return copy.id;
    }
    /// The project's own copy of a picture, when it has it.
    ImageId imageFor(ImageId old) {
        const auto image = m_part.images.ref(old);
        if (!image)
            return {};
        for (const auto& other : m_project.images)
            if (other == image || other->bytes == image->bytes)
                return other->id;
        Image copy = *image;
        copy.id = renewed(old);
        m_project.images.put(copy);
        return copy.id;
    }

    Project m_project;
    const Clip& m_clip;
    const Project& m_part;
    PasteFocus m_focus;
    double m_aside;
    std::set<ElementId> m_chosen;
    std::map<ElementId, ElementId> m_new;
    std::map<LaneId, LaneId> m_addedLanes;
    std::size_t m_firstStage = 0, m_firstLane = 0;
};

} // namespace

Project pasteClip(Project project, const Clip& clip, const PasteFocus& focus, double aside,
                  ClipOutcome* made) {
    if (clip.empty())
        return project;
    ClipPaste paste(std::move(project), clip, focus, aside);
    Project after = paste.paste();
    if (made != nullptr)
        *made = paste.outcome;
    return after;
}

} // namespace cairn
