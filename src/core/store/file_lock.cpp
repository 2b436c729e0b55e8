#include "core/store/file_lock.hpp"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

#include "cairn/base/error.hpp"
#include "core/store/connection.hpp"

#ifdef _WIN32
#include <process.h>
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace cairn::store {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

#ifdef _WIN32

constexpr DWORD kLockedByte = 1 << 20; // far past the text, so that others can still read who it is

std::string whoWeAre() {
    return "process " + std::to_string(_getpid()) + " of " + environment("USERNAME") + " on " +
           environment("COMPUTERNAME");
}

std::intptr_t openAndLock(const std::filesystem::path& file) {
    const HANDLE handle = CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                      nullptr, OPEN_ALWAYS, 0, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        throw Error(ErrorCode::NoAccess, "lock", "the lock file cannot be made", {},
                    pathText(file));
    OVERLAPPED where{};
    where.Offset = kLockedByte;
    if (!LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where)) {
        CloseHandle(handle);
        return -1;
    }
    const std::string text = whoWeAre();
    DWORD written = 0;
    WriteFile(handle, text.data(), static_cast<DWORD>(text.size()), &written, nullptr);
    SetEndOfFile(handle);
    return reinterpret_cast<std::intptr_t>(handle);
}

void unlockAndRemove(const std::filesystem::path& file, std::intptr_t handle) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    CloseHandle(reinterpret_cast<HANDLE>(handle));
}

#else

std::string whoWeAre() {
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    std::string user = environment("USER");
    if (user.empty())
        user = "user " + std::to_string(::getuid());
    return "process " + std::to_string(::getpid()) + " of " + user + " on " + host;
}

/// The holder removes the file when letting go: a lock on a file that is no longer there is worth
/// nothing.
bool isStillThere(int fd, const std::filesystem::path& file) {
    struct stat mine {};
    struct stat there {};
    return ::fstat(fd, &mine) == 0 && ::stat(file.c_str(), &there) == 0 &&
           mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

std::intptr_t openAndLock(const std::filesystem::path& file) {
    constexpr int kTries = 100;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0)
            throw Error(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::NoAccess, "lock",
                        std::generic_category().message(errno), {}, pathText(file));
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            ::close(fd);
            return -1;
        }
        if (!isStillThere(fd, file)) {
            ::close(fd);
            continue;
        }
        const std::string text = whoWeAre();
        // Who we are is a courtesy: on a full disk the lock holds all the same.
        if (::ftruncate(fd, 0) != 0 || ::write(fd, text.data(), text.size()) < 0)
            errno = 0;
        return fd;
    }
    return -1;
}

void unlockAndRemove(const std::filesystem::path& file, std::intptr_t handle) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    ::close(static_cast<int>(handle));
}

#endif

} // namespace

FileLock::FileLock(std::filesystem::path file, std::intptr_t handle)
    : m_file(std::move(file)), m_handle(handle) {}

std::optional<FileLock> FileLock::tryTake(const std::filesystem::path& file) {
    const std::intptr_t handle = openAndLock(file);
    if (handle == -1)
        return std::nullopt;
    return FileLock(file, handle);
}

std::string FileLock::holderOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    char text[256] = "";
    in.read(text, sizeof text - 1);
    return std::string(text, static_cast<std::size_t>(in.gcount()));
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_file(std::move(other.m_file)), m_handle(std::exchange(other.m_handle, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    if (this != &other) {
        release();
        m_file = std::move(other.m_file);
        m_handle = std::exchange(other.m_handle, -1);
    }
    return *this;
}

FileLock::~FileLock() {
    release();
}

void FileLock::release() {
    if (m_handle != -1)
        unlockAndRemove(m_file, std::exchange(m_handle, -1));
}

} // namespace cairn::store
