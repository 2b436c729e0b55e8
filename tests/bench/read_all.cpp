// cairn-read-all FILE.csv [THREADS]: parses every cell of a table (times, numbers, texts), keeps
// nothing, and prints the number of rows. `--cancel` after the file: how long an import takes to
// stop, in milliseconds, asked for after 50, 100, 150 … milliseconds of work.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "cairn/base/error.hpp"
#include "cairn/ingest/import.hpp"
#include "column_reader.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

double stopAfter(const char* file, const cairn::ImportPlan& plan, int waitMs) {
    std::stop_source source;
    cairn::JobControl job;
    job.stop = source.get_token();
    Clock::time_point asked;
    const std::jthread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(waitMs));
        asked = Clock::now();
        source.request_stop();
    });
    try {
        cairn::importFile(file, plan, {}, job);
    } catch (const cairn::Error& error) {
        if (error.code() == cairn::ErrorCode::Cancelled)
            return Milliseconds(Clock::now() - asked).count();
        throw;
    }
    return -1; // it was done before
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fputs("cairn-read-all FILE.csv [THREADS | --cancel]\n", stderr);
        return 2;
    }
    try {
        if (argc == 3 && std::string_view(argv[2]) == "--cancel") {
            const cairn::ImportPlan plan = cairn::proposePlan(cairn::sniffCsv(argv[1]));
            double most = 0, took = 0;
            for (int wait = 50; (took = stopAfter(argv[1], plan, wait)) >= 0; wait += 50)
                most = std::max(most, took);
            std::printf("%.1f ms at most\n", most);
            return 0;
        }
        const unsigned threads =
            argc == 3 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : 0;
        const cairn::bench::Seen seen = cairn::bench::readColumns(
            argv[1], threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency()));
        std::printf("%llu\n", static_cast<unsigned long long>(seen.rows));
        std::fprintf(stderr, "sum of numbers %.2f, unreadable %llu, checks %llx %llx\n",
                     seen.numbers, static_cast<unsigned long long>(seen.unreadable),
                     static_cast<unsigned long long>(seen.textBytes),
                     static_cast<unsigned long long>(seen.times));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
