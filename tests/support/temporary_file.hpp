#pragma once
// A file of a test's own.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "cairn/base/ids.hpp"

namespace cairn::test {

/// A file in the temporary folder, gone with the object. Its name is its own even among tests that
/// run at the same time in other processes.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view text, std::string_view suffix = ".csv")
        : m_path(std::filesystem::temp_directory_path() /
                 ("cairn-test-" + std::to_string(newIdValue()) + std::string(suffix))) {
        std::ofstream(m_path, std::ios::binary) << text;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace cairn::test
