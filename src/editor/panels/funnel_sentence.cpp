#include "editor/panels/funnel_sentence.hpp"

#include <QToolButton>

#include <algorithm>

#include "cairn/ingest/plan.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/value_popups.hpp"

namespace cairn {

FunnelSentence::FunnelSentence(QWidget* parent) : SentenceRow(parent) {
    setAccessibleName(tr("How customers are counted"));
}

void FunnelSentence::fill(const Project& project, const Map& map) {
    const FunnelSetup& setup = map.funnel;
    const Dataset* dataset = project.datasets.find(setup.dataset);
    m_columns = columns(project, setup);
    say(tr("Customers who did"));
    bool first = true;
    for (const Stage* stage : stagesOf(project, map.id))
        if (!stage->binding.empty())
            addStep(*stage, std::exchange(first, false));
    if (first)
        say(tr("… (no stage is bound to an event yet)"));
    if (dataset && dataset->kind != "events")
        return;
    const bool timeless = dataset && columnsOf(*dataset).timeless;
    addOrder(setup);
    if (timeless)
        say(tr("no matter when (these data have no times),"));
    else
        addWindow(setup);
    addCount(setup);
    if (setup.open) {
        addWord("open", tr("where they may enter"), tr("may enter at any step"), {});
        addRemover("open-remove", tr("entering at any step"),
                   [](Map& m) { m.funnel.open = false; });
    }
    addHold(setup);
    addExclusions(project, map);
    if (!timeless)
        addRange(project, setup);
    addBreakdown(project, map);
    if (!timeless)
        addOverTime(map);
    addComparison(project, setup);
    addMore(project, map);
}

SentenceRow::Choice FunnelSentence::to(const QString& label, bool checked, Apply apply) const {
    return {label, [apply = std::move(apply)](Map& map) { apply(map.funnel); }, {}, checked, {}};
}

void FunnelSentence::addStep(const Stage& stage, bool first) {
    if (!first)
        say(layoutDirection() == Qt::RightToLeft ? QStringLiteral("‹") : QStringLiteral("›"));
    addWord(
        "step", tr("Stage “%1”, change its event").arg(qs(stage.title)),
        eventsInWords(stage.binding),
        [this, id = stage.id](QWidget*) { emit bindingRequested(id); }, "chip");
}

void FunnelSentence::addOrder(const FunnelSetup& setup) {
    const std::vector<Choice> orders{
        to(tr("in that order, other steps between allowed"), setup.order == "ordered",
           [](FunnelSetup& f) { f.order = "ordered"; }),
        to(tr("in that order, nothing between"), setup.order == "strict",
           [](FunnelSetup& f) { f.order = "strict"; }),
        to(tr("in any order"), setup.order == "any", [](FunnelSetup& f) { f.order = "any"; })};
    const std::size_t now = setup.order == "strict" ? 1 : setup.order == "any" ? 2 : 0;
    addChooser("order", tr("order"), orders[now].label, orders);
}

void FunnelSentence::addWindow(const FunnelSetup& setup) {
    std::vector<Choice> windows;
    for (const std::int64_t ms : {std::int64_t{0}, 30 * kMinuteMs, kHourMs, kDayMs, 7 * kDayMs,
                                  14 * kDayMs, 30 * kDayMs, 90 * kDayMs}) {
        const std::optional<std::int64_t> window = ms ? std::optional(ms) : std::nullopt;
        windows.push_back(to(windowWords(window), setup.windowMs == window,
                             [window](FunnelSetup& f) { f.windowMs = window; }));
    }
    windows.push_back(
        {tr("other…"),
         {},
         [this, now = setup.windowMs.value_or(7 * kDayMs)](QWidget* anchor) {
             openDurationPopup(anchor, tr("Time limit"), now, [this](std::int64_t ms) {
                 change(tr("time limit"), [ms](Map& m) { m.funnel.windowMs = ms; });
             });
         },
         false,
         {}});
    addChooser("window", tr("time limit"), windowWords(setup.windowMs), windows);
    if (!setup.windowMs)
        return;
    const bool previous = setup.windowFrom == "previous";
    const std::vector<Choice> from{
        to(tr("of the first step"), !previous, [](FunnelSetup& f) { f.windowFrom = "first"; }),
        to(tr("of the step before"), previous, [](FunnelSetup& f) { f.windowFrom = "previous"; })};
    addChooser("window-from", tr("time limit from"), from[previous ? 1 : 0].label, from);
}

void FunnelSentence::addCount(const FunnelSetup& setup) {
    const std::vector<Choice> counts{to(tr("each customer once"), setup.count == "users",
                                        [](FunnelSetup& f) { f.count = "users"; }),
                                     to(tr("each session once"), setup.count == "sessions",
                                        [](FunnelSetup& f) { f.count = "sessions"; }),
                                     to(tr("every attempt"), setup.count == "attempts",
                                        [](FunnelSetup& f) { f.count = "attempts"; })};
    const std::size_t now = setup.count == "sessions" ? 1 : setup.count == "attempts" ? 2 : 0;
    addChooser("count", tr("counting"), counts[now].label, counts);
    if (setup.attempt != "first" || setup.count == "attempts")
        return;
    addChooser("attempt", tr("attempt"), tr("first attempt"),
               {to(tr("best attempt"), false, [](FunnelSetup& f) { f.attempt = "best"; }),
                to(tr("first attempt"), true, [](FunnelSetup& f) { f.attempt = "first"; })});
}

void FunnelSentence::addBreakdown(const Project& project, const Map& map) {
    const FunnelSetup& setup = map.funnel;
    if (m_columns.empty() && setup.breakdown.empty())
        return;
    say(tr("by"));
    std::vector<Choice> choices{to(tr("nothing"), setup.breakdown.empty(), [](FunnelSetup& f) {
        f.breakdown.clear();
        f.breakdownAt = "first";
    })};
    for (const std::string& column : m_columns)
        choices.push_back(to(qs(column), setup.breakdown == column,
                             [column](FunnelSetup& f) { f.breakdown = column; }));
    addChooser("breakdown", tr("breakdown"),
               setup.breakdown.empty() ? choices.front().label : qs(setup.breakdown), choices,
               "choice");
    if (!setup.breakdown.empty() && setup.breakdownAt != "first")
        addChooser("breakdown-at", tr("where the breakdown is read"), placeWords(project, map),
                   placeChoices(project, map));
}

/// What the rows at hand have; until they are, what the plan says.
std::vector<std::string> FunnelSentence::columns(const Project& project,
                                                 const FunnelSetup& setup) const {
    if (questions())
        if (auto known = questions()->columns(); !known.empty())
            return known;
    const Dataset* dataset = project.datasets.find(setup.dataset);
    return dataset ? columnsOf(*dataset).properties : std::vector<std::string>{};
}

DatasetColumns columnsOf(const Dataset& dataset) {
    DatasetColumns columns;
    if (dataset.plan.empty() || dataset.kind != "events")
        return columns;
    try {
        const ImportPlan plan = planFromJson(dataset.plan);
        columns.timeless = plan.withoutTimes;
        for (const PlannedColumn& column : plan.columns) {
            if (column.role == ColumnRole::Property)
                columns.properties.push_back(column.name);
            columns.sessions = columns.sessions || column.role == ColumnRole::Session;
        }
    } catch (const Error&) {
        // A plan of another Cairn: the funnel is still right, only the choice of breakdowns is
        // missing.
        return {};
    }
    return columns;
}

} // namespace cairn
