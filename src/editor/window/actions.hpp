#pragma once
// Everything the window can do, each as a QAction with words, a shortcut, an icon and a tooltip.

#include <QAction>
#include <QList>
#include <QString>
#include <vector>

namespace cairn {

struct Theme;

struct WindowActions {
    explicit WindowActions(QObject* parent);

    // project
    QAction *newBlank, *startPage, *openFile, *openSample, *save, *saveAs, *closeProject, *quit;
    // edit
    QAction *undo, *redo, *rename, *duplicate, *remove, *selectAll;
    // map
    QAction *addMap, *addFutureMap, *copyMap, *addPersona, *addStage, *importData;
    // out
    QAction *pdfA4, *pdfA3, *pdfPoster, *pdfCharts, *png, *json;
    QAction *pngScale1, *pngScale2, *pngScale4, *pngTransparent; ///< how a picture is made
    // view
    QAction *find, *zoomIn, *zoomOut, *fit, *actualSize, *zoomToSelection;
    QAction *outline, *inspector, *drawer, *onlyMap, *fullScreen;
    /// The drawer's tabs, in their order.
    QAction *showFunnel, *showPain, *showPaths, *showRetention, *showTrends, *showTouchpoints,
        *showData;
    QAction *themeSystem, *themeLight, *themeDark;
    QAction* about;

    QList<QAction*> all() const { return m_all; }
    /// Those that need an open project, and those that change it.
    QList<QAction*> needingProject() const { return m_needingProject; }
    QList<QAction*> changing() const { return m_changing; }
    void setIcons(const Theme& theme);

private:
    enum class Needs { Nothing, Project, Changeable };
    QAction* make(Needs needs, const QString& text, const QString& icon, const QKeySequence& keys,
                  const QString& tip = {});
    QObject* m_parent;
    QList<QAction*> m_all, m_needingProject, m_changing;
    std::vector<std::pair<QAction*, QString>> m_icons;
};

} // namespace cairn
