// What a second file holds: which column names the customers, and which may be kept.

#include <algorithm>
#include <unordered_set>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/ingest/join.hpp"
#include "core/ingest/fingerprints_of.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

constexpr const char* kDoing = "join properties of customers";

/// What the cells of one column say of it.
struct ColumnLook {
    std::uint64_t filled = 0, matches = 0;
    std::uint32_t customers = 0; ///< different ones it names
    std::vector<bool> named;     ///< by unit
    std::unordered_set<std::uint64_t> distinct;
};

std::vector<ColumnLook> lookAt(const EventLog& log, const std::filesystem::path& file,
                               const Sniffed& sniffed, const FingerprintKey& key,
                               std::uint64_t& rows, const JobControl& job) {
    const UnitByFingerprint units = unitsByFingerprint(log, job);
    std::vector<ColumnLook> columns(sniffed.columns.size());
    for (ColumnLook& column : columns)
        column.named.resize(log.units);
    readCsv(
        file, sniffed.dialect,
        [&](const RowView& row) {
            ++rows;
            for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
                const std::string_view text = trimmedCell(row.cells[i]);
                if (isMissing(text))
                    continue;
                ColumnLook& column = columns[i];
                const std::uint64_t fingerprint = fingerprintOf(text, key);
                ++column.filled;
                column.distinct.insert(fingerprint);
                const auto unit = units.find(fingerprint);
                if (unit == units.end())
                    continue;
                ++column.matches;
                if (!column.named[unit->second])
                    ++column.customers;
                column.named[unit->second] = true;
            }
        },
        job);
    return columns;
}

std::string columnList(const JoinPlan& plan) {
    std::string list;
    for (const JoinColumn& column : plan.columns)
        list += (list.empty() ? "" : ", ") + column.name;
    return list;
}

std::size_t columnNamed(const JoinPlan& plan, std::string_view name) {
    const std::string folded = asciiLower(trimmed(name));
    for (const bool exact : {true, false})
        for (std::size_t i = 0; i < plan.columns.size(); ++i)
            if (exact ? plan.columns[i].name == name : asciiLower(plan.columns[i].name) == folded)
                return i;
    throw Error(ErrorCode::BadInput, kDoing, "there is no column “" + std::string(name) + "”",
                "The columns are: " + columnList(plan) + ".");
}

/// Whole numbers of a small range name customers by chance (an age of 34, customer 34): the column
/// that names most of them is the key.
std::size_t bestKey(const std::vector<ColumnLook>& columns) {
    const auto better = [](const ColumnLook& a, const ColumnLook& b) {
        if (a.customers != b.customers)
            return a.customers > b.customers;
        return a.matches * b.filled > b.matches * a.filled;
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < columns.size(); ++i)
        if (better(columns[i], columns[best]))
            best = i;
    return best;
}

/// Could tell customers apart as an id does, whatever it is called.
bool couldBeId(const ColumnLook& look, const ColumnLook& key, const ColumnGuess& guess) {
    constexpr std::uint64_t kFew = 20; // a handful of rows differ by nature
    if (look.filled < kFew || look.distinct.size() * 10 < look.filled * 9)
        return false;
    if (look.customers * 2 > key.customers)
        return true;
    const std::string name = foldedWords(guess.name);
    for (const char* last : {"id", "uuid", "guid", "key"})
        if (name == last || name.ends_with(" " + std::string(last)))
            return true;
    // Free words, account numbers with letters, the second somebody signed up. Amounts may differ.
    return guess.type == ColumnType::Text || guess.type == ColumnType::DateTime;
}

JoinPlan planFor(const EventLog& log, const std::filesystem::path& file, const FingerprintKey& key,
                 const std::string* keyColumn, const JobControl& job) {
    requireFingerprints(log, key.id(), kDoing);
    const Sniffed sniffed = sniffCsv(file);
    JoinPlan plan;
    plan.dialect = sniffed.dialect;
    for (const ColumnGuess& guess : sniffed.columns)
        plan.columns.push_back({guess.name, true, guess.looksPersonal});
    const auto looks = lookAt(log, file, sniffed, key, plan.sampled, job);
    plan.key = keyColumn ? columnNamed(plan, *keyColumn) : bestKey(looks);
    plan.sampledMatches = looks[plan.key].matches;
    if (plan.sampledMatches == 0)
        throw Error(
            ErrorCode::BadInput, kDoing,
            keyColumn
                ? "the column “" + plan.columns[plan.key].name + "” names no customer in the data"
                : "no column names a customer in the data",
            "Ids must be written as in the events. The columns are: " + columnList(plan) + ".",
            file.filename().string());
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        JoinColumn& column = plan.columns[i];
        if (i != plan.key && couldBeId(looks[i], looks[plan.key], sniffed.columns[i]))
            column.looksPersonal = true;
        column.keep = i != plan.key && !column.looksPersonal && looks[i].filled > 0;
    }
    return plan;
}

} // namespace

JoinPlan proposeJoin(const EventLog& log, const std::filesystem::path& file,
                     const FingerprintKey& key, const JobControl& job) {
    return planFor(log, file, key, nullptr, job);
}

JoinPlan proposeJoin(const EventLog& log, const std::filesystem::path& file,
                     const FingerprintKey& key, std::string_view keyColumn, const JobControl& job) {
    const std::string name(keyColumn);
    return planFor(log, file, key, &name, job);
}

void keepColumns(JoinPlan& plan, const std::vector<std::string>& names) {
    std::vector<bool> keep(plan.columns.size());
    for (const std::string& name : names) {
        const std::size_t column = columnNamed(plan, name);
        if (column == plan.key)
            throw Error(ErrorCode::BadInput, kDoing,
                        "the column “" + plan.columns[column].name +
                            "” names the customers and is not kept",
                        "Leave it out of the columns to keep.");
        keep[column] = true;
    }
    for (std::size_t i = 0; i < keep.size(); ++i)
        plan.columns[i].keep = keep[i];
}

} // namespace cairn
