#pragma once
// A test that makes the program write an error line it did not announce has failed.

#include <memory>
#include <string>
#include <vector>

namespace cairn::test {

/// Runs Catch2; the exit code is not 0 when a test failed or an unexpected error line was logged. Each test case is a
/// process of its own under ctest, so the line fails the very test that caused it.
int runTests(int argc, char** argv);
/// Hands over the unexpected error lines so far (for the guard's own test).
std::vector<std::string> takeUnexpectedErrors();

/// For the length of its life, error lines that contain `fragment` are expected; the test fails if none comes.
class ExpectLoggedError {
public:
    explicit ExpectLoggedError(std::string fragment);
    ~ExpectLoggedError();
    ExpectLoggedError(const ExpectLoggedError&) = delete;
    ExpectLoggedError& operator=(const ExpectLoggedError&) = delete;

private:
    std::unique_ptr<struct Pending> m_pending;
};

} // namespace cairn::test
