#pragma once
// Loops laid out several times: for any processor, and for those with wider registers.

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CAIRN_LAID_OUT_ONCE 1 // the choice is made before a sanitizer has set itself up
#endif

/// Before a function of plain loops: the compiler lays it out, with all that it calls, once for
/// each kind of processor, and which of them runs is chosen when the program starts. Nothing at all
/// where the tools cannot do it.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(CAIRN_LAID_OUT_ONCE)
#define CAIRN_FOR_EACH_PROCESSOR                                                                   \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), flatten))
#else
#define CAIRN_FOR_EACH_PROCESSOR
#endif
