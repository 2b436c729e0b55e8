#include "pictures.hpp"

#include <QFile>
#include <QtTest/QTest>

#include "cairn/layout/map_layout.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/locale_phrases.hpp"
#include "editor/window/compare_view.hpp"
#include "editor/window/guide.hpp"
#include "language.hpp"
#include "render/export/part.hpp"
#include "render/fonts.hpp"

void Pictures::takeImport() {
    const QString csv = m_home.filePath("shop-events.csv");
    QFile::copy(":/sample/shop-events.csv", csv);
    m_window->importFlow().start(csv); // the sample's own kind would be offered as a newer export
    cairn::ImportPreview* preview = m_window->importFlow().preview();
    if (!preview)
        return;
    (void)QTest::qWaitFor([&] { return !preview->sentence().isEmpty(); }, kPatienceMs);
    QTest::qWait(1500); // the suggestions of bindings
    take("import", preview);
    preview->reject();
    takeOnly("imports");
}

/// Comments, tags, a filter, a future beside the present, a brand, high contrast.
void Pictures::takeRemarks() {
    using namespace cairn;
    if (!openSample())
        return;
    Document* document = m_session.document();
    const MapId map = document->currentMap();
    const auto touchpoint = [&]() -> const Card* {
        for (const Card* card : cardsOf(document->project(), map))
            if (card->kind == CardKind::Touchpoint)
                return card;
        return nullptr;
    };
    const CardId on = touchpoint()->id;
    const Language& words = m_language ? *m_language : english();
    document->edit("remark", [&](Project p) {
        Card card = *p.cards.find(on);
        card.tags = {words.tag, words.stages.back()};
        if (!m_language) // else it has been added with the words
            p = addTag(std::move(p), TagId{901}, words.tag);
        p = addTag(std::move(p), TagId{902}, words.stages.back());
        p = put(std::move(p), card);
        p = addComment(std::move(p), CommentId{911}, map, on, words.personas.front(), words.note,
                       1718000000000);
        p = addComment(std::move(p), CommentId{912}, map, on, words.personas.back(),
                       words.ideas.front(), 1718090000000);
        Comment done = *p.comments.find(CommentId{912});
        done.resolved = true;
        return put(std::move(p), done);
    });
    m_window->actions().drawer->setChecked(false);
    document->select({on});
    m_window->canvas()->revealElement(on);
    take("remarks", m_window.get());
    CardFilter filter;
    filter.tags = {words.tag};
    m_window->canvas()->setFilter(filter);
    take("filter", m_window.get());
    m_window->canvas()->setFilter({});
    document->select({});
    take("brand", m_window.get());
    m_window->actions().futureOf->trigger();
    document->edit("change", [&](Project p) {
        const auto cards = cardsOf(p, document->currentMap());
        const ElementId gone = cards[1]->id;
        Card changed = *cards[0];
        changed.text = words.ideas.back();
        p = put(std::move(p), changed);
        return removeElements(std::move(p), {&gone, 1});
    });
    m_window->actions().compare->trigger();
    take("compare", m_window.get());
    m_window->compareView()->close();
    document->setCurrentMap(map);
    const auto mode = m_appearance.mode();
    m_appearance.setMode(mode == Appearance::Mode::Dark ? Appearance::Mode::ContrastDark
                                                        : Appearance::Mode::Contrast);
    (void)QTest::qWaitFor([&] { return document->findings() && document->findings()->hasData; },
                          kPatienceMs);
    take("contrast", m_window.get());
    m_appearance.setMode(mode);
    m_window->actions().drawer->setChecked(true);
}

void Pictures::takeTemplate() {
    m_session.newBlank("A map of my own");
    (void)QTest::qWaitFor([&] { return m_window->windowTitle().startsWith("A map"); }, kPatienceMs);
    take("blank", m_window.get());
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Paths);
    take("blank-paths", m_window.get());
    m_window->drawer()->showTab(cairn::InsightsDrawer::Tab::Funnel);
    m_window->guide()->begin();
    m_window->guide()->skip();
    m_window->guide()->skip();
    take("guide", m_window.get());
    m_window->guide()->close();
}

/// As it goes to paper, saving ink.
void Pictures::takePrint(const QString& what) {
    using namespace cairn;
    const Document& document = *m_session.document();
    LayoutOptions options;
    options.forEditing = false;
    options.rightToLeft = m_window->isRightToLeft();
    const DisplayList list = layoutMap(document.project(), document.currentMap(),
                                       document.findings() ? &*document.findings() : nullptr,
                                       QtTextMeasurer(), LocalePhrases(), options);
    PictureOfPart part;
    part.area = {0, 0, list.size.width, list.size.height};
    for (std::uint32_t i = 0; i < list.items.size(); ++i)
        part.items.push_back(i);
    part.theme = inkTheme();
    save(what, renderPart(list, part));
}

/// Each kind of map, alone in the window, and as it is printed.
void Pictures::takeMaps() {
    using namespace cairn;
    Document* document = m_session.document();
    const MapId current = document->currentMap();
    m_window->actions().onlyMap->setChecked(true);
    const auto show = [&](const QString& name) {
        QTest::qWait(50); // the canvas has its room
        m_window->canvas()->zoomToFit();
        take("map-" + name, m_window.get());
    };
    show("current");
    m_window->canvas()->zoomToActualSize();
    take("map-current-100", m_window.get());
    takePrint("print-current");
    const Language& words = m_language ? *m_language : english();
    const MapId day = newId<MapId>(), blueprint = newId<MapId>();
    document->edit("add", [&](Project project) {
        return withOtherKinds(std::move(project), day, blueprint, words);
    });
    for (const auto& [map, name] : {std::pair(day, "day"), std::pair(blueprint, "blueprint")}) {
        document->setCurrentMap(map);
        document->select({});
        show(name);
        takePrint(QStringLiteral("print-") + name);
    }
    document->setCurrentMap(current);
    m_window->actions().futureOf->trigger();
    document->edit("change", [&](Project p) {
        const auto cards = cardsOf(p, document->currentMap());
        const ElementId gone = cards[1]->id;
        Card changed = *cards[0];
        changed.text = words.ideas.front();
        p = put(std::move(p), changed);
        return removeElements(std::move(p), {&gone, 1});
    });
    show("future");
    m_window->actions().compare->trigger();
    take("map-compare", m_window.get());
    m_window->compareView()->close();
    m_window->actions().onlyMap->setChecked(false);
}
