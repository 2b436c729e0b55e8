// cairn-export: the half of cairn-cli that paints. It takes the same arguments and only knows
// `export`.

#include "cli/painting/export_picture.hpp"
#include "cli/program.hpp"

int main(int argc, char** argv) {
    using namespace cairn::cli;
    return runProgram(argc, argv,
                      {{"export", [](CLI::App& app) { addExport(app, exportPicture); }}});
}
