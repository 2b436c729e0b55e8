#include "core/events/text_packing.hpp"

#include <zstd.h>

#include <cstring>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"

namespace cairn::packing {
namespace {

constexpr std::size_t kLengthBytes = 2, kSizeBytes = 4;
static_assert(kLongestId < (1U << 16));
constexpr int kLevel = 3;

[[noreturn]] void notWhole() {
    throw Error(ErrorCode::Damaged, "read stored events", "The customers' ids are not whole.",
                "Import the data file again, or open an earlier copy of the project.");
}

void putNumber(std::span<std::byte> bytes, std::size_t at, std::size_t number, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i)
        bytes[at + i] = static_cast<std::byte>(number >> (8 * i) & 0xff);
}

std::size_t numberAt(std::span<const std::byte> bytes, std::size_t at, std::size_t width) {
    std::size_t number = 0;
    for (std::size_t i = width; i-- > 0;)
        number = number << 8 | static_cast<std::size_t>(bytes[at + i]);
    return number;
}

std::vector<std::byte> inflated(std::span<const std::byte> bytes, std::size_t count) {
    if (bytes.size() < kSizeBytes)
        notWhole();
    const std::size_t size = numberAt(bytes, 0, kSizeBytes);
    if (size > count * (kLengthBytes + kLongestId)) // nobody gets memory by claiming it
        notWhole();
    std::vector<std::byte> whole(size);
    const auto frame = bytes.subspan(kSizeBytes);
    const std::size_t got = ZSTD_decompress(whole.data(), whole.size(), frame.data(), frame.size());
    if (ZSTD_isError(got) != 0 || got != size)
        notWhole();
    return whole;
}

void takeTexts(std::span<const std::byte> bytes, std::size_t count, UnitIds& ids) {
    if (bytes.size() < count * kLengthBytes)
        notWhole();
    std::size_t at = count * kLengthBytes;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t length = numberAt(bytes, i * kLengthBytes, kLengthBytes);
        if (length > kLongestId || length > bytes.size() - at)
            notWhole();
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + at, length);
        if (!isValidUtf8(text))
            notWhole();
        ids.add(text);
        at += length;
    }
    if (at != bytes.size())
        notWhole();
}

} // namespace

ColumnBlob packIds(const UnitIds& ids, std::size_t first, std::size_t count) {
    ColumnBlob blob;
    blob.encoding = kTexts;
    blob.bytes.resize(count * kLengthBytes);
    for (std::size_t i = 0; i < count; ++i)
        putNumber(blob.bytes, i * kLengthBytes, ids[first + i].size(), kLengthBytes);
    for (std::size_t unit = first; unit < first + count; ++unit) {
        const auto text = std::as_bytes(std::span(ids[unit]));
        blob.bytes.insert(blob.bytes.end(), text.begin(), text.end());
    }
    BlobBytes smaller(kSizeBytes + ZSTD_compressBound(blob.bytes.size()));
    putNumber(smaller, 0, blob.bytes.size(), kSizeBytes);
    const std::size_t size = ZSTD_compress(smaller.data() + kSizeBytes, smaller.size() - kSizeBytes,
                                           blob.bytes.data(), blob.bytes.size(), kLevel);
    if (ZSTD_isError(size) == 0 && kSizeBytes + size < blob.bytes.size()) {
        smaller.resize(kSizeBytes + size);
        blob.encoding = kCompressedTexts;
        blob.bytes = std::move(smaller);
    }
    return blob;
}

void unpackIds(const ColumnBlob& blob, std::size_t count, UnitIds& ids) {
    if (blob.minimum != 0 || blob.maximum != 0)
        notWhole();
    if (blob.encoding == kTexts)
        takeTexts(blob.bytes, count, ids);
    else if (blob.encoding == kCompressedTexts)
        takeTexts(inflated(blob.bytes, count), count, ids);
    else
        notWhole();
}

} // namespace cairn::packing
