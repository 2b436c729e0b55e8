#include "cairn/exchange/paste.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/model/edits.hpp"

namespace cairn {
namespace {

constexpr std::size_t kMostCards = 20'000, kMostStages = 500, kMostLanes = 200;

void checkSize(const Pasted& pasted) {
    if (pasted.cards.size() > kMostCards || pasted.stages.size() > kMostStages ||
        pasted.lanes.size() > kMostLanes)
        throw Error(ErrorCode::TooLarge, "paste",
                    "it would make " + std::to_string(pasted.cards.size()) + " cards in " +
                        std::to_string(pasted.stages.size()) + " stages",
                    "Paste a part of it. A table of events is imported as data instead.");
}

class Paste {
public:
    Paste(Project project, const Pasted& pasted, const Phrases& phrases)
        : m_project(std::move(project)), m_pasted(pasted), m_phrases(phrases) {
        checkSize(pasted);
    }

    Project asMap(const std::string& title) {
        m_map = newId<MapId>();
        m_project =
            addMap(std::move(m_project), m_map, m_pasted.title.empty() ? title : m_pasted.title,
                   MapKind::Current, !m_pasted.namesLanes);
        nameLanes();
        if (m_pasted.shape == Pasted::Shape::Lines) {
            for (const PastedCard& line : m_pasted.cards)
                addStageAtEnd(line.text);
            return finish();
        }
        for (const std::string& stage : m_pasted.stages)
            addStageAtEnd(stage);
        placeByName({});
        return finish();
    }

    Project onMap(const PasteFocus& focus) {
        m_map = focus.map;
        if (m_pasted.shape == Pasted::Shape::Map ||
            (m_pasted.shape == Pasted::Shape::Grid && namesStagesOfMap())) {
            makeRoom();
            StageId after = focus.stage;
            for (const std::string& title : m_pasted.stages)
                after = findOrAddStage(title, after);
            placeByName(focus.lane);
        } else if (!focus.lane || !focus.stage) {
            throw Error(ErrorCode::BadInput, "paste", "no cell is chosen",
                        "Click the cell that the cards should go to, then paste.");
        } else {
            placeAtCell(focus);
        }
        return finish();
    }

    PasteOutcome outcome;

private:
    Project finish() {
        outcome.map = m_map;
        return std::move(m_project);
    }

    /// The usual lanes have the person's words.
    void nameLanes() {
        for (const Lane* lane : lanesOf(m_project, m_map))
            m_project = rename(std::move(m_project), lane->id, m_phrases.laneTitle(lane->kind));
    }

    bool namesStagesOfMap() const {
        for (const Stage* stage : stagesOf(m_project, m_map))
            for (const std::string& title : m_pasted.stages)
                if (!title.empty() && foldedTitle(title) == foldedTitle(stage->title))
                    return true;
        return false;
    }

    StageId addStageAtEnd(const std::string& title) {
        const auto id = newId<StageId>();
        m_project = addStage(std::move(m_project), id, m_map, title);
        outcome.stages.push_back(id);
        m_stages.push_back(id);
        return id;
    }

    StageId findOrAddStage(const std::string& title, StageId after) {
        const auto siblings = stagesOf(m_project, m_map);
        const std::string folded = foldedTitle(title);
        for (const Stage* stage : siblings)
            if (foldedTitle(stage->title) == folded && !isTaken(stage->id)) {
                m_stages.push_back(stage->id);
                return stage->id;
            }
        const auto at = std::find_if(siblings.begin(), siblings.end(),
                                     [&](const Stage* s) { return s->id == after; });
        const StageId before =
            at == siblings.end() || at + 1 == siblings.end() ? StageId{} : (*(at + 1))->id;
        const auto id = newId<StageId>();
        m_project = addStage(std::move(m_project), id, m_map, title, before);
        outcome.stages.push_back(id);
        m_stages.push_back(id);
        return id;
    }
    bool isTaken(StageId id) const {
        return std::find(m_stages.begin(), m_stages.end(), id) != m_stages.end();
    }

    /// Stages that nobody has put anything in make room for those of the text.
    void makeRoom() {
        for (const auto& card : m_project.cards)
            if (card->map == m_map)
                return;
        std::vector<ElementId> idle;
        for (const Stage* stage : stagesOf(m_project, m_map)) {
            const bool named = std::any_of(
                m_pasted.stages.begin(), m_pasted.stages.end(), [&](const std::string& title) {
                    return foldedTitle(title) == foldedTitle(stage->title);
                });
            const bool felt =
                std::any_of(m_project.emotions.begin(), m_project.emotions.end(),
                            [&](const auto& point) { return point->stage == stage->id; });
            if (!named && !felt && stage->binding.empty() && stepsOf(m_project, stage->id).empty())
                idle.push_back(stage->id);
        }
        m_project = removeElements(std::move(m_project), idle);
    }

