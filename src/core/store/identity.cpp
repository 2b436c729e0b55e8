#include "core/store/identity.hpp"

#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "cairn/base/error.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {
namespace {

constexpr std::size_t kBufferBytes = 1 << 20;
constexpr std::size_t kHeaderBytes = 100;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;
struct FreeHash {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

[[noreturn]] void fail(int error, const std::filesystem::path& file, const std::string& doing) {
    ErrorCode code = ErrorCode::Io;
    if (error == ENOENT || error == ENOTDIR)
        code = ErrorCode::NotFound;
    else if (error == EACCES || error == EPERM || error == EROFS || error == EISDIR)
        code = ErrorCode::NoAccess;
    else if (error == ENOSPC || error == EFBIG)
        code = ErrorCode::DiskFull;
    throw Error(code, doing, std::generic_category().message(error), {}, pathText(file));
}

File openFile(const std::filesystem::path& file, bool write, const std::string& doing) {
#ifdef _WIN32
    std::FILE* handle = _wfopen(file.c_str(), write ? L"wb" : L"rb");
#else
    std::FILE* handle = std::fopen(file.c_str(), write ? "wb" : "rb");
#endif
    if (handle == nullptr)
        fail(errno, file, doing);
    return File(handle);
}

FileIdentity statOf(std::FILE* handle) {
    FileIdentity identity;
#ifdef _WIN32
    struct _stat64 info {};
    _fstat64(_fileno(handle), &info);
    identity.mtime = info.st_mtime * 1'000'000'000LL;
#else
    struct stat info {};
    ::fstat(::fileno(handle), &info);
#ifdef __APPLE__
    const auto& time = info.st_mtimespec;
#else
    const auto& time = info.st_mtim;
#endif
    identity.mtime = time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    identity.inode = info.st_ino;
#endif
    identity.size = static_cast<std::uint64_t>(info.st_size);
    return identity;
}

/// Hashes a file and, when `out` is given, copies it.
FileIdentity readThrough(const std::filesystem::path& file, std::FILE* out,
                         const std::filesystem::path& target) {
    const File in = openFile(file, false, "read");
    FileIdentity identity = statOf(in.get());
    const std::unique_ptr<XXH3_state_t, FreeHash> state(XXH3_createState());
    XXH3_64bits_reset(state.get());
    std::vector<char> buffer(kBufferBytes);
    for (bool first = true;; first = false) {
        const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), in.get());
        if (first)
            identity.header = XXH3_64bits(buffer.data(), std::min(count, kHeaderBytes));
        if (std::ferror(in.get()) != 0)
            fail(errno, file, "read");
        if (count == 0)
            break;
        XXH3_64bits_update(state.get(), buffer.data(), count);
        if (out != nullptr && std::fwrite(buffer.data(), 1, count, out) != count)
            fail(errno, target, "copy a project");
    }
    identity.hash = XXH3_64bits_digest(state.get());
    return identity;
}

/// All but the hash.
FileIdentity glanceAt(const std::filesystem::path& file) {
    const File in = openFile(file, false, "look at");
    FileIdentity identity = statOf(in.get());
    char header[kHeaderBytes];
    const std::size_t count = std::fread(header, 1, kHeaderBytes, in.get());
    identity.header = XXH3_64bits(header, count);
    return identity;
}

} // namespace

FileIdentity identityOf(const std::filesystem::path& file) {
    return readThrough(file, nullptr, {});
}

FileIdentity copyWhole(const std::filesystem::path& from, const std::filesystem::path& to) {
    File out = openFile(to, true, "copy a project");
    FileIdentity identity = readThrough(from, out.get(), to);
    if (std::fflush(out.get()) != 0 || std::fclose(out.release()) != 0)
        fail(errno, to, "copy a project");
    return identity;
}

bool isUnchanged(const std::filesystem::path& file, const FileIdentity& known) {
    const FileIdentity now = glanceAt(file);
    if (now.size != known.size || now.header != known.header)
        return false;
    return (now.mtime == known.mtime && now.inode == known.inode) ||
           identityOf(file).hash == known.hash;
}

} // namespace cairn::store
