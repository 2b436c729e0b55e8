// What the window's actions do.
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QSplitter>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/panels/panels.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/command_palette.hpp"
#include "editor/window/last_folder.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/start_page.hpp"
#include "editor/window/top_bar.hpp"

namespace cairn {

void MainWindow::connectProjectActions() {
    const WindowActions& a = m_actions;
    connect(a.newBlank, &QAction::triggered, this, [this] { m_session->newBlank(); });
    connect(a.startPage, &QAction::triggered, this, &MainWindow::goToStartPage);
    connect(a.closeProject, &QAction::triggered, this, &MainWindow::goToStartPage);
    connect(a.openFile, &QAction::triggered, this, &MainWindow::askToOpen);
    connect(a.openSample, &QAction::triggered, m_session, &Session::openSample);
    connect(a.save, &QAction::triggered, this, [this] {
        m_inspector->commitPending();
        m_session->save();
    });
    connect(a.saveAs, &QAction::triggered, this, &MainWindow::askToSaveAs);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.importData, &QAction::triggered, this, &MainWindow::askToImport);
    connect(a.pdfA4, &QAction::triggered, this, [this] { exportAs(ExportKind::PdfA4); });
    connect(a.pdfA3, &QAction::triggered, this, [this] { exportAs(ExportKind::PdfA3); });
    connect(a.pdfPoster, &QAction::triggered, this, [this] { exportAs(ExportKind::PdfPoster); });
    connect(a.png, &QAction::triggered, this, [this] { exportAs(ExportKind::Png); });
    for (const auto& [action, scale] :
         {std::pair(a.pngScale1, 1.0), std::pair(a.pngScale2, 2.0), std::pair(a.pngScale4, 4.0)})
        connect(action, &QAction::triggered, this,
                [this, scale = scale] { m_export.picture.scale = scale; });
    connect(a.pdfInk, &QAction::toggled, this, [this](bool on) { m_export.saveInk = on; });
    connect(a.pdfCharts, &QAction::toggled, this, [this](bool on) { m_export.withCharts = on; });
    m_export.content = [this] {
        return m_session->questions() ? m_session->questions()->content() : nullptr;
    };
    connect(a.pngTransparent, &QAction::toggled, this,
            [this](bool on) { m_export.picture.transparent = on; });
    connect(m_versions, &VersionsFlow::message, m_messages, &MessageBar::tell);
    connect(m_topBar->versionsMenu(), &QMenu::aboutToShow, this,
            [this] { m_versions->fill(*m_topBar->versionsMenu()); });
    connect(a.mermaid, &QAction::triggered, this, [this] { exportAs(ExportKind::Mermaid); });
    connect(a.json, &QAction::triggered, this, [this] { exportAs(ExportKind::Json); });
    connect(a.about, &QAction::triggered, this, &MainWindow::tellAbout);
    connect(m_topBar, &TopBar::stateClicked, this, [this] { m_session->save(); });
    connect(m_topBar, &TopBar::titleEdited, this, [this](const QString& title) {
        if (Document* document = m_session->document())
            document->edit(tr("rename the project"), [&](Project project) {
                ProjectFacts facts = project.facts;
                facts.title = title.toStdString();
                return setFacts(std::move(project), facts);
            });
    });
}

void MainWindow::connectEditActions() {
    const WindowActions& a = m_actions;
    connect(a.undo, &QAction::triggered, this, [this] {
        m_messages->putAway(); // what it tells of may be undone now
        m_session->document()->undo();
    });
    connect(a.redo, &QAction::triggered, this, [this] { m_session->document()->redo(); });
    connect(a.rename, &QAction::triggered, this, &MainWindow::rename);
    connect(a.duplicate, &QAction::triggered, m_canvas, &MapCanvas::duplicateSelection);
    connect(a.remove, &QAction::triggered, m_canvas, &MapCanvas::deleteSelection);
    connect(a.selectAll, &QAction::triggered, m_canvas, &MapCanvas::selectAllCards);
    connect(a.addMap, &QAction::triggered, this, [this] { addMap(MapKind::Current); });
    connect(a.addFutureMap, &QAction::triggered, this, [this] { addMap(MapKind::Future); });
    connect(a.copyMap, &QAction::triggered, this, [this] {
        Document* document = m_session->document();
        const auto source = document->currentMap();
        const auto copy = newId<MapId>();
        const QString title =
            tr("%1, copy").arg(QString::fromStdString(titleOf(document->project(), source)));
        if (document->edit(tr("copy the map"), [&](Project project) {
                return duplicateMap(std::move(project), source, copy, title.toStdString());
            }))
            document->setCurrentMap(copy);
    });
    connect(a.addPersona, &QAction::triggered, this, [this] {
        m_actions.outline->setChecked(true);
        m_outline->addPersona();
    });
    connect(a.addStage, &QAction::triggered, this, [this] {
        Document* document = m_session->document();
        const auto id = newId<StageId>();
        if (document->edit(tr("add a stage"), [&](Project project) {
                return addStage(std::move(project), id, document->currentMap(),
                                tr("New stage").toStdString());
            })) {
            m_canvas->revealElement(id);
            m_canvas->startEditing(id);
        }
    });
}

