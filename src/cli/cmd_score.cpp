// score FILE.cairn

#include <iostream>

#include "cairn/exchange/project_json.hpp"
#include "cairn/insight/findings.hpp"
#include "cli/commands.hpp"
#include "cli/feedback_flags.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

struct ScoreFlags {
    std::string file, map;
    bool comments = false, asJson = false, progress = false;
};

void score(const ScoreFlags& flags) {
    const AskedMap asked(ProjectReader(flags.file), flags.map, progressOnStderr(flags.progress));
    if (flags.asJson) {
        std::cout << scoresToJson(asked.project, asked.findings);
    } else {
        printScores(asked.project, asked.findings);
        printPersonas(asked.project, asked.findings);
        printFeedback(asked.project, asked.findings, flags.comments);
    }
}

} // namespace

void addScore(CLI::App& program) {
    auto flags = std::make_shared<ScoreFlags>();
    auto* command = program.add_subcommand("score", "Pain score of every element, with its inputs");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_flag("--comments", flags->comments,
                      "Also what people wrote, as far as it was kept; worst first");
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { score(*flags); });
}

} // namespace cairn::cli
