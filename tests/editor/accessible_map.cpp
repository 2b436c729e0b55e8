// The map as a screen reader walks it.
#include <catch2/catch.hpp>

#include <QAccessible>
#include <algorithm>
#include <cmath>
#include <set>

#include "canvas_fixture.hpp"
#include "render/theme.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Child {
    QAccessibleInterface* interface;
    QAccessible::Role role;
    QString name;
};

std::vector<Child> childrenOf(QWidget* canvas) {
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(canvas);
    REQUIRE(list);
    std::vector<Child> children;
    for (int i = 0; i < list->childCount(); ++i) {
        QAccessibleInterface* child = list->child(i);
        children.push_back({child, child->role(), child->text(QAccessible::Name)});
    }
    return children;
}

/// Where a name with these words stands; -1 when it is not there, or after `from`.
int placeOf(const std::vector<Child>& all, QAccessible::Role role, const QString& words,
            int from = 0) {
    for (int i = from; i < int(all.size()); ++i)
        if (all[std::size_t(i)].role == role && all[std::size_t(i)].name.contains(words))
            return i;
    return -1;
}

QAccessibleInterface* named(QWidget* canvas, QAccessible::Role role, const QString& words) {
    const auto all = childrenOf(canvas);
    const int at = placeOf(all, role, words);
    REQUIRE(at >= 0);
    return all[std::size_t(at)].interface;
}

QString qs(const std::string& text) {
    return QString::fromStdString(text).simplified();
}

// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor& c) {
    const auto linear = [](double v) {
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// What is filled below the middle of a text: the last shape drawn before it.
Paint groundOf(const DisplayList& list, std::size_t text, PointF at) {
    for (std::size_t i = text; i-- > 0;) {
        const auto& shape = list.items[i].shape;
        if (const Box* box = std::get_if<Box>(&shape);
            box && box->fill.colour != Colour::None && box->rect.contains(at))
            return box->fill;
        if (const Path* path = std::get_if<Path>(&shape);
            path && path->fill.colour != Colour::None && !path->hatched &&
            path->bounds.contains(at))
            return path->fill;
    }
    return {Colour::Ground};
}

} // namespace

TEST_CASE("a screen reader reads the whole sample in order: title, lanes, then stage by stage") {
    OpenWindow open;
    open.session.openSample();
    REQUIRE(eventually([&] {
        const Document* document = open.session.document();
        return document && document->findings() && document->findings()->hasData;
    }));
    open.window.canvas()->displayList();
    const auto all = childrenOf(open.window.canvas());
    const Project& project = open.document().project();
    const MapId map = open.document().currentMap();
    for (const Child& child : all) {
        INFO(child.name.toStdString());
        CHECK(child.interface->isValid());
        CHECK(child.name.size() > 3);
        CHECK(child.role != QAccessible::NoRole);
        CHECK(!child.interface->rect().isEmpty());
        CHECK(child.interface->parent() ==
              QAccessible::queryAccessibleInterface(open.window.canvas()));
    }
    CHECK(all.front().role == QAccessible::Heading);
    CHECK(all.front().name.contains(qs(project.maps.find(map)->title)));

    // Stage by stage, and what belongs to a stage before the next one.
    const auto stages = stagesOf(project, map);
    REQUIRE(stages.size() >= 4);
    std::vector<int> places;
    for (const Stage* stage : stages)
        places.push_back(placeOf(all, QAccessible::ColumnHeader, "Stage, " + qs(stage->title)));
    CHECK(places.front() > 0);
    CHECK(std::is_sorted(places.begin(), places.end()));
    places.push_back(int(all.size()));
    int cards = 0, points = 0;
    for (std::size_t s = 0; s < stages.size(); ++s)
        for (const Lane* lane : lanesOf(project, map)) {
            if (lane->collapsed)
                continue;
            int before = places[s];
            for (const Card* card : cardsIn(project, lane->id, stages[s]->id)) {
                INFO(card->text << " in " << lane->title << ", " << stages[s]->title);
                const int at = placeOf(all, QAccessible::ListItem, qs(card->text), before);
                CHECK(at > places[s]);
                CHECK(at < places[s + 1]);
                before = at;
                ++cards;
            }
        }
    for (const Persona* persona : personasOf(project, *project.maps.find(map)))
        for (const EmotionPoint* point : emotionsOf(project, map, persona->id)) {
            ++points;
            const auto at = std::find_if(all.begin(), all.end(), [&](const Child& child) {
                return child.role == QAccessible::Slider &&
                       child.name.contains(qs(project.stages.find(point->stage)->title)) &&
                       child.interface->valueInterface()->currentValue() == point->value;
            });
            CHECK(at != all.end());
        }
    CHECK(cards > 10);
    CHECK(points > 3);

    // Rows and everything else that lies on the map.
    for (const Lane* lane : lanesOf(project, map))
        if (!lane->title.empty())
            CHECK(placeOf(all, QAccessible::RowHeader, qs(lane->title)) >= 0);
    for (const auto& note : project.notes)
        if (note->map == map && !note->parked)
            CHECK(placeOf(all, QAccessible::Note, qs(note->text)) >= 0);
    const auto links = std::count_if(project.links.begin(), project.links.end(),
                                     [&](const auto& link) { return link->map == map; });
    CHECK(std::count_if(all.begin(), all.end(), [](const Child& child) {
              return child.role == QAccessible::Graphic;
          }) == links);

    // Figures are said as values: the customers of every bound stage.
    for (const auto& [id, finding] : open.document().findings()->stages) {
        if (!finding.reached)
            continue;
        const QString count = QLocale().toString(qlonglong(*finding.reached));
        INFO(count.toStdString());
        CHECK(std::any_of(all.begin(), all.end(), [&](const Child& child) {
            return child.role == QAccessible::Indicator &&
                   child.interface->text(QAccessible::Value).contains(count);
        }));
    }
}

