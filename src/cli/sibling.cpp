#include "cli/sibling.hpp"

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "cairn/base/error.hpp"

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& program, const std::error_code& why) {
    const auto path = program.u8string();
    throw Error(why == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io,
                "paint", why.message(),
                "Pages and pictures need the program " + program.stem().string() +
                    " in the folder that cairn-cli is in; install it, or export .json or .mmd.",
                {path.begin(), path.end()});
}

#ifdef _WIN32

fs::path ownPath() {
    std::wstring path(32768, L'\0'); // the longest there can be
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return path;
}

/// The command line is handed on as it is: nothing has to be quoted again.
[[noreturn]] void become(fs::path program, char**) {
    program += L".exe";
    std::wstring line = GetCommandLineW();
    STARTUPINFOW start{};
    start.cb = sizeof start;
    PROCESS_INFORMATION child{};
    if (!CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr,
                        &start, &child))
        fail(program, std::error_code(static_cast<int>(GetLastError()), std::system_category()));
    WaitForSingleObject(child.hProcess, INFINITE);
    DWORD code = 1;
    GetExitCodeProcess(child.hProcess, &code);
    ExitProcess(code);
}

#else

fs::path ownPath() {
#ifdef __APPLE__
    std::string path(4096, '\0');
    auto size = static_cast<std::uint32_t>(path.size());
    if (_NSGetExecutablePath(path.data(), &size) == 0)
        return fs::canonical(path.c_str());
#endif
    std::error_code none;
    return fs::read_symlink("/proc/self/exe", none);
}

[[noreturn]] void become(const fs::path& program, char** arguments) {
    execv(program.c_str(), arguments);
    fail(program, std::error_code(errno, std::generic_category()));
}

#endif

} // namespace

void becomeSibling(const std::string& name, char** arguments) {
    std::cout.flush();
    const fs::path own = ownPath();
    if (own.empty()) // never one that merely lies where somebody works
        fail(name, std::make_error_code(std::errc::no_such_file_or_directory));
    become(own.parent_path() / name, arguments);
}

} // namespace cairn::cli
