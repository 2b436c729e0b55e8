#include "cli/program.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>

#include "cairn/base/error.hpp"

namespace cairn::cli {
namespace {

/// What a command says beside its result waits for its end: when it fails, one clear line is all
/// there is.
class HeldMessages {
public:
    HeldMessages() : m_real(std::cerr.rdbuf(m_held.rdbuf())) {}
    ~HeldMessages() { std::cerr.rdbuf(m_real); }
    void release() {
        std::cerr.rdbuf(m_real);
        std::cerr << m_held.str();
    }
    HeldMessages(const HeldMessages&) = delete;
    HeldMessages& operator=(const HeldMessages&) = delete;

private:
    std::ostringstream m_held;
    std::streambuf* m_real;
};

/// Adds the command that is asked for alone, as the flags of all of them take longer to list than
/// most commands to start; all for who wants help. False when there is none of that name.
bool addAsked(CLI::App& program, std::initializer_list<Command> commands,
              const std::string& asked) {
    const auto named = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& command) { return command.name == asked; });
    if (named != commands.end()) {
        named->add(program);
        return true;
    }
    const bool flag = asked.empty() || asked.starts_with('-');
    if (flag && asked != "--version")
        for (const Command& command : commands)
            command.add(program);
    return flag;
}

} // namespace

int runProgram(int argc, char** argv, std::initializer_list<Command> commands) {
    CLI::App program{"Cairn: customer-journey maps with exact numbers"};
    program.set_version_flag("--version", "cairn-cli " CAIRN_VERSION);
    program.require_subcommand(1);
    if (!addAsked(program, commands, argc > 1 ? argv[1] : "")) {
        std::cerr << "There is no command “" << argv[1] << "”; cairn-cli --help lists them.\n";
        return 2;
    }
    try {
        HeldMessages messages;
        program.parse(argc, argv);
        messages.release();
        return 0;
    } catch (const CLI::ParseError& e) {
        const int code = program.exit(e, std::cout, std::cerr);
        return code == 0 ? 0 : 2;
    } catch (const cairn::Error& e) {
        std::cerr << e.what() << '\n';
        return 1;
    } catch (const std::exception& e) {
        std::cerr << "Could not finish: " << e.what() << '\n';
        return 1;
    }
}

} // namespace cairn::cli
