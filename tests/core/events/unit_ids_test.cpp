// Ids of customers as they are kept: texts, packed and unpacked, and taken out again.
#include <catch2/catch.hpp>

#include "cairn/base/error.hpp"
#include "cairn/events/without_units.hpp"
#include "core/events/text_packing.hpp"

using namespace cairn;

namespace {

UnitIds idsOf(const std::vector<std::string>& texts) {
    UnitIds ids;
    for (const std::string& text : texts)
        ids.add(text);
    return ids;
}

std::vector<std::string> textsOf(const UnitIds& ids) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < ids.size(); ++i)
        texts.emplace_back(ids[i]);
    return texts;
}

ColumnBlob blobOf(std::uint8_t encoding, const std::string& bytes) {
    ColumnBlob blob;
    blob.encoding = encoding;
    for (const char c : bytes)
        blob.bytes.push_back(static_cast<std::byte>(c));
    return blob;
}

std::string bytesOf(const ColumnBlob& blob) {
    return {reinterpret_cast<const char*>(blob.bytes.data()), blob.bytes.size()};
}

ErrorCode codeOfUnpacking(const ColumnBlob& blob, std::size_t count) {
    try {
        UnitIds ids;
        packing::unpackIds(blob, count, ids);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

} // namespace

TEST_CASE("ids come back in order, unknown ones among them, however many there are") {
    std::vector<std::string> texts{"mia@x.org", "", "ole", "Zoë Ångström"};
    for (int i = 0; i < 70'000; ++i) // past the end of a block
        texts.push_back("customer-" + std::to_string(i * 7919));
    const UnitIds ids = idsOf(texts);
    CHECK(textsOf(ids) == texts);
    UnitIds back;
    for (std::size_t first = 0; first < texts.size(); first += 32768) {
        const std::size_t count = std::min<std::size_t>(32768, texts.size() - first);
        const ColumnBlob blob = packing::packIds(ids, first, count);
        CHECK(blob.encoding == packing::kCompressedTexts);
        packing::unpackIds(blob, count, back);
    }
    CHECK(back == ids);
}

TEST_CASE("a few short ids are written as they are: lengths of two bytes, then the texts") {
    const ColumnBlob blob = packing::packIds(idsOf({"ab", "", "xyz"}), 0, 3);
    CHECK(blob.encoding == packing::kTexts);
    CHECK(bytesOf(blob) == std::string("\x02\0\0\0\x03\0abxyz", 11));
}

TEST_CASE("an id as long as a page of text is none") {
    UnitIds ids;
    ids.add(std::string(kLongestId, 'x'));
    CHECK_THROWS_AS(ids.add(std::string(kLongestId + 1, 'x')), Error);
    CHECK(ids.size() == 1);
}

TEST_CASE("ids that are not whole are refused") {
    using namespace packing;
    const std::string good("\x02\0\x01\0abc", 7);
    UnitIds ids;
    unpackIds(blobOf(kTexts, good), 2, ids);
    CHECK(textsOf(ids) == std::vector<std::string>{"ab", "c"});
    CHECK(codeOfUnpacking(blobOf(kTexts, good), 1) == ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(kTexts, good), 3) == ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(kTexts, good + "d"), 2) == ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(kTexts, good.substr(0, 6)), 2) == ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(kTexts, ""), 1) == ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(kTexts, std::string("\xff\xff\x01\0abc", 7)), 2) ==
          ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(kTexts, std::string("\x02\0\x01\0\xc3(c", 7)), 2) ==
          ErrorCode::Damaged); // no UTF-8
    CHECK(codeOfUnpacking(blobOf(0, good), 2) == ErrorCode::Damaged);
    CHECK(codeOfUnpacking(blobOf(66, good), 2) == ErrorCode::Damaged);
    ColumnBlob ranged = blobOf(kTexts, good);
    ranged.maximum = 1;
    CHECK(codeOfUnpacking(ranged, 2) == ErrorCode::Damaged);
}

TEST_CASE("compressed ids that lie about themselves are refused, and get no memory for it") {
    using namespace packing;
    std::vector<std::string> texts;
    for (int i = 0; i < 500; ++i)
        texts.push_back("customer number " + std::to_string(i));
    const ColumnBlob good = packIds(idsOf(texts), 0, texts.size());
    REQUIRE(good.encoding == kCompressedTexts);
    for (std::size_t at = 0; at < good.bytes.size(); ++at) { // whatever comes, it does not crash
        ColumnBlob changed = good;
        changed.bytes[at] ^= std::byte{0x41};
        try {
            UnitIds ids;
            unpackIds(changed, texts.size(), ids);
            CHECK(ids.size() == texts.size());
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::Damaged);
        }
    }
    ColumnBlob cut = good;
    cut.bytes.resize(cut.bytes.size() / 2);
    CHECK(codeOfUnpacking(cut, texts.size()) == ErrorCode::Damaged);
    cut.bytes.resize(3);
    CHECK(codeOfUnpacking(cut, texts.size()) == ErrorCode::Damaged);
    ColumnBlob greedy = good; // claims 4 GB
    for (std::size_t i = 0; i < 4; ++i)
        greedy.bytes[i] = std::byte{0xff};
    CHECK(codeOfUnpacking(greedy, texts.size()) == ErrorCode::Damaged);
}

TEST_CASE("who goes takes the id along, and the others keep theirs") {
    EventLogBuilder builder;
    builder.add("a", 1, "look");
    builder.add("b", 2, "look");
    builder.add("c", 3, "buy");
    EventLog log = builder.finish();
    log.ids = idsOf({"ann", "bob", ""});
    CHECK(textsOf(withoutUnits(log, {false, true, false}).ids) ==
          std::vector<std::string>{"ann", ""});
    log.ids = {};
    CHECK(withoutUnits(log, {false, true, false}).ids.empty());
}
