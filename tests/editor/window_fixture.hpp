#pragma once
// A whole window on a session of its own, offscreen.

#include "editor/canvas/map_canvas.hpp"
#include "editor/panels/panels.hpp"
#include "editor/style.hpp"
#include "editor/window/main_window.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/start_page.hpp"
#include "editor/window/top_bar.hpp"
#include "session_fixture.hpp"

namespace cairn::test {

struct OpenWindow {
    OpenWindow() : session(folder.working()), window(&session, &appearance) {
        window.resize(1280, 800);
        window.show();
        (void)QTest::qWaitForWindowExposed(&window);
    }
    Document& document() { return *session.document(); }
    bool blank() {
        session.newBlank("Corner shop");
        return eventually(
            [this] { return session.document() != nullptr && !window.showsStartPage(); });
    }
    template <class W> W* child(const char* name) { return window.findChild<W*>(name); }
    void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    void answerSaveWith(const QString& path) {
        window.chooser().toSave = [path](QWidget*, const QString&, const QString&, const QString&) {
            return path;
        };
    }
    void answerOpenWith(const QString& path) {
        window.chooser().toOpenSeveral = [path](QWidget*, const QString&, const QString&,
                                                const QString&) { return QStringList{path}; };
        window.chooser().toOpen = [path](QWidget*, const QString&, const QString&, const QString&) {
            return path;
        };
    }
    Folder folder;
    Appearance appearance;
    Session session;
    MainWindow window;
};

} // namespace cairn::test
