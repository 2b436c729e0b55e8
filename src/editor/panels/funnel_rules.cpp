// The less usual rules of the funnel's sentence: they stand in it only where they are asked for.
#include <QToolButton>

#include <algorithm>

#include "cairn/model/dataset_names.hpp"
#include "editor/document.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/value_popups.hpp"

namespace cairn {

namespace {

DayRange periodOfData(const Project& project, const FunnelSetup& setup) {
    const Dataset* dataset = project.datasets.find(setup.dataset);
    return dataset ? DayRange{dataset->firstEvent, dataset->lastEvent} : DayRange{};
}

std::vector<const Stage*> boundStages(const Project& project, MapId map) {
    auto stages = stagesOf(project, map);
    std::erase_if(stages, [](const Stage* stage) { return stage->binding.empty(); });
    return stages;
}

} // namespace

std::vector<SentenceRow::Choice> FunnelSentence::holdChoices(const FunnelSetup& setup) const {
    std::vector<Choice> choices;
    for (const std::string& column : m_columns) {
        const bool held =
            std::find(setup.hold.begin(), setup.hold.end(), column) != setup.hold.end();
        choices.push_back(to(qs(column), held, [column, held](FunnelSetup& f) {
            if (held)
                std::erase(f.hold, column);
            else
                f.hold.push_back(column);
        }));
    }
    return choices;
}

void FunnelSentence::addHold(const FunnelSetup& setup) {
    if (setup.hold.empty())
        return;
    QStringList held;
    for (const std::string& column : setup.hold)
        held << qs(column);
    say(tr("with the same", "followed by columns: with the same product in all steps"));
    addChooser("hold", tr("held constant"), held.join(tr(" and ")), holdChoices(setup));
    say(tr("in all steps"));
    addRemover("hold-remove", tr("what is held constant"), [](Map& m) { m.funnel.hold.clear(); });
}

void FunnelSentence::addStageWord(const char* name, const Map& map, const Project& project,
                                  std::size_t index, bool from) {
    const ExclusionSetup& rule = map.funnel.exclusions[index];
    const StageId now = from ? rule.from : rule.to;
    const QString usual = from ? tr("the first step") : tr("the last step");
    const auto set = [index, from](StageId stage) {
        return [index, from, stage](FunnelSetup& f) {
            if (index < f.exclusions.size())
                (from ? f.exclusions[index].from : f.exclusions[index].to) = stage;
        };
    };
    std::vector<Choice> choices{to(usual, !now, set({}))};
    for (const Stage* stage : boundStages(project, map.id))
        choices.push_back(to(qs(stage->title), stage->id == now, set(stage->id)));
    addChooser(name, from ? tr("after which step") : tr("before which step"),
               stageWords(project, now, usual), choices);
}

void FunnelSentence::addExclusions(const Project& project, const Map& map) {
    for (std::size_t i = 0; i < map.funnel.exclusions.size(); ++i) {
        const ExclusionSetup& rule = map.funnel.exclusions[i];
        const auto name = [i](const char* part) {
            return "exclusion-" + std::to_string(i) + "-" + part;
        };
        say(tr("but without"));
        const Choice pick = eventChoice(
            {}, rule.what,
            [i](Map& m, const EventBinding& what) {
                if (i < m.funnel.exclusions.size())
                    m.funnel.exclusions[i].what = what;
            },
            tr("what must not happen"));
        addWord(name("what").c_str(), tr("what must not happen"), eventsInWords(rule.what),
                pick.open, "chip");
        say(tr("between"));
        addStageWord(name("from").c_str(), map, project, i, true);
        say(tr("and", "between this step and that step"));
        addStageWord(name("to").c_str(), map, project, i, false);
        const bool remove = rule.action == "remove";
        const auto act = [i](const char* action) {
            return [i, action](FunnelSetup& f) {
                if (i < f.exclusions.size())
                    f.exclusions[i].action = action;
            };
        };
        const std::vector<Choice> actions{
            to(tr("(the attempt ends there)"), !remove, act("drop")),
            to(tr("(the customer is left out)"), remove, act("remove"))};
        addChooser(name("action").c_str(), tr("what an exclusion does"),
                   actions[remove ? 1 : 0].label, actions);
        addRemover(name("remove").c_str(), tr("this exclusion"), [i](Map& m) {
            if (i < m.funnel.exclusions.size())
                m.funnel.exclusions.erase(m.funnel.exclusions.begin() +
                                          static_cast<std::ptrdiff_t>(i));
        });
    }
}

void FunnelSentence::askForRange(QWidget* anchor, const QString& what, bool compared) {
    const Map* map = document()->project().maps.find(document()->currentMap());
    if (!map)
        return;
    const FunnelSetup& setup = map->funnel;
    const DayRange now =
        compared ? DayRange{setup.compare.from, setup.compare.to} : DayRange{setup.from, setup.to};
    openRangePopup(anchor, what, now, periodOfData(document()->project(), setup), setup.zone,
                   [this, compared](const DayRange& range) {
                       change(compared ? tr("comparison") : tr("period"), [&](Map& m) {
                           if (compared) {
                               m.funnel.compare = {};
                               m.funnel.compare.with = "period";
                               m.funnel.compare.from = range.from;
                               m.funnel.compare.to = range.to;
                           } else {
                               m.funnel.from = range.from;
                               m.funnel.to = range.to;
                           }
                       });
                   });
}

void FunnelSentence::addRange(const Project&, const FunnelSetup& setup) {
    if (setup.from || setup.to) {
        say(tr("who began"));
        addWord("range", tr("period"), rangeWords({setup.from, setup.to}, setup.zone),
                [this](QWidget* anchor) { askForRange(anchor, tr("They began"), false); });
        const std::vector<Choice> inside{to(tr("(later steps may come after)"), !setup.allInside,
                                            [](FunnelSetup& f) { f.allInside = false; }),
                                         to(tr("(all steps inside)"), setup.allInside,
                                            [](FunnelSetup& f) { f.allInside = true; })};
        addChooser("inside", tr("which steps must fall inside"),
                   inside[setup.allInside ? 1 : 0].label, inside);
        addRemover("range-remove", tr("the period"), [](Map& m) {
            m.funnel.from.reset();
            m.funnel.to.reset();
            m.funnel.allInside = false;
        });
    }
    if (setup.tieToleranceMs > 0)
        addChooser("ties", tr("same moment"),
                   setup.tieToleranceMs == 1000 ? tr("1 second apart is the same moment")
                                                : tr("2 seconds apart is the same moment"),
                   tieChoices(setup));
}

std::vector<SentenceRow::Choice> FunnelSentence::tieChoices(const FunnelSetup& setup) const {
    std::vector<Choice> choices;
    for (const auto& [ms, words] : {std::pair{0, tr("only equal times are the same moment")},
                                    std::pair{1000, tr("1 second apart is the same moment")},
                                    std::pair{2000, tr("2 seconds apart is the same moment")}})
        choices.push_back(to(words, setup.tieToleranceMs == ms,
                             [ms = ms](FunnelSetup& f) { f.tieToleranceMs = ms; }));
    return choices;
}

std::vector<SentenceRow::Choice> FunnelSentence::placeChoices(const Project& project,
                                                              const Map& map) const {
    const std::string& now = map.funnel.breakdownAt;
    const auto at = [](std::string place) {
        return [place = std::move(place)](FunnelSetup& f) { f.breakdownAt = place; };
    };
    std::vector<Choice> choices{to(tr("at the first step"), now == "first", at("first")),
                                to(tr("at the last step reached"), now == "last", at("last"))};
    const auto stages = boundStages(project, map.id);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const std::string place = "step=" + std::to_string(i + 1);
        choices.push_back(to(tr("at “%1”").arg(qs(stages[i]->title)), now == place, at(place)));
    }
    choices.push_back(to(tr("of the customer"), now == "user", at("user")));
    return choices;
}

