#pragma once
// Work on the bands of a picture, on as many threads as the machine has (four at most).

#include <functional>

#include "cairn/base/job.hpp"

namespace cairn {

/// Calls `work(0)` … `work(count - 1)`, each once, in no fixed order and on several threads, the calling one among them.
/// Reports from `from` to `to` of the job as bands are done. The first thing thrown is thrown on when all threads have
/// ended; cancellation stops before the next band.
void inBands(int count, const JobControl& job, double from, double to,
             const std::function<void(int)>& work);

} // namespace cairn
