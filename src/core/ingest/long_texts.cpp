#include "core/ingest/long_texts.hpp"

#include "cairn/base/error.hpp"

namespace cairn {

std::uint32_t LongTexts::add(std::string_view text) {
    constexpr std::size_t kMost = std::size_t{0xffffffff} * kUnit;
    const std::size_t start = m_bytes.size();
    const auto length = static_cast<std::uint32_t>(text.size());
    const std::size_t needed = sizeof length + text.size();
    if (kMost - start < needed)
        throw Error(ErrorCode::TooLarge, "import a data file",
                    "The different values of a column are larger than 32 GB.");
    m_bytes.resize(start + (needed + kUnit - 1) / kUnit * kUnit);
    std::copy_n(reinterpret_cast<const char*>(&length), sizeof length, m_bytes.data() + start);
    std::copy(text.begin(), text.end(), m_bytes.data() + start + sizeof length);
    return static_cast<std::uint32_t>(start / kUnit);
}

} // namespace cairn
