#pragma once
// The window: top bar, outline, canvas, inspector, drawer; or the start page.

#include <QMainWindow>

#include "cairn/base/ids.hpp"
#include "editor/document.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/window/actions.hpp"
#include "editor/window/data_flow.hpp"
#include "editor/window/export_flow.hpp"
#include "editor/window/file_chooser.hpp"
#include "editor/window/import_flow.hpp"
#include "editor/window/versions_flow.hpp"

class QMenu;
class QMimeData;
class QSplitter;
class QStackedWidget;

namespace cairn {

class Appearance;
class CommandPalette;
class Guide;
class CompareView;
class FilterBar;
class FindBar;
class FolderWatcher;
class InsightsDrawer;
class InspectorPanel;
class MapCanvas;
class MessageBar;
class OutlinePanel;
class Session;
class Shortcuts;
class ShortcutsPage;
class StartPage;
class TopBar;
class WorkBar;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// session and appearance must outlive the window.
    MainWindow(Session* session, Appearance* appearance, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openPath(const QString& path); ///< a project, or a CSV to import
    void openPaths(const QStringList& paths); ///< the same; several are tables to import together
    void importPaths(const QStringList& paths);

    const WindowActions& actions() const { return m_actions; }
    FileChooser& chooser() { return m_chooser; }
    MapCanvas* canvas() const { return m_canvas; }
    OutlinePanel* outline() const { return m_outline; }
    InspectorPanel* inspector() const { return m_inspector; }
    InsightsDrawer* drawer() const { return m_drawer; }
    StartPage* startPage() const { return m_start; }
    TopBar* topBar() const { return m_topBar; }
    MessageBar* messageBar() const { return m_messages; }
    ImportFlow& importFlow() { return m_import; }
    ExportFlow& exportFlow() { return m_export; }
    Guide* guide() const { return m_guide; }
    VersionsFlow& versions() { return *m_versions; }
    FolderWatcher& watcher() { return *m_watcher; }
    FindBar* findBar() const { return m_find; }
    FilterBar* filterBar() const { return m_filter; }
    CompareView* compareView() const { return m_compare; }
    Shortcuts* shortcuts() const { return m_shortcuts; }
    ShortcutsPage* shortcutsPage() const { return m_shortcutsPage; }
    bool showsStartPage() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeWorkspace();
    void connectSession();
    void connectPanels();
    void connectStartPage();
    void connectProjectActions();
    void connectEditActions();
    void goToPart(int step);
    void connectViewActions();
    void connectClipboard();
    void connectFinding();
    // main_window_maps.cpp
    void connectMaps();
    void makeFuture();
    void compareMaps();
    void commentOnSelection();
    void wearBrand();
    void restoreLayout();
    void keepLayout() const;
    void fitDrawer();

    void showDocument(Document* document);
    void refreshActions();
    void lookAtClipboard();
    void refreshClipboard();
    void newWithGuide();
    bool newFromMime(const QMimeData* pasted);
    void refreshTitle();
    void refreshState();
    void refreshLook();
    void goToStartPage();
    void askToOpen();
    void askToImport();
    void askToSaveAs();
    void exportAs(ExportKind kind);
    void rename();
    void addMap(MapKind kind);
    void openPalette();
    void fillContextMenu(QMenu* menu, ElementId element);
    void reveal(ElementId element);
    void tellAbout();

    Session* m_session;
    Appearance* m_appearance;
    LocalePhrases m_phrases;
    FileChooser m_chooser;
    WindowActions m_actions;
    ImportFlow m_import;
    ExportFlow m_export;
    VersionsFlow* m_versions;
    DataFlow* m_data;
    FolderWatcher* m_watcher;
    TopBar* m_topBar;
    MessageBar* m_messages;
    QStackedWidget* m_pages;
    StartPage* m_start;
    MapCanvas* m_canvas = nullptr;
    OutlinePanel* m_outline = nullptr;
    InspectorPanel* m_inspector = nullptr;
    InsightsDrawer* m_drawer = nullptr;
    QSplitter *m_across = nullptr, *m_down = nullptr;
    int m_drawerHeight = 0; ///< with numbers in it
    WorkBar* m_work = nullptr;
    Guide* m_guide = nullptr;
    bool m_clipboardFits = false;
    CommandPalette* m_palette = nullptr;
    FindBar* m_find = nullptr;
    FilterBar* m_filter = nullptr;
    CompareView* m_compare = nullptr;
    Shortcuts* m_shortcuts = nullptr;
    ShortcutsPage* m_shortcutsPage = nullptr;
    bool m_mayClose = false;    ///< kept and closed: the window may go
    bool m_closeFailed = false; ///< closing again goes without the file
};

} // namespace cairn
