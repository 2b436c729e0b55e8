#include "editor/window/main_window.hpp"
#include "editor/window/compare_view.hpp"
#include "editor/window/filter_bar.hpp"
#include "editor/window/find_bar.hpp"

#include <QCloseEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/folder_watcher.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/panels/panels.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/command_palette.hpp"
#include "editor/window/guide.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/shortcuts.hpp"
#include "editor/window/shortcuts_page.hpp"
#include "editor/window/start_page.hpp"
#include "editor/window/top_bar.hpp"
#include "editor/window/work_bar.hpp"

namespace cairn {

namespace {

constexpr int kOutlineWidth = 208, kInspectorWidth = 264, kDrawerHeight = 320,
              kEmptyDrawerHeight = 176;
constexpr auto kGeometryKey = "window/geometry", kAcrossKey = "window/across",
               kDownKey = "window/down", kDrawerKey = "window/drawer", kMinimapKey = "view/minimap",
               kMotionKey = "view/motion";

QWidget* surface(QWidget* widget, const char* name) {
    widget->setProperty("surface", name);
    widget->setAttribute(Qt::WA_StyledBackground);
    return widget;
}

} // namespace

MainWindow::MainWindow(Session* session, Appearance* appearance, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_appearance(appearance), m_actions(this),
      m_import(session, this), m_export(this), m_versions(new VersionsFlow(this)),
      m_data(new DataFlow(session, this)), m_watcher(new FolderWatcher(session, this)), m_topBar(new TopBar(m_actions)),
      m_messages(new MessageBar), m_pages(new QStackedWidget), m_start(new StartPage) {
    setAcceptDrops(true);
    setMinimumSize(720, 480);
    addActions(m_actions.all());
    m_canvas = new MapCanvas(nullptr, &m_phrases);
    m_canvas->setOwnKeys(false);
    m_actions.include(m_canvas->commands());
    m_shortcuts = new Shortcuts(m_actions.all(), this);
    m_shortcutsPage = new ShortcutsPage(m_shortcuts);
    m_shortcutsPage->hide();
    m_pages->addWidget(m_start);
    m_pages->addWidget(makeWorkspace());
    auto* all = new QWidget;
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_messages);
    auto* across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(m_pages, 1);
    across->addWidget(m_shortcutsPage);
    column->addLayout(across, 1);
    setCentralWidget(all);
    m_work = new WorkBar(all);
    m_palette = new CommandPalette(this);

    connectSession();
    connectPanels();
    connectStartPage();
    connectProjectActions();
    connectEditActions();
    connectViewActions();
    connectClipboard();
    connectFinding();
    connectMaps();
    restoreLayout();
    refreshLook();
    showDocument(m_session->document());
    m_session->lookForRecoverables();
}

/// Hiding lays out what was waiting for it, in words that would be gone once the members are.
MainWindow::~MainWindow() {
    hide();
}

QWidget* MainWindow::makeWorkspace() {
    m_outline = makeOutlinePanel(nullptr, nullptr);
    m_inspector = makeInspectorPanel(nullptr, &m_phrases, nullptr);
    m_drawer = new InsightsDrawer(nullptr, &m_phrases);
    for (QWidget* panel : {static_cast<QWidget*>(m_outline), static_cast<QWidget*>(m_inspector),
                           static_cast<QWidget*>(m_drawer)})
        surface(panel, "panel");
    m_find = new FindBar(m_canvas);
    m_filter = new FilterBar(m_canvas);
    m_compare = new CompareView(&m_phrases);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_find);
    column->addWidget(m_filter);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_compare, 1);
    m_down = new QSplitter(Qt::Vertical);
    m_down->addWidget(middle);
    m_down->addWidget(m_drawer);
    m_across = new QSplitter(Qt::Horizontal);
    m_across->addWidget(m_outline);
    m_across->addWidget(m_down);
    m_across->addWidget(m_inspector);
    for (QSplitter* splitter : {m_across, m_down}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    m_down->setStretchFactor(0, 1);
    m_down->setStretchFactor(1, 0);
    for (int i = 0; i < 3; ++i)
        m_across->setStretchFactor(i, i == 1 ? 1 : 0);
    m_canvas->setMinimumSize(240, 160);
    return m_across;
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    if (!restoreGeometry(settings.value(kGeometryKey).toByteArray()))
        resize(1280, 800);
    if (!m_across->restoreState(settings.value(kAcrossKey).toByteArray()))
        m_across->setSizes(
            {kOutlineWidth, width() - kOutlineWidth - kInspectorWidth, kInspectorWidth});
    if (!m_down->restoreState(settings.value(kDownKey).toByteArray()))
        m_down->setSizes({height() - 48 - kDrawerHeight, kDrawerHeight});
    // Taken apart from the rest: the state may be that of an empty drawer.
    const int usual = std::min(std::max(kDrawerHeight, height() * 2 / 5), height() / 2);
    m_drawerHeight = settings.value(kDrawerKey, usual).toInt();
    m_canvas->setMinimap(settings.value(kMinimapKey, true).toBool());
    // Desktops that want less motion give their styles no time for it.
    const bool lively = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    m_actions.motion->setChecked(settings.value(kMotionKey, lively).toBool());
}

