// The main of the editor's tests: a real QApplication on the offscreen platform, its own settings
// and folders.
#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "render/fonts.hpp"
#include "support/log_guard.hpp"

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Each test process has a home of its own, so that tests run side by side and leave nothing
    // behind.
    const QTemporaryDir home;
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(folder, home.path().toLocal8Bit());
    QApplication app(argc, argv);
    QApplication::setOrganizationName("Cairn");
    QApplication::setApplicationName("Cairn");
    cairn::loadFonts();
    return cairn::test::runTests(argc, argv);
}
