#include "editor/style.hpp"

#include <QApplication>
#include <QEvent>
#include <QProxyStyle>
#include <QSettings>
#include <QWidget>
#include <array>
#include <utility>

#include "editor/panels/elide.hpp"
#include "render/fonts.hpp"

namespace cairn {

namespace {

constexpr auto kModeKey = "look/theme", kDirectionKey = "look/direction";

struct ModeName {
    Appearance::Mode mode;
    const char* name;
};
constexpr std::array kModes{
    ModeName{Appearance::Mode::System, "system"}, ModeName{Appearance::Mode::Light, "light"},
    ModeName{Appearance::Mode::Dark, "dark"}, ModeName{Appearance::Mode::Contrast, "contrast"},
    ModeName{Appearance::Mode::ContrastDark, "contrast-dark"}};

/// What the application wears; nullptr without an Appearance (tests of single widgets).
const Theme* worn = nullptr;

bool desktopIsDark() {
    return QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto channel = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

// Tokens stand as @name in the sheet and are replaced by the theme's colours.
constexpr auto kSheet = R"(
* { outline: none; }
QToolTip { background: @card; color: @ink; border: 1px solid @line; padding: 4px 6px; }
QMainWindow, QWidget[surface="ground"] { background: @ground; }
QWidget[surface="panel"], QFrame[surface="panel"] { background: @panel; }
QFrame[surface="card"] { background: @card; border: 1px solid @line; border-radius: 8px; }
QFrame[surface="pain"] { background: @painGround; border: none; border-radius: 8px; }
QFrame[surface="bar"] { background: @accentGround; border: none; border-bottom: 1px solid @line; }
QFrame[surface="bar"][grave="true"] { background: @painGround; }
QFrame[surface="topbar"] { background: @panel; border: none; border-bottom: 1px solid @line; }
QFrame[surface="line"] { background: @line; border: none; }
QDialog { background: @panel; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 18px; font-weight: 600; }
QLabel[role="display"] { font-size: 24px; font-weight: 700; }
QLabel[role="heading"] { font-size: 14px; font-weight: 600; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; color: @dim; letter-spacing: 1px; }
QLabel[role="logo"] { font-size: 15px; font-weight: 700; }
QLabel[role="dim"] { color: @dim; }
QLabel[role="small"] { color: @dim; font-size: 12px; }
QLabel[role="faint"] { color: @faint; }
QLabel[role="pain"] { color: @pain; font-weight: 600; }
QLabel[role="chip"] { background: @accentGround; color: @accent; border-radius: 9px; padding: 2px 8px; font-size: 12px; font-weight: 600; }

QPushButton, QToolButton { background: @card; color: @ink; border: 1px solid @line; border-radius: 6px; padding: 5px 12px; min-height: 18px; }
QToolButton { padding: 5px 8px; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked { background: @accentGround; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QPushButton:default, QPushButton[look="primary"], QToolButton[look="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[look="primary"]:hover, QToolButton[look="primary"]:hover, QPushButton:default:hover { background: @accentHover; }
QPushButton[look="primary"]:focus, QToolButton[look="primary"]:focus, QPushButton:default:focus { border-color: @ink; }
QPushButton:default:disabled, QPushButton[look="primary"]:disabled { background: @line; border-color: @line; color: @dim; }
QPushButton[look="flat"], QToolButton[look="flat"] { background: transparent; border-color: transparent; }
QToolButton[look="flat"]:checked { background: @accentGround; color: @accent; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover { background: @hover; }
QPushButton[look="flat"]:focus, QToolButton[look="flat"]:focus { border-color: @accent; }
QPushButton[look="link"] { background: transparent; border-color: transparent; color: @accent; padding: 2px 4px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: @accent; }
QPushButton[look="chip"], QToolButton[look="chip"] { background: @card; border-radius: 6px; padding: 2px 10px; }
QPushButton[look="card"], QToolButton[look="card"] { background: @card; border: 1px solid @line; border-radius: 8px; padding: 0; text-align: left; }
QPushButton[look="card"]:hover { border-color: @accent; background: @card; }
QPushButton[look="card"]:focus { border: 2px solid @accent; }
QPushButton[look="search"] { background: @card; color: @dim; text-align: left; padding: 5px 10px; border-radius: 8px; }
QPushButton[look="state"] { background: transparent; border: 1px solid transparent; color: @dim; padding: 3px 3px; }
QPushButton[look="state"]:hover, QPushButton[look="state"]:focus { color: @accent; }
QPushButton[look="state"]:focus { border-color: @accent; }
QPushButton[look="state"][grave="true"] { color: @pain; font-weight: 600; }
QPushButton[look="row"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 6px 8px; }
QPushButton[look="row"]:hover { background: @hover; }
QPushButton[look="row"]:focus { border-color: @accent; }
QPushButton[look="drop"] { background: transparent; border: 1px dashed @faint; border-radius: 8px; padding: 0; min-height: 96px; }
QPushButton[look="drop"]:hover, QPushButton[look="drop"]:focus { border-color: @accent; background: @card; }
QLabel[role="picture"], QLabel[role="blankPicture"] { background: @ground; border-bottom: 1px solid @line; border-top-left-radius: 7px; border-top-right-radius: 7px; }
QLabel[role="blankPicture"] { color: @dim; font-size: 32px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: @card; color: @ink; border: 1px solid @line; border-radius: 6px; padding: 4px 8px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: @accent; }
QLineEdit[look="flat"] { background: transparent; border-color: transparent; }
QLineEdit[look="flat"]:hover { border-color: @line; }
QLineEdit[look="flat"]:focus { background: @card; border-color: @accent; }
QLineEdit > QToolButton { padding: 0; border: none; min-width: 0; min-height: 0; } /* what empties the line */
QLineEdit[role="title"] { font-weight: 600; padding: 4px 6px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @line; selection-background-color: @accentGround; selection-color: @ink; }

QTreeView, QListView, QTableView { background: transparent; border: none; color: @ink; alternate-background-color: transparent; gridline-color: @grid; }
QListView::item, QTreeView::item { padding: 4px 6px; border-radius: 6px; min-height: 18px; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected { background: @accentGround; color: @ink; }
QListView::item:focus, QTreeView::item:focus { border: 1px solid @accent; }
QTreeView#shortcuts-list::branch { background: transparent; }
QTableView::item { padding: 4px 8px; }
QTableView::item:selected { background: @accentGround; color: @ink; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @dim; border: none; border-bottom: 1px solid @line; padding: 4px 8px; font-size: 12px; font-weight: 600; }
QTableCornerButton::section { background: transparent; border: none; }

QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @dim; border: none; border-bottom: 2px solid transparent; padding: 8px 12px; }
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:selected { color: @ink; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:selected:focus { color: @accent; background: @accentGround; }

QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: @thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: @card; color: @ink; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentGround; }
QMenu::item:disabled { color: @faint; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { background: @accentGround; border: 1px solid @accent; border-radius: 4px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { background: @accent; border-radius: 4px; image: url(:/icons/@tick); }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QProgressBar { background: @grid; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @dim; border-radius: 4px; background: @card; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/@tick); }
QCheckBox::indicator:indeterminate { background: @accentGround; border-color: @accent; }
QCheckBox::indicator:disabled { border-color: @faint; background: transparent; }
QCheckBox::indicator:checked:disabled { background: @faint; }
)";

} // namespace

QPalette paletteOf(const Theme& theme) {
    const QColor ground = theme.colour(Colour::Ground), panel = theme.colour(Colour::Panel);
    const QColor card = theme.colour(Colour::Card), ink = theme.colour(Colour::Ink);
    const QColor dim = theme.colour(Colour::Dim), faint = theme.colour(Colour::Faint);
    const QColor line = theme.colour(Colour::Line), accent = theme.colour(Colour::Accent);
    QPalette palette;
    palette.setColor(QPalette::Window, panel);
    palette.setColor(QPalette::WindowText, ink);
    palette.setColor(QPalette::Base, card);
    palette.setColor(QPalette::AlternateBase, ground);
    palette.setColor(QPalette::Text, ink);
    palette.setColor(QPalette::Button, panel);
    palette.setColor(QPalette::ButtonText, ink);
    palette.setColor(QPalette::BrightText, theme.colour(Colour::Pain));
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, theme.colour(Colour::OnAccent));
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::ToolTipBase, card);
    palette.setColor(QPalette::ToolTipText, ink);
    palette.setColor(QPalette::Light, card);
    palette.setColor(QPalette::Midlight, theme.colour(Colour::Grid));
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, faint);
    palette.setColor(QPalette::Shadow, theme.dark ? QColor(Qt::black) : line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

QString styleSheetOf(const Theme& theme) {
    const QColor ink = theme.colour(Colour::Ink), panel = theme.colour(Colour::Panel);
    const QColor accent = theme.colour(Colour::Accent);
    // Longer names first: @painGround must not be taken for @pain followed by "Ground".
    const std::array<std::pair<const char*, QColor>, 18> tokens{{
        {"@accentGround", theme.colour(Colour::AccentGround)},
        {"@accentHover", mixed(accent, ink, 0.14)},
        {"@onAccent", theme.colour(Colour::OnAccent)},
        {"@painGround", theme.colour(Colour::PainGround)},
        {"@ground", theme.colour(Colour::Ground)},
        {"@accent", accent},
        {"@panel", panel},
        {"@hover", mixed(panel, ink, 0.06)},
        {"@thumb", mixed(panel, ink, 0.2)},
        {"@faint", theme.colour(Colour::Faint)},
        {"@pain", theme.colour(Colour::Pain)},
        {"@card", theme.colour(Colour::Card)},
        {"@line", theme.colour(Colour::Line)},
        {"@grid", theme.colour(Colour::Grid)},
        {"@ink", ink},
        {"@dim", theme.colour(Colour::Dim)},
        {"@star", theme.colour(Colour::Star)},
        {"@bar", theme.colour(Colour::Bar)},
    }};
    QString sheet = QString::fromLatin1(kSheet);
    sheet.replace(QLatin1String("@tick"),
                  QLatin1String(theme.dark ? "tick-dark.svg" : "tick-light.svg"));
    for (const auto& [name, colour] : tokens)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

const Theme& themeOf(const QWidget* widget) {
    return appliedTheme(widget->palette().color(QPalette::Window).lightness() < 128);
}

const Theme& appliedTheme(bool dark) {
    if (worn && worn->dark == dark)
        return *worn;
    return dark ? darkTheme() : lightTheme();
}

namespace {

/// Words run their own way: in a window that reads from the right, an English label keeps its dots
/// at its own end.
class WordsStyle : public QProxyStyle {
public:
    WordsStyle() : QProxyStyle(QStringLiteral("fusion")) {}
    void drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette,
                      bool enabled, const QString& text, QPalette::ColorRole role) const override {
        QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, byItself(text), role);
    }
};

} // namespace

Appearance::Appearance(QObject* parent) : QObject(parent) {
    QApplication::setStyle(new WordsStyle);
    const QString saved = QSettings().value(kModeKey, "system").toString();
    for (const ModeName& known : kModes)
        if (saved == QLatin1String(known.name))
            m_mode = known.mode;
    // Untouched without a wish of the person's: it may have been asked for on the command line.
    if (const QString wish = QSettings().value(kDirectionKey).toString(); !wish.isEmpty())
        setDirection(wish == "right" ? Direction::RightToLeft : Direction::LeftToRight);
    QApplication::setFont(uiFont(13));
    applyTheme();
    qApp->installEventFilter(this);
}

Appearance::~Appearance() {
    if (worn == &m_theme)
        worn = nullptr;
}

void Appearance::setMode(Mode mode) {
    m_mode = mode;
    for (const ModeName& known : kModes)
        if (mode == known.mode)
            QSettings().setValue(kModeKey, QLatin1String(known.name));
    applyTheme();
}

void Appearance::setDirection(Direction direction) {
    m_direction = direction;
    QSettings settings;
    if (direction == Direction::System)
        settings.remove(kDirectionKey);
    else
        settings.setValue(kDirectionKey, direction == Direction::RightToLeft ? "right" : "left");
    QApplication::setLayoutDirection(direction == Direction::RightToLeft ? Qt::RightToLeft
                                     : direction == Direction::LeftToRight
                                         ? Qt::LeftToRight
                                         : Qt::LayoutDirectionAuto);
}

void Appearance::setBrand(const QColor& colour, const QString& family) {
    m_brand = colour;
    m_family = family;
    applyTheme();
}

Theme Appearance::wanted() const {
    if (m_mode == Mode::Contrast || m_mode == Mode::ContrastDark)
        return branded(contrastTheme(m_mode == Mode::ContrastDark), m_brand, m_family);
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && desktopIsDark());
    return branded(dark ? darkTheme() : lightTheme(), m_brand, m_family);
}

bool Appearance::eventFilter(QObject* watched, QEvent* event) {
    // The desktop says so when it turns dark; our own palette does not raise this event.
    if (event->type() == QEvent::ThemeChange && m_mode == Mode::System)
        applyTheme();
    return QObject::eventFilter(watched, event);
}

void Appearance::applyTheme() {
    Theme next = wanted();
    if (m_applied && next == m_theme)
        return;
    m_theme = std::move(next);
    worn = &m_theme;
    m_applied = true;
    QApplication::setPalette(paletteOf(theme()));
    qApp->setStyleSheet(styleSheetOf(theme()));
    emit changed();
}

} // namespace cairn
