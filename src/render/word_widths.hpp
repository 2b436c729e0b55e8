#pragma once
// Plain words wrapped by widths that are known: a map of ten thousand cards has few words and many sentences, and
// shaping each sentence is what opening such a map would wait for.

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cairn/layout/text_measurer.hpp"

namespace cairn {

/// For the embedded font, in which a word is as wide in a sentence as alone but for what it does to the space beside it.
/// May be used from several threads.
class WordWidths {
public:
    /// Nothing when the text is not plain (words of Latin letters and digits, one space between them), or when a word or
    /// the text does not fit: that takes a real layout.
    std::optional<std::vector<TextMeasurer::WrappedLine>> wrap(std::string_view text, TextRole role,
                                                               double width, int maxLines);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    struct Known {
        std::unordered_map<std::string, double, Hash, std::equal_to<>> words;
        std::array<std::array<float, 128>, 128> gaps{}; ///< 0 = not known yet
    };
    void learn(const std::vector<std::string_view>& words, TextRole role, Known& known);

    static constexpr std::size_t kMostWords = 60'000; ///< of a role; past these it begins anew
    std::mutex m_mutex;
    std::map<TextRole, Known> m_known;
};

} // namespace cairn
