#pragma once
// The window's pages as PNGs: one file a part of the window.

#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/panels/panels.hpp"
#include "editor/session.hpp"
#include "editor/style.hpp"
#include "editor/window/main_window.hpp"

struct Language;

class Pictures {
public:
    Pictures(QString folder, QSize size, cairn::Appearance::Mode mode, const Language* language);
    ~Pictures();
    /// Only some of the screens, by the name of their group.
    void takeOnly(const QString& group);
    void takeAll();

private:
    static constexpr int kPatienceMs = 20000;
    void take(const QString& what, QWidget* widget);
    void save(const QString& what, const QImage& image);
    bool openSample();
    void ask(const std::function<void(cairn::Map&)>& change);
    void click(const QString& text);
    // pictures.cpp
    void takeSample();
    void takeFinding();
    // panels.cpp
    void takeTab(const char* name, cairn::InsightsDrawer::Tab tab, cairn::Subject subject);
    void takePopups();
    void takeTabs();
    void takeAgain();
    void takeSurveyAgain();
    void takeIds();
    // maps.cpp
    void takeImport();
    void takeRemarks();
    void takeTemplate();
    void takeMaps();
    void takePrint(const QString& what);

    QString m_folder, m_theme;
    const Language* m_language; ///< of what is written on the maps; nullptr = as the sample is
    QTemporaryDir m_home;
    QString m_working;
    cairn::Appearance m_appearance;
    cairn::Session m_session;
    std::unique_ptr<cairn::MainWindow> m_window;
};
