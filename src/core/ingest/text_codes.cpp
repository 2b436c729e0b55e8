#include "core/ingest/text_codes.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstddef>

#include "cairn/base/error.hpp"
#include "cairn/events/event_log.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

constexpr std::size_t kFirstSlots = 256; ///< a few names seldom share a slot, and stay in L1
constexpr std::size_t kLeaps = std::size_t{1} << 20; ///< up to here a table grows fourfold

static_assert(std::endian::native == std::endian::little, "keys are masked as little-endian words");

} // namespace

TextCodes::TextCodes() : m_slots(kFirstSlots), m_mask(kFirstSlots - 1) {
    put(TextKey(), kNoValue); // so that an empty cell is looked up like any other
}

TextKey TextCodes::slowKeyOf(std::string_view text) {
    constexpr std::size_t kLongest = 0xffffffff;
    if (text.size() > kLongest)
        throw Error(ErrorCode::TooLarge, "import a data file", "A cell is larger than 4 GB.");
    TextKey key;
    key.start = text.data();
    key.length = static_cast<std::uint32_t>(text.size());
    if (text.size() > kInline) {
        key.a = XXH3_64bits(text.data(), text.size());
    } else if (!text.empty()) { // an empty cell may have no address at all
        std::memcpy(&key.a, text.data(), std::min<std::size_t>(text.size(), 8));
        if (text.size() > 8)
            std::memcpy(&key.b, text.data() + 8, text.size() - 8);
    }
    key.hash = hashOf(key.a, key.b);
    return key;
}

std::uint32_t TextCodes::insert(const TextKey& key) {
    makePlace(key);
    if (const std::uint32_t numbered = codeByNumber(key); numbered != kUnknown)
        return numbered;
    const std::string_view text = key.text();
    const std::string_view trimmed = trimmedCell(text);
    std::uint32_t code = 0;
    if (isMissing(trimmed)) {
        code = kNoValue;
    } else if (needsRepair(trimmed)) {
        const std::string repaired = repairedCell(trimmed); // which needs none itself
        code = codeOf(slowKeyOf(repaired));
    } else if (trimmed.size() != text.size()) {
        code = codeOf(slowKeyOf(trimmed));
    } else {
        code = size();
    }
    put(key, code);
    return code;
}

std::uint32_t TextCodes::insertNumber(std::size_t number, const TextKey& key) {
    const std::uint32_t code = m_size++;
    m_numbers.put(number, key.length, code);
    m_numbered.push_back({key.a, key.b, code + kFirstCode});
    return code;
}

/// For a new text, if it can go by its number. What has taken a slot before goes by its number from
/// now on, too, where it can.
void TextCodes::makePlace(const TextKey& key) {
    if (!m_numbers.makePlace(key.a, key.b, key.length, m_size))
        return;
    for (const Slot& slot : m_slots) {
        if (slot.value <= kNothing || (slot.value & kLong) != 0)
            continue;
        const std::uint32_t length = lengthIn(slot);
        if (const std::size_t number = m_numbers.numberOf(slot.a, slot.b, length);
            number != CodeByNumber::kNone)
            m_numbers.put(number, length, codeIn(slot));
    }
}

/// Of a short text: none has a zero byte, so the bytes end where the zeros begin.
std::uint32_t TextCodes::lengthIn(const Slot& slot) {
    const auto bytes = [](int zeroBits) { return static_cast<std::uint32_t>(zeroBits) / 8; };
    return slot.b != 0 ? 12 - bytes(std::countl_zero(slot.b)) : 8 - bytes(std::countl_zero(slot.a));
}

void TextCodes::put(const TextKey& key, std::uint32_t code) {
    if (code + kFirstCode >= kAlias && code != kNoValue)
        throw Error(ErrorCode::TooLarge, "import a data file",
                    "A column has more than a billion different values.");
    Slot slot{key.a, key.b, code + kFirstCode};
    if (code == m_size)
        ++m_size;
    else if (code != kNoValue)
        slot.value |= kAlias;
    if (key.length > kInline) {
        slot.b = m_long.add(key.text());
        slot.value |= kLong;
    }
    if (++m_used * 4 > m_slots.size() * 3)
        grow();
    std::size_t at = key.hash & m_mask;
    while (m_slots[at].value != 0)
        at = (at + 1) & m_mask;
    m_slots[at] = slot;
}

void TextCodes::grow() {
    std::vector<Slot, LargePages<Slot>> old(m_slots.size() * (m_slots.size() < kLeaps ? 4 : 2));
    old.swap(m_slots);
    m_mask = m_slots.size() - 1;
    for (const Slot& slot : old) {
        if (slot.value == 0)
            continue;
        std::size_t at = hashOf(slot.a, (slot.value & kLong) != 0 ? 0 : slot.b) & m_mask;
        while (m_slots[at].value != 0)
            at = (at + 1) & m_mask;
        m_slots[at] = slot;
    }
}

TextList::TextList(TextCodes&& codes) : m_keys(codes.size()), m_long(std::move(codes.m_long)) {
    const TextCodes table = std::move(codes); // freed in the end
    for (const TextCodes::Slot& slot : table.m_slots)
        if (slot.value > TextCodes::kNothing && (slot.value & TextCodes::kAlias) == 0)
            m_keys[TextCodes::codeIn(slot)] = slot;
    for (const TextCodes::Slot& slot : table.m_numbered)
        m_keys[TextCodes::codeIn(slot)] = slot;
}

TextKey TextList::operator[](std::uint32_t code) const {
    const TextCodes::Slot& kept = m_keys[code];
    TextKey key;
    key.a = kept.a;
    if ((kept.value & TextCodes::kLong) != 0) {
        const std::string_view text = m_long.at(kept.b);
        key.start = text.data();
        key.length = static_cast<std::uint32_t>(text.size());
    } else {
        key.b = kept.b;
        key.start = reinterpret_cast<const char*>(&kept.a);
        static_assert(offsetof(TextCodes::Slot, b) == 8, "a short text lies in one piece");
        key.length = TextCodes::lengthIn(kept);
    }
    key.hash = TextCodes::hashOf(key.a, key.b);
    return key;
}

std::vector<std::string> TextList::texts() const {
    std::vector<std::string> all;
    all.reserve(size());
    for (std::uint32_t code = 0; code < size(); ++code)
        all.emplace_back((*this)[code].text());
    return all;
}

} // namespace cairn
