#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <span>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/log.hpp"
#include "cairn/ingest/watch.hpp"

namespace cairn {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMostEntries = 2000;
constexpr std::size_t kMostBytes = 4 * 1024 * 1024;

std::uint64_t hashOf(const std::string& text) {
    return XXH3_64bits(text.data(), text.size());
}

std::string utf8(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

/// Named by the project's place, which a hash does not tell.
fs::path ledgerFile(const fs::path& appFolder, const fs::path& project) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(fs::absolute(project), error);
    char name[32];
    std::snprintf(name, sizeof name, "%016llx.json",
                  static_cast<unsigned long long>(hashOf(utf8(error ? project : whole))));
    return appFolder / "watched" / name;
}

} // namespace

bool WatchLedger::knows(const WatchedFile& file) const {
    const std::uint64_t name = hashOf(utf8(file.path.filename()));
    return std::any_of(read.begin(), read.end(), [&](const Entry& entry) {
        return entry.name == name && entry.size == file.size && entry.mtime == file.mtime;
    });
}

bool WatchLedger::knowsContent(std::uint64_t hash) const {
    return std::any_of(read.begin(), read.end(),
                       [&](const Entry& entry) { return entry.content == hash; });
}

void WatchLedger::note(const WatchedFile& file, std::uint64_t content) {
    const std::uint64_t name = hashOf(utf8(file.path.filename()));
    std::erase_if(read, [&](const Entry& entry) { return entry.name == name; });
    read.push_back({name, file.size, file.mtime, content});
    if (read.size() > kMostEntries)
        read.erase(read.begin(), read.end() - kMostEntries);
}

WatchLedger loadLedger(const fs::path& appFolder, const fs::path& project) {
    WatchLedger ledger;
    const fs::path file = ledgerFile(appFolder, project);
    std::error_code error;
    if (!fs::exists(file, error))
        return ledger;
    try {
        const json document = json::parse(readWholeFile(file, kMostBytes));
        const auto folder = document.at("folder").get<std::string>();
        ledger.folder = fs::path(std::u8string(folder.begin(), folder.end()));
        ledger.on = document.at("on").get<bool>();
        for (const json& row : document.at("read"))
            ledger.read.push_back({row.at(0).get<std::uint64_t>(), row.at(1).get<std::uint64_t>(),
                                   row.at(2).get<std::int64_t>(), row.at(3).get<std::uint64_t>()});
    } catch (const std::exception& failure) {
        logWarning(std::string("What is known of a watched folder could not be read: ") +
                   failure.what());
        return {};
    }
    return ledger;
}

void saveLedger(const fs::path& appFolder, const fs::path& project, const WatchLedger& ledger) {
    json rows = json::array();
    for (const WatchLedger::Entry& entry : ledger.read)
        rows.push_back({entry.name, entry.size, entry.mtime, entry.content});
    const std::string text =
        json{{"folder", utf8(ledger.folder)}, {"on", ledger.on}, {"read", rows}}.dump();
    const fs::path file = ledgerFile(appFolder, project);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error)
        throw Error(ErrorCode::NoAccess, "remember a watched folder", error.message(),
                    "Allow Cairn its own folder.", file.string());
    writeFileAtomically(file, std::as_bytes(std::span(text)));
}

} // namespace cairn
