// Several files dropped at once: one for each step of a funnel.
#include <catch2/catch.hpp>

#include <QCheckBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QTreeWidget>

#include "editor/dialogs/step_files_dialog.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

QString page(const char* name) {
    return QString::fromUtf8(CAIRN_TEST_DATA) + "/exports/one_file_a_step/" + name;
}

void drop(QWidget& target, const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    const QPoint middle = target.rect().center();
    QDragEnterEvent enters(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enters);
    REQUIRE(enters.isAccepted());
    QDropEvent dropped(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &dropped);
}

using Counts = std::vector<std::uint64_t>;

struct Steps {
    OpenWindow open;

    StepFilesDialog* dialog() {
        REQUIRE(eventually([&] { return open.window.importFlow().stepFiles() != nullptr; }));
        return open.window.importFlow().stepFiles();
    }
    QString text(const char* name) { return dialog()->findChild<QLabel*>(name)->text(); }
    QStringList names() {
        QStringList names;
        auto* list = dialog()->findChild<QTreeWidget*>("steps");
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            names << list->topLevelItem(row)->text(1) + u' ' + list->topLevelItem(row)->text(3);
        return names;
    }
    bool counts(const Counts& wanted) {
        return eventually([&] {
            const MapFindings* findings =
                open.session.document() ? open.document().findings() : nullptr;
            Counts counts;
            if (findings && findings->funnel)
                for (const StepResult& step : findings->funnel->steps)
                    counts.push_back(step.reached);
            return counts == wanted;
        });
    }
    QPushButton* button(const QString& text) {
        for (auto* found : open.window.findChildren<QPushButton*>())
            if (found->text() == text && !found->isHidden())
                return found;
        return nullptr;
    }
};

} // namespace

TEST_CASE("three files of pages dropped on a window become a map with a funnel without times") {
    Steps steps;
    drop(steps.open.window, {page("payment_page_table.csv"), page("search_page_table.csv"),
                             page("home_page_table.csv")});
    // 8 on the first page, 5 of them on the second, 2 of these on the third
    CHECK(steps.names() == QStringList{"home_page 8", "search_page 5", "payment_page 2"});
    CHECK(steps.text("step-gaps") ==
          "1 customer is in “payment_page” without being in “search_page”.");
    // The order is the person's: payment before search, and back again.
    auto* list = steps.dialog()->findChild<QTreeWidget*>("steps");
    list->setCurrentItem(list->topLevelItem(2));
    steps.dialog()->findChild<QPushButton*>("step-earlier")->click();
    CHECK(steps.names() == QStringList{"home_page 8", "payment_page 3", "search_page 2"});
    CHECK(steps.text("step-gaps") ==
          "3 customers are in “search_page” without being in “payment_page”.");
    steps.dialog()->findChild<QPushButton*>("step-later")->click();
    steps.dialog()->findChild<QPushButton*>("import")->click();
    REQUIRE(steps.counts({8, 5, 2}));
    const Document& document = steps.open.document();
    const Map& map = *document.project().maps.find(document.currentMap());
    CHECK_FALSE(map.funnel.windowMs);
    CHECK(document.findings()->timeless);
    const auto stages = stagesOf(document.project(), map.id);
    REQUIRE(stages.size() == 3);
    CHECK(stages[2]->title == "Payment page");
    const Dataset& dataset = *datasetsOf(document.project()).front();
    CHECK(dataset.name == "home_page_table.csv and 2 more");
    CHECK(dataset.source.size() == 3);
    CHECK_FALSE(dataset.firstEvent);
    // What needs times is not shown, and the rules say why.
    auto* views = steps.open.child<QTabBar>("funnel-views");
    REQUIRE(views);
    CHECK_FALSE(views->isTabVisible(1));
    CHECK_FALSE(views->isTabVisible(2));
    CHECK(steps.open.child<QLabel>("rule-words")->text().contains("no times"));
    CHECK_FALSE(steps.open.child<QLabel>("rule-words")->text().contains("within"));
}

