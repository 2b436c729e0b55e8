#pragma once
// What the tests of the store share: folders that go away, raw SQL, small projects.

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"
#include "cairn/store/working_copy.hpp"

namespace cairn::test {

class TempFolder {
public:
    TempFolder() {
        std::random_device random;
        m_path = std::filesystem::temp_directory_path() /
                 ("cairn-test-" + std::to_string(random()) + std::to_string(random()));
        std::filesystem::create_directories(m_path);
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::filesystem::path operator/(const char* name) const { return m_path / name; }
    const std::filesystem::path& path() const { return m_path; }
    /// Names of the files in it, hidden ones too, sorted.
    std::vector<std::string> names() const {
        std::vector<std::string> result;
        for (const auto& entry : std::filesystem::directory_iterator(m_path))
            if (entry.is_regular_file())
                result.push_back(entry.path().filename().string());
        std::sort(result.begin(), result.end());
        return result;
    }

private:
    std::filesystem::path m_path;
};

inline std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline void setBytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// What any SQLite program could do to a file.
inline void sql(const std::filesystem::path& file, const std::string& statements) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(statements);
}
inline std::string answer(const std::filesystem::path& file, const std::string& query) {
    SQLite::Database db(file.string(), SQLite::OPEN_READONLY);
    return db.execAndGet(query).getString();
}

/// The code of the Error that f throws; fails the test when it throws none.
template <class F> Error errorOf(F&& f) {
    try {
        f();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no Error was thrown");
    throw std::logic_error("unreachable");
}
template <class F> ErrorCode codeOf(F&& f) {
    return errorOf(std::forward<F>(f)).code();
}

inline Project bakery() {
    Project project;
    project.facts.title = "Corner bakery";
    project = addMap(std::move(project), MapId{100}, "Buying bread", MapKind::Current, true);
    project = addStage(std::move(project), StageId{201}, MapId{100}, "Notice");
    project = addStage(std::move(project), StageId{202}, MapId{100}, "Buy");
    return project;
}

/// One edit through the front door: a new title.
inline void retitle(WorkingCopy& copy, const std::string& title) {
    Project after = copy.project();
    after.facts.title = title;
    copy.record({"rename the project", 1'700'000'000'000, diff(copy.project(), after)}, after);
}

} // namespace cairn::test