/// An empty drawer has little to say: the map gets its room until there are numbers.
void MainWindow::fitDrawer() {
    const int all = m_down->height(), now = m_down->sizes().value(1);
    const bool empty = m_drawer->isEmpty();
    if (!m_down->isVisible() || empty == (now <= kEmptyDrawerHeight))
        return;
    if (empty)
        m_drawerHeight = now;
    const int wanted = empty ? kEmptyDrawerHeight : std::min(m_drawerHeight, all * 3 / 4);
    m_down->setSizes({all - wanted, wanted});
}

void MainWindow::keepLayout() const {
    QSettings settings;
    const int drawer = m_down->sizes().value(1);
    if (m_drawer->isVisible() && !m_drawer->isEmpty())
        settings.setValue(kDrawerKey, drawer);

    settings.setValue(kGeometryKey, saveGeometry());
    settings.setValue(kAcrossKey, m_across->saveState());
    settings.setValue(kDownKey, m_down->saveState());
}

void MainWindow::connectSession() {
    connect(m_session, &Session::documentChanged, this, &MainWindow::showDocument);
    connect(m_session, &Session::fileChanged, this, &MainWindow::refreshState);
    connect(m_session, &Session::message, m_messages, &MessageBar::tell);
    connect(m_session, &Session::working, this,
            [this](const QString& what, Job* job) { m_work->watch(what, job); });
    connect(m_session, &Session::recoverablesFound, m_start, &StartPage::setRecoverables);
    connect(m_session, &Session::saveAsWanted, this, &MainWindow::askToSaveAs);
    connect(m_watcher, &FolderWatcher::readIn, m_data, &DataFlow::tellAgain);
    connect(m_session, &Session::imported, this, [this] {
        if (m_watcher->reading())
            return; // nobody asked just now: what they look at stays
        m_actions.drawer->setChecked(true);
        m_drawer->showTab(InsightsDrawer::Tab::Funnel);
        m_canvas->setFocus(Qt::OtherFocusReason); // the preview is gone: on with the map
    });
    m_import.setChooser(&m_chooser);
    connect(&m_import, &ImportFlow::working, m_work, &WorkBar::watch);
    connect(&m_import, &ImportFlow::message, m_messages, &MessageBar::tell);
    connect(&m_import, &ImportFlow::tableLeft, m_data, &DataFlow::join);
    connect(&m_export, &ExportFlow::working, m_work, &WorkBar::watch);
    connect(&m_export, &ExportFlow::message, m_messages, &MessageBar::tell);
    connect(m_appearance, &Appearance::changed, this, &MainWindow::refreshLook);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) {
                if (state != Qt::ApplicationActive && m_session->saver())
                    m_session->saver()->save();
            });
}

