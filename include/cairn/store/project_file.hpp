#pragma once
// A .cairn file: one SQLite database, read as a stranger's and written whole. See docs/file-format.md.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cairn/base/job.hpp"
#include "cairn/events/step_counts.hpp"
#include "cairn/model/history.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

inline constexpr int kApplicationId = 0x4341524E; // "CARN"
inline constexpr int kFileVersion = 5;            // PRAGMA user_version: the schema this build writes
inline constexpr int kMinReaderVersion = 5;       // the oldest reader that understands a file this build writes

/// What a file says about itself, read without trusting it.
struct FileFacts {
    int version = 0;
    int minReaderVersion = 0;
    bool newer = false; ///< made by a newer Cairn, but readable
    std::uint64_t bytes = 0;
};
/// Throws Error: NotFound, NoAccess, Foreign (not SQLite, not ours, unknown table, trigger or view), TooNew, Damaged.
FileFacts inspectFile(const std::filesystem::path& file);

/// What `check` found: empty lists mean sound.
struct FileCheck {
    FileFacts facts;
    std::vector<std::string> damage;     ///< from SQLite's own check
    std::vector<std::string> schema;     ///< things that should not be there, or are missing
    std::vector<std::string> references; ///< validate()'s broken references
    bool sound() const { return damage.empty() && schema.empty() && references.empty(); }
};
FileCheck checkFile(const std::filesystem::path& file);

/// A file that is looked at once and then asked several times; what it says is of one moment, also when somebody saves
/// over it meanwhile. Reads without changing anything (read-only, immutable where the folder is). For one thread at a time.
class ProjectReader {
public:
    explicit ProjectReader(const std::filesystem::path& file); ///< throws as inspectFile
    ~ProjectReader();
    ProjectReader(ProjectReader&&) noexcept;
    ProjectReader& operator=(ProjectReader&&) noexcept;

    const std::filesystem::path& file() const;
    Project project();
    /// With `onlyProperties` an event log has the columns of that name alone (and a session column, if there is one), no
    /// fingerprints or ids, and only what is read is checked: for one question, asked quickly.
    DatasetContent dataset(DatasetId dataset, const JobControl& job = {},
                           const std::optional<std::vector<std::string>>& onlyProperties = {});

private:
    struct State;
    std::unique_ptr<State> m_state;
};
/// The same, for who asks but once.
Project loadProject(const std::filesystem::path& file);
DatasetContent loadDataset(const std::filesystem::path& file, DatasetId dataset, const JobControl& job = {},
                           const std::optional<std::vector<std::string>>& onlyProperties = {});
/// A column of a stored dataset, told without reading its rows.
struct StoredProperty {
    std::string name;
    bool isSession = false;
    bool ofCustomer = false;    ///< joined from a second file
    std::uint64_t distinct = 0; ///< different values; of a session column: sessions
};
/// Of every dataset that has any, in the order of EventLog's property numbers.
std::map<DatasetId, std::vector<StoredProperty>> listProperties(const std::filesystem::path& file);
/// What can be saved of a damaged file, and in words what was lost.
struct Salvage {
    Project project;
    std::vector<std::string> lost;
};
Salvage salvageProject(const std::filesystem::path& file);

/// The copies that lie beside a file from before it was brought up to date ("name.v2.cairn"). Forgetting cannot reach into
/// them: who forgets removes them.
std::vector<std::filesystem::path> olderCopiesOf(const std::filesystem::path& file);

/// A new file, whole or not at all. Replaces an existing one.
void writeProject(const std::filesystem::path& file, const Project&);

} // namespace cairn
