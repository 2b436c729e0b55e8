// The main of every core test: Catch2, plus the guard that fails a test on an unexpected error line in the log.
#include "support/log_guard.hpp"

int main(int argc, char** argv) {
    return cairn::test::runTests(argc, argv);
}
