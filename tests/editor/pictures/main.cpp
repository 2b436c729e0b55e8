// cairn-pictures FOLDER [WxH] [imports]: the window's pages as PNGs, in both themes. Look at them
// after a change of the look; the README's picture is one of them. Needs no screen.
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest/QTest>
#include <cstdio>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/folder_watcher.hpp"
#include "editor/panels/outline_delegate.hpp"
#include "editor/panels/panels.hpp"
#include "editor/panels/value_popups.hpp"
#include "editor/panels/why_view.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/command_palette.hpp"
#include "editor/window/compare_view.hpp"
#include "editor/window/find_bar.hpp"
#include "editor/window/guide.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/start_page.hpp"
#include "imports.hpp"
#include "render/fonts.hpp"

namespace {

constexpr int kPatienceMs = 20000;

class Pictures {
public:
    Pictures(QString folder, QSize size, cairn::Appearance::Mode mode)
        : m_folder(std::move(folder)), m_working(m_home.filePath("working")), m_session(m_working) {
        m_appearance.setMode(mode);
        m_theme = mode == cairn::Appearance::Mode::Dark ? "dark" : "light";
        if (QApplication::layoutDirection() == Qt::RightToLeft)
            m_theme += "-rtl"; // run with -reverse
        m_window = std::make_unique<cairn::MainWindow>(&m_session, &m_appearance);
        m_window->resize(size);
        m_window->show();
    }

    /// Only some of the screens, by the name of their group.
    void takeOnly(const QString& group) {
        if (group == "imports")
            takeImports([this](const QString& what, QWidget* widget) { take(what, widget); });
    }

    void takeAll() {
        (void)QTest::qWaitFor([&] { return m_window->startPage()->picturesReady(); }, kPatienceMs);
        take("start", m_window.get());
        takeSample();
        takeTabs();
        takeImport();
        takeTemplate();
        takeRemarks();
    }

private:
    void take(const QString& what, QWidget* widget) {
        QTest::qWait(500); // fonts, layouts, and the repaint after a zoom has come to rest
        const QString file = QStringLiteral("%1/%2-%3-%4x%5.png")
                                 .arg(m_folder, what, m_theme)
                                 .arg(m_window->width())
                                 .arg(m_window->height());
        if (!widget->grab().save(file))
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        std::printf("%s\n", qPrintable(file));
    }

    void takeSample() {
        m_session.openSample();
        (void)QTest::qWaitFor(
            [&] {
                const cairn::Document* document = m_session.document();
                return document && document->findings() && document->findings()->hasData;
            },
            kPatienceMs);
        const cairn::Document* document = m_session.document();
        if (!document) {
            std::fprintf(stderr, "the sample did not open: %s\n",
                         qPrintable(m_window->messageBar()->text()));
            return;
        }
        m_window->messageBar()->putAway();
        if (document->findings() && !document->findings()->pain.empty())
            m_session.document()->select({document->findings()->pain.front().element});
        take("sample", m_window.get());
        m_window->canvas()->setZoom(0.5, {}); // from the first sight: the corner stays
        take("sample-50", m_window.get());
        m_window->canvas()->zoomToFit();
        take("sample-whole", m_window.get());
        m_window->canvas()->zoomToActualSize();
        take("sample-100", m_window.get());
        m_window->actions().onlyMap->setChecked(true);
        QTest::qWait(50); // the canvas has its room
        m_window->canvas()->zoomToFit();
        take("map-alone", m_window.get());
        m_window->actions().onlyMap->setChecked(false);
        takeFinding();
    }