std::vector<SentenceRow::Choice> FunnelSentence::overTimeChoices(const FunnelSetup& setup) const {
    std::vector<Choice> choices;
    for (const char* period : {"day", "week", "month"})
        choices.push_back(to(periodWords(period), setup.overTime == period,
                             [period](FunnelSetup& f) { f.overTime = period; }));
    return choices;
}

void FunnelSentence::addOverTime(const Map& map) {
    if (map.funnel.overTime.empty())
        return;
    say(tr("over time"));
    addChooser("over-time", tr("over time"), periodWords(map.funnel.overTime),
               overTimeChoices(map.funnel));
    say(tr("in", "a time zone"));
    addZoneWord(map);
    addRemover("over-time-remove", tr("over time"), [](Map& m) { m.funnel.overTime.clear(); });
}

std::vector<SentenceRow::Choice> FunnelSentence::comparisonChoices(const Project& project,
                                                                   const FunnelSetup& setup) {
    std::vector<Choice> choices;
    for (const Dataset* other : datasetsOf(project))
        if (other->id != setup.dataset && other->kind == "events")
            choices.push_back(
                to(tr("the import %1").arg(qs(distinctName(project, other->id))),
                   setup.compare.with == "dataset" && setup.compare.dataset == other->id,
                   [id = other->id](FunnelSetup& f) {
                       f.compare = {};
                       f.compare.with = "dataset";
                       f.compare.dataset = id;
                   }));
    choices.push_back(
        {tr("another period…"),
         {},
         [this](QWidget* anchor) { askForRange(anchor, tr("Compare with who began"), true); },
         setup.compare.with == "period",
         {}});
    if (setup.breakdown.empty() || m_segments.size() < 2)
        return choices;
    Choice pairs{tr("two of %1").arg(qs(setup.breakdown)), {}, {}, false, {}};
    for (const std::string& before : m_segments) {
        Choice first{tr("%1 with …").arg(qs(before)), {}, {}, false, {}};
        for (const std::string& after : m_segments)
            if (after != before)
                first.within.push_back(
                    to(tr("%1 with %2").arg(qs(before), qs(after)),
                       setup.compare.before == before && setup.compare.after == after,
                       [before, after](FunnelSetup& f) {
                           f.compare = {};
                           f.compare.with = "segments";
                           f.compare.before = before;
                           f.compare.after = after;
                       }));
        pairs.within.push_back(std::move(first));
    }
    choices.push_back(std::move(pairs));
    return choices;
}

