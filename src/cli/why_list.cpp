#include "cli/why_list.hpp"

#include <charconv>
#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cli/print.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

std::size_t stepNamed(const std::string& wanted, const FunnelResult& result) {
    std::size_t number = 0;
    const auto read = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    const bool isNumber = read.ec == std::errc() && read.ptr == wanted.data() + wanted.size();
    std::string names;
    for (std::size_t step = 0; step + 1 < result.steps.size(); ++step) {
        if (isNumber ? number == step + 1
                     : foldedWords(result.steps[step].label) == foldedWords(wanted))
            return step;
        names += (names.empty() ? "" : ", ") + result.steps[step].label;
    }
    throw Error(ErrorCode::BadInput, "list who stopped at “" + wanted + "”",
                "nobody can stop there", "Steps to stop at are: " + names + ".");
}

} // namespace

std::string_view nameOf(UnitOutcome::Why why) {
    switch (why) {
    case UnitOutcome::Why::TimedOut:
        return "timed out";
    case UnitOutcome::Why::OtherOrder:
        return "other order";
    case UnitOutcome::Why::Excluded:
        return "excluded";
    case UnitOutcome::Why::Converted:
        return "converted";
    case UnitOutcome::Why::Never:
        break;
    }
    return "never";
}

WhyList::WhyList(const WhyFlags& flags, const EventLog& log, const std::vector<FunnelStep>& steps,
                 const FunnelOptions& options, const FunnelResult& result)
    : m_flags(flags), m_log(log), m_result(result) {
    if (!flags.step.empty()) {
        m_step = stepNamed(flags.step, result);
        for (UnitOutcome& unit : funnelUnits(log, steps, options))
            if (unit.depth == *m_step + 1 && m_units.size() < flags.most)
                m_units.push_back(std::move(unit));
    }
    if (flags.instead)
        m_instead = whereInstead(log, steps, options);
}

std::string WhyList::eventsText(std::uint32_t unit) const {
    constexpr std::size_t kShown = 12;
    std::string text;
    const auto events = eventsOfUnit(m_log, unit);
    for (std::size_t i = 0; i < std::min(kShown, events.size()); ++i)
        text += (i == 0 ? "" : ", ") + m_log.names[events[i].name] +
                (m_log.timeless ? "" : " " + isoUtc(events[i].time));
    if (events.size() > kShown)
        text += ", and " + countText(events.size() - kShown) + " more";
    return text;
}

void WhyList::print() const {
    if (m_step)
        printWhy();
    if (m_flags.instead)
        printInstead();
}

void WhyList::printWhy() const {
    const StepResult& step = m_result.steps[*m_step];
    const DropReasons& reasons = step.reasons;
    std::cout << '\n'
              << countText(step.dropped.value_or(0)) << " stopped at “" << step.label
              << "”: " << countText(reasons.timedOut) << " did the next step too late, "
              << countText(reasons.otherOrder) << " in another order, "
              << countText(reasons.excluded) << " were ended by an exclusion, "
              << countText(reasons.never) << " never did it.\n";
    // Ids are not kept: customers are numbered as they first appear.
    for (const UnitOutcome& unit : m_units)
        std::cout << "  customer " << unit.unit + 1 << " (" << nameOf(unit.why)
                  << "): " << eventsText(unit.unit) << '\n';
}

void WhyList::printInstead() const {
    std::vector<std::vector<std::string>> rows{
        {"stopped at", "then", ">customers", ">of them", ">median time"}};
    for (const InsteadOf& row : m_instead) {
        if (m_step && row.step != *m_step)
            continue;
        for (std::size_t i = 0; i < row.next.size(); ++i)
            rows.push_back({i == 0 ? m_result.steps[row.step].label : "",
                            row.next[i].name.empty() ? "nothing more" : row.next[i].name,
                            countText(row.next[i].units), percentText(row.next[i].share),
                            durationText(row.next[i].medianSeconds)});
    }
    std::cout << "\nWhere they went instead:\n\n";
    printTable(rows);
}

void WhyList::addTo(json& document) const {
    if (m_step) {
        json list{{"step", m_result.steps[*m_step].label}, {"units", json::array()}};
        for (const UnitOutcome& unit : m_units) {
            json row{{"unit", unit.unit + 1}, {"reason", nameOf(unit.why)}};
            row["reached"] = json::array();
            for (const TimeMs time : unit.times)
                row["reached"].push_back(isoUtc(time));
            row["events"] = json::array();
            for (const UnitEvent& event : eventsOfUnit(m_log, unit.unit))
                row["events"].push_back(
                    {{"time", m_log.timeless ? json(nullptr) : json(isoUtc(event.time))},
                     {"event", m_log.names[event.name]}});
            list["units"].push_back(std::move(row));
        }
        document["why"] = std::move(list);
    }
    if (!m_flags.instead)
        return;
    document["instead"] = json::array();
    for (const InsteadOf& row : m_instead) {
        if (m_step && row.step != *m_step)
            continue;
        json next = json::array();
        for (const InsteadOf::Next& n : row.next)
            next.push_back(
                {{"event", n.name.empty() ? json(nullptr) : json(n.name)},
                 {"units", n.units},
                 {"share", n.share ? json(*n.share) : json(nullptr)},
                 {"median_s", n.medianSeconds ? json(*n.medianSeconds) : json(nullptr)}});
        document["instead"].push_back({{"step", m_result.steps[row.step].label},
                                       {"dropped", row.dropped},
                                       {"next", std::move(next)}});
    }
}

} // namespace cairn::cli
