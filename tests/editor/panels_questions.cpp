// The lists behind the numbers, and the tabs that ask the data more.
#include <catch2/catch.hpp>

#include <QLabel>
#include <QTreeView>

#include "editor/panels/chart_view.hpp"
#include "editor/panels/funnel_chart.hpp"
#include "editor/panels/panels.hpp"
#include "editor/panels/people_list.hpp"
#include "editor/panels/why_view.hpp"
#include "panels_fixture.hpp"
#include "session_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// The sample with its rows, and a drawer that may ask them.
struct Sample {
    Folder folder;
    OpenSession open{folder.working()};
    EnglishPhrases phrases;
    std::unique_ptr<InsightsDrawer> drawer;
    Sample() {
        open.session.openSample();
        REQUIRE(eventually([&] {
            return open.session.document() && open.document().findings() &&
                   open.document().findings()->hasData;
        }));
        drawer = std::make_unique<InsightsDrawer>(open.session.document(), &phrases);
        drawer->setDocument(open.session.document(), open.session.questions());
        drawer->resize(1200, 500);
        drawer->show();
    }
    ~Sample() { drawer->setDocument(nullptr); }
    ChartView* chart(const char* name) { return drawer->findChild<ChartView*>(name); }
    bool answered(Subject subject) {
        return eventually([&] {
            const auto& state = open.session.questions()->state(subject);
            return !state.busy && state.answer.index() != 0;
        });
    }
    QStringList tooltips(const char* name) {
        QStringList all;
        for (const Region& region : chart(name)->list().regions)
            all << QString::fromStdString(region.tooltip);
        return all;
    }
    int listed() {
        auto* list = drawer->findChild<PeopleList*>();
        return list->isVisible() ? list->model()->rowCount() : -1;
    }
};

bool anyHolds(const QStringList& texts, const QString& words) {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const QString& text) { return text.contains(words); });
}

} // namespace

TEST_CASE("a click on a count opens the list of exactly that many customers") {
    Sample sample;
    auto* chart = sample.drawer->findChild<FunnelChart*>();
    const auto& findings = *sample.open.document().findings();
    REQUIRE(findings.funnel);
    std::vector<std::uint64_t> reached;
    for (const StepResult& step : findings.funnel->steps)
        reached.push_back(step.reached);
    CHECK(reached == std::vector<std::uint64_t>{600, 511, 431, 225});
    for (std::size_t step = 0; step < reached.size(); ++step) {
        emit chart->barActivated(findings.funnelStages[step], {});
        REQUIRE(eventually([&] { return sample.listed() >= 0; }));
        CHECK(eventually([&] { return sample.listed() == static_cast<int>(reached[step]); }));
    }
    // A segment's numbers are of its own people.
    REQUIRE_FALSE(findings.funnel->breakdown.empty());
    const SegmentResult segment = findings.funnel->breakdown.front();
    emit chart->barActivated(findings.funnelStages[3], QString::fromStdString(segment.value));
    CHECK(
        eventually([&] { return sample.listed() == static_cast<int>(segment.steps[3].reached); }));
}

TEST_CASE("each reason opens its own customers, who have numbers and no ids") {
    Sample sample;
    auto* why = sample.drawer->findChild<WhyView*>();
    why->open({true, 2, UnitOutcome::Why::Never}, {});
    CHECK(eventually([&] { return sample.listed() == 129; }));
    why->open({true, 2, UnitOutcome::Why::OtherOrder}, {});
    CHECK(eventually([&] { return sample.listed() == 77; }));
    auto* list = sample.drawer->findChild<PeopleList*>();
    CHECK(list->model()->index(0, 0).data().toString() == "1");
    CHECK(list->model()->index(76, 0).data().toString() == "77");
    const QByteArray csv = list->model()->csv()();
    CHECK(csv.count("\r\n") == 78);
    CHECK(csv.startsWith("No.,"));
    CHECK(csv.contains("\r\n1,20"));
    auto* events = list->findChild<QTreeView*>("people-events");
    CHECK(eventually([&] { return events->model()->rowCount() >= 3; }));
}