TEST_CASE("a card tells its lane and stage as its headers, and its neighbours") {
    OpenCanvas on;
    QAccessibleInterface* card = named(&on.canvas, QAccessible::ListItem, "sees an advert");
    CHECK(card->text(QAccessible::Name) == "Card, sees an advert. Doing, Discover. 1 of 2");
    std::vector<QString> labels;
    for (const auto& [interface, relation] : card->relations(QAccessible::Label))
        labels.push_back(interface->text(QAccessible::Name));
    CHECK(labels == std::vector<QString>{"Lane, Doing", "Stage, Discover"});
    const std::string beside = card->text(QAccessible::Description).toStdString();
    CHECK_THAT(beside, Catch::Contains("Left: Lane, Doing"));
    CHECK_THAT(beside, Catch::Contains("Right: Card, compares bags"));
    CHECK_THAT(beside, Catch::Contains("Below: Card, asks a friend"));
    CHECK_THAT(beside, !Catch::Contains("Below: Card, asks a friend, ") &&
                           !Catch::Contains("Below: Card, asks a friend. Doing"));
}

TEST_CASE("a screen reader can go to a card, rename it and write in an empty cell") {
    OpenCanvas on;
    QAccessibleInterface* card = named(&on.canvas, QAccessible::ListItem, "compares bags");
    auto* actions = card->actionInterface();
    REQUIRE(actions);
    CHECK(actions->actionNames().contains("rename"));
    actions->doAction(QAccessibleActionInterface::setFocusAction());
    CHECK(on.document.selection() == std::vector<ElementId>{on.bags});
    CHECK(card->state().focused);
    card->setText(QAccessible::Name, "compares prices");
    CHECK(on.project().cards.find(on.bags)->text == "compares prices");
    CHECK(on.document.undoLabel() == "edit card");
    // The same child, with its new name: a screen reader keeps its place.
    CHECK(named(&on.canvas, QAccessible::ListItem, "compares prices") == card);
    QAccessibleInterface* cell = named(&on.canvas, QAccessible::Cell, "Thinking, Browse");
    cell->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    REQUIRE(on.typing());
    on.type("which one?");
    on.key(Qt::Key_Escape);
    CHECK(on.texts(on.thinking, on.browse) == Texts{"which one?"});
    const auto now = childrenOf(&on.canvas);
    CHECK(placeOf(now, QAccessible::Cell, "Thinking, Browse") == -1); // no longer empty
    CHECK(placeOf(now, QAccessible::ListItem, "which one?") >= 0);
}

TEST_CASE("an emotion is a slider that a screen reader moves") {
    OpenCanvas on;
    QAccessibleInterface* point = named(&on.canvas, QAccessible::Slider, "Discover");
    auto* value = point->valueInterface();
    REQUIRE(value);
    CHECK(value->currentValue().toDouble() == 1);
    CHECK(value->minimumValue().toDouble() == -2);
    point->actionInterface()->doAction(QAccessibleActionInterface::increaseAction());
    CHECK(on.project().emotions.find(on.first)->value == 1.25);
    value->setCurrentValue(-1.0);
    CHECK(on.project().emotions.find(on.first)->value == -1.0);
    CHECK(point->text(QAccessible::Value) == QLocale().toString(-1.0));
}

