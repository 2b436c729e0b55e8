#include "editor/panels/panel_style.hpp"

#include <QApplication>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QLayout>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolButton>
#include <QVariant>

#include "editor/style.hpp"
#include "render/fonts.hpp"

namespace cairn {

/// A style sheet meddles with its widgets' palettes, so the panel remembers what the application's
/// palette said.
const Theme& themeFor(const QWidget* widget) {
    for (const QWidget* at = widget; at; at = at->parentWidget())
        if (const QVariant dark = at->property("cairnDark"); dark.isValid())
            return appliedTheme(dark.toBool());
    return appliedTheme(QApplication::palette().color(QPalette::Window).lightness() < 128);
}

QString panelStyleSheet(const Theme& theme) {
    const auto hex = [&](Colour token) { return theme.colour(token).name(); };
    QString sheet = QStringLiteral(R"(
* { font-size: 13px; color: @ink; }
QScrollArea, QScrollArea > QWidget > QWidget, QStackedWidget, QTreeView { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; color: @dim; }
QLabel[role="heading"] { font-size: 18px; font-weight: 700; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="dim"] { color: @dim; }
QLabel[role="compact"] { font-size: 12px; }
QLabel[role="small"] { color: @dim; font-size: 12px; }
QLabel[role="pain"], QLabel[role="trouble"] { color: @pain; font-weight: 600; }
QLabel[role="trouble"] { font-weight: 500; }
QLabel[role="warning"] { color: @pain; font-size: 12px; font-weight: 500; }
QFrame[role="rule"] { background: @line; max-height: 1px; min-height: 1px; border: none; }
QFrame[role="card"] { background: @card; border: 1px solid @line; border-radius: 8px; }
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 3px 5px;
  selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit { padding: 3px; } /* a line edit adds two pixels of its own: all values begin on one edge */
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { background: @card; border-color: @faint; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { background: @card; border-color: @accent; }
QLineEdit > QToolButton { padding: 0; border: none; min-width: 0; min-height: 0; } /* what empties the line */
QLineEdit[role="boxed"], QComboBox[role="boxed"], QAbstractSpinBox[role="boxed"] { background: @card; border-color: @line; }
QLineEdit[role="boxed"]:focus, QComboBox[role="boxed"]:focus, QAbstractSpinBox[role="boxed"]:focus { border-color: @accent; }
QLineEdit[role="title"], QPlainTextEdit[role="title"] { font-size: 18px; font-weight: 700; padding: 2px 3px; }
QPlainTextEdit, QPlainTextEdit[role="title"] { padding: 3px 4px; }
QComboBox::drop-down { border: none; width: 16px; }
QDateEdit::drop-down { border: none; background: transparent; width: 18px; subcontrol-position: center right; }
QDateEdit::down-arrow { image: url(:/icons/@down); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @line; selection-background-color: @accentGround;
  selection-color: @ink; outline: none; }
QCheckBox { spacing: 7px; min-height: 24px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: @accent; }
QCheckBox[role="field"] { padding: 4px 6px; }
QFrame[role="question"] { background: @accentGround; border: none; border-radius: 8px; }
QRadioButton { spacing: 7px; min-height: 24px; padding: 0 4px; border: 1px solid transparent; border-radius: 4px; }
QRadioButton:focus { border-color: @accent; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid @dim; border-radius: 7px; background: @card; }
QRadioButton::indicator:checked { border: 4px solid @accent; width: 6px; height: 6px; }
QToolButton, QPushButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 8px; min-height: 16px; }
QToolButton:hover, QPushButton:hover { background: @accentGround; }
QToolButton:focus, QPushButton:focus { border-color: @accent; }
QToolButton:disabled, QPushButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="chip"] { background: @card; border: 1px solid @line; padding: 3px 10px; }
QToolButton[role="chip"]:hover, QToolButton[role="chip"]:focus { border-color: @accent; }
QToolButton[role="choice"] { background: @accentGround; color: @accent; font-weight: 600; padding: 3px 10px; }
QToolButton[role="inline"] { background: transparent; border: none; border-radius: 0; border-bottom: 1px dashed @faint;
  padding: 2px 1px 1px 1px; min-height: 21px; min-width: 22px; color: @ink; }
QToolButton[role="inline"]:hover, QToolButton[role="inline"]:focus { color: @accent; border-bottom-color: @accent; }
QToolButton[role="link"], QPushButton[role="link"] { color: @accent; padding: 3px 5px; text-align: left; }
QPushButton[role="plain"] { background: @card; border: 1px solid @line; padding: 6px 14px; }
QPushButton[role="plain"]:hover, QPushButton[role="plain"]:focus { border-color: @accent; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; font-weight: 600; padding: 7px 16px; }
QPushButton[role="primary"]:disabled { background: @line; color: @dim; }
QPushButton[role="primary"]:focus { border: 2px solid @ink; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; border: none; border-bottom: 2px solid transparent; padding: 9px 14px 7px 14px; color: @dim; }
QTabBar::tab:selected { color: @ink; font-weight: 600; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:selected:focus { color: @accent; background: @accentGround; }
QTabBar[role="views"]::tab { padding: 4px 10px; margin: 0 4px 0 0; border: 1px solid transparent; border-radius: 6px; font-size: 12px; }
QTabBar[role="views"]::tab:selected { background: @accentGround; color: @accent; font-weight: 600; }
QTabBar[role="views"]:focus { border: none; }
QTabBar[role="views"]::tab:selected:focus { border-color: @accent; }
QToolButton[role="remover"] { color: @dim; padding: 1px 4px; min-height: 20px; min-width: 14px; border-radius: 4px; }
QToolButton[role="remover"]:hover, QToolButton[role="remover"]:focus { color: @pain; }
QTreeView[role="table"]::item { padding: 3px 8px; border-bottom: 1px solid @grid; }
QTreeView[role="table"]::item:hover { background: @grid; padding: 3px 8px; }
QTreeView[role="table"]::item:selected { background: @accentGround; color: @ink; padding: 3px 8px; }
QHeaderView { background: transparent; border: none; padding: 0; }
QHeaderView::section { background: transparent; border: none; color: @dim; font-size: 12px; font-weight: 600; padding: 5px 8px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTreeView::item, QTreeView::item:hover, QTreeView::item:selected { background: transparent; padding: 0; }
QListView::indicator { width: 14px; height: 14px; border: 1px solid @dim; border-radius: 4px; background: @card; }
QListView::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/@tick); }
QTableView { gridline-color: @grid; }
QTableView::item { padding: 0 5px; }
QTreeView#outline::item:focus { border: none; } /* its rows draw their own ring */
QTreeView { outline: none; alternate-background-color: transparent; }
QTreeView::branch { background: transparent; }
QMenu { background: @card; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentGround; }
QProgressBar { background: @grid; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 1px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @card; color: @ink; border: 1px solid @line; padding: 4px; }
)");
    const std::pair<const char*, Colour> tokens[] = {
        {"@accentGround", Colour::AccentGround},
        {"@accent", Colour::Accent},
        {"@onAccent", Colour::OnAccent},
        {"@painGround", Colour::PainGround},
        {"@pain", Colour::Pain},
        {"@ground", Colour::Ground},
        {"@grid", Colour::Grid},
        {"@card", Colour::Card},
        {"@line", Colour::Line},
        {"@ink", Colour::Ink},
        {"@dim", Colour::Dim},
        {"@faint", Colour::Faint},
    };
    sheet.replace(QLatin1String("@tick"),
                  QLatin1String(theme.dark ? "tick-dark.svg" : "tick-light.svg"));
    sheet.replace(QLatin1String("@down"),
                  QLatin1String(theme.dark ? "down-dark.svg" : "down-light.svg"));
    for (const auto& [name, token] : tokens)
        sheet.replace(QLatin1String(name), hex(token));
    return sheet;
}

