// What is still whole in a damaged file.

#include <deque>
#include <fstream>
#include <functional>
#include <random>

#include "cairn/model/validate.hpp"
#include "core/store/cells.hpp"
#include "core/store/identity.hpp"
#include "core/store/inspect.hpp"
#include "core/store/mend.hpp"
#include "core/store/project_rows.hpp"
#include "core/store/schema.hpp"

namespace cairn {

using namespace store;

namespace {

constexpr std::int64_t kLastId = (std::int64_t{1} << 52) - 1;
constexpr int kMostProbes = 400; // per table, in search of whole pages between damaged ones

struct Range {
    std::int64_t first, last;
};

/// Selects an element's columns; those that came with a later schema than the file's by their
/// defaults.
std::string selectPresent(Connection& connection, const char* table,
                          std::span<const char* const> fields) {
    Connection fresh;
    createSchema(fresh, false);
    std::string columns;
    for (const char* field : fields) {
        SQLite::Statement present(connection.db(),
                                  "SELECT 1 FROM pragma_table_info(?) WHERE name=?");
        present.bind(1, table);
        present.bind(2, field);
        std::string column = quoted(field);
        if (!present.executeStep()) {
            SQLite::Statement usual(fresh.db(), "SELECT coalesce(dflt_value, 'NULL') FROM "
                                                "pragma_table_info(?) WHERE name=?");
            usual.bind(1, table);
            usual.bind(2, field);
            usual.executeStep();
            column = usual.getColumn(0).getString();
        }
        columns += (columns.empty() ? "" : ", ") + column;
    }
    return "SELECT " + columns + " FROM " + quoted(table);
}

/// Reads one table from both ends towards the damage, then looks between.
class TableSalvage {
public:
    /// `keep` takes in the row a statement stands on, or throws Error.
    TableSalvage(Connection& connection, const char* name, std::span<const char* const> fields,
                 std::function<void(SQLite::Statement&)> keep, std::vector<std::string>& lost)
        : m_connection(connection), m_name(name), m_fields(fields), m_keep(std::move(keep)),
          m_lost(lost) {}

    void run() {
        if (isOfLaterSchema())
            return;
        std::deque<Range> ranges{{1, kLastId}};
        bool damaged = false;
        try {
            m_select = selectPresent(m_connection, m_name, m_fields);
        } catch (const SQLite::Exception&) {
            m_select =
                selectSql(m_name, m_fields); // without a schema there is nothing to read either
        }
        for (int probes = 0; !ranges.empty() && probes < kMostProbes; probes += 2) {
            Range range = ranges.front();
            ranges.pop_front();
            if (walk(range, true) || walk(range, false))
                continue;
            damaged = true;
            if (range.last <= range.first)
                continue;
            const std::int64_t middle = range.first + (range.last - range.first) / 2;
            ranges.push_back({range.first, middle});
            ranges.push_back({middle + 1, range.last});
        }
        if (damaged)
            m_lost.push_back("Rows of the table " + std::string(m_name) +
                             " lie on damaged pages and are lost.");
    }

private:
    /// A file of an older version never had the table: nothing of it is lost.
    bool isOfLaterSchema() {
        try {
            SQLite::Statement present(m_connection.db(),
                                      "SELECT 1 FROM sqlite_schema WHERE type='table' AND name=?");
            present.bind(1, m_name);
            return m_connection.number("PRAGMA user_version") < kFileVersion &&
                   !present.executeStep();
        } catch (const SQLite::Exception&) {
            return false;
        }
    }

    /// True when the end was reached; otherwise `range` is what is left to look at.
    bool walk(Range& range, bool upwards) {
        if (range.first > range.last)
            return true;
        try {
            SQLite::Statement query(m_connection.db(),
                                    m_select + " WHERE \"id\" BETWEEN ? AND ? " +
                                        (upwards ? "ORDER BY \"id\"" : "ORDER BY \"id\" DESC"));
            query.bind(1, range.first);
            query.bind(2, range.last);
            while (query.executeStep()) {
                const std::int64_t id = query.getColumn(0).getInt64();
                keep(query);
                (upwards ? range.first : range.last) = upwards ? id + 1 : id - 1;
            }
            return true;
        } catch (const SQLite::Exception&) {
            return range.first > range.last;
        }
    }