    /// The strip over the map, what a few letters find, and the keys.
    void takeFinding() {
        const cairn::WindowActions& actions = m_window->actions();
        actions.replaceText->trigger();
        m_window->findChild<QLineEdit*>("find-words")->setText("payment");
        m_window->findBar()->next();
        take("find", m_window.get());
        m_window->findBar()->close();
        auto* palette = m_window->findChild<cairn::CommandPalette*>();
        actions.find->trigger();
        palette->field()->setText("sh");
        take("palette", palette);
        palette->hide();
        actions.shortcuts->setChecked(true);
        take("shortcuts", m_window.get());
        actions.shortcuts->setChecked(false);
        auto* outline = m_window->outline()->tree();
        const auto openFirst = [&](cairn::OutlineRow kind) {
            for (QTreeWidgetItemIterator it(outline); *it; ++it)
                if ((*it)->data(0, cairn::kFoldRole).toBool() &&
                    (*it)->data(0, cairn::kRowKindRole).toInt() == int(kind)) {
                    (*it)->setExpanded(true);
                    return;
                }
        };
        openFirst(cairn::OutlineRow::Map);
        openFirst(cairn::OutlineRow::Stage);
        outline->setFocus(Qt::TabFocusReason);
        take("outline", m_window->outline());
    }

    /// An edit of the map's rules, and the numbers that follow it.
    void ask(const std::function<void(cairn::Map&)>& change) {
        cairn::Document* document = m_session.document();
        document->edit("show", [&](cairn::Project project) {
            cairn::Map map = *project.maps.find(document->currentMap());
            change(map);
            return cairn::put(std::move(project), std::move(map));
        });
        (void)QTest::qWaitFor([&] { return !m_session.findings()->busy(); }, kPatienceMs);
    }

    void takeTab(const char* name, cairn::InsightsDrawer::Tab tab, cairn::Subject subject) {
        m_window->drawer()->showTab(tab);
        (void)QTest::qWaitFor(
            [&] { return m_session.questions()->state(subject).answer.index() != 0; }, kPatienceMs);
        take(name, m_window.get());
    }

