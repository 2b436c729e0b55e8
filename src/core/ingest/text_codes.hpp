#pragma once
// Text -> code, in order of first appearance. Open addressing, four slots a cache line: texts of up
// to 12 bytes are their own keys, longer ones are found by hash and compared byte by byte.
//
// Cells go in as they stand in the file. White space round a text, a word for "nothing" and broken
// UTF-8 are looked at once, when a cell is new; its slot then leads to the code of what it means.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "core/base/large_pages.hpp"
#include "core/base/wide.hpp"
#include "core/ingest/cell_column.hpp"
#include "core/ingest/code_by_number.hpp"
#include "core/ingest/long_texts.hpp"

namespace cairn {

/// What is looked up: made once, so that memory can be asked for ahead of the look-up.
struct TextKey {
    std::uint64_t a = 0; ///< the text's first bytes, zero-padded; of a longer one its hash
    std::uint32_t b = 0; ///< its bytes 9 to 12; of a longer one nothing
    std::uint32_t length = 0;
    std::uint64_t hash = 0;
    const char* start = nullptr;
    std::string_view text() const { return {start, length}; }
};

class TextCodes {
public:
    /// What find() says of a text that was never put in.
    static constexpr std::uint32_t kUnknown = 0xfffffffe;

    TextCodes();

    /// `readable`: at least 16 bytes may be read from the text's start on, however short it is.
    static TextKey keyOf(std::string_view text, bool readable) {
        if (!readable || text.size() > kInline)
            return slowKeyOf(text);
        TextKey key;
        key.start = text.data();
        key.length = static_cast<std::uint32_t>(text.size());
        std::memcpy(&key.a, text.data(), 8);
        std::memcpy(&key.b, text.data() + 8, 4);
        key.a &= kMasks[text.size()].a;
        key.b &= kMasks[text.size()].b;
        key.hash = hashOf(key.a, key.b);
        return key;
    }

