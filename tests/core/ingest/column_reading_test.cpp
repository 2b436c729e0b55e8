// Columns read several cells at a time, against the same cells one by one.
#include <catch2/catch.hpp>

#include <map>
#include <random>

#include "core/base/wide.hpp"
#include "core/ingest/event_cells.hpp"
#include "core/ingest/text_codes.hpp"
#include "core/ingest/time_reader.hpp"
#include "core/table/row_index.hpp"
#include "support/rounds.hpp"

using namespace cairn;

namespace {

std::size_t below(std::mt19937_64& random, std::size_t limit) {
    return random() % limit;
}

/// One column of texts among others, indexed.
struct Table {
    Table(const std::vector<std::string>& cells, std::size_t width, std::size_t column,
          bool enclosed, bool returns) {
        for (const std::string& cell : cells) {
            for (std::size_t c = 0; c < width; ++c) {
                text += c == 0 ? "" : ",";
                text += c != column ? std::string(text.size() % 3, 'x')
                        : enclosed  ? "\"" + cell + "\""
                                    : cell;
            }
            text += returns ? "\r\n" : "\n";
        }
        const std::size_t length = text.size();
        text.append(kIndexPadding, '\0');
        indexRows({text.data(), length}, ',', '"', index, IndexMethod::Best, width);
        REQUIRE(index.width == width);
        view = {text.data(), index.cellEnds.data(),     width,
                column,      index.quotes ? '"' : '\0', enclosed};
    }
    std::string text;
    RowIndex index;
    CellColumn view;
};

/// Ids of several kinds: numbers with and without leading zeros, far apart, words, long ones.
std::vector<std::string> someTexts(std::mt19937_64& random) {
    const std::size_t kind = below(random, 8), count = 1 + below(random, 400);
    const std::string prefix =
        std::vector<std::string>{"", "u", "C-", "2024-", "customer"}[below(random, 5)];
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(below(random, kind == 2 ? 90'000'000 : 700));
        const std::string padded =
            std::string(7 - std::min<std::size_t>(7, number.size()), '0') + number;
        switch (kind) {
        case 0:
            texts.push_back(prefix + padded);
            break;
        case 1:
        case 2:
            texts.push_back(prefix + number);
            break;
        case 3: // both, so that two texts are the same number
            texts.push_back(prefix + (below(random, 2) == 0 ? padded : number));
            break;
        case 4:
            texts.push_back(std::vector<std::string>{"page_view", "sign_up", "add_to_cart",
                                                     "begin_checkout", "a", "", "NULL", " sign_up",
                                                     "12"}[below(random, 9)]);
            break;
        case 5:
            texts.push_back(number + "@example.org");
            break;
        case 6: // the same with white space round it
            texts.push_back(std::vector<std::string>{"", "", " ", "\xc2\xa0"}[below(random, 4)] +
                            prefix + number +
                            std::vector<std::string>{"", "", " "}[below(random, 3)]);
            break;
        default:
            texts.push_back(below(random, 9) == 0   ? "guest"
                            : below(random, 5) == 0 ? number + "x"
                                                    : prefix + number);
        }
    }
    return texts;
}

} // namespace

TEST_CASE("texts get codes in the order in which they come, however they are looked up") {
    std::mt19937_64 random(4);
    for (int round = 0; round < cairn::test::rounds(1500); ++round) {
        TextCodes codes, oneByOne;
        std::map<std::string, std::uint32_t> expected;
        for (int batch = 0; batch < 3; ++batch) {
            const std::vector<std::string> cells = someTexts(random);
            const std::size_t width = 2 + below(random, 3), column = below(random, width);
            const bool enclosed = below(random, 3) == 0, returns = below(random, 3) == 0;
            const Table table(cells, width, column, enclosed, returns);
            std::vector<std::uint32_t> found(cells.size(), 77), left;
            const std::size_t first = column == 0 ? 1 : 0;
            codes.findSome(table.view, first, cells.size(), found.data(), left);
            std::vector<bool> isLeft(cells.size(), false);
            for (std::size_t i = 0; i < first; ++i)
                isLeft[i] = true;
            for (const std::uint32_t row : left)
                isLeft[row] = true;
            for (std::size_t row = 0; row < cells.size(); ++row) {
                const TextKey key = TextCodes::keyOf(cells[row], false);
                if (!isLeft[row]) // it was known, and is what it is when looked up by itself
                    REQUIRE(found[row] == codes.find(key));
                const std::string trimmed(trimmedCell(cells[row]));
                const auto wanted =
                    isMissing(trimmed)
                        ? kNoValue
                        : expected.try_emplace(trimmed, static_cast<std::uint32_t>(expected.size()))
                              .first->second;
                REQUIRE(codes.codeOf(key) == wanted);
                REQUIRE(oneByOne.codeOf(key) == wanted);
                REQUIRE(codes.find(key) == wanted);
            }
            REQUIRE(codes.size() == expected.size());
        }
        const TextList list(std::move(codes));
        for (const auto& [text, code] : expected)
            REQUIRE(list[code].text() == text);
    }
}

