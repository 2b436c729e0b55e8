#include "editor/panels/paths_tab.hpp"

#include <QToolButton>

#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/chart_words.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/value_popups.hpp"

namespace cairn {

namespace {

class PathsSentence : public SentenceRow {
public:
    using SentenceRow::SentenceRow;

protected:
    using Apply = std::function<void(PathsSetup&)>;
    static Choice to(const QString& label, bool checked, Apply apply) {
        return {label,
                [apply = std::move(apply)](Map& map) { apply(map.questions.paths); },
                {},
                checked,
                {}};
    }

    void fill(const Project&, const Map& map) override {
        const PathsSetup& setup = map.questions.paths;
        const bool before = setup.direction == "before";
        say(PathsTab::tr("What customers do"));
        addChooser(
            "direction", PathsTab::tr("direction"),
            before ? PathsTab::tr("before") : PathsTab::tr("after"),
            {to(PathsTab::tr("after"), !before, [](PathsSetup& p) { p.direction = "after"; }),
             to(PathsTab::tr("before"), before, [](PathsSetup& p) { p.direction = "before"; })});
        addAnchor(setup, before);
        addDepth(setup);
        addWindow(setup);
        addHidden(setup);
        addMore(setup, before);
    }

private:
    void addAnchor(const PathsSetup& setup, bool before) {
        const auto set = [](Map& map, const EventBinding& anchor) {
            map.questions.paths.anchor = anchor;
        };
        const QString usual =
            before ? PathsTab::tr("their last event") : PathsTab::tr("their first event");
        std::vector<Choice> choices{
            to(usual, setup.anchor.empty(), [](PathsSetup& p) { p.anchor = {}; })};
        for (Choice& stage : stageChoices(set, setup.anchor))
            choices.push_back(std::move(stage));
        choices.push_back(
            eventChoice(PathsTab::tr("another event…"), setup.anchor, set, PathsTab::tr("anchor")));
        addChooser("anchor", PathsTab::tr("anchor"),
                   setup.anchor.empty() ? usual : eventWords(setup.anchor), choices, "choice");
    }

    static QString depthWords(std::int64_t depth) {
        return PathsTab::tr("%n steps on", nullptr, static_cast<int>(depth));
    }
    void addDepth(const PathsSetup& setup) {
        std::vector<Choice> choices;
        for (const std::int64_t depth : {2, 3, 4, 5, 6, 8, 12})
            choices.push_back(to(depthWords(depth), setup.depth == depth,
                                 [depth](PathsSetup& p) { p.depth = depth; }));
        addChooser("depth", PathsTab::tr("how far"), depthWords(setup.depth), choices);
    }

    void addWindow(const PathsSetup& setup) {
        std::vector<Choice> choices;
        for (const std::int64_t ms :
             {std::int64_t{0}, 30 * kMinuteMs, kHourMs, kDayMs, 7 * kDayMs, 30 * kDayMs}) {
            const std::optional<std::int64_t> window = ms ? std::optional(ms) : std::nullopt;
            choices.push_back(to(windowWords(window), setup.windowMs == window,
                                 [window](PathsSetup& p) { p.windowMs = window; }));
        }
        choices.push_back({PathsTab::tr("other…"),
                           {},
                           [this, now = setup.windowMs.value_or(kDayMs)](QWidget* anchor) {
                               openDurationPopup(anchor, PathsTab::tr("Time limit"), now,
                                                 [this](std::int64_t ms) {
                                                     change(PathsTab::tr("time limit"),
                                                            [ms](Map& map) {
                                                                map.questions.paths.windowMs = ms;
                                                            });
                                                 });
                           },
                           false,
                           {}});
        addChooser("paths-window", PathsTab::tr("time limit"), windowWords(setup.windowMs),
                   choices);
    }

    Choice hidePicker(const QString& label, const PathsSetup& setup) {
        return eventChoice(
            label, EventBinding{setup.hidden, {}},
            [](Map& map, const EventBinding& hidden) {
                map.questions.paths.hidden = hidden.events;
            },
            PathsTab::tr("hidden events"));
    }
    void addHidden(const PathsSetup& setup) {
        if (setup.hidden.empty())
            return;
        say(PathsTab::tr("passing over"));
        addWord("hidden", PathsTab::tr("hidden events"),
                eventsInWords(EventBinding{setup.hidden, {}}), hidePicker({}, setup).open, "chip");
        addRemover("hidden-remove", PathsTab::tr("hidden events"),
                   [](Map& map) { map.questions.paths.hidden.clear(); });
    }

