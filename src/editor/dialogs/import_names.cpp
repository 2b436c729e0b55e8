#include "editor/dialogs/import_names.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace cairn {
namespace {

/// Names are read from so many rows for the suggestions; the import itself reads all.
constexpr std::uint64_t kNameRows = 300'000;
constexpr std::size_t kMostNames = 1000;

struct EnoughRows {};

} // namespace

std::vector<NameCount> readNames(const std::filesystem::path& file, const ImportPlan& plan,
                                 const JobControl& job) {
    const auto column =
        plan.columnWith(plan.kind == TableKind::Events ? ColumnRole::Event : ColumnRole::Step);
    std::vector<NameCount> names;
    for (const ColumnRole role : {ColumnRole::EventTime, ColumnRole::StepCount})
        for (const std::size_t i : plan.columnsWith(role)) // columns are the events or steps
            names.push_back({plan.columns[i].shownLabel(), 0, 0});
    if (!names.empty())
        return names;
    if (!column && plan.kind == TableKind::Events && !plan.eventName.empty())
        return {{plan.eventName, 0, 0}};
    if (!column)
        return names;
    std::unordered_map<std::string, std::size_t> places;
    std::uint64_t rows = 0;
    try {
        readCsv(
            file, plan.dialect,
            [&](const RowView& row) {
                if (++rows > kNameRows)
                    throw EnoughRows{};
                if (*column >= row.cells.size() || row.cells[*column].empty())
                    return;
                const auto [at, added] =
                    places.try_emplace(std::string(row.cells[*column]), names.size());
                if (added && names.size() < kMostNames)
                    names.push_back({at->first, 0, 0});
                if (at->second < names.size())
                    ++names[at->second].rows;
            },
            job);
    } catch (const EnoughRows&) {
        // More would not change what is suggested.
    }
    if (plan.kind == TableKind::Events)
        std::stable_sort(names.begin(), names.end(), [](const NameCount& a, const NameCount& b) {
            return a.rows != b.rows ? a.rows > b.rows : a.name < b.name;
        });
    return names;
}

} // namespace cairn
