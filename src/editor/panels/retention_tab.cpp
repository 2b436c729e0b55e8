#include "editor/panels/retention_tab.hpp"

#include <QToolButton>

#include "editor/panels/chart_words.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

namespace {

class RetentionSentence : public SentenceRow {
public:
    using SentenceRow::SentenceRow;

protected:
    using Apply = std::function<void(RetentionSetup&)>;
    static Choice to(const QString& label, bool checked, Apply apply) {
        return {label,
                [apply = std::move(apply)](Map& map) { apply(map.questions.retention); },
                {},
                checked,
                {}};
    }

    void fill(const Project&, const Map& map) override {
        const RetentionSetup& setup = map.questions.retention;
        say(RetentionTab::tr("Of those who did"));
        addEvent("start", RetentionTab::tr("what they began with"), setup.start, true);
        const bool recurring = setup.who == "recurring";
        const std::vector<Choice> who{to(RetentionTab::tr("for the first time"), !recurring,
                                         [](RetentionSetup& r) { r.who = "first-time"; }),
                                      to(RetentionTab::tr("at any time, once a period"), recurring,
                                         [](RetentionSetup& r) { r.who = "recurring"; })};
        addChooser("who", RetentionTab::tr("who begins"), who[recurring ? 1 : 0].label, who);
        say(RetentionTab::tr("how many did"));
        addEvent("back", RetentionTab::tr("what coming back is"), setup.back, false);
        const bool unbounded = setup.measure == "unbounded";
        const std::vector<Choice> measure{to(RetentionTab::tr("in exactly that period"), !unbounded,
                                             [](RetentionSetup& r) { r.measure = "on"; }),
                                          to(RetentionTab::tr("in that period or later"), unbounded,
                                             [](RetentionSetup& r) { r.measure = "unbounded"; })};
        addChooser("measure", RetentionTab::tr("when coming back counts"),
                   measure[unbounded ? 1 : 0].label, measure);
        addPeriodChooser(setup.period, [](Map& changed, const char* period) {
            changed.questions.retention.period = period;
        });
        addPeriods(setup);
        say(RetentionTab::tr("in", "a time zone"));
        addZoneWord(map);
    }

private:
    void addEvent(const char* name, const QString& what, const EventBinding& now, bool start) {
        const auto set = [start](Map& map, const EventBinding& binding) {
            RetentionSetup& setup = map.questions.retention;
            (start ? setup.start : setup.back) = binding;
        };
        std::vector<Choice> choices{
            {RetentionTab::tr("anything"), [set](Map& map) { set(map, {}); }, {}, now.empty(), {}}};
        for (Choice& stage : stageChoices(set, now))
            choices.push_back(std::move(stage));
        choices.push_back(eventChoice(RetentionTab::tr("another event…"), now, set, what));
        addChooser(name, what, now.empty() ? RetentionTab::tr("anything") : eventWords(now),
                   choices, "choice");
    }

    static QString lengthWords(const std::string& period, std::int64_t n) {
        const int count = static_cast<int>(n);
        return period == "day"     ? RetentionTab::tr("over %n days", nullptr, count)
               : period == "month" ? RetentionTab::tr("over %n months", nullptr, count)
                                   : RetentionTab::tr("over %n weeks", nullptr, count);
    }
    void addPeriods(const RetentionSetup& setup) {
        std::vector<Choice> choices;
        for (const std::int64_t n : {4, 6, 8, 12, 14, 26, 30, 52})
            choices.push_back(to(lengthWords(setup.period, n), setup.periods == n,
                                 [n](RetentionSetup& r) { r.periods = n; }));
        addChooser("periods", RetentionTab::tr("how long"),
                   lengthWords(setup.period, setup.periods), choices);
    }
};

} // namespace

RetentionTab::RetentionTab(const Phrases* phrases, QWidget* parent)
    : QuestionTab(Subject::Retention, phrases, tr("Who comes back?"),
                  tr("Drop a CSV of events to see who comes back, and how many weeks later."),
                  parent) {
    setSentence(new RetentionSentence(this));
    m_triangle = addChart("retention-chart", tr("Who came back, by cohort"));
    m_curve = addChart("retention-curve", tr("Share that came back"));
}

QString RetentionTab::nothingWords() const {
    const auto* found = answer<RetentionResult>();
    return found && found->units == 0 ? tr("Nobody did the event that a cohort begins with.")
                                      : QString();
}

void RetentionTab::showAnswer() {
    if (!answer<RetentionResult>()) {
        m_triangle->setLayOut({});
        m_curve->setLayOut({});
        return;
    }
    m_triangle->setLayOut([this](double width) {
        const auto* found = answer<RetentionResult>();
        return found ? layoutRetention(*found, measurer(), phrases(), retentionWords(),
                                       chartOptions(width))
                     : Chart{};
    });
    m_curve->setLayOut([this](double width) {
        const auto* found = answer<RetentionResult>();
        return found ? layoutRetentionCurve(*found, measurer(), phrases(), retentionWords(),
                                            chartOptions(width))
                     : Chart{};
    });
}

} // namespace cairn
