// changes FILE.cairn: what changed since what the map is held against

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/insight/changes.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct ChangesFlags {
    std::string file, map;
    bool asJson = false, progress = false;
};

json numberOr(const std::optional<double>& value) {
    return value ? json(*value) : json(nullptr);
}

json stageJson(const StageChange& change) {
    json row{{"stage", change.title},
             {"verdict", nameOf(change.verdict)},
             {"reached_before", numberOr(change.reachedBefore)},
             {"reached_after", numberOr(change.reachedAfter)},
             {"before", nullptr},
             {"after", nullptr},
             {"difference", nullptr},
             {"interval", nullptr},
             {"p", nullptr},
             {"customers", numberOr(change.customers)}};
    if (const auto& test = change.test) {
        row["before"] = {test->a, test->n};
        row["after"] = {test->b, test->m};
        row["difference"] = numberOr(test->difference);
        row["p"] = numberOr(test->p);
        if (test->interval)
            row["interval"] = {test->interval->low, test->interval->high};
    }
    return row;
}

json answersJson(const AnswerChange& row) {
    const FeedbackChange& change = *row.score.change;
    json interval;
    if (change.interval)
        interval = {change.interval->low, change.interval->high};
    return {{"about", row.element ? json(row.title) : json(nullptr)},
            {"question", row.score.question.name},
            {"kind", nameOf(row.score.question.scale.kind)},
            {"verdict", nameOf(row.verdict)},
            {"before", numberOr(change.value)},
            {"before_n", change.n},
            {"after", numberOr(change.nowValue)},
            {"after_n", change.nowN},
            {"difference", numberOr(change.difference)},
            {"interval", interval}};
}

void printJson(const Project& project, const Map& map, const MapFindings& findings) {
    json document{{"map", map.title},
                  {"before", findings.beforeName},
                  {"after", findings.afterName},
                  {"stages", json::array()},
                  {"notes", findings.notes}};
    for (const StageChange& change : changesOf(project, findings))
        document["stages"].push_back(stageJson(change));
    document["survey_before"] = findings.feedback ? findings.feedback->beforeName : "";
    document["answers"] = json::array();
    for (const AnswerChange& change : answerChangesOf(project, findings))
        document["answers"].push_back(answersJson(change));
    std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

void printWords(const Project& project, const MapFindings& findings) {
    const auto changes = changesOf(project, findings);
    const auto answers = answerChangesOf(project, findings);
    if (changes.empty() && answers.empty()) {
        std::cout
            << "The map is held against nothing: add a newer export, or choose a comparison.\n";
    } else {
        if (!changes.empty() && !findings.beforeName.empty())
            std::cout << findings.beforeName << " → " << findings.afterName << "\n";
        for (const StageChange& change : changes)
            std::cout << changeSentence(change) << '\n';
        if (!answers.empty())
            std::cout << (changes.empty() ? "" : "\n") << "Answers, against "
                      << findings.feedback->beforeName << '\n';
        for (const AnswerChange& change : answers)
            std::cout << answerChangeSentence(change) << '\n';
    }
    if (findings.feedback && findings.feedback->since)
        std::cerr << "The newer survey holds the earlier answers as well: only those after "
                  << isoUtc(*findings.feedback->since) << " are held against them.\n";
    for (const std::string& note : findings.notes)
        std::cerr << note << '\n';
}

void changes(const ChangesFlags& flags) {
    const AskedMap asked(ProjectReader(flags.file), flags.map, progressOnStderr(flags.progress));
    if (flags.asJson)
        printJson(asked.project, asked.map, asked.findings);
    else
        printWords(asked.project, asked.findings);
}

} // namespace

void addChanges(CLI::App& program) {
    auto flags = std::make_shared<ChangesFlags>();
    auto* command = program.add_subcommand(
        "changes", "What changed since the data before: the stages that matter first");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags] { changes(*flags); });
}

} // namespace cairn::cli
