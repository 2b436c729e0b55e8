#include "cairn/ingest/again.hpp"

#include <algorithm>
#include <cctype>
#include <tuple>

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"

namespace cairn {
namespace {

/// Of two lists of columns, the share of names that both have.
double likeness(const ImportPlan& before, const ImportPlan& now) {
    std::size_t shared = 0;
    for (const PlannedColumn& column : before.columns)
        shared += std::any_of(now.columns.begin(), now.columns.end(),
                              [&](const PlannedColumn& c) { return c.name == column.name; });
    const std::size_t all = before.columns.size() + now.columns.size() - shared;
    return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

std::optional<ImportPlan> readPlan(const std::string& json) {
    if (json.empty())
        return std::nullopt;
    try {
        return planFromJson(json);
    } catch (const Error&) {
        return std::nullopt; // of another Cairn
    }
}

} // namespace

std::string nameWithoutNumbers(std::string_view fileName) {
    if (const auto dot = fileName.rfind('.'); dot != std::string_view::npos && dot > 0)
        fileName = fileName.substr(0, dot);
    std::string letters;
    for (const char c : fileName) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalpha(byte))
            letters += static_cast<char>(std::tolower(byte));
        else if (!letters.empty() && letters.back() != ' ')
            letters += ' ';
    }
    return std::string(trimmed(letters));
}

std::optional<AgainMatch> matchAgain(std::span<const KnownImport> known, const Sniffed& sniffed,
                                     std::string_view fileName) {
    constexpr double kAlike = 0.6; // two files of a kind may differ by a column or two
    const std::string name = nameWithoutNumbers(fileName);
    std::optional<AgainMatch> best;
    std::tuple<bool, bool, std::size_t> bestRank;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto before = readPlan(known[i].plan);
        if (!before)
            continue;
        auto plan = planAgain(*before, sniffed, fileName);
        if (!plan || (before->steps.empty() && likeness(*before, *plan) < kAlike))
            continue;
        const std::tuple rank(!name.empty() && nameWithoutNumbers(known[i].fileName) == name,
                              known[i].shown, i);
        if (best && rank < bestRank)
            continue;
        const bool canAdd = plan->kind == TableKind::Events;
        best = AgainMatch{i, std::move(*plan), canAdd};
        bestRank = rank;
    }
    return best;
}

} // namespace cairn
