#include "cairn/model/validate.hpp"

#include <cmath>
#include <unordered_set>

#include "cairn/base/text.hpp"

namespace cairn {
namespace {

constexpr std::size_t kLongestText = 20000; // code points; a card is a thought, not a book

class Validation {
public:
    explicit Validation(const Project& project) : m_project(project) {}

    std::vector<Problem> run() {
        ids();
        maps();
        for (const auto& e : m_project.stages)
            refer(*e, "Stage", m_project.maps.find(e->map), "a map");
        for (const auto& e : m_project.steps)
            refer(*e, "Step", m_project.stages.find(e->stage), "a stage");
        for (const auto& e : m_project.lanes)
            refer(*e, "Lane", m_project.maps.find(e->map), "a map");
        for (const auto& e : m_project.cards)
            card(*e);
        for (const auto& e : m_project.emotions)
            emotion(*e);
        for (const auto& e : m_project.links) {
            refer(*e, "Link", !mapOf(m_project, e->from) ? nullptr : e.get(), "a start");
            refer(*e, "Link", !mapOf(m_project, e->to) ? nullptr : e.get(), "an end");
        }
        for (const auto& e : m_project.notes)
            note(*e);
        for (const auto& e : m_project.personas)
            if (e->portrait)
                refer(*e, "Persona", m_project.images.find(e->portrait), "a portrait");
        for (const auto& e : m_project.comments) {
            refer(*e, "Comment", m_project.maps.find(e->map), "a map");
            if (e->element && mapOf(m_project, e->element) != e->map)
                refer(*e, "Comment", nullptr, "an element");
        }
        for (const auto& e : m_project.stages) {
            if (e->detail)
                refer(*e, "Stage", m_project.maps.find(e->detail), "a detail map");
            size(e->id, "Stage", e->width);
        }
        for (const auto& e : m_project.lanes)
            size(e->id, "Lane", e->height);
        if (m_project.facts.brandLogo && !m_project.images.find(m_project.facts.brandLogo))
            broken({}, "The project refers to a logo that does not exist.");
        texts();
        return std::move(m_problems);
    }

private:
    void say(Problem::Severity severity, ElementId id, std::string what) {
        m_problems.push_back({severity, id, std::move(what)});
    }
    void broken(ElementId id, std::string what) {
        say(Problem::Severity::Broken, id, std::move(what));
    }
    std::string named(std::string_view kind, ElementId id) const {
        const std::string title = titleOf(m_project, id);
        return std::string(kind) + (title.empty() ? " without a name" : " “" + title + "”");
    }
    template <class E>
    void refer(const E& e, std::string_view kind, const void* target, std::string_view what) {
        if (target == nullptr)
            broken(e.id,
                   named(kind, e.id) + " refers to " + std::string(what) + " that does not exist.");
    }

    void ids() {
        std::unordered_set<std::uint64_t> seen;
        forEachTable(m_project, [&](std::string_view name, const auto& table) {
            for (const auto& row : table)
                if (!seen.insert(row->id.value).second || !row->id)
                    broken(row->id, "The id of a " + std::string(name) + " is used twice.");
        });
    }
    void maps() {
        for (const auto& map : m_project.maps) {
            for (const PersonaId persona : map->personas)
                refer(*map, "Map", m_project.personas.find(persona), "a persona");
            if (map->funnel.dataset)
                refer(*map, "Map", m_project.datasets.find(map->funnel.dataset), "a dataset");
            if (map->feedback)
                refer(*map, "Map", m_project.datasets.find(map->feedback), "its feedback");
            if (map->funnel.compare.dataset)
                refer(*map, "Map", m_project.datasets.find(map->funnel.compare.dataset),
                      "a dataset to compare with");
            if (map->origin)
                refer(*map, "Map", m_project.maps.find(map->origin), "a map it is the future of");
            if (stagesOf(m_project, map->id).empty())
                say(Problem::Severity::Doubtful, map->id,
                    named("Map", map->id) + " has no stages yet.");
        }
    }
    void card(const Card& e) {
        const Stage* stage = m_project.stages.find(e.stage);
        const Lane* lane = m_project.lanes.find(e.lane);
        refer(e, "Card", m_project.maps.find(e.map), "a map");
        refer(e, "Card", stage, "a stage");
        refer(e, "Card", lane, "a lane");
        if (stage != nullptr && lane != nullptr && (stage->map != e.map || lane->map != e.map))
            broken(e.id, named("Card", e.id) + " lies on a stage or lane of another map.");
        if (e.step) {
            const Step* step = m_project.steps.find(e.step);
            refer(e, "Card", step != nullptr && step->stage == e.stage ? step : nullptr, "a step");
        }
        if (e.image)
            refer(e, "Card", m_project.images.find(e.image), "a picture");
        range(e.id, "Card", "severity",
              e.severity ? std::optional<double>(*e.severity) : std::nullopt, 4);
        range(e.id, "Card", "reach", e.reach, 1);
        range(e.id, "Card", "frequency", e.frequency, 1);
        range(e.id, "Card", "score", e.painOverride.value, 100);
        if (e.painOverride.value && e.painOverride.reason.empty())
            broken(e.id, named("Card", e.id) + " has a score set by hand without a reason.");
    }
    void range(ElementId id, std::string_view kind, std::string_view what,
               std::optional<double> value, double most) {
        if (value && !(*value >= 0 && *value <= most))
            broken(id, named(kind, id) + " has a " + std::string(what) + " of " +
                           numberText(*value) + ", outside 0 to " + numberText(most) + ".");
    }
    void size(ElementId id, std::string_view kind, std::optional<double> value) {
        if (value && !(*value > 0 && *value <= 100000))
            broken(id, named(kind, id) + " has no size that can be drawn.");
    }
    void emotion(const EmotionPoint& e) {
        refer(e, "Emotion", m_project.stages.find(e.stage), "a stage");
        refer(e, "Emotion", m_project.personas.find(e.persona), "a persona");
        if (!(e.value >= -2 && e.value <= 2))
            broken(e.id, "An emotion is " + numberText(e.value) + ", outside −2 to +2.");
    }
    void note(const Note& e) {
        refer(e, "Note", m_project.maps.find(e.map), "a map");
        const bool placed = std::isfinite(e.x) && std::isfinite(e.y) && e.width > 0 &&
                            e.height > 0 && std::isfinite(e.width) && std::isfinite(e.height);
        if (!placed)
            broken(e.id, named("Note", e.id) + " has no place or size.");
    }
    void texts() {
        forEachTable(m_project, [&](std::string_view name, const auto& table) {
            for (const auto& row : table) {
                const std::string title = titleOf(m_project, row->id);
                if (!isValidUtf8(title))
                    broken(row->id, "The text of a " + std::string(name) + " is not UTF-8.");
                else if (codePointCount(title) > kLongestText)
                    say(Problem::Severity::Doubtful, row->id,
                        "The text of a " + std::string(name) +
                            " is longer than 20,000 characters.");
            }
        });
    }

    const Project& m_project;
    std::vector<Problem> m_problems;
};

} // namespace

std::vector<Problem> validate(const Project& project) {
    return Validation(project).run();
}

} // namespace cairn
