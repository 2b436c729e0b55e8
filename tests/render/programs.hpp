#pragma once
// Other people's programs as judges of our files, and a folder to put the files in.

#include <QByteArray>
#include <filesystem>
#include <string>

namespace cairn::test {

/// What the command prints; fails the test when it cannot be run or does not end well.
std::string outputOf(const std::string& command);

/// A folder of its own, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

void writeBytes(const std::filesystem::path& file, const QByteArray& bytes);
std::string bytesOf(const std::filesystem::path& file);

} // namespace cairn::test
