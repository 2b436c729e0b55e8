// A survey on a map that shows events too: previewed, placed, counted, and undone.
#include <catch2/catch.hpp>

#include <QComboBox>

#include "editor/dialogs/import_bindings.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "preview_fixture.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

// About the purchase: one promoter (9), two who warn (2, 6), one in between (8). Catalogue: one
// promoter.
const char* kSurvey = "When,Touchpoint,How likely are you to recommend us?,Comment\n"
                      "2026-06-01,Purchase,9,Quick\n"
                      "2026-06-02,Purchase,2,Card refused\n"
                      "2026-06-03,Purchase,6,\n"
                      "2026-06-04,Purchase,8,\n"
                      "2026-06-05,Catalog,10,\n"
                      "2026-06-06,Parking,3,No space\n";

} // namespace

TEST_CASE("a survey's places are asked for by themselves, not among the events") {
    const Preview preview(kSurvey, "survey.csv");
    REQUIRE(preview.dialog->plan().kind == TableKind::Feedback);
    auto* bindings = preview.dialog->findChild<ImportBindings*>();
    const auto wanted = bindings->bindings();
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[0] == std::pair(ElementId(preview.catalog), EventBinding{{"Catalog"}, {}}));
    CHECK(wanted[1] == std::pair(ElementId(preview.purchase), EventBinding{{"Purchase"}, {}}));
    CHECK(bindings->chooserOf(preview.catalog)->itemText(0) == "no answers");
    CHECK(bindings->unmatchedText().contains("Parking"));
}

TEST_CASE("a survey that names no place asks for none") {
    const Preview preview("When,How likely are you to recommend us?\n2026-06-01,9\n2026-06-02,2\n"
                          "2026-06-03,10\n2026-06-04,7\n",
                          "survey.csv");
    REQUIRE(preview.dialog->plan().kind == TableKind::Feedback);
    auto* bindings = preview.dialog->findChild<ImportBindings*>();
    CHECK(bindings->bindings().empty());
    CHECK(bindings->chooserOf(preview.catalog) == nullptr);
}

TEST_CASE("a survey comes beside the events and goes in one step") {
    OpenWindow open;
    open.session.newFromProject(
        projectFromTemplate("sample", resourceText(":/sample/sample.json")));
    REQUIRE(eventually([&] { return !open.window.showsStartPage(); }));
    const Project before = open.document().project();
    const MapId map = open.document().currentMap();
    const std::string stage = stagesOf(before, map)[2]->title;
    QFile file(open.folder.file("survey.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(kSurvey).replace("Purchase", stage.c_str()));
    file.close();

    open.window.importFlow().start(file.fileName());
    ImportPreview* preview = open.window.importFlow().preview();
    REQUIRE(preview);
    QSignalSpy ready(preview, &ImportPreview::bindingsReady);
    REQUIRE(eventually([&] { return ready.count() > 0; }));
    preview->startImport();
    const StageId about = stagesOf(before, map)[2]->id;
    const auto scores = [&]() -> const FeedbackSummary* {
        const MapFindings* findings = open.document().findings();
        if (!findings || !findings->feedback)
            return nullptr;
        const auto at = findings->feedback->of.find(about);
        return at == findings->feedback->of.end() ? nullptr : &at->second;
    };
    REQUIRE(eventually([&] { return scores() != nullptr; }));
    REQUIRE(scores()->scores.size() == 1);
    CHECK(scores()->scores[0].n == 4);
    CHECK(scores()->scores[0].value == Approx(25 - 50)); // % promoters - % detractors
    CHECK(scores()->negative == 2);
    CHECK(open.document().project().maps.find(map)->funnel ==
          before.maps.find(map)->funnel); // the events stand
    CHECK(open.document().undoLabel() == "import survey.csv");
    open.document().undo();
    CHECK(open.document().project() == before);
}
