#include "core/analytics/step_matcher.hpp"

#include <algorithm>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

std::string columnList(const EventLog& log) {
    std::string list;
    for (std::size_t i = 0; i < log.propertyCount(); ++i)
        list += (list.empty() ? "" : ", ") + log.propertyName(i);
    return list.empty() ? "The data has no property columns." : "Columns there are: " + list + ".";
}

} // namespace

std::size_t namedColumn(const EventLog& log, const std::string& name, const char* doing) {
    const auto index = log.propertyIndex(name);
    if (!index)
        throw Error(ErrorCode::BadInput, doing, "there is no column \"" + name + "\"",
                    columnList(log));
    if (index == log.sessionColumn())
        throw Error(ErrorCode::BadInput, doing,
                    "\"" + name + "\" is the session column, and session ids are not kept",
                    "Choose another column.");
    return *index;
}

std::size_t placeOf(std::vector<std::size_t>& wanted, std::size_t column) {
    const auto at = std::find(wanted.begin(), wanted.end(), column);
    if (at != wanted.end())
        return static_cast<std::size_t>(at - wanted.begin());
    wanted.push_back(column);
    return wanted.size() - 1;
}

std::vector<Condition> conditionsOf(const EventLog& log, const FunnelStep& step,
                                    std::vector<std::size_t>& wanted, const char* doing) {
    std::vector<Condition> conditions;
    for (const StepFilter& filter : step.filters) {
        const std::size_t column = namedColumn(log, filter.column, doing);
        Condition condition{placeOf(wanted, column), filter.isNot, kNoValue};
        if (!filter.value.empty()) {
            const auto& values = log.propertyValues(column);
            const auto at = std::find(values.begin(), values.end(), filter.value);
            condition.code.reset();
            if (at != values.end())
                condition.code = static_cast<std::uint32_t>(at - values.begin());
        }
        conditions.push_back(condition);
    }
    return conditions;
}

std::string labelOf(const FunnelStep& step) {
    if (!step.label.empty())
        return step.label;
    if (step.events.empty())
        return "any event";
    std::string label;
    for (const std::string& event : step.events)
        label += (label.empty() ? "" : " or ") + event;
    return label;
}

StepMatcher::StepMatcher(const EventLog& log, std::span<const FunnelStep> steps, const char* doing)
    : m_rules(log.names.size()) {
    if (steps.size() > 64)
        throw Error(ErrorCode::BadInput, doing, "there are more than 64 steps");
    for (unsigned bit = 0; bit < steps.size(); ++bit) {
        const FunnelStep& step = steps[bit];
        const std::vector<Condition>* conditions = nullptr;
        if (!step.filters.empty())
            conditions = &m_conditions.emplace_back(conditionsOf(log, step, wanted, doing));
        const auto give = [&](Rule& rule) {
            if (conditions)
                rule.maybe.emplace_back(bit, conditions);
            else
                rule.sure |= StepMask{1} << bit;
        };
        if (step.events.empty())
            std::for_each(m_rules.begin(), m_rules.end(), give);
        for (const std::string& event : step.events) {
            const auto at = std::find(log.names.begin(), log.names.end(), event);
            if (at != log.names.end())
                give(m_rules[static_cast<std::size_t>(at - log.names.begin())]);
            else if (std::find(unknownEvents.begin(), unknownEvents.end(), event) ==
                     unknownEvents.end())
                unknownEvents.push_back(event);
        }
    }
}

StepMask StepMatcher::look(const Rule& rule, const ChunkRows& rows, std::size_t row) {
    StepMask mask = 0;
    for (const auto& [bit, conditions] : rule.maybe)
        if (std::all_of(conditions->begin(), conditions->end(), [&](const Condition& c) {
                return c.holds(rows.properties[c.wanted][row]);
            }))
            mask |= StepMask{1} << bit;
    return mask;
}

bool StepMatcher::mayMatter(const Chunk& chunk) const {
    const auto last =
        std::min<std::int64_t>(chunk.name.maximum, static_cast<std::int64_t>(m_rules.size()) - 1);
    for (auto name = std::max<std::int64_t>(chunk.name.minimum, 0); name <= last; ++name) {
        const Rule& rule = m_rules[static_cast<std::size_t>(name)];
        if (rule.sure != 0 || !rule.maybe.empty())
            return true;
    }
    return false;
}

} // namespace cairn
