// The same customers again: fingerprints, and newer exports added to older ones.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/ids.hpp"
#include "cairn/ingest/append.hpp"
#include "core/ingest/dump.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr FingerprintKey kKey{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

struct Row {
    std::string unit;
    TimeMs time;
    std::string name;
    std::vector<std::string> values;
};

/// Fingerprints are made of the ids, as the importer makes them.
EventLog logOf(const std::vector<std::string>& columns, const std::vector<Row>& rows,
               std::optional<std::size_t> session = std::nullopt) {
    EventLogBuilder builder(columns, session);
    std::vector<std::string> units;
    for (const Row& row : rows) {
        const std::vector<std::string_view> values(row.values.begin(), row.values.end());
        builder.add(row.unit, row.time, row.name, values);
        if (std::find(units.begin(), units.end(), row.unit) == units.end())
            units.push_back(row.unit);
    }
    EventLog log = builder.finish();
    for (const std::string& unit : units)
        log.fingerprints.push_back(fingerprintOf(unit, kKey));
    log.fingerprintKey = kKey.id();
    return log;
}

/// "unit time name | column=value …", the unit by its id again; columns in order of their names.
std::vector<std::string> textOf(const EventLog& log, const std::vector<std::string>& ids) {
    ImportResult result;
    std::map<std::string, std::size_t> columns;
    for (std::size_t i = 0; i < log.properties.size(); ++i)
        columns.emplace(log.properties[i].name, i);
    std::vector<std::size_t> wanted(log.properties.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        wanted[i] = i;
    std::vector<std::string> rows;
    ChunkDecoder decoder;
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        const ChunkRows& decoded = decoder.decode(log, chunk, wanted);
        for (std::size_t i = 0; i < decoded.unit.size(); ++i) {
            const auto id = std::find_if(ids.begin(), ids.end(), [&](const std::string& text) {
                return fingerprintOf(text, kKey) == log.fingerprints.at(decoded.unit[i]);
            });
            REQUIRE(id != ids.end());
            std::string row = *id + " " + std::to_string(decoded.time[i]) + " " +
                              log.names.at(decoded.name[i]) + " |";
            for (const auto& [name, p] : columns) {
                const std::uint32_t code = decoded.properties[p][i];
                if (code != kNoValue)
                    row += " " + name + "=" +
                           (log.properties[p].isSession ? std::to_string(code)
                                                        : log.properties[p].values.at(code));
            }
            rows.push_back(row);
        }
    }
    return rows;
}

/// The rule itself, slowly: a newer row replaces the first like it that is not replaced yet.
std::vector<std::string> slowAppend(const std::vector<std::string>& oldColumns,
                                    std::vector<Row> rows,
                                    const std::vector<std::string>& newColumns,
                                    const std::vector<Row>& newer) {
    std::vector<std::map<std::string, std::string>> values;
    const auto fill = [](std::map<std::string, std::string>& to,
                         const std::vector<std::string>& columns, const Row& row) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            to[columns[i]] = row.values[i];
    };
    for (const Row& row : rows)
        fill(values.emplace_back(), oldColumns, row);
    std::vector<bool> replaced(rows.size());
    for (const Row& row : newer) {
        std::size_t at = 0;
        while (at < replaced.size() && (replaced[at] || rows[at].unit != row.unit ||
                                        rows[at].time != row.time || rows[at].name != row.name))
            ++at;
        if (at < replaced.size()) {
            replaced[at] = true;
        } else {
            rows.push_back(row);
            values.emplace_back();
            at = rows.size() - 1;
        }
        fill(values[at], newColumns, row);
    }
    std::vector<std::string> text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string line =
            rows[i].unit + " " + std::to_string(rows[i].time) + " " + rows[i].name + " |";
        for (const auto& [name, value] : values[i])
            if (!value.empty())
                line += " " + name + "=" + value;
        text.push_back(line);
    }
    return text;
}

const std::vector<std::string> kIds{"anna", "ben", "cleo", "dan", "eve"};

/// A letter and a number. GCC 12 warns of a sum of the two that is inlined.
template <class Number> std::string numbered(char letter, Number number) {
    std::string name(1, letter);
    name.append(std::to_string(number));
    return name;
}

