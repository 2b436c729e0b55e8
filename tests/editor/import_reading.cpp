// What the preview says of how a file is read: questions, formats, tables, figures, skipped rows.
#include <catch2/catch.hpp>

#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QTreeWidget>

#include "preview_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

constexpr auto kDoubtful = "user_id,event,timestamp\n"
                           "u1,catalog,03/04/2026\n"
                           "u1,purchase,05/04/2026\n"
                           "u2,catalog,07/04/2026\n";

/// Waits for the figures of all of the file.
QString wholeFigures(const Preview& preview) {
    (void)QTest::qWaitFor([&] { return preview.dialog->figures().startsWith("The whole file"); },
                          10000);
    return preview.dialog->figures();
}

template <class Choice> void choose(QComboBox* combo, Choice index) {
    combo->setCurrentIndex(index);
    emit combo->activated(index);
}

/// 2,000 rows a customer's worth of which do not fit in what is looked at first.
QByteArray longLog(int rows) {
    QByteArray text = "user_id,event,timestamp,note\n";
    for (int i = 0; i < rows; ++i)
        text += "u" + QByteArray::number(i % 500) + ",catalog," +
                (i % 100 == 99 ? "soon" : "2026-01-02 10:00:00") +
                ",a note that makes the rows as long as rows of real files are\n";
    return text;
}

} // namespace

TEST_CASE("a date with two readings is asked about in place, and Import does not wait for it") {
    const Preview preview(kDoubtful);
    CHECK(preview.importable());
    auto* dayFirst = preview.dialog->findChild<QRadioButton*>("reading-0-0");
    auto* monthFirst = preview.dialog->findChild<QRadioButton*>("reading-0-1");
    REQUIRE(dayFirst);
    REQUIRE(monthFirst);
    CHECK(dayFirst->text() == "3 April 2026");
    CHECK(monthFirst->text() == "4 March 2026");
    CHECK(dayFirst->isChecked());
    CHECK(wholeFigures(preview).contains(
        QString::fromUtf8("Assumed: “03/04/2026” is 3 April 2026.")));
    CHECK(preview.dialog->figures().contains("3 events of 2 customers"));

    QSignalSpy counted(preview.dialog.get(), &ImportPreview::counted);
    monthFirst->click();
    CHECK(preview.dialog->plan().columns[2].time.kind == TimeFormat::Kind::MonthDayYear);
    REQUIRE((counted.count() > 0 || counted.wait(10000)));
    CHECK_FALSE(preview.dialog->figures().contains("Assumed"));
    CHECK(preview.dialog->figures().contains("4 March")); // to 4 July
    CHECK(preview.dialog->figures().contains("July"));
}

