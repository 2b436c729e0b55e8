#pragma once
// Code for processors with registers of 64 bytes (AVX-512), beside the code for any: CAIRN_WIDE
// before a function that uses their instructions, and is called only when hasWideRegisters().
// Not defined where the compiler or the target has no such thing.

#if defined(__x86_64__) && defined(__GNUC__)
#define CAIRN_WIDE                                                                                 \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512cd,avx512vbmi2,bmi,bmi2,"      \
                          "popcnt,pclmul")))
#ifndef __clang__ // GCC 12 warns of what its own header leaves undefined on purpose
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#endif

namespace cairn {

/// Whether this machine and build have them.
bool hasWideRegisters();

/// For tests of the code for any processor: as long as one lives, hasWideRegisters() is false.
class WithoutWideRegisters {
public:
    WithoutWideRegisters();
    ~WithoutWideRegisters();
    WithoutWideRegisters(const WithoutWideRegisters&) = delete;
    WithoutWideRegisters& operator=(const WithoutWideRegisters&) = delete;
};

} // namespace cairn
