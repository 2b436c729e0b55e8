// Any text as a project's JSON: refused with a reason, or read and then the same after writing and reading again.
#include <cstdlib>
#include <string_view>

#include "cairn/base/error.hpp"
#include "cairn/model/json.hpp"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        changesFromJson(text);
    } catch (const Error&) {
    }
    Project project;
    try {
        project = projectFromJson(text);
    } catch (const Error&) {
        return 0;
    }
    const std::string written = projectToJson(project);
    if (projectToJson(projectFromJson(written)) != written)
        std::abort();
    return 0;
}
