#include "core/ingest/import_expanded.hpp"

#include <unordered_set>

#include "core/ingest/import_events.hpp"
#include "core/table/csv_text.hpp"

namespace cairn {
namespace {

// Cells of the rows that are made here.
constexpr std::size_t kUnit = 0, kEvent = 1, kTime = 2, kFirstProperty = 3;

/// A column with the times of one event, or the Time column.
struct TimeColumn {
    std::size_t index;
    std::string event; ///< empty = the row's event
    TimeReader reader;
};

/// Turns rows of the file into rows of unit, event, time and properties.
class Expander {
public:
    Expander(const ImportPlan& plan, const ImportOptions& options)
        : m_plan(plan), m_source(resolveColumns(plan, options)), m_made(m_source),
          m_unit(plan.columnWith(ColumnRole::Unit)), m_event(plan.columnWith(ColumnRole::Event)),
          m_group(plan.columnWith(ColumnRole::Group)) {
        m_made.unit = kUnit;
        m_made.event = kEvent;
        m_made.time = kTime;
        m_made.timeFormat = {}; // ISO, as it is written here
        m_made.width = kFirstProperty + m_source.properties.size();
        for (std::size_t i = 0; i < m_made.properties.size(); ++i)
            m_made.properties[i] = kFirstProperty + i;
        if (!m_unit) { // numbers of rows say nothing of who is behind them
            m_made.fingerprintKey.reset();
            m_made.keepIds = false;
        }
        for (const std::size_t i : plan.columnsWith(ColumnRole::EventTime))
            m_times.push_back({i, plan.columns[i].shownLabel(), TimeReader(plan.columns[i].time)});
        if (const auto time = plan.columnWith(ColumnRole::Time); time && m_times.empty())
            m_times.push_back({*time, "", TimeReader(plan.columns[*time].time)});
        m_segments.resize(1);
        m_maker = std::make_unique<EventRows>(m_made, m_segments[0]);
    }

    void take(const RowView& row) {
        ++m_rows;
        if (row.broken)
            return skip(row.line, "", {RowTrouble::Broken});
        if (m_group && continuesGroup(row))
            return;
        if (m_unit && isMissing(cell(row, *m_unit)))
            return skip(row.line, m_plan.columns[*m_unit].name, {RowTrouble::Empty});
        if (m_event && isMissing(cell(row, *m_event)))
            return skip(row.line, m_plan.columns[*m_event].name, {RowTrouble::Empty});
        if (m_plan.withoutTimes)
            add(row, eventNamed(row), 0);
        if ((m_plan.withoutTimes || addEvents(row)) && row.cells.size() != m_plan.columns.size())
            issues().note(row.line, "",
                          {RowTrouble::Width, {std::ssize(row.cells), std::ssize(m_plan.columns)}});
    }

    RowIssues& issues() { return m_segments[0].issues; }

    ImportResult result(const JobControl& job) {
        m_maker->finish();
        std::vector<EventRows*> makers{m_maker.get()};
        ImportResult result = joinSegments(m_made, m_segments, {0}, makers, 1, job);
        result.rows = m_rows; // of the file
        if (m_plan.withoutTimes) {
            std::get<EventLog>(result.content).timeless = true;
            result.firstEvent = result.lastEvent = std::nullopt;
        }
        return result;
    }

private:
    static std::string_view cell(const RowView& row, std::size_t i) {
        return i < row.cells.size() ? trimmedCell(row.cells[i]) : std::string_view();
    }
    void skip(std::uint64_t line, const std::string& column, RowReason why) {
        issues().skip(line, column, why);
    }

    /// Further lines of what stands above: nothing is missing from them.
    bool continuesGroup(const RowView& row) {
        const std::string_view group = cell(row, *m_group);
        if (!isMissing(group))
            return !m_groups.insert(std::string(group)).second;
        skip(row.line, m_plan.columns[*m_group].name, {RowTrouble::Empty});
        return true;
    }

    /// False when the row had to be skipped.
    bool addEvents(const RowView& row) {
        std::size_t added = 0;
        std::vector<std::pair<const TimeColumn*, std::string_view>> unread;
        for (TimeColumn& column : m_times) {
            const std::string_view written = cell(row, column.index);
            if (isMissing(written))
                continue;
            if (const auto instant = column.reader.read(written)) {
                add(row, eventOf(row, column), *instant);
                ++added;
            } else {
                unread.emplace_back(&column, written);
            }
        }
        for (std::size_t i = 0; i < unread.size(); ++i) {
            const std::string& name = m_plan.columns[unread[i].first->index].name;
            if (i == 0 && added == 0)
                issues().skip(row.line, name, {RowTrouble::NotATime}, unread[i].second);
            else
                issues().note(row.line, name, {RowTrouble::NotATime}, unread[i].second);
        }
        if (added > 0 || !unread.empty())
            return added > 0;
        if (m_times.size() == 1)
            skip(row.line, m_plan.columns[m_times[0].index].name, {RowTrouble::Empty});
        else
            skip(row.line, "", {RowTrouble::NoTimeAtAll});
        return false;
    }

    std::string_view eventOf(const RowView& row, const TimeColumn& column) const {
        return column.event.empty() ? eventNamed(row) : std::string_view(column.event);
    }
    std::string_view eventNamed(const RowView& row) const {
        return m_event ? cell(row, *m_event) : std::string_view(m_plan.eventName);
    }

    void add(const RowView& row, std::string_view event, TimeMs instant) {
        if (m_made.checkOnly)
            return;
        const std::string unit = m_unit ? "" : "row " + std::to_string(row.line);
        const std::string time = isoUtc(instant);
        m_cells.assign({m_unit ? cell(row, *m_unit) : std::string_view(unit), event, time});
        for (const std::size_t property : m_source.properties)
            m_cells.push_back(cell(row, property));
        m_maker->take(m_cells, false, row.line);
    }

    const ImportPlan& m_plan;
    const EventColumns m_source; ///< by columns of the file
    EventColumns m_made;         ///< by cells of the rows made here
    std::optional<std::size_t> m_unit, m_event, m_group;
    std::vector<TimeColumn> m_times;
    std::vector<SegmentRows> m_segments;
    std::unique_ptr<EventRows> m_maker;
    std::unordered_set<std::string> m_groups;
    std::vector<std::string_view> m_cells;
    std::uint64_t m_rows = 0;
};

} // namespace

bool needsExpanding(const ImportPlan& plan) {
    return plan.kind == TableKind::Events &&
           (plan.rowIsCustomer || plan.withoutTimes || !plan.columnWith(ColumnRole::Event) ||
            plan.columnWith(ColumnRole::EventTime) || plan.columnWith(ColumnRole::Group));
}

ImportResult importEventsExpanded(const std::filesystem::path& file, const ImportPlan& plan,
                                  const ImportOptions& options, const JobControl& job) {
    Expander expander(plan, options);
    readCsv(
        file, plan.dialect,
        [&](const RowView& row) {
            const std::uint64_t before = expander.issues().skipped();
            expander.take(row);
            expander.issues().tell(before, options, row);
        },
        job);
    return expander.result(job);
}

} // namespace cairn