void MainWindow::connectViewActions() {
    const WindowActions& a = m_actions;
    connect(a.find, &QAction::triggered, this, &MainWindow::openPalette);
    connect(a.zoomIn, &QAction::triggered, m_canvas, &MapCanvas::zoomIn);
    connect(a.zoomOut, &QAction::triggered, m_canvas, &MapCanvas::zoomOut);
    connect(a.fit, &QAction::triggered, m_canvas, &MapCanvas::zoomToFit);
    connect(a.actualSize, &QAction::triggered, m_canvas, &MapCanvas::zoomToActualSize);
    connect(a.zoomToSelection, &QAction::triggered, m_canvas, &MapCanvas::zoomToSelection);
    connect(a.outline, &QAction::toggled, m_outline, &QWidget::setVisible);
    connect(a.drawer, &QAction::toggled, m_drawer, &QWidget::setVisible);
    connect(a.inspector, &QAction::toggled, m_inspector, &QWidget::setVisible);
    using Tab = InsightsDrawer::Tab;
    for (const auto& [action, tab] :
         {std::pair(a.showFunnel, Tab::Funnel), std::pair(a.showPain, Tab::PainPoints),
          std::pair(a.showPaths, Tab::Paths), std::pair(a.showRetention, Tab::Retention),
          std::pair(a.showTrends, Tab::Trends), std::pair(a.showTouchpoints, Tab::Touchpoints),
          std::pair(a.showData, Tab::Data)})
        connect(action, &QAction::triggered, this, [this, tab = tab] {
            m_actions.drawer->setChecked(true);
            m_drawer->showTab(tab);
        });
    connect(a.onlyMap, &QAction::toggled, this, [this](bool only) {
        for (QAction* panel : {m_actions.outline, m_actions.drawer, m_actions.inspector})
            panel->setChecked(!only);
        m_canvas->setFocus();
    });
    connect(a.nextPart, &QAction::triggered, this, [this] { goToPart(1); });
    connect(a.previousPart, &QAction::triggered, this, [this] { goToPart(-1); });
    connect(a.fullScreen, &QAction::toggled, this, [this](bool full) {
        setWindowState(windowState().setFlag(Qt::WindowFullScreen, full));
    });
    connect(a.motion, &QAction::toggled, m_canvas, &MapCanvas::setMotion);
    connect(a.motion, &QAction::triggered, this,
            [](bool on) { QSettings().setValue(QStringLiteral("view/motion"), on); });
    connect(m_canvas, &MapCanvas::minimapToggled, this,
            [](bool wanted) { QSettings().setValue(QStringLiteral("view/minimap"), wanted); });
    connect(a.themeSystem, &QAction::triggered, this,
            [this] { m_appearance->setMode(Appearance::Mode::System); });
    connect(a.themeLight, &QAction::triggered, this,
            [this] { m_appearance->setMode(Appearance::Mode::Light); });
    connect(a.themeDark, &QAction::triggered, this,
            [this] { m_appearance->setMode(Appearance::Mode::Dark); });
    connect(a.themeContrast, &QAction::triggered, this,
            [this] { m_appearance->setMode(Appearance::Mode::Contrast); });
    connect(a.themeContrastDark, &QAction::triggered, this,
            [this] { m_appearance->setMode(Appearance::Mode::ContrastDark); });
}

void MainWindow::goToStartPage() {
    m_inspector->commitPending();
    m_session->close([this](bool kept) {
        if (kept)
            m_session->lookForRecoverables();
    });
}

