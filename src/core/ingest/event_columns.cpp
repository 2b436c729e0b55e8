#include <algorithm>

#include "cairn/base/error.hpp"
#include "core/ingest/event_rows.hpp"

namespace cairn {

EventColumns resolveColumns(const ImportPlan& plan, const ImportOptions& options) {
    EventColumns columns;
    columns.quote = plan.dialect.quote;
    columns.width = plan.columns.size();
    // What a plan without such a column reads instead is import_expanded's part.
    const auto at = [&](ColumnRole role) { return plan.columnWith(role).value_or(0); };
    columns.unit = at(ColumnRole::Unit);
    columns.event = at(ColumnRole::Event);
    columns.time = at(ColumnRole::Time);
    columns.timeFormat = plan.columns[columns.time].time;
    columns.unitName = plan.columns[columns.unit].name;
    columns.eventName = plan.columns[columns.event].name;
    columns.timeName = plan.columns[columns.time].name;
    columns.onlyEvents = options.onlyEvents;
    columns.fingerprintKey = options.fingerprintKey;
    columns.keepIds = plan.keepIds;
    columns.checkOnly = static_cast<bool>(options.skippedRow);

    const auto take = [&](std::size_t i) {
        if (plan.columns[i].role == ColumnRole::Session)
            columns.session = columns.properties.size();
        columns.properties.push_back(i);
        columns.propertyNames.push_back(plan.columns[i].name);
    };
    if (!options.onlyProperties) {
        for (std::size_t i = 0; i < plan.columns.size(); ++i)
            if (plan.columns[i].role == ColumnRole::Property ||
                plan.columns[i].role == ColumnRole::Session)
                take(i);
        return columns;
    }
    for (const std::string& name : *options.onlyProperties) {
        const auto found =
            std::find_if(plan.columns.begin(), plan.columns.end(),
                         [&](const PlannedColumn& column) { return column.name == name; });
        if (found == plan.columns.end())
            throw Error(ErrorCode::BadInput, "import a data file",
                        "There is no column “" + name + "”.",
                        "Check the spelling; inspect the file to see its columns.");
        const auto index = static_cast<std::size_t>(found - plan.columns.begin());
        if (std::find(columns.properties.begin(), columns.properties.end(), index) ==
            columns.properties.end())
            take(index);
    }
    return columns;
}

} // namespace cairn
