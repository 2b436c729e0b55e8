#include "editor/canvas/commands.hpp"

#include <QtGlobal>
#include <array>

namespace cairn {
namespace {

using enum CanvasCommand;

constexpr std::array kCommands{
    CanvasCommandWords{Connect, "canvas-connect", QT_TRANSLATE_NOOP("MapCanvas", "Connect with…"),
                       "Ctrl+L"},
    CanvasCommandWords{NextConnector, "canvas-next-connector",
                       QT_TRANSLATE_NOOP("MapCanvas", "Go to the next connector"), "Alt+L"},
    CanvasCommandWords{Collapse, "canvas-collapse",
                       QT_TRANSLATE_NOOP("MapCanvas", "Collapse or expand"), "Ctrl+."},
    CanvasCommandWords{CollapseOthers, "canvas-collapse-others",
                       QT_TRANSLATE_NOOP("MapCanvas", "Collapse all others"), "Ctrl+Shift+."},
    CanvasCommandWords{ExpandAll, "canvas-expand-all",
                       QT_TRANSLATE_NOOP("MapCanvas", "Expand everything"), "Ctrl+Alt+."},
    CanvasCommandWords{Lock, "canvas-lock", QT_TRANSLATE_NOOP("MapCanvas", "Lock or unlock"),
                       "Ctrl+Shift+L"},
    CanvasCommandWords{AddStep, "canvas-add-step", QT_TRANSLATE_NOOP("MapCanvas", "Add a step"),
                       "Ctrl+Shift+T"},
    CanvasCommandWords{AddNote, "canvas-add-note",
                       QT_TRANSLATE_NOOP("MapCanvas", "Add a sticky note"), "Ctrl+Shift+O"},
    CanvasCommandWords{Park, "canvas-park",
                       QT_TRANSLATE_NOOP("MapCanvas", "Put aside, or back on the map"),
                       "Ctrl+Shift+U"},
    CanvasCommandWords{AutomaticSize, "canvas-automatic-size",
                       QT_TRANSLATE_NOOP("MapCanvas", "Automatic size"), "Alt+Shift+Home"},
    CanvasCommandWords{AlignLeft, "canvas-align-left",
                       QT_TRANSLATE_NOOP("MapCanvas", "Align left edges"), ""},
    CanvasCommandWords{AlignCentre, "canvas-align-centre",
                       QT_TRANSLATE_NOOP("MapCanvas", "Align centres"), ""},
    CanvasCommandWords{AlignRight, "canvas-align-right",
                       QT_TRANSLATE_NOOP("MapCanvas", "Align right edges"), ""},
    CanvasCommandWords{AlignTop, "canvas-align-top",
                       QT_TRANSLATE_NOOP("MapCanvas", "Align top edges"), ""},
    CanvasCommandWords{AlignMiddle, "canvas-align-middle",
                       QT_TRANSLATE_NOOP("MapCanvas", "Align middles"), ""},
    CanvasCommandWords{AlignBottom, "canvas-align-bottom",
                       QT_TRANSLATE_NOOP("MapCanvas", "Align bottom edges"), ""},
    CanvasCommandWords{DistributeAcross, "canvas-distribute-across",
                       QT_TRANSLATE_NOOP("MapCanvas", "Distribute across"), ""},
    CanvasCommandWords{DistributeDown, "canvas-distribute-down",
                       QT_TRANSLATE_NOOP("MapCanvas", "Distribute down"), ""},
    CanvasCommandWords{MoveToMap, "canvas-move-to-map",
                       QT_TRANSLATE_NOOP("MapCanvas", "Move cards to another map…"),
                       "Ctrl+Shift+G"},
    CanvasCommandWords{CopyToMap, "canvas-copy-to-map",
                       QT_TRANSLATE_NOOP("MapCanvas", "Copy cards to another map…"), ""},
    CanvasCommandWords{Minimap, "canvas-minimap",
                       QT_TRANSLATE_NOOP("MapCanvas", "Overview of the map"), "Ctrl+M"},
};

} // namespace

std::span<const CanvasCommandWords> canvasCommands() {
    return kCommands;
}

} // namespace cairn
