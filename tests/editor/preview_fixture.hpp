#pragma once
// An import preview over a file of a test's own, on a map with two stages.

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

#include "editor/dialogs/import_preview.hpp"
#include "panels_fixture.hpp"

namespace cairn::test {

struct Preview {
    QTemporaryDir folder;
    MapId map = newId<MapId>();
    StageId catalog = newId<StageId>(), purchase = newId<StageId>();
    Project project;
    std::unique_ptr<ImportPreview> dialog;

    /// `before`: the plan of data that the map shows already.
    explicit Preview(const QByteArray& content, const QString& name = "shop.csv",
                     const std::string& before = {}) {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        project = addMap({}, map, "Shop", MapKind::Current, true);
        project = addStage(std::move(project), catalog, map, "Catalog");
        project = addStage(std::move(project), purchase, map, "Purchase");
        if (!before.empty()) {
            Dataset dataset;
            dataset.id = newId<DatasetId>();
            dataset.name = dataset.fileName = "before.csv";
            dataset.kind = "events";
            dataset.plan = before;
            project = put(std::move(project), dataset);
            Map shown = *project.maps.find(map);
            shown.funnel.dataset = dataset.id;
            project = put(std::move(project), shown);
        }
        dialog = std::make_unique<ImportPreview>(project, map, file.fileName().toStdString());
        QSignalSpy seen(dialog.get(), &ImportPreview::sniffed);
        QSignalSpy bound(dialog.get(), &ImportPreview::bindingsReady);
        dialog->show();
        REQUIRE(seen.wait(10000));
        if (importable())
            REQUIRE((bound.count() > 0 || bound.wait(10000)));
    }
    bool importable() const { return dialog->findChild<QPushButton*>("import")->isEnabled(); }
    QString trouble() const { return dialog->findChild<QLabel*>("trouble")->text(); }
    ColumnRole role(const std::string& column) const {
        for (const PlannedColumn& c : dialog->plan().columns)
            if (c.name == column)
                return c.role;
        FAIL("no column " << column);
        return {};
    }
};

} // namespace cairn::test
