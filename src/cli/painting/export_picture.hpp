#pragma once
// A map as a page or a picture, with what Qt needs for painting.

#include "cli/export_flags.hpp"

namespace cairn::cli {

void exportPicture(const ExportFlags& flags, PictureKind kind);

} // namespace cairn::cli
