#include "cairn/model/find.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>

#include "cairn/base/error.hpp"
#include "cairn/base/marked_text.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/model/fields.hpp"

namespace cairn {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
using List = std::vector<std::string>;

/// A field that a person writes words in. Files' and pictures' names are not words of a map.
template <class M> constexpr bool holdsWords(FieldKind kind) {
    return kind != FieldKind::Hidden && kind != FieldKind::Reference &&
           (std::is_same_v<M, std::string> || std::is_same_v<M, List> || std::is_same_v<M, Pairs>);
}

/// Calls f(field name, part, text) for each text of an element; texts of a changeable element are
/// changeable.
template <class E, class F> void forEachText(E& element, F&& f) {
    forEachField<std::remove_const_t<E>>([&](const auto& field) {
        auto& value = element.*field.member;
        using M = std::remove_cvref_t<decltype(value)>;
        if (!holdsWords<M>(field.kind))
            return;
        if constexpr (std::is_same_v<M, std::string>) {
            f(std::string_view(field.name), std::size_t{0}, value);
        } else if constexpr (std::is_same_v<M, List>) {
            for (std::size_t i = 0; i < value.size(); ++i)
                f(std::string_view(field.name), i, value[i]);
        } else if constexpr (std::is_same_v<M, Pairs>) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                f(std::string_view(field.name), 2 * i, value[i].first);
                f(std::string_view(field.name), 2 * i + 1, value[i].second);
            }
        }
    });
}

char32_t asciiFold(char32_t c) {
    return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}
/// Beyond ASCII everything counts as a letter, so "Küche" keeps its word whole.
bool asciiIsWord(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') ||
           c >= 0x80;
}

/// A text as code points, with the bytes at which each begins and ends.
struct Letters {
    std::u32string points;
    std::vector<std::size_t> starts, ends;
};

constexpr std::string_view kBold = "**";

/// Where the marks of bold type stand: words are found across them, as they are read.
std::vector<std::size_t> boldMarks(std::string_view text) {
    std::vector<std::size_t> marks;
    if (!mayHaveMarks(text) || text.find(kBold) == std::string_view::npos)
        return marks;
    std::size_t i = 0;
    for (const MarkedLine& line : readMarks(text)) {
        const std::size_t end = std::min(text.find('\n', i), text.size());
        std::size_t read = 0;
        while (i < end) {
            if (text.substr(i, 2) == kBold && line.text.compare(read, 2, kBold) != 0) {
                marks.push_back(i);
                i += 2;
                continue;
            }
            read += read < line.text.size() && text[i] == line.text[read];
            ++i;
        }
        ++i; // the end of the line
    }
    return marks;
}

void decode(std::string_view text, const TextQuery& query, const LetterRules& rules, Letters& out) {
    out.points.clear();
    out.starts.clear();
    out.ends.clear();
    const auto marks = boldMarks(text);
    auto mark = marks.begin();
    for (std::size_t i = 0; i < text.size();) {
        if (mark != marks.end() && *mark == i) {
            ++mark;
            i += kBold.size();
            continue;
        }
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t wanted = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::size_t length = std::min(wanted, text.size() - i);
        char32_t c = lead < 0x80 ? lead : lead & (0x7Fu >> wanted);
        for (std::size_t k = 1; k < length; ++k)
            c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        out.starts.push_back(i);
        out.points.push_back(query.matchCase ? c : c < 0x80 ? asciiFold(c) : rules.fold(c));
        i += length;
        out.ends.push_back(i);
    }
}

class Search {
public:
    Search(const TextQuery& query, const LetterRules& rules) : m_query(query), m_rules(rules) {
        decode(query.words, query, rules, m_words);
    }

    using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;
    const Ranges& in(std::string_view text) {
        m_ranges.clear();
        if (text.empty() || m_words.points.empty())
            return m_ranges;
        decode(text, m_query, m_rules, m_text);
        const auto& points = m_text.points;
        const std::size_t n = m_words.points.size();
        for (std::size_t at = points.find(m_words.points); at != std::u32string::npos;) {
            const bool hit = !m_query.wholeWords || stands(at, n);
            if (hit)
                m_ranges.emplace_back(m_text.starts[at],
                                      m_text.ends[at + n - 1] - m_text.starts[at]);
            at = points.find(m_words.points, at + (hit ? n : 1));
        }
        return m_ranges;
    }
    template <class E> void in(const E& element, MapId map, std::vector<TextHit>& hits) {
        forEachText(element,
                    [&](std::string_view field, std::size_t part, const std::string& text) {
                        for (const auto& [at, length] : in(text))
                            hits.push_back({element.id, map, field, part, at, length});
                    });
    }

private:
    bool stands(std::size_t at, std::size_t n) const {
        const auto& points = m_text.points;
        const auto word = [&](std::size_t i) { return m_rules.isWord(points[i]); };
        return (at == 0 || !word(at - 1) || !word(at)) &&
               (at + n == points.size() || !word(at + n) || !word(at + n - 1));
    }

