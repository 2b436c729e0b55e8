#pragma once
// The one modal thing besides the import preview: choosing a file. A seam, so that tests choose
// without a dialog.

#include <QFileDialog>
#include <functional>

namespace cairn {

struct FileChooser {
    std::function<QString(QWidget* over, const QString& title, const QString& folder,
                          const QString& filter)>
        toOpen =
            [](QWidget* over, const QString& title, const QString& folder, const QString& filter) {
                return QFileDialog::getOpenFileName(over, title, folder, filter);
            };
    std::function<QStringList(QWidget* over, const QString& title, const QString& folder,
                              const QString& filter)>
        toOpenSeveral =
            [](QWidget* over, const QString& title, const QString& folder, const QString& filter) {
                return QFileDialog::getOpenFileNames(over, title, folder, filter);
            };
    /// Asks by itself before an existing file is chosen.
    std::function<QString(QWidget* over, const QString& title, const QString& suggested,
                          const QString& filter)>
        toSave = [](QWidget* over, const QString& title, const QString& suggested,
                    const QString& filter) {
            return QFileDialog::getSaveFileName(over, title, suggested, filter);
        };
    std::function<QString(QWidget* over, const QString& title, const QString& folder)> toFolder =
        [](QWidget* over, const QString& title, const QString& folder) {
            return QFileDialog::getExistingDirectory(over, title, folder);
        };
};

} // namespace cairn