    /// What opens under a word: a menu of rules, two days, a number.
    void takePopups() {
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

    void takeTabs() {
        using Tab = cairn::InsightsDrawer::Tab;
        if (!m_session.document())
            return;
        const cairn::Project& project = m_session.document()->project();
        const cairn::FunnelSetup usual =
            project.maps.find(m_session.document()->currentMap())->funnel;
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
        m_window->drawer()->showTab(Tab::Funnel);
    }

    void click(const QString& text) {
        for (auto* button : m_window->findChildren<QPushButton*>())
            if (button->text() == text && !button->isHidden()) {
                button->click();
                return;
            }
        std::fprintf(stderr, "no button %s\n", qPrintable(text));
    }

    /// A newer export by one click, what changed, and what is asked before it is forgotten.
    void takeAgain() {
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
        (void)QTest::qWaitFor([&] { return !m_window->messageBar()->text().isEmpty(); },
                              kPatienceMs);
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
        m_window->watcher().setOn(false);
        m_window->resize(m_window->width(), m_window->height() - 500);
        m_session.document()->undo();
        (void)QTest::qWaitFor([&] { return !m_window->findChild<QWidget*>("changesList"); },
                              kPatienceMs);
    }

    void takeImport() {
        const QString csv = m_home.filePath("shop-events.csv");
        QFile::copy(":/sample/shop-events.csv", csv);
        m_window->importFlow().start(
            csv); // the sample's own kind would be offered as a newer export
        cairn::ImportPreview* preview = m_window->importFlow().preview();
        if (!preview)
            return;
        (void)QTest::qWaitFor([&] { return !preview->sentence().isEmpty(); }, kPatienceMs);
        QTest::qWait(1500); // the suggestions of bindings
        take("import", preview);
        preview->reject();
        takeOnly("imports");
    }

    /// Comments, tags, a filter, a future beside the present, a brand, high contrast.
    void takeRemarks() {
        using namespace cairn;
        const Document* last = m_session.document();
        m_session.openSample();
        (void)QTest::qWaitFor(
            [&] { return m_session.document() != last && m_session.document() != nullptr; },
            kPatienceMs);
        Document* document = m_session.document();
        if (!document || document == last)
            return;
        const MapId map = document->currentMap();
        const auto touchpoint = [&]() -> const Card* {
            for (const Card* card : cardsOf(document->project(), map))
                if (card->kind == CardKind::Touchpoint)
                    return card;
            return nullptr;
        };
        const CardId on = touchpoint()->id;
        document->edit("remark", [&](Project p) {
            Card card = *p.cards.find(on);
            card.tags = {"quick win", "legal"};
            p = addTag(std::move(p), TagId{901}, "quick win");
            p = addTag(std::move(p), TagId{902}, "legal");
            p = put(std::move(p), card);
            p = addComment(std::move(p), CommentId{911}, map, on, "Lena",
                           "Is this still true since the new checkout?", 1718000000000);
            p = addComment(std::move(p), CommentId{912}, map, on, "Jonas", "Yes, I asked support.",
                           1718090000000);
            Comment done = *p.comments.find(CommentId{912});
            done.resolved = true;
            return put(std::move(p), done);
        });
        m_window->actions().drawer->setChecked(false);
        document->select({on});
        m_window->canvas()->revealElement(on);
        take("remarks", m_window.get());
        CardFilter filter;
        filter.tags = {"quick win"};
        m_window->canvas()->setFilter(filter);
        take("filter", m_window.get());
        m_window->canvas()->setFilter({});
        document->select({});
        take("brand", m_window.get());
        m_window->actions().futureOf->trigger();
        document->edit("change", [&](Project p) {
            const auto cards = cardsOf(p, document->currentMap());
            const ElementId gone = cards[1]->id;
            Card changed = *cards[0];
            changed.text = "Finds us through a friend";
            p = put(std::move(p), changed);
            return removeElements(std::move(p), {&gone, 1});
        });
        m_window->actions().compare->trigger();
        take("compare", m_window.get());
        m_window->compareView()->close();
        document->setCurrentMap(map);
        const auto mode = m_appearance.mode();
        m_appearance.setMode(mode == Appearance::Mode::Dark ? Appearance::Mode::ContrastDark
                                                            : Appearance::Mode::Contrast);
        take("contrast", m_window.get());
        m_appearance.setMode(mode);
        m_window->actions().drawer->setChecked(true);
    }

    void takeTemplate() {
        m_session.newBlank("A map of my own");
        (void)QTest::qWaitFor([&] { return m_window->windowTitle().startsWith("A map"); },
                              kPatienceMs);
        take("blank", m_window.get());
        m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Paths);
        take("blank-paths", m_window.get());
        m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Funnel);
        m_window->guide()->begin();
        m_window->guide()->skip();
        m_window->guide()->skip();
        take("guide", m_window.get());
        m_window->guide()->close();
    }

    QString m_folder, m_theme;
    QTemporaryDir m_home;
    QString m_working;
    cairn::Appearance m_appearance;
    cairn::Session m_session;
    std::unique_ptr<cairn::MainWindow> m_window;
};

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(folder, home.path().toLocal8Bit());
    QApplication app(argc, argv);
    QApplication::setOrganizationName("Cairn");
    QApplication::setApplicationName("Cairn");
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: cairn-pictures FOLDER [WxH]\n");
        return 1;
    }
    QSize size(1280, 800);
    if (arguments.size() > 2) {
        const QStringList parts = arguments[2].split('x');
        if (parts.size() == 2)
            size = {parts[0].toInt(), parts[1].toInt()};
    }
    QDir().mkpath(arguments[1]);
    cairn::loadFonts();
    for (const auto mode : {cairn::Appearance::Mode::Light, cairn::Appearance::Mode::Dark})
        if (arguments.size() > 3)
            Pictures(arguments[1], size, mode).takeOnly(arguments[3]);
        else
            Pictures(arguments[1], size, mode).takeAll();
    return 0;
}
