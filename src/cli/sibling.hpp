#pragma once
// The programs that lie in one folder.

#include <string>

namespace cairn::cli {

/// Goes on as the program of that name beside this one, with the same arguments: returns never. Its
/// exit code is this one's. Throws Error{NotFound} when it is not there.
[[noreturn]] void becomeSibling(const std::string& name, char** arguments);

} // namespace cairn::cli
