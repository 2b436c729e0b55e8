#include "core/base/wide.hpp"

#include <atomic>

namespace cairn {
namespace {

std::atomic<int> turnedOff = 0;

bool processorHasThem() {
#ifdef CAIRN_WIDE
    static const bool has = [] {
        __builtin_cpu_init();
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512vbmi2") &&
               __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
               __builtin_cpu_supports("pclmul");
    }();
    return has;
#else
    return false;
#endif
}

} // namespace

bool hasWideRegisters() {
    return turnedOff == 0 && processorHasThem();
}

WithoutWideRegisters::WithoutWideRegisters() {
    ++turnedOff;
}
WithoutWideRegisters::~WithoutWideRegisters() {
    --turnedOff;
}

} // namespace cairn
