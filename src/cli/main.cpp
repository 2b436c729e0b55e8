// cairn-cli: the same core without a window, and without Qt.

#include "cli/commands.hpp"
#include "cli/export_flags.hpp"
#include "cli/program.hpp"
#include "cli/sibling.hpp"

int main(int argc, char** argv) {
    using namespace cairn::cli;
    const auto exportElsewhere = [argv](CLI::App& app) {
        addExport(app,
                  [argv](const ExportFlags&, PictureKind) { becomeSibling("cairn-export", argv); });
    };
    return runProgram(argc, argv,
                      {{"templates", addTemplates},
                       {"new", addNew},
                       {"info", addInfo},
                       {"check", addCheck},
                       {"inspect", addInspect},
                       {"funnel", addFunnel},
                       {"import", addImport},
                       {"join", addJoin},
                       {"forget", addForget},
                       {"changes", addChanges},
                       {"score", addScore},
                       {"persona", addPersonaCommand},
                       {"export", exportElsewhere},
                       {"retention", addRetention},
                       {"trend", addTrend},
                       {"reach", addReach},
                       {"paths", addPaths},
                       {"watch", addWatch}});
}
