// cairn: the editor.
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "cairn/base/data_folder.hpp"
#include "cairn/base/error.hpp"
#include "cairn/base/log.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/main_window.hpp"
#include "render/fonts.hpp"

namespace {

/// A log that cannot be written must not keep anyone from their map.
void startLog() {
    const std::filesystem::path folder = cairn::dataFolder() / "log";
    std::error_code shownBelow;
    std::filesystem::create_directories(folder, shownBelow);
    try {
        cairn::logToFile(folder / "cairn.log");
    } catch (const cairn::Error& error) {
        std::fprintf(stderr, "cairn: no log: %s\n", error.why().c_str());
    }
}

int run(QApplication& app) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main", "Draw customer journeys and see where customers leave, and what hurts."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        "file", QApplication::translate("main", "A .cairn project to open, or a CSV to import."),
        "[file]");
    const QCommandLineOption sample("sample",
                                    QApplication::translate("main", "Open the sample project."));
    parser.addOption(sample);
    parser.process(app);

    startLog();
    cairn::loadFonts();
    cairn::Appearance appearance;
    cairn::Session session(cairn::Session::defaultWorkingFolder());
    cairn::MainWindow window(&session, &appearance);
    window.show();
    if (!parser.positionalArguments().isEmpty())
        window.openPath(QFileInfo(parser.positionalArguments().constFirst()).absoluteFilePath());
    else if (parser.isSet(sample))
        session.openSample();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setOrganizationName("Cairn");
    QApplication::setApplicationName("Cairn");
    QApplication::setApplicationVersion(CAIRN_VERSION);
    QApplication::setDesktopFileName("cairn");
    try {
        return run(app);
    } catch (const std::exception& error) {
        cairn::logError(error.what());
        std::fprintf(stderr, "cairn: %s\n", error.what());
        return 1;
    }
}
