#include "cairn/ingest/join.hpp"

#include <algorithm>
#include <unordered_map>

#include "cairn/base/error.hpp"
#include "core/ingest/english.hpp"
#include "core/ingest/event_rows.hpp"
#include "core/ingest/fingerprints_of.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

constexpr const char* kDoing = "join properties of customers";

/// The values of one property, as rows come in; a later row of the same customer replaces it.
class PropertyRows {
public:
    explicit PropertyRows(std::uint32_t units) : m_codes(units, kNoValue) {}

    void set(std::uint32_t unit, std::string_view value) {
        if (isMissing(value)) {
            m_codes[unit] = kNoValue;
            return;
        }
        const auto [at, isNew] =
            m_known.emplace(std::string(value), static_cast<std::uint32_t>(m_values.size()));
        if (isNew)
            m_values.push_back(at->first);
        m_codes[unit] = at->second;
    }
    /// Values in the order of the customers, without those that a later row replaced.
    UnitProperty finish(std::string name) {
        UnitProperty property{std::move(name), {}, std::move(m_codes)};
        std::vector<std::uint32_t> places(m_values.size(), kNoValue);
        for (std::uint32_t& code : property.codes) {
            if (code == kNoValue)
                continue;
            if (places[code] == kNoValue) {
                places[code] = static_cast<std::uint32_t>(property.values.size());
                property.values.push_back(m_values[code]);
            }
            code = places[code];
        }
        return property;
    }

private:
    std::vector<std::uint32_t> m_codes;
    std::vector<std::string> m_values;
    std::unordered_map<std::string, std::uint32_t> m_known;
};

class Join {
public:
    Join(EventLog log, const JoinPlan& plan, const FingerprintKey& key, const JobControl& job)
        : m_plan(plan), m_key(key) {
        m_result.log = std::move(log);
        m_units = unitsByFingerprint(m_result.log, job);
        m_seen.resize(m_result.log.units);
        for (std::size_t i = 0; i < plan.columns.size(); ++i) {
            if (plan.columns[i].keep && i != plan.key) {
                m_columns.push_back(i);
                m_rows.emplace_back(m_result.log.units);
            } else if (plan.columns[i].looksPersonal && i != plan.key) {
                m_result.leftOut.push_back(plan.columns[i].name);
            }
        }
    }

    void take(const RowView& row) {
        ++m_result.rows;
        if (row.broken)
            return skip(row.line, "", {RowTrouble::Broken});
        const std::string_view id = cell(row, m_plan.key);
        if (isMissing(id))
            return skip(row.line, m_plan.columns[m_plan.key].name, {RowTrouble::NoCustomer});
        const auto found = m_units.find(fingerprintOf(id, m_key));
        if (found == m_units.end()) {
            ++m_result.strangers;
            return;
        }
        const std::uint32_t unit = found->second;
        if (m_seen[unit])
            ++m_result.repeated;
        else
            ++m_result.customers;
        m_seen[unit] = true;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            m_rows[i].set(unit, cell(row, m_columns[i]));
    }

    JoinResult finish() {
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            put(m_rows[i].finish(nameFor(m_plan.columns[m_columns[i]].name)));
        return std::move(m_result);
    }
    const JoinResult& result() const { return m_result; }

private:
    static std::string_view cell(const RowView& row, std::size_t column) {
        return column < row.cells.size() ? trimmedCell(row.cells[column]) : std::string_view();
    }
    void skip(std::uint64_t line, std::string column, RowReason why) {
        ++m_result.skipped;
        if (m_result.issues.size() < kIssuesKept)
            m_result.issues.push_back({line, std::move(column), why});
    }
    /// A column of the events may have that name already.
    std::string nameFor(std::string name) const {
        const auto& columns = m_result.log.properties;
        while (std::any_of(columns.begin(), columns.end(),
                           [&](const PropertyColumn& column) { return column.name == name; }))
            name += " (customer)";
        return name;
    }
    void put(UnitProperty property) {
        m_result.kept.push_back(property.name);
        for (UnitProperty& before : m_result.log.unitProperties)
            if (before.name == property.name) {
                before = std::move(property);
                return;
            }
        m_result.log.unitProperties.push_back(std::move(property));
    }

    const JoinPlan& m_plan;
    const FingerprintKey& m_key;
    JoinResult m_result;
    UnitByFingerprint m_units;
    std::vector<bool> m_seen;
    std::vector<std::size_t> m_columns;
    std::vector<PropertyRows> m_rows;
};

} // namespace

JoinResult joinUserProperties(EventLog log, const std::filesystem::path& file, const JoinPlan& plan,
                              const FingerprintKey& key, const JobControl& job) {
    requireFingerprints(log, key.id(), kDoing);
    if (plan.key >= plan.columns.size())
        throw Error(ErrorCode::BadInput, kDoing, "no column is chosen for the customer");
    Join join(std::move(log), plan, key, job);
    readCsv(
        file, plan.dialect, [&](const RowView& row) { join.take(row); }, job);
    if (join.result().customers == 0)
        throw Error(ErrorCode::BadInput, kDoing,
                    "none of its " + counted(join.result().rows, "row", "rows") +
                        " belongs to a customer in the data",
                    "Choose the column that names the customer as the events do.",
                    file.filename().string());
    return join.finish();
}

std::string joinSentence(const JoinResult& result) {
    std::string text = "Joined " + counted(result.kept.size(), "property", "properties");
    for (std::size_t i = 0; i < result.kept.size(); ++i)
        text += (i == 0 ? " (" : ", ") + result.kept[i];
    text += result.kept.empty() ? "" : ")";
    text += " of " + grouped(result.customers) + " of " +
            counted(result.log.units, "customer", "customers");
    if (result.strangers > 0)
        text += "; " + counted(result.strangers, "row belongs", "rows belong") +
                " to nobody in the data";
    if (result.repeated > 0)
        text += "; " + counted(result.repeated, "row is", "rows are") +
                " of a customer who had one before, and the last counts";
    if (result.skipped > 0)
        text += "; " + counted(result.skipped, "row", "rows") + " skipped";
    return text + ".";
}

} // namespace cairn