TEST_CASE("ids of a funnel of files are kept when its tick is set, and not before") {
    for (const bool keep : {false, true}) {
        Steps steps;
        drop(steps.open.window, {page("home_page_table.csv"), page("search_page_table.csv")});
        if (keep)
            steps.dialog()->findChild<QCheckBox*>("keep-ids")->click();
        CHECK(steps.text("of-ids").contains(keep ? "Whoever gets this project file sees the ids"
                                                 : "not kept"));
        steps.open.click(steps.dialog()->findChild<QPushButton*>("import"));
        REQUIRE(steps.counts({8, 5}));
        const auto& datasets = steps.open.document().project().datasets;
        REQUIRE(datasets.size() == 1);
        bool read = false;
        steps.open.session.saver()->loadDataset(
            (*datasets.begin())->id,
            [&](const SharedContent& content) {
                CHECK(std::get<EventLog>(*content).ids.empty() != keep);
                read = true;
            },
            [](const Error& error) { FAIL(error.why()); });
        REQUIRE(eventually([&] { return read; }));
    }
}

TEST_CASE("two steps of one name cannot be imported, and the reason is told") {
    Steps steps;
    drop(steps.open.window, {page("search_page_table.csv"), page("home_page_table.csv")});
    auto* list = steps.dialog()->findChild<QTreeWidget*>("steps");
    list->topLevelItem(0)->setText(1, "search_page");
    CHECK_FALSE(steps.dialog()->findChild<QPushButton*>("import")->isEnabled());
    CHECK(steps.text("trouble").contains("two steps are called “search_page”"));
    list->topLevelItem(0)->setText(1, "Home");
    CHECK(steps.dialog()->findChild<QPushButton*>("import")->isEnabled());
}

TEST_CASE("a table of customers among the files is offered for joining when the steps are in") {
    Steps steps;
    REQUIRE(steps.open.blank());
    steps.open.window.openPaths(
        {page("user_table.csv"), page("search_page_table.csv"), page("home_page_table.csv")});
    steps.dialog()->findChild<QPushButton*>("import")->click();
    REQUIRE(eventually([&] { return steps.button("Join") != nullptr; }));
    steps.button("Join")->click();
    REQUIRE(eventually([&] {
        for (const Dataset* dataset : datasetsOf(steps.open.document().project()))
            for (const SourcePart& part : dataset->source)
                if (part.how == "join" && part.customers == 8)
                    return true;
        return false;
    }));
}

TEST_CASE("newer exports of all the pages are one click, and what changed is held against them") {
    Steps steps;
    steps.open.window.openPaths({page("search_page_table.csv"), page("home_page_table.csv")});
    steps.dialog()->findChild<QPushButton*>("import")->click();
    REQUIRE(steps.counts({8, 5}));
    const auto write = [&](const char* name, const QByteArray& text) {
        QFile file(steps.open.folder.file(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    };
    steps.open.window.openPaths(
        {write("search_page_table.csv", "user_id,page\n943143,search_page\n111,search_page\n"),
         write("home_page_table.csv", "user_id,page\n943143,home_page\n111,home_page\n")});
    REQUIRE(eventually([&] { return steps.button("Add it") != nullptr; }));
    steps.button("Add it")->click();
    REQUIRE(steps.counts({9, 7}));
    CHECK(datasetsOf(steps.open.document().project()).size() == 2);
    steps.open.document().undo();
    REQUIRE(steps.counts({8, 5}));
    // The very same files once more
    steps.open.window.openPaths({page("search_page_table.csv"), page("home_page_table.csv")});
    auto* bar = steps.open.child<MessageBar>("messageBar");
    REQUIRE(eventually([&] { return bar->text().contains("is the same export as in"); }));
}

TEST_CASE("files that are no steps are refused in words") {
    Steps steps;
    QFile log(steps.open.folder.file("log.csv"));
    REQUIRE(log.open(QIODevice::WriteOnly));
    log.write("user_id,event,timestamp\n1,a,2026-01-01\n1,b,2026-01-02\n");
    log.close();
    steps.open.window.openPaths({log.fileName(), page("home_page_table.csv")});
    auto* bar = steps.open.child<MessageBar>("messageBar");
    REQUIRE(eventually([&] {
        return bar->text() == "Several files at once must be one for each step of a funnel.";
    }));
    CHECK(steps.open.window.importFlow().stepFiles() == nullptr);
}
