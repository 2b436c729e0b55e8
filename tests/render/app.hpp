#pragma once
// Fonts and icons need a QGuiApplication; tests that paint ask for it first.

namespace cairn::test {

/// Makes the application (offscreen) at the first call and loads the fonts.
void needApp();

} // namespace cairn::test
