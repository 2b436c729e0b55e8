// export FILE.cairn OUT.{pdf,png,mmd,json}

#include <iostream>

#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "cairn/exchange/project_json.hpp"
#include "cairn/store/project_file.hpp"
#include "cli/export_flags.hpp"
#include "cli/project_access.hpp"

namespace cairn::cli {
namespace {

void exportTo(const ExportFlags& flags, const PaintPicture& paint) {
    const std::string kind = asciiLower(std::filesystem::path(flags.out).extension().string());
    if (kind != ".pdf" && kind != ".png" && kind != ".json" && kind != ".mmd")
        throw CLI::ValidationError("out", "the name must end in .pdf, .png, .mmd or .json");
    if (flags.charts && kind != ".pdf")
        throw CLI::ValidationError("--charts",
                                   "charts have pages of their own, which only a .pdf has");
    if (kind == ".pdf" || kind == ".png") {
        paint(flags, kind == ".pdf" ? PictureKind::Pdf : PictureKind::Png);
    } else {
        const Project project = loadProject(flags.file);
        if (kind == ".json")
            exportProjectJson(project, flags.out);
        else
            exportMermaid(project, chosenMap(project, flags.map).id, flags.out);
    }
    std::cout << "Wrote " << flags.out << '\n';
}

} // namespace

void addExport(CLI::App& program, PaintPicture paint) {
    auto flags = std::make_shared<ExportFlags>();
    auto* command = program.add_subcommand(
        "export", "Write a map as PDF, PNG or Mermaid, or the project as JSON");
    command->add_option("file", flags->file, "FILE.cairn")->required();
    command->add_option("out", flags->out, "OUT.pdf, OUT.png, OUT.mmd or OUT.json")->required();
    command->add_option("--map", flags->map, "The map's title or number");
    command->add_option("--page", flags->page, "A4 (default), A3 or poster")
        ->check(CLI::IsMember({"A4", "A3", "poster"}));
    command->add_option("--dpi", flags->dpi, "Resolution of a picture; 96 is 100 % (default 192)")
        ->check(CLI::Range(10.0, 768.0));
    command
        ->add_option("--theme", flags->theme,
                     "light (default), dark, contrast, contrast-dark or ink")
        ->check(CLI::IsMember({"light", "dark", "contrast", "contrast-dark", "ink"}));
    command->add_flag("--transparent", flags->transparent, "A picture without a background");
    command->add_flag(
        "--charts", flags->charts,
        "Charts on the pages behind the map: funnel, times, paths, retention, trends");
    command->add_flag("--progress", flags->progress,
                      "Progress on stderr, also when it is no terminal");
    command->callback([flags, paint = std::move(paint)] { exportTo(*flags, paint); });
}

} // namespace cairn::cli
