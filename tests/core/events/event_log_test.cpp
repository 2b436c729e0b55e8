#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>

#include "cairn/base/error.hpp"
#include "cairn/events/event_log.hpp"

using namespace cairn;

namespace {

EventLog logOf(Chunk chunk, std::uint32_t units, std::size_t names,
               std::vector<PropertyColumn> properties = {}) {
    EventLog log;
    log.units = units;
    log.names.resize(names, "x");
    log.properties = std::move(properties);
    log.chunks.push_back(std::move(chunk));
    return log;
}

template <class F> ErrorCode codeOf(F f) {
    try {
        f();
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

std::vector<TimeMs> throughTimes(const std::vector<TimeMs>& times) {
    const std::vector<std::uint32_t> zeros(times.size());
    const EventLog log = logOf(encodeChunk(zeros, times, zeros, {}), 1, 1);
    ChunkDecoder decoder;
    const auto rows = decoder.decode(log, 0);
    return {rows.time.begin(), rows.time.end()};
}

std::vector<std::uint32_t> throughCodes(const std::vector<std::uint32_t>& codes,
                                        std::uint32_t dictionary) {
    const std::vector<std::uint32_t> zeros(codes.size());
    const std::vector<TimeMs> times(codes.size());
    const std::vector<std::span<const std::uint32_t>> properties{codes};
    // A session column has no values to hold, so a huge dictionary costs nothing.
    const EventLog log =
        logOf(encodeChunk(zeros, times, zeros, properties), 1, 1, {{"s", {}, true, dictionary}});
    ChunkDecoder decoder;
    const std::vector<std::size_t> wanted{0};
    const auto rows = decoder.decode(log, 0, wanted);
    return {rows.properties[0].begin(), rows.properties[0].end()};
}

} // namespace

TEST_CASE("times come back as they were, however far apart") {
    constexpr auto low = std::numeric_limits<TimeMs>::min(),
                   high = std::numeric_limits<TimeMs>::max();
    for (const auto& times :
         std::vector<std::vector<TimeMs>>{{5},
                                          {7, 7, 7},
                                          {0, 255},
                                          {0, 256, 65'535},
                                          {0, 70'000, 140'001, 200'000},
                                          {1'700'000'000'000, 1'700'000'060'000, 1'700'000'059'000},
                                          {0, 5'000'000'000, 1},
                                          {-5, 4, -3},
                                          {low, high, 0, low}})
        CHECK(throughTimes(times) == times);
}

TEST_CASE("sorted times a few seconds apart take two bytes a row") {
    std::vector<TimeMs> times;
    std::vector<std::uint32_t> zeros(1000);
    for (int i = 0; i < 1000; ++i)
        times.push_back(1'710'000'000'000 + i * TimeMs{60'000} + (i % 7) * 100);
    const Chunk chunk = encodeChunk(zeros, times, zeros, {});
    CHECK(chunk.time.bytes.size() == 16 + 999 * 2);
    CHECK(chunk.time.minimum == 1'710'000'000'000);
    CHECK(chunk.time.maximum == 1'710'000'000'000 + 999 * 60'000 + 999 % 7 * 100);
    CHECK(chunk.unit.bytes.empty());
}

TEST_CASE("codes take the fewest whole bytes their range needs") {
    const auto bytesFor = [](std::uint32_t largest) {
        const std::vector<std::uint32_t> codes{0, largest};
        const std::vector<TimeMs> times(2);
        return encodeChunk(codes, times, std::vector<std::uint32_t>(2), {}).unit.bytes.size() / 2;
    };
    CHECK(bytesFor(0) == 0);
    CHECK(bytesFor(255) == 1);
    CHECK(bytesFor(256) == 2);
    CHECK(bytesFor(65'536) == 3);
    CHECK(bytesFor(0x1000000) == 4);
}

TEST_CASE("steps of under a quarter of a second take one byte a row") {
    std::vector<TimeMs> times;
    const std::vector<std::uint32_t> zeros(1000);
    for (int i = 0; i < 1000; ++i)
        times.push_back(1'710'000'000'000 + i * TimeMs{400} + (i % 3) * 100); // steps 200 to 500
    CHECK(encodeChunk(zeros, times, zeros, {}).time.bytes.size() == 16 + 999 * 2);
    for (int i = 0; i < 1000; ++i)
        times[static_cast<std::size_t>(i)] = 1'710'000'000'000 + i * TimeMs{400} + (i % 3) * 50;
    CHECK(encodeChunk(zeros, times, zeros, {}).time.bytes.size() == 16 + 999);
    CHECK(throughTimes(times) == times);
}

TEST_CASE("few values take a few bits, and rows that are not full bytes survive") {
    for (const std::uint32_t largest : {1u, 2u, 3u, 4u, 15u, 16u})
        for (std::size_t rows = 1; rows < 40; ++rows) {
            std::vector<std::uint32_t> codes(rows);
            for (std::size_t i = 0; i < rows; ++i)
                codes[i] = i % 3 == 1 ? kNoValue : static_cast<std::uint32_t>(i * 7) % largest;
            CHECK(throughCodes(codes, largest) == codes);
        }
    std::vector<std::uint32_t> codes(1000);
    const auto bytesFor = [&](std::uint32_t values) {
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = static_cast<std::uint32_t>(i) % values;
        return encodeChunk(codes, std::vector<TimeMs>(1000), codes, {}).name.bytes.size();
    };
    CHECK(bytesFor(1) == 0);
    CHECK(bytesFor(2) == 125);
    CHECK(bytesFor(4) == 250);
    CHECK(bytesFor(5) == 500);
    CHECK(bytesFor(16) == 500);
    CHECK(bytesFor(17) == 1000);
}

TEST_CASE("a property that few rows have takes little more than a bit a row") {
    for (const std::uint32_t largest : {200u, 60'000u, 70'000u, 0x2000000u}) {
        std::vector<std::uint32_t> codes(1001, kNoValue);
        for (std::size_t i = 0; i < codes.size(); i += 50)
            codes[i] = largest - static_cast<std::uint32_t>(i / 50);
        codes[1000] = largest;
        CHECK(throughCodes(codes, largest + 1) == codes);
        const std::vector<std::span<const std::uint32_t>> properties{codes};
        const std::vector<std::uint32_t> zeros(codes.size());
        const std::size_t width = largest < 256      ? 1
                                  : largest < 65'536 ? 2
                                  : largest < 70'001 ? 3
                                                     : 4;
        const Chunk chunk = encodeChunk(zeros, std::vector<TimeMs>(1001), zeros, properties);
        CHECK(chunk.properties[0].bytes.size() == 1 + 126 + 21 * width);
    }
}

TEST_CASE("bits and sparse columns that contradict themselves are refused") {
    const std::vector<std::size_t> wanted{0};
    const auto decode = [&](ColumnBlob blob, std::uint32_t rows) {
        const std::vector<std::uint32_t> zeros(rows);
        Chunk chunk = encodeChunk(zeros, std::vector<TimeMs>(rows), zeros, {});
        chunk.properties.push_back(std::move(blob));
        const EventLog log = logOf(std::move(chunk), 1, 1, {{"s", {}, true, 1000}});
        ChunkDecoder decoder;
        const auto decoded = decoder.decode(log, 0, wanted).properties[0];
        return std::vector<std::uint32_t>(decoded.begin(), decoded.end());
    };
    const auto bytes = [](std::initializer_list<int> values) {
        BlobBytes out;
        for (const int value : values)
            out.push_back(static_cast<std::byte>(value));
        return out;
    };
    // Two bits a row, the lowest first: 1, 2, 3, 0, 1; spare bits of the last byte mean nothing.
    CHECK(decode({33, 5, 8, bytes({0b00111001, 0b11111101})}, 5) ==
          std::vector<std::uint32_t>{6, 7, 8, 5, 6});
    CHECK(codeOf([&] { decode({33, 5, 7, bytes({0b00111001, 1})}, 5); }) == ErrorCode::Damaged);
    CHECK(codeOf([&] { decode({33, 5, 8, bytes({0})}, 5); }) == ErrorCode::Damaged);
    CHECK(codeOf([&] { decode({33, 5, 8, bytes({0, 0, 0})}, 5); }) == ErrorCode::Damaged);
    // Rows 1 and 4 of five differ from the minimum, by 3 and 258.
    CHECK(decode({48, -1, 300, bytes({2, 0b10010, 3, 0, 2, 1})}, 5) ==
          std::vector<std::uint32_t>{kNoValue, 2, kNoValue, kNoValue, 257});
    for (const auto& wrong :
         {bytes({}), bytes({2}), bytes({2, 0b10010, 3, 0, 2}), bytes({2, 0b10010, 3, 0, 2, 1, 0}),
          bytes({0, 0b10010}), bytes({5, 0b10010, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0}), bytes({255, 0}),
          bytes({2, 0b110010, 3, 0, 2, 1, 0, 0}), // marks a sixth row
          bytes({2, 0b10010, 3, 0, 255, 255})})   // above the maximum
        CHECK(codeOf([&] { decode({48, -1, 300, wrong}, 5); }) == ErrorCode::Damaged);
    for (int encoding = 0; encoding < 256;
         ++encoding) // whatever it says, nothing is read beyond its end
        for (std::size_t size = 0; size < 40; ++size)
            try {
                decode({static_cast<std::uint8_t>(encoding), -1, 300,
                        BlobBytes(size, std::byte{0xff})},
                       9);
            } catch (const Error& error) {
                CHECK(error.code() == ErrorCode::Damaged);
            }
}

TEST_CASE("a missing value survives packing beside any code") {
    for (const std::uint32_t other : {0u, 1u, 254u, 255u, 65'535u, 0xfffffffdu}) {
        const std::vector<std::uint32_t> codes{kNoValue, other, kNoValue, 0};
        CHECK(throughCodes(codes, 0xfffffffe) == codes);
    }
    CHECK(throughCodes({kNoValue, kNoValue}, 0) == std::vector<std::uint32_t>{kNoValue, kNoValue});
}

TEST_CASE("any chunk comes back as it was") {
    REQUIRE(rc::check([](std::vector<TimeMs> times, std::vector<std::uint32_t> codes) {
        RC_ASSERT(throughTimes(times) == times);
        std::erase(codes, 0xfffffffeu);
        RC_ASSERT(throughCodes(codes, 0xfffffffe) == codes);
    }));
}

TEST_CASE("a chunk of the greatest size is packed and a longer one refused") {
    std::vector<std::uint32_t> codes(kChunkRows, 1);
    std::vector<TimeMs> times(kChunkRows, 3);
    CHECK(encodeChunk(codes, times, codes, {}).rows == kChunkRows);
    codes.push_back(1);
    times.push_back(3);
    CHECK_THROWS_AS(encodeChunk(codes, times, codes, {}), Error);
    codes.pop_back();
    CHECK_THROWS_AS(encodeChunk(codes, times, codes, {}), Error);
}

TEST_CASE("damaged blobs are refused and never read out of bounds") {
    const std::vector<std::uint32_t> units{0, 1, 2, 300}, names{0, 1, 0, 1};
    const std::vector<TimeMs> times{0, 100'000, 150'000, 240'000};
    const EventLog good = logOf(encodeChunk(units, times, names, {}), 301, 2);
    const auto decode = [](const EventLog& log) {
        ChunkDecoder decoder;
        decoder.decode(log, 0);
    };
    REQUIRE_NOTHROW(decode(good));

    const auto damage = [&](auto change) {
        EventLog bad = good;
        change(bad);
        return codeOf([&] { decode(bad); });
    };
    CHECK(damage([](EventLog& l) { l.chunks[0].unit.bytes.pop_back(); }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].unit.encoding = 200; }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].unit.encoding = 8; }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].unit.bytes[1] = std::byte{0xff}; }) ==
          ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.units = 300; }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].unit.minimum = -1; }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].time.bytes.clear(); }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].time.bytes[3] = std::byte{0x7f}; }) ==
          ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].rows = 5; }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.chunks[0].rows = 1'000'000; }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.names.clear(); }) == ErrorCode::Damaged);
    CHECK(damage([](EventLog& l) { l.properties.resize(1); }) == ErrorCode::Damaged);
}

