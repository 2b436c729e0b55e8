#pragma once
// A file as the newer export of data that a project has: `import --again` and `watch`.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cairn/ingest/watch.hpp"
#include "cairn/store/working_copy.hpp"

namespace cairn::cli {

struct AgainReport {
    enum class Outcome { Added, Replaced, NothingNew, Stranger };
    Outcome outcome = Outcome::Stranger;
    std::string dataset;  ///< name of the data it belongs to; empty for a stranger
    std::string sentence; ///< what came of it
    bool changed() const { return outcome == Outcome::Added || outcome == Outcome::Replaced; }
};

/// One step of the way back on every map that shows the data; none when nothing is new. Throws Error, also when the file
/// changed while it was read. Several files are the newer exports of some that were imported together, one for each step.
AgainReport importAgain(WorkingCopy& copy, const std::vector<std::filesystem::path>& files, const JobControl& job);
nlohmann::ordered_json againJson(const std::string& fileName, const AgainReport& report);

} // namespace cairn::cli
