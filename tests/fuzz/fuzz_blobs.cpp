// Stored event chunks as a hostile file would hold them: decoded, or refused as damaged; never read out of bounds. And values
// packed from any bytes come back as they were.
#include <fuzzer/FuzzedDataProvider.h>

#include <cstdio>
#include <cstdlib>

#include "cairn/base/error.hpp"
#include "cairn/events/event_log.hpp"

using namespace cairn;

namespace {

ColumnBlob anyBlob(FuzzedDataProvider& from) {
    ColumnBlob blob;
    blob.encoding = from.ConsumeIntegral<std::uint8_t>();
    blob.minimum = from.ConsumeBool() ? from.ConsumeIntegralInRange<std::int64_t>(-1, 300)
                                      : from.ConsumeIntegral<std::int64_t>();
    blob.maximum = from.ConsumeBool() ? from.ConsumeIntegralInRange<std::int64_t>(-1, 300)
                                      : from.ConsumeIntegral<std::int64_t>();
    const auto bytes =
        from.ConsumeBytes<std::uint8_t>(from.ConsumeIntegralInRange<std::size_t>(0, 4096));
    for (const std::uint8_t byte : bytes)
        blob.bytes.push_back(static_cast<std::byte>(byte));
    return blob;
}

void decodeHostile(FuzzedDataProvider& from) {
    EventLog log;
    log.units = from.ConsumeIntegralInRange<std::uint32_t>(0, 300);
    log.names.resize(from.ConsumeIntegralInRange<std::size_t>(0, 300), "event");
    log.properties.push_back({"plain", std::vector<std::string>(3, "value"), false, 0});
    log.properties.push_back({"session", {}, true, from.ConsumeIntegral<std::uint32_t>()});
    log.unitProperties.push_back(
        {"of units", {"a"}, std::vector<std::uint32_t>(log.units, from.ConsumeIntegral<std::uint32_t>())});
    Chunk chunk;
    chunk.rows = from.ConsumeBool() ? from.ConsumeIntegralInRange<std::uint32_t>(0, 4096)
                                    : from.ConsumeIntegral<std::uint32_t>();
    chunk.unit = anyBlob(from);
    chunk.time = anyBlob(from);
    chunk.name = anyBlob(from);
    chunk.properties = {anyBlob(from), anyBlob(from)};
    log.chunks.push_back(std::move(chunk));
    ChunkDecoder decoder;
    constexpr std::size_t kAll[] = {0, 1, 2};
    try {
        const ChunkRows& rows = decoder.decode(log, 0, kAll);
        for (std::size_t i = 0; i < rows.unit.size(); ++i)
            if (rows.unit[i] >= log.units || rows.name[i] >= log.names.size())
                std::abort();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Damaged)
            std::abort();
    }
}

void packAndUnpack(FuzzedDataProvider& from) {
    const auto count = from.ConsumeIntegralInRange<std::size_t>(1, 600);
    const auto limit = from.ConsumeIntegralInRange<std::uint32_t>(1, 1u << 31);
    std::vector<std::uint32_t> unit(count), name(count), property(count);
    std::vector<TimeMs> time(count);
    for (std::size_t i = 0; i < count; ++i) {
        unit[i] = from.ConsumeIntegralInRange<std::uint32_t>(0, limit - 1);
        name[i] = from.ConsumeIntegralInRange<std::uint32_t>(0, 4);
        property[i] = from.ConsumeBool() ? kNoValue : from.ConsumeIntegralInRange<std::uint32_t>(0, 2);
        time[i] = from.ConsumeBool() ? from.ConsumeIntegral<TimeMs>()
                                     : from.ConsumeIntegralInRange<TimeMs>(-5000, 5000);
    }
    EventLog log;
    log.units = limit;
    log.names.resize(5, "event");
    log.properties.push_back({"plain", std::vector<std::string>(3, "value"), false, 0});
    const std::span<const std::uint32_t> columns[] = {property};
    log.chunks.push_back(encodeChunk(unit, time, name, columns));
    ChunkDecoder decoder;
    constexpr std::size_t kAll[] = {0};
    const ChunkRows& rows = decoder.decode(log, 0, kAll);
    const auto same = [&](auto span, const auto& vector) {
        return std::equal(span.begin(), span.end(), vector.begin(), vector.end());
    };
    if (!same(rows.unit, unit) || !same(rows.time, time) || !same(rows.name, name) ||
        !same(rows.properties[0], property)) {
        std::fprintf(stderr, "what was packed did not come back\n");
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider from(data, size);
    if (from.ConsumeBool())
        decodeHostile(from);
    else
        packAndUnpack(from);
    return 0;
}