TEST_CASE("ids that are numbers keep their codes when the table of numbers grows") {
    std::mt19937_64 random(5);
    TextCodes codes;
    std::vector<std::string> texts;
    for (int i = 0; i < 200'000; ++i)
        texts.push_back("u" + std::to_string(1'000'000 + i).substr(1)); // u000000 …
    std::shuffle(texts.begin(), texts.end(), random);
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        REQUIRE(codes.codeOf(TextCodes::keyOf(texts[i], false)) == i);
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        REQUIRE(codes.find(TextCodes::keyOf(texts[i], false)) == i);
    REQUIRE(codes.goesByNumber(TextCodes::keyOf(texts.back(), false)));
    REQUIRE(codes.find(TextCodes::keyOf("u200000", false)) == TextCodes::kUnknown);
    REQUIRE(codes.find(TextCodes::keyOf("v000001", false)) == TextCodes::kUnknown);
    REQUIRE(codes.find(TextCodes::keyOf("u00001", false)) == TextCodes::kUnknown);
    REQUIRE(codes.size() == texts.size());
}

TEST_CASE("instants are the same several at a time and one by one") {
    std::mt19937_64 random(6);
    TimeFormat iso;
    iso.kind = TimeFormat::Kind::Iso;
    std::size_t together = 0;
    for (int round = 0; round < cairn::test::rounds(1500); ++round) {
        std::vector<std::string> cells;
        const std::size_t days = 1 + below(random, 40), odd = below(random, 4);
        const std::string ending =
            std::vector<std::string>{"", "Z", ".045Z", ".999", ".5Z"}[below(random, 5)];
        for (std::size_t i = 0, count = 1 + below(random, 100); i < count; ++i) {
            const std::size_t day = below(random, days);
            std::string cell = "20" + std::to_string(10 + day / 28) + "-03-" +
                               std::to_string(101 + day % 28).substr(1) +
                               (below(random, 2) == 0 ? "T" : " ") +
                               std::to_string(100 + below(random, 24)).substr(1) + ":" +
                               std::to_string(100 + below(random, 60)).substr(1) + ":" +
                               std::to_string(100 + below(random, 60)).substr(1) + ending;
            if (odd == 0 && below(random, 20) == 0) // any letter changed
                cell[below(random, cell.size())] = "0569:-TZ. x/"[below(random, 12)];
            cells.push_back(cell);
        }
        const bool enclosed = below(random, 3) == 0, returns = below(random, 3) == 0;
        const std::size_t width = 2 + below(random, 2), column = below(random, width);
        const Table table(cells, width, column, enclosed, returns);
        TimeReader reader(iso), alone(iso);
        std::vector<TimeMs> times(cells.size());
        for (std::size_t row = 0; row < cells.size(); ++row) {
            if (row > 0 || column > 0) {
                const std::size_t first = row;
                row = reader.readSome(table.view, row, cells.size(), times.data());
                together += row - first;
                for (std::size_t i = first; i < row; ++i) {
                    INFO(cells[i]);
                    const auto instant = alone.read(cells[i]);
                    REQUIRE(instant.has_value());
                    REQUIRE(times[i] == *instant);
                    REQUIRE(parseTime(cells[i], iso) == instant);
                }
            }
            if (row < cells.size())
                REQUIRE(reader.read(cells[row]) == parseTime(cells[row], iso));
        }
    }
    CHECK((together > 10'000 / 5) == hasWideRegisters());
}