void MainWindow::askToOpen() {
    const QString path =
        m_chooser.toOpen(this, tr("Open"), lastFolder(),
                         tr("Cairn projects, CSV files, Mermaid journeys and projects as JSON "
                            "(*.cairn *.csv *.tsv *.txt *.mmd *.mermaid *.md *.json)"));
    if (path.isEmpty())
        return;
    rememberFolder(path);
    openPath(path);
}

void MainWindow::askToImport() {
    const QStringList paths =
        m_chooser.toOpenSeveral(this, tr("Import data"), lastFolder(),
                                tr("Tables of events or counts (*.csv *.tsv *.txt);;Any file (*)"));
    if (paths.isEmpty())
        return;
    rememberFolder(paths.front());
    importPaths(paths);
}

void MainWindow::askToSaveAs() {
    if (!m_session->document())
        return;
    m_inspector->commitPending();
    QString suggested = m_session->filePath();
    if (suggested.isEmpty()) {
        QString name =
            QString::fromStdString(m_session->document()->project().facts.title).simplified();
        name.replace(u'/', u'-').replace(u'\\', u'-').replace(u':', u'-');
        suggested = QDir(lastFolder()).filePath((name.isEmpty() ? tr("map") : name) + ".cairn");
    }
    QString path = m_chooser.toSave(this, tr("Save as"), suggested, tr("Cairn projects (*.cairn)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += ".cairn";
    rememberFolder(path);
    m_session->saveAs(path);
}

void MainWindow::exportAs(ExportKind kind) {
    if (!m_session->document())
        return;
    m_inspector->commitPending();
    m_export.run(kind, *m_session->document(), m_chooser, m_appearance->theme().dark);
}

void MainWindow::rename() {
    const auto& selection = m_session->document()->selection();
    if (!selection.empty())
        m_canvas->startEditing(selection.back());
}

void MainWindow::addMap(MapKind kind) {
    m_actions.outline->setChecked(true);
    m_outline->addMap(kind);
}

void MainWindow::openPalette() {
    m_palette->open(centralWidget(), m_actions.all(), m_session->document());
}

/// The window's own entries, below those of the canvas.
void MainWindow::fillContextMenu(QMenu* menu, ElementId element) {
    if (element)
        menu->addActions({m_actions.cut, m_actions.copy, m_actions.paste, m_actions.duplicate,
                          m_actions.remove, m_actions.comment});
    else
        menu->addActions({m_actions.paste, m_actions.fit, m_actions.undo, m_actions.redo});
}

void MainWindow::reveal(ElementId element) {
    Document* document = m_session->document();
    if (!document)
        return;
    const Project& project = document->project();
    if (project.maps.find(element.as<MapTag>())) {
        document->setCurrentMap(element.as<MapTag>());
        return;
    }
    if (const MapId map = mapOf(project, element))
        document->setCurrentMap(map);
    else
        document->select({element}); // a persona lies on no map: the inspector shows it
    m_canvas->revealElement(element);
}

void MainWindow::tellAbout() {
    m_messages->tell({tr("Cairn %1").arg(QCoreApplication::applicationVersion()),
                      tr("Customer-journey maps with numbers. Free under the MIT licence; "
                         "everything stays on this "
                         "computer."),
                      false,
                      {}});
}

/// The parts that are shown, round and round; each gets the focus where it would get it by Tab.
void MainWindow::goToPart(int step) {
    QList<QWidget*> parts;
    for (QWidget* part : {static_cast<QWidget*>(m_canvas), static_cast<QWidget*>(m_drawer),
                          static_cast<QWidget*>(m_inspector), static_cast<QWidget*>(m_outline)})
        if (part->isVisible())
            parts.append(part);
    const QWidget* now = focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < parts.size(); ++i)
        if (now && (parts[i] == now || parts[i]->isAncestorOf(now)))
            at = i;
    QWidget* part = parts[(at + step + parts.size()) % parts.size()];
    QWidget* target = part;
    while (!(target->focusPolicy() & Qt::TabFocus) || !target->isVisible() ||
           !target->isEnabled()) {
        target = target->nextInFocusChain();
        if (target == part || !part->isAncestorOf(target))
            return;
    }
    target->setFocus(Qt::ShortcutFocusReason);
}

} // namespace cairn
