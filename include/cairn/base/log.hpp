#pragma once
// The log: a file beside the app's own data and, for the CLI, stderr. Never a customer's data in it.

#include <filesystem>
#include <functional>
#include <string_view>

namespace cairn {

enum class LogLevel { Debug, Info, Warning, Error };

/// Writes to a rotating file (5 x 1 MB) from now on. Throws Error when it cannot be created.
void logToFile(const std::filesystem::path& file);
void log(LogLevel level, std::string_view message);
inline void logDebug(std::string_view m) { log(LogLevel::Debug, m); }
inline void logInfo(std::string_view m) { log(LogLevel::Info, m); }
inline void logWarning(std::string_view m) { log(LogLevel::Warning, m); }
inline void logError(std::string_view m) { log(LogLevel::Error, m); }

/// Hears every line, for tests that fail on an unexpected error. Pass nullptr to stop.
void setLogListener(std::function<void(LogLevel, std::string_view)> listener);

} // namespace cairn