TEST_CASE("each tab answers its question on the sample") {
    Sample sample;
    using Tab = InsightsDrawer::Tab;
    sample.drawer->showTab(Tab::Touchpoints);
    REQUIRE(sample.answered(Subject::Touchpoints));
    CHECK(anyHolds(sample.tooltips("touchpoint-chart"), "600"));
    sample.drawer->showTab(Tab::Paths);
    REQUIRE(sample.answered(Subject::Paths));
    const auto* paths =
        std::get_if<PathsResult>(&sample.open.session.questions()->state(Subject::Paths).answer);
    REQUIRE(paths);
    CHECK(paths->units == 600);
    CHECK_FALSE(sample.chart("paths-chart")->list().items.empty());
    sample.drawer->showTab(Tab::Retention);
    REQUIRE(sample.answered(Subject::Retention));
    const auto* back = std::get_if<RetentionResult>(
        &sample.open.session.questions()->state(Subject::Retention).answer);
    REQUIRE(back);
    CHECK(back->units == 600);
    CHECK_FALSE(sample.chart("retention-chart")->list().regions.empty());
    sample.drawer->showTab(Tab::Trends);
    REQUIRE(sample.answered(Subject::Trends));
    CHECK_FALSE(sample.chart("trend-chart")->list().regions.empty());
    CHECK_FALSE(sample.chart("trend-chart")->accessibleDescription().isEmpty());
}

TEST_CASE("a place of the paths becomes their anchor with a click, undone in one step") {
    Sample sample;
    sample.drawer->showTab(InsightsDrawer::Tab::Paths);
    REQUIRE(sample.answered(Subject::Paths));
    ChartView* chart = sample.chart("paths-chart");
    const auto& nodes =
        std::get<PathsResult>(sample.open.session.questions()->state(Subject::Paths).answer).nodes;
    int node = -1;
    for (int i = 0; i < static_cast<int>(chart->list().regions.size()) && node < 0; ++i)
        if (const ChartMark* mark = chart->mark(i);
            mark && mark->part == ChartPart::Node && nodes[mark->index].column == 1 &&
            nodes[mark->index].kind == PathNode::Kind::Event)
            node = i;
    REQUIRE(node >= 0);
    const std::string name = nodes[chart->mark(node)->index].name;
    const auto anchor = [&] {
        return sample.open.project()
            .maps.find(sample.open.document().currentMap())
            ->questions.paths.anchor;
    };
    const EventBinding before = anchor();
    emit chart->activated(node);
    CHECK(std::find(anchor().events.begin(), anchor().events.end(), name) != anchor().events.end());
    sample.open.document().undo();
    CHECK(anchor() == before);
}

TEST_CASE("a question can be stopped and asked again") {
    Sample sample;
    QuestionRunner* questions = sample.open.session.questions();
    questions->want(Subject::Trends);
    REQUIRE(questions->state(Subject::Trends).busy);
    questions->cancel(Subject::Trends);
    CHECK(questions->state(Subject::Trends).stopped);
    QTest::qWait(50);
    CHECK(questions->state(Subject::Trends).answer.index() == 0);
    questions->ask(Subject::Trends);
    CHECK(sample.answered(Subject::Trends));
}

TEST_CASE("charts can be walked with the keyboard, and say what stands there") {
    Sample sample;
    sample.drawer->showTab(InsightsDrawer::Tab::Trends);
    REQUIRE(sample.answered(Subject::Trends));
    ChartView* chart = sample.chart("trend-chart");
    REQUIRE(chart->list().regions.size() > 2);
    chart->setFocus(Qt::TabFocusReason);
    QTest::keyClick(chart, Qt::Key_Home);
    CHECK(chart->current() == 0);
    const QString first = chart->accessibleDescription();
    CHECK(first.toStdString() == chart->list().regions[0].tooltip);
    QTest::keyClick(chart, Qt::Key_Right);
    CHECK(chart->current() != 0);
    CHECK(chart->accessibleDescription() != first);
}

TEST_CASE("without events the tabs say what to do, and counts say why not") {
    Shop shop;
    InsightsDrawer drawer(shop.document.get(), &shop.phrases, nullptr);
    drawer.resize(1000, 240);
    drawer.show();
    const auto visible = [&] {
        QStringList words;
        for (auto* label : drawer.findChildren<QLabel*>())
            if (label->isVisible())
                words << label->text();
        return words.join(' ');
    };
    shop.document->edit("counts", [&](Project p) {
        Dataset dataset = *p.datasets.find(shop.data);
        dataset.kind = "step-counts";
        return put(std::move(p), dataset);
    });
    drawer.showTab(InsightsDrawer::Tab::Paths);
    CHECK(visible().contains("shop.csv holds counts of steps"));
    shop.document->edit("remove data",
                        [&](Project p) { return removeDataset(std::move(p), shop.data); });
    CHECK(visible().contains("Drop a CSV of events to see paths"));
    drawer.showTab(InsightsDrawer::Tab::Retention);
    CHECK(visible().contains("Drop a CSV of events to see who comes back"));
    CHECK(drawer.isEmpty());
}
