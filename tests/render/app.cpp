#include "render/app.hpp"

#include <QGuiApplication>

#include "render/fonts.hpp"

namespace cairn::test {

void needApp() {
    static int argc = 1;
    static char name[] = "test_render";
    static char* argv[] = {name, nullptr};
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Never destroyed: at the end of the process Qt's own globals may be gone before a static of
    // ours.
    static const auto* const app = new QGuiApplication(argc, argv);
    static_cast<void>(app);
    loadFonts();
}

} // namespace cairn::test
