#include "core/ingest/text_codes.hpp"

#include <xxhash.h>

#include <array>

#include "cairn/base/error.hpp"
#include "cairn/events/event_log.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

constexpr std::size_t kFirstSlots = 256; ///< a few names seldom share a slot, and stay in L1

static_assert(std::endian::native == std::endian::little, "keys are masked as little-endian words");

} // namespace

TextCodes::TextCodes() : m_slots(kFirstSlots), m_mask(kFirstSlots - 1) {}

TextKey TextCodes::slowKeyOf(std::string_view text) {
    TextKey key;
    key.text = text;
    if (text.size() > kInline) {
        key.a = XXH3_64bits(text.data(), text.size());
    } else {
        std::array<char, kInline> padded{};
        std::memcpy(padded.data(), text.data(), text.size());
        std::memcpy(&key.a, padded.data(), 8);
        std::memcpy(&key.b, padded.data() + 8, 8);
    }
    key.hash = hashOf(key.a, key.b, text.size());
    return key;
}

std::uint32_t TextCodes::insert(const TextKey& key, std::size_t at) {
    if (needsRepair(key.text)) { // rare: not remembered as it is, looked up by what it becomes
        const std::string repaired = repairedCell(key.text);
        return codeOf(keyOf(repaired, false));
    }
    if (key.text.size() > 0xffffffff || m_count == kNoValue - 1)
        throw Error(ErrorCode::TooLarge, "import a data file",
                    "A column has more than 4 billion different values.");
    Slot& slot = m_slots[at];
    slot.a = key.a;
    slot.b = key.b;
    slot.length = static_cast<std::uint32_t>(key.text.size());
    slot.code = isMissing(key.text) ? kNoValue : m_count++;
    if (key.text.size() > kInline) {
        slot.b = m_long.size();
        m_long.insert(m_long.end(), key.text.begin(), key.text.end());
    }
    const std::uint32_t code = slot.code;
    if (++m_used * 4 > m_slots.size() * 3)
        grow();
    return code;
}

void TextCodes::grow() {
    std::vector<Slot, LargePages<Slot>> old(m_slots.size() * 2);
    old.swap(m_slots);
    m_mask = m_slots.size() - 1;
    for (const Slot& slot : old) {
        if (slot.length == 0)
            continue;
        std::size_t at = hashOf(slot.a, slot.length > kInline ? 0 : slot.b, slot.length) & m_mask;
        while (m_slots[at].length != 0)
            at = (at + 1) & m_mask;
        m_slots[at] = slot;
    }
}

void TextCodes::orderSlots() {
    if (m_order.size() == m_count)
        return;
    m_order.resize(m_count);
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        if (m_slots[i].length != 0 && m_slots[i].code != kNoValue)
            m_order[m_slots[i].code] = static_cast<std::uint32_t>(i);
}

TextKey TextCodes::keyIn(const Slot& slot) const {
    TextKey key;
    key.a = slot.a;
    const bool isLong = slot.length > kInline;
    key.b = isLong ? 0 : slot.b;
    key.hash = hashOf(key.a, key.b, slot.length);
    key.text = isLong ? std::string_view(m_long.data() + slot.b, slot.length)
                      : std::string_view(reinterpret_cast<const char*>(&slot.a), slot.length);
    return key;
}

std::vector<std::string> TextCodes::texts() const {
    std::vector<std::string> all(m_count);
    for (const Slot& slot : m_slots)
        if (slot.length != 0 && slot.code != kNoValue)
            all[slot.code] = keyIn(slot).text;
    return all;
}

} // namespace cairn
