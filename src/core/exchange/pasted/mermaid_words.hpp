#pragma once
// Signs that end a word in Mermaid have look-alikes that do not; on the way in they become
// themselves again.

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace cairn {

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kMermaidSigns{{
    {":", "\u2236"}, // ratio
    {"#", "\u266F"}, // sharp
    {";", "\u037E"}, // the Greek question mark
    {"%", "\u066A"}, // the Arabic percent sign: two of the usual ones begin a comment
    {",", "\u201A"}, // low quotation mark, in the names of actors
}};
/// Before a task whose first word is one of Mermaid's own.
inline constexpr std::string_view kMermaidGuard = "\u2060";

inline std::string replacedAll(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace cairn
