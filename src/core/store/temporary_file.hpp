#pragma once
// The file beside the target that becomes the target, or nothing.

#include <filesystem>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

class TemporaryFile {
public:
    explicit TemporaryFile(const std::filesystem::path& target)
        : m_target(target), m_path(temporaryBeside(target)) {
        const auto folder = m_path.parent_path();
        std::error_code error;
        if (!std::filesystem::is_directory(folder, error))
            throw Error(ErrorCode::NotFound, "save project", "the folder does not exist",
                        "Choose another folder.", pathText(target));
        std::filesystem::remove(m_path, error); // of a process with our number, long dead
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Puts it in the target's place, with the rights the target had.
    void commit() const {
        std::error_code error;
        const auto old = std::filesystem::status(m_target, error);
        if (!error && old.type() == std::filesystem::file_type::regular)
            std::filesystem::permissions(m_path, old.permissions(), error);
        commitTemporary(m_path, m_target);
    }

private:
    std::filesystem::path m_target, m_path;
};

} // namespace cairn::store
