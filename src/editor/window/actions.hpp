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

    /// Words as they stand in the source, which name an action in the settings, and as they are
    /// shown.
    struct Words {
        const char* source;
        QString shown;
        operator const QString&() const { return shown; }
    };

    // project
    QAction *newBlank, *startPage, *openFile, *openSample, *save, *saveAs, *closeProject, *quit;
    // edit
    QAction *undo, *redo, *rename, *duplicate, *remove, *selectAll;
    QAction *cut, *copy, *copyPicture, *paste;
    QAction *findText, *findNext, *findPrevious, *replaceText;
    // map
    QAction *addMap, *addFutureMap, *copyMap, *addPersona, *addStage, *importData;
    QAction *futureOf, *compare, *detailMap, *comment;
    // out
    QAction *pdfA4, *pdfA3, *pdfPoster, *pdfCharts, *png, *mermaid, *json;
    QAction* pdfInk; ///< PDFs without tints and shadows
    QAction *pngScale1, *pngScale2, *pngScale4, *pngTransparent; ///< how a picture is made
    // view
    QAction *find, *zoomIn, *zoomOut, *fit, *actualSize, *zoomToSelection;
    QAction *outline, *inspector, *drawer, *onlyMap, *fullScreen;
    QAction *nextPart, *previousPart;
    /// The drawer's tabs, in their order.
    QAction *showFunnel, *showPain, *showPaths, *showRetention, *showTrends, *showTouchpoints,
        *showData;
    QAction *filter, *clearFilter;
    QAction *themeSystem, *themeLight, *themeDark, *themeContrast, *themeContrastDark;
    QAction *directionSystem, *directionLeft, *directionRight;
    QAction* motion; ///< whether the view glides
    QAction *shortcuts, *guide, *about;

    QList<QAction*> all() const { return m_all; }
    /// What another part of the window can do, with its own keys: from here it is found and listed as the rest.
    void include(const QList<QAction*>& actions);
    /// Those that need an open project, and those that change it.
    QList<QAction*> needingProject() const { return m_needingProject; }
    QList<QAction*> changing() const { return m_changing; }
    void setIcons(const Theme& theme);
    /// The tooltip: the words and the keys, as they are now.
    static void describe(QAction* action, const QString& words);
    static void describe(QAction* action); ///< the same words, after the keys have changed

private:
    enum class Needs { Nothing, Project, Changeable };
    QAction* make(Needs needs, const Words& text, const QString& icon, const QKeySequence& keys,
                  const QString& tip = {});
    QObject* m_parent;
    QString m_group; ///< of the actions that are being made; their property "group"
    QList<QAction*> m_all, m_needingProject, m_changing;
    std::vector<std::pair<QAction*, QString>> m_icons;
};

} // namespace cairn
