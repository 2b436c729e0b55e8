#pragma once
// What can be done on the canvas besides drawing: each has words, keys and a place in the menus.

#include <span>

namespace cairn {

enum class CanvasCommand {
    Connect,
    NextConnector,
    Collapse,
    CollapseOthers,
    ExpandAll,
    Lock,
    AddStep,
    AddNote,
    Park,
    AutomaticSize,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    AlignMiddle,
    AlignBottom,
    DistributeAcross,
    DistributeDown,
    MoveToMap,
    CopyToMap,
    Minimap
};

struct CanvasCommandWords {
    CanvasCommand command;
    const char* name;  ///< stays the same in every language: the key of a changed shortcut
    const char* words; ///< to be translated in the context MapCanvas
    const char* keys;  ///< "" = none
};
std::span<const CanvasCommandWords> canvasCommands();

} // namespace cairn
