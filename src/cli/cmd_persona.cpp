// persona: the customers of the data who are like a persona

#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/insight/findings.hpp"
#include "cairn/model/edits.hpp"
#include "cli/commands.hpp"
#include "cli/data_edits.hpp"
#include "cli/funnel_flags.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

struct PersonaFlags {
    std::string file, name, map;
    std::vector<std::string> segment;
    bool none = false;
};

PropertyFilter conditionOf(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw CLI::ValidationError("--segment",
                                   "“" + text + "” is neither COLUMN=VALUE nor COLUMN!=VALUE");
    const bool isNot = text[equals - 1] == '!';
    return {text.substr(0, equals - (isNot ? 1 : 0)), isNot ? FilterOp::IsNot : FilterOp::Is,
            text.substr(equals + 1)};
}

const Persona& personaNamed(const Project& project, const std::string& name) {
    std::string names;
    for (const Persona* persona : personasOf(project)) {
        if (foldedWords(persona->name) == foldedWords(name))
            return *persona;
        names += (names.empty() ? "" : ", ") + persona->name;
    }
    throw Error(ErrorCode::NotFound, "choose a persona", "there is no persona “" + name + "”",
                names.empty() ? "The project has none." : "There are: " + names + ".");
}

void persona(const PersonaFlags& flags) {
    if (!flags.segment.empty() || flags.none)
        changeFile(flags.file, [&](WorkingCopy& copy) {
            const Project& project = copy.project();
            Persona changed = personaNamed(project, flags.name);
            changed.segment.clear();
            for (const std::string& text : flags.segment)
                changed.segment.push_back(conditionOf(text));
            Project after = put(project, std::move(changed));
            HistoryEntry entry{"change segment", nowMs(), diff(project, after)};
            copy.record(std::move(entry), std::move(after));
        });
    ProjectReader file(flags.file);
    const Project project = file.project();
    const Persona& shown = personaNamed(project, flags.name);
    const Map& map = chosenMap(project, flags.map);
    const auto content = contentOf(file, project, map, {});
    const MapFindings findings = computeFindings(project, map.id, content ? &*content : nullptr);
    if (findings.personaOf(shown.id) == nullptr)
        std::cout << (shown.segment.empty() ? "“" + shown.name +
                                                  "” has no segment yet: "
                                                  "--segment COLUMN=VALUE.\n"
                                            : "The map has no data yet.\n");
    MapFindings own;
    if (const PersonaFigures* figures = findings.personaOf(shown.id))
        own.personas = {*figures};
    printPersonas(project, own);
}

} // namespace

void addPersonaCommand(CLI::App& program) {
    auto flags = std::make_shared<PersonaFlags>();
    auto* command = program.add_subcommand(
        "persona", "Bind a persona to a segment of the data, and count its customers");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("name", flags->name, "The persona's name")->required();
    auto* segment = command->add_option(
        "--segment", flags->segment,
        "COLUMN=VALUE or COLUMN!=VALUE; repeatable, all hold; an empty VALUE is a missing one");
    segment->expected(1)->take_all();
    command->add_flag("--no-segment", flags->none, "Bind it to no data")->excludes(segment);
    command->add_option("--map", flags->map, "The map's title or number");
    command->callback([flags] { persona(*flags); });
}

} // namespace cairn::cli