TEST_CASE("random bytes in a blob either decode within the limits or are refused") {
    REQUIRE(rc::check([](std::vector<std::uint8_t> noise, std::uint8_t encoding,
                         std::int64_t minimum, std::int64_t maximum) {
        ColumnBlob blob{encoding, minimum, maximum, {}};
        for (const auto byte : noise)
            blob.bytes.push_back(std::byte{byte});
        const std::vector<std::uint32_t> zeros(3);
        Chunk chunk = encodeChunk(zeros, std::vector<TimeMs>(3), zeros, {});
        chunk.unit = blob;
        chunk.time = blob;
        ChunkDecoder decoder;
        try {
            for (const std::uint32_t unit : decoder.decode(logOf(chunk, 10, 1), 0).unit)
                RC_ASSERT(unit < 10u);
        } catch (const Error& error) {
            RC_ASSERT(error.code() == ErrorCode::Damaged);
        }
    }));
}

TEST_CASE("the builder numbers units, names, values and sessions in order of first appearance") {
    EventLogBuilder builder({"channel", "session"}, 1);
    const auto add = [&](std::string_view unit, TimeMs time, std::string_view name,
                         std::string_view channel, std::string_view session) {
        const std::vector<std::string_view> values{channel, session};
        builder.add(unit, time, name, values);
    };
    add("zoe", 30, "visit", "web", "s9");
    add("al", 10, "buy", "", "s1");
    add("zoe", 20, "buy", "shop", "s9");
    const EventLog log = builder.finish();
    CHECK(log.units == 2);
    CHECK(log.names == std::vector<std::string>{"visit", "buy"});
    CHECK(log.properties[0].values == std::vector<std::string>{"web", "shop"});
    CHECK(log.properties[1].values.empty());
    CHECK(log.properties[1].sessionCount == 2);
    CHECK(log.rows() == 3);
    CHECK(log.firstTime() == 10);
    CHECK(log.lastTime() == 30);
    CHECK(log.propertyIndex("session") == 1u);
    CHECK(log.sessionColumn() == 1u);
    CHECK_FALSE(log.propertyIndex("colour"));

    ChunkDecoder decoder;
    const std::vector<std::size_t> wanted{1, 0};
    const ChunkRows& rows = decoder.decode(log, 0, wanted);
    CHECK(std::vector(rows.unit.begin(), rows.unit.end()) == std::vector<std::uint32_t>{0, 1, 0});
    CHECK(std::vector(rows.properties[0].begin(), rows.properties[0].end()) ==
          std::vector<std::uint32_t>{0, 1, 0});
    CHECK(std::vector(rows.properties[1].begin(), rows.properties[1].end()) ==
          std::vector<std::uint32_t>{0, kNoValue, 1});
    CHECK(builder.finish().rows() == 0);
}

