#include "core/events/packing.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "cairn/base/error.hpp"
#include "core/events/widths.hpp"

namespace cairn::packing {
namespace {

static_assert(std::endian::native == std::endian::little,
              "column blobs are little-endian and copied as they are");

constexpr std::size_t kStepsHeader = 16;

[[noreturn]] void damaged(const char* why) {
    throw Error(ErrorCode::Damaged, "read stored events", why,
                "Import the data file again, or open an earlier copy of the project.");
}

unsigned widthFor(std::uint64_t range) {
    if (range <= 0xff)
        return 1;
    if (range <= 0xffff)
        return 2;
    if (range <= 0xffffff)
        return 3;
    return range <= 0xffffffff ? 4 : 8;
}

/// Offsets from the minimum. They wrap round in the values' own width, kNoValue being -1 there.
template <class Value>
void packOffsets(std::span<const Value> values, std::int64_t minimum, unsigned width,
                 ColumnBlob& blob) {
    using Word = std::make_unsigned_t<Value>;
    blob.encoding = static_cast<std::uint8_t>(width);
    blob.bytes.resize(values.size() * width);
    narrowAll(width, reinterpret_cast<const Word*>(values.data()), values.size(),
              static_cast<Word>(minimum), blob.bytes.data());
}

/// The largest offset found. Throws when the bytes are not as many as they should be.
template <class Value> std::uint64_t unpackOffsets(const ColumnBlob& blob, std::span<Value> out) {
    using Word = std::make_unsigned_t<Value>;
    const unsigned width = blob.encoding;
    if (blob.bytes.size() != out.size() * width)
        damaged("A column of stored events has the wrong length.");
    if (width == 0 || width > sizeof(Value) || (width > 4 && width != 8))
        damaged("A column of stored events is packed in a way this version does not know.");
    return widenAll(width, blob.bytes.data(), out.size(), static_cast<Word>(blob.minimum),
                    reinterpret_cast<Word*>(out.data()));
}

void checkRange(const ColumnBlob& blob, std::uint64_t largestOffset) {
    const auto range =
        static_cast<std::uint64_t>(blob.maximum) - static_cast<std::uint64_t>(blob.minimum);
    if (largestOffset > range)
        damaged("A column of stored events holds values outside its own limits.");
}

template <class Step> void unpackSteps(const ColumnBlob& blob, std::span<TimeMs> out) {
    if (out.empty() || blob.bytes.size() != kStepsHeader + (out.size() - 1) * sizeof(Step))
        damaged("A time column of stored events has the wrong length.");
    std::uint64_t time = 0, smallest = 0;
    std::memcpy(&time, blob.bytes.data(), 8);
    std::memcpy(&smallest, blob.bytes.data() + 8, 8);
    const std::byte* in = blob.bytes.data() + kStepsHeader;
    out[0] = static_cast<TimeMs>(time);
    for (std::size_t i = 1; i < out.size(); ++i) {
        Step step = 0;
        std::memcpy(&step, in + (i - 1) * sizeof(Step), sizeof(Step));
        time += smallest + step; // unsigned: damage may overflow, and the check below finds it
        out[i] = static_cast<TimeMs>(time);
    }
    // Steps that are small and never back leave the times between the first and the last.
    constexpr std::uint64_t kSmall = std::uint64_t{1} << 40;
    TimeMs low = out.front(), high = out.back();
    if (smallest >= kSmall) {
        const auto [least, most] = std::minmax_element(out.begin(), out.end());
        low = *least;
        high = *most;
    }
    if (low < blob.minimum || high > blob.maximum || low > high)
        damaged("A time column of stored events holds values outside its own limits.");
}

template <class Step>
void packSteps(std::span<const TimeMs> times, TimeMs smallest, std::byte* out) {
    for (std::size_t i = 1; i < times.size(); ++i) {
        const auto step = static_cast<Step>(times[i] - times[i - 1] - smallest);
        std::memcpy(out + (i - 1) * sizeof(Step), &step, sizeof(Step));
    }
}

unsigned bitsOf(std::uint8_t encoding) {
    switch (static_cast<Encoding>(encoding)) {
    case Encoding::Bits1:
        return 1;
    case Encoding::Bits2:
        return 2;
    case Encoding::Bits4:
        return 4;
    default:
        return 0;
    }
}

template <unsigned kBits>
void packBits(std::span<const std::uint32_t> codes, std::uint32_t base, ColumnBlob& blob) {
    constexpr unsigned kRows = 8 / kBits; // in a byte
    blob.encoding = static_cast<std::uint8_t>(kBits == 1   ? Encoding::Bits1
                                              : kBits == 2 ? Encoding::Bits2
                                                           : Encoding::Bits4);
    blob.bytes.resize((codes.size() + kRows - 1) / kRows);
    const auto byteAt = [&](std::size_t first, unsigned rows) {
        std::uint32_t byte = 0;
        for (unsigned i = 0; i < rows; ++i)
            byte |= (codes[first + i] - base) << (i * kBits);
        return static_cast<std::byte>(byte);
    };
    const std::size_t whole = codes.size() / kRows;
    for (std::size_t i = 0; i < whole; ++i)
        blob.bytes[i] = byteAt(i * kRows, kRows);
    if (whole < blob.bytes.size())
        blob.bytes[whole] =
            byteAt(whole * kRows, static_cast<unsigned>(codes.size() - whole * kRows));
}

template <unsigned kBits>
std::uint64_t unpackBits(const ColumnBlob& blob, std::span<std::uint32_t> out) {
    constexpr unsigned kRows = 8 / kBits, kMask = (1U << kBits) - 1;
    if (blob.bytes.size() != (out.size() + kRows - 1) / kRows)
        damaged("A column of stored events has the wrong length.");
    const auto base = static_cast<std::uint32_t>(blob.minimum);
    std::uint32_t largest = 0;
    const std::size_t whole = out.size() / kRows;
    const auto spread = [&](std::size_t byteNumber, unsigned rows) {
        const auto byte = std::to_integer<std::uint32_t>(blob.bytes[byteNumber]);
        for (unsigned i = 0; i < rows; ++i) {
            const std::uint32_t offset = byte >> (i * kBits) & kMask;
            largest = std::max(largest, offset);
            out[byteNumber * kRows + i] = base + offset;
        }
    };
    for (std::size_t i = 0; i < whole; ++i)
        spread(i, kRows);
    if (whole < blob.bytes.size())
        spread(whole, static_cast<unsigned>(out.size() - whole * kRows));
    return largest;
}

/// A column of which most rows hold the minimum. False when it would not be smaller than `most`
/// bytes.
bool packSparse(std::span<const std::uint32_t> codes, std::uint32_t base, unsigned width,
                std::size_t most, ColumnBlob& blob) {
    std::size_t others = 0;
    for (const std::uint32_t code : codes)
        others += code != base;
    const std::size_t bitmap = (codes.size() + 7) / 8, bytes = 1 + bitmap + others * width;
    if (bytes >= most)
        return false;
    blob.encoding = static_cast<std::uint8_t>(Encoding::Sparse);
    blob.bytes.assign(bytes, std::byte{0});
    blob.bytes[0] = static_cast<std::byte>(width);
    std::byte* bits = blob.bytes.data() + 1;
    std::byte* out = bits + bitmap;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i] == base)
            continue;
        bits[i / 8] |= static_cast<std::byte>(1U << (i % 8));
        const std::uint32_t offset = codes[i] - base;
        std::memcpy(out, &offset, width);
        out += width;
    }
    return true;
}

