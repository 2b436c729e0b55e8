#pragma once
// Text -> code, in order of first appearance. Open addressing; texts of up to 16 bytes are their
// own keys, longer ones are found by hash and compared byte by byte.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "core/ingest/large_pages.hpp"

namespace cairn {

/// What is looked up: made once, so that memory can be asked for ahead of the look-up.
struct TextKey {
    std::uint64_t a = 0, b = 0; ///< the text, zero-padded; of a longer one its hash and nothing
    std::uint64_t hash = 0;
    std::string_view text;
};

class TextCodes {
public:
    TextCodes();

    /// `readable`: at least 16 bytes may be read from the text's start on, however short it is.
    static TextKey keyOf(std::string_view text, bool readable) {
        if (!readable || text.size() > kInline)
            return slowKeyOf(text);
        TextKey key;
        key.text = text;
        std::memcpy(&key.a, text.data(), 8);
        std::memcpy(&key.b, text.data() + 8, 8);
        key.a &= kLowBytes[text.size()];
        key.b &= kLowBytes[text.size() > 8 ? text.size() - 8 : 0];
        key.hash = hashOf(key.a, key.b, text.size());
        return key;
    }

    void prefetch(const TextKey& key) const {
#if defined(__GNUC__)
        __builtin_prefetch(&m_slots[key.hash & m_mask]);
#else
        static_cast<void>(key);
#endif
    }
    /// The code of a trimmed, not empty text; kNoValue when it stands for nothing ("NULL").
    std::uint32_t codeOf(const TextKey& key) {
        std::size_t at = key.hash & m_mask;
        for (;; at = (at + 1) & m_mask) {
            const Slot& slot = m_slots[at];
            if (matches(slot, key))
                return slot.code;
            if (slot.length == 0)
                return insert(key, at);
        }
    }
    std::uint32_t size() const {
        return m_count;
    }
    /// All texts by code.
    std::vector<std::string> texts() const;
    /// Calls visit(TextKey) for the codes of a range, in order. The keys are those of this table.
    template <class Visit> void forRange(std::uint32_t first, std::uint32_t last, Visit visit) {
        orderSlots();
        for (std::uint32_t code = first; code < last; ++code)
            visit(keyIn(m_slots[m_order[code]]));
    }

private:
    struct Slot {
        std::uint64_t a = 0, b = 0; ///< b of a long text: where it starts in m_long
        std::uint32_t code = 0;
        std::uint32_t length = 0; ///< 0 = free
    };
    static constexpr std::size_t kInline = 16;
    /// Masks of the lowest 0 .. 16 (at most 8) bytes of a word.
    static constexpr std::array<std::uint64_t, 17> kLowBytes = [] {
        std::array<std::uint64_t, 17> masks{};
        for (std::size_t i = 0; i < masks.size(); ++i)
            masks[i] = i >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * i)) - 1;
        return masks;
    }();
    static std::uint64_t hashOf(std::uint64_t a, std::uint64_t b, std::size_t length) {
        std::uint64_t h =
            ((a + length) * 0x9e3779b97f4a7c15u) ^ std::rotl(b * 0xc2b2ae3d27d4eb4fu, 29);
        h ^= h >> 32;
        h *= 0xd6e8feb86659fd93u;
        return h ^ (h >> 29);
    }
    static TextKey slowKeyOf(std::string_view text);

    bool matches(const Slot& slot, const TextKey& key) const {
        const std::uint64_t differs = (slot.a ^ key.a) | (slot.length ^ key.text.size());
        if (key.text.size() <= kInline)
            return (differs | (slot.b ^ key.b)) == 0; // one branch for the three of them
        return differs == 0 &&
               std::memcmp(m_long.data() + slot.b, key.text.data(), key.text.size()) == 0;
    }
    std::uint32_t insert(const TextKey& key, std::size_t at);
    void grow();
    void orderSlots();
    TextKey keyIn(const Slot& slot) const;

    std::vector<Slot, LargePages<Slot>> m_slots;
    std::size_t m_mask = 0, m_used = 0;
    std::uint32_t m_count = 0;
    std::vector<char> m_long;
    std::vector<std::uint32_t> m_order; ///< slot of each code, when asked for
};

} // namespace cairn