    /// In the sentence only where it is not as usual.
    void addMore(const PathsSetup& setup, bool before) {
        const QString every = PathsTab::tr("from every time they did it");
        const QString once = before ? PathsTab::tr("from the last time they did it")
                                    : PathsTab::tr("from the first time they did it");
        const std::vector<Choice> times{
            to(once, !setup.everyAnchor, [](PathsSetup& p) { p.everyAnchor = false; }),
            to(every, setup.everyAnchor, [](PathsSetup& p) { p.everyAnchor = true; })};
        const std::vector<Choice> repeats{
            to(PathsTab::tr("the same event several times running is one"), setup.joinRepeats,
               [](PathsSetup& p) { p.joinRepeats = true; }),
            to(PathsTab::tr("each repeat counts"), !setup.joinRepeats,
               [](PathsSetup& p) { p.joinRepeats = false; })};
        if (setup.everyAnchor)
            addChooser("every", PathsTab::tr("which times"), every, times);
        if (!setup.joinRepeats)
            addChooser("repeats", PathsTab::tr("repeats"), repeats[1].label, repeats);
        std::vector<Choice> more;
        if (!setup.everyAnchor && !setup.anchor.empty())
            more.push_back({PathsTab::tr("Which times"), {}, {}, false, times});
        if (setup.joinRepeats)
            more.push_back({PathsTab::tr("Repeats"), {}, {}, false, repeats});
        if (setup.hidden.empty())
            more.push_back(hidePicker(PathsTab::tr("Pass over events…"), setup));
        if (!more.empty())
            addChooser("paths-more", PathsTab::tr("less usual rules"), PathsTab::tr("More rules"),
                       std::move(more), "link");
    }
};

} // namespace

PathsTab::PathsTab(const Phrases* phrases, QWidget* parent)
    : QuestionTab(Subject::Paths, phrases, tr("Which ways do customers take?"),
                  tr("Drop a CSV of events to see paths: what customers do after a step, where "
                     "they turn back, where they stop."),
                  parent) {
    setSentence(new PathsSentence(this));
    m_chart = addChart("paths-chart", tr("Paths"));
    connect(m_chart, &ChartView::activated, this, &PathsTab::anchorOn);
}

QString PathsTab::nothingWords() const {
    const auto* found = answer<PathsResult>();
    return found && found->paths == 0 ? tr("Nobody did this. Choose another event to begin from.")
                                      : QString();
}

void PathsTab::showAnswer() {
    if (!answer<PathsResult>()) {
        m_chart->setLayOut({});
        return;
    }
    m_chart->setLayOut([this](double width) {
        const auto* found = answer<PathsResult>();
        return found ? layoutPaths(*found, measurer(), phrases(), pathsWords(), chartOptions(width))
                     : Chart{};
    });
}

/// A click on a place makes it the one that the paths begin from.
void PathsTab::anchorOn(int region) {
    const ChartMark* mark = m_chart->mark(region);
    const auto* found = answer<PathsResult>();
    if (!mark || mark->part != ChartPart::Node || !found || mark->index >= found->nodes.size())
        return;
    const PathNode& node = found->nodes[mark->index];
    if (node.kind != PathNode::Kind::Event || node.name.empty() || document()->readOnly())
        return;
    document()->edit(tr("change anchor"), [&](Project project) {
        Map map = *project.maps.find(document()->currentMap());
        EventBinding anchor{{node.name}, {}};
        // A stage bound to this event is the same place under its own name.
        for (const Stage* stage : stagesOf(project, map.id))
            if (std::find(stage->binding.events.begin(), stage->binding.events.end(), node.name) !=
                stage->binding.events.end())
                anchor = stage->binding;
        map.questions.paths.anchor = anchor;
        return put(std::move(project), std::move(map));
    });
}

} // namespace cairn
