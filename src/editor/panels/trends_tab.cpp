#include "editor/panels/trends_tab.hpp"

#include <QToolButton>

#include "editor/document.hpp"
#include "editor/panels/chart_words.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

namespace {

class TrendSentence : public SentenceRow {
public:
    using SentenceRow::SentenceRow;

protected:
    static Choice to(const QString& label, bool checked, std::function<void(TrendSetup&)> apply) {
        return {label,
                [apply = std::move(apply)](Map& map) { apply(map.questions.trend); },
                {},
                checked,
                {}};
    }

    void fill(const Project& project, const Map& map) override {
        const TrendSetup& setup = map.questions.trend;
        const std::vector<Choice> measures{
            to(TrendsTab::tr("How many customers"), setup.measure == "users",
               [](TrendSetup& t) { t.measure = "users"; }),
            to(TrendsTab::tr("How many events"), setup.measure == "events",
               [](TrendSetup& t) { t.measure = "events"; }),
            to(TrendsTab::tr("What share of customers"), setup.measure == "rate",
               [](TrendSetup& t) { t.measure = "rate"; })};
        const std::size_t now = setup.measure == "events" ? 1 : setup.measure == "rate" ? 2 : 0;
        addChooser("trend-measure", TrendsTab::tr("measure"), measures[now].label, measures);
        say(setup.measure == "events" ? TrendsTab::tr("there were of")
                                      : TrendsTab::tr("did", "which customers did something"));
        addSeries(setup);
        if (setup.measure == "rate")
            say(TrendsTab::tr("of those who did %1").arg(baseWords(project, map)));
        addPeriodChooser(setup.period, [](Map& changed, const char* period) {
            changed.questions.trend.period = period;
        });
        say(TrendsTab::tr("in", "a time zone"));
        addZoneWord(map);
    }

private:
    static QString baseWords(const Project& project, const Map& map) {
        for (const Stage* stage : stagesOf(project, map.id))
            if (!stage->binding.empty())
                return qs(stage->title);
        return TrendsTab::tr("anything");
    }

    void addSeries(const TrendSetup& setup) {
        const bool anything = setup.series.size() == 1 && setup.series.front().empty();
        EventBinding shown;
        for (const EventBinding& series : setup.series)
            for (const std::string& event : series.events)
                shown.events.push_back(event);
        const QString stages = TrendsTab::tr("each stage");
        std::vector<Choice> choices{
            to(stages, setup.series.empty(), [](TrendSetup& t) { t.series.clear(); }),
            to(TrendsTab::tr("anything"), anything,
               [](TrendSetup& t) { t.series = {EventBinding{}}; }),
            eventChoice(
                TrendsTab::tr("events of your choice…"), shown,
                [](Map& map, const EventBinding& chosen) {
                    auto& series = map.questions.trend.series;
                    series.clear();
                    for (const std::string& event : chosen.events)
                        series.push_back({{event}, {}});
                },
                TrendsTab::tr("which events"))};
        addChooser("series", TrendsTab::tr("which events"),
                   setup.series.empty() ? stages
                   : anything           ? TrendsTab::tr("anything")
                                        : eventsWords(shown),
                   choices, "choice");
    }

    /// "cart", "cart and 2 more": each is a line of its own.
    static QString eventsWords(const EventBinding& events) {
        QString name = qs(events.events.front()).replace(QLatin1Char('_'), QLatin1Char(' '));
        const int more = static_cast<int>(events.events.size()) - 1;
        return more ? TrendsTab::tr("%1 and %n more", nullptr, more).arg(name) : name;
    }
};

class TouchpointSentence : public SentenceRow {
public:
    using SentenceRow::SentenceRow;

protected:
    void fill(const Project&, const Map&) override {
        say(TouchpointsTab::tr("How many customers each stage and touchpoint reaches, and the time "
                               "from one to the next."));
    }
};

} // namespace

TrendsTab::TrendsTab(const Phrases* phrases, QWidget* parent)
    : QuestionTab(Subject::Trends, phrases, tr("How did it go?"),
                  tr("Drop a CSV of events to see how each stage went, day by day or month by "
                     "month."),
                  parent) {
    setSentence(new TrendSentence(this));
    m_chart = addChart("trend-chart", tr("Trends"));
}

QString TrendsTab::nothingWords() const {
    const auto* found = answer<TrendResult>();
    return found && (found->periods.empty() || found->series.empty())
               ? tr("There is nothing to draw. Bind a stage to an event, or choose events.")
               : QString();
}

void TrendsTab::showAnswer() {
    if (!answer<TrendResult>()) {
        m_chart->setLayOut({});
        return;
    }
    m_chart->setLayOut([this](double width) {
        const auto* found = answer<TrendResult>();
        return found ? layoutTrend(*found, measurer(), phrases(), trendWords(), chartOptions(width))
                     : Chart{};
    });
}

TouchpointsTab::TouchpointsTab(const Phrases* phrases, QWidget* parent)
    : QuestionTab(Subject::Touchpoints, phrases, tr("Whom does each touchpoint reach?"),
                  tr("Drop a CSV of events and bind touchpoints to them to see how many customers "
                     "each reaches."),
                  parent) {
    setSentence(new TouchpointSentence(this));
    m_chart = addChart("touchpoint-chart", tr("Touchpoints"));
    connect(m_chart, &ChartView::activated, this, &TouchpointsTab::reveal);
}

QString TouchpointsTab::nothingWords() const {
    const auto* found = answer<TouchpointResult>();
    return found && found->reach.empty()
               ? tr("No stage and no touchpoint is bound to an event yet. Bind one in the "
                    "inspector.")
               : QString();
}

void TouchpointsTab::showAnswer() {
    if (!answer<TouchpointResult>()) {
        m_chart->setLayOut({});
        return;
    }
    m_chart->setLayOut([this](double width) {
        const auto* found = answer<TouchpointResult>();
        return found ? layoutTouchpoints(*found, measurer(), phrases(), touchpointWords(),
                                         chartOptions(width))
                     : Chart{};
    });
}

/// A click on a touchpoint shows it on the map.
void TouchpointsTab::reveal(int region) {
    const ChartMark* mark = m_chart->mark(region);
    if (!mark || mark->part != ChartPart::Reach || !document())
        return;
    std::vector<ElementId> which;
    try {
        touchpointOptionsOf(document()->project(), document()->currentMap(), &which);
    } catch (const Error&) {
        return; // the map has just gone
    }
    if (mark->index >= which.size())
        return;
    document()->select({which[mark->index]});
    emit revealRequested(which[mark->index]);
}

} // namespace cairn
