// The victim of the kill test: edits and saves until it is killed, telling each edit before and
// after.
//   kill_child <folder of working copies> <project file> <seed>
// Edit n sets the title to n, adds note n and removes note n - 40, so that any whole state can be
// recognised.

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "cairn/base/error.hpp"
#include "cairn/store/working_copy.hpp"

using namespace cairn;

namespace {

constexpr long long kNotes = 40;
constexpr std::uint64_t kFirstNoteId = 1'000'000;

void tell(const char* what, long long number) {
    std::printf("%s %lld\n", what, number);
    std::fflush(stdout);
}

WorkingCopy begin(const std::filesystem::path& folder, const std::filesystem::path& file) {
    const auto left = WorkingCopy::recoverable(folder);
    return left.empty() ? WorkingCopy::open(folder, file) : WorkingCopy::resume(left.front());
}

void edit(WorkingCopy& copy, long long number) {
    Project after = copy.project();
    after.facts.title = std::to_string(number);
    Note note;
    note.id = NoteId{kFirstNoteId + static_cast<std::uint64_t>(number)};
    note.map = MapId{1};
    note.text = "note " + std::to_string(number) + std::string(200, '.');
    after.notes.put(note);
    if (number > kNotes)
        after.notes.erase(NoteId{kFirstNoteId + static_cast<std::uint64_t>(number - kNotes)});
    copy.record({"edit", number, diff(copy.project(), after)}, after);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[3])));
    try {
        WorkingCopy copy = begin(argv[1], argv[2]);
        long long number = std::atoll(copy.project().facts.title.c_str());
        while (true) {
            const auto choice = random() % 16;
            if (choice == 0 && copy.history().canUndo()) {
                tell("try", number - 1);
                copy.undo();
                tell("did", --number);
            } else if (choice <= 3) {
                copy.saveTo(argv[2]);
            } else {
                tell("try", number + 1);
                edit(copy, number + 1);
                tell("did", ++number);
            }
        }
    } catch (const Error& error) {
        std::fprintf(stderr, "kill_child: %s: %s\n", error.doing().c_str(), error.why().c_str());
        return 1;
    }
}
