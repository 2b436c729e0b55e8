#include "core/insight/metrics.hpp"

namespace cairn::insight {

std::span<const Metric> metrics() {
    static constexpr Metric kMetrics[] = {
        {"feedback", addFeedback}, {"answers since the survey before", addFeedbackChange},
        {"pain", addPain},         {"money at stake", addMoney},
        {"personas", addPersonas},
    };
    return kMetrics;
}

} // namespace cairn::insight
