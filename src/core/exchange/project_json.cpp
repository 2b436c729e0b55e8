#include "cairn/exchange/project_json.hpp"

#include <span>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/model/json.hpp"
#include "cairn/model/validate.hpp"

namespace cairn {
namespace {

constexpr std::size_t kMaxBytes = 256 * 1024 * 1024;

} // namespace

void exportProjectJson(const Project& project, const std::filesystem::path& target) {
    const std::string text = projectToJson(project);
    writeFileAtomically(target, std::as_bytes(std::span(text)));
}

Project importProjectJson(const std::filesystem::path& file) {
    Project project = projectFromJson(readWholeFile(file, kMaxBytes));
    for (const Problem& problem : validate(project))
        if (problem.severity == Problem::Severity::Broken)
            throw Error(ErrorCode::BadInput, "open project", problem.what,
                        "Mend the file and try again.", file.string());
    return project;
}

} // namespace cairn
