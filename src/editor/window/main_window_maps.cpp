// What the window does with maps as wholes: futures, comparisons, details, filters, comments, the brand.
#include <QPlainTextEdit>
#include <QTimer>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/panels.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/compare_view.hpp"
#include "editor/window/filter_bar.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/message_bar.hpp"

namespace cairn {

namespace {

std::function<QImage(ElementId)> imagesOf(const Project& project) {
    return [images = project.images](ElementId id) {
        const Image* image = images.find(id.as<ImageTag>());
        return image ? QImage::fromData(reinterpret_cast<const uchar*>(image->bytes.data()),
                                        static_cast<int>(image->bytes.size()))
                     : QImage();
    };
}

} // namespace

void MainWindow::connectMaps() {
    const WindowActions& a = m_actions;
    connect(a.filter, &QAction::triggered, m_filter, &FilterBar::openMenu);
    connect(a.clearFilter, &QAction::triggered, this, [this] { m_canvas->setFilter({}); });
    m_canvas->setMapFinder(
        [this](std::optional<QPoint> globalPos) { return m_outline->offerMap(globalPos); });
    connect(m_outline, &OutlinePanel::tagFilterRequested, this, [this](const QString& tag) {
        CardFilter filter;
        filter.tags.insert(utf8(tag));
        m_canvas->setFilter(filter);
    });
    connect(a.futureOf, &QAction::triggered, this, &MainWindow::makeFuture);
    connect(a.compare, &QAction::triggered, this, &MainWindow::compareMaps);
    connect(a.comment, &QAction::triggered, this, &MainWindow::commentOnSelection);
    connect(a.detailMap, &QAction::triggered, this, [this] {
        Document* document = m_session->document();
        for (const ElementId id : document->selection()) {
            const Card* card = document->project().cards.find({id.value});
            const Stage* stage =
                document->project().stages.find(card ? card->stage : StageId{id.value});
            if (!stage || (document->readOnly() && !document->project().maps.find(stage->detail)))
                continue;
            openDetailMap(document, stage->id);
            return;
        }
        m_messages->tell(
            {tr("Select a stage first."), tr("Its detail map shows that stage closer."), false, {}});
    });
    connect(m_compare, &CompareView::closed, this, [this] {
        m_canvas->show();
        m_canvas->setFocus();
    });
    connect(m_compare, &CompareView::exportRequested, this, [this](CompareView::Export as) {
        ChartExport what;
        what.kind =
            as == CompareView::Export::Pdf ? ChartExport::Kind::Pdf : ChartExport::Kind::Png;
        what.title = m_compare->title();
        what.list = m_compare->list();
        what.image = imagesOf(m_session->document()->project());
        m_export.runChart(what, m_chooser, m_appearance->theme().dark);
    });
}

void MainWindow::makeFuture() {
    Document* document = m_session->document();
    const MapId source = document->currentMap();
    const auto copy = newId<MapId>();
    const QString title = tr("%1, future").arg(qs(titleOf(document->project(), source)));
    if (document->edit(tr("make a future map"), [&](Project project) {
            return addFutureOf(std::move(project), source, copy, utf8(title));
        }))
        document->setCurrentMap(copy);
}

/// From either side: the map that came from another, or the one that others came from.
void MainWindow::compareMaps() {
    const Document* document = m_session->document();
    const Project& project = document->project();
    const Map* map = project.maps.find(document->currentMap());
    MapId origin = map ? map->origin : MapId{}, future = document->currentMap();
    if (!project.maps.find(origin)) {
        origin = document->currentMap();
        future = {};
        for (const Map* other : mapsOf(project))
            if (other->origin == origin && other->id != origin) {
                future = other->id;
                break;
            }
    }
    if (!future) {
        m_messages->tell({tr("There is no future map of this one yet."),
                          tr("Make one, change it, and compare the two."),
                          false,
                          {{tr("Make a future map of this"), [this] { makeFuture(); }}}});
        return;
    }
    m_canvas->hide();
    m_compare->open(origin, future);
}

void MainWindow::commentOnSelection() {
    m_actions.inspector->setChecked(true);
    // The panel may be made anew for the selection first.
    QTimer::singleShot(0, this, [this] {
        if (auto* text = m_inspector->findChild<QPlainTextEdit*>(QStringLiteral("comment-text")))
            text->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::wearBrand() {
    const Document* document = m_session->document();
    const auto wear = [this] {
        const Document* now = m_session->document();
        const ProjectFacts facts = now ? now->project().facts : ProjectFacts{};
        m_appearance->setBrand(QColor(qs(facts.brandColour)), qs(facts.brandFont));
    };
    if (document)
        connect(document, &Document::changed, this, [wear](const Changes& changes) {
            if (changes.factsAfter)
                wear();
        });
    wear();
}

} // namespace cairn
