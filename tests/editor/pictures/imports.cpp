#include "imports.hpp"

#include <QCheckBox>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include "cairn/model/edits.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/dialogs/step_files_dialog.hpp"

using namespace cairn;

namespace {

constexpr int kPatienceMs = 20000;

/// Dates with two readings, rows without a customer or a date, a total, notes below.
QByteArray messyOrders() {
    QByteArray text = "Exported by the till on 1 May 2026\n\n"
                      "Kundennummer;Vorgang;Zeitpunkt;Filiale;E-Mail;Betrag\n";
    const char* what[] = {"Besuch", "Warenkorb", "Kauf"};
    const char* where[] = {"Online", "Nord", "Markt"};
    for (int i = 0; i < 60; ++i)
        text += (i == 4 ? QByteArray() : "K" + QByteArray::number(1000 + i / 3)) + ';' +
                what[i % 3] + ';' +
                (i == 7    ? "unbekannt"
                 : i == 12 ? ""
                           : "0" + QByteArray::number(1 + i % 9) + "/04/2026 10:1" +
                                 QByteArray::number(i % 6)) +
                ';' + where[(i / 3) % 3] + ";k" + QByteArray::number(i / 3) + "@example.org;" +
                (i % 3 == 2 ? "1.2" + QByteArray::number(10 + i) : QByteArray("0")) + "\n";
    return text + "\nQuelle: Kasse und Laden, von Hand zusammengetragen\n";
}

QByteArray testFile(const char* name) {
    QFile file(QStringLiteral(CAIRN_TEST_DATA "/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray sampleEvents() {
    QFile file(QStringLiteral(":/sample/shop-events.csv"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void takeImports(const std::function<void(const QString&, QWidget*)>& take) {
    const MapId map = newId<MapId>();
    Project project = addMap({}, map, "Our shop", MapKind::Current, true);
    for (const char* title : {"Catalog", "Basket", "Checkout", "Purchase"})
        project = addStage(std::move(project), newId<StageId>(), map, title);
    const std::pair<const char*, QByteArray> files[] = {
        {"ga4", testFile("messy/ga4-two-tables.csv")},
        {"events", sampleEvents()},
        {"survey", testFile("exports/typeform.csv")},
        {"shopify", testFile("exports/shopify_analytics.csv")},
        {"messy", messyOrders()}};
    const QTemporaryDir folder;
    for (const auto& [name, content] : files) {
        const QString path = folder.filePath(QStringLiteral("%1.csv").arg(QLatin1String(name)));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || content.isEmpty())
            continue;
        file.write(content);
        file.close();
        ImportPreview preview(project, map, path.toStdString());
        preview.show();
        (void)QTest::qWaitFor([&] { return preview.figures().startsWith("The whole file"); },
                              kPatienceMs / 4);
        QTest::qWait(800); // the suggestions of bindings
        take(QStringLiteral("import-%1").arg(QLatin1String(name)), &preview);
        if (auto* ids = preview.findChild<QCheckBox*>("keep-ids"); ids && !ids->isHidden()) {
            ids->click();
            take(QStringLiteral("import-%1-ids").arg(QLatin1String(name)), &preview);
        }
        preview.reject();
    }
    std::vector<std::filesystem::path> pages;
    for (const char* name :
         {"home_page_table.csv", "search_page_table.csv", "payment_page_table.csv",
          "payment_confirmation_table.csv", "user_table.csv"})
        pages.push_back(std::filesystem::path(CAIRN_TEST_DATA) / "exports" / "one_file_a_step" /
                        name);
    StepFilesDialog steps(project, map, proposeStepFiles(pages));
    steps.show();
    take(QStringLiteral("import-step-files"), &steps);
    steps.reject();
}
