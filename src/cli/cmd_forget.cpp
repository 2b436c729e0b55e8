// forget: a dataset, with or without trace, or a customer

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/model/edits.hpp"
#include "cli/commands.hpp"
#include "cli/data_edits.hpp"
#include "cli/print.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct ForgetFlags {
    std::string file, dataset, customer;
    bool fromStdin = false, withoutTrace = false, removed = false, ids = false;
    bool asJson = false, progress = false;
};

const Dataset& datasetNamed(const Project& project, const std::string& wanted) {
    const auto datasets = datasetsOf(project);
    std::string names;
    for (std::size_t i = 0; i < datasets.size(); ++i) {
        if (std::to_string(i + 1) == wanted)
            return *datasets[i];
        names += (names.empty() ? "" : ", ") + std::to_string(i + 1) + " " + datasets[i]->name;
    }
    throw Error(ErrorCode::NotFound, "forget data",
                "there is no dataset of the number “" + wanted + "”",
                names.empty() ? "The project has no data." : "There are: " + names + ".");
}

/// Copies from before the file was brought up to date hold what was to be forgotten.
json removeOlderCopies(const std::string& file) {
    json removed = json::array();
    for (const auto& copy : olderCopiesOf(file)) {
        std::error_code error;
        std::filesystem::remove(copy, error);
        if (error)
            throw Error(ErrorCode::NoAccess, "forget in an older copy", error.message(),
                        "Remove it by hand: it still holds what was to be forgotten.",
                        copy.string());
        removed.push_back(copy.filename().string());
    }
    return removed;
}

void sayOlderCopies(const json& removed) {
    for (const json& name : removed)
        std::cout << "Removed the copy of an older version: " << name.get<std::string>() << '\n';
}

void print(const ForgetFlags& flags, const json& document, const std::string& sentence) {
    if (flags.asJson)
        std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    else
        std::cout << sentence << '\n';
    if (!flags.asJson && document.contains("older_copies"))
        sayOlderCopies(document["older_copies"]);
}

void forgetDataset(const ForgetFlags& flags) {
    std::string name;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        const Project& project = copy.project();
        const Dataset& dataset = datasetNamed(project, flags.dataset);
        name = dataset.name;
        if (flags.withoutTrace)
            return copy.eraseDataset(dataset.id);
        Project after = removeDataset(project, dataset.id);
        HistoryEntry entry{"forget " + name, nowMs(), diff(project, after)};
        copy.record(std::move(entry), std::move(after));
    });
    json document{{"dataset", name}, {"without_trace", flags.withoutTrace}};
    if (flags.withoutTrace)
        document["older_copies"] = removeOlderCopies(flags.file);
    print(flags, document,
          "Forgot “" + name + "”" +
              (flags.withoutTrace
                   ? " without trace: neither undo nor a version brings it back."
                   : ". Its rows go when neither undo nor a version needs them any more."));
}

/// What was removed before, and is kept for undo and versions only.
void forgetRemoved(const ForgetFlags& flags) {
    std::size_t count = 0;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        auto left = copy.removedDatasets();
        count = left.size();
        for (; !left.empty(); left = copy.removedDatasets()) // one may take others along
            copy.eraseDataset(left.front().id);
    });
    json document{{"datasets", count}, {"older_copies", removeOlderCopies(flags.file)}};
    print(flags, document,
          "Forgot " + std::to_string(count) +
              " removed datasets without trace: neither undo nor a version brings them back.");
}

/// The customers stay, as numbers.
void forgetIds(const ForgetFlags& flags) {
    std::size_t count = 0;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        count = copy.forgetIds(progressOnStderr(flags.progress));
    });
    json document{{"datasets", count},
                  {"older_copies", count > 0 ? removeOlderCopies(flags.file) : json::array()}};
    print(flags, document,
          count == 0 ? "No data hold ids of customers."
                     : "Forgot the ids of all customers, in " + std::to_string(count) +
                           (count == 1 ? " dataset" : " datasets") +
                           ", with undo and versions. Their events stay; this cannot be undone.");
}