    void keep(SQLite::Statement& row) {
        try {
            m_keep(row);
        } catch (const Error& error) {
            m_lost.push_back("A row is lost: " + error.why() + ".");
        }
    }

    Connection& m_connection;
    const char* m_name;
    std::span<const char* const> m_fields;
    std::function<void(SQLite::Statement&)> m_keep;
    std::vector<std::string>& m_lost;
    std::string m_select;
};

/// A private copy, as long as its header says: SQLite reads nothing at all of a file that was cut
/// off.
class PaddedCopy {
public:
    explicit PaddedCopy(const std::filesystem::path& file)
        : m_path(std::filesystem::temp_directory_path() /
                 ("cairn-salvage-" + std::to_string(std::random_device{}()) + ".db")) {
        copyWhole(file, m_path);
        std::fstream header(m_path, std::ios::in | std::ios::binary);
        unsigned char bytes[32] = {};
        header.read(reinterpret_cast<char*>(bytes), sizeof bytes);
        const std::uint64_t stored = static_cast<std::uint64_t>(bytes[16]) << 8 | bytes[17];
        const std::uint64_t page = stored == 1 ? 65536 : stored;
        std::uint64_t pages = 0;
        for (std::size_t i = 28; i < 32; ++i)
            pages = pages << 8 | bytes[i];
        const auto size = std::filesystem::file_size(m_path);
        constexpr std::uint64_t kMostPadding = 1 << 30;
        if (page * pages > size && page * pages - size < kMostPadding)
            std::filesystem::resize_file(m_path, page * pages);
    }
    ~PaddedCopy() {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    PaddedCopy(const PaddedCopy&) = delete;
    PaddedCopy& operator=(const PaddedCopy&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

void salvageFacts(Connection& connection, Project& project, std::vector<std::string>& lost) {
    try {
        SQLite::Statement query(connection.db(),
                                selectPresent(connection, "project", fieldNames<ProjectFacts>()));
        if (query.executeStep()) {
            project.facts = readElement<ProjectFacts>(connection, "project", query);
            return;
        }
    } catch (const SQLite::Exception&) {
        // told below
    } catch (const Error&) {
        // told below
    }
    lost.push_back("The project's title, author and currency are lost.");
}

bool hasAnything(const Project& project) {
    bool any = !(project.facts == ProjectFacts{});
    forEachTable(project, [&](const char*, const auto& table) { any = any || !table.empty(); });
    return any;
}

} // namespace

Salvage salvageProject(const std::filesystem::path& file) {
    versionInHeader(file, true);
    const PaddedCopy copy(file);
    Connection connection(copy.path(), Connection::Mode::Read);
    limitTimeBySize(connection);
    Salvage salvage;
    salvageFacts(connection, salvage.project, salvage.lost);
    forEachTable(salvage.project, [&]<class T>(const char* name, Table<T>& table) {
        const auto keep = [&](SQLite::Statement& row) {
            T element = readElement<T>(connection, name, row);
            if (element.id)
                table.put(std::move(element));
        };
        TableSalvage(connection, name, fieldNames<T>(), keep, salvage.lost).run();
    });
    if (!hasAnything(salvage.project))
        throw Error(ErrorCode::Damaged, "save what is whole", "nothing in it can be read",
                    "Open a backup.", pathText(file));
    mend(salvage.project, salvage.lost);
    for (const auto& dataset : salvage.project.datasets)
        salvage.lost.push_back("The imported rows of “" + dataset->name +
                               "” are not carried over: import the file again.");
    return salvage;
}

} // namespace cairn
