// cairn-cli: the same core without a window. Exit 0 done, 1 could not, 2 wrong usage.

#include <QCoreApplication>
#include <algorithm>
#include <iostream>
#include <sstream>

#include "cairn/base/error.hpp"
#include "cli/commands.hpp"

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

bool isCommand(const CLI::App& program, const std::string& name) {
    const auto commands = program.get_subcommands({});
    return std::any_of(commands.begin(), commands.end(),
                       [&](const CLI::App* command) { return command->get_name() == name; });
}

int run(int argc, char** argv) {
    CLI::App program{"Cairn: customer-journey maps with exact numbers"};
    program.set_version_flag("--version", "cairn-cli " CAIRN_VERSION);
    program.require_subcommand(1);
    using namespace cairn::cli;
    for (const auto add : {addTemplates, addNew, addInfo, addCheck, addInspect, addFunnel,
                           addImport, addJoin, addForget, addChanges, addScore, addPersonaCommand,
                           addExport, addRetention, addTrend, addReach, addPaths, addWatch})
        add(program);
    if (argc > 1 && argv[1][0] != '-' && !isCommand(program, argv[1])) {
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

} // namespace

int main(int argc, char** argv) {
    // The same folders as the window's.
    QCoreApplication::setOrganizationName("Cairn");
    QCoreApplication::setApplicationName("Cairn");
    return run(argc, argv);
}
