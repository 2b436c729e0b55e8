#pragma once
// Text cut to a width, its stops at its own end.

#include <QFontMetrics>
#include <QGuiApplication>
#include <QString>

namespace cairn {

/// A text that runs against the window (an English name in an Arabic window) stands by itself, so that its dots and
/// stops do not jump to its other end.
inline QString byItself(const QString& text) {
    const bool against =
        text.isRightToLeft() != (QGuiApplication::layoutDirection() == Qt::RightToLeft);
    return against && !text.isEmpty() ? QChar(0x2068) + text + QChar(0x2069) : text;
}

inline QString elided(const QFontMetrics& metrics, const QString& text, int width,
                      Qt::TextElideMode mode = Qt::ElideRight) {
    return byItself(metrics.elidedText(text, mode, width));
}

} // namespace cairn
