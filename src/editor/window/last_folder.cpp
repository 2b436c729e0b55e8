#include "editor/window/last_folder.hpp"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace cairn {

namespace {
constexpr auto kLastFolder = "files/folder";
}

QString lastFolder() {
    return QSettings()
        .value(kLastFolder, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
        .toString();
}

void rememberFolder(const QString& path) {
    QSettings().setValue(kLastFolder, QFileInfo(path).absolutePath());
}

} // namespace cairn