    /// The lane of that title, else the first of that kind, else a new one before the map's data.
    LaneId findOrAddLane(const PastedLane& wanted) {
        const auto lanes = lanesOf(m_project, m_map);
        const auto fits = [&](const Lane* lane) {
            return lane->kind == LaneKind::Emotion ? wanted.kind == LaneKind::Emotion
                                                   : holdsCards(lane->kind);
        };
        for (const Lane* lane : lanes)
            if (!wanted.title.empty() && fits(lane) &&
                foldedTitle(lane->title) == foldedTitle(wanted.title))
                return lane->id;
        if (wanted.kind != LaneKind::Text)
            for (const Lane* lane : lanes)
                if (lane->kind == wanted.kind &&
                    (wanted.title.empty() || !m_pasted.namesLanes || !isNamedTwice(wanted)))
                    return lane->id;
        const auto data = std::find_if(lanes.begin(), lanes.end(), [](const Lane* lane) {
            return lane->kind == LaneKind::Funnel || lane->kind == LaneKind::Pain ||
                   lane->kind == LaneKind::Feedback;
        });
        const auto id = newId<LaneId>();
        const std::string title =
            wanted.title.empty() ? m_phrases.laneTitle(wanted.kind) : wanted.title;
        m_project = addLane(std::move(m_project), id, m_map, wanted.kind, title,
                            data == lanes.end() ? LaneId{} : (*data)->id);
        return id;
    }
    /// Two lanes of one kind in a text are two lanes on the map.
    bool isNamedTwice(const PastedLane& lane) const {
        return std::count_if(m_pasted.lanes.begin(), m_pasted.lanes.end(),
                             [&](const PastedLane& other) { return other.kind == lane.kind; }) > 1;
    }

    void placeByName(LaneId fallback) {
        const Lane* focused = m_project.lanes.find(fallback);
        std::vector<LaneId> lanes;
        for (const PastedLane& lane : m_pasted.lanes)
            lanes.push_back(!m_pasted.namesLanes && m_pasted.shape == Pasted::Shape::Grid &&
                                    focused != nullptr && holdsCards(focused->kind)
                                ? fallback
                                : findOrAddLane(lane));
        for (const PastedCard& card : m_pasted.cards)
            add(card, {lanes[card.lane], m_stages[card.stage], {}, {}});
        feel();
    }

    void placeAtCell(const PasteFocus& focus) {
        const Lane* lane = m_project.lanes.find(focus.lane);
        if (lane == nullptr || !holdsCards(lane->kind))
            throw Error(ErrorCode::BadInput, "paste", "this lane does not hold cards",
                        "Click a cell of another lane, then paste.");
        if (m_pasted.shape == Pasted::Shape::Lines) {
            for (const PastedCard& card : m_pasted.cards)
                add(card, {focus.lane, focus.stage, focus.step, focus.before});
            return;
        }
        const auto all = stagesOf(m_project, m_map);
        const auto from = std::find_if(all.begin(), all.end(),
                                       [&](const Stage* s) { return s->id == focus.stage; });
        for (auto at = from; at != all.end(); ++at)
            m_stages.push_back((*at)->id);
        const auto column = [&](std::size_t i) -> CardPlace {
            while (i >= m_stages.size()) // past the map's end the table has stages of its own
                addStageAtEnd("");
            return i == 0 ? CardPlace{focus.lane, focus.stage, focus.step, focus.before}
                          : CardPlace{focus.lane, m_stages[i], {}, {}};
        };
        for (std::size_t i = 0; i < m_pasted.stages.size(); ++i)
            if (!m_pasted.stages[i].empty())
                add({i, 0, m_pasted.stages[i], {}}, column(i));
        for (const PastedCard& card : m_pasted.cards)
            add(card, column(card.stage));
    }