    void prefetch(const TextKey& key) const {
#if defined(__GNUC__)
        __builtin_prefetch(&m_slots[key.hash & m_mask]);
#else
        static_cast<void>(key);
#endif
    }
    /// When the slot is there: of a long text, the text itself.
    void prefetchText(const TextKey& key) const {
        const Slot& slot = m_slots[key.hash & m_mask];
        if (key.length > kInline && slot.a == key.a && (slot.value & kLong) != 0)
            m_long.prefetch(slot.b);
    }
    /// The code of a text; kNoValue when it stands for nothing ("", "NULL").
    std::uint32_t codeOf(const TextKey& key) {
        std::uint32_t code = codeByNumber(key);
        if (code == kUnknown)
            code = findInSlots(key);
        return code != kUnknown ? code : insert(key);
    }
    /// The same without putting it in.
    std::uint32_t find(const TextKey& key) const {
        if (const std::size_t number = numberOf(key); number != CodeByNumber::kNone) {
            const std::uint32_t code = m_numbers.codeAt(number);
            return code == 0 ? kUnknown : code - 1;
        }
        return findInSlots(key);
    }
    /// codeOf for a text that goes by its number; kUnknown for any other.
    std::uint32_t codeByNumber(const TextKey& key) {
        const std::size_t number = numberOf(key);
        if (number == CodeByNumber::kNone)
            return kUnknown;
        const std::uint32_t code = m_numbers.codeAt(number);
        return code == 0 ? insertNumber(number, key) : code - 1;
    }
    /// Whether it goes by its number, and takes no slot.
    bool goesByNumber(const TextKey& key) const {
        return numberOf(key) != CodeByNumber::kNone;
    }
    /// The codes of rows first .. past-1 of a column, several at a time: those of texts that were
    /// put in before. The rows of the others go to `left`. `first` > 0, or not the first column.
    void findSome(const CellColumn& column, std::size_t first, std::size_t past, std::uint32_t* out,
                  std::vector<std::uint32_t>& left) const;
    /// Whether its slots may be far from the processor, so that prefetching pays.
    bool isLarge() const {
        return m_slots.size() > 2048;
    }
    std::uint32_t size() const {
        return m_size;
    }

private:
    friend class TextList;
    struct Slot {
        std::uint64_t a = 0;
        std::uint32_t b = 0; ///< of a long text: its place in m_long
        /// 0 = free, 1 = nothing, code + 2; kLong marks long texts, kAlias those that lead to the
        /// code of another.
        std::uint32_t value = 0;
    };
    struct Masks {
        std::uint64_t a;
        std::uint32_t b;
    };
    static constexpr std::size_t kInline = 12;
    static constexpr std::uint32_t kLong = 0x80000000, kAlias = 0x40000000, kNothing = 1,
                                   kFirstCode = 2;
    static constexpr std::array<Masks, kInline + 1> kMasks = [] {
        std::array<Masks, kInline + 1> masks{};
        for (std::size_t i = 0; i < masks.size(); ++i) {
            masks[i].a = i >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * i)) - 1;
            const std::size_t rest = i <= 8 ? 0 : i - 8;
            masks[i].b = rest == 4 ? ~std::uint32_t{0} : (std::uint32_t{1} << (8 * rest)) - 1;
        }
        return masks;
    }();
    static std::uint64_t hashOf(std::uint64_t a, std::uint32_t b) {
        std::uint64_t h = (a * 0x9e3779b97f4a7c15u) ^ std::rotl(b * 0xc2b2ae3d27d4eb4fu, 29);
        h ^= h >> 32;
        h *= 0xd6e8feb86659fd93u;
        return h ^ (h >> 29);
    }
    static TextKey slowKeyOf(std::string_view text);
    static std::uint32_t lengthIn(const Slot& slot);
    static std::uint32_t codeIn(const Slot& slot) {
        return (slot.value & ~(kLong | kAlias)) - kFirstCode;
    }

    bool matches(const Slot& slot, const TextKey& key) const {
        if (key.length > kInline) [[unlikely]]
            return slot.a == key.a && (slot.value & kLong) != 0 && m_long.at(slot.b) == key.text();
        // One comparison for both; a free slot looks like the empty text, and a long one like any.
        const bool same = ((slot.a ^ key.a) | (slot.b ^ key.b)) == 0;
        return same && static_cast<std::int32_t>(slot.value) > 0;
    }
    std::uint32_t findInSlots(const TextKey& key) const {
        for (std::size_t at = key.hash & m_mask;; at = (at + 1) & m_mask) {
            const Slot& slot = m_slots[at];
            if (matches(slot, key))
                return codeIn(slot);
            if (slot.value == 0)
                return kUnknown;
        }
    }
    std::uint32_t insert(const TextKey& key);
    std::uint32_t insertNumber(std::size_t number, const TextKey& key);
    void makePlace(const TextKey& key);
    std::size_t numberOf(const TextKey& key) const {
        return m_numbers.numberOf(key.a, key.b, key.length);
    }
    std::size_t findTexts(const CellColumn& column, std::size_t first, std::size_t past,
                          std::uint32_t* out, std::vector<std::uint32_t>& left) const;
    std::size_t findNumbers(const CellColumn& column, std::size_t first, std::size_t past,
                            std::uint32_t* out, std::vector<std::uint32_t>& left) const;
    void put(const TextKey& key, std::uint32_t code);
    void grow();

    std::vector<Slot, LargePages<Slot>> m_slots;
    std::size_t m_mask = 0, m_used = 0;
    std::uint32_t m_size = 0; ///< codes
    LongTexts m_long;
    CodeByNumber m_numbers;
    std::vector<Slot, LargePages<Slot>> m_numbered; ///< texts that went by their number, by code
};

/// The texts of a table by code, when no more are put in. It takes less than the table.
class TextList {
public:
    TextList() = default;
    explicit TextList(TextCodes&& codes);

    std::uint32_t size() const { return static_cast<std::uint32_t>(m_keys.size()); }
    /// Short texts lie in the list itself.
    TextKey operator[](std::uint32_t code) const;
    std::vector<std::string> texts() const;

private:
    std::vector<TextCodes::Slot> m_keys;
    LongTexts m_long;
};

} // namespace cairn
