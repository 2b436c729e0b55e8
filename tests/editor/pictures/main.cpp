// cairn-pictures FOLDER [WxH] [GROUP] [LANGUAGE]: the window's pages as PNGs, in its themes. Look
// at them after a change of the look; the README's picture is one of them. Needs no screen.
// A language writes the sample in it, with its numbers, dates and direction.
#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTemporaryDir>
#include <cstdio>
#include <vector>

#include "language.hpp"
#include "pictures.hpp"
#include "render/fonts.hpp"

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(folder, home.path().toLocal8Bit());
    QApplication app(argc, argv);
    QApplication::setOrganizationName("Cairn");
    QApplication::setApplicationName("Cairn");
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: cairn-pictures FOLDER [WxH] [all|imports|maps|panels] "
                             "[en|de|ar|ja]\n");
        return 1;
    }
    QSize size(1280, 800);
    if (arguments.size() > 2) {
        const QStringList parts = arguments[2].split('x');
        if (parts.size() == 2)
            size = {parts[0].toInt(), parts[1].toInt()};
    }
    QDir().mkpath(arguments[1]);
    cairn::loadFonts();
    const QString group = arguments.value(3, "all");
    const Language* language = languageOf(arguments.value(4));
    if (language) {
        QLocale::setDefault(QLocale(language->locale));
        QApplication::setLayoutDirection(QLocale().textDirection());
    }
    using Mode = cairn::Appearance::Mode;
    std::vector<Mode> modes{Mode::Light, Mode::Dark};
    if (group == "maps")
        modes.insert(modes.end(), {Mode::Contrast, Mode::ContrastDark});
    for (const Mode mode : modes) {
        Pictures pictures(arguments[1], size, mode, language);
        if (group == "all")
            pictures.takeAll();
        else
            pictures.takeOnly(group);
    }
    return 0;
}