    const TextQuery& m_query;
    const LetterRules& m_rules;
    Letters m_words, m_text;
    Ranges m_ranges;
};

/// Where each thing of a map stands when it is read.
class ReadingOrder {
public:
    ReadingOrder(const Project& project, const Map& map) {
        int i = 0;
        for (const Stage* stage : stagesOf(project, map.id))
            m_columns[stage->id] = ++i;
        i = 0;
        for (const Lane* lane : lanesOf(project, map.id))
            m_rows[lane->id] = ++i;
        i = 0;
        for (const PersonaId persona : map.personas)
            m_people[persona] = ++i;
    }

    using Key = std::tuple<int, int, int, Rank, std::uint64_t>; ///< part, column, row, rank, id
    Key of(const Map& e) const { return {0, 0, 0, 0, e.id.value}; }
    Key of(const Persona& e) const { return {1, place(m_people, e.id), 0, e.rank, e.id.value}; }
    Key of(const Lane& e) const { return {2, 0, 0, e.rank, e.id.value}; }
    Key of(const Stage& e) const { return {3, place(m_columns, e.id), -2, 0, e.id.value}; }
    Key of(const Step& e) const { return {3, place(m_columns, e.stage), -1, e.rank, e.id.value}; }
    Key of(const Card& e) const {
        return {3, place(m_columns, e.stage), place(m_rows, e.lane), e.rank, e.id.value};
    }
    Key of(const EmotionPoint& e) const {
        return {3, place(m_columns, e.stage), kLast, place(m_people, e.persona), e.id.value};
    }
    Key of(const Note& e) const { return {4, 0, 0, 0, e.id.value}; }
    Key of(const Link& e) const { return {5, 0, 0, 0, e.id.value}; }
    Key of(const Comment& e) const { return {6, 0, 0, e.at, e.id.value}; }
    bool shows(PersonaId persona) const { return m_people.contains(persona); }

private:
    static constexpr int kLast = 1 << 30;
    template <class T> static int place(const std::map<ElementId, int>& places, T id) {
        const auto at = places.find(id);
        return at == places.end() ? kLast : at->second;
    }
    std::map<ElementId, int> m_columns, m_rows, m_people;
};

class MapSearch {
public:
    MapSearch(const Project& project, const Map& map, Search& search)
        : m_map(map), m_order(project, map), m_search(search) {
        of(project.personas);
        of(project.maps);
        of(project.stages);
        of(project.steps);
        of(project.lanes);
        of(project.cards);
        of(project.emotions);
        of(project.links);
        of(project.notes);
        of(project.comments);
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    void appendTo(std::vector<TextHit>& hits, std::set<ElementId>& people) const {
        std::set<ElementId> now;
        for (const auto& [key, hit] : m_found) {
            const bool persona = !hit.map;
            if (persona && people.contains(hit.element))
                continue;
            if (persona)
                now.insert(hit.element);
            hits.push_back(hit);
        }
        people.merge(now);
    }

private:
    template <class E> void of(const Table<E>& table) {
        for (const auto& element : table) {
            if constexpr (std::is_same_v<E, Persona>) {
                if (!m_order.shows(element->id))
                    continue;
            } else if constexpr (std::is_same_v<E, Map>) {
                if (element->id != m_map.id)
                    continue;
            } else if (element->map != m_map.id) {
                continue;
            }
            m_hits.clear();
            m_search.in(*element, std::is_same_v<E, Persona> ? MapId{} : m_map.id, m_hits);
            for (const TextHit& hit : m_hits)
                m_found.emplace_back(m_order.of(*element), hit);
        }
    }

    const Map& m_map;
    ReadingOrder m_order;
    Search& m_search;
    std::vector<TextHit> m_hits;
    std::vector<std::pair<ReadingOrder::Key, TextHit>> m_found;
};

/// Puts `with` where the hits are, from the last to the first so that the places of the others stay
/// right.
void replaceIn(std::string& text, std::vector<TextHit> hits, std::string_view with) {
    std::sort(hits.begin(), hits.end(),
              [](const TextHit& a, const TextHit& b) { return a.at > b.at; });
    std::size_t end = text.size();
    const auto marks = boldMarks(text);
    const auto marksBefore = [&](std::size_t at) {
        return std::lower_bound(marks.begin(), marks.end(), at) - marks.begin();
    };
    for (const TextHit& hit : hits) {
        if (hit.at > end || hit.length > end - hit.at)
            throw Error(ErrorCode::BadInput, "replacing text",
                        "the text is no longer what was searched", "Search again.");
        std::string words(with);
        // A mark whose other half stands outside stays, on its side of the words.
        const auto before = marksBefore(hit.at), inside = marksBefore(hit.at + hit.length) - before;
        if (inside % 2 != 0)
            words = before % 2 != 0 ? words + std::string(kBold) : std::string(kBold) + words;
        text.replace(hit.at, hit.length, words);
        end = hit.at;
    }
}

void tidy(List& list) {
    List kept;
    for (std::string& entry : list)
        if (!entry.empty() && std::find(kept.begin(), kept.end(), entry) == kept.end())
            kept.push_back(std::move(entry));
    list = std::move(kept);
}

using HitsByElement = std::map<ElementId, std::vector<TextHit>>;

template <class E>
Project replaceInElement(Project project, E element, const std::vector<TextHit>& hits,
                         std::string_view with) {
    std::map<std::pair<std::string_view, std::size_t>, std::vector<TextHit>> byText;
    for (const TextHit& hit : hits)
        byText[{hit.field, hit.part}].push_back(hit);
    forEachText(element, [&](std::string_view field, std::size_t part, std::string& text) {
        if (const auto at = byText.find({field, part}); at != byText.end()) {
            replaceIn(text, std::move(at->second), with);
            byText.erase(at);
        }
    });
    if (!byText.empty())
        throw Error(ErrorCode::BadInput, "replacing text", "a text that was found is gone",
                    "Search again.");
    forEachField<E>([&](const auto& field) {
        auto& value = element.*field.member;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, List>)
            if (std::any_of(hits.begin(), hits.end(),
                            [&](const TextHit& hit) { return hit.field == field.name; }))
                tidy(value);
    });
    return put(std::move(project), std::move(element));
}