TEST_CASE("a log longer than a chunk is numbered through") {
    EventLogBuilder builder;
    for (std::uint32_t i = 0; i < kChunkRows + 5; ++i)
        builder.add("u" + std::to_string(i % 1000), i, i % 3 == 0 ? "a" : "b");
    const EventLog log = builder.finish();
    REQUIRE(log.chunks.size() == 2);
    ChunkDecoder decoder;
    const ChunkRows& rows = decoder.decode(log, 1);
    CHECK(rows.firstRow == kChunkRows);
    CHECK(rows.unit.size() == 5);
    CHECK(rows.time[4] == static_cast<TimeMs>(kChunkRows) + 4);
}

TEST_CASE("an empty log has no times, rows or names") {
    const EventLog log = EventLogBuilder().finish();
    CHECK(log.rows() == 0);
    CHECK_FALSE(log.firstTime());
    CHECK_FALSE(log.lastTime());
    CHECK(countNames(log).empty());
}

TEST_CASE("names are counted by rows and by units, the most frequent first, ties by name") {
    EventLogBuilder builder;
    builder.add("a", 1, "view");
    builder.add("a", 2, "view");
    builder.add("b", 3, "view");
    builder.add("b", 4, "zap");
    builder.add("a", 5, "buy");
    const auto counts = countNames(builder.finish());
    REQUIRE(counts.size() == 3);
    CHECK(counts[0].name == "view");
    CHECK(counts[0].rows == 3);
    CHECK(counts[0].units == 2);
    CHECK(counts[1].name == "buy");
    CHECK(counts[2].name == "zap");
}

TEST_CASE("more than 64 names are counted too") {
    EventLogBuilder builder;
    for (int i = 0; i < 200; ++i)
        for (int times = 0; times <= i % 2; ++times)
            builder.add("u" + std::to_string(times), i, "event " + std::to_string(i));
    const auto counts = countNames(builder.finish());
    REQUIRE(counts.size() == 200);
    CHECK(counts[0].units == 2);
    CHECK(counts[99].rows == 2);
    CHECK(counts[100].rows == 1);
    CHECK(counts[199].units == 1);
}
