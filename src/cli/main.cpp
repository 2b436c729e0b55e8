// cairn-cli: the same core without a window. Exit 0 done, 1 could not, 2 wrong usage.

#include <QCoreApplication>
#include <iostream>

#include "cairn/base/error.hpp"
#include "cli/commands.hpp"

namespace {

int run(int argc, char** argv) {
    CLI::App program{"Cairn: customer-journey maps with exact numbers"};
    program.set_version_flag("--version", "cairn-cli " CAIRN_VERSION);
    program.require_subcommand(1);
    using namespace cairn::cli;
    for (const auto add :
         {addTemplates, addNew, addInfo, addCheck, addInspect, addFunnel, addImport, addJoin,
          addForget, addScore, addExport, addRetention, addTrend, addReach, addPaths})
        add(program);
    try {
        program.parse(argc, argv);
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
