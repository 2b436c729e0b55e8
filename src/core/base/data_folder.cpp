#include "cairn/base/data_folder.hpp"

#include <cstdlib>

namespace cairn {
namespace {

#ifdef _WIN32

std::filesystem::path peoplesData() {
    const wchar_t* folder = _wgetenv(L"APPDATA");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder);
}

#else

std::filesystem::path folderOf(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}

std::filesystem::path home() {
    const auto folder = folderOf("HOME");
    return folder.empty() ? std::filesystem::path("/") : folder;
}

#ifdef __APPLE__

std::filesystem::path peoplesData() {
    return home() / "Library" / "Application Support";
}

#else

std::filesystem::path peoplesData() {
    const auto given = folderOf("XDG_DATA_HOME");
    if (given.is_absolute()) // the XDG specification: any other is to be ignored
        return given;
    return home() / ".local" / "share";
}

#endif
#endif

} // namespace

std::filesystem::path dataFolder() {
    return peoplesData() / "Cairn" / "Cairn"; // organisation and application, as Qt has them
}

} // namespace cairn
