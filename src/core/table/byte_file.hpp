#pragma once
// A file read at any position, from several threads at once.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace cairn {

class ByteFile {
public:
    /// Throws Error NotFound, NoAccess, Io; BadInput for a folder.
    explicit ByteFile(const std::filesystem::path& file);
    ~ByteFile();
    ByteFile(const ByteFile&) = delete;
    ByteFile& operator=(const ByteFile&) = delete;

    std::uint64_t size() const { return m_size; }
    /// Fills `out` from `offset` as far as the file reaches; the number of bytes read. Throws Error
    /// Io.
    std::size_t readAt(std::uint64_t offset, std::span<char> out) const;
    /// Throws Error{ChangedUnderneath} when the file has another size than when it was opened: some
    /// program is still writing it.
    void throwIfChanged() const;

private:
    std::uint64_t sizeNow() const;

    std::filesystem::path m_path;
    std::uint64_t m_size = 0;
#ifdef _WIN32
    void* m_handle = nullptr;
#else
    int m_descriptor = -1;
#endif
};

} // namespace cairn
