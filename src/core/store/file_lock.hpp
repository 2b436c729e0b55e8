#pragma once
// A lock that dies with its process: who holds what is never a matter of leftover files.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cairn::store {

class FileLock {
public:
    /// Empty when another holder (in this process or any other) has it.
    static std::optional<FileLock> tryTake(const std::filesystem::path& file);
    /// "process 4711 of anna on studio-pc", as the holder wrote it; empty when unknown.
    static std::string holderOf(const std::filesystem::path& file);

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock(); ///< lets go and removes the file

private:
    FileLock(std::filesystem::path file, std::intptr_t handle);
    void release();
    std::filesystem::path m_file;
    std::intptr_t m_handle = -1;
};

} // namespace cairn::store
