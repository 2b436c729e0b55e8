// What is ticked in the preview comes onto the map with the import, in one undo step.
#include <catch2/catch.hpp>

#include <QCheckBox>
#include <QFile>
#include <QListWidget>
#include <QSignalSpy>

#include "editor/dialogs/import_preview.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Previewed {
    OpenWindow open;
    ImportPreview* preview = nullptr;

    explicit Previewed(const QByteArray& content) {
        REQUIRE(open.blank());
        QFile file(open.folder.file("shop.csv"));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        open.window.importFlow().start(file.fileName());
        preview = open.window.importFlow().preview();
        REQUIRE(preview);
        QSignalSpy ready(preview, &ImportPreview::bindingsReady);
        REQUIRE(eventually([&] { return ready.count() > 0; }));
    }
    Project import() {
        preview->startImport();
        REQUIRE(eventually([this] { return open.document().undoLabel() == "import shop.csv"; }));
        return open.document().project();
    }
    MapId map() { return open.document().currentMap(); }
};

} // namespace

TEST_CASE("an event that is ticked becomes a touchpoint that is bound to it") {
    // Everybody pays by card, in the stage that “buy” is bound to.
    Previewed at("customer,event,time\n"
                 "a,buy,2024-03-01T10:00:00Z\na,card refused,2024-03-01T10:01:00Z\n"
                 "b,buy,2024-03-01T11:00:00Z\nb,card refused,2024-03-01T11:01:00Z\n");
    const Project before = at.open.document().project();
    auto* list = at.preview->findChild<QListWidget*>("unmatched");
    REQUIRE(list);
    const auto found = list->findItems("card refused", Qt::MatchStartsWith);
    REQUIRE(found.size() == 1);
    found.front()->setCheckState(Qt::Checked);
    const Project after = at.import();
    REQUIRE(after.cards.size() == before.cards.size() + 1);
    for (const auto& card : after.cards)
        if (before.cards.find(card->id) == nullptr) {
            CHECK(card->kind == CardKind::Touchpoint);
            CHECK(card->binding == EventBinding{{"card refused"}, {}});
            CHECK(after.stages.find(card->stage)->binding.events ==
                  std::vector<std::string>{"buy"});
        }
    at.open.document().undo();
    CHECK(at.open.document().project() == before);
}

TEST_CASE("counted steps become stages when that is ticked") {
    Previewed at(
        "Step,Active users\n1. Arrivals,\"20,000\"\n2. Tastings,\"8,000\"\n3. Crates,\"2,000\"\n");
    auto* box = at.preview->findChild<QCheckBox*>("make-stages");
    REQUIRE(box);
    REQUIRE(box->isVisibleTo(at.preview));
    box->click();
    const Project after = at.import();
    std::vector<std::string> bound;
    for (const Stage* stage : stagesOf(after, at.map()))
        for (const std::string& event : stage->binding.events)
            bound.push_back(event);
    CHECK(bound == std::vector<std::string>{"Arrivals", "Tastings", "Crates"});
    REQUIRE(eventually([&] {
        const MapFindings* findings = at.open.document().findings();
        return findings && findings->hasData;
    }));
}
