#include "core/table/byte_file.hpp"

#include <cerrno>
#include <cstring>
#include <string>

#include "cairn/base/error.hpp"

#ifdef _WIN32
#define NOMINMAX
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace cairn {
namespace {

std::string named(const std::filesystem::path& file) {
    const auto text = file.u8string();
    return {text.begin(), text.end()};
}

[[noreturn]] void fail(const std::filesystem::path& file, ErrorCode code, std::string why,
                       std::string advice = {}) {
    throw Error(code, "read a data file", std::move(why), std::move(advice), named(file));
}

void checkIsFile(const std::filesystem::path& file) {
    std::error_code failure;
    const auto status = std::filesystem::status(file, failure);
    if (status.type() == std::filesystem::file_type::not_found)
        fail(file, ErrorCode::NotFound, "There is no such file.", "Check the name and the folder.");
    if (std::filesystem::is_directory(status))
        fail(file, ErrorCode::BadInput, "This is a folder, not a file.",
             "Choose the CSV file inside it.");
    if (status.type() != std::filesystem::file_type::none && !failure &&
        !std::filesystem::is_regular_file(status)) // opening a pipe would wait for its writer
        fail(file, ErrorCode::BadInput, "This is not a regular file.",
             "Save the data to a file first.");
}

} // namespace

#ifdef _WIN32

ByteFile::ByteFile(const std::filesystem::path& file) : m_path(file) {
    checkIsFile(file);
    m_handle = CreateFileW(file.c_str(), GENERIC_READ,
                           FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                           OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (m_handle == INVALID_HANDLE_VALUE)
        fail(file, ErrorCode::NoAccess, "The file may not be read.",
             "Close other programs that use it.");
    LARGE_INTEGER size{};
    if (!GetFileSizeEx(m_handle, &size)) {
        CloseHandle(m_handle);
        fail(file, ErrorCode::Io, "The size of the file cannot be read.");
    }
    m_size = static_cast<std::uint64_t>(size.QuadPart);
}

ByteFile::~ByteFile() {
    CloseHandle(m_handle);
}

std::uint64_t ByteFile::sizeNow() const {
    LARGE_INTEGER size{};
    return GetFileSizeEx(m_handle, &size) ? static_cast<std::uint64_t>(size.QuadPart) : m_size;
}

std::size_t ByteFile::readAt(std::uint64_t offset, std::span<char> out) const {
    std::size_t done = 0;
    while (done < out.size()) {
        OVERLAPPED at{};
        at.Offset = static_cast<DWORD>(offset + done);
        at.OffsetHigh = static_cast<DWORD>((offset + done) >> 32);
        DWORD got = 0;
        const auto want = static_cast<DWORD>(std::min<std::size_t>(out.size() - done, 1u << 30));
        if (!ReadFile(m_handle, out.data() + done, want, &got, &at) &&
            GetLastError() != ERROR_HANDLE_EOF)
            fail(m_path, ErrorCode::Io, "Reading failed half-way.",
                 "Try again, or copy the file first.");
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

#else

ByteFile::ByteFile(const std::filesystem::path& file) : m_path(file) {
    checkIsFile(file);
    m_descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (m_descriptor < 0) {
        const bool denied = errno == EACCES || errno == EPERM;
        fail(file, denied ? ErrorCode::NoAccess : ErrorCode::Io,
             denied ? "You may not read this file."
                    : std::string("The file cannot be opened: ") + std::strerror(errno) + ".",
             denied ? "Ask for access, or for a copy of it."
                    : "Try again, or copy the file first.");
    }
    struct stat about {};
    if (::fstat(m_descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(m_descriptor);
        fail(file, ErrorCode::BadInput, "This is not a regular file.",
             "Save the data to a file first.");
    }
    m_size = static_cast<std::uint64_t>(about.st_size);
#ifdef POSIX_FADV_SEQUENTIAL
    ::posix_fadvise(m_descriptor, 0, 0, POSIX_FADV_SEQUENTIAL); // a hint: reading works without it
#endif
}

ByteFile::~ByteFile() {
    ::close(m_descriptor);
}

std::uint64_t ByteFile::sizeNow() const {
    struct stat about {};
    return ::fstat(m_descriptor, &about) == 0 ? static_cast<std::uint64_t>(about.st_size) : m_size;
}

std::size_t ByteFile::readAt(std::uint64_t offset, std::span<char> out) const {
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got = ::pread(m_descriptor, out.data() + done, out.size() - done,
                                    static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            fail(m_path, ErrorCode::Io,
                 std::string("Reading failed half-way: ") + std::strerror(errno) + ".",
                 "Try again, or copy the file first.");
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

#endif

void ByteFile::throwIfChanged() const {
    if (sizeNow() != m_size)
        fail(m_path, ErrorCode::ChangedUnderneath, "The file changed while it was read.",
             "Wait until the program that writes it has finished, then try again.");
}

} // namespace cairn