std::vector<Row> randomRows(std::mt19937& random, std::size_t count, std::size_t columns) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i) {
        Row row{kIds[random() % kIds.size()],
                static_cast<TimeMs>(random() % 6) - 2,
                std::string(1, static_cast<char>('x' + random() % 3)),
                {}};
        for (std::size_t c = 0; c < columns; ++c)
            row.values.push_back(random() % 4 == 0 ? "" : numbered('v', random() % 3));
        rows.push_back(row);
    }
    return rows;
}

ErrorCode codeOfAppend(const EventLog& old, const EventLog& newer, const JobControl& job = {}) {
    try {
        appendEvents(old, newer, job);
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("no Error was thrown");
    return ErrorCode::Internal;
}

} // namespace

TEST_CASE("a fingerprint is SipHash-2-4, as its authors publish it") {
    // Aumasson and Bernstein, "SipHash: a fast short-input PRF", appendix A and vectors.h.
    CHECK(fingerprintOf("", kKey) == 0x726fdb47dd0e0e31);
    const std::string fifteen("\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16", 15);
    CHECK(fingerprintOf(fifteen, kKey) == 0xa129ca6149be45e5);
    FingerprintKey other = kKey;
    other.bytes[15] = 16;
    CHECK(fingerprintOf("anna", other) != fingerprintOf("anna", kKey));
    CHECK(other.id() != kKey.id());
    CHECK(kKey.id() != 0);
}

TEST_CASE("a key is made once, is nobody else's to read, and is the same for all who ask at once") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("cairn-key-" + std::to_string(newIdValue()));
    std::vector<FingerprintKey> keys(8);
    {
        std::vector<std::jthread> threads;
        for (FingerprintKey& key : keys)
            threads.emplace_back([&] { key = loadOrMakeKey(folder / "deep"); });
    }
    const FingerprintKey later = loadOrMakeKey(folder / "deep");
    for (const FingerprintKey& key : keys)
        CHECK(key.bytes == later.bytes);
    CHECK(later.bytes != FingerprintKey{}.bytes);
    const auto other = loadOrMakeKey(folder / "other");
    CHECK(other.bytes != later.bytes);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "deep")) {
        ++files;
        CHECK(entry.path().filename() == "customers.key");
        CHECK((entry.status().permissions() & std::filesystem::perms::mask) ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    }
    CHECK(files == 1);
    std::ofstream(folder / "other" / "customers.key") << "short";
    CHECK_THROWS_AS(loadOrMakeKey(folder / "other"), Error);
    std::filesystem::remove_all(folder);
}

TEST_CASE("an import keeps a fingerprint for each customer, of the id without its white space") {
    const TemporaryFile file("user,event,time\n"
                             "anna,a,2024-01-01\n\"ben\",a,2024-01-02\n  anna ,b,2024-01-03\n"
                             "a-very-long-customer-id@example.org,b,2024-01-04\n");
    ImportOptions options;
    const auto plan = proposePlan(sniffCsv(file.path()));
    CHECK(std::get<EventLog>(importFile(file.path(), plan).content).fingerprintKey == 0);
    options.fingerprintKey = kKey;
    for (const unsigned threads : {1u, 3u}) {
        options.threads = threads;
        const auto log = std::get<EventLog>(importFile(file.path(), plan, options).content);
        CHECK(log.fingerprintKey == kKey.id());
        CHECK(log.fingerprints == std::vector<std::uint64_t>{
                                      fingerprintOf("anna", kKey), fingerprintOf("ben", kKey),
                                      fingerprintOf("a-very-long-customer-id@example.org", kKey)});
    }
}

TEST_CASE("of two exports, each event counts once, and the newer one's properties stand") {
    const EventLog old = logOf({"plan", "shop"}, {{"anna", 1, "visit", {"free", "A"}},
                                                  {"anna", 2, "buy", {"free", "A"}},
                                                  {"anna", 2, "buy", {"free", "B"}},
                                                  {"ben", 1, "visit", {"free", ""}}});
    const EventLog newer = logOf({"country", "plan"}, {{"cleo", 9, "visit", {"NL", "paid"}},
                                                       {"anna", 2, "buy", {"PT", "paid"}},
                                                       {"ben", 1, "buy", {"PT", ""}},
                                                       {"ben", 1, "visit", {"", ""}}});
    const AppendResult result = appendEvents(old, newer);
    CHECK(textOf(result.log, kIds) ==
          std::vector<std::string>{
              "anna 1 visit | plan=free shop=A", "anna 2 buy | country=PT plan=paid shop=A",
              "anna 2 buy | plan=free shop=B", "ben 1 visit |",
              "cleo 9 visit | country=NL plan=paid", "ben 1 buy | country=PT"});
    CHECK(result.added == 2);
    CHECK(result.alreadyThere == 2);
    CHECK(result.addedCustomers == 2);
    CHECK(result.newCustomers == 1);
    CHECK(result.log.units == 3);
    CHECK(result.log.fingerprints.size() == 3);
    CHECK(appendSentence(result) ==
          "Added 2 events of 2 customers (1 of them new); 2 events were there already.");
}

