#pragma once
// The customers' ids as they stand in the exports, for those who asked to keep them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cairn {

/// No id is longer: a cell that is holds something else.
inline constexpr std::size_t kLongestId = 4096;

/// One text a customer, by unit. All lie one after the other: ten million ids take their own bytes and four each.
/// An empty text is an id that is not known. Empty as a whole = ids are not kept.
class UnitIds {
public:
    bool empty() const { return m_ends.empty(); }
    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](std::size_t unit) const;
    /// The next unit's. Throws Error{TooLarge} when it is longer than kLongestId.
    void add(std::string_view id);
    void reserve(std::size_t units) { m_ends.reserve(units); }
    friend bool operator==(const UnitIds&, const UnitIds&) = default;

private:
    static constexpr std::size_t kBlock = 65536; ///< units whose texts are counted from one start on
    std::string m_texts;
    std::vector<std::uint64_t> m_starts; ///< of blocks, in m_texts
    std::vector<std::uint32_t> m_ends;   ///< by unit, from its block's start on
};

} // namespace cairn
