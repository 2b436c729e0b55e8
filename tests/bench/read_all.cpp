// cairn-read-all FILE.csv [THREADS]: reads every column of an event log into packed columns, as an
// import does, and prints the number of rows. `--cancel` after the file: how long a stop takes, in
// milliseconds, asked for after 50, 100, 150 … milliseconds of work.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "cairn/base/error.hpp"
#include "cairn/ingest/import.hpp"

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
        const cairn::ImportPlan plan = cairn::proposePlan(cairn::sniffCsv(argv[1]));
        if (argc == 3 && std::string_view(argv[2]) == "--cancel") {
            double most = 0, took = 0;
            for (int wait = 50; (took = stopAfter(argv[1], plan, wait)) >= 0; wait += 50)
                most = std::max(most, took);
            std::printf("%.1f ms at most\n", most);
            return 0;
        }
        cairn::ImportOptions options;
        if (argc == 3)
            options.threads = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
        const cairn::ImportResult result = cairn::importFile(argv[1], plan, options);
        std::printf("%llu\n", static_cast<unsigned long long>(result.rows));
    } catch (const cairn::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
