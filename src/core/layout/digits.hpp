#pragma once
// Numbers that are names (years, hours, columns): in the reader's own digits, never grouped.

#include <string>

#include "cairn/layout/phrases.hpp"

namespace cairn::layout {

inline std::string inDigits(const Phrases& phrases, long number, std::size_t least = 1) {
    std::string text = std::to_string(number);
    if (text.size() < least)
        text.insert(0, least - text.size(), '0');
    std::string out;
    for (const char digit : text)
        out += digit == '-' ? std::string("\u2212") : phrases.count(digit - '0');
    return out;
}

} // namespace cairn::layout
