#include "support/log_guard.hpp"

#define CATCH_CONFIG_RUNNER // runTests needs Catch::Session
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "cairn/base/log.hpp"

namespace cairn::test {
namespace {

struct Expectation {
    std::string fragment;
    bool seen = false;
};

std::mutex g_mutex;
std::vector<Expectation*> g_expected;
std::vector<std::string> g_unexpected;

void hear(LogLevel level, std::string_view message) {
    if (level != LogLevel::Error)
        return;
    const std::lock_guard lock(g_mutex);
    for (Expectation* e : g_expected)
        if (message.find(e->fragment) != std::string_view::npos) {
            e->seen = true;
            return;
        }
    g_unexpected.emplace_back(message);
}

/// Random tests start from one seed for everybody, so that a red run is about the change. Who hunts
/// (docs/building.md) sets RC_PARAMS, and then each run takes another.
void startRandomTestsAlike() {
    if (std::getenv("RC_PARAMS") != nullptr)
        return;
#ifdef _WIN32
    _putenv_s("RC_PARAMS", "seed=1");
#else
    setenv("RC_PARAMS", "seed=1", 0);
#endif
}

} // namespace

std::vector<std::string> takeUnexpectedErrors() {
    const std::lock_guard lock(g_mutex);
    return std::exchange(g_unexpected, {});
}

int runTests(int argc, char** argv) {
    setLogListener(hear);
    startRandomTestsAlike();
    const int failures = Catch::Session().run(argc, argv);
    const auto errors = takeUnexpectedErrors();
    for (const auto& line : errors)
        std::fprintf(stderr, "unexpected error line in the log: %s\n", line.c_str());
    if (failures != 0)
        return failures;
    return errors.empty() ? 0 : 1;
}

struct Pending {
    Expectation expectation;
};

ExpectLoggedError::ExpectLoggedError(std::string fragment)
    : m_pending(std::make_unique<Pending>(Pending{{std::move(fragment), false}})) {
    const std::lock_guard lock(g_mutex);
    g_expected.push_back(&m_pending->expectation);
}

ExpectLoggedError::~ExpectLoggedError() {
    bool seen = false;
    {
        const std::lock_guard lock(g_mutex);
        std::erase(g_expected, &m_pending->expectation);
        seen = m_pending->expectation.seen;
        if (!seen)
            g_unexpected.push_back(
                "(the expected error did not come: " + m_pending->expectation.fragment + ")");
    }
}

} // namespace cairn::test