/// A tag keeps its colour when all cards that carried it call it by its new name.
void renameTags(Project& project, const Project& before, const HitsByElement& hits) {
    std::map<std::string, std::set<std::string>> became;
    for (const auto& [id, found] : hits) {
        const Card* was = before.cards.find(id.as<CardTag>());
        const Card* is = project.cards.find(id.as<CardTag>());
        if (!was || !is || was->tags.size() != is->tags.size())
            continue;
        for (std::size_t i = 0; i < was->tags.size(); ++i)
            if (was->tags[i] != is->tags[i])
                became[was->tags[i]].insert(is->tags[i]);
    }
    const auto carried = [&](const std::string& name) {
        return std::any_of(project.cards.begin(), project.cards.end(), [&](const Ref<Card>& card) {
            return std::find(card->tags.begin(), card->tags.end(), name) != card->tags.end();
        });
    };
    for (const Tag* tag : tagsOf(before)) {
        const auto at = became.find(tag->name);
        if (at == became.end() || at->second.size() != 1 || carried(tag->name))
            continue;
        const std::string& name = *at->second.begin();
        const auto all = tagsOf(project);
        if (std::any_of(all.begin(), all.end(),
                        [&](const Tag* other) { return other->name == name; }))
            continue;
        Tag renamed = *tag;
        renamed.name = name;
        project = put(std::move(project), std::move(renamed));
    }
}

} // namespace

LetterRules asciiLetters() {
    return {asciiFold, asciiIsWord};
}

std::vector<std::pair<std::size_t, std::size_t>>
findIn(std::string_view text, const TextQuery& query, const LetterRules& rules) {
    return Search(query, rules).in(text);
}

std::vector<TextHit> findText(const Project& project, MapId map, const TextQuery& query,
                              const LetterRules& rules) {
    std::vector<TextHit> hits;
    std::set<ElementId> people;
    Search search(query, rules);
    for (const Map* each : mapsOf(project))
        if (!map || each->id == map)
            MapSearch(project, *each, search).appendTo(hits, people);
    if (!map)
        for (const Persona* persona : personasOf(project)) // those that no map shows
            if (!people.contains(persona->id))
                search.in(*persona, {}, hits);
    return hits;
}

Project replaceText(Project project, std::span<const TextHit> hits, std::string_view with) {
    const Project before = project;
    HitsByElement byElement;
    for (const TextHit& hit : hits)
        byElement[hit.element].push_back(hit);
    for (const auto& [id, found] : byElement) {
        bool known = false;
        forEachTable(before, [&, &element = id, &these = found](const char*, const auto& table) {
            using E = std::remove_cvref_t<decltype(**table.begin())>;
            if (known)
                return;
            if (const E* was = table.find(decltype(E::id){element.value})) {
                known = true;
                project = replaceInElement(std::move(project), E(*was), these, with);
            }
        });
        if (!known)
            throw Error(ErrorCode::BadInput, "replacing text", "an element that was found is gone",
                        "Search again.");
    }
    renameTags(project, before, byElement);
    return project;
}

} // namespace cairn
