#pragma once
// Ids are often numbers, with some letters in front ("u0139421", "C-1001", "88123"), and close
// together. Then the number itself tells where the code is: four bytes a number instead of a slot
// of a table of texts, so that many more of them stay near the processor.

#include <cstddef>
#include <cstdint>

#include "core/base/large_pages.hpp"

namespace cairn {

/// What goes by number are texts of up to seven letters, always the same, and one to eight digits
/// behind them, twelve bytes in all at most. No two of them are the same number: either all are of
/// one length, or none begins with a zero (but 0 itself). Texts come as their twelve bytes, padded
/// with zeros.
class CodeByNumber {
public:
    static constexpr std::size_t kNone = ~std::size_t{0};

    /// kNone when the text is not one of them, or its number has no place in the table.
    std::size_t numberOf(std::uint64_t a, std::uint32_t b, std::uint32_t length) const {
        return m_size != 0 ? placeOf(a, b, length) : kNone;
    }
    /// Makes place for the text's number, when it is one and not too large for a table that holds
    /// `texts` of them. True when the table has grown: others may have a place now that had none.
    bool makePlace(std::uint64_t a, std::uint32_t b, std::uint32_t length, std::uint32_t texts) {
        return m_pays && tryPlace(a, b, length, texts);
    }
    /// Whether there is a table to look into.
    bool any() const { return m_size != 0; }
    /// Of a number that numberOf() told; 0 when it has none yet, else the code + 1.
    std::uint32_t codeAt(std::size_t number) const { return m_codes[number]; }
    /// The text is met for the first time.
    void put(std::size_t number, std::uint32_t length, std::uint32_t code) {
        m_various = m_various || length != m_length;
        m_zeros = m_zeros || number < leastOf(length);
        m_codes[number] = code + 1;
    }

    /// What is needed to look up eight at a time.
    struct Shape {
        std::uint64_t prefix = 0, prefixMask = 0;
        unsigned prefixLength = 0;
        unsigned length = 0; ///< of all texts; 0 = various
        bool zeros = false;  ///< some begin with a zero
        const std::uint32_t* codes = nullptr;
        std::size_t size = 0; ///< numbers below have a code
    };
    Shape shape() const;

private:
    std::size_t placeOf(std::uint64_t a, std::uint32_t b, std::uint32_t length) const;
    bool tryPlace(std::uint64_t a, std::uint32_t b, std::uint32_t length, std::uint32_t texts);
    void learn(std::uint64_t a, std::uint32_t b, std::uint32_t length);
    std::size_t read(std::uint64_t a, std::uint32_t b, std::uint32_t length) const;
    std::size_t leastOf(std::uint32_t length) const;

    bool m_pays = true; ///< false for good when nothing was found among many texts
    bool m_learnt = false;
    bool m_various = false; ///< there were texts of several lengths
    bool m_zeros = false;
    std::uint64_t m_prefix = 0, m_prefixMask = 0;
    unsigned m_prefixLength = 0, m_length = 0;
    std::uint64_t m_others = 0; ///< texts for which there was no number, while there is no table
    LargeRoom<std::uint32_t> m_codes;
    std::size_t m_size = 0;
};

} // namespace cairn
