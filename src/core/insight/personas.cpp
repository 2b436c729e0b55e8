// Personas by the customers who are like them: how many, how far they get, and by which channel.
#include "cairn/insight/personas.hpp"

#include <algorithm>
#include <map>

#include "cairn/base/error.hpp"
#include "cairn/insight/bindings.hpp"
#include "cairn/model/names.hpp"
#include "core/insight/metrics.hpp"

namespace cairn {

CountedShare countedShare(std::uint64_t part, std::uint64_t whole) {
    CountedShare share{part, whole, std::nullopt, wilson95(part, whole), whole < kFew};
    if (whole > 0)
        share.share = static_cast<double>(part) / static_cast<double>(whole);
    return share;
}

std::string segmentSentence(const std::vector<PropertyFilter>& segment) {
    std::string sentence;
    for (const PropertyFilter& filter : segment)
        sentence += (sentence.empty() ? "" : ", ") + filter.column +
                    (filter.op == FilterOp::Is ? " is " : " is not ") +
                    (filter.value.empty() ? "(none)" : filter.value);
    return sentence;
}

namespace insight {
namespace {

using Customers = std::vector<bool>; ///< by unit

std::string columnsOf(const EventLog& log) {
    std::string list;
    for (std::size_t i = 0; i < log.propertyCount(); ++i)
        if (i != log.sessionColumn())
            list += (list.empty() ? "" : ", ") + log.propertyName(i);
    return list.empty() ? "none" : list;
}

/// The customers of each value of one column: any of their events has it.
class ColumnCustomers {
public:
    ColumnCustomers(const EventLog& log, std::size_t column, const JobControl& job)
        : m_values(log.propertyValues(column)) {
        ChunkDecoder decoder;
        std::vector<std::uint32_t> last(log.units, kNoValue); // rows of a customer lie together
        for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
            job.throwIfCancelled();
            const ChunkRows& rows = decoder.decode(log, chunk, std::span(&column, 1));
            for (std::size_t i = 0; i < rows.unit.size(); ++i) {
                const std::uint32_t unit = rows.unit[i], code = rows.properties[0][i];
                if (code == kNoValue || last[unit] == code)
                    continue;
                last[unit] = code;
                m_pairs.emplace_back(unit, code);
            }
        }
        std::sort(m_pairs.begin(), m_pairs.end());
        m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());
    }

    /// An empty value stands for those who have none in any event.
    bool has(std::uint32_t unit, const std::string& value) const {
        const auto from = std::lower_bound(m_pairs.begin(), m_pairs.end(), Pair{unit, 0});
        if (value.empty())
            return from == m_pairs.end() || from->first != unit;
        const auto at = std::find(m_values.begin(), m_values.end(), value);
        return at != m_values.end() &&
               std::binary_search(from, m_pairs.end(),
                                  Pair{unit, static_cast<std::uint32_t>(at - m_values.begin())});
    }

    /// The value that most of these customers have, and how many do; of as many, the first by name.
    std::pair<std::string, std::uint64_t> mostOf(const Customers& customers) const {
        std::map<std::string, std::uint64_t> counts;
        for (const auto& [unit, code] : m_pairs)
            if (customers[unit])
                ++counts[m_values[code]];
        std::pair<std::string, std::uint64_t> most;
        for (const auto& [value, count] : counts)
            if (count > most.second)
                most = {value, count};
        return most;
    }

private:
    using Pair = std::pair<std::uint32_t, std::uint32_t>;
    const std::vector<std::string>& m_values;
    std::vector<Pair> m_pairs; ///< unit and value, each once, sorted
};

std::uint64_t countOf(const Customers& customers) {
    return static_cast<std::uint64_t>(std::count(customers.begin(), customers.end(), true));
}

/// Counts for all personas of one map; what more than one of them needs is counted once.
class PersonaCounts {
public:
    PersonaCounts(const EventLog& log, const Facts& facts) : m_log(log), m_facts(facts) {}

    PersonaFigures of(const Persona& persona) {
        PersonaFigures figures;
        figures.persona = persona.id;
        for (const PropertyFilter& filter : persona.segment) {
            const auto column = m_log.propertyIndex(filter.column);
            if (column && column != m_log.sessionColumn())
                continue;
            figures.trouble = "the data have no column “" + filter.column +
                              "”; their columns are: " + columnsOf(m_log);
            return figures;
        }
        const Customers customers = customersOf(persona.segment);
        figures.share = countedShare(countOf(customers), m_log.units);
        addConversion(customers, figures);
        addChannel(customers, figures);
        return figures;
    }

private:
    const ColumnCustomers& column(std::size_t index) {
        const auto at = m_columns.find(index);
        if (at != m_columns.end())
            return at->second;
        return m_columns.emplace(index, ColumnCustomers(m_log, index, m_facts.job)).first->second;
    }

    Customers customersOf(const std::vector<PropertyFilter>& segment) {
        Customers customers(m_log.units, true);
        for (const PropertyFilter& filter : segment) {
            const ColumnCustomers& values = column(*m_log.propertyIndex(filter.column));
            for (std::uint32_t unit = 0; unit < m_log.units; ++unit)
                customers[unit] = customers[unit] &&
                                  values.has(unit, filter.value) == (filter.op == FilterOp::Is);
        }
        return customers;
    }

