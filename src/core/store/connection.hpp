#pragma once
// SQLite as the store uses it: hardened, with a time limit, its failures told as cairn::Error.

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cairn/base/error.hpp"
#include "cairn/base/job.hpp"

namespace cairn::store {

/// A database that may have been made by anybody. Triggers, views, extensions, ATTACH and dangerous
/// pragmas are off before the first page is read.
class Connection {
public:
    enum class Mode {
        Read,     ///< the file is not touched, nor is anything beside it
        Write,    ///< an existing file; a journal left by a killed process is rolled back
        Create,   ///< as Write, made when absent
        Temporary ///< as Create, without a journal file: for a file nobody knows yet
    };
    Connection(std::filesystem::path file, Mode mode);
    /// In memory.
    Connection();
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    SQLite::Database& db() { return *m_db; }
    const std::filesystem::path& file() const { return m_file; }
    /// Another to the same file in Mode::Read, for another thread. None when the file has been
    /// replaced meanwhile, or when this one is in another mode.
    std::unique_ptr<Connection> again() const;

    /// From now on a statement that runs past `limit` is stopped with Error{Damaged}.
    void limitTime(std::chrono::milliseconds limit);
    /// From now on statements stop with Error{Cancelled} when the job is cancelled.
    void follow(const JobControl& job);
    void unlimit();

    std::int64_t number(const std::string& query);
    /// Rewrites the database without the room of removed rows.
    void vacuum();
    /// Throws the Error that fits what SQLite said.
    [[noreturn]] void fail(const SQLite::Exception& exception, const std::string& doing) const;

private:
    struct Watch;
    struct Stamp {
        std::filesystem::file_time_type written;
        std::uintmax_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };
    static std::optional<Stamp> stampOf(const std::filesystem::path& file);
    void harden();
    std::filesystem::path m_file;
    std::optional<Stamp> m_stamp; ///< in Mode::Read: from before it was opened
    std::unique_ptr<Watch> m_watch;
    std::unique_ptr<SQLite::Database> m_db;
};

/// Runs f; what SQLite throws comes out as Error.
template <class F> decltype(auto) guarded(Connection& connection, const std::string& doing, F&& f) {
    try {
        return std::forward<F>(f)();
    } catch (const SQLite::Exception& exception) {
        connection.fail(exception, doing);
    }
}

/// A path as UTF-8 text, for messages and for SQLite.
std::string pathText(const std::filesystem::path& path);
std::filesystem::path pathFromText(const std::string& utf8);

/// Quotes an identifier.
std::string quoted(std::string_view name);

} // namespace cairn::store
