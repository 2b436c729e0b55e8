#pragma once
// What both programs of the command line do alike: arguments in, one exit code out.

#include <CLI/CLI.hpp>
#include <functional>
#include <initializer_list>
#include <string>

namespace cairn::cli {

struct Command {
    std::string name;
    std::function<void(CLI::App&)> add; ///< adds the subcommand of that name
};

/// Runs the command that the arguments name. Exit 0 done, 1 could not, 2 wrong usage.
int runProgram(int argc, char** argv, std::initializer_list<Command> commands);

} // namespace cairn::cli
