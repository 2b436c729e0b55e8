#pragma once
// `export`, as far as both programs know it: cairn-cli, and cairn-export, which paints for it.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace cairn::cli {

struct ExportFlags {
    std::string file, out, map, page = "A4", theme = "light";
    double dpi = 192;
    bool transparent = false, progress = false, charts = false;
};

enum class PictureKind { Pdf, Png };
using PaintPicture = std::function<void(const ExportFlags&, PictureKind)>;

/// Adds the command. JSON and Mermaid are written here; what has to be painted goes to `paint`.
void addExport(CLI::App& program, PaintPicture paint);

} // namespace cairn::cli
