#pragma once
// Where the programs keep what belongs to the person and not to a project: working copies, the key
// of fingerprints, the log.

#include <filesystem>

namespace cairn {

/// The application's own folder, the same for the window and the command line: Cairn/Cairn in
/// $XDG_DATA_HOME or ~/.local/share, in %APPDATA% on Windows, in ~/Library/Application Support on
/// macOS. It may not be there yet.
std::filesystem::path dataFolder();

} // namespace cairn
