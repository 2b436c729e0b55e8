#include "cairn/events/unit_ids.hpp"

#include "cairn/base/error.hpp"

namespace cairn {

std::string_view UnitIds::operator[](std::size_t unit) const {
    const std::uint64_t start = m_starts[unit / kBlock];
    const std::uint32_t from = unit % kBlock == 0 ? 0 : m_ends[unit - 1];
    return std::string_view(m_texts).substr(start + from, m_ends[unit] - from);
}

void UnitIds::add(std::string_view id) {
    if (id.size() > kLongestId)
        throw Error(ErrorCode::TooLarge, "keep the customers' ids",
                    "one of them is longer than 4,096 bytes",
                    "Choose the column that names the customer, or do not keep the ids.");
    if (m_ends.size() % kBlock == 0)
        m_starts.push_back(m_texts.size());
    m_texts += id;
    m_ends.push_back(static_cast<std::uint32_t>(m_texts.size() - m_starts.back()));
}

} // namespace cairn
