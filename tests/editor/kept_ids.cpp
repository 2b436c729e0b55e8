// The choice to keep customers' ids: asked for in the preview, seen behind a number, forgotten.
#include <catch2/catch.hpp>

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QTreeView>

#include "editor/dataset_facts.hpp"
#include "editor/panels/people_list.hpp"
#include "editor/panels/why_view.hpp"
#include "editor/window/message_bar.hpp"
#include "preview_fixture.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr auto kEvents = "customer,event,time\n"
                         "a@x.nl,look,2024-03-01T10:00:00Z\n"
                         "a@x.nl,buy,2024-03-01T10:09:00Z\n"
                         "b@x.nl,look,2024-03-01T11:00:00Z\n"
                         "c@x.nl,look,2024-03-02T09:00:00Z\n"
                         "c@x.nl,buy,2024-03-02T09:30:00Z\n";

QString textOf(const Preview& preview, const char* name) {
    return preview.dialog->findChild<QLabel*>(name)->text();
}

/// A shop in a file of its own, whose events are on its first two stages.
struct ShopWithIds {
    OpenWindow open;
    QString project;

    explicit ShopWithIds(bool keep) {
        REQUIRE(open.blank());
        QFile file(open.folder.file("orders.csv"));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(kEvents);
        file.close();
        ImportPlan plan = proposePlan(sniffCsv(toPath(file.fileName())));
        plan.keepIds = keep;
        ImportResult result = importFile(toPath(file.fileName()), plan, usualImportOptions());
        const auto stages = stagesOf(open.document().project(), open.document().currentMap());
        open.session.adoptImport("orders.csv", {}, plan, std::move(result),
                                 {{stages[0]->id, EventBinding{{"look"}, {}}},
                                  {stages[1]->id, EventBinding{{"buy"}, {}}}});
        project = open.folder.file("shop.cairn");
        open.session.saveAs(project);
        REQUIRE(saved());
        REQUIRE(counts(3));
    }
    bool counts(std::uint64_t customers) {
        return eventually([&] {
            const MapFindings* findings = open.document().findings();
            return findings && findings->funnel &&
                   findings->funnel->steps.front().reached == customers;
        });
    }
    bool saved() {
        return eventually([&] {
            return open.session.filePath() == project &&
                   open.session.saver()->state() == SaveState::Saved;
        });
    }
    bool fileHolds(const QByteArray& bytes) const {
        QFile file(project);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    }
    /// Those who came to the first step.
    PeopleList& people(int customers) {
        auto* view = open.window.findChild<WhyView*>();
        view->open({}, {});
        REQUIRE(eventually([&] {
            return !view->list()->isHidden() && view->list()->model()->rowCount() == customers;
        }));
        return *view->list();
    }
    QPushButton* button(const QString& text) {
        for (auto* found : open.window.findChildren<QPushButton*>())
            if (found->text() == text && !found->isHidden())
                return found;
        return nullptr;
    }
    void click(const QString& text) {
        INFO(text.toStdString());
        REQUIRE(eventually([&] { return button(text) != nullptr; }));
        button(text)->click();
    }
};

QStringList headerOf(const PeopleModel& model) {
    QStringList header;
    for (int i = 0; i < model.columnCount(); ++i)
        header << model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
    return header;
}

} // namespace

TEST_CASE("the preview keeps no ids unless the tick is set, and then says what it means") {
    const Preview preview(kEvents);
    auto* keep = preview.dialog->findChild<QCheckBox*>("keep-ids");
    REQUIRE(keep->isVisibleTo(preview.dialog.get()));
    CHECK_FALSE(keep->isChecked());
    CHECK_FALSE(preview.dialog->plan().keepIds);
    CHECK(textOf(preview, "of-ids").contains("not kept"));
    keep->click();
    CHECK(preview.dialog->plan().keepIds);
    CHECK(textOf(preview, "of-ids").contains("Whoever gets this project file sees the ids"));
    CHECK(keep->accessibleDescription() == textOf(preview, "of-ids"));
    CHECK(preview.importable());
    const Preview again(kEvents, "shop-2.csv", planToJson(preview.dialog->plan()));
    CHECK(again.dialog->findChild<QCheckBox*>("keep-ids")->isChecked());
    CHECK(textOf(again, "of-ids").contains("Whoever gets"));
    keep->click();
    CHECK_FALSE(preview.dialog->plan().keepIds);
    preview.dialog->setRole(0, ColumnRole::Ignore);
    CHECK_FALSE(keep->isVisibleTo(preview.dialog.get())); // nothing says who it was
}

TEST_CASE("of a survey no ids can be kept, and what is said of words follows the tick") {
    const Preview preview("Timestamp,How likely are you to recommend us? (0-10),Why?\n"
                          "2024-03-01 10:00:00,9,It was quick and the people are friendly\n"
                          "2024-03-02 10:00:00,3,I waited for a week and nobody could tell why\n"
                          "2024-03-03 10:00:00,10,Everything went well this time again\n");
    REQUIRE(preview.dialog->plan().kind == TableKind::Feedback);
    for (const char* part : {"keep-ids", "of-ids"})
        CHECK_FALSE(preview.dialog->findChild<QWidget*>(part)->isVisibleTo(preview.dialog.get()));
    CHECK(preview.dialog->sentence().contains("counted, not kept"));
    preview.dialog->findChild<QCheckBox*>("keep-words")->click();
    CHECK(preview.dialog->sentence().contains("are kept"));
    CHECK_FALSE(preview.dialog->sentence().contains("only when"));
}

