// templates, new, info, check

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "cairn/exchange/paste.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/ingest/plan.hpp"
#include "cairn/model/names.hpp"
#include "cairn/model/templates.hpp"
#include "cairn/store/project_file.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct NewFlags {
    std::string file, from, title, json, text;
    bool force = false;
};

/// A map of a table with tabs, an outline or a Mermaid journey; its name serves when the text has
/// no title.
Project projectOfText(const std::filesystem::path& file) {
    const std::string kind = asciiLower(file.extension().string());
    const std::string text = readWholeFile(file, kLongestPaste);
    const Pasted read = kind == ".mmd" || kind == ".mermaid" ? readMermaid(text) : readPasted(text);
    if (read.empty())
        throw Error(ErrorCode::BadInput, "read", "there is nothing in it to make a map of", {},
                    file.string());
    return projectFromPasted(read, EnglishPhrases(), file.stem().string());
}

void makeProject(const NewFlags& flags) {
    if (!flags.force && std::filesystem::exists(flags.file))
        throw Error(ErrorCode::BadInput, "make", "there is a file of that name already",
                    "Choose another name, or add --force to replace it.", flags.file);
    Project project;
    if (!flags.json.empty())
        project = importProjectJson(flags.json);
    else if (!flags.text.empty())
        project = projectOfText(flags.text);
    else if (!flags.from.empty())
        project = projectFromTemplate(flags.from, templateText(flags.from));
    else
        project = blankProject(flags.title.empty() ? "Customer journey" : flags.title);
    if (!flags.title.empty())
        project.facts.title = flags.title;
    writeProject(flags.file, project);
    std::cout << "Made " << flags.file << ": " << project.maps.size() << " map(s), "
              << project.stages.size() << " stages, " << project.cards.size() << " cards.\n";
}

json instantJson(const std::optional<TimeMs>& instant) {
    return instant ? json(isoUtc(*instant)) : json(nullptr);
}

json describeDataset(const Project& project, const Dataset& d,
                     const std::vector<StoredProperty>& properties) {
    json row{{"name", d.name},
             {"file", d.fileName},
             {"kind", d.kind},
             {"rows", d.rows},
             {"skipped", d.skipped},
             {"units", d.units},
             {"ids", keepsIds(d.plan)},
             {"first", instantJson(d.firstEvent)},
             {"last", instantJson(d.lastEvent)}};
    const Dataset* previous = project.datasets.find(d.previous);
    row["previous"] = previous ? json(previous->name) : json(nullptr);
    row["source"] = json::array();
    for (const SourcePart& part : d.source)
        row["source"].push_back({{"how", part.how},
                                 {"file", part.file},
                                 {"rows", part.rows},
                                 {"used", part.used},
                                 {"customers", part.customers},
                                 {"first", instantJson(part.first)},
                                 {"last", instantJson(part.last)}});
    row["properties"] = json::array();
    for (const StoredProperty& property : properties)
        row["properties"].push_back({{"name", property.name},
                                     {"of", property.ofCustomer ? "customer" : "event"},
                                     {"session", property.isSession},
                                     {"values", property.distinct}});
    row["maps"] = json::array();
    for (const Map* map : mapsOf(project))
        if (map->funnel.dataset == d.id)
            row["maps"].push_back(map->title);
    return row;
}

json describe(const std::string& file) {
    const FileFacts facts = inspectFile(file);
    const Project project = loadProject(file);
    json document;
    document["title"] = project.facts.title;
    document["version"] = facts.version;
    document["bytes"] = facts.bytes;
    document["personas"] = json::array();
    for (const Persona* persona : personasOf(project))
        document["personas"].push_back(persona->name);
    document["maps"] = json::array();
    for (const Map* map : mapsOf(project)) {
        json row{{"title", map->title},
                 {"kind", nameOf(map->kind)},
                 {"stages", stagesOf(project, map->id).size()},
                 {"lanes", lanesOf(project, map->id).size()},
                 {"cards", cardsOf(project, map->id).size()}};
        std::size_t bound = 0;
        for (const Stage* stage : stagesOf(project, map->id))
            bound += stage->binding.empty() ? 0 : 1;
        row["bound_stages"] = bound;
        document["maps"].push_back(std::move(row));
    }
    document["datasets"] = json::array();
    auto properties = listProperties(file);
    for (const Dataset* d : datasetsOf(project))
        document["datasets"].push_back(describeDataset(project, *d, properties[d->id]));
    return document;
}

/// "2024-03-12", or "–" for what has no period.
std::string dayText(const json& instant) {
    return instant.is_null() ? "–" : instant.get<std::string>().substr(0, 10);
}

