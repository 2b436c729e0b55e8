// What the window does with its drawer: keys, room, files.
#include <catch2/catch.hpp>

#include <QFile>
#include <QSettings>
#include <QSplitter>

#include "editor/panels/chart_view.hpp"
#include "editor/panels/funnel_chart.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

TEST_CASE("a chart goes to a file under a name that is asked for, and a list as CSV") {
    OpenWindow open;
    open.session.openSample();
    REQUIRE(eventually([&] {
        return open.session.document() && open.document().findings() &&
               open.document().findings()->hasData;
    }));
    const auto bytesOf = [&](const QString& name, const ChartExport& what) {
        const QString path = open.folder.file(name);
        open.answerSaveWith(path);
        emit open.window.drawer()->exportRequested(what);
        QByteArray bytes;
        (void)eventually([&] {
            QFile file(path);
            bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            return !bytes.isEmpty();
        });
        return bytes;
    };
    auto* chart = open.window.drawer()->findChild<FunnelChart*>();
    REQUIRE_FALSE(chart->list().items.empty());
    const ChartExport png{ChartExport::Kind::Png, "Funnel", chart->list(), {}};
    CHECK(bytesOf("funnel.png", png).startsWith("\x89PNG"));
    CHECK(bytesOf("funnel.pdf", {ChartExport::Kind::Pdf, "Funnel", chart->list(), {}})
              .startsWith("%PDF"));
    CHECK(bytesOf("list.csv", {ChartExport::Kind::Csv, "List", {}, [] {
                                   return QByteArray("No.\r\n1\r\n");
                               }}) == "No.\r\n1\r\n");
}

TEST_CASE("every tab of the drawer has a key and a place in the palette") {
    OpenWindow open;
    REQUIRE(open.blank());
    const WindowActions& a = open.window.actions();
    using Tab = InsightsDrawer::Tab;
    a.drawer->setChecked(false);
    for (const auto& [action, tab] :
         {std::pair(a.showPaths, Tab::Paths), std::pair(a.showRetention, Tab::Retention),
          std::pair(a.showTrends, Tab::Trends), std::pair(a.showTouchpoints, Tab::Touchpoints),
          std::pair(a.showData, Tab::Data), std::pair(a.showPain, Tab::PainPoints),
          std::pair(a.showFunnel, Tab::Funnel)}) {
        CHECK(a.all().contains(action));
        CHECK_FALSE(action->shortcut().isEmpty());
        action->trigger();
        CHECK(open.window.drawer()->currentTab() == tab);
        CHECK(open.window.drawer()->isVisible());
    }
}

TEST_CASE("an empty drawer leaves its room to the map until there are numbers") {
    OpenWindow open;
    REQUIRE(open.blank());
    REQUIRE(eventually([&] { return open.window.drawer()->height() < 200; }));
    open.session.openSample();
    CHECK(eventually([&] { return open.window.drawer()->height() > 280; }));
}

TEST_CASE("the drawer's height is kept for the next window, also when a blank map came between") {
    const auto heightOf = [](OpenWindow& open) {
        open.session.openSample();
        REQUIRE(eventually([&] {
            return open.session.document() && open.document().findings() &&
                   open.document().findings()->hasData && open.window.drawer()->height() > 280;
        }));
        return open.window.drawer()->height();
    };
    {
        OpenWindow first;
        (void)heightOf(first);
        QSplitter* down = nullptr;
        for (auto* splitter : first.window.findChildren<QSplitter*>())
            if (splitter->widget(1) == first.window.drawer())
                down = splitter;
        REQUIRE(down);
        down->setSizes({down->height() - 451, 450});
        REQUIRE(eventually([&] { return first.window.drawer()->height() == 450; }));
        first.window.close();
        REQUIRE(eventually([&] { return !first.window.isVisible(); }));
    }
    {
        OpenWindow between;
        REQUIRE(between.blank());
        REQUIRE(eventually([&] { return between.window.drawer()->height() < 200; }));
        between.window.close();
        REQUIRE(eventually([&] { return !between.window.isVisible(); }));
    }
    OpenWindow again;
    CHECK(heightOf(again) == 450);
    QSettings().remove("window"); // other windows begin as they would
}

TEST_CASE("a PDF with the charts has pages behind the map") {
    OpenWindow open;
    open.session.openSample();
    REQUIRE(eventually([&] {
        return open.session.document() && open.document().findings() &&
               open.document().findings()->hasData;
    }));
    const auto pages = [&](bool charts, const QString& name) {
        open.window.actions().pdfCharts->setChecked(charts);
        const QString path = open.folder.file(name);
        open.window.exportFlow().write(ExportKind::PdfA4, open.document(), path, false);
        QByteArray bytes;
        (void)eventually([&] {
            QFile file(path);
            bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            return !bytes.isEmpty();
        });
        return bytes.count("/Type /Page\n") + bytes.count("/Type /Page/");
    };
    CHECK(pages(false, "map.pdf") == 1);
    CHECK(pages(true, "charts.pdf") > 2);
}
