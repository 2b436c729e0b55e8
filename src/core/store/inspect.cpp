#include "core/store/inspect.hpp"

#include <SQLiteCpp/Backup.h>

#include <array>
#include <cstring>
#include <fstream>

#include "core/store/schema.hpp"

namespace cairn::store {
namespace {

constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kVersionAt = 60, kApplicationAt = 68; // https://sqlite.org/fileformat2.html
constexpr std::string_view kMagic{"SQLite format 3\0", 16};

[[noreturn]] void foreign(const std::filesystem::path& file, const std::string& why) {
    throw Error(ErrorCode::Foreign, "open project", why, "Choose a file that Cairn saved.",
                pathText(file));
}

std::uint32_t bigEndian(const std::array<unsigned char, kHeaderBytes>& header, std::size_t at) {
    return static_cast<std::uint32_t>(header[at]) << 24 |
           static_cast<std::uint32_t>(header[at + 1]) << 16 |
           static_cast<std::uint32_t>(header[at + 2]) << 8 | header[at + 3];
}

std::array<unsigned char, kHeaderBytes> readHeader(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found)
        throw Error(ErrorCode::NotFound, "open project", "there is no such file", {},
                    pathText(file));
    if (status.type() != std::filesystem::file_type::regular)
        foreign(file, "it is not a file");
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error(ErrorCode::NoAccess, "open project", "it may not be read",
                    "Ask its owner for permission to read it.", pathText(file));
    std::array<unsigned char, kHeaderBytes> header{};
    in.read(reinterpret_cast<char*>(header.data()), kHeaderBytes);
    if (in.gcount() == 0)
        foreign(file, "the file is empty");
    if (in.gcount() < static_cast<std::streamsize>(kHeaderBytes) ||
        std::memcmp(header.data(), kMagic.data(), kMagic.size()) != 0)
        foreign(file, "it is not a Cairn project");
    return header;
}

/// A journal beside a person's file was not left by Cairn, which never writes there in place.
void refuseUnfinished(const std::filesystem::path& file) {
    for (const char* suffix : {"-journal", "-wal"}) {
        std::filesystem::path beside = file;
        beside += suffix;
        std::error_code error;
        const auto size = std::filesystem::file_size(beside, error);
        if (!error && size > 0)
            throw Error(ErrorCode::NoAccess, "open project",
                        "another program is writing to it, or stopped halfway",
                        "Close that program (or open the file in it once more) and try again.",
                        pathText(file));
    }
}

constexpr std::uint64_t kLargeFile = std::uint64_t{16} << 20;

/// Every table but those of the columns, and the file's length; the first finding, if any.
std::vector<std::string> damageOutsideEvents(Connection& connection) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(connection.file(), error);
    const auto pages = static_cast<std::uint64_t>(connection.number("PRAGMA page_count"));
    if (error || bytes < pages * static_cast<std::uint64_t>(connection.number("PRAGMA page_size")))
        return {"its end is missing"};
    std::vector<std::string> tables;
    SQLite::Statement query(connection.db(),
                            "SELECT name FROM sqlite_schema WHERE type='table' "
                            "AND name NOT IN ('event_chunk', 'dataset_unit_column')");
    while (query.executeStep())
        tables.push_back(query.getColumn(0).getString());
    for (const std::string& table : tables) {
        SQLite::Statement check(connection.db(),
                                "PRAGMA quick_check(" + store::quoted(table) + ")");
        while (check.executeStep())
            if (std::string line = check.getColumn(0).getString(); line != "ok")
                return {std::move(line)};
    }
    return {};
}

} // namespace

int versionInHeader(const std::filesystem::path& file, bool working) {
    const auto header = readHeader(file);
    if (bigEndian(header, kApplicationAt) != static_cast<std::uint32_t>(kApplicationId))
        foreign(file, "it is a database, but not a Cairn project");
    const std::uint32_t version = bigEndian(header, kVersionAt);
    if (version < 1 || version > 1'000'000)
        foreign(file, "its version number makes no sense");
    if (!working)
        refuseUnfinished(file);
    return static_cast<int>(version);
}

FileFacts factsOf(Connection& connection, int version) {
    FileFacts facts;
    facts.version = version;
    facts.newer = version > kFileVersion;
    std::error_code error;
    facts.bytes = std::filesystem::file_size(connection.file(), error);
    try {
        facts.minReaderVersion = static_cast<int>(
            connection.number("SELECT \"min_reader_version\" FROM \"format\" WHERE \"only\"=1"));
    } catch (const SQLite::Exception& exception) {
        if (exception.getErrorCode() == 1) // SQLITE_ERROR: no such table or column
            foreign(connection.file(), "it does not say who may read it");
        connection.fail(exception, "open project");
    }
    if (facts.minReaderVersion > kFileVersion)
        throw Error(ErrorCode::TooNew, "open project", "it was made by a newer Cairn",
                    "Update Cairn to open it; the file is left as it is.",
                    pathText(connection.file()));
    return facts;
}

std::vector<std::string> damageIn(Connection& connection, int most) {
    std::vector<std::string> damage;
    SQLite::Statement query(connection.db(), "PRAGMA quick_check(" + std::to_string(most) + ")");
    while (query.executeStep())
        if (std::string line = query.getColumn(0).getString(); line != "ok")
            damage.push_back(std::move(line));
    return damage;
}

void limitTimeBySize(Connection& connection) {
    constexpr std::uint64_t kSlowestBytesPerMs = 5000; // an old USB stick
    constexpr std::chrono::milliseconds kLeast{30'000};
    std::error_code error;
    const auto bytes = std::filesystem::file_size(connection.file(), error);
    connection.limitTime(kLeast +
                         std::chrono::milliseconds(error ? 0 : bytes / kSlowestBytesPerMs));
}

void refuseDamage(Connection& connection, Look look) {
    const auto damage =
        look == Look::Whole ? damageIn(connection, 1) : damageOutsideEvents(connection);
    if (!damage.empty())
        throw Error(ErrorCode::Damaged, "open project", "it is not whole: " + damage.front(),
                    "Open a backup, or let Cairn save what is still whole.",
                    pathText(connection.file()));
}

FileFacts verify(Connection& connection, bool working, Look look) {
    limitTimeBySize(connection);
    const FileFacts facts = guarded(connection, "open project", [&] {
        FileFacts found =
            factsOf(connection, static_cast<int>(connection.number("PRAGMA user_version")));
        SchemaKind kind = working ? SchemaKind::Working : SchemaKind::File;
        if (found.newer)
            kind = working ? SchemaKind::NewerWorking : SchemaKind::NewerFile;
        const auto troubles = schemaTroubles(connection, kind, found.version);
        if (!troubles.empty())
            foreign(connection.file(), troubles.front());
        refuseDamage(connection, look);
        return found;
    });
    connection.unlimit();
    return facts;
}

OpenedToRead openToRead(const std::filesystem::path& file) {
    versionInHeader(file, false);
    auto connection = std::make_unique<Connection>(file, Connection::Mode::Read);
    std::error_code error;
    const bool large = std::filesystem::file_size(file, error) >= kLargeFile;
    const Look look = large && !error ? Look::WithoutEvents : Look::Whole;
    const FileFacts facts = verify(*connection, false, look);
    if (facts.version >= kFileVersion)
        return {std::move(connection), look};
    limitTimeBySize(*connection);
    return guarded(*connection, "open project", [&] {
        auto memory = std::make_unique<Connection>();
        SQLite::Backup(memory->db(), connection->db()).executeStep();
        migrate(*memory, migrations());
        return OpenedToRead{std::move(memory), look};
    });
}

} // namespace cairn::store
