#pragma once
// The look at a file before a word of it is believed.

#include "cairn/store/project_file.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {

/// Application id and user_version from the first bytes, without SQLite. Throws NotFound, NoAccess,
/// Foreign, and NoAccess when another program is in the middle of writing to it.
int versionInHeader(const std::filesystem::path& file, bool working);
/// min_reader_version and whether the file is newer. Throws Foreign, TooNew, Damaged.
FileFacts factsOf(Connection& connection, int version);
/// How much of a file is checked before it is read. Of a large file that is only read, the columns
/// of events and of customers need not be gone through: whoever asks for them checks what he gets.
enum class Look { Whole, WithoutEvents };
/// Throws Error{Damaged} for the first thing that is.
void refuseDamage(Connection& connection, Look look);
/// SQLite's own check, at most `most` findings; empty = sound.
std::vector<std::string> damageIn(Connection& connection, int most);
/// All of the above and the schema; leaves the connection ready for use. Throws as inspectFile.
FileFacts verify(Connection& connection, bool working, Look look = Look::Whole);
/// Sets a time limit that fits the file's size.
void limitTimeBySize(Connection& connection);

/// A verified file, ready to be read; an older one is brought up to date in memory.
struct OpenedToRead {
    std::unique_ptr<Connection> connection;
    Look looked; ///< at a small file wholly, as that costs nothing
};
OpenedToRead openToRead(const std::filesystem::path& file);

} // namespace cairn::store
