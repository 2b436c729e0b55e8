// What hands, eyes and keyboards need of every widget of the window: large enough, seen when the
// keyboard is there, and with a name.
#include <catch2/catch.hpp>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTreeWidget>
#include <algorithm>
#include <cmath>
#include <set>

#include "editor/window/find_bar.hpp"
#include "editor/window/shortcuts_page.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr int kTarget = 24;

/// The sample with every panel open, and the tabs of the drawer one after another.
struct Everything : OpenWindow {
    Everything() {
        session.openSample();
        REQUIRE(eventually([this] {
            return session.document() && session.document()->findings() &&
                   session.document()->findings()->hasData;
        }));
        window.resize(1600, 1000);
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        window.actions().findText->trigger();
        window.actions().replaceText->trigger();
        window.actions().shortcuts->setChecked(true);
        document().select({document().findings()->pain.front().element});
        QTest::qWait(50);
    }
    template <class F> void onEveryTab(F&& f) {
        for (QAction* tab :
             {window.actions().showFunnel, window.actions().showPain, window.actions().showPaths,
              window.actions().showRetention, window.actions().showTrends,
              window.actions().showTouchpoints, window.actions().showData}) {
            tab->trigger();
            QTest::qWait(120);
            f(tab->text().toStdString());
        }
    }
    QList<QWidget*> shown() {
        QList<QWidget*> widgets;
        for (QWidget* widget : window.findChildren<QWidget*>())
            if (widget->isVisible() && widget->window() == &window)
                widgets << widget;
        return widgets;
    }
};

bool isClicked(const QWidget* widget) {
    if (!widget->isEnabled() || widget->testAttribute(Qt::WA_TransparentForMouseEvents))
        return false;
    // The little cross within a field is part of the field's own target.
    if (qobject_cast<QLineEdit*>(widget->parentWidget()))
        return false;
    const auto* field = qobject_cast<const QLineEdit*>(widget);
    if (field && qobject_cast<QAbstractSpinBox*>(widget->parentWidget()))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || field ||
           qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget);
}

std::string told(const QWidget* widget) {
    QString path = widget->metaObject()->className();
    path += " \"" + widget->objectName() + "\" ";
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        path += button->text();
    path += " " + widget->accessibleName();
    for (const QWidget* up = widget->parentWidget(); up; up = up->parentWidget())
        if (!up->objectName().isEmpty() && !up->objectName().startsWith("qt_")) {
            path += " in " + up->objectName();
            break;
        }
    return path.toStdString();
}

} // namespace

TEST_CASE("everything that is clicked is at least 24 pixels wide and high") {
    Everything open;
    std::set<std::string> small;
    const auto check = [&](QWidget* widget, const QSize& size) {
        if (size.width() < kTarget || size.height() < kTarget)
            small.insert(told(widget) + ": " + std::to_string(size.width()) + " x " +
                         std::to_string(size.height()));
    };
    open.onEveryTab([&](const std::string&) {
        for (QWidget* widget : open.shown()) {
            if (isClicked(widget))
                check(widget, widget->size());
            if (const auto* tabs = qobject_cast<QTabBar*>(widget))
                for (int i = 0; i < tabs->count(); ++i)
                    check(widget, tabs->tabRect(i).size());
            if (auto* view = qobject_cast<QAbstractItemView*>(widget);
                view && view->model() && view->model()->rowCount() > 0)
                if (const QRect row = view->visualRect(view->model()->index(0, 0)); !row.isEmpty())
                    check(widget, {kTarget, row.height()});
        }
    });
    for (const std::string& one : small)
        UNSCOPED_INFO(one);
    CHECK(small.empty());
}

