#include "pictures.hpp"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest/QTest>
#include <cstdio>

#include "editor/panels/outline_delegate.hpp"
#include "editor/window/command_palette.hpp"
#include "editor/window/find_bar.hpp"
#include "editor/window/message_bar.hpp"
#include "editor/window/start_page.hpp"
#include "imports.hpp"
#include "language.hpp"

Pictures::Pictures(QString folder, QSize size, cairn::Appearance::Mode mode,
                   const Language* language)
    : m_folder(std::move(folder)), m_language(language), m_working(m_home.filePath("working")),
      m_session(m_working) {
    using Mode = cairn::Appearance::Mode;
    m_appearance.setMode(mode);
    m_theme = mode == Mode::Dark           ? "dark"
              : mode == Mode::Contrast     ? "contrast"
              : mode == Mode::ContrastDark ? "contrast-dark"
                                           : "light";
    if (QApplication::layoutDirection() == Qt::RightToLeft)
        m_theme += "-rtl"; // run with -reverse, or in a language that is written so
    if (m_language)
        m_theme += QLatin1Char('-') + QLatin1String(m_language->code);
    m_window = std::make_unique<cairn::MainWindow>(&m_session, &m_appearance);
    m_window->resize(size);
    m_window->show();
}

Pictures::~Pictures() = default;

void Pictures::takeOnly(const QString& group) {
    if (group == "imports")
        takeImports([this](const QString& what, QWidget* widget) { take(what, widget); });
    else if (group == "maps" && openSample())
        takeMaps();
    else if (group == "panels" && openSample()) {
        takeFinding();
        takeTabs();
    }
}

void Pictures::takeAll() {
    (void)QTest::qWaitFor([&] { return m_window->startPage()->picturesReady(); }, kPatienceMs);
    take("start", m_window.get());
    takeSample();
    takeTabs();
    takeImport();
    takeTemplate();
    takeRemarks();
}

void Pictures::take(const QString& what, QWidget* widget) {
    QTest::qWait(500); // fonts, layouts, and the repaint after a zoom has come to rest
    save(what, widget->grab().toImage());
}

void Pictures::save(const QString& what, const QImage& image) {
    const QString file = QStringLiteral("%1/%2-%3-%4x%5.png")
                             .arg(m_folder, what, m_theme)
                             .arg(m_window->width())
                             .arg(m_window->height());
    if (!image.save(file))
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
    std::printf("%s\n", qPrintable(file));
}

bool Pictures::openSample() {
    const cairn::Document* last = m_session.document();
    m_session.openSample();
    (void)QTest::qWaitFor(
        [&] {
            const cairn::Document* document = m_session.document();
            return document && document != last && document->findings() &&
                   document->findings()->hasData;
        },
        kPatienceMs);
    cairn::Document* document = m_session.document();
    if (!document || document == last) {
        std::fprintf(stderr, "the sample did not open: %s\n",
                     qPrintable(m_window->messageBar()->text()));
        return false;
    }
    m_window->messageBar()->putAway();
    if (m_language)
        document->edit("translate", [&](cairn::Project project) {
            return inLanguage(std::move(project), document->currentMap(), *m_language);
        });
    (void)QTest::qWaitFor([&] { return !m_session.findings()->busy(); }, kPatienceMs);
    return true;
}

void Pictures::takeSample() {
    if (!openSample())
        return;
    const cairn::Document* document = m_session.document();
    if (document->findings() && !document->findings()->pain.empty())
        m_session.document()->select({document->findings()->pain.front().element});
    m_window->canvas()->setMinimap(false); // it would lie on the ends of the curves
    take("sample", m_window.get());
    m_window->canvas()->setZoom(0.5, {}); // from the first sight: the corner stays
    take("sample-50", m_window.get());
    m_window->canvas()->zoomToFit();
    take("sample-whole", m_window.get());
    m_window->canvas()->zoomToActualSize();
    m_window->canvas()->setMinimap(true);
    take("sample-100", m_window.get());
    m_window->actions().onlyMap->setChecked(true);
    QTest::qWait(50); // the canvas has its room
    m_window->canvas()->zoomToFit();
    take("map-alone", m_window.get());
    m_window->actions().onlyMap->setChecked(false);
    takeFinding();
}

/// The strip over the map, what a few letters find, and the keys.
void Pictures::takeFinding() {
    const cairn::WindowActions& actions = m_window->actions();
    actions.replaceText->trigger();
    m_window->findChild<QLineEdit*>("find-words")->setText("payment");
    m_window->findBar()->next();
    take("find", m_window.get());
    m_window->findBar()->close();
    auto* palette = m_window->findChild<cairn::CommandPalette*>();
    actions.find->trigger();
    palette->field()->setText("sh");
    take("palette", palette);
    palette->hide();
    actions.shortcuts->setChecked(true);
    take("shortcuts", m_window.get());
    actions.shortcuts->setChecked(false);
    auto* outline = m_window->outline()->tree();
    const auto openFirst = [&](cairn::OutlineRow kind) {
        for (QTreeWidgetItemIterator it(outline); *it; ++it)
            if ((*it)->data(0, cairn::kFoldRole).toBool() &&
                (*it)->data(0, cairn::kRowKindRole).toInt() == int(kind)) {
                (*it)->setExpanded(true);
                return;
            }
    };
    openFirst(cairn::OutlineRow::Map);
    openFirst(cairn::OutlineRow::Stage);
    outline->setFocus(Qt::TabFocusReason);
    take("outline", m_window->outline());
}

/// An edit of the map's rules, and the numbers that follow it.
void Pictures::ask(const std::function<void(cairn::Map&)>& change) {
    cairn::Document* document = m_session.document();
    document->edit("show", [&](cairn::Project project) {
        cairn::Map map = *project.maps.find(document->currentMap());
        change(map);
        return cairn::put(std::move(project), std::move(map));
    });
    (void)QTest::qWaitFor([&] { return !m_session.findings()->busy(); }, kPatienceMs);
}

void Pictures::click(const QString& text) {
    for (auto* button : m_window->findChildren<QPushButton*>())
        if (button->text() == text && !button->isHidden()) {
            button->click();
            return;
        }
    std::fprintf(stderr, "no button %s\n", qPrintable(text));
}
