#include <catch2/catch.hpp>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include "editor/panels/field_editors.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/panels.hpp"
#include "panels_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Open {
    Shop shop;
    InspectorPanel panel{shop.document.get(), &shop.phrases};
    Open() {
        panel.resize(264, 800);
        panel.show();
        QTest::qWait(1);
    }
    QString allText() {
        QTest::qWait(10);
        QStringList words;
        for (const QLabel* label : panel.findChildren<QLabel*>())
            if (label->isVisible())
                words << label->text();
        return words.join('\n');
    }
};

} // namespace

TEST_CASE("typing an owner is one undo step when the field is finished, not one a key") {
    Open open;
    open.shop.document->select({open.shop.form});
    auto* owner = field<QLineEdit>(open.panel, "owner");
    REQUIRE(owner);
    owner->setFocus();
    QTest::keyClicks(owner, "Lena");
    CHECK(open.shop.card(open.shop.form).owner.empty());
    QTest::keyClick(owner, Qt::Key_Return);
    CHECK(open.shop.card(open.shop.form).owner == "Lena");
    CHECK(open.shop.document->undoLabel() == "change owner");
    open.shop.document->undo();
    CHECK(open.shop.card(open.shop.form).owner.empty());
    CHECK_FALSE(open.shop.document->canUndo());
    CHECK(field<QLineEdit>(open.panel, "owner")->text().isEmpty());
}

TEST_CASE("severity is chosen by its word") {
    Open open;
    open.shop.document->select({open.shop.form});
    auto* severity = field<QComboBox>(open.panel, "severity");
    REQUIRE(severity);
    CHECK(severity->currentText() == "not judged");
    severity->setFocus();
    severity->setCurrentIndex(4);
    emit severity->activated(4);
    CHECK(open.shop.card(open.shop.form).severity == 3);
    CHECK(open.shop.document->undoLabel() == "change severity");
}

TEST_CASE("a share is typed in percent and nonsense is not taken") {
    Open open;
    open.shop.document->select({open.shop.form});
    auto* reach = field<QLineEdit>(open.panel, "reach");
    REQUIRE(reach);
    reach->setText("40 %");
    emit reach->editingFinished();
    CHECK(open.shop.card(open.shop.form).reach == Approx(0.4));
    reach->setText("120");
    emit reach->editingFinished();
    CHECK(open.shop.card(open.shop.form).reach == Approx(0.4));
    CHECK_FALSE(reach->toolTip().isEmpty());
    reach->setText("");
    emit reach->editingFinished();
    CHECK_FALSE(open.shop.card(open.shop.form).reach.has_value());
}

TEST_CASE("what is typed is kept when another element is selected before the field is left") {
    Open open;
    open.shop.document->select({open.shop.form});
    field<QPlainTextEdit>(open.panel, "notes")->setPlainText("Asks for the phone twice.");
    open.shop.document->select({open.shop.filters});
    CHECK(open.shop.card(open.shop.form).notes == "Asks for the phone twice.");
    CHECK(open.shop.card(open.shop.filters).notes.empty());
    CHECK(field<QPlainTextEdit>(open.panel, "notes")->toPlainText().isEmpty());
}

TEST_CASE("a persona's lists are one item a line, its facts a name and a value") {
    Open open;
    open.shop.document->select({open.shop.maya});
    auto* goals = field<ParagraphEdit>(open.panel, "goals");
    REQUIRE(goals);
    goals->setPlainText("order quickly\n\n  know the day  ");
    emit goals->finished();
    auto* facts = field<ParagraphEdit>(open.panel, "demographics");
    facts->setPlainText("Age: 34\nLives: in town: centre");
    emit facts->finished();
    const Persona& maya = *open.shop.document->project().personas.find(open.shop.maya);
    CHECK(maya.goals == std::vector<std::string>{"order quickly", "know the day"});
    CHECK(maya.demographics == TextPairs{{"Age", "34"}, {"Lives", "in town: centre"}});
}

TEST_CASE("an emotion is typed as a number and emptied to take it away") {
    Open open;
    open.shop.document->select({open.shop.pay});
    const std::string name = "emotion-" + std::to_string(open.shop.maya.value);
    auto* emotion = field<QLineEdit>(open.panel, name.c_str());
    REQUIRE(emotion);
    emotion->setText(QStringLiteral("−1.6"));
    emit emotion->editingFinished();
    const auto points = emotionsOf(open.shop.document->project(), open.shop.map, open.shop.maya);
    REQUIRE(points.size() == 1);
    CHECK(points.front()->value == Approx(-1.6));
    CHECK(emotion->text().startsWith(QStringLiteral("−1.6 ")));
    emotion->setText("");
    emit emotion->editingFinished();
    CHECK(emotionsOf(open.shop.document->project(), open.shop.map, open.shop.maya).empty());
}

