#include "editor/window/top_bar.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <algorithm>

#include "editor/panels/quiet_widgets.hpp"
#include "editor/style.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr int kHeight = 48, kLongestTitle = 320;

/// Two summits, in the accent.
class Logo : public QWidget {
public:
    explicit Logo(QWidget* parent = nullptr) : QWidget(parent) { setFixedSize(22, 20); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath peaks;
        peaks.addPolygon(QPolygonF({{1, 17}, {8, 5}, {12, 11}, {14.5, 7.5}, {21, 17}}));
        peaks.closeSubpath();
        painter.fillPath(peaks, themeOf(this).colour(Colour::Accent));
    }
};

QToolButton* iconButton(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setProperty("look", "flat");
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize({18, 18});
    return button;
}

/// Reads like a field to type in; its keys stand at its other end where there is room for them.
class FindButton : public QPushButton {
public:
    explicit FindButton(const QString& words) : m_keys(new QLabel(this)) {
        setText(u' ' + words);
        m_keys->setProperty("role", "small");
        m_keys->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto* inside = new QHBoxLayout(this);
        inside->setContentsMargins(12, 0, 12, 0); // whichever end it stands at
        inside->addStretch();
        inside->addWidget(m_keys);
    }
    void showKeys(const QString& keys) {
        m_keys->setText(keys);
        fit();
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        QPushButton::resizeEvent(event);
        fit();
    }

private:
    void fit() {
        constexpr int kIconAndAir = 64;
        const int words = fontMetrics().horizontalAdvance(text());
        m_keys->setVisible(words + m_keys->sizeHint().width() + kIconAndAir <= width());
    }
    QLabel* m_keys;
};

} // namespace

TopBar::TopBar(const WindowActions& actions, QWidget* parent)
    : QFrame(parent), m_logo(new Logo), m_title(new QuietLine), m_state(new QPushButton),
      m_undo(iconButton(actions.undo)), m_redo(iconButton(actions.redo)), m_menu(new QToolButton),
      m_find(new FindButton(actions.find->text())),
      m_import(new QPushButton(u' ' + tr("Import data"))),
      m_export(new QPushButton(u' ' + tr("Export"))) {
    setProperty("surface", "topbar");
    setFixedHeight(kHeight);
    auto* name = new QLabel(QStringLiteral("Cairn"));
    name->setProperty("role", "logo");
    m_title->setProperty("look", "flat");
    m_title->setProperty("role", "title");
    m_title->setObjectName("projectTitle");
    m_title->setAccessibleName(tr("Title of the project"));
    m_title->setToolTip(tr("Title of the project; click to change it"));
    connect(m_title, &QLineEdit::textChanged, this, &TopBar::fitTitle);
    connect(m_title, &QLineEdit::editingFinished, this, [this] {
        const QString title = m_title->text().trimmed();
        if (title.isEmpty())
            m_title->setText(m_shownTitle);
        else if (title != m_shownTitle)
            emit titleEdited(title);
    });
    m_state->setProperty("look", "state");
    m_state->setObjectName("saveState");
    m_state->setFocusPolicy(Qt::TabFocus);
    connect(m_state, &QPushButton::clicked, this, &TopBar::stateClicked);

    m_find->setProperty("look", "search");
    m_find->setObjectName("find");
    m_find->setAccessibleName(actions.find->text());
    m_find->setToolTip(actions.find->toolTip());
    m_find->setMinimumWidth(160);
    m_find->setMaximumWidth(420);
    m_find->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_find, &QPushButton::clicked, actions.find, &QAction::trigger);
    const auto follow = [this, find = actions.find, import = actions.importData] {
        static_cast<FindButton*>(m_find)->showKeys(
            find->shortcut().toString(QKeySequence::NativeText));
        m_find->setToolTip(find->toolTip());
        m_import->setToolTip(import->toolTip());
    };
    follow();
    connect(actions.find, &QAction::changed, this, follow);
    connect(actions.importData, &QAction::changed, this, follow);

    m_import->setObjectName("import");
    m_import->setToolTip(actions.importData->toolTip());
    connect(m_import, &QPushButton::clicked, actions.importData, &QAction::trigger);
    m_import->setAccessibleName(tr("Import data"));
    m_export->setAccessibleName(tr("Export"));
    m_export->setObjectName("export");
    m_export->setProperty("look", "primary");
    // A menu of the button's own would make it leave room for an arrow that is not drawn: at the
    // wrong end, and over its words, where people read from the right.
    connect(m_export, &QPushButton::clicked, this, [this, out = makeExportMenu(actions)] {
        const int width = out->sizeHint().width();
        const QPoint below = m_export->mapToGlobal(QPoint(0, m_export->height() + 2));
        out->popup(isRightToLeft() ? below : below + QPoint(m_export->width() - width, 0));
    });
    m_export->setToolTip(tr("The map as a PDF, a picture or data"));
    m_menu->setProperty("look", "flat");
    m_menu->setObjectName("menu");
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setMenu(makeMenu(actions));
    // What is chosen in the menu takes the mouse elsewhere without the button being told.
    connect(m_menu->menu(), &QMenu::aboutToHide, m_menu, [button = m_menu] {
        button->setAttribute(Qt::WA_UnderMouse,
                             button->rect().contains(button->mapFromGlobal(QCursor::pos())));
        button->update();
    });
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Everything else"));
    m_menu->setIconSize({18, 18});

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(4);
    row->addWidget(m_menu);
    row->addSpacing(4);
    row->addWidget(m_logo);
    row->addWidget(name);
    row->addSpacing(12);
    row->addWidget(m_title);
    row->addWidget(m_state);
    row->addSpacing(8);
    row->addWidget(m_undo);
    row->addWidget(m_redo);
    row->addStretch(1);
    row->addWidget(m_find, 4);
    row->addStretch(1);
    row->addWidget(m_import);
    row->addSpacing(4);
    row->addWidget(m_export);
    m_ofProject = {m_title, m_state, m_undo, m_redo, m_export};
}

