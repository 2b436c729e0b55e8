#include "pictures.hpp"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>
#include <QtTest/QTest>

#include "cairn/ingest/import.hpp"
#include "editor/folder_watcher.hpp"
#include "editor/panels/value_popups.hpp"
#include "editor/panels/why_view.hpp"
#include "editor/window/message_bar.hpp"

void Pictures::takeTab(const char* name, cairn::InsightsDrawer::Tab tab, cairn::Subject subject) {
    m_window->drawer()->showTab(tab);
    (void)QTest::qWaitFor([&] { return m_session.questions()->state(subject).answer.index() != 0; },
                          kPatienceMs);
    take(name, m_window.get());
}

/// What opens under a word: a menu of rules, two days, a number.
void Pictures::takePopups() {
    // Found anew each time: the words are made anew when numbers come.
    const auto word = [&] { return m_window->findChild<QToolButton*>("more"); };
    QToolButton* more = word();
    more->menu()->popup(more->mapToGlobal(QPoint(0, 0)));
    take("menu-rules", more->menu());
    more->menu()->close();
    const auto takeValue = [&](const char* name) {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->objectName() == "value-popup" && widget->isVisible()) {
                take(name, widget);
                widget->close(); // and with it the list of widgets is another
                return;
            }
    };
    cairn::openRangePopup(word(), "They began", {}, {1704326400000, 1719619200000}, "", {});
    takeValue("popup-range");
    cairn::openDurationPopup(word(), "Time limit", 7 * cairn::kDayMs, {});
    takeValue("popup-duration");
    cairn::openZonePopup(word(), "Europe/Berlin", {});
    takeValue("popup-zone");
}

void Pictures::takeTabs() {
    using Tab = cairn::InsightsDrawer::Tab;
    if (!m_session.document())
        return;
    const cairn::Project& project = m_session.document()->project();
    const cairn::FunnelSetup usual = project.maps.find(m_session.document()->currentMap())->funnel;
    auto* views = m_window->findChild<QTabBar*>("funnel-views");
    const auto view = [&](int index, const char* name) {
        views->setCurrentIndex(index);
        take(name, m_window.get());
    };
    takePopups();
    view(1, "funnel-time");
    view(2, "funnel-over-time-offer");
    ask([](cairn::Map& map) { map.funnel.overTime = "week"; });
    view(2, "funnel-over-time");
    view(3, "funnel-comparison-hint");
    ask([](cairn::Map& map) {
        map.funnel.overTime.clear();
        map.funnel.compare.with = "segments";
        map.funnel.compare.before = "mobile";
        map.funnel.compare.after = "desktop";
    });
    view(3, "funnel-comparison");
    ask([](cairn::Map& map) { map.funnel.compare = {}; });
    view(4, "funnel-why");
    m_window->findChild<cairn::WhyView*>()->open({true, 2, cairn::UnitOutcome::Why::OtherOrder},
                                                 {});
    QTest::qWait(800);
    take("funnel-list", m_window.get());
    ask([](cairn::Map& map) {
        map.funnel.windowMs = 2 * cairn::kDayMs;
        map.funnel.open = true;
        map.funnel.overTime = "week";
        map.funnel.exclusions = {{{{"refund"}, {}}, {}, {}, "drop"}};
    });
    view(0, "funnel-rules");
    ask([&](cairn::Map& map) { map.funnel = usual; });
    takeTab("paths", Tab::Paths, cairn::Subject::Paths);
    takeTab("retention", Tab::Retention, cairn::Subject::Retention);
    takeTab("trends", Tab::Trends, cairn::Subject::Trends);
    takeTab("touchpoints", Tab::Touchpoints, cairn::Subject::Touchpoints);
    m_window->drawer()->showTab(Tab::Data);
    take("data", m_window.get());
    takeAgain();
    takeSurveyAgain();
    m_window->drawer()->showTab(Tab::Funnel);
}

/// The list behind a number of data whose ids are kept, and what is said of them.
void Pictures::takeIds() {
    QFile kept(m_home.filePath("kept.csv"));
    if (!kept.open(QIODevice::WriteOnly))
        return;
    kept.write("customer,event,time\n");
    const QStringList names{"mia", "ole", "ada", "zoe", "jan"},
        events{"catalog", "add_to_cart", "checkout", "purchase"};
    for (int i = 0; i < 40; ++i)
        for (int step = 0; step <= i % 4; ++step)
            kept.write(QStringLiteral("%1.%2@example.org,%3,2026-03-0%4T1%5:0%6:00Z\n")
                           .arg(names[i % 5])
                           .arg(1000 + i * 37)
                           .arg(events[step])
                           .arg(1 + i % 9)
                           .arg(step)
                           .arg(i % 10)
                           .toUtf8());
    kept.close();
    cairn::ImportPlan plan = cairn::proposePlan(cairn::sniffCsv(cairn::toPath(kept.fileName())));
    plan.keepIds = true;
    auto result = cairn::importFile(cairn::toPath(kept.fileName()), plan);
    m_session.adoptImport("kept.csv", {}, plan, std::move(result), {});
    QTest::qWait(1500);
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Data);
    take("ids-kept", m_window.get());
    click("Forget all ids…");
    take("ids-data", m_window.get());
    click("Keep it");
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Funnel);
    m_window->findChild<cairn::WhyView*>()->open({}, {});
    QTest::qWait(800);
    take("ids-list", m_window.get());
    click("Forget this customer…");
    take("ids-forget", m_window.get());
    m_session.document()->undo();
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Data);
}

