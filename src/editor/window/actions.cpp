#include "editor/window/actions.hpp"

#include <QActionGroup>
#include <QCoreApplication>

#include "render/fonts.hpp"
#include "render/theme.hpp"

namespace cairn {

namespace {
WindowActions::Words tr(const char* text) {
    return {text, QCoreApplication::translate("WindowActions", text)};
}
QKeySequence keys(const char* text) {
    return QKeySequence(QString::fromLatin1(text));
}
/// A name for the settings that no translation changes: "save-as".
QString idOf(const char* words) {
    QString id;
    for (const QChar c : QString::fromUtf8(words)) {
        if (c.isLetterOrNumber())
            id += c.toLower();
        else if (c != u'&' && !id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    return id;
}
constexpr auto kTip = "tip";

} // namespace

WindowActions::WindowActions(QObject* parent) : m_parent(parent) {
    using enum Needs;
    m_group = tr("Project").shown;
    newBlank = make(Nothing, tr("&New map"), "new", QKeySequence::New);
    startPage =
        make(Nothing, tr("Start page: templates and recent files"), "", keys("Ctrl+Shift+N"));
    openFile = make(Nothing, tr("&Open a file…"), "open", QKeySequence::Open);
    openSample = make(Nothing, tr("Open the &sample"), "data", {});
    save = make(Project, tr("&Save"), "save", QKeySequence::Save);
    saveAs = make(Project, tr("Save &as…"), "save", keys("Ctrl+Shift+S"));
    closeProject = make(Project, tr("&Close the project"), "", QKeySequence::Close);
    quit = make(Nothing, tr("&Quit"), "", keys("Ctrl+Q"));

    m_group = tr("Edit").shown;
    undo = make(Changeable, tr("Undo"), "undo", QKeySequence::Undo);
    redo = make(Changeable, tr("Redo"), "redo", keys("Ctrl+Shift+Z"));
    rename = make(Changeable, tr("Rename"), "edit", keys("F2"));
    duplicate = make(Changeable, tr("Duplicate"), "duplicate", keys("Ctrl+D"));
    remove = make(Changeable, tr("Delete"), "trash", QKeySequence::Delete);
    cut = make(Changeable, tr("Cut"), "", QKeySequence::Cut);
    copy = make(Project, tr("Copy"), "", QKeySequence::Copy,
                tr("Copy the selection, also as a picture and a table"));
    paste = make(Nothing, tr("Paste"), "", QKeySequence::Paste,
                 tr("Paste cards, a table, a list, a picture or a Mermaid journey"));
    copyPicture = make(Project, tr("Copy the whole map"), "", keys("Ctrl+Shift+C"),
                       tr("Copy the map as a picture, a table and a map for another project"));
    selectAll = make(Project, tr("Select all cards"), "", QKeySequence::SelectAll);
    findText = make(Project, tr("Find on the map…"), "search", QKeySequence::Find,
                    tr("Find words in all that is written on the map"));
    findNext = make(Project, tr("Go to the next hit"), "", keys("F3"));
    findPrevious = make(Project, tr("Go to the hit before"), "", keys("Shift+F3"));
    replaceText = make(Changeable, tr("Replace on the map…"), "", keys("Ctrl+H"));

    m_group = tr("Map").shown;
    addMap = make(Changeable, tr("Add a map"), "map", {});
    addFutureMap = make(Changeable, tr("Add a future map"), "map", {});
    copyMap = make(Changeable, tr("Copy this map"), "duplicate", {});
    futureOf = make(Changeable, tr("Make a future map of this"), "map", {},
                    tr("A copy that knows what it came from, so that the two can be compared"));
    compare = make(Project, tr("Compare with the map it came from"), "compare", keys("Ctrl+Alt+C"),
                   tr("The future under the present, with all that differs marked"));
    detailMap =
        make(Project, tr("Open the detail map of the stage"), "opens", keys("Ctrl+Alt+O"),
             tr("The map that shows the selected stage closer; it is made when there is none"));
    comment = make(Changeable, tr("Comment on the selection"), "comment", keys("Ctrl+Alt+M"),
                   tr("Without a selection: on the map"));
    addPersona = make(Changeable, tr("Add a persona"), "persona", {});
    addStage = make(Changeable, tr("Add a stage"), "plus", keys("Ctrl+Shift+A"));
    importData = make(Nothing, tr("Import data…"), "import", keys("Ctrl+I"),
                      tr("Read a CSV of events or counts and see it on the map"));

    m_group = tr("Export").shown;
    pdfA4 = make(Project, tr("PDF, one A4 page…"), "pdf", keys("Ctrl+E"));
    pdfA3 = make(Project, tr("PDF, one A3 page…"), "pdf", {});
    pdfPoster = make(Project, tr("PDF, poster in full size…"), "pdf", {});
    png = make(Project, tr("Picture (PNG)…"), "image", keys("Ctrl+Shift+E"));
    pngScale1 = make(Project, tr("Pictures at 100 %"), "", {});
    pngScale2 = make(Project, tr("Pictures at 200 %"), "", {});
    pngScale4 = make(Project, tr("Pictures at 400 %"), "", {});
    pngTransparent = make(Project, tr("Pictures without background"), "", {});
    auto* scales = new QActionGroup(parent);
    for (QAction* scale : {pngScale1, pngScale2, pngScale4}) {
        scale->setCheckable(true);
        scales->addAction(scale);
    }
    pngScale2->setChecked(true);
    pngTransparent->setCheckable(true);
    pdfCharts = make(Project, tr("PDFs with the charts behind the map"), "", {},
                     tr("The funnel, paths, retention and trends on pages of their own"));
    pdfCharts->setCheckable(true);
    pdfInk = make(Project, tr("PDFs that save ink"), "print", {},
                  tr("White ground, thin tints, no shadows"));
    pdfInk->setCheckable(true);
    mermaid = make(Project, tr("Mermaid journey…"), "", {},
                   tr("Stages, actions and feelings as text for wikis and README files"));
    json = make(Project, tr("Whole project as JSON…"), "json", {});

    m_group = tr("View").shown;
    find = make(Nothing, tr("Find or do anything"), "search", keys("Ctrl+K"));
    zoomIn = make(Project, tr("Zoom in"), "zoom-in", QKeySequence::ZoomIn);
    zoomOut = make(Project, tr("Zoom out"), "zoom-out", QKeySequence::ZoomOut);
    fit = make(Project, tr("Show the whole map"), "fit", keys("Ctrl+0"));
    actualSize = make(Project, tr("100 %"), "actual-size", keys("Ctrl+1"));
    zoomToSelection = make(Project, tr("Zoom to the selection"), "", keys("Ctrl+2"));
    filter = make(Project, tr("Filter the map…"), "filter", keys("Ctrl+Alt+F"),
                  tr("Show only cards with a tag, a channel or an owner; curves of some personas"));
    clearFilter = make(Project, tr("Show all cards again"), "", {});
    outline = make(Project, tr("Outline"), "panel-left", keys("F9"),
                   tr("Maps, personas and data, on the side"));
    drawer = make(Project, tr("Insights"), "panel-bottom", keys("F10"),
                  tr("Funnel, pain points, paths, retention, trends and data, below"));
    showFunnel = make(Project, tr("Show the funnel"), "lane-funnel", keys("Alt+1"));
    showPain = make(Project, tr("Show pain points"), "lane-pain", keys("Alt+2"));
    showPaths = make(Project, tr("Show paths"), "", keys("Alt+3"),
                     tr("What customers do after a step, or before it"));
    showRetention = make(Project, tr("Show retention"), "", keys("Alt+4"), tr("Who comes back"));
    showTrends = make(Project, tr("Show trends"), "", keys("Alt+5"), tr("How it went over time"));
    showTouchpoints = make(Project, tr("Show touchpoints"), "lane-touchpoints", keys("Alt+6"),
                           tr("Whom each touchpoint reaches"));
    showData =
        make(Project, tr("Show data"), "data", keys("Alt+7"), tr("Where the numbers come from"));
    inspector =
        make(Project, tr("Inspector"), "panel-right", keys("F12"), tr("What is selected, in full"));
    onlyMap = make(Project, tr("Only the map"), "", keys("F11"),
                   tr("Hide every panel, or bring them back"));
    nextPart = make(Project, tr("Go to the next part of the window"), "", keys("F6"),
                    tr("From the map to the insights, the inspector, the outline, and back"));
    previousPart = make(Project, tr("Go to the part before"), "", keys("Shift+F6"));
    fullScreen = make(Nothing, tr("Full screen"), "", keys("Ctrl+Shift+F"));
    for (QAction* panel : {outline, drawer, inspector, onlyMap, fullScreen})
        panel->setCheckable(true);
    for (QAction* panel : {outline, drawer, inspector})
        panel->setChecked(true);

    // The keys that other programs and other keyboards use for the same.
    redo->setShortcuts({keys("Ctrl+Shift+Z"), keys("Ctrl+Y")});
    zoomIn->setShortcuts({QKeySequence(QKeySequence::ZoomIn), keys("Ctrl+=")});

    m_group = tr("Settings").shown;
    themeSystem = make(Nothing, tr("Colours of the desktop"), "", {});
    themeLight = make(Nothing, tr("Light"), "sun", {});
    themeDark = make(Nothing, tr("Dark"), "moon", {});
    themeContrast = make(Nothing, tr("High contrast, black on white"), "", {});
    themeContrastDark = make(Nothing, tr("High contrast, white on black"), "", {});
    auto* themes = new QActionGroup(parent);
    for (QAction* theme : {themeSystem, themeLight, themeDark, themeContrast, themeContrastDark}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    directionSystem = make(Nothing, tr("Reading direction of the desktop"), "", {});
    directionLeft = make(Nothing, tr("Read from left to right"), "", {});
    directionRight = make(Nothing, tr("Read from right to left"), "", {});
    auto* directions = new QActionGroup(parent);
    for (QAction* direction : {directionSystem, directionLeft, directionRight}) {
        direction->setCheckable(true);
        directions->addAction(direction);
    }
    motion = make(Nothing, tr("Glide when zooming"), "", {},
                  tr("The map glides to what is shown; off, it is there at once"));
    motion->setCheckable(true);
    shortcuts = make(Nothing, tr("Keyboard shortcuts"), "", keys("Ctrl+/"),
                     tr("All keys, and how to change them"));
    shortcuts->setShortcuts({keys("Ctrl+/"), keys("F1")});
    shortcuts->setCheckable(true);
    guide = make(Nothing, tr("Guide to a first map"), "help", {},
                 tr("Seven steps on a real map, in two minutes"));
    about = make(Nothing, tr("About Cairn"), "info", {});
}

void WindowActions::include(const QList<QAction*>& actions) {
    for (QAction* action : actions) {
        describe(action, QString(action->text()).remove(QStringLiteral("…")));
        action->setProperty("group", tr("On the map").shown);
        m_all.append(action);
        m_needingProject.append(action);
    }
}

void WindowActions::setIcons(const Theme& theme) {
    for (const auto& [action, icon] : m_icons)
        action->setIcon(strokeIcon(icon, theme.colour(Colour::Dim)));
}

QAction* WindowActions::make(Needs needs, const Words& text, const QString& icon,
                             const QKeySequence& shortcut, const QString& tip) {
    auto* action = new QAction(text.shown, m_parent);
    action->setObjectName(idOf(text.source));
    action->setProperty("group", m_group);
    action->setShortcut(shortcut);
    const QString plain = QString(text.shown).remove(u'&').remove(QStringLiteral("…"));
    describe(action, tip.isEmpty() ? plain : tip);
    if (!icon.isEmpty())
        m_icons.emplace_back(action, icon);
    m_all.append(action);
    if (needs != Needs::Nothing)
        m_needingProject.append(action);
    if (needs == Needs::Changeable)
        m_changing.append(action);
    return action;
}

void WindowActions::describe(QAction* action, const QString& words) {
    action->setProperty(kTip, words);
    const QString keysShown = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keysShown.isEmpty() ? words
                                           : QStringLiteral("%1 (%2)").arg(words, keysShown));
}

void WindowActions::describe(QAction* action) {
    describe(action, action->property(kTip).toString());
}

} // namespace cairn
