#include "cairn/model/dataset_names.hpp"

#include <algorithm>

#include "cairn/base/civil_time.hpp"

namespace cairn {
namespace {

/// "2024-03-01 – 2024-03-31"; empty when nobody knows.
std::string daysOf(const Dataset& dataset) {
    if (!dataset.firstEvent || !dataset.lastEvent)
        return {};
    const std::string first = isoUtc(*dataset.firstEvent).substr(0, 10),
                      last = isoUtc(*dataset.lastEvent).substr(0, 10);
    return first == last ? first : first + " – " + last;
}

} // namespace

std::string distinctName(const Project& project, DatasetId id) {
    const Dataset* dataset = project.datasets.find(id);
    if (dataset == nullptr)
        return {};
    bool alone = true;
    const std::string days = daysOf(*dataset);
    bool daysTell = !days.empty();
    for (const auto& other : project.datasets) {
        if (other->id == id || other->name != dataset->name)
            continue;
        alone = false;
        daysTell = daysTell && daysOf(*other) != days;
    }
    if (alone)
        return dataset->name;
    std::string imported = isoUtc(dataset->importedAt).substr(0, 19);
    std::replace(imported.begin(), imported.end(), 'T', ' ');
    return dataset->name + " (" + (daysTell ? days : imported) + ")";
}

} // namespace cairn