TEST_CASE("the list behind a number has the ids when they are kept, also as CSV and copied") {
    ShopWithIds shop(true);
    PeopleList& list = shop.people(3);
    const PeopleModel& model = *list.model();
    REQUIRE(headerOf(model).mid(0, 2) == QStringList{"No.", "Customer"});
    CHECK(model.index(2, 1).data().toString() == "c@x.nl");
    const QByteArray csv = model.csv()();
    CHECK(csv.startsWith("No.,Customer,"));
    CHECK(csv.contains("\r\n1,a@x.nl,2024-03-01T10:00:00Z,2024-03-01T10:09:00Z,"));
    auto* view = list.findChild<QTreeView*>("people");
    view->setCurrentIndex(model.index(1, 1));
    view->actions().front()->trigger();
    CHECK(QGuiApplication::clipboard()->text().startsWith("2\tb@x.nl\t"));
    CHECK(shop.fileHolds("b@x.nl"));
}

TEST_CASE(
    "a newer export of data that keep ids says that they go on being kept, before it is added") {
    for (const bool keep : {true, false}) {
        ShopWithIds shop(keep);
        QFile file(shop.open.folder.file("orders-04.csv"));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(kEvents) + "d@x.nl,look,2024-04-02T09:00:00Z\n");
        file.close();
        shop.open.window.openPath(file.fileName());
        auto* bar = shop.open.window.findChild<MessageBar*>("messageBar");
        REQUIRE(eventually([&] { return bar->text().contains("newer export"); }));
        bool said = false;
        for (auto* label : bar->findChildren<QLabel*>())
            said = said || label->text().contains("ids are kept, as before; “Forget all ids”");
        CHECK(said == keep);
    }
}

TEST_CASE("the list behind a number has numbers alone when ids are not kept") {
    ShopWithIds shop(false);
    const PeopleModel& model = *shop.people(3).model();
    CHECK_FALSE(headerOf(model).contains("Customer"));
    CHECK(model.csv()().contains("\r\n1,2024-03-01T10:00:00Z,"));
    CHECK(shop.open.window.findChild<QWidget*>("forget-this")->isHidden());
    CHECK(shop.open.window.findChild<QWidget*>("forgetIds") == nullptr);
    CHECK_FALSE(shop.fileHolds("b@x.nl"));
}

TEST_CASE("a customer is forgotten from the list, without typing") {
    ShopWithIds shop(true);
    PeopleList& list = shop.people(3);
    list.findChild<QTreeView*>("people")->setCurrentIndex(list.model()->index(1, 1));
    auto* forget = list.findChild<QWidget*>("forget-this");
    REQUIRE_FALSE(forget->isHidden());
    for (auto* button : forget->findChildren<QPushButton*>())
        if (button->text() == "Forget for good")
            button->click();
    REQUIRE(shop.counts(2));
    REQUIRE(shop.saved());
    CHECK_FALSE(shop.fileHolds("b@x.nl"));
    CHECK(shop.fileHolds("c@x.nl"));
    CHECK(shop.people(2).model()->index(1, 1).data().toString() == "c@x.nl");
}

TEST_CASE("all ids are forgotten from the Data tab, and the customers stay") {
    ShopWithIds shop(true);
    REQUIRE(shop.fileHolds("a@x.nl"));
    shop.click("Forget all ids…");
    shop.click("Forget the ids for good");
    REQUIRE(eventually([&] {
        return shop.open.window.findChild<MessageBar*>("messageBar")
            ->text()
            .contains("No id of a customer is left");
    }));
    REQUIRE(shop.saved());
    CHECK_FALSE(shop.fileHolds("a@x.nl"));
    CHECK_FALSE(shop.open.document().readOnly());
    REQUIRE(shop.counts(3));
    CHECK_FALSE(headerOf(*shop.people(3).model()).contains("Customer"));
    CHECK(eventually([&] { return shop.button("Forget all ids…") == nullptr; }));
    shop.open.document().undo(); // the import
    shop.open.document().redo();
    REQUIRE(shop.counts(3));
    REQUIRE(shop.saved());
    CHECK_FALSE(shop.fileHolds("a@x.nl"));
}

TEST_CASE("forgetting can be stopped, and then nothing is taken out") {
    ShopWithIds shop(true);
    QObject::connect(&shop.open.session, &Session::working, &shop.open.session,
                     [](const QString&, Job* job) { job->cancel(); });
    shop.open.session.forgetCustomer("a@x.nl");
    REQUIRE(eventually([&] {
        return shop.open.window.findChild<MessageBar*>("messageBar")
            ->text()
            .contains("nothing was taken out");
    }));
    CHECK_FALSE(shop.open.document().readOnly());
    REQUIRE(shop.saved());
    CHECK(shop.fileHolds("a@x.nl"));
    REQUIRE(shop.counts(3));
}
