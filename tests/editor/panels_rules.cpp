// The funnel's rules: each is a choice of words.
#include <catch2/catch.hpp>

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include "editor/panels/binding_popup.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/panels.hpp"
#include "editor/panels/value_popups.hpp"
#include "panels_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// The shop's drawer without rows behind it: enough for what is said and set.
struct Rules {
    Shop shop;
    InsightsDrawer drawer{shop.document.get(), &shop.phrases, nullptr};
    Rules() {
        shop.document->edit("break down", [&](Project p) {
            Map map = *p.maps.find(shop.map);
            map.funnel.breakdown = "platform";
            return put(std::move(p), std::move(map));
        });
        shop.document->setFindings(shop.findings());
        drawer.resize(1100, 320);
        drawer.show();
        QTest::qWait(1);
    }
    QToolButton* word(const QString& name) {
        // What a change threw away goes with the next turn of the loop.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QToolButton* found = nullptr;
        for (auto* button : drawer.findChildren<QToolButton*>(name))
            if (!button->isHidden())
                found = button;
        return found;
    }
    /// The entry of a chooser by its words, through menus within menus.
    QAction* entry(const QString& name, const QStringList& path) {
        QToolButton* button = word(name);
        QMenu* menu = button ? button->menu() : nullptr;
        QAction* found = nullptr;
        for (const QString& step : path) {
            found = nullptr;
            for (QAction* action : menu ? menu->actions() : QList<QAction*>())
                if (action->text() == step)
                    found = action;
            menu = found ? found->menu() : nullptr;
        }
        return found;
    }
    const FunnelSetup& setup() { return shop.document->project().maps.find(shop.map)->funnel; }
    QString sentence() { return drawer.findChild<FunnelSentence*>()->text(); }
};

template <class W> W* popup() {
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* found = qobject_cast<W*>(widget); found && found->isVisible())
            return found;
    return nullptr;
}

} // namespace

TEST_CASE("every rule is one choice of words, lands in the map, and goes with one undo") {
    struct Rule {
        QString chooser;
        QStringList path;
        std::function<bool(const FunnelSetup&)> landed;
        QString reads; ///< what the sentence says then
    };
    const std::vector<Rule> rules{
        {"order",
         {"in that order, nothing between"},
         [](const FunnelSetup& f) { return f.order == "strict"; },
         "nothing between"},
        {"window",
         {"within an hour"},
         [](const FunnelSetup& f) { return f.windowMs == kHourMs; },
         "within an hour of the first step"},
        {"count",
         {"each session once"},
         [](const FunnelSetup& f) { return f.count == "sessions"; },
         "each session once"},
        {"count",
         {"every attempt"},
         [](const FunnelSetup& f) { return f.count == "attempts"; },
         "every attempt"},
        {"breakdown",
         {"nothing"},
         [](const FunnelSetup& f) { return f.breakdown.empty(); },
         "each customer once More rules"},
        {"more",
         {"Only the first attempt counts"},
         [](const FunnelSetup& f) { return f.attempt == "first"; },
         "first attempt"},
        {"more",
         {"They may enter at any step"},
         [](const FunnelSetup& f) { return f.open; },
         "may enter at any step"},
        {"more",
         {"Where platform is read", "at the last step reached"},
         [](const FunnelSetup& f) { return f.breakdownAt == "last"; },
         "at the last step reached"},
        {"more",
         {"Where platform is read", "at “Check out”"},
         [](const FunnelSetup& f) { return f.breakdownAt == "step=2"; },
         "at “Check out”"},
        {"more",
         {"Where platform is read", "of the customer"},
         [](const FunnelSetup& f) { return f.breakdownAt == "user"; },
         "of the customer"},
        {"more",
         {"The same moment", "2 seconds apart is the same moment"},
         [](const FunnelSetup& f) { return f.tieToleranceMs == 2000; },
         "2 seconds apart"},
        {"more",
         {"Over time", "by month"},
         [](const FunnelSetup& f) { return f.overTime == "month"; },
         "over time by month in UTC"},
        {"more",
         {"Compare with", "two of platform", "desktop with …", "desktop with tablet"},
         [](const FunnelSetup& f) {
             return f.compare.with == "segments" && f.compare.before == "desktop" &&
                    f.compare.after == "tablet";
         },
         "comparing desktop with tablet"}};
    Rules open;
    const FunnelSetup before = open.setup();
    for (const Rule& rule : rules) {
        INFO(rule.path.join(" > ").toStdString());
        QAction* action = open.entry(rule.chooser, rule.path);
        REQUIRE(action);
        action->trigger();
        CHECK(rule.landed(open.setup()));
        CHECK(open.sentence().contains(rule.reads));
        CHECK_FALSE(open.shop.document->undoLabel().isEmpty());
        open.shop.document->undo();
        CHECK(open.setup() == before);
    }
}