void applyPanelStyle(QWidget* panel) {
    const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    const QString sheet = panelStyleSheet(appliedTheme(dark));
    if (panel->property("cairnDark").isValid() && panel->styleSheet() == sheet)
        return;
    panel->setProperty("cairnDark", dark);
    panel->setStyleSheet(sheet);
}

Qt::Alignment leadingEdge(const QWidget* widget) {
    return Qt::AlignAbsolute |
           (widget->layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
}

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(leadingEdge(label) | Qt::AlignVCenter);
    label->setProperty("role", QLatin1String(role));
    return label;
}

QLabel* makeParagraph(const QString& text, const char* role, QWidget* parent) {
    QLabel* label = makeLabel(text, role, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

QLabel* makeSectionLabel(const QString& text, QWidget* parent) {
    QLabel* label = makeLabel(QLocale().toUpper(text), "section", parent);
    label->setAccessibleName(text);
    QFont font = uiFont(11, QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    label->setFont(font);
    return label;
}

QFrame* makeRule(QWidget* parent) {
    auto* rule = new QFrame(parent);
    rule->setProperty("role", "rule");
    return rule;
}

QToolButton* makeToolButton(const QString& text, const QString& accessibleName, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

void clearLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->setObjectName({}); // until it is gone: what comes in its place has the name
            widget->hide();
            widget->deleteLater();
        } else if (QLayout* inner = item->layout()) {
            clearLayout(inner);
        }
        delete item;
    }
}

QString initialsOf(const QString& name) {
    const QStringList words = name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return QStringLiteral("?");
    const QString first = words.front().left(words.front().front().isHighSurrogate() ? 2 : 1);
    return first.toUpper();
}

void paintInitials(QPainter& painter, const QRectF& rect, const QString& name, int colour,
                   const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Colour::PersonaGround, colour));
    painter.drawEllipse(rect);
    painter.setPen(theme.colour(Colour::Persona, colour));
    painter.setFont(uiFont(rect.height() * 0.5, QFont::Bold));
    painter.drawText(rect, Qt::AlignCenter, initialsOf(name));
    painter.restore();
}

void paintGlyph(QPainter& painter, std::string_view name, const QRectF& rect,
                const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 24, rect.height() / 24);
    painter.setPen(QPen(colour, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    if (name == "map") {
        painter.drawPolygon(
            QPolygonF({{3, 6}, {9, 4}, {15, 6}, {21, 4}, {21, 18}, {15, 20}, {9, 18}, {3, 20}}));
        painter.drawLine(QPointF(9, 4), QPointF(9, 18));
        painter.drawLine(QPointF(15, 6), QPointF(15, 20));
    } else if (name == "data") {
        painter.drawEllipse(QRectF(4, 3, 16, 6));
        QPainterPath side(QPointF(4, 6));
        side.lineTo(4, 18);
        side.cubicTo(4, 22, 20, 22, 20, 18);
        side.lineTo(20, 6);
        side.moveTo(4, 12);
        side.cubicTo(4, 16, 20, 16, 20, 12);
        painter.drawPath(side);
    } else if (name == "plus") {
        painter.drawLine(QPointF(12, 5), QPointF(12, 19));
        painter.drawLine(QPointF(5, 12), QPointF(19, 12));
    } else if (name == "chevron-open") {
        painter.drawPolyline(QPolygonF({{6, 9}, {12, 15}, {18, 9}}));
    } else if (name == "chevron-closed") {
        painter.drawPolyline(QPolygonF({{9, 6}, {15, 12}, {9, 18}}));
    }
    painter.restore();
}

} // namespace cairn
