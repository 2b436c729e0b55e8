// Finding on the map, the keys and how the window reads: how they hang together with the window.
#include "editor/canvas/map_canvas.hpp"
#include "editor/panels/panels.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/command_palette.hpp"
#include "editor/window/find_bar.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/shortcuts_page.hpp"

namespace cairn {

void MainWindow::connectFinding() {
    const WindowActions& a = m_actions;
    connect(a.findText, &QAction::triggered, this, [this] { m_find->open(false); });
    connect(a.replaceText, &QAction::triggered, this, [this] { m_find->open(true); });
    connect(a.findNext, &QAction::triggered, m_find, &FindBar::next);
    connect(a.findPrevious, &QAction::triggered, m_find, &FindBar::previous);
    connect(m_find, &FindBar::revealRequested, this, [this](ElementId element) {
        reveal(element);
        // What is not drawn now, in a folded lane, is at least told by the inspector.
        Document* document = m_session->document();
        if (document && !document->isSelected(element) &&
            element != ElementId(document->currentMap()))
            document->select({element});
    });
    connect(a.shortcuts, &QAction::toggled, this, [this](bool shown) {
        const QWidget* focus = focusWidget();
        const bool inside = focus && m_shortcutsPage->isAncestorOf(focus);
        m_shortcutsPage->setVisible(shown);
        // In a narrow window it stands where the inspector was: the map keeps its room.
        constexpr int kRoomForBoth = 1600;
        m_inspector->setVisible(m_actions.inspector->isChecked() &&
                                (!shown || width() > kRoomForBoth));
        if (shown)
            m_shortcutsPage->begin();
        else if (inside && m_session->document())
            m_canvas->setFocus(Qt::OtherFocusReason);
    });
    connect(m_shortcutsPage, &ShortcutsPage::closeRequested, a.shortcuts,
            [this] { m_actions.shortcuts->setChecked(false); });
    connect(m_palette, &CommandPalette::keysChosen, this, [this](QAction* action) {
        m_actions.shortcuts->setChecked(true);
        m_shortcutsPage->showAction(action);
    });
    using Direction = Appearance::Direction;
    for (const auto& [action, direction] : {std::pair(a.directionSystem, Direction::System),
                                            std::pair(a.directionLeft, Direction::LeftToRight),
                                            std::pair(a.directionRight, Direction::RightToLeft)})
        connect(action, &QAction::triggered, this,
                [this, direction = direction] { m_appearance->setDirection(direction); });
}

} // namespace cairn
