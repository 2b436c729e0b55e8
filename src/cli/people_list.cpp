#include "cli/people_list.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cli/why_list.hpp"

namespace cairn::cli {
namespace {

std::string cell(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

/// From 0; the last step too, where nobody stops.
std::size_t stepNamed(const std::string& wanted, const FunnelResult& result) {
    std::size_t number = 0;
    const auto read = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    const bool isNumber = read.ec == std::errc() && read.ptr == wanted.data() + wanted.size();
    std::string names;
    for (std::size_t step = 0; step < result.steps.size(); ++step) {
        const std::string& label = result.steps[step].label;
        if (isNumber ? number == step + 1 : foldedWords(label) == foldedWords(wanted))
            return step;
        names += (names.empty() ? "" : ", ") + label;
    }
    throw Error(ErrorCode::BadInput, "list who came to “" + wanted + "”", "there is no such step",
                "Steps are: " + names + ".");
}

/// The step a unit began at, from 0: later than the first in an open funnel only.
std::size_t entered(const UnitOutcome& unit) {
    return unit.depth - std::min<std::size_t>(unit.depth, unit.times.size());
}

bool isListed(const UnitOutcome& unit, std::size_t step, bool left) {
    if (unit.depth <= step || entered(unit) > step)
        return false;
    return !left || (unit.depth == step + 1 && unit.why != UnitOutcome::Why::Converted);
}

/// Numbers are those of `--why`: by first appearance, from 1.
std::string nameOf(const EventLog& log, std::uint32_t unit) {
    const std::string_view id = unit < log.ids.size() ? log.ids[unit] : std::string_view();
    return id.empty() ? std::to_string(unit + 1) : cell(id);
}

} // namespace

void printPeople(const PeopleFlags& flags, const EventLog& log,
                 const std::vector<FunnelStep>& steps, const FunnelOptions& options,
                 const FunnelResult& result) {
    const std::size_t step = stepNamed(flags.step, result);
    const bool anyOrder = options.order == FunnelOrder::Any;
    std::cout << "customer";
    for (std::size_t i = 0; i < result.steps.size(); ++i)
        std::cout << ','
                  << (anyOrder ? "step " + std::to_string(i + 1) : cell(result.steps[i].label));
    std::cout << ",then\r\n";
    for (const UnitOutcome& unit : funnelUnits(log, steps, options)) {
        if (!isListed(unit, step, flags.left))
            continue;
        std::cout << nameOf(log, unit.unit);
        const std::size_t first = anyOrder ? 0 : entered(unit);
        for (std::size_t i = 0; i < result.steps.size(); ++i) {
            std::cout << ',';
            if (i >= first && i - first < unit.times.size() && !log.timeless)
                std::cout << isoUtc(unit.times[i - first]);
        }
        std::cout << ',' << cli::nameOf(unit.why) << "\r\n";
    }
}

void keepIds(ImportPlan& plan, int chosen) {
    if (chosen == 0) // as before
        return;
    if (chosen > 0 && plan.kind == TableKind::Feedback)
        throw Error(ErrorCode::BadInput, "keep the customers' ids",
                    "these are answers to questions, and who answered is never kept",
                    "Import them without --keep-ids.");
    if (chosen > 0 && plan.kind == TableKind::StepCounts)
        throw Error(ErrorCode::BadInput, "keep the customers' ids",
                    "counts that somebody else made have no customers",
                    "Import them without --keep-ids.");
    plan.keepIds = chosen > 0;
    for (ImportPlan& step : plan.steps)
        step.keepIds = plan.keepIds;
}

void warnOfIds(const ImportPlan& plan) {
    if (plan.keepIds && plan.kind == TableKind::Events)
        std::cerr << "The customers' ids are kept in the project: whoever gets the file sees them. "
                     "`forget` takes one customer or all ids out again; newer exports keep theirs "
                     "too, unless --no-keep-ids is said.\n";
}

} // namespace cairn::cli
