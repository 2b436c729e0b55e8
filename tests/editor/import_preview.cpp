#include <catch2/catch.hpp>

#include <QLineEdit>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "editor/dialogs/import_bindings.hpp"
#include "preview_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// Three customers; the last row has no time. Worked out by hand: 7 rows, 1 not usable.
constexpr auto kEvents = "user_id,event,timestamp,platform,email\n"
                         "u1,catalog,2024-01-04T10:00:00Z,mobile,a@example.org\n"
                         "u1,add_to_cart,2024-01-04T10:05:00Z,mobile,a@example.org\n"
                         "u1,purchase,2024-01-04T10:15:00Z,mobile,a@example.org\n"
                         "u2,catalog,2024-01-05T09:00:00Z,desktop,b@example.org\n"
                         "u2,purchase,2024-01-05T09:30:00Z,desktop,b@example.org\n"
                         "u3,catalog,2024-01-06T08:00:00Z,tablet,c@example.org\n"
                         "u3,catalog,never,tablet,c@example.org\n";

} // namespace

TEST_CASE("a small log of events is understood in one sentence") {
    const Preview preview(kEvents);
    CHECK(preview.role("user_id") == ColumnRole::Unit);
    CHECK(preview.role("event") == ColumnRole::Event);
    CHECK(preview.role("timestamp") == ColumnRole::Time);
    CHECK(preview.role("platform") == ColumnRole::Property);
    CHECK(preview.role("email") == ColumnRole::Ignore);
    const QString sentence = preview.dialog->sentence();
    for (const char* part : {"“user_id”", "“event”", "“timestamp”", "platform"})
        CHECK(sentence.contains(QString::fromUtf8(part)));
    CHECK_FALSE(sentence.contains("email"));
    CHECK(preview.importable());
}

TEST_CASE("another meaning of a column changes the sentence, and a missing one is named") {
    const Preview preview(kEvents);
    preview.dialog->setRole(3, ColumnRole::Ignore);
    CHECK_FALSE(preview.dialog->sentence().contains("platform"));
    CHECK(preview.importable());
    preview.dialog->setRole(2, ColumnRole::Ignore);
    CHECK_FALSE(preview.importable());
    CHECK_FALSE(preview.trouble().isEmpty());
    preview.dialog->setRole(2, ColumnRole::Time);
    CHECK(preview.importable());
    CHECK(preview.dialog->sentence().contains(QString::fromUtf8("“timestamp”")));
}

TEST_CASE("a column's chooser gives it its role") {
    const Preview preview(kEvents);
    auto* chooser = preview.dialog->findChild<QComboBox*>("role-3");
    REQUIRE(chooser);
    CHECK(chooser->currentText() == "Property");
    const int leaveOut = chooser->findText("Leave out");
    chooser->setCurrentIndex(leaveOut);
    emit chooser->activated(leaveOut);
    CHECK(preview.role("platform") == ColumnRole::Ignore);
}

TEST_CASE("stages are bound to the events of their name and the rest is listed") {
    const Preview preview(kEvents);
    auto* bindings = preview.dialog->findChild<ImportBindings*>();
    const auto wanted = bindings->bindings();
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[0] == std::pair(ElementId(preview.catalog), EventBinding{{"catalog"}, {}}));
    CHECK(wanted[1] == std::pair(ElementId(preview.purchase), EventBinding{{"purchase"}, {}}));
    CHECK(bindings->unmatchedText().contains("add_to_cart"));
    QComboBox* chooser = bindings->chooserOf(preview.catalog);
    chooser->setCurrentIndex(chooser->findText("add_to_cart"));
    CHECK(bindings->bindings()[0].second.events == std::vector<std::string>{"add_to_cart"});
    CHECK_FALSE(bindings->unmatchedText().contains("add_to_cart"));
}

TEST_CASE("Import reads the file and hands over plan, content and bindings") {
    const Preview preview(kEvents);
    QSignalSpy done(preview.dialog.get(), &QDialog::accepted);
    QTest::mouseClick(preview.dialog->findChild<QPushButton*>("import"), Qt::LeftButton);
    REQUIRE(done.wait(10000));
    const ImportOutcome& outcome = preview.dialog->outcome();
    CHECK(outcome.datasetName == "shop.csv");
    CHECK(outcome.result.rows == 7);
    CHECK(outcome.result.skipped == 1);
    CHECK(outcome.result.units == 3);
    CHECK(outcome.bindings.size() == 2);
}

