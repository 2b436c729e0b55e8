#include "render/export/bands.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace cairn {

void inBands(int count, const JobControl& job, double from, double to,
             const std::function<void(int)>& work) {
    std::mutex mutex;
    int next = 0, done = 0;
    std::exception_ptr trouble;
    const auto take = [&] {
        const std::lock_guard lock(mutex);
        return trouble || next == count ? -1 : next++;
    };
    const auto run = [&] {
        for (int band = take(); band >= 0; band = take()) {
            try {
                job.throwIfCancelled();
                work(band);
                const std::lock_guard lock(mutex);
                job.report(from + (to - from) * ++done / count, "draw");
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!trouble)
                    trouble = std::current_exception();
            }
        }
    };
    const int threads =
        std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, std::min(4, count));
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads; ++i)
            others.emplace_back(run);
        run();
    }
    if (trouble)
        std::rethrow_exception(trouble);
}

} // namespace cairn
