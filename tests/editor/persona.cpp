// A persona in the inspector: which customers it stands for, and what the panel keeps while its
// parts are made anew.
#include <catch2/catch.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "editor/panels/panels.hpp"
#include "panels_fixture.hpp"
#include "window_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

/// The inspector over another field that could take the focus, as wide as in the window.
struct Open {
    Shop shop;
    QWidget window;
    InspectorPanel* panel = new InspectorPanel(shop.document.get(), &shop.phrases, &window);
    QLineEdit* elsewhere = new QLineEdit(&window);

    Open() {
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(panel);
        column->addWidget(elsewhere);
        window.resize(264, 500);
        window.show();
        shop.document->setFindings(withColumns());
        QTest::qWait(20);
    }
    MapFindings withColumns() const {
        MapFindings found = shop.findings();
        found.segmentColumns = {
            {"acquisition_campaign_of_first_visit", {"Newsletter for returning customers", "None"}},
            {"plan", {"Free", "Pro"}}};
        return found;
    }
    MapFindings withFigures() const {
        MapFindings found = withColumns();
        PersonaFigures figures;
        figures.persona = shop.maya;
        figures.share = countedShare(123, 600);
        found.personas = {figures};
        return found;
    }
    const Persona& maya() { return *shop.document->project().personas.find(shop.maya); }
    template <class W> W* part(const QString& name) {
        QTest::qWait(20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return panel->findChild<W*>(name);
    }
    QScrollArea* scroll() { return panel->findChild<QScrollArea*>(); }
    void addCondition() {
        auto* add = part<QPushButton>("add-condition");
        REQUIRE(add);
        add->setFocus();
        add->click();
    }
    bool focusIn(const char* name) {
        QTest::qWait(20);
        const QWidget* at = window.focusWidget();
        return at && at->objectName() == QLatin1String(name);
    }
};

void choose(QComboBox* combo, int index) {
    REQUIRE(combo);
    combo->setFocus();
    combo->setCurrentIndex(index);
    emit combo->activated(index);
    emit combo->textActivated(combo->itemText(index));
}

} // namespace

TEST_CASE("a persona's customers are counted as soon as its segment is chosen, and after undo") {
    const Folder folder;
    QFile file(folder.file("events.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("customer,event,time,plan\n"
               "a,look,2024-03-01T10:00:00Z,Pro\n"
               "b,look,2024-03-01T11:00:00Z,Free\n"
               "c,look,2024-03-02T09:00:00Z,Free\n");
    file.close();
    ImportPlan plan = proposePlan(sniffCsv(toPath(file.fileName())));
    assignRole(plan, "customer", ColumnRole::Unit);
    assignRole(plan, "event", ColumnRole::Event);
    assignRole(plan, "time", ColumnRole::Time);
    assignRole(plan, "plan", ColumnRole::Property);
    OpenSession one(folder.working());
    REQUIRE(one.blank());
    one.session.adoptImport("events.csv", {}, plan, importFile(toPath(file.fileName()), plan), {});
    const auto maya = newId<PersonaId>();
    one.document().edit("add Maya",
                        [&](Project p) { return addPersona(std::move(p), maya, "Maya"); });
    REQUIRE(eventually([&] {
        const MapFindings* now = one.document().findings();
        return now && now->segmentColumns.size() == 1 && !one.session.findings()->busy();
    }));
    const auto counted = [&](std::uint64_t customers) {
        return eventually([&] {
            const MapFindings* now = one.document().findings();
            const PersonaFigures* figures = now ? now->personaOf(maya) : nullptr;
            return customers ? figures && figures->share.part == customers : now && !figures;
        });
    };
    const auto stand = [&](const char* value) {
        one.document().edit("choose a segment", [&](Project p) {
            Persona after = *p.personas.find(maya);
            after.segment = {{"plan", FilterOp::Is, value}};
            return put(std::move(p), after);
        });
    };
    REQUIRE(counted(0));
    stand("Free");
    REQUIRE(counted(2));
    stand("Pro");
    REQUIRE(counted(1));
    one.document().undo();
    REQUIRE(counted(2));
    one.document().undo();
    REQUIRE(counted(0));
    REQUIRE(one.close());
}

TEST_CASE("conditions with long names stay inside the inspector, their whole words in tooltips") {
    Open open;
    open.shop.document->select({open.shop.maya});
    open.addCondition();
    open.shop.document->setFindings(open.withFigures());
    auto* value = open.part<QComboBox>("segment-value-0");
    auto* remove = open.part<QToolButton>("segment-remove-0");
    REQUIRE(value);
    REQUIRE(remove);
    CHECK(value->toolTip() == "Newsletter for returning customers");
    const QWidget* viewport = open.scroll()->viewport();
    CHECK(open.scroll()->widget()->width() <= viewport->width());
    for (const QWidget* widget : {static_cast<QWidget*>(value), static_cast<QWidget*>(remove)}) {
        const QRect at(widget->mapTo(open.panel, QPoint()), widget->size());
        CHECK(at.left() >= 0);
        CHECK(at.right() < viewport->width());
    }
    CHECK(value->width() > 100);
}

TEST_CASE("the focus stays with the conditions while they and their figures are made anew") {
    Open open;
    open.shop.document->select({open.shop.maya});
    open.addCondition();
    CHECK(open.focusIn("add-condition"));
    choose(open.part<QComboBox>("segment-column-0"), 1);
    CHECK(open.maya().segment.front().column == "plan");
    CHECK(open.focusIn("segment-column-0"));
    auto* value = open.part<QComboBox>("segment-value-0");
    choose(value, value->findText("Pro"));
    CHECK(open.maya().segment.front().value == "Pro");
    CHECK(open.focusIn("segment-value-0"));
    const QPointer<QComboBox> shown = open.part<QComboBox>("segment-value-0");
    open.shop.document->setFindings(open.withFigures());
    REQUIRE(open.part<QWidget>("persona-figures"));
    CHECK(shown); // its list may be open
    CHECK(open.focusIn("segment-value-0"));
    auto* remove = open.part<QToolButton>("segment-remove-0");
    remove->setFocus();
    remove->click();
    CHECK(open.maya().segment.empty());
    CHECK(open.focusIn("add-condition"));
}

TEST_CASE("a persona that undo shows again is ticked again") {
    Open open;
    auto* box = open.part<QCheckBox>(QString("persona-shown-%1").arg(open.shop.maya.value));
    REQUIRE(box);
    REQUIRE(box->isChecked());
    box->click();
    CHECK_FALSE(box->isChecked());
    open.shop.document->undo();
    box = open.part<QCheckBox>(box->objectName());
    REQUIRE(box);
    CHECK(box->isChecked());
    open.shop.document->redo();
    CHECK_FALSE(open.part<QCheckBox>(box->objectName())->isChecked());
}

TEST_CASE("another selection is read from its beginning, the same one stays where it was") {
    Open open;
    open.window.resize(264, 220);
    open.shop.document->select({open.shop.maya});
    QTest::qWait(30);
    QScrollBar* bar = open.scroll()->verticalScrollBar();
    REQUIRE(bar->maximum() > 60);
    bar->setValue(60);
    open.shop.document->edit("change role", [&](Project p) {
        Persona after = *p.personas.find(open.shop.maya);
        after.role = "Buyer";
        return put(std::move(p), after);
    });
    QTest::qWait(30);
    CHECK(bar->value() == 60);
    open.shop.document->select({open.shop.form});
    QTest::qWait(30);
    REQUIRE(bar->maximum() > 60);
    CHECK(bar->value() == 0);
}
