#pragma once
// The built-in templates, carried inside the program; the build writes the other half of this
// (resources/templates.cmake).

#include <span>
#include <string_view>

namespace cairn::cli {

struct TemplateFile {
    std::string_view name; ///< without .json
    std::string_view text;
};

/// Templates by name, then the sample.
std::span<const TemplateFile> templateFiles();

} // namespace cairn::cli