void FunnelSentence::addComparison(const Project& project, const FunnelSetup& setup) {
    if (setup.compare.with.empty())
        return;
    say(setup.compare.with == "segments" ? tr("comparing", "one segment with another")
                                         : tr("compared with"));
    addChooser("compare", tr("comparison"), comparisonWords(project, setup),
               comparisonChoices(project, setup), "choice");
    addRemover("compare-remove", tr("the comparison"), [](Map& m) { m.funnel.compare = {}; });
}

/// Everything that is not in the sentence yet.
void FunnelSentence::addMore(const Project& project, const Map& map) {
    const FunnelSetup& setup = map.funnel;
    std::vector<Choice> more;
    if (setup.attempt != "first" && setup.count != "attempts")
        more.push_back(to(tr("Only the first attempt counts"), false,
                          [](FunnelSetup& f) { f.attempt = "first"; }));
    if (!setup.open)
        more.push_back(
            to(tr("They may enter at any step"), false, [](FunnelSetup& f) { f.open = true; }));
    if (setup.hold.empty() && !m_columns.empty())
        more.push_back({tr("The same in all steps"), {}, {}, false, holdChoices(setup)});
    more.push_back(eventChoice(
        tr("But without an event…"), {},
        [](Map& m, const EventBinding& what) {
            m.funnel.exclusions.push_back({what, {}, {}});
        },
        tr("an exclusion")));
    if (!setup.from && !setup.to)
        more.push_back({tr("Only a period…"),
                        {},
                        [this](QWidget* anchor) { askForRange(anchor, tr("They began"), false); },
                        false,
                        {}});
    if (!setup.breakdown.empty() && setup.breakdownAt == "first")
        more.push_back({tr("Where %1 is read").arg(qs(setup.breakdown)),
                        {},
                        {},
                        false,
                        placeChoices(project, map)});
    if (setup.tieToleranceMs == 0)
        more.push_back({tr("The same moment"), {}, {}, false, tieChoices(setup)});
    if (setup.overTime.empty())
        more.push_back({tr("Over time"), {}, {}, false, overTimeChoices(setup)});
    if (setup.compare.with.empty())
        more.push_back({tr("Compare with"), {}, {}, false, comparisonChoices(project, setup)});
    addChooser("more", tr("less usual rules"), tr("More rules"), std::move(more), "link");
}

} // namespace cairn
