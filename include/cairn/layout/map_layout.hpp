#pragma once
// Project + findings -> DisplayList.

#include "cairn/insight/findings.hpp"
#include "cairn/layout/display_list.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/layout/text_measurer.hpp"
#include "cairn/model/project.hpp"

namespace cairn {

struct LayoutOptions {
    bool rightToLeft = false;
    /// With "add a stage", "bind one" and empty-cell hints; an export leaves them out.
    bool forEditing = true;
    double stageWidth = 200; ///< smallest width of a column
};

/// Lays out one map. An unknown id gives an empty list of size 0. findings may be nullptr.
DisplayList layoutMap(const Project&, MapId, const MapFindings* findings, const TextMeasurer&,
                      const Phrases&, const LayoutOptions& = {});

} // namespace cairn
