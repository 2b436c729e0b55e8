#include "editor/dialogs/import_names.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "cairn/ingest/import.hpp"
#include "cairn/insight/feedback.hpp"

namespace cairn {
namespace {

/// Names are read from so many rows for the suggestions; the import itself reads all.
constexpr std::uint64_t kNameRows = 300'000;
constexpr std::size_t kMostNames = 1000;

struct EnoughRows {};

/// As the import calls them ("1. session_start" is session_start), in their order.
std::vector<NameCount> stepsIn(const std::filesystem::path& file, const ImportPlan& plan,
                               const JobControl& job) {
    std::vector<NameCount> names;
    if (!planTrouble(plan).empty())
        return names;
    const ImportResult result = importFile(file, plan, {}, job);
    for (const StepCount& row : std::get<StepCounts>(result.content).rows) {
        const auto same = [&](const NameCount& known) { return known.name == row.step; };
        const auto at = std::find_if(names.begin(), names.end(), same);
        if (at != names.end())
            ++at->rows;
        else if (names.size() < kMostNames)
            names.push_back({row.step, 1, 0});
    }
    return names;
}

/// What the answers of a survey are about.
std::vector<NameCount> placesIn(const std::filesystem::path& file, const ImportPlan& plan,
                                const JobControl& job) {
    std::vector<NameCount> names;
    if (!planTrouble(plan).empty())
        return names;
    const ImportResult result = importFile(file, plan, {}, job);
    for (const PlaceCount& place : countPlaces(std::get<FeedbackAnswers>(result.content)))
        if (names.size() < kMostNames)
            names.push_back({place.place, place.answers, 0});
    return names;
}

} // namespace

std::vector<NameCount> readNames(const std::filesystem::path& file, const ImportPlan& plan,
                                 const JobControl& job) {
    if (plan.kind == TableKind::Feedback)
        return placesIn(file, plan, job);
    if (plan.kind == TableKind::StepCounts)
        return stepsIn(file, plan, job);
    const auto column = plan.columnWith(ColumnRole::Event);
    std::vector<NameCount> names;
    for (const std::size_t i : plan.columnsWith(ColumnRole::EventTime)) // columns are the events
        names.push_back({plan.columns[i].shownLabel(), 0, 0});
    if (!names.empty())
        return names;
    if (!column && !plan.eventName.empty())
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
    std::stable_sort(names.begin(), names.end(), [](const NameCount& a, const NameCount& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.name < b.name;
    });
    return names;
}

std::vector<ChannelColumn> channelsSeen(const Sniffed& sniffed, const ImportPlan& plan) {
    std::vector<ChannelColumn> channels;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const PlannedColumn& column = plan.columns[i];
        if (column.role != ColumnRole::Property || !saysChannel(column.name))
            continue;
        ChannelColumn& channel = channels.emplace_back();
        channel.name = column.name;
        for (const auto& row : sniffed.preview)
            if (i < row.size() && !row[i].empty() &&
                std::find(channel.values.begin(), channel.values.end(), row[i]) ==
                    channel.values.end())
                channel.values.push_back(row[i]);
    }
    return channels;
}

} // namespace cairn