TEST_CASE("what is gone from the map is gone for the screen reader, what is new is there") {
    OpenCanvas on;
    const auto count = [&](QAccessible::Role role) {
        const auto all = childrenOf(&on.canvas);
        return std::count_if(all.begin(), all.end(),
                             [&](const Child& child) { return child.role == role; });
    };
    CHECK(count(QAccessible::Note) == 0);
    on.document.edit("link", [&](Project p) {
        p = addNote(std::move(p), NoteId{700}, on.map, 900, 40, "call them");
        return addLink(std::move(p), LinkId{701}, on.advert, on.bags, LinkKind::Leads);
    });
    CHECK(named(&on.canvas, QAccessible::Note, "call them"));
    CHECK(named(&on.canvas, QAccessible::Graphic, "from sees an advert to compares bags"));
    CHECK(count(QAccessible::Graphic) == 1);
    const ElementId note = NoteId{700};
    on.document.edit("remove", [&](Project p) { return removeElements(std::move(p), {&note, 1}); });
    CHECK(count(QAccessible::Note) == 0);
    CHECK(count(QAccessible::Graphic) == 1);
}

TEST_CASE("every text on the sample map stands out from what is below it, in light and in dark") {
    OpenWindow open;
    open.session.openSample();
    REQUIRE(eventually([&] {
        const Document* document = open.session.document();
        return document && document->findings() && document->findings()->hasData;
    }));
    const DisplayList& list = open.window.canvas()->displayList();
    std::set<std::string> weak;
    int measured = 0;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const Text* text = std::get_if<Text>(&list.items[i].shape);
        if (!text || text->lines.empty())
            continue;
        const TextLine& line = text->lines.front();
        const PointF middle =
            text->turned ? text->rect.centre() : PointF{line.x + line.width / 2, line.baseline - 4};
        const Paint ground = groundOf(list, i, middle);
        const double needed = text->role == TextRole::Title ? 3.0 : 4.5; // 24 pixels, bold
        for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
            ++measured;
            const double ratio = contrast(theme->colour(text->paint), theme->colour(ground));
            if (ratio < needed)
                weak.insert((theme->dark ? "dark: " : "light: ") + line.text + ": " +
                            std::to_string(ratio));
        }
    }
    CHECK(measured > 200);
    for (const std::string& one : weak)
        UNSCOPED_INFO(one);
    CHECK(weak.empty());
}

TEST_CASE("what is said has no lines, no double stops, and nothing twice; the legend comes last") {
    OpenWindow open;
    open.session.openSample();
    REQUIRE(eventually([&] {
        return open.session.document() && open.document().findings() &&
               open.document().findings()->hasData;
    }));
    QTest::qWait(1);
    const auto all = childrenOf(open.window.canvas());
    REQUIRE(all.size() > 40);
    bool legend = false;
    for (const Child& child : all) {
        const QString beside = child.interface->text(QAccessible::Description);
        INFO(child.name.toStdString() << " / " << beside.toStdString());
        CHECK_FALSE(child.name.contains('\n'));
        CHECK_FALSE(beside.contains('\n'));
        CHECK_FALSE(beside.contains(".."));
        const bool isLegend = child.name.startsWith("Legend");
        CHECK((isLegend || !legend)); // nothing of the map after it
        legend = legend || isLegend;
        const auto title = child.name.section(". ", 0, 0).section(", ", 1);
        const auto next = child.name.section(". ", 1, 1);
        CHECK((next.isEmpty() || next != title));
    }
    CHECK(legend);
}

TEST_CASE("up and down stay in the column, whatever is nearer beside it") {
    Project p = SmallMap().project();
    // Discover holds five cards, Browse one: below that one comes Browse's next lane.
    for (std::uint64_t i = 0; i < 3; ++i)
        p = addCard(std::move(p), CardId{410 + i}, {SmallMap().doing, SmallMap().discover}, "more");
    p = addCard(std::move(p), CardId{420}, {SmallMap().thinking, SmallMap().browse}, "which one?");
    OpenCanvas on(std::move(p));
    on.click(on.card(on.bags));
    on.key(Qt::Key_Down);
    CHECK(on.canvas.focusText().contains("which one?"));
    on.key(Qt::Key_Up);
    CHECK(on.canvas.focusText().contains("compares bags"));
}
