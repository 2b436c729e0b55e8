#ifndef _WIN32
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <random>
#include <sstream>
#include <thread>

#include "cairn/model/validate.hpp"
#include "core/store/store_support.hpp"
#include "support/rounds.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr long long kNotes = 40;
constexpr std::uint64_t kFirstNoteId = 1'000'000;

/// What the victim said before it died: the edit it was at, and the last one that record() returned
/// from.
struct LastWords {
    long long tried = -1, did = -1;
};

LastWords wordsIn(const std::string& output) {
    LastWords words;
    std::istringstream lines(output.substr(0, output.rfind('\n') + 1));
    std::string what;
    long long number = 0;
    while (lines >> what >> number)
        (what == "try" ? words.tried : words.did) = number;
    return words;
}

/// Runs the victim and kills it after so many microseconds, counted from its start or from its
/// first edit.
LastWords runAndKill(const std::filesystem::path& folder, const std::filesystem::path& file,
                     unsigned seed, bool fromFirstEdit, std::chrono::microseconds life) {
    int pipeEnds[2];
    REQUIRE(::pipe(pipeEnds) == 0);
    const std::string seedText = std::to_string(seed);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::dup2(pipeEnds[1], STDOUT_FILENO);
        ::close(pipeEnds[0]);
        ::close(pipeEnds[1]);
        ::execl(CAIRN_KILL_CHILD, CAIRN_KILL_CHILD, folder.c_str(), file.c_str(), seedText.c_str(),
                nullptr);
        ::_exit(127);
    }
    ::close(pipeEnds[1]);
    std::string output;
    std::atomic<bool> heard{false}; // or the pipe closed
    std::thread reader([&] {
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(pipeEnds[0], buffer, sizeof buffer)) > 0;
             heard = true)
            output.append(buffer, static_cast<std::size_t>(count));
        heard = true;
    });
    while (fromFirstEdit && !heard)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    reader.join();
    ::close(pipeEnds[0]);
    // It was alive until it was killed: nothing that an earlier kill left made it fail.
    REQUIRE(WIFSIGNALED(status));
    return wordsIn(output);
}

/// The number of a state, having checked that it is exactly that state and no mixture.
long long numberOf(const Project& project) {
    const long long number = std::atoll(project.facts.title.c_str());
    const long long first = std::max(1LL, number - kNotes + 1);
    REQUIRE(static_cast<long long>(project.notes.size()) == number - first + 1);
    for (long long n = first; n <= number; ++n) {
        const Note* note = project.notes.find(NoteId{kFirstNoteId + static_cast<std::uint64_t>(n)});
        REQUIRE(note != nullptr);
        REQUIRE(note->text == "note " + std::to_string(n) + std::string(200, '.'));
    }
    for (const auto& problem : validate(project))
        REQUIRE(problem.severity != Problem::Severity::Broken);
    return number;
}

/// What a person finds after the crash.
Project recovered(const std::filesystem::path& folder, const std::filesystem::path& file) {
    const auto left = WorkingCopy::recoverable(folder);
    REQUIRE(left.size() <= 1);
    if (left.empty())
        return loadProject(file);
    return WorkingCopy::resume(left.front()).project();
}

} // namespace

TEST_CASE("killed at any moment, no acknowledged edit is lost and the file is one whole version") {
    constexpr int kKills = rounds(200);
    const TempFolder folder;
    const auto working = folder / "working";
    const auto file = folder / "victim.cairn";
    Project start;
    start.facts.title = "0";
    Map map;
    map.id = MapId{1};
    map.title = "map";
    start.maps.put(map);
    writeProject(file, start);

    std::mt19937 random(20240313);
    long long now = 0;
    int killsAmongEdits = 0;
    for (int i = 0; i < kKills; ++i) {
        INFO("kill " << i);
        const std::chrono::microseconds life{random() % 60'000};
        const LastWords words =
            runAndKill(working, file, static_cast<unsigned>(random()), i % 4 != 0, life);
        const long long did = words.did < 0 ? now : words.did;
        const long long found = numberOf(recovered(working, file));
        CAPTURE(did, words.tried, found);
        REQUIRE((found == did || found == words.tried));
        killsAmongEdits += words.did >= 0;
        now = found;
        numberOf(loadProject(file));
        REQUIRE(checkFile(file).sound());
        // A save cut short leaves nothing beside the person's file once recovery has looked.
        REQUIRE(folder.names() == std::vector<std::string>{"victim.cairn"});
    }
    // The kills did fall among edits, not all before the first.
    REQUIRE(killsAmongEdits > kKills / 4);
    REQUIRE(now > 20);
}
#endif