/// Two surveys of the same questions, a month apart: what changed in the answers.
void Pictures::takeSurveyAgain() {
    const auto& project = m_session.document()->project();
    const auto stages = cairn::stagesOf(project, m_session.document()->currentMap());
    const auto write = [&](const char* name, int month, int happy) {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            return QString();
        file.write("When,Touchpoint,How likely are you to recommend us?,How satisfied are you?\n");
        for (int i = 0; i < 240; ++i) {
            const auto& stage = stages[static_cast<std::size_t>(i) % stages.size()]->title;
            const bool pleased = (i * 7) % 10 < happy - i % static_cast<int>(stages.size());
            file.write(QStringLiteral("2026-0%1-%2,\"%3\",%4,%5\n")
                           .arg(month)
                           .arg(i % 28 + 1, 2, 10, QLatin1Char('0'))
                           .arg(QString::fromStdString(stage))
                           .arg(pleased ? 9 + i % 2 : i % 8)
                           .arg(pleased ? 5 : 1 + i % 4)
                           .toUtf8());
        }
        return file.fileName();
    };
    const auto path = cairn::toPath(write("answers-05.csv", 5, 8));
    const cairn::ImportPlan plan = cairn::proposePlan(cairn::sniffCsv(path));
    m_session.adoptImport("answers-05.csv", {}, plan, cairn::importFile(path, plan), {});
    (void)QTest::qWaitFor([&] { return m_session.document()->undoLabel().contains("answers-05"); },
                          kPatienceMs);
    m_window->messageBar()->putAway();
    m_window->openPath(write("answers-06.csv", 6, 6));
    (void)QTest::qWaitFor([&] { return !m_window->messageBar()->text().isEmpty(); }, kPatienceMs);
    click("Take their place");
    (void)QTest::qWaitFor([&] { return m_window->findChild<QWidget*>("changesList"); },
                          kPatienceMs);
    m_window->messageBar()->putAway();
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Data);
    m_window->resize(m_window->width(), m_window->height() + 700);
    QTest::qWait(400);
    take("answers-changed", m_window.get());
    m_window->resize(m_window->width(), m_window->height() - 700);
    m_session.document()->undo();
    m_session.document()->undo();
    (void)QTest::qWaitFor([&] { return !m_window->findChild<QWidget*>("changesList"); },
                          kPatienceMs);
}

/// A newer export by one click, what changed, and what is asked before it is forgotten.
void Pictures::takeAgain() {
    QFile sample(":/sample/shop-events.csv");
    QFile newer(m_home.filePath("shop-events-2.csv"));
    if (!sample.open(QIODevice::ReadOnly) || !newer.open(QIODevice::WriteOnly))
        return;
    newer.write(sample.readLine());
    for (int row = 0; !sample.atEnd(); ++row) { // of others, fewer of whom buy
        const QByteArray line = sample.readLine();
        if (!line.contains("purchase") || row % 3 != 0)
            newer.write("n" + line);
    }
    newer.close();
    m_window->openPath(newer.fileName());
    (void)QTest::qWaitFor([&] { return !m_window->messageBar()->text().isEmpty(); }, kPatienceMs);
    take("again", m_window.get());
    click("Add it");
    (void)QTest::qWaitFor([&] { return m_window->findChild<QWidget*>("changesList"); },
                          kPatienceMs);
    m_window->messageBar()->putAway();
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Data);
    m_session.saveAs(m_home.filePath("shop.cairn"));
    (void)QTest::qWaitFor([&] { return m_window->watcher().available(); }, kPatienceMs);
    QDir().mkpath(m_home.filePath("in"));
    QFile stranger(m_home.filePath("in/colours.csv"));
    if (stranger.open(QIODevice::WriteOnly))
        stranger.write("colour;price\nred;1\nblue;2\n");
    stranger.close();
    m_window->watcher().setQuiet(200, 60000);
    m_window->watcher().setFolder(m_home.filePath("in"));
    (void)QTest::qWaitFor([&] { return !m_window->watcher().left().empty(); }, kPatienceMs);
    m_window->resize(m_window->width(), m_window->height() + 500); // the whole list
    take("changes", m_window.get());
    click("Forget a customer…");
    take("forget", m_window.get());
    click("Cancel");
    takeIds();
    m_window->watcher().setOn(false);
    m_window->resize(m_window->width(), m_window->height() - 500);
    m_session.document()->undo();
    (void)QTest::qWaitFor([&] { return !m_window->findChild<QWidget*>("changesList"); },
                          kPatienceMs);
}