std::uint64_t unpackSparse(const ColumnBlob& blob, std::span<std::uint32_t> out) {
    const std::size_t bitmap = (out.size() + 7) / 8;
    if (blob.bytes.size() < 1 + bitmap)
        damaged("A column of stored events has the wrong length.");
    const auto width = std::to_integer<std::size_t>(blob.bytes[0]);
    const std::byte* bits = blob.bytes.data() + 1;
    std::size_t others = 0;
    for (std::size_t i = 0; i < bitmap; ++i)
        others += static_cast<std::size_t>(std::popcount(std::to_integer<std::uint8_t>(bits[i])));
    const unsigned spare = static_cast<unsigned>(bitmap * 8 - out.size());
    const bool marksNoRow =
        spare != 0 && std::to_integer<unsigned>(bits[bitmap - 1]) >> (8 - spare);
    if (width < 1 || width > 4 || marksNoRow || blob.bytes.size() != 1 + bitmap + others * width)
        damaged("A column of stored events has the wrong length.");
    const auto base = static_cast<std::uint32_t>(blob.minimum);
    std::fill(out.begin(), out.end(), base);
    const std::byte* in = bits + bitmap;
    std::uint32_t largest = 0;
    for (std::size_t i = 0; i < bitmap; ++i)
        for (auto byte = std::to_integer<unsigned>(bits[i]); byte != 0; byte &= byte - 1) {
            std::uint32_t offset = 0;
            std::memcpy(&offset, in, width);
            in += width;
            largest = std::max(largest, offset);
            out[i * 8 + static_cast<std::size_t>(std::countr_zero(byte))] = base + offset;
        }
    return largest;
}

} // namespace