TEST_CASE("a shop's funnel on its side is told with its steps, which stages can be bound to") {
    const Preview preview("Plan,Catalog,Basket,Purchase\nFree,1000,400,60\nPro,200,150,45\n");
    CHECK(preview.role("Basket") == ColumnRole::StepCount);
    CHECK(preview.role("Plan") == ColumnRole::Segment);
    CHECK(preview.dialog->sentence().contains(
        QString::fromUtf8("the columns “Catalog”, “Basket”, “Purchase” are the steps")));
    CHECK(preview.importable());
    const auto wanted = preview.dialog->findChild<ImportBindings*>()->bindings();
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[1] == std::pair(ElementId(preview.purchase), EventBinding{{"Purchase"}, {}}));
}

TEST_CASE("a numbered step is bound by the name that the import gives it") {
    const Preview preview("Step,Active users,Completion rate\n1. catalog,\"20,000\",10%\n"
                          "2. purchase,\"2,000\",\nGrand total,\"22,000\",\n");
    const auto* bindings = preview.dialog->findChild<ImportBindings*>();
    const auto wanted = bindings->bindings();
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[0] == std::pair(ElementId(preview.catalog), EventBinding{{"catalog"}, {}}));
    CHECK_FALSE(bindings->unmatchedText().contains("total"));
}

TEST_CASE("columns with times are told by the events they are, and a chooser lets go of one") {
    const Preview preview("user_id,catalog_at,purchase_at\nu1,2024-01-04 10:00,2024-01-04 10:15\n"
                          "u2,2024-01-05 09:00,\n");
    CHECK(preview.dialog->sentence().contains(QString::fromUtf8("“catalog”, “purchase”")));
    REQUIRE(preview.dialog->findChild<ImportBindings*>()->bindings().size() == 2);
    preview.dialog->setRole(2, ColumnRole::Ignore);
    CHECK_FALSE(preview.dialog->sentence().contains("purchase"));
    CHECK(preview.importable());
}

TEST_CASE("a file without steps says what it is, until a person says what its columns mean") {
    const Preview preview("date,revenue\n2024-04-01,0.5\n2024-04-02,12.5\n2024-04-03,7.25\n");
    CHECK_FALSE(preview.importable());
    CHECK(preview.trouble().contains("a series of numbers by day"));
    preview.dialog->setRole(1, ColumnRole::StepCount);
    CHECK(preview.importable());
}

TEST_CASE("a file that is no table says why and offers no import") {
    const Preview preview(QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", 20), "picture.csv");
    CHECK_FALSE(preview.importable());
    CHECK_FALSE(preview.trouble().isEmpty());
    CHECK(preview.dialog->findChild<QLabel*>("trouble")->isVisible());
}

TEST_CASE("cancel leaves nothing") {
    const Preview preview(kEvents);
    QSignalSpy accepted(preview.dialog.get(), &QDialog::accepted);
    preview.dialog->startImport();
    preview.dialog->reject();
    CHECK(preview.dialog->outcome().bindings.empty());
    CHECK(preview.dialog->outcome().datasetName.empty());
    QTest::qWait(200);
    CHECK(accepted.count() == 0);
    CHECK(preview.dialog->result() == QDialog::Rejected);
}

TEST_CASE("Enter takes a word, and presses the button that has the focus") {
    const Preview preview("Plan,Catalog,Basket,Purchase\nFree,1000,400,60\nPro,200,150,45\n");
    preview.dialog->setRole(2, ColumnRole::StepCount); // shows what that column's step is called
    QSignalSpy done(preview.dialog.get(), &QDialog::accepted);
    QSignalSpy gone(preview.dialog.get(), &QDialog::rejected);
    preview.dialog->activateWindow();
    QLineEdit* field = nullptr;
    for (auto* candidate : preview.dialog->findChildren<QLineEdit*>())
        if (candidate->isVisible())
            field = candidate;
    REQUIRE(field);
    field->setFocus();
    REQUIRE(preview.dialog->focusWidget() == field);
    QTest::keyClick(field, Qt::Key_Return);
    QTest::qWait(50);
    CHECK(done.count() == 0);
    CHECK(preview.importable()); // not even begun
    for (auto* button : preview.dialog->findChildren<QPushButton*>())
        if (button->text() == "Cancel") {
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Return);
        }
    CHECK(gone.count() == 1);
    CHECK(done.count() == 0);
}