void TopBar::setProjectShown(bool shown) {
    for (QWidget* widget : m_ofProject)
        widget->setVisible(shown);
}

void TopBar::setTitle(const QString& title) {
    if (title == m_shownTitle)
        return;
    m_shownTitle = title;
    m_title->setText(title);
    m_title->setCursorPosition(0);
}

void TopBar::setEditable(bool editable) {
    m_title->setReadOnly(!editable);
}

void TopBar::setState(const QString& words, const QString& tip, bool grave) {
    m_state->setText(words);
    m_state->setToolTip(tip);
    m_state->setAccessibleName(words);
    if (m_state->property("grave").toBool() != grave) {
        m_state->setProperty("grave", grave);
        m_state->style()->unpolish(m_state);
        m_state->style()->polish(m_state);
    }
}

QString TopBar::stateText() const {
    return m_state->text();
}

void TopBar::setIcons(const Theme& theme) {
    const QColor dim = theme.colour(Colour::Dim);
    m_find->setIcon(strokeIcon("search", dim));
    m_import->setIcon(strokeIcon("data", theme.colour(Colour::Ink)));
    m_export->setIcon(strokeIcon("export", theme.colour(Colour::OnAccent)));
    m_menu->setIcon(strokeIcon("menu", dim));
    m_logo->update();
}

/// As wide as its words, so that the state stands right beside them.
void TopBar::fitTitle() {
    m_title->ensurePolished();
    const int words = m_title->fontMetrics().horizontalAdvance(m_title->text());
    m_title->setFixedWidth(std::clamp(words + 22, 72, kLongestTitle));
}

QMenu* TopBar::makeExportMenu(const WindowActions& a) {
    auto* menu = new QMenu(m_export);
    menu->addActions({a.pdfA4, a.pdfA3, a.pdfPoster, a.pdfCharts, a.pdfInk});
    menu->addSeparator();
    menu->addActions({a.png, a.pngScale1, a.pngScale2, a.pngScale4, a.pngTransparent});
    menu->addSeparator();
    menu->addActions({a.mermaid, a.json});
    return menu;
}

QMenu* TopBar::makeMenu(const WindowActions& a) {
    auto* menu = new QMenu(m_menu);
    menu->addActions({a.newBlank, a.startPage, a.openFile, a.openSample});
    menu->addSeparator();
    menu->addActions({a.save, a.saveAs, a.closeProject});
    menu->addSeparator();
    menu->addMenu(tr("Edit"))
        ->addActions({a.undo, a.redo, a.cut, a.copy, a.paste, a.copyPicture, a.rename, a.duplicate,
                      a.remove, a.selectAll, a.findText, a.findNext, a.findPrevious,
                      a.replaceText});
    menu->addMenu(tr("Map"))->addActions({a.addMap, a.addFutureMap, a.futureOf, a.copyMap,
                                          a.compare, a.detailMap, a.addPersona, a.addStage,
                                          a.importData});
    QMenu* view = menu->addMenu(tr("View"));
    view->addActions(
        {a.outline, a.drawer, a.inspector, a.onlyMap, a.fullScreen, a.nextPart, a.previousPart});
    view->addSeparator();
    view->addActions({a.showFunnel, a.showPain, a.showPaths, a.showRetention, a.showTrends,
                      a.showTouchpoints, a.showData});
    view->addSeparator();
    view->addActions(
        {a.zoomIn, a.zoomOut, a.fit, a.actualSize, a.zoomToSelection, a.filter, a.clearFilter});
    view->addSeparator();
    view->addActions(
        {a.themeSystem, a.themeLight, a.themeDark, a.themeContrast, a.themeContrastDark});
    view->addSeparator();
    view->addActions({a.directionSystem, a.directionLeft, a.directionRight});
    m_versionsMenu = menu->addMenu(tr("Versions"));
    menu->addMenu(tr("Export"))
        ->addActions({a.pdfA4, a.pdfA3, a.pdfPoster, a.png, a.mermaid, a.json});
    menu->addSeparator();
    menu->addActions({a.guide, a.shortcuts, a.about, a.quit});
    return menu;
}

} // namespace cairn
