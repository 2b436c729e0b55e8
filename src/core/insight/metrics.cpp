#include "core/insight/metrics.hpp"

namespace cairn::insight {

std::span<const Metric> metrics() {
    static constexpr Metric kMetrics[] = {
        {"pain", addPain},
        {"money at stake", addMoney},
    };
    return kMetrics;
}

} // namespace cairn::insight