TEST_CASE("figures come of the first rows at once and then of the whole file") {
    QStringList told;
    const Preview preview(longLog(30'000));
    QObject::connect(preview.dialog.get(), &ImportPreview::counted, preview.dialog.get(),
                     [&] { told << preview.dialog->figures(); });
    preview.dialog->setRole(3, ColumnRole::Property); // both are told anew
    REQUIRE(QTest::qWaitFor([&] { return told.size() == 2; }, 20000));
    CHECK(told[0].startsWith("So far, in the first "));
    CHECK(told[1].startsWith("The whole file: 29,700 events of 495 customers"));
    CHECK(told[1].contains("300 rows skipped"));
}

TEST_CASE("skipped rows are listed with line, column and reason, and all of them exported") {
    const Preview preview(longLog(30'000));
    (void)wholeFigures(preview);
    CHECK(preview.dialog->findChild<QLabel*>("skipped")->text() ==
          "Skipped: 300 of 30,000 rows. timestamp is not a date and time (300).");
    const auto* list = preview.dialog->findChild<QTreeWidget*>("issues");
    REQUIRE(list->topLevelItemCount() > 0);
    CHECK(list->topLevelItem(0)->text(0) == "101");
    CHECK(list->topLevelItem(0)->text(1) == "timestamp");
    CHECK(list->topLevelItem(0)->text(2) == QString::fromUtf8("“soon” is not a date and time"));
    const QString target = preview.folder.filePath("bad.csv");
    FileChooser chooser;
    chooser.toSave = [&](QWidget*, const QString&, const QString& suggested, const QString&) {
        CHECK(suggested.endsWith("/shop-skipped.csv"));
        return target;
    };
    preview.dialog->setChooser(chooser);
    QSignalSpy exported(preview.dialog.get(), &ImportPreview::skippedExported);
    preview.dialog->findChild<QPushButton*>("export-skipped")->click();
    REQUIRE((exported.count() > 0 || exported.wait(10000)));
    QFile file(target);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    CHECK(lines.size() == 302); // a header, 300 rows, and nothing behind the last line end
    CHECK(lines[0] == "line,column,reason,user_id,event,timestamp,note");
    CHECK(lines[300].startsWith("30001,timestamp,"));
}

TEST_CASE("another format of a column is applied at once") {
    const Preview preview(
        "user_id,event,timestamp\nu1,catalog,13/04/2026\nu2,catalog,14/05/2026\n");
    CHECK(wholeFigures(preview).contains("2 events of 2 customers"));
    auto* format = preview.dialog->findChild<QComboBox*>("column-format");
    REQUIRE(format->isVisible());
    CHECK(format->currentText().contains("13 April 2026"));
    QSignalSpy counted(preview.dialog.get(), &ImportPreview::counted);
    choose(format, format->findText("month/day/year", Qt::MatchStartsWith));
    REQUIRE((counted.count() > 0 || counted.wait(10000)));
    CHECK(preview.dialog->figures().contains("0 events"));
    CHECK(preview.dialog->figures().contains("2 rows skipped"));
    choose(format, format->findText("day/month/year", Qt::MatchStartsWith));
    REQUIRE(QTest::qWaitFor([&] { return counted.count() > 1; }, 10000));
    CHECK(preview.dialog->figures().contains("no row skipped"));
}

TEST_CASE("what a column's event is called, and what every row is, can be said") {
    const Preview wide("user_id,catalog_at,purchase_at\nu1,2024-01-04 10:00,2024-01-04 10:15\n"
                       "u2,2024-01-05 09:00,\n");
    auto* label = wide.dialog->findChild<QLineEdit*>("column-label");
    REQUIRE(label->isVisible());
    wide.dialog->activateWindow();
    label->setFocus();
    label->selectAll();
    QTest::keyClicks(label, "Looked");
    QTest::keyClick(label, Qt::Key_Tab);
    CHECK(wide.dialog->sentence().contains(QString::fromUtf8("“Looked”, “purchase”")));

    const Preview plain("user_id,timestamp\nu1,2024-01-04 10:00\nu2,2024-01-05 09:00\n"
                        "u1,2024-01-05 09:00\n");
    auto* name = plain.dialog->findChild<QLineEdit*>("event-name");
    REQUIRE(name->isVisible());
    plain.dialog->activateWindow();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, "Visit");
    QTest::keyClick(name, Qt::Key_Tab);
    CHECK(plain.dialog->plan().eventName == "Visit");
    CHECK(plain.dialog->sentence().contains(QString::fromUtf8("“Visit”")));
}

TEST_CASE("one of several tables is chosen by its first cells") {
    const Preview preview("Step,Users\ncatalog,100\npurchase,40\n\nDay,Sessions,Orders\n"
                          "2026-01-01,7,1\n2026-01-02,9,2\n");
    auto* tables = preview.dialog->findChild<QComboBox*>("table");
    REQUIRE(tables->isVisible());
    REQUIRE(tables->count() == 2);
    CHECK(tables->itemText(0).contains("Step, Users"));
    CHECK(tables->itemText(1).contains("Day, Sessions, Orders"));
    CHECK(tables->itemText(1).contains("2 row"));
    CHECK(tables->currentIndex() == 0);
    QSignalSpy seen(preview.dialog.get(), &ImportPreview::sniffed);
    choose(tables, 1);
    REQUIRE(seen.wait(10000));
    CHECK(preview.dialog->plan().columns.size() == 3);
    CHECK(tables->currentIndex() == 1);
    CHECK(tables->count() == 2);
    choose(tables, 0);
    REQUIRE(seen.wait(10000));
    CHECK(preview.role("Users") == ColumnRole::Count);
}

TEST_CASE("a newer export is read as the map's data were") {
    // By its looks alone the file would have "place" as its event and "who" as nothing.
    constexpr auto kText = "who,place,timestamp\nu1,catalog,2024-01-04\nu2,purchase,2024-01-05\n";
    ImportPlan before = proposePlan(sniffCsvBytes(kText));
    assignRole(before, "who", ColumnRole::Unit);
    assignRole(before, "place", ColumnRole::Event);
    assignRole(before, "timestamp", ColumnRole::Time);
    const Preview preview(kText, "newer.csv", planToJson(before));
    CHECK(preview.role("who") == ColumnRole::Unit);
    CHECK(preview.role("place") == ColumnRole::Event);
    CHECK(preview.dialog->sentence().contains("as those of the map's data were"));
}

TEST_CASE("each column's chooser is reached by Tab and shows how its column is written") {
    const Preview preview(
        "user_id,event,timestamp\nu1,catalog,13/04/2026\nu2,catalog,14/05/2026\n");
    auto* first = preview.dialog->findChild<QComboBox*>("role-0");
    auto* last = preview.dialog->findChild<QComboBox*>("role-2");
    CHECK(first->focusPolicy() & Qt::TabFocus);
    auto* format = preview.dialog->findChild<QComboBox*>("column-format");
    preview.dialog->activateWindow();
    first->setFocus(Qt::TabFocusReason);
    CHECK_FALSE(format->isVisible()); // an id is kept in no format
    last->setFocus(Qt::TabFocusReason);
    CHECK(format->isVisible());
}
