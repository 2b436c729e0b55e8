#pragma once
// The words of journeys: which of them mean the same step, in the languages that exports come in.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/model/elements.hpp"

namespace cairn::insight {

using Words = std::vector<std::string>;

/// The words of a title or an event name, without articles and the like, each once; phrases that are one word to us
/// ("sign up", "zur Kasse") are one.
Words journeyWords(std::string_view text);

struct Likeness {
    double score = 0;       ///< how much of each side's words the other side has: 1 = all of both
    bool sameWords = false; ///< words that only mean the same added nothing
};
Likeness likenessOf(const Words& a, const Words& b);

/// Words of what went wrong: such an event does not show that somebody got to a stage.
bool isTrouble(const Words& words);

/// The channel that a name ("email_opened") or a value of a channel column ("organic") speaks of; None when it does
/// not.
Channel channelIn(const Words& words, bool isChannelValue);
/// How surely a column of that name says a channel: smaller is surer; nothing when it does not.
std::optional<std::size_t> channelColumnRank(std::string_view column);

} // namespace cairn::insight
