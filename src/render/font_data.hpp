#pragma once
// What is done to the embedded font's bytes before Qt sees them.

#include <QByteArray>

namespace cairn {

/// The family name under which the embedded font is registered: its own, so that an Inter installed
/// on the machine, whose glyphs may be drawn otherwise, is never picked in its place.
inline constexpr const char* kFontFamily = "Cairn";

/// Prepares an OpenType font named "Inter": renames its family to kFontFamily and takes away the
/// feature `calt`. Contextual alternates are glyphs that belong to no character (the raised colon
/// of 12:30, the hyphen of A-B), and Qt's PDF writer can name only glyphs that do: pdftotext and
/// search would lose exactly those characters. Bytes that are no such font come back as they are.
QByteArray prepareFont(QByteArray font);

} // namespace cairn