TEST_CASE("an emotion shows the words of its point, and the level's word when it has none") {
    Open open;
    const EmotionId id = newId<EmotionId>();
    open.shop.document->edit("feel", [&](Project p) {
        return setEmotion(std::move(p), id, open.shop.map, open.shop.maya, open.shop.pay, -1.6);
    });
    open.shop.document->select({open.shop.form});
    const std::string name = "emotion-" + std::to_string(open.shop.maya.value);
    CHECK(field<QLineEdit>(open.panel, name.c_str())->text() ==
          QStringLiteral("−1.6 ") + emotionWordFor(open.shop.phrases, -2));
    open.shop.document->edit("say", [&](Project p) {
        EmotionPoint point = *p.emotions.find(id);
        point.text = "frustrated";
        return put(std::move(p), std::move(point));
    });
    CHECK(field<QLineEdit>(open.panel, name.c_str())->text() == QStringLiteral("−1.6 frustrated"));
}

TEST_CASE("a name too long for its column is cut on one line and told in full by its tooltip") {
    Open open;
    QTest::qWait(10);
    int cut = 0;
    for (const auto* label : open.panel.findChildren<ElidedLabel*>()) {
        INFO(label->accessibleName().toStdString());
        CHECK(label->fontMetrics().horizontalAdvance(label->text()) <= label->width());
        if (label->text() != label->accessibleName()) {
            ++cut;
            CHECK(label->toolTip() == label->accessibleName());
        }
    }
    CHECK(cut == 1); // "Value of one conversion"
}

TEST_CASE("several cards show what they share and change together in one step") {
    Open open;
    open.shop.document->select({open.shop.form, open.shop.filters});
    CHECK_FALSE(field<QPlainTextEdit>(open.panel, "text"));
    auto* owner = field<QLineEdit>(open.panel, "owner");
    REQUIRE(owner);
    owner->setText("Omar");
    emit owner->editingFinished();
    CHECK(open.shop.card(open.shop.form).owner == "Omar");
    CHECK(open.shop.card(open.shop.filters).owner == "Omar");
    open.shop.document->undo();
    CHECK(open.shop.card(open.shop.filters).owner.empty());
    CHECK_FALSE(open.shop.document->canUndo());
}

TEST_CASE("the pain block says severity, reach and frequency with the counts behind them") {
    Open open;
    open.shop.document->setFindings(open.shop.findings());
    open.shop.document->select({open.shop.form});
    const QString text = open.allText();
    CHECK(text.contains("severity 3 of 4"));
    CHECK(text.contains("reach 72 % (431 of 600 got here)"));
    CHECK(text.contains("frequency 48 % (206 of 431 left)"));
    CHECK(text.contains("n = 431"));
}

TEST_CASE("a stage says why people left, the commonest reason first") {
    Open open;
    open.shop.document->setFindings(open.shop.findings());
    open.shop.document->select({open.shop.browse});
    const QString text = open.allText();
    const auto never = text.indexOf("never did the next step"),
               order = text.indexOf("another order"), late = text.indexOf("too late");
    CHECK(never >= 0);
    CHECK(never < order);
    CHECK(order < late);
    CHECK_FALSE(text.contains("excluded"));
}

TEST_CASE("a score set by hand waits for its reason") {
    Open open;
    open.shop.document->select({open.shop.form});
    auto* score = open.panel.findChild<QLineEdit*>("override-score");
    auto* reason = open.panel.findChild<QLineEdit*>("override-reason");
    REQUIRE(score);
    score->setText("80");
    emit score->editingFinished();
    CHECK_FALSE(open.shop.card(open.shop.form).painOverride.value.has_value());
    reason->setText("Two interviews");
    emit reason->editingFinished();
    CHECK(open.shop.card(open.shop.form).painOverride.value == 80.0);
    CHECK(open.shop.card(open.shop.form).painOverride.reason == "Two interviews");
}

TEST_CASE("a portrait is stored as a PNG of at most 512 pixels") {
    Open open;
    const QTemporaryDir folder;
    const QString file = folder.filePath("maya.jpg");
    QImage picture(1600, 800, QImage::Format_RGB32);
    picture.fill(Qt::darkCyan);
    REQUIRE(picture.save(file));
    setPortraitFromFile(open.shop.document.get(), open.shop.maya, file);
    const auto portrait = [&] {
        return open.shop.document->project().personas.find(open.shop.maya)->portrait;
    };
    REQUIRE(QTest::qWaitFor([&] { return bool(portrait()); }, 5000));
    const Image* image = open.shop.document->project().images.find(portrait());
    REQUIRE(image);
    QImage stored;
    REQUIRE(stored.loadFromData(QByteArray::fromStdString(image->bytes), "PNG"));
    CHECK(stored.size() == QSize(512, 256));
}

TEST_CASE("every field of the inspector has a name for screen readers") {
    Open open;
    for (const ElementId id :
         {ElementId(open.shop.form), ElementId(open.shop.pay), ElementId(open.shop.maya)}) {
        open.shop.document->select({id});
        for (const QWidget* widget : open.panel.findChildren<QWidget*>())
            if (widget->isVisible() && widget->objectName().startsWith("field-")) {
                INFO(widget->objectName().toStdString());
                CHECK_FALSE(widget->accessibleName().isEmpty());
                CHECK(widget->focusPolicy() != Qt::NoFocus);
            }
    }
}
