// The link from a stage to the map that shows it closer.
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {

void setDetail(Document* document, StageId stage, MapId map) {
    document->edit(map ? inspectorText("choose detail map") : inspectorText("remove detail map"),
                   [&](Project p) {
                       const Stage* found = p.stages.find(stage);
                       if (!found)
                           return p;
                       Stage changed = *found;
                       changed.detail = map;
                       return put(std::move(p), std::move(changed));
                   });
}

} // namespace

void openDetailMap(Document* document, StageId stageId) {
    const Stage* stage = document->project().stages.find(stageId);
    if (!stage)
        return;
    if (document->project().maps.find(stage->detail)) {
        document->setCurrentMap(stage->detail);
        return;
    }
    const auto id = newId<MapId>();
    if (document->edit(inspectorText("make detail map"), [&](Project p) {
            Stage changed = *p.stages.find(stageId);
            const Map* whole = p.maps.find(changed.map);
            p = addMap(std::move(p), id, changed.title, whole ? whole->kind : MapKind::Current,
                       true);
            changed.detail = id;
            return put(std::move(p), std::move(changed));
        }))
        document->setCurrentMap(id);
}

QWidget* makeDetailMap(Document* document, StageId stageId, QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setObjectName(QStringLiteral("detail-map"));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    QLabel* heading = makeSectionLabel(inspectorText("Detail map"), widget);
    heading->setIndent(kInset);
    column->addWidget(heading);
    const Project& project = document->project();
    const Stage* stage = project.stages.find(stageId);
    auto* combo = new QuietCombo(widget);
    combo->setObjectName(QStringLiteral("detail-choice"));
    combo->setAccessibleName(inspectorText("The map that shows this stage closer"));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    combo->addItem(inspectorText("none"), qulonglong{0});
    for (const Map* map : mapsOf(project))
        if (stage && map->id != stage->map)
            combo->addItem(qs(map->title), qulonglong{map->id.value});
    combo->setCurrentIndex(
        std::max(0, combo->findData(qulonglong{stage ? stage->detail.value : 0})));
    combo->setEnabled(!document->readOnly());
    QObject::connect(combo, &QComboBox::activated, widget, [document, stageId, combo](int row) {
        setDetail(document, stageId, MapId{combo->itemData(row).toULongLong()});
    });
    column->addWidget(combo);
    const bool has = stage && project.maps.find(stage->detail);
    auto* open =
        new QPushButton(has ? inspectorText("Open it") : inspectorText("New detail map"), widget);
    open->setObjectName(QStringLiteral("detail-open"));
    open->setProperty("role", "link");
    open->setEnabled(has || !document->readOnly());
    QObject::connect(open, &QPushButton::clicked, widget,
                     [document, stageId] { openDetailMap(document, stageId); });
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kInset, 0, kInset, 0);
    line->addWidget(open, 0, Qt::AlignLeft);
    column->addLayout(line);
    return widget;
}

} // namespace cairn
