#include "cairn/store/project_file.hpp"

#include "cairn/base/atomic_file.hpp"
#include "cairn/model/validate.hpp"
#include "core/store/dataset_rows.hpp"
#include "core/store/dataset_units.hpp"
#include "core/store/inspect.hpp"
#include "core/store/project_rows.hpp"
#include "core/store/schema.hpp"
#include "core/store/temporary_file.hpp"

namespace cairn {

using namespace store;

FileFacts inspectFile(const std::filesystem::path& file) {
    versionInHeader(file, false);
    Connection connection(file, Connection::Mode::Read);
    return verify(connection, false);
}

FileCheck checkFile(const std::filesystem::path& file) {
    constexpr int kMostFindings = 100;
    FileCheck check;
    const int version = versionInHeader(file, false);
    Connection connection(file, Connection::Mode::Read);
    limitTimeBySize(connection);
    try {
        guarded(connection, "check", [&] {
            check.facts = factsOf(connection, version);
            check.schema = schemaTroubles(
                connection, check.facts.newer ? SchemaKind::NewerFile : SchemaKind::File, version);
            check.damage = damageIn(connection, kMostFindings);
        });
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Damaged)
            throw;
        check.damage.push_back(error.why());
    }
    if (!check.damage.empty() || !check.schema.empty())
        return check;
    try {
        for (const auto& problem : validate(loadProject(file)))
            if (problem.severity == Problem::Severity::Broken)
                check.references.push_back(problem.what);
    } catch (const Error& error) {
        check.damage.push_back(error.why());
    }
    return check;
}

struct ProjectReader::State {
    explicit State(const std::filesystem::path& path) : file(path), opened(openToRead(path)) {}
    std::filesystem::path file;
    OpenedToRead opened;

    /// Each question has the time that the file's size asks for.
    Connection& ask() {
        opened.connection->unlimit();
        if (!opened.connection->file().empty()) // not of an older file, which is in memory
            limitTimeBySize(*opened.connection);
        return *opened.connection;
    }
};

ProjectReader::ProjectReader(const std::filesystem::path& file)
    : m_state(std::make_unique<State>(file)) {}
ProjectReader::~ProjectReader() = default;
ProjectReader::ProjectReader(ProjectReader&&) noexcept = default;
ProjectReader& ProjectReader::operator=(ProjectReader&&) noexcept = default;

const std::filesystem::path& ProjectReader::file() const {
    return m_state->file;
}

Project ProjectReader::project() {
    Connection& connection = m_state->ask();
    return guarded(connection, "open project", [&] { return readAll(connection); });
}

DatasetContent
ProjectReader::dataset(DatasetId dataset, const JobControl& job,
                       const std::optional<std::vector<std::string>>& onlyProperties) {
    Connection& connection = m_state->ask();
    connection.follow(job);
    if (!onlyProperties && m_state->opened.looked == Look::WithoutEvents) {
        guarded(connection, "open project", [&] { refuseDamage(connection, Look::Whole); });
        m_state->opened.looked = Look::Whole;
    }
    return guarded(connection, "read imported data",
                   [&] { return readDataset(connection, dataset, job, onlyProperties); });
}

Project loadProject(const std::filesystem::path& file) {
    return ProjectReader(file).project();
}

DatasetContent loadDataset(const std::filesystem::path& file, DatasetId dataset,
                           const JobControl& job,
                           const std::optional<std::vector<std::string>>& onlyProperties) {
    return ProjectReader(file).dataset(dataset, job, onlyProperties);
}

std::map<DatasetId, std::vector<StoredProperty>> listProperties(const std::filesystem::path& file) {
    const auto connection = openToRead(file).connection;
    return guarded(*connection, "read imported data",
                   [&] { return readPropertyLists(*connection); });
}

void writeProject(const std::filesystem::path& file, const Project& project) {
    const TemporaryFile temporary(file);
    {
        Connection connection(temporary.path(), Connection::Mode::Temporary);
        guarded(connection, "save project", [&] {
            createSchema(connection, false);
            SQLite::Transaction transaction(connection.db());
            writeAll(connection, project);
            transaction.commit();
        });
    }
    temporary.commit();
}

std::vector<std::filesystem::path> olderCopiesOf(const std::filesystem::path& file) {
    std::vector<std::filesystem::path> found;
    for (int version = 1; version < kFileVersion; ++version) {
        auto copy = file;
        copy.replace_extension(".v" + std::to_string(version) + ".cairn");
        std::error_code error;
        if (std::filesystem::exists(copy, error))
            found.push_back(copy);
    }
    return found;
}

} // namespace cairn
