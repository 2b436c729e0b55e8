#include "cli/project_access.hpp"

#include <algorithm>
#include <iostream>

#include "cairn/base/data_folder.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/insight/feedback.hpp"
#include "cli/template_files.hpp"

namespace cairn::cli {
namespace {

template <class List, class Name> std::string joined(const List& list, Name name) {
    std::string text;
    for (const auto& item : list)
        text += (text.empty() ? "" : ", ") + name(item);
    return text;
}

std::filesystem::path workingFolder() {
    const std::filesystem::path folder = dataFolder() / "working";
    std::filesystem::create_directories(folder);
    return folder;
}

} // namespace

std::vector<std::string> templateNames() {
    std::vector<std::string> names;
    for (const TemplateFile& file : templateFiles())
        names.emplace_back(file.name);
    return names;
}

std::string templateText(const std::string& name) {
    for (const TemplateFile& file : templateFiles())
        if (file.name == name)
            return std::string(file.text);
    throw Error(ErrorCode::NotFound, "use the template “" + name + "”", "there is no such template",
                "There are: " + joined(templateNames(), [](const std::string& n) { return n; }) +
                    ".");
}

const Map& chosenMap(const Project& project, const std::string& wanted) {
    const auto maps = mapsOf(project);
    if (maps.empty())
        throw Error(ErrorCode::NotFound, "choose a map", "the project has none");
    if (wanted.empty())
        return *maps.front();
    for (std::size_t i = 0; i < maps.size(); ++i)
        if (foldedWords(maps[i]->title) == foldedWords(wanted) || std::to_string(i + 1) == wanted)
            return *maps[i];
    throw Error(ErrorCode::NotFound, "choose the map “" + wanted + "”", "there is no such map",
                "There are: " + joined(maps, [](const Map* m) { return m->title; }) + ".");
}

bool isCairnFile(const std::filesystem::path& file) {
    return asciiLower(file.extension().string()) == ".cairn";
}

namespace {

std::optional<DatasetContent> load(ProjectReader& file, const Project& project, DatasetId dataset,
                                   const JobControl& job, const OnlyProperties& only = {}) {
    if (!dataset || project.datasets.find(dataset) == nullptr)
        return std::nullopt;
    try {
        return file.dataset(dataset, job, only);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound)
            throw;
        std::cerr << error.what() << '\n'; // a project made from JSON carries no rows
        return std::nullopt;
    }
}

} // namespace

std::optional<DatasetContent> contentOf(ProjectReader& file, const Project& project, const Map& map,
                                        const JobControl& job, const OnlyProperties& only) {
    auto content = load(file, project, map.funnel.dataset, job, only);
    const auto* log = content ? std::get_if<EventLog>(&*content) : nullptr;
    const auto missing = [&](const std::string& name) { return !log->propertyIndex(name); };
    if (log != nullptr && only && std::any_of(only->begin(), only->end(), missing))
        return load(file, project, map.funnel.dataset, job); // whoever asks tells what there is
    return content;
}

namespace {

MapFindings findingsOf(ProjectReader& file, const Project& project, const Map& map,
                       const std::optional<DatasetContent>& content, const JobControl& job) {
    const bool compares = map.funnel.compare.with == "dataset";
    const auto compared =
        load(file, project, compares ? map.funnel.compare.dataset : DatasetId{}, job);
    const auto feedback = load(file, project, map.feedback, job);
    const auto before = load(file, project, surveyBefore(project, map), job);
    const auto at = [](const std::optional<DatasetContent>& of) { return of ? &*of : nullptr; };
    return computeFindings(project, map.id, at(content), job, at(compared), at(feedback),
                           at(before));
}

} // namespace

AskedMap::AskedMap(ProjectReader file, const std::string& title, const JobControl& job)
    : project(file.project()), map(chosenMap(project, title)),
      content(contentOf(file, project, map, job)),
      findings(findingsOf(file, project, map, content, job)) {}

void changeFile(const std::filesystem::path& file,
                const std::function<void(WorkingCopy&)>& change) {
    WorkingCopy copy = WorkingCopy::open(workingFolder(), file);
    try {
        change(copy);
        copy.saveTo(file);
    } catch (...) {
        copy.closeAndRemove(); // the person's file is as it was; half an import is worth nothing
        throw;
    }
    copy.closeAndRemove();
}

} // namespace cairn::cli
