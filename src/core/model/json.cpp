#include "cairn/model/json.hpp"

#include <set>

#include <set>

#include "core/model/base64.hpp"
#include "core/model/json_codec.hpp"

namespace cairn {
namespace {

using codec::json;

constexpr int kJsonFormat = 1;
constexpr std::size_t kMaxJsonBytes = 256 * 1024 * 1024;

template <class E> json elementToJson(const E& element) {
    if constexpr (std::is_same_v<E, Image>) {
        Image head = element;
        head.bytes = base64Encode(element.bytes);
        return codec::toJson(head);
    } else {
        return codec::toJson(element);
    }
}

template <class E> E elementFromJson(const json& j, const codec::Where& where) {
    E element;
    codec::fromJson(j, element, where);
    if (!element.id)
        codec::bad(where, "an element needs an id");
    if constexpr (std::is_same_v<E, Image>) {
        auto bytes = base64Decode(element.bytes);
        if (!bytes)
            codec::bad(where + ".bytes", "this is not base64");
        element.bytes = std::move(*bytes);
    }
    return element;
}

json parsed(std::string_view text) {
    if (text.size() > kMaxJsonBytes)
        throw Error(ErrorCode::TooLarge, "read JSON", "it is larger than 256 MB");
    // Depth is bounded before parsing: the parser recurses on destruction of deep values.
    int depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > 64)
                throw Error(ErrorCode::BadInput, "read JSON", "it is nested too deeply");
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    try {
        return json::parse(text);
    } catch (const json::exception& e) {
        throw Error(ErrorCode::BadInput, "read JSON", e.what());
    }
}

template <class T> json changesOf(const TableChanges<T>& table) {
    json rows = json::array();
    for (const auto& row : table.rows)
        rows.push_back({row.before ? elementToJson(*row.before) : json(nullptr),
                        row.after ? elementToJson(*row.after) : json(nullptr)});
    return rows;
}

template <class T>
void changesInto(TableChanges<T>& table, const json& rows, const codec::Where& where) {
    if (!rows.is_array())
        codec::bad(where, "a list is expected");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const codec::Where at = where + "[" + std::to_string(i) + "]";
        const json& pair = rows[i];
        if (!pair.is_array() || pair.size() != 2 || (pair[0].is_null() && pair[1].is_null()))
            codec::bad(at, "a pair of states is expected");
        const auto side = [&](const json& j) -> Ref<T> {
            return j.is_null() ? nullptr : std::make_shared<const T>(elementFromJson<T>(j, at));
        };
        table.rows.push_back({side(pair[0]), side(pair[1])});
    }
}

void checkFormat(const json& document) {
    if (!document.is_object() || !document.contains("cairn"))
        codec::bad("the top", "this is not a Cairn project (there is no \"cairn\" key)");
    int format = 0;
    codec::fromJson(document.at("cairn"), format, "cairn");
    if (format > kJsonFormat)
        throw Error(ErrorCode::TooNew, "read JSON", "it was written by a newer Cairn",
                    "Update Cairn to open it.");
}

} // namespace

std::string projectToJson(const Project& project) {
    json document;
    document["cairn"] = kJsonFormat;
    document["project"] = codec::toJson(project.facts);
    forEachTable(project, [&](const char* name, const auto& table) {
        auto rows = json::array();
        for (const auto& row : table)
            rows.push_back(elementToJson(*row));
        document[name] = std::move(rows);
    });
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Project projectFromJson(std::string_view text) {
    const json document = parsed(text);
    checkFormat(document);
    Project project;
    std::set<std::string> known{"cairn", "project"};
    if (const auto facts = document.find("project"); facts != document.end())
        codec::fromJson(*facts, project.facts, "project");
    forEachTable(project, [&](const char* name, auto& table) {
        known.insert(name);
        const auto rows = document.find(name);
        if (rows == document.end())
            return;
        if (!rows->is_array())
            codec::bad(name, "a list is expected");
        for (std::size_t i = 0; i < rows->size(); ++i) {
            using E = typename std::remove_cvref_t<decltype(**table.begin())>;
            const codec::Where where = std::string(name) + "[" + std::to_string(i) + "]";
            E element = elementFromJson<E>((*rows)[i], where);
            if (table.find(element.id) != nullptr)
                codec::bad(where, "its id is used twice");
            table.put(std::move(element));
        }
    });
    for (const auto& [key, unused] : document.items())
        if (!known.contains(key))
            codec::bad("the top", "“" + key + "” is not known here");
    return project;
}

std::string changesToJson(const Changes& changes) {
    json document = json::object();
    if (changes.factsAfter)
        document["project"] = {codec::toJson(*changes.factsBefore),
                               codec::toJson(*changes.factsAfter)};
    forEachChangedTable(changes, [&](const char* name, const auto& table) {
        if (!table.empty())
            document[name] = changesOf(table);
    });
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

Changes changesFromJson(std::string_view text) {
    const json document = parsed(text);
    Changes changes;
    if (const auto facts = document.find("project"); facts != document.end()) {
        if (!facts->is_array() || facts->size() != 2)
            codec::bad("project", "a pair of states is expected");
        ProjectFacts before;
        ProjectFacts after;
        codec::fromJson((*facts)[0], before, "project[0]");
        codec::fromJson((*facts)[1], after, "project[1]");
        changes.factsBefore = std::make_shared<const ProjectFacts>(std::move(before));
        changes.factsAfter = std::make_shared<const ProjectFacts>(std::move(after));
    }
    forEachChangedTable(changes, [&](const char* name, auto& table) {
        if (const auto rows = document.find(name); rows != document.end())
            changesInto(table, *rows, name);
    });
    return changes;
}

} // namespace cairn