ColumnBlob packCodes(std::span<const std::uint32_t> codes) {
    ColumnBlob blob;
    if (codes.empty())
        return blob;
    // One added, so that kNoValue wraps round to 0 and sorts below every code.
    const auto [low, high] = limitsOf(codes.data(), codes.size());
    blob.minimum = static_cast<std::int64_t>(low) - 1;
    blob.maximum = static_cast<std::int64_t>(high) - 1;
    const std::uint32_t range = high - low, base = low - 1;
    const unsigned width = widthFor(range);
    if (range == 0)
        return blob;
    if (range <= 1)
        packBits<1>(codes, base, blob);
    else if (range <= 3)
        packBits<2>(codes, base, blob);
    else if (range <= 15)
        packBits<4>(codes, base, blob);
    else if (!packSparse(codes, base, width, codes.size() * width / 2, blob))
        packOffsets(codes, blob.minimum, width, blob);
    return blob;
}

ColumnBlob packTimes(std::span<const TimeMs> times) {
    ColumnBlob blob;
    if (times.empty())
        return blob;
    // Steps wrap round when times lie very far apart, and are not used then.
    std::int64_t low = times[0], high = times[0];
    std::int64_t smallest = std::numeric_limits<std::int64_t>::max(),
                 largest = std::numeric_limits<std::int64_t>::min();
    const auto stepTo = [&](std::size_t i) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(times[i]) -
                                         static_cast<std::uint64_t>(times[i - 1]));
    };
    for (std::size_t i = 1; i < times.size(); ++i) {
        low = std::min(low, times[i]);
        high = std::max(high, times[i]);
        smallest = std::min(smallest, stepTo(i));
        largest = std::max(largest, stepTo(i));
    }
    blob.minimum = low;
    blob.maximum = high;
    if (low == high)
        return blob;
    const auto range = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    constexpr std::uint64_t kFarApart = std::uint64_t{1}
                                        << 62; // steps might overflow: take offsets
    const unsigned width = widthFor(range);
    if (range >= kFarApart || width <= 2 || largest - smallest > 0xffff) {
        packOffsets(times, blob.minimum, width, blob);
        return blob;
    }
    const bool narrowSteps = largest - smallest <= 0xff;
    blob.encoding = static_cast<std::uint8_t>(narrowSteps ? Encoding::Steps1 : Encoding::Steps2);
    blob.bytes.resize(kStepsHeader + (times.size() - 1) * (narrowSteps ? 1 : 2));
    std::memcpy(blob.bytes.data(), &times[0], 8);
    std::memcpy(blob.bytes.data() + 8, &smallest, 8);
    std::byte* out = blob.bytes.data() + kStepsHeader;
    if (narrowSteps)
        packSteps<std::uint8_t>(times, smallest, out);
    else
        packSteps<std::uint16_t>(times, smallest, out);
    return blob;
}

void unpackCodes(const ColumnBlob& blob, std::int64_t lowest, std::int64_t highest,
                 std::span<std::uint32_t> out) {
    if (out.empty())
        return;
    if (blob.minimum < lowest || blob.maximum > highest || blob.minimum > blob.maximum)
        damaged("A column of stored events names a value that does not exist.");
    if (blob.encoding == static_cast<std::uint8_t>(Encoding::Constant)) {
        std::fill(out.begin(), out.end(), static_cast<std::uint32_t>(blob.minimum));
        return;
    }
    if (blob.encoding == static_cast<std::uint8_t>(Encoding::Sparse))
        return checkRange(blob, unpackSparse(blob, out));
    switch (bitsOf(blob.encoding)) {
    case 1:
        return checkRange(blob, unpackBits<1>(blob, out));
    case 2:
        return checkRange(blob, unpackBits<2>(blob, out));
    case 4:
        return checkRange(blob, unpackBits<4>(blob, out));
    default:
        return checkRange(blob, unpackOffsets(blob, out));
    }
}

void unpackTimes(const ColumnBlob& blob, std::span<TimeMs> out) {
    if (out.empty())
        return;
    if (blob.minimum > blob.maximum)
        damaged("A time column of stored events has impossible limits.");
    if (blob.encoding == static_cast<std::uint8_t>(Encoding::Constant))
        std::fill(out.begin(), out.end(), blob.minimum);
    else if (blob.encoding == static_cast<std::uint8_t>(Encoding::Steps2))
        unpackSteps<std::uint16_t>(blob, out);
    else if (blob.encoding == static_cast<std::uint8_t>(Encoding::Steps1))
        unpackSteps<std::uint8_t>(blob, out);
    else
        checkRange(blob, unpackOffsets(blob, out));
}

} // namespace cairn::packing