void printDataset(std::size_t number, const json& d) {
    std::cout << "\nData " << number << ": " << d["name"].get<std::string>() << ", "
              << countText(d["rows"].get<double>()) << " rows of "
              << countText(d["units"].get<double>()) << " customers, "
              << (d["first"].is_null() ? "without times"
                                       : dayText(d["first"]) + " to " + dayText(d["last"]));
    for (const json& map : d["maps"])
        std::cout << ", on the map “" << map.get<std::string>() << "”";
    if (d["ids"].get<bool>())
        std::cout << ", with the customers' ids";
    if (!d["previous"].is_null())
        std::cout << ", after “" << d["previous"].get<std::string>() << "”";
    std::cout << '\n';
    for (const json& part : d["source"])
        std::cout << "  " << part["how"].get<std::string>() << ' '
                  << part["file"].get<std::string>() << ": "
                  << countText(part["used"].get<double>()) << " of "
                  << countText(part["rows"].get<double>()) << " rows, "
                  << countText(part["customers"].get<double>()) << " customers\n";
    if (d["properties"].empty())
        return;
    std::cout << "  properties:";
    const char* comma = " ";
    for (const json& property : d["properties"]) {
        std::cout << comma << property["name"].get<std::string>()
                  << (property["of"] == "customer" ? " (of the customer)" : "");
        comma = ", ";
    }
    std::cout << '\n';
}

void printInfo(const json& document) {
    std::cout << document["title"].get<std::string>() << "\n\n";
    std::vector<std::vector<std::string>> rows{
        {"map", "kind", ">stages", ">bound", ">lanes", ">cards"}};
    for (const json& map : document["maps"])
        rows.push_back({map["title"], map["kind"], map["stages"].dump(), map["bound_stages"].dump(),
                        map["lanes"].dump(), map["cards"].dump()});
    printTable(rows);
    std::cout << "\nPersonas: ";
    bool first = true;
    for (const json& name : document["personas"]) {
        std::cout << (first ? "" : ", ") << name.get<std::string>();
        first = false;
    }
    std::cout << (first ? "none\n" : "\n");
    std::size_t number = 0;
    for (const json& d : document["datasets"])
        printDataset(++number, d);
}

int printCheck(const std::string& file) {
    const FileCheck check = checkFile(file);
    for (const auto* list : {&check.damage, &check.schema, &check.references})
        for (const std::string& line : *list)
            std::cout << line << '\n';
    if (check.sound()) {
        std::cout << file << " is sound.\n";
        return 0;
    }
    throw Error(ErrorCode::Damaged, "vouch for", "it is not sound; what is wrong is listed above",
                "Open it in Cairn, which offers to save what is whole.", file);
}

} // namespace

void addTemplates(CLI::App& program) {
    auto* command = program.add_subcommand("templates", "List the built-in templates");
    command->callback([] {
        std::vector<std::vector<std::string>> rows{{"name", "title", "what it is"}};
        for (const std::string& name : templateNames()) {
            const TemplateSummary summary = templateSummary(name, templateText(name));
            rows.push_back({name, summary.title, summary.description});
        }
        printTable(rows);
    });
}

void addNew(CLI::App& program) {
    auto flags = std::make_shared<NewFlags>();
    auto* command = program.add_subcommand("new", "Make a project file");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("--template", flags->from, "A name from `cairn-cli templates`");
    command->add_option("--title", flags->title, "The project's title");
    command->add_option("--from-json", flags->json, "A project exported as JSON");
    command->add_option("--from-text", flags->text,
                        "A Mermaid journey (.mmd), an outline, or a table with tabs");
    command->add_flag("--force", flags->force, "Replace an existing file");
    command->callback([flags] { makeProject(*flags); });
}

void addInfo(CLI::App& program) {
    auto file = std::make_shared<std::string>();
    auto asJson = std::make_shared<bool>(false);
    auto* command = program.add_subcommand("info", "Say what is in a project file");
    command->add_option("file", *file, "FILE.cairn")->required();
    command->add_flag("--json", *asJson, "Machine-readable");
    command->callback([file, asJson] {
        const json document = describe(*file);
        if (*asJson)
            std::cout << document.dump(2) << '\n';
        else
            printInfo(document);
    });
}

void addCheck(CLI::App& program) {
    auto file = std::make_shared<std::string>();
    auto* command =
        program.add_subcommand("check", "Check a project file: integrity, schema, references");
    command->add_option("file", *file, "FILE.cairn")->required();
    command->callback([file] { printCheck(*file); });
}

} // namespace cairn::cli
