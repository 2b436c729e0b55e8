#include "core/store/working_folder.hpp"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <random>

#include "cairn/base/error.hpp"
#include "core/store/connection.hpp"

namespace cairn::store {
namespace {

std::string hex(std::uint64_t value) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
    return text.data();
}

void removeQuietly(const std::filesystem::path& file) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}

} // namespace

std::filesystem::path WorkingFiles::with(const char* suffix) const {
    auto path = database;
    return path.replace_extension(suffix);
}

void WorkingFiles::removeAll() const {
    for (const auto& file : {database, making()}) {
        removeQuietly(file);
        auto journal = file;
        journal += "-journal";
        removeQuietly(journal);
    }
    removeQuietly(attempts());
    removeQuietly(saving());
}

std::pair<WorkingFiles, FileLock> newWorkingFiles(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::create_directories(folder, error))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error)
        throw Error(ErrorCode::NoAccess, "make a working copy", error.message(), {},
                    pathText(folder));
    std::random_device random; // not newIdValue(): a seeded one would repeat in every process
    while (true) {
        const std::uint64_t id = static_cast<std::uint64_t>(random()) << 32 | random();
        WorkingFiles files(folder / (hex(id) + ".working"));
        auto lock = FileLock::tryTake(files.lock());
        if (lock && !std::filesystem::exists(files.database, error))
            return {std::move(files), std::move(*lock)};
    }
}

FileLock claimOrigin(const std::filesystem::path& folder, const std::filesystem::path& origin) {
    const std::string name = pathText(origin);
    const auto file = folder / ("origin-" + hex(XXH3_64bits(name.data(), name.size())) + ".lock");
    auto lock = FileLock::tryTake(file);
    if (!lock) {
        const std::string holder = FileLock::holderOf(file);
        throw Error(ErrorCode::NoAccess, "open project",
                    "it is open already" + (holder.empty() ? "" : " in " + holder),
                    "Close it there, or open it here to read only.", name);
    }
    return std::move(*lock);
}

std::filesystem::path canonicalOf(const std::filesystem::path& file) {
    std::error_code error;
    auto canonical = std::filesystem::weakly_canonical(std::filesystem::absolute(file), error);
    return error ? std::filesystem::absolute(file) : canonical;
}

int readAttempts(const WorkingFiles& files) {
    std::ifstream in(files.attempts());
    int attempts = 0;
    return in >> attempts && attempts > 0 ? attempts : 0;
}

void writeAttempts(const WorkingFiles& files, int attempts) {
    if (attempts == 0) {
        removeQuietly(files.attempts());
        return;
    }
    std::ofstream out(files.attempts(), std::ios::trunc);
    out << attempts << '\n';
}

void noteSave(const WorkingFiles& files, const std::filesystem::path& temporary) {
    std::ofstream out(files.saving(), std::ios::trunc | std::ios::binary);
    out << pathText(temporary) << '\n';
}

void noteComplete(const WorkingFiles& files, const FileIdentity& complete) {
    // Appended: a kill in between must not lose the name of the file to remove.
    std::ofstream out(files.saving(), std::ios::app | std::ios::binary);
    out << complete.size << ' ' << complete.hash << '\n';
}

void removeUnfinishedSave(const WorkingFiles& files) {
    std::ifstream in(files.saving(), std::ios::binary);
    std::string name;
    if (std::getline(in, name) && name.ends_with(".tmp"))
        removeQuietly(pathFromText(name));
}

bool wasJustSaved(const WorkingFiles& files, const FileIdentity& found) {
    std::ifstream in(files.saving(), std::ios::binary);
    std::string name;
    FileIdentity noted;
    return std::getline(in, name) && in >> noted.size >> noted.hash && noted.size == found.size &&
           noted.hash == found.hash;
}

void forgetSave(const WorkingFiles& files) {
    removeQuietly(files.saving());
}

} // namespace cairn::store