TEST_CASE("adding a newer export equals the slow way, whatever repeats") {
    std::mt19937 random(20261122);
    for (int round = 0; round < 300; ++round) {
        INFO("round " << round);
        const auto old = randomRows(random, random() % 25, 2);
        const auto newer = randomRows(random, 1 + random() % 25, 2);
        const std::vector<std::string> before{"p", "q"};
        const std::vector<std::string> after =
            round % 2 == 0 ? before : std::vector<std::string>{"q", "r"};
        const AppendResult result = appendEvents(logOf(before, old), logOf(after, newer));
        REQUIRE(textOf(result.log, kIds) == slowAppend(before, old, after, newer));
        REQUIRE(result.added + result.alreadyThere == newer.size());
        REQUIRE(result.log.rows() == old.size() + result.added);
        // Of n and m alike, the greater number is kept.
        std::map<std::tuple<std::string, TimeMs, std::string>, std::pair<int, int>> counts;
        for (const Row& row : old)
            ++counts[{row.unit, row.time, row.name}].first;
        for (const Row& row : newer)
            ++counts[{row.unit, row.time, row.name}].second;
        std::uint64_t most = 0;
        for (const auto& [event, both] : counts)
            most += static_cast<std::uint64_t>(std::max(both.first, both.second));
        REQUIRE(result.log.rows() == most);
        // Once more, and nothing happens.
        const AppendResult again = appendEvents(result.log, logOf(after, newer));
        REQUIRE(again.added == 0);
        REQUIRE(textOf(again.log, kIds) == textOf(result.log, kIds));
    }
}

