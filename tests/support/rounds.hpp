#pragma once

namespace cairn::test {

/// How often a test on random input goes round. Under sanitizers a round costs ten times as much and shows what they
/// look for just as well: there it is a fifth. The build without them goes all.
constexpr int rounds(int whole) {
#ifdef CAIRN_SANITIZED
    return (whole + 4) / 5;
#else
    return whole;
#endif
}

} // namespace cairn::test
