// A survey on a map that shows events too: previewed, placed, counted, and undone.
#include <catch2/catch.hpp>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

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

TEST_CASE("a newer survey is held against the one before: on the map and in the list") {
    OpenWindow open;
    REQUIRE(open.blank());
    const auto asked = [](int day, int promoters, int detractors) {
        QByteArray text = "When,How likely are you to recommend us?\n";
        for (int i = 0; i < promoters + detractors; ++i)
            text += "2026-0" + QByteArray::number(day) + "-0" + QByteArray::number(i % 9 + 1) +
                    (i < promoters ? ",10\n" : ",2\n");
        return text;
    };
    const auto write = [&](const char* name, const QByteArray& text) {
        QFile file(open.folder.file(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    };
    const auto first = toPath(write("survey-05.csv", asked(5, 40, 10)));
    const ImportPlan plan = proposePlan(sniffCsv(first));
    REQUIRE(plan.kind == TableKind::Feedback);
    open.session.adoptImport("survey-05.csv", {}, plan, importFile(first, plan), {});
    const auto score = [&]() -> const FeedbackScore* {
        const MapFindings* findings = open.document().findings();
        const bool there =
            findings && findings->feedback && !findings->feedback->all.scores.empty();
        return there ? &findings->feedback->all.scores[0] : nullptr;
    };
    REQUIRE(eventually([&] { return score() && score()->n == 50; }));
    CHECK_FALSE(score()->change);

    open.window.openPath(write("survey-06.csv", asked(6, 20, 30)));
    const auto button = [&]() -> QPushButton* {
        for (auto* found : open.window.findChildren<QPushButton*>())
            if (found->text() == "Take their place" && !found->isHidden())
                return found;
        return nullptr;
    };
    REQUIRE(eventually([&] { return button() != nullptr; }));
    button()->click();
    // 40 and 10 of 50 is 60; 20 and 30 of 50 is -20.
    REQUIRE(eventually([&] { return score() && score()->change; }));
    CHECK(*score()->change->difference == Approx(-80));
    CHECK(score()->change->significant);
    REQUIRE(eventually([&] { return open.window.findChild<QWidget*>("changesList"); }));
    QStringList words;
    for (auto* label : open.window.findChild<QWidget*>("changesList")->findChildren<QLabel*>())
        words << label->text();
    const QString text = words.join(u'|');
    INFO(text.toStdString());
    CHECK(text.contains("|NPS: "));
    CHECK(text.contains("|+60|\u221220|"));
    CHECK(text.contains("▼ worse, more than chance"));
    CHECK(text.contains("50 and 50 answers"));
    open.document().undo();
    REQUIRE(eventually([&] { return score() && score()->n == 50 && !score()->change; }));
}