std::string customerAsked(const ForgetFlags& flags) {
    std::string id = flags.customer;
    if (flags.fromStdin && !std::getline(std::cin, id))
        id.clear();
    id = std::string(trimmed(id));
    if (id.empty())
        throw Error(ErrorCode::BadInput, "forget a customer", "no id was given",
                    "Write it as it stands in the exports, on the first line of the input.");
    return id;
}

std::string sentenceOf(const Forgotten& forgotten, std::uint64_t events) {
    if (forgotten.parts.empty())
        return "Nobody of that id is in the data.";
    const auto sets = forgotten.parts.size();
    return "Forgot the customer: " + std::to_string(events) + (events == 1 ? " event" : " events") +
           " taken out of " + std::to_string(sets) + (sets == 1 ? " dataset" : " datasets") +
           ", with undo and versions. This cannot be undone.";
}

void forgetCustomer(const ForgetFlags& flags) {
    const FingerprintKey key = customersKey();
    const std::string id = customerAsked(flags);
    Forgotten forgotten;
    changeFile(flags.file, [&](WorkingCopy& copy) {
        forgotten = copy.forgetCustomer(fingerprintOf(id, key), key.id(),
                                        progressOnStderr(flags.progress), id);
    });
    std::uint64_t events = 0;
    json document{{"events", 0}, {"datasets", json::array()}};
    for (const Forgotten::Part& part : forgotten.parts) {
        events += part.events;
        document["datasets"].push_back({{"name", part.name}, {"events", part.events}});
    }
    document["events"] = events;
    document["not_searched"] = forgotten.unsearchable;
    document["copies_left"] = forgotten.elsewhere;
    document["older_copies"] =
        forgotten.parts.empty() ? json::array() : removeOlderCopies(flags.file);
    print(flags, document, sentenceOf(forgotten, events));
    for (const std::string& name : forgotten.unsearchable)
        std::cerr << "“" << name
                  << "” was imported without fingerprints or on another computer: nobody can be "
                     "found in it. Forget the data whole if the customer may be in them.\n";
    if (forgotten.elsewhere > 0)
        std::cerr << "A copy that a crash left could not be rewritten: open or discard it in the "
                     "window.\n";
}

} // namespace

void addForget(CLI::App& program) {
    auto flags = std::make_shared<ForgetFlags>();
    auto* command =
        program.add_subcommand("forget", "Take a dataset, or a customer, out of a project");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    auto* dataset =
        command->add_option("dataset", flags->dataset, "Its number, as `info` lists them");
    command
        ->add_flag("--without-trace", flags->withoutTrace,
                   "Take the dataset out of undo and versions as well; cannot be undone")
        ->needs(dataset);
    auto* removed =
        command
            ->add_flag("--removed", flags->removed,
                       "Datasets removed before, that only undo and versions still have")
            ->excludes(dataset);
    auto* ids = command
                    ->add_flag("--all-ids", flags->ids,
                               "The ids of all customers, where they are kept; the data stay")
                    ->excludes(dataset)
                    ->excludes(removed);
    auto* typed = command->add_option("--id", flags->customer,
                                      "A customer, by the id in the exports (stays in the shell's "
                                      "history: better --customer-from-stdin)");
    auto* piped = command->add_flag("--customer-from-stdin", flags->fromStdin,
                                    "A customer, by the id on the first line of the input");
    typed->excludes(dataset)->excludes(removed)->excludes(ids);
    piped->excludes(dataset)->excludes(removed)->excludes(ids)->excludes(typed);
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->add_flag("--json", flags->asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command->callback([flags, typed] {
        if (flags->fromStdin || typed->count() > 0)
            forgetCustomer(*flags);
        else if (flags->removed)
            forgetRemoved(*flags);
        else if (flags->ids)
            forgetIds(*flags);
        else if (!flags->dataset.empty())
            forgetDataset(*flags);
        else
            throw CLI::RequiredError(
                "a dataset's number, --removed, --all-ids, --id or --customer-from-stdin");
    });
}

} // namespace cairn::cli
