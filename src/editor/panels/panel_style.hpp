#pragma once
// What all panels share of looks: the theme in force, one style sheet made of its colours, small
// text makers (texts.hpp).

#include <QColor>
#include <QLocale>
#include <QString>
#include <string>
#include <string_view>

#include "editor/texts.hpp"
#include "render/theme.hpp"

class QFrame;
class QLabel;
class QLayout;
class QPainter;
class QRectF;
class QToolButton;
class QWidget;

namespace cairn {

/// The theme that fits the widget's palette: the desktop decides between light and dark.
const Theme& themeFor(const QWidget* widget);

/// Rules for labels (property "role": section, heading, dim, strong, pain, trouble), fields,
/// buttons, tabs, lists.
QString panelStyleSheet(const Theme& theme);
/// Sets the sheet when the theme is another than last time; cheap to call on every palette change.
void applyPanelStyle(QWidget* panel);

/// Where lines begin in this layout. Left to themselves, labels and fields look at their text: a
/// Latin name in a right-to-left window would stand at the wrong edge of its column.
Qt::Alignment leadingEdge(const QWidget* widget);

/// A label with plain text (never markup) in one of the sheet's roles.
QLabel* makeLabel(const QString& text, const char* role, QWidget* parent);
/// A wrapping one.
QLabel* makeParagraph(const QString& text, const char* role, QWidget* parent);
/// "MAPS": small capitals over a group, with an accessible heading text.
QLabel* makeSectionLabel(const QString& text, QWidget* parent);
QFrame* makeRule(QWidget* parent);
QToolButton* makeToolButton(const QString& text, const QString& accessibleName, QWidget* parent);
/// Removes and deletes later all that a layout holds.
void clearLayout(QLayout* layout);

/// The two letters that stand for a person without a portrait.
QString initialsOf(const QString& name);
/// A round face: initials in a persona's colour.
void paintInitials(QPainter& painter, const QRectF& rect, const QString& name, int colour,
                   const Theme& theme);

/// Own little stroke pictures of the outline: "map", "data", "plus".
void paintGlyph(QPainter& painter, std::string_view name, const QRectF& rect, const QColor& colour);

} // namespace cairn
