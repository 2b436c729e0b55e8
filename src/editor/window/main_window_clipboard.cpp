// Copying and pasting, maps made of pasted text, and the guide.

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMimeData>
#include <optional>

#include "cairn/base/error.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/clipboard/incoming.hpp"
#include "editor/session.hpp"
#include "editor/window/guide.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/start_page.hpp"

namespace cairn {

void MainWindow::connectClipboard() {
    const WindowActions& a = m_actions;
    connect(a.cut, &QAction::triggered, m_canvas, &MapCanvas::cutSelection);
    connect(a.copy, &QAction::triggered, m_canvas, &MapCanvas::copySelection);
    connect(a.copyPicture, &QAction::triggered, m_canvas, &MapCanvas::copyMap);
    connect(a.paste, &QAction::triggered, this, [this] {
        if (m_session->document())
            m_canvas->paste();
        else
            newFromMime(QApplication::clipboard()->mimeData());
    });
    connect(QApplication::clipboard(), &QClipboard::dataChanged, this,
            &MainWindow::lookAtClipboard);
    connect(m_start, &StartPage::pasteWanted, this,
            [this] { newFromMime(QApplication::clipboard()->mimeData()); });

    m_guide = new Guide(m_canvas);
    connect(a.guide, &QAction::triggered, this, [this] {
        if (m_session->document())
            m_guide->reopen();
        else
            newWithGuide();
    });
    connect(m_start, &StartPage::guideWanted, this, &MainWindow::newWithGuide);
    connect(&m_export, &ExportFlow::written, m_guide, &Guide::exported);
    lookAtClipboard();
}

/// Asked once for each change: another program may take its time to answer.
void MainWindow::lookAtClipboard() {
    m_clipboardFits = mayTake(QApplication::clipboard()->mimeData());
    refreshClipboard();
}

void MainWindow::refreshClipboard() {
    const Document* document = m_session->document();
    const bool changeable = document && !document->readOnly();
    const bool copyable = m_canvas->canCopy();
    m_actions.copy->setEnabled(copyable);
    m_actions.cut->setEnabled(copyable && changeable);
    m_actions.paste->setEnabled(m_clipboardFits && (changeable || !document));
}

void MainWindow::newWithGuide() {
    m_guide->begin();
    m_session->newBlank();
}

bool MainWindow::newFromMime(const QMimeData* pasted) {
    const auto nothing = [this] {
        m_messages->tell({tr("There is no table and no list to make a map of."),
                          tr("Copy cells of a spreadsheet, an outline or a Mermaid journey first."),
                          false,
                          {}});
        return false;
    };
    try {
        const Incoming incoming = readIncoming(pasted);
        const QString title = tr("Pasted map");
        if (const auto* clip = std::get_if<Clip>(&incoming)) {
            if (kindOf(clip->part, clip->chosen.front()) != "map")
                return nothing();
            Project project = pasteClip({}, *clip, {}, 0);
            project.facts.title = titleOf(project, mapsOf(project).front()->id);
            m_session->newFromProject(std::move(project));
        } else if (const auto* text = std::get_if<IncomingText>(&incoming)) {
            m_session->newFromProject(
                projectFromPasted(text->pasted, m_phrases, title.toStdString()));
        } else {
            return nothing();
        }
        return true;
    } catch (const Error& error) {
        m_messages->tell(messageOf(error));
        return false;
    }
}

} // namespace cairn