    /// Ranks at the end of a cell are counted here, so that a large table is put down without
    /// looking at it again.
    void add(const PastedCard& pasted, const CardPlace& place) {
        const auto id = newId<CardId>();
        if (place.before) {
            m_project = addCard(std::move(m_project), id, place, pasted.text);
        } else {
            const Lane& lane = *m_project.lanes.find(place.lane);
            Card card;
            card.id = id;
            card.map = m_map;
            card.lane = place.lane;
            card.stage = place.stage;
            card.step = place.step;
            card.kind = cardKindFor(lane.kind);
            card.text = pasted.text;
            card.rank = nextRank(place.lane, place.stage);
            m_project.cards.put(std::move(card));
        }
        complete(id, pasted.notes);
        outcome.cards.push_back(id);
    }
    Rank nextRank(LaneId lane, StageId stage) {
        const auto [at, fresh] = m_lastRank.try_emplace({lane, stage}, 0);
        if (fresh)
            for (const Card* card : cardsIn(m_project, lane, stage))
                at->second = std::max(at->second, card->rank);
        return at->second += kRankGap;
    }
    /// Lines below a card are its notes; "NPS: 42" in a lane of metrics is a figure with its name.
    void complete(CardId id, const std::string& notes) {
        const Card& card = *m_project.cards.find(id);
        const auto colon =
            card.kind == CardKind::Metric ? card.text.rfind(": ") : std::string::npos;
        if (notes.empty() && colon == std::string::npos)
            return;
        Card changed = card;
        changed.notes = notes;
        if (colon != std::string::npos) {
            changed.figure = trimmed(changed.text.substr(colon + 2));
            changed.text = trimmed(changed.text.substr(0, colon));
        }
        m_project.cards.put(std::move(changed));
    }

    /// The persona of that name; without a name the map's first, who is made when there is none.
    PersonaId personaOf(const std::string& wanted) {
        const Map& map = *m_project.maps.find(m_map);
        const auto shown = personasOf(m_project, map);
        if (wanted.empty() && !shown.empty())
            return shown.front()->id;
        const std::string name = wanted.empty() ? m_phrases.someone() : wanted;
        PersonaId found;
        for (const Persona* persona : personasOf(m_project))
            if (foldedTitle(persona->name) == foldedTitle(name) && !found)
                found = persona->id;
        if (!found) {
            found = newId<PersonaId>();
            m_project = addPersona(std::move(m_project), found, name);
        }
        if (std::find(map.personas.begin(), map.personas.end(), found) == map.personas.end())
            m_project = showPersona(std::move(m_project), m_map, found, true);
        return found;
    }

    void feel() {
        if (m_pasted.feelings.empty())
            return;
        findOrAddLane({LaneKind::Emotion, {}});
        std::vector<PersonaId> personas;
        for (const std::string& name : m_pasted.personas)
            personas.push_back(personaOf(name));
        for (const PastedFeeling& feeling : m_pasted.feelings) {
            const PersonaId persona = feeling.persona ? personas[*feeling.persona] : personaOf({});
            const StageId stage = m_stages[feeling.stage];
            m_project = setEmotion(std::move(m_project), newId<EmotionId>(), m_map, persona, stage,
                                   feeling.value);
            for (const EmotionPoint* point : emotionsOf(m_project, m_map, persona))
                if (point->stage == stage && !feeling.text.empty()) {
                    EmotionPoint worded = *point;
                    worded.text = feeling.text;
                    m_project.emotions.put(std::move(worded));
                    break;
                }
            ++outcome.feelings;
        }
    }

    Project m_project;
    const Pasted& m_pasted;
    const Phrases& m_phrases;
    MapId m_map;
    std::vector<StageId> m_stages; ///< of the text's stages, in their order
    std::map<std::pair<LaneId, StageId>, Rank> m_lastRank;
};

} // namespace

Project pasteAsMap(Project project, const Pasted& pasted, const Phrases& phrases,
                   const std::string& title, PasteOutcome* made) {
    Paste paste(std::move(project), pasted, phrases);
    Project after = paste.asMap(title);
    if (made != nullptr)
        *made = paste.outcome;
    return after;
}

Project pasteOnMap(Project project, const Pasted& pasted, const PasteFocus& focus,
                   const Phrases& phrases, PasteOutcome* made) {
    Paste paste(std::move(project), pasted, phrases);
    Project after = paste.onMap(focus);
    if (made != nullptr)
        *made = paste.outcome;
    return after;
}

Project projectFromPasted(const Pasted& pasted, const Phrases& phrases, const std::string& title) {
    PasteOutcome made;
    Project project = pasteAsMap({}, pasted, phrases, title, &made);
    project.facts.title = project.maps.find(made.map)->title;
    return project;
}

} // namespace cairn
