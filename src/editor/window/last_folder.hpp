#pragma once
// Where files were opened last, and will be looked for next.

#include <QString>

namespace cairn {

/// The documents' folder at first.
QString lastFolder();
/// The folder of a file that was chosen.
void rememberFolder(const QString& path);

} // namespace cairn