TEST_CASE("a time limit can be typed, from one second to 400 days") {
    Rules open;
    open.entry("window", {"other…"})->trigger();
    REQUIRE(QTest::qWaitFor([] { return popup<ValuePopup>() != nullptr; }));
    ValuePopup* typed = popup<ValuePopup>();
    auto* number = typed->findChild<QSpinBox*>("duration-number");
    auto* unit = typed->findChild<QComboBox*>("duration-unit");
    unit->setCurrentIndex(3);
    CHECK(number->maximum() == 400);
    unit->setCurrentIndex(1);
    number->setValue(45);
    QTest::mouseClick(typed->findChild<QPushButton*>("done"), Qt::LeftButton);
    CHECK(open.setup().windowMs == 45 * kMinuteMs);
    CHECK(open.sentence().contains("within 45 minutes"));
    open.entry("window-from", {"of the step before"})->trigger();
    CHECK(open.setup().windowFrom == "previous");
}

TEST_CASE("a period is two days in the map's time zone, whole, and can be taken out again") {
    Rules open;
    open.shop.document->edit("zone", [&](Project p) {
        Map map = *p.maps.find(open.shop.map);
        map.funnel.zone = "Europe/Berlin";
        return put(std::move(p), std::move(map));
    });
    open.entry("more", {"Only a period…"})->trigger();
    REQUIRE(QTest::qWaitFor([] { return popup<ValuePopup>() != nullptr; }));
    ValuePopup* range = popup<ValuePopup>();
    range->findChild<QDateEdit*>("range-from")->setDate(QDate(2024, 3, 1));
    range->findChild<QDateEdit*>("range-to")->setDate(QDate(2024, 3, 31));
    QTest::mouseClick(range->findChild<QPushButton*>("done"), Qt::LeftButton);
    CHECK(open.setup().from == parseIso("2024-02-29T23:00:00Z"));
    // Clocks went forward on the last day: it ends an hour earlier.
    CHECK(open.setup().to == *parseIso("2024-03-31T22:00:00Z") - 1);
    CHECK(open.sentence().contains("1 Mar 2024 to 31 Mar 2024"));
    open.entry("inside", {"(all steps inside)"})->trigger();
    CHECK(open.setup().allInside);
    open.word("range-remove")->click();
    CHECK_FALSE(open.setup().from);
    CHECK_FALSE(open.setup().to);
    CHECK_FALSE(open.setup().allInside);
}

TEST_CASE("an exclusion is chosen, placed between steps, and removed") {
    Rules open;
    open.entry("more", {"But without an event…"})->trigger();
    REQUIRE(QTest::qWaitFor([] { return popup<BindingPopup>() != nullptr; }));
    BindingPopup* events = popup<BindingPopup>();
    auto* search = events->findChild<QLineEdit*>();
    QTest::keyClicks(search, "refund");
    QTest::keyClick(search, Qt::Key_Return);
    events->close();
    REQUIRE(open.setup().exclusions.size() == 1);
    CHECK(open.setup().exclusions[0].what.events == std::vector<std::string>{"refund"});
    CHECK(open.sentence().contains(
        "but without refund between the first step and the last step (the attempt ends there)"));
    open.entry("exclusion-0-from", {"Browse"})->trigger();
    CHECK(open.setup().exclusions[0].from == open.shop.browse);
    open.entry("exclusion-0-to", {"Check out"})->trigger();
    CHECK(open.setup().exclusions[0].to == open.shop.pay);
    open.entry("exclusion-0-action", {"(the customer is left out)"})->trigger();
    CHECK(open.setup().exclusions[0].action == "remove");
    open.word("exclusion-0-remove")->click();
    CHECK(open.setup().exclusions.empty());
    open.shop.document->undo();
    CHECK(open.setup().exclusions.size() == 1);
}

TEST_CASE("the rules stand in plain words beside the numbers") {
    Project project;
    const Shop shop;
    project = shop.document->project();
    Map map = *project.maps.find(shop.map);
    CHECK(ruleWords(project, map) == "In that order, other steps between allowed; no time limit; "
                                     "each customer once, by the best attempt.");
    map.funnel.windowMs = 2 * kDayMs;
    map.funnel.windowFrom = "previous";
    map.funnel.open = true;
    map.funnel.hold = {"product"};
    map.funnel.exclusions = {{{{"refund"}, {}}, shop.browse, {}, "remove"}};
    CHECK(ruleWords(project, map) ==
          "In that order, other steps between allowed; each step within 2 days of the one before; "
          "each customer once, by the best attempt; they may enter at any step; the same product "
          "in all steps; who did refund between Browse and the last step is left out.");
}