void MainWindow::connectPanels() {
    connect(m_outline, &OutlinePanel::importRequested, this, &MainWindow::askToImport);
    connect(m_outline, &OutlinePanel::revealRequested, this, &MainWindow::reveal);
    connect(m_outline, &OutlinePanel::datasetRequested, this, [this] {
        m_actions.drawer->setChecked(true);
        m_drawer->showTab(InsightsDrawer::Tab::Data);
    });
    connect(m_inspector, &InspectorPanel::importRequested, this, &MainWindow::askToImport);
    connect(m_inspector, &InspectorPanel::revealRequested, this, &MainWindow::reveal);
    connect(m_drawer, &InsightsDrawer::importRequested, this, &MainWindow::askToImport);
    connect(m_drawer, &InsightsDrawer::revealRequested, this, &MainWindow::reveal);
    connect(m_drawer, &InsightsDrawer::skippedRequested, &m_import, &ImportFlow::exportSkipped);
    using Kind = DataFlow::Kind;
    connect(m_drawer, &InsightsDrawer::appendRequested, this,
            [this] { m_data->ask(Kind::Append, m_chooser); });
    connect(m_drawer, &InsightsDrawer::replaceRequested, this,
            [this] { m_data->ask(Kind::Replace, m_chooser); });
    connect(m_drawer, &InsightsDrawer::joinRequested, this,
            [this] { m_data->ask(Kind::Join, m_chooser); });
    connect(m_drawer, &InsightsDrawer::eraseRequested, m_session, &Session::eraseDataset);
    connect(m_drawer, &InsightsDrawer::forgetRequested, m_session, &Session::forgetCustomer);
    connect(m_drawer, &InsightsDrawer::forgetIdsRequested, m_session, &Session::forgetIds);
    connect(m_drawer, &InsightsDrawer::importPathRequested, &m_import, &ImportFlow::start);
    connect(m_drawer, &InsightsDrawer::watchFolderRequested, this, [this] {
        m_watcher->setFolder(m_chooser.toFolder(this, tr("Watch a folder"), m_watcher->folder()));
    });
    m_drawer->setWatcher(m_watcher);
    connect(m_data, &DataFlow::working, m_work, &WorkBar::watch);
    connect(m_data, &DataFlow::message, m_messages, &MessageBar::tell);
    connect(m_drawer, &InsightsDrawer::emptyChanged, this, &MainWindow::fitDrawer);
    connect(m_drawer, &InsightsDrawer::exportRequested, this, [this](const ChartExport& what) {
        m_export.runChart(what, m_chooser, m_appearance->theme().dark);
    });
    const auto editBinding = [this](ElementId element) {
        m_actions.inspector->setChecked(true);
        reveal(element);
        m_inspector->editBinding(element);
    };
    connect(m_drawer, &InsightsDrawer::bindingRequested, this, editBinding);
    connect(m_canvas, &MapCanvas::bindRequested, this, editBinding);
    connect(m_canvas, &MapCanvas::fileDropped, this, &MainWindow::openPath);
    connect(m_canvas, &MapCanvas::contextMenuFilling, this, &MainWindow::fillContextMenu);
    connect(m_palette, &CommandPalette::elementChosen, this, &MainWindow::reveal);
}

void MainWindow::connectStartPage() {
    connect(m_start, &StartPage::blankWanted, this, [this] { m_session->newBlank(); });
    connect(m_start, &StartPage::templateWanted, m_session, &Session::newFromTemplate);
    connect(m_start, &StartPage::sampleWanted, m_session, &Session::openSample);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::askToOpen);
    connect(m_start, &StartPage::importWanted, this, &MainWindow::askToImport);
    connect(m_start, &StartPage::fileWanted, m_session, &Session::openFile);
    connect(m_start, &StartPage::recoverWanted, m_session, &Session::recover);
    connect(m_start, &StartPage::discardWanted, m_session, &Session::discard);
}

void MainWindow::showDocument(Document* document) {
    m_canvas->setDocument(document);
    m_find->setDocument(document);
    m_filter->setDocument(document);
    m_compare->setDocument(document);
    wearBrand();
    m_outline->setDocument(document);
    m_inspector->setDocument(document);
    m_drawer->setDocument(document, m_session->questions());
    m_versions->setDocument(document, m_session->saver());
    m_guide->setDocument(document);
    m_messages->putAway();
    m_closeFailed = false;
    m_pages->setCurrentIndex(document ? 1 : 0);
    m_topBar->setProjectShown(document);
    if (document) {
        connect(document, &Document::changed, this, &MainWindow::refreshTitle);
        connect(document, &Document::historyChanged, this, &MainWindow::refreshActions);
        connect(document, &Document::selectionChanged, this, &MainWindow::refreshActions);
        connect(m_session->findings(), &FindingsRunner::namesChanged, m_inspector,
                &InspectorPanel::setEventNames);
        if (Saver* saver = m_session->saver())
            connect(saver, &Saver::stateChanged, this, &MainWindow::refreshState);
        // Queued: the pages are laid out by then.
        QMetaObject::invokeMethod(this, &MainWindow::fitDrawer, Qt::QueuedConnection);
        // Queued: hiding the start page moves the focus once more.
        QMetaObject::invokeMethod(m_canvas, qOverload<>(&QWidget::setFocus), Qt::QueuedConnection);
    } else {
        m_start->setRecent(m_session->recentFiles());
        m_start->setFocus();
    }
    refreshTitle();
    refreshState();
    refreshActions();
}

