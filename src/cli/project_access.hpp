#pragma once
// What the commands share: templates from the program's own resources, choosing a map, changing a
// file safely.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cairn/insight/findings.hpp"
#include "cairn/model/project.hpp"
#include "cairn/store/working_copy.hpp"

namespace cairn::cli {

/// Base names of the built-in templates, and the text of one. Throws Error{NotFound} naming those
/// there are.
std::vector<std::string> templateNames();
std::string templateText(const std::string& name);

/// The map with that title or 1-based number; the first one when empty. Throws Error naming the
/// maps there are.
const Map& chosenMap(const Project&, const std::string& wanted);

bool isCairnFile(const std::filesystem::path&);

/// Columns that a question needs; unset = all.
using OnlyProperties = std::optional<std::vector<std::string>>;
/// The map's dataset; empty when it has none.
std::optional<DatasetContent> contentOf(ProjectReader& file, const Project&, const Map&,
                                        const JobControl& job, const OnlyProperties& only = {});
/// A map and everything it shows: of its data, what they are held against, its survey and the one
/// before.
struct AskedMap {
    AskedMap(ProjectReader file, const std::string& title, const JobControl& job);
    AskedMap(const AskedMap&) = delete;
    AskedMap& operator=(const AskedMap&) = delete;

    const Project project;
    const Map& map; ///< of the project
    const std::optional<DatasetContent> content;
    const MapFindings findings;
};

/// Opens the file's working copy, lets `change` work on it, saves the file whole. Nothing is saved
/// when it throws.
void changeFile(const std::filesystem::path& file, const std::function<void(WorkingCopy&)>& change);

} // namespace cairn::cli
