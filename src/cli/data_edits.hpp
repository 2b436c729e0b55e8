#pragma once
// What `import`, `join` and `forget` share: datasets of a project, and properties of their customers.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "cairn/ingest/join.hpp"
#include "cairn/insight/dataset_facts.hpp"
#include "cairn/store/working_copy.hpp"

namespace cairn::cli {

/// The key that customers are known again by; made when there is none yet.
FingerprintKey customersKey();

/// The map's dataset. Throws Error{NotFound} when it has none.
const Dataset& dataOf(const Project& project, const Map& map, const std::string& doing);
/// Its events. Throws Error{BadInput} for step counts.
EventLog eventsOf(const WorkingCopy& copy, const Dataset& dataset, const std::string& doing,
                  const JobControl& job);

std::string baseName(const std::string& path);

/// The flags of a second file.
struct JoinFlags {
    std::string file, key;
    std::vector<std::string> keep;

    void addColumns(CLI::App& app);
};
struct Joined {
    JoinResult result;
    std::string keyColumn;
    SourcePart part;
};
/// Says on stderr which column named the customers and which were left out.
Joined joinFile(EventLog log, const JoinFlags& flags, const JobControl& job);
nlohmann::ordered_json joinJson(const Joined& joined);

} // namespace cairn::cli