bool MainWindow::showsStartPage() const {
    return m_pages->currentIndex() == 0;
}

void MainWindow::refreshActions() {
    const Document* document = m_session->document();
    const bool changeable = document && !document->readOnly();
    for (QAction* action : m_actions.needingProject())
        action->setEnabled(document);
    for (QAction* action : m_actions.changing())
        action->setEnabled(changeable);
    refreshClipboard();
    m_topBar->setEditable(changeable);
    if (!document)
        return;
    const bool selected = !document->selection().empty();
    for (QAction* action : {m_actions.rename, m_actions.duplicate, m_actions.remove})
        action->setEnabled(changeable && selected);
    m_actions.zoomToSelection->setEnabled(selected);
    const auto name = [](QAction* action, bool possible, const QString& words) {
        action->setEnabled(possible);
        action->setText(words);
        WindowActions::describe(action, words);
    };
    name(m_actions.undo, changeable && document->canUndo(),
         document->canUndo() ? tr("Undo %1").arg(document->undoLabel()) : tr("Undo"));
    name(m_actions.redo, changeable && document->canRedo(),
         document->canRedo() ? tr("Redo %1").arg(document->redoLabel()) : tr("Redo"));
}

void MainWindow::refreshTitle() {
    const Document* document = m_session->document();
    const QString title =
        document ? QString::fromStdString(document->project().facts.title) : QString();
    m_topBar->setTitle(title.isEmpty() && document ? tr("Untitled map") : title);
    setWindowTitle(document ? tr("%1 – Cairn").arg(title) : tr("Cairn"));
}

void MainWindow::refreshState() {
    const Saver* saver = m_session->saver();
    const QString file = m_session->filePath();
    if (!m_session->document())
        return;
    if (!saver) {
        m_topBar->setState(tr("Read-only"), m_session->readOnlyReason(), false);
        return;
    }
    switch (saver->state()) {
    case SaveState::Untitled:
        m_topBar->setState(tr("Not in a file yet"),
                           tr("Every edit is kept on this computer. Click to save it as a file."),
                           false);
        break;
    case SaveState::Saved:
        m_topBar->setState(tr("All changes saved"), file, false);
        break;
    case SaveState::Edited:
        m_topBar->setState(tr("Edited"), tr("Kept on this computer; the file follows in a moment."),
                           false);
        break;
    case SaveState::Saving:
        m_topBar->setState(tr("Saving…"), file, false);
        break;
    case SaveState::Failed: {
        const QString why = QString::fromStdString(saver->failure()->why());
        m_topBar->setState(
            tr("Not saved: %1").arg(fontMetrics().elidedText(why, Qt::ElideRight, 200)), why, true);
        break;
    }
    }
}

void MainWindow::refreshLook() {
    const Theme& theme = m_appearance->theme();
    m_actions.setIcons(theme);
    m_topBar->setIcons(theme);
    m_canvas->setTheme(&theme);
    const auto mode = m_appearance->mode();
    using Mode = Appearance::Mode;
    (mode == Mode::Light          ? m_actions.themeLight
     : mode == Mode::Dark         ? m_actions.themeDark
     : mode == Mode::Contrast     ? m_actions.themeContrast
     : mode == Mode::ContrastDark ? m_actions.themeContrastDark
                                  : m_actions.themeSystem)
        ->setChecked(true);
    using Direction = Appearance::Direction;
    const auto direction = m_appearance->direction();
    (direction == Direction::LeftToRight   ? m_actions.directionLeft
     : direction == Direction::RightToLeft ? m_actions.directionRight
                                           : m_actions.directionSystem)
        ->setChecked(true);
}

} // namespace cairn
