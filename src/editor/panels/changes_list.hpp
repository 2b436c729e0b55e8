#pragma once
// What changed since the data before, as a list: the stages that matter first.

#include "cairn/insight/changes.hpp"
#include "cairn/layout/phrases.hpp"

class QWidget;

namespace cairn {

/// nullptr when the map is held against nothing.
QWidget* makeChangesList(const Project& project, const MapFindings& findings, const Phrases& phrases,
                         QWidget* parent);

} // namespace cairn
