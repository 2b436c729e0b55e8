#include "cairn/base/atomic_file.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "cairn/base/error.hpp"

#ifdef _WIN32
#include <io.h>
#include <process.h>
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace cairn {
namespace {

constexpr std::size_t kChunkBytes = 1 << 20;

ErrorCode codeFor(int error) {
    if (error == ENOSPC || error == EFBIG
#ifdef EDQUOT
        || error == EDQUOT
#endif
    )
        return ErrorCode::DiskFull;
    if (error == EACCES || error == EPERM || error == EROFS)
        return ErrorCode::NoAccess;
    if (error == ENOENT || error == ENOTDIR)
        return ErrorCode::NotFound;
    return ErrorCode::Io;
}

[[noreturn]] void fail(int error, const std::filesystem::path& target) {
    const ErrorCode code = codeFor(error);
    if (code == ErrorCode::NotFound) // so there was no file either
        throw Error(code, "write", "there is no such folder", "Choose another folder.",
                    target.string());
    std::string advice = "The file that was there before is unchanged.";
    if (code == ErrorCode::DiskFull)
        advice += " Free some space, or choose another place.";
    if (code == ErrorCode::NoAccess)
        advice += " Choose another folder.";
    throw Error(code, "write", std::generic_category().message(error), advice, target.string());
}

#ifdef _WIN32

void syncFile(const std::filesystem::path& file, const std::filesystem::path& target) {
    const HANDLE handle =
        CreateFileW(file.c_str(), GENERIC_WRITE, 0, nullptr, OPEN_EXISTING, 0, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        fail(EACCES, target);
    const bool good = FlushFileBuffers(handle) != 0;
    CloseHandle(handle);
    if (!good)
        fail(EIO, target);
}
void syncFolder(const std::filesystem::path&) {} // NTFS orders renames itself
void replace(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (!MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        fail(EACCES, to);
}
int processId() {
    return _getpid();
}

#else

/// A file descriptor that is closed on every way out.
struct Descriptor {
    int fd = -1;
    explicit Descriptor(int f) : fd(f) {}
    ~Descriptor() {
        if (fd >= 0)
            ::close(fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

void syncFile(const std::filesystem::path& file, const std::filesystem::path& target) {
    const Descriptor handle(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (handle.fd < 0 || ::fsync(handle.fd) != 0)
        fail(errno, target);
}
void syncFolder(const std::filesystem::path& folder) {
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some network folders cannot be synced; the rename has happened all the same.
    if (handle.fd >= 0)
        ::fsync(handle.fd);
}
void replace(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        fail(errno, to);
}
int processId() {
    return static_cast<int>(::getpid());
}

#endif

std::filesystem::path folderOf(const std::filesystem::path& file) {
    const auto folder = file.parent_path();
    return folder.empty() ? std::filesystem::path(".") : folder;
}

void writeAll(const std::filesystem::path& file, std::span<const std::byte> bytes,
              const std::filesystem::path& target) {
    std::FILE* out = std::fopen(file.string().c_str(), "wbx");
    if (out == nullptr)
        fail(errno, target);
    int error = 0;
    for (std::size_t at = 0; at < bytes.size() && error == 0; at += kChunkBytes) {
        const auto piece = bytes.subspan(at, std::min(kChunkBytes, bytes.size() - at));
        if (std::fwrite(piece.data(), 1, piece.size(), out) != piece.size())
            error = errno == 0 ? EIO : errno;
    }
    if (error == 0 && std::fflush(out) != 0)
        error = errno;
    if (std::fclose(out) != 0 && error == 0)
        error = errno;
    if (error != 0)
        fail(error, target);
}

} // namespace

std::filesystem::path temporaryBeside(const std::filesystem::path& target) {
    static std::atomic<unsigned> counter{0};
    std::filesystem::path name = "." + target.filename().string() + "." +
                                 std::to_string(processId()) + "-" + std::to_string(counter++) +
                                 ".tmp";
    return folderOf(target) / name;
}

void commitTemporary(const std::filesystem::path& temporary, const std::filesystem::path& target) {
    try {
        syncFile(temporary, target);
        replace(temporary, target);
        syncFolder(folderOf(target));
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw;
    }
}

void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes) {
    const auto temporary = temporaryBeside(target);
    try {
        writeAll(temporary, bytes, target);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw;
    }
    commitTemporary(temporary, target);
}

AtomicTextFile::AtomicTextFile(std::filesystem::path target)
    : m_target(std::move(target)), m_temporary(temporaryBeside(m_target)),
      m_out(std::fopen(m_temporary.string().c_str(), "wbx")) {
    if (m_out == nullptr)
        fail(errno, m_target);
}

AtomicTextFile::~AtomicTextFile() {
    if (m_out != nullptr)
        std::fclose(m_out);
    if (!m_temporary.empty()) {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
    }
}

void AtomicTextFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), m_out) != text.size())
        fail(errno == 0 ? EIO : errno, m_target);
}

void AtomicTextFile::commit() {
    std::FILE* out = std::exchange(m_out, nullptr);
    int error = std::fflush(out) != 0 ? errno : 0;
    if (std::fclose(out) != 0 && error == 0)
        error = errno;
    if (error != 0)
        fail(error, m_target);
    commitTemporary(m_temporary, m_target);
    m_temporary.clear();
}

std::string readWholeFile(const std::filesystem::path& file, std::size_t maxBytes) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        throw Error(codeFor(error.value()), "read", error.message(), {}, file.string());
    if (size > maxBytes)
        throw Error(ErrorCode::TooLarge, "read",
                    "it is larger than " + std::to_string(maxBytes / (1024 * 1024)) + " MB", {},
                    file.string());
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error(ErrorCode::NoAccess, "read", "it cannot be opened", {}, file.string());
    std::string bytes(static_cast<std::size_t>(size), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

} // namespace cairn