    void addConversion(const Customers& customers, PersonaFigures& figures) {
        if (!m_outcomes)
            countOutcomes();
        if (m_stages.size() < 2 || !m_trouble.empty()) {
            figures.trouble = m_trouble;
            return;
        }
        std::uint64_t entered = 0, converted = 0;
        for (const UnitOutcome& outcome : *m_outcomes)
            if (customers[outcome.unit] && outcome.depth > 0) {
                ++entered;
                converted += outcome.depth == m_stages.size();
            }
        figures.conversion = countedShare(converted, entered);
        figures.from = m_stages.front();
        figures.to = m_stages.back();
    }

    void countOutcomes() {
        m_outcomes.emplace();
        const auto steps = funnelStepsOf(m_facts.project, m_facts.map.id, &m_stages);
        if (m_stages.size() < 2)
            return;
        try {
            FunnelOptions options = funnelOptionsOf(m_facts.project, m_facts.map.id);
            options.breakdown.reset();
            options.overTime.reset();
            options.count = CountRule::Users;
            options.open = false;
            if (options.order == FunnelOrder::Any)
                m_stages.clear(); // how many steps, not which
            else
                m_outcomes = funnelUnits(m_log, steps, options, m_facts.job);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadInput)
                throw;
            m_trouble = "the funnel was not computed: " + error.why();
        }
    }

    void addChannel(const Customers& customers, PersonaFigures& figures) {
        std::pair<std::string, std::uint64_t> most;
        const auto columns = channelColumnsOf(m_log);
        if (!columns.empty()) {
            figures.channelColumn = columns.front().name;
            most = column(*m_log.propertyIndex(figures.channelColumn)).mostOf(customers);
        } else {
            for (const auto& [channel, met] : metBy()) {
                std::uint64_t both = 0;
                for (std::size_t unit = 0; unit < met.size(); ++unit)
                    both += met[unit] && customers[unit];
                if (both > most.second)
                    most = {std::string(nameOf(channel)), both};
            }
        }
        figures.channel = most.first;
        figures.channelShare = countedShare(most.second, figures.share.part);
    }

    /// The customers who were at a bound touchpoint of each channel.
    const std::map<Channel, Customers>& metBy() {
        if (m_met)
            return *m_met;
        m_met.emplace();
        FunnelOptions options;
        options.windowMs.reset();
        for (const Card* card : cardsOf(m_facts.project, m_facts.map.id)) {
            if (card->kind != CardKind::Touchpoint || card->channel == Channel::None ||
                card->binding.empty())
                continue;
            try {
                const FunnelStep step = stepOf(card->text, card->binding);
                const auto there = funnelUnits(m_log, std::span(&step, 1), options, m_facts.job);
                Customers& met = m_met->try_emplace(card->channel, m_log.units).first->second;
                for (const UnitOutcome& outcome : there)
                    met[outcome.unit] = true;
            } catch (const Error& error) {
                if (error.code() != ErrorCode::BadInput) // its score says what is wrong with it
                    throw;
            }
        }
        return *m_met;
    }

    const EventLog& m_log;
    const Facts& m_facts;
    std::map<std::size_t, ColumnCustomers> m_columns;
    std::vector<StageId> m_stages;
    std::optional<std::vector<UnitOutcome>> m_outcomes;
    std::optional<std::map<Channel, Customers>> m_met;
    std::string m_trouble;
};

std::vector<SegmentColumn> segmentColumnsOf(const EventLog& log) {
    constexpr std::size_t kMostValues = 200;
    std::vector<SegmentColumn> columns;
    for (std::size_t i = 0; i < log.propertyCount(); ++i) {
        if (i == log.sessionColumn() || log.propertyValues(i).size() > kMostValues)
            continue;
        SegmentColumn& column = columns.emplace_back();
        column.name = log.propertyName(i);
        column.values = log.propertyValues(i);
        std::sort(column.values.begin(), column.values.end());
    }
    return columns;
}

} // namespace

void addPersonas(const Facts& facts, MapFindings& findings) {
    if (facts.content)
        if (const auto* log = std::get_if<EventLog>(facts.content))
            findings.segmentColumns = segmentColumnsOf(*log);
    std::vector<const Persona*> bound;
    for (const Persona* persona : personasOf(facts.project))
        if (!persona->segment.empty())
            bound.push_back(persona);
    if (bound.empty() || !facts.content)
        return;
    const auto* log = std::get_if<EventLog>(facts.content);
    if (!log) {
        for (const Persona* persona : bound) {
            findings.personas.emplace_back().persona = persona->id;
            findings.personas.back().trouble =
                "the map's data are counts that somebody else made: they know no customers";
        }
        return;
    }
    PersonaCounts counts(*log, facts);
    for (const Persona* persona : bound) {
        facts.job.throwIfCancelled();
        findings.personas.push_back(counts.of(*persona));
    }
}

} // namespace insight
} // namespace cairn