TEST_CASE("what is clicked on the map is 24 pixels large at 100 %, or has 24 pixels to itself") {
    Everything open;
    std::vector<Region> clicked;
    for (const Region& region : open.window.canvas()->displayList().regions)
        // A badge and a figure only tell; a connector is as thin as its line and has the keyboard.
        if (region.kind != RegionKind::CardBadge && region.kind != RegionKind::Link &&
            region.kind != RegionKind::MapKind && region.kind != RegionKind::FunnelBar &&
            region.kind != RegionKind::DropOff)
            clicked.push_back(region);
    REQUIRE(clicked.size() > 50);
    // WCAG 2.2, target size: a circle of 24 pixels in its middle meets no other target.
    const auto hasRoom = [&](const Region& one) {
        const PointF c = one.rect.centre();
        return std::none_of(clicked.begin(), clicked.end(), [&](const Region& other) {
            if (&other == &one || other.kind == RegionKind::Cell)
                return false;
            const double dx = std::max({0.0, other.rect.x - c.x, c.x - other.rect.right()});
            const double dy = std::max({0.0, other.rect.y - c.y, c.y - other.rect.bottom()});
            return std::hypot(dx, dy) < kTarget / 2.0;
        });
    };
    std::set<std::string> small;
    for (const Region& region : clicked)
        if ((region.rect.width < kTarget || region.rect.height < kTarget) && !hasRoom(region))
            small.insert(std::to_string(int(region.kind)) + ": " +
                         std::to_string(region.rect.width) + " x " +
                         std::to_string(region.rect.height));
    for (const std::string& one : small)
        UNSCOPED_INFO(one);
    CHECK(small.empty());
}

TEST_CASE("whatever takes the keyboard shows that it has it, in light and in dark") {
    Everything open;
    std::set<std::string> unseen;
    for (const auto mode : {Appearance::Mode::Light, Appearance::Mode::Dark}) {
        open.appearance.setMode(mode);
        open.onEveryTab([&](const std::string&) {
            for (QWidget* widget : open.shown()) {
                if (!widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) ||
                    widget->focusProxy() || widget->visibleRegion().isEmpty())
                    continue; // what is scrolled away comes into sight with Tab
                open.window.topBar()->titleField()->setFocus();
                if (widget == open.window.topBar()->titleField())
                    continue;
                QTest::qWait(1);
                const QRect area(widget->mapTo(&open.window, QPoint(-3, -3)),
                                 widget->size() + QSize(6, 6));
                const QImage without = open.window.grab(area).toImage();
                widget->setFocus(Qt::TabFocusReason);
                QTest::qWait(1);
                if (!widget->hasFocus())
                    continue; // hidden by what the focus brought about
                if (open.window.grab(area).toImage() == without)
                    unseen.insert(told(widget));
            }
        });
    }
    open.appearance.setMode(Appearance::Mode::System);
    for (const std::string& one : unseen)
        UNSCOPED_INFO(one);
    CHECK(unseen.empty());
}

TEST_CASE("everything that is clicked has a name for screen readers") {
    Everything open;
    std::set<std::string> nameless;
    open.onEveryTab([&](const std::string&) {
        for (QWidget* widget : open.shown())
            if (isClicked(widget) || (widget->focusPolicy() & Qt::TabFocus))
                if (QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
                    !interface || interface->text(QAccessible::Name).isEmpty())
                    nameless.insert(told(widget));
    });
    for (const std::string& one : nameless)
        UNSCOPED_INFO(one);
    CHECK(nameless.empty());
}

TEST_CASE("every action can be found by its words, so none needs the mouse") {
    OpenWindow open;
    REQUIRE(open.blank());
    std::set<QAction*> listed;
    for (QTreeWidgetItemIterator it(open.window.shortcutsPage()->tree()); *it; ++it)
        listed.insert((*it)->data(0, Qt::UserRole).value<QAction*>());
    for (QAction* action : open.window.actions().all()) {
        INFO(action->text().toStdString());
        CHECK(listed.contains(action));
        CHECK(!action->associatedObjects().isEmpty()); // its keys are heard
    }
}
