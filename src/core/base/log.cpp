#include "cairn/base/log.hpp"

#include <mutex>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

constexpr std::size_t kLogBytes = 1024 * 1024;
constexpr std::size_t kLogFiles = 5;

std::mutex g_mutex;
std::shared_ptr<spdlog::logger> g_logger;
std::function<void(LogLevel, std::string_view)> g_listener;

spdlog::level::level_enum levelOf(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

} // namespace

void logToFile(const std::filesystem::path& file) {
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), kLogBytes,
                                                                           kLogFiles);
        auto logger = std::make_shared<spdlog::logger>("cairn", std::move(sink));
        logger->flush_on(spdlog::level::warn);
        const std::lock_guard lock(g_mutex);
        g_logger = std::move(logger);
    } catch (const spdlog::spdlog_ex& e) {
        throw Error(ErrorCode::Io, "write the log", e.what(), {}, file.string());
    }
}

void log(LogLevel level, std::string_view message) {
    const std::lock_guard lock(g_mutex);
    if (g_logger)
        g_logger->log(levelOf(level), message);
    if (g_listener)
        g_listener(level, message);
}

void setLogListener(std::function<void(LogLevel, std::string_view)> listener) {
    const std::lock_guard lock(g_mutex);
    g_listener = std::move(listener);
}

} // namespace cairn
