#pragma once
// The look of the widgets: one palette and one style sheet, both made of the theme's tokens.

#include <QObject>
#include <QPalette>
#include <QString>

#include "render/theme.hpp"

class QWidget;

namespace cairn {

/// Which theme is wanted, and which one that is now. One object, made in main() and handed to the
/// window. Sets the application's palette, font and style sheet.
class Appearance : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark, Contrast, ContrastDark };
    explicit Appearance(QObject* parent = nullptr);
    ~Appearance() override;
    Mode mode() const { return m_mode; }
    void setMode(Mode mode); ///< remembered in the settings
    const Theme& theme() const { return m_theme; }
    /// The open project's own colour and font; an invalid colour and no name are Cairn's.
    void setBrand(const QColor& colour, const QString& family);
    /// Which way the window reads; System follows the language of the desktop.
    enum class Direction { System, LeftToRight, RightToLeft };
    Direction direction() const { return m_direction; }
    void setDirection(Direction direction); ///< remembered in the settings
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// The palette and style sheet are already set; refresh what is drawn by hand (icons, canvas).
    void changed();

private:
    void applyTheme();
    Theme wanted() const;
    Theme m_theme;
    QColor m_brand;
    QString m_family;
    Mode m_mode = Mode::System;
    Direction m_direction = Direction::System;
    bool m_applied = false;
};

/// The theme that a widget's palette belongs to: for icons and hand-drawn widgets.
/// Listen to QEvent::PaletteChange in changeEvent() to follow a switch.
const Theme& themeOf(const QWidget* widget);
/// The theme that the application wears when it is dark or light as asked; else the plain one.
const Theme& appliedTheme(bool dark);

QPalette paletteOf(const Theme& theme);

/// The style sheet. Widgets ask for a part of it by dynamic properties:
/// - QLabel `role`: "display" (24), "title" (18), "heading" (14 semibold), "section" (small
/// capitals),
///   "small", "dim", "faint", "pain", "chip", "logo".
/// - QPushButton, QToolButton `look`: "primary" (accent), "flat" (no frame until hovered), "chip",
///   "link", "card", "row"; none = outlined.
/// - QFrame, QWidget `surface`: "panel", "card", "pain", "bar" (a message), "ground", "line".
QString styleSheetOf(const Theme& theme);

} // namespace cairn
