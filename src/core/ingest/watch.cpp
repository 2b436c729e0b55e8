#include "cairn/ingest/watch.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <memory>
#include <vector>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

namespace fs = std::filesystem;

bool isTable(const fs::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array kEndings{".csv", ".tsv", ".tab", ".txt"};
    const std::string name = file.filename().string();
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() &&
           name.front() != '.' && name.front() != '~';
}

/// UTF-16 text ends in a line end as well: its last bytes are CR or LF and a zero, in either order.
bool lastLineEnds(const fs::path& file, std::uint64_t size) {
    std::ifstream in(file, std::ios::binary);
    const std::uint64_t tail = std::min<std::uint64_t>(size, 2);
    in.seekg(static_cast<std::streamoff>(size - tail));
    std::array<char, 2> last{};
    in.read(last.data(), static_cast<std::streamsize>(tail));
    return std::any_of(last.begin(), last.end(), [](char c) { return c == '\n' || c == '\r'; });
}

} // namespace

WatchedFile watchedFile(const fs::path& file) {
    std::error_code error;
    WatchedFile found{file, fs::file_size(file, error), 0};
    if (!error)
        found.mtime = fs::last_write_time(file, error).time_since_epoch().count();
    if (error)
        throw Error(ErrorCode::NotFound, "look at a file", error.message(), {}, file.string());
    return found;
}

std::uint64_t contentHash(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error(ErrorCode::NoAccess, "look at a file", "it cannot be opened", {},
                    file.string());
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                         &XXH3_freeState);
    XXH3_64bits_reset(state.get());
    std::vector<char> buffer(1 << 20);
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
        XXH3_64bits_update(state.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (in.bad())
        throw Error(ErrorCode::Io, "look at a file", "it cannot be read to its end", {},
                    file.string());
    return XXH3_64bits_digest(state.get());
}

FolderWatch::Look FolderWatch::look(const WatchLedger& ledger, TimeMs now) {
    std::error_code error;
    fs::directory_iterator folder(ledger.folder, error);
    if (error)
        throw Error(fs::exists(ledger.folder) ? ErrorCode::NoAccess : ErrorCode::NotFound,
                    "look into the watched folder", error.message(),
                    "Choose the folder again, or switch watching off.", ledger.folder.string());
    Look found;
    std::map<fs::path, Seen> seen;
    for (; folder != fs::directory_iterator(); folder.increment(error)) {
        if (error)
            break;
        std::error_code gone;
        if (!isTable(folder->path()) || !folder->is_regular_file(gone))
            continue;
        WatchedFile file{folder->path(), folder->file_size(gone), 0};
        if (!gone)
            file.mtime = folder->last_write_time(gone).time_since_epoch().count();
        if (gone || ledger.knows(file))
            continue;
        const auto before = m_seen.find(file.path);
        const bool same = before != m_seen.end() && before->second.size == file.size &&
                          before->second.mtime == file.mtime;
        const TimeMs since = same ? before->second.since : now;
        seen[file.path] = {file.size, file.mtime, since};
        // An empty file is one that somebody is about to write.
        const bool whole = file.size > 0 && lastLineEnds(file.path, file.size);
        if (now - since >= (whole ? m_quiet : m_quietOpen) && same)
            found.ready.push_back(std::move(file));
        else
            ++found.waiting;
    }
    m_seen = std::move(seen);
    std::sort(found.ready.begin(), found.ready.end(), [](const auto& a, const auto& b) {
        return a.mtime != b.mtime ? a.mtime < b.mtime : a.path < b.path;
    });
    return found;
}

} // namespace cairn
