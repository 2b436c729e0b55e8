#include "core/store/connection.hpp"

#include <sqlite3.h>

#include <array>
#include <cerrno>

namespace cairn::store {
namespace {

constexpr int kLargestValue =
    300 * 1024 * 1024; // bytes: the JSON of a whole project is at most 256 MB
constexpr int kProgressOps = 5000;

struct Limit {
    int what, value;
};
constexpr std::array kLimits{Limit{SQLITE_LIMIT_LENGTH, kLargestValue},
                             Limit{SQLITE_LIMIT_SQL_LENGTH, 100'000},
                             Limit{SQLITE_LIMIT_COLUMN, 200},
                             Limit{SQLITE_LIMIT_EXPR_DEPTH, 50},
                             Limit{SQLITE_LIMIT_COMPOUND_SELECT, 10},
                             Limit{SQLITE_LIMIT_VDBE_OP, 250'000},
                             Limit{SQLITE_LIMIT_FUNCTION_ARG, 16},
                             Limit{SQLITE_LIMIT_ATTACHED, 0},
                             Limit{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
                             Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 200},
                             Limit{SQLITE_LIMIT_TRIGGER_DEPTH, 1},
                             Limit{SQLITE_LIMIT_WORKER_THREADS, 0}};

struct Switch {
    int what, on;
};
constexpr std::array kSwitches{
    Switch{SQLITE_DBCONFIG_DEFENSIVE, 1}, Switch{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    Switch{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, Switch{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    Switch{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    // Double-quoted text must never quietly become a string where a column is missing.
    Switch{SQLITE_DBCONFIG_DQS_DML, 0}, Switch{SQLITE_DBCONFIG_DQS_DDL, 0}};

/// A file: address for SQLite; everything but plain characters is escaped.
std::string address(const std::filesystem::path& file, const char* parameters) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string result = "file:";
    for (const char c : pathText(std::filesystem::absolute(file))) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '_' || c == '.';
        if (plain) {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return result + parameters;
}

std::unique_ptr<SQLite::Database> openDatabase(const std::filesystem::path& file,
                                               Connection::Mode mode) {
    constexpr int kBusyMs = 2000;
    const bool create = mode == Connection::Mode::Create || mode == Connection::Mode::Temporary;
    if (mode == Connection::Mode::Read)
        // A person's file is only ever replaced whole, so it cannot change under an open handle,
        // and saying so keeps SQLite from locking it or writing anything beside it.
        return std::make_unique<SQLite::Database>(address(file, "?immutable=1"),
                                                  SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    return std::make_unique<SQLite::Database>(
        pathText(file), SQLite::OPEN_READWRITE | (create ? SQLite::OPEN_CREATE : 0), kBusyMs);
}

ErrorCode codeFor(int sqliteCode, int systemError) {
    if (systemError == ENOSPC || systemError == EFBIG)
        return ErrorCode::DiskFull;
    if (sqliteCode == SQLITE_IOERR_WRITE) // a short write: a quota, or the largest file allowed
        return ErrorCode::DiskFull;
    switch (sqliteCode & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    case SQLITE_FORMAT:
        return ErrorCode::Damaged;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::NoAccess;
    case SQLITE_TOOBIG:
        return ErrorCode::TooLarge;
    case SQLITE_CONSTRAINT:
        return ErrorCode::BadInput;
    case SQLITE_IOERR:
        return sqliteCode == SQLITE_IOERR_SHORT_READ ? ErrorCode::Damaged : ErrorCode::Io;
    default:
        return ErrorCode::Internal;
    }
}

std::string adviceFor(ErrorCode code) {
    switch (code) {
    case ErrorCode::DiskFull:
        return "Free some space, or choose another place.";
    case ErrorCode::Damaged:
        return "Open a backup, or let Cairn save what is still whole.";
    case ErrorCode::NoAccess:
        return "Close other programs that use it, or choose another folder.";
    default:
        return {};
    }
}

} // namespace

struct Connection::Watch {
    std::optional<std::chrono::steady_clock::time_point> deadline;
    std::stop_token stop;
    bool late = false;
    static int tick(void* self) {
        auto& watch = *static_cast<Watch*>(self);
        watch.late = watch.deadline && std::chrono::steady_clock::now() > *watch.deadline;
        return watch.late || watch.stop.stop_requested() ? 1 : 0;
    }
};

Connection::Connection(std::filesystem::path file, Mode mode)
    : m_file(std::move(file)), m_watch(std::make_unique<Watch>()) {
    if (mode == Mode::Read)
        m_stamp = stampOf(m_file);
    try {
        m_db = openDatabase(m_file, mode);
        harden();
        if (mode == Mode::Temporary)
            // Not OFF, which a defensive connection refuses without a word.
            m_db->exec("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF");
    } catch (const SQLite::Exception& exception) {
        fail(exception, "open");
    }
}

Connection::Connection() : m_watch(std::make_unique<Watch>()) {
    m_db = std::make_unique<SQLite::Database>(":memory:",
                                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    harden();
}

Connection::~Connection() = default;

std::optional<Connection::Stamp> Connection::stampOf(const std::filesystem::path& file) {
    std::error_code error;
    Stamp stamp;
    stamp.written = std::filesystem::last_write_time(file, error);
    if (!error)
        stamp.bytes = std::filesystem::file_size(file, error);
    return error ? std::nullopt : std::optional(stamp);
}

std::unique_ptr<Connection> Connection::again() const {
    if (!m_stamp)
        return nullptr;
    auto other = std::make_unique<Connection>(m_file, Mode::Read);
    const bool same = stampOf(m_file) == m_stamp; // after both were opened
    return same ? std::move(other) : nullptr;
}

void Connection::harden() {
    sqlite3* handle = m_db->getHandle();
    for (const auto& [what, on] : kSwitches)
        sqlite3_db_config(handle, what, on, nullptr);
    for (const auto& [what, value] : kLimits)
        sqlite3_limit(handle, what, value);
    sqlite3_progress_handler(handle, kProgressOps, &Watch::tick, m_watch.get());
    m_db->exec("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; "
               "PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON");
}

void Connection::limitTime(std::chrono::milliseconds limit) {
    m_watch->deadline = std::chrono::steady_clock::now() + limit;
}

void Connection::follow(const JobControl& job) {
    m_watch->stop = job.stop;
}

void Connection::unlimit() {
    *m_watch = {};
}

std::int64_t Connection::number(const std::string& query) {
    return m_db->execAndGet(query).getInt64();
}

void Connection::vacuum() {
    // VACUUM attaches its own new database, which the limit forbids to everyone else.
    sqlite3_limit(m_db->getHandle(), SQLITE_LIMIT_ATTACHED, 1);
    m_db->exec("VACUUM");
    sqlite3_limit(m_db->getHandle(), SQLITE_LIMIT_ATTACHED, 0);
}

void Connection::fail(const SQLite::Exception& exception, const std::string& doing) const {
    const std::string file = pathText(m_file);
    // Some of SQLiteCpp's exceptions carry the plain code only.
    const int extended = exception.getExtendedErrorCode();
    const int code = extended > 0 ? extended : exception.getErrorCode();
    if ((code & 0xff) == SQLITE_INTERRUPT) {
        if (!m_watch->late)
            throw Error(ErrorCode::Cancelled, doing, "it was stopped", {}, file);
        throw Error(ErrorCode::Damaged, doing, "reading it takes far longer than it should",
                    adviceFor(ErrorCode::Damaged), file);
    }
    const int systemError = m_db ? sqlite3_system_errno(m_db->getHandle()) : 0;
    const ErrorCode told = codeFor(code, (code & 0xff) == SQLITE_IOERR ? systemError : 0);
    throw Error(told, doing, exception.what(), adviceFor(told), file);
}

std::string pathText(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

std::filesystem::path pathFromText(const std::string& utf8) {
    return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}

std::string quoted(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        result += c;
        if (c == '"')
            result += '"';
    }
    return result + '"';
}

} // namespace cairn::store