TEST_CASE("adding an export that overlaps gives what importing both in one file gives") {
    // Sessions of five rows each, both cuts within one; events in pairs that differ in the plan
    // only.
    std::string all[300];
    for (int i = 0; i < 300; ++i)
        all[i] = "customer " + std::to_string(i / 5 % 7) + "," +
                 std::to_string(1'700'000'000 + i / 2) + ",event " + std::to_string(i / 2 % 11) +
                 ",s" + std::to_string(i / 5) + ",plan " + std::to_string(i % 4) + "\n";
    const auto file = [&](int from, int to) {
        std::string text = "user,time,event,session_id,plan\n";
        for (int i = from; i < to; ++i)
            text += all[i];
        return text;
    };
    const TemporaryFile first(file(0, 212)), second(file(182, 300)), both(file(0, 300));
    ImportOptions options;
    options.fingerprintKey = kKey;
    const auto read = [&](const TemporaryFile& from) {
        return importFile(from.path(), proposePlan(sniffCsv(from.path())), options);
    };
    ImportResult joined = read(first);
    AppendResult appended =
        appendEvents(std::get<EventLog>(joined.content), std::get<EventLog>(read(second).content));
    CHECK(appended.added == 88);
    CHECK(appended.alreadyThere == 30);
    CHECK(appended.newCustomers == 0);
    const ImportResult whole = read(both);
    REQUIRE(std::get<EventLog>(whole.content).sessionColumn());
    joined.content = appended.log;
    CHECK(rowsOf(joined) == rowsOf(whole));
    CHECK(appended.log.fingerprints == std::get<EventLog>(whole.content).fingerprints);
    CHECK(appended.log.properties[*appended.log.sessionColumn()].sessionCount == 60);
}

TEST_CASE("sessions that share no event are different ones, whatever their numbers") {
    const EventLog old = logOf({"visit"}, {{"anna", 1, "a", {"s1"}}, {"ben", 1, "a", {"s2"}}}, 0);
    const EventLog newer = logOf({"session"},
                                 {{"ben", 5, "a", {"t1"}}, // not the session 0 of the older export
                                  {"ben", 1, "a", {"t2"}}, // is session 1 of it
                                  {"ben", 2, "a", {"t2"}},
                                  {"ben", 3, "a", {""}}},
                                 0);
    const AppendResult result = appendEvents(old, newer);
    CHECK(textOf(result.log, kIds) ==
          std::vector<std::string>{"anna 1 a | visit=0", "ben 1 a | visit=1", "ben 5 a | visit=2",
                                   "ben 2 a | visit=1", "ben 3 a |"});
    CHECK(result.log.properties.size() == 1);
    CHECK(result.log.properties[0].sessionCount == 3);
}

TEST_CASE("joined properties of customers stay, and newer values win") {
    EventLog old = logOf({}, {{"anna", 1, "a", {}}, {"ben", 1, "a", {}}});
    old.unitProperties = {{"country", {"NL", "PT"}, {0, 1}}};
    EventLog newer = logOf({}, {{"cleo", 1, "a", {}}, {"ben", 2, "a", {}}, {"anna", 2, "a", {}}});
    newer.unitProperties = {{"country", {"DE", "FR"}, {0, 1, kNoValue}},
                            {"tier", {"gold"}, {0, kNoValue, 0}}};
    const EventLog log = appendEvents(old, newer).log;
    REQUIRE(log.unitProperties.size() == 2);
    CHECK(log.unitProperties[0].values == std::vector<std::string>{"NL", "PT", "DE", "FR"});
    CHECK(log.unitProperties[0].codes ==
          std::vector<std::uint32_t>{0, 3, 2}); // anna NL, ben FR, cleo DE
    CHECK(log.unitProperties[1].codes == std::vector<std::uint32_t>{0, kNoValue, 0});
}

TEST_CASE("many chunks: only new rows are added, and the same again adds none") {
    const auto many = [](int from, int to) {
        std::vector<Row> rows;
        for (int i = from; i < to; ++i)
            rows.push_back(
                {numbered('c', i % 4), i / 2, numbered('e', i % 3), {std::to_string(i % 5)}});
        return rows;
    };
    const std::vector<std::string> ids{"c0", "c1", "c2", "c3"};
    const EventLog old = logOf({"p"}, many(0, 70'000));
    const EventLog newer = logOf({"p"}, many(60'000, 140'000));
    const AppendResult result = appendEvents(old, newer);
    CHECK(result.added == 70'000);
    CHECK(result.alreadyThere == 10'000);
    CHECK(result.newCustomers == 0);
    CHECK(result.addedCustomers == 4);
    const auto expected = textOf(logOf({"p"}, many(0, 140'000)), ids);
    CHECK((textOf(result.log, ids) == expected));
    const AppendResult again = appendEvents(result.log, old);
    CHECK(again.added == 0);
    CHECK((textOf(again.log, ids) == expected));
    CHECK(appendSentence(again) == "Added no events; 70,000 events were there already.");
}

TEST_CASE("data without the same key cannot be added to, and nothing is done when stopped") {
    const EventLog log = logOf({}, {{"anna", 1, "a", {}}});
    EventLog without = log, foreign = log;
    without.fingerprintKey = 0;
    without.fingerprints.clear();
    foreign.fingerprintKey ^= 1;
    CHECK(codeOfAppend(without, log) == ErrorCode::BadInput);
    CHECK(codeOfAppend(log, without) == ErrorCode::BadInput);
    CHECK(codeOfAppend(foreign, log) == ErrorCode::BadInput);
    std::stop_source stop;
    stop.request_stop();
    CHECK(codeOfAppend(log, log, {stop.get_token(), {}}) == ErrorCode::Cancelled);
    for (const char* wanted :
         {"Finding the same customers", "Finding the same events", "Joining"}) {
        std::stop_source later;
        bool met = false;
        const EventLog with = logOf({"p"}, {{"anna", 1, "a", {"v"}}});
        CHECK(codeOfAppend(with, with, {later.get_token(), [&](double, std::string_view phase) {
                                            met = met || phase == wanted;
                                            if (met)
                                                later.request_stop();
                                        }}) == ErrorCode::Cancelled);
        CHECK(met);
    }
}
