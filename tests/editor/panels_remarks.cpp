// Comments, tags, pictures, detail maps and the brand, as the panels edit them.
#include <catch2/catch.hpp>

#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include "editor/panels/comments_section.hpp"
#include "editor/panels/panels.hpp"
#include "editor/panels/pictures.hpp"
#include "panels_fixture.hpp"

using namespace cairn;
using namespace cairn::test;

namespace {

struct Open {
    Shop shop;
    InspectorPanel panel{shop.document.get(), &shop.phrases};
    Open() {
        panel.resize(264, 900);
        panel.show();
        QTest::qWait(1);
    }
    Document& document() { return *shop.document; }
    const Project& project() { return document().project(); }
    template <class W> W* find(const char* name) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        W* found = nullptr;
        for (W* widget : panel.findChildren<W*>(QLatin1String(name)))
            if (!widget->isHidden())
                found = widget;
        return found;
    }
    void comment(const QString& text) {
        auto* edit = find<QPlainTextEdit>("comment-text");
        REQUIRE(edit);
        edit->setPlainText(text);
        find<QPushButton>("comment-send")->click();
    }
};

QStringList rowsOf(OutlinePanel& outline) {
    QStringList rows;
    for (QTreeWidgetItemIterator it(outline.tree()); *it; ++it)
        rows << (*it)->text(0);
    return rows;
}

} // namespace

TEST_CASE("a comment is written, resolved, opened again and deleted, each as a step to undo") {
    Open open;
    rememberCommentAuthor("Lena");
    open.document().select({open.shop.form});
    open.comment("  Is this still so?  ");
    const auto on = [&] { return commentsOn(open.project(), open.shop.map, open.shop.form); };
    REQUIRE(on().size() == 1);
    CHECK(on()[0]->text == "Is this still so?");
    CHECK(on()[0]->author == "Lena");
    CHECK(on()[0]->at > 1700000000000);
    CHECK(open.document().undoLabel() == "add comment");
    CHECK(open.find<QPlainTextEdit>("comment-text")->toPlainText().isEmpty());

    open.find<QPushButton>("comment-resolve")->click();
    CHECK(on()[0]->resolved);
    CHECK(open.document().undoLabel() == "resolve comment");
    CHECK(open.find<QPushButton>("comment-resolve")->text() == "Reopen");
    open.document().undo();
    CHECK_FALSE(on()[0]->resolved);
    open.document().undo();
    CHECK(on().empty());
    open.comment("   ");
    CHECK(on().empty());
}

TEST_CASE("without a selection it is the map that is remarked on; a persona lies on no map") {
    Open open;
    open.document().select({});
    open.comment("All of this is from May.");
    REQUIRE(open.project().comments.size() == 1);
    const Comment& comment = **open.project().comments.begin();
    CHECK(comment.element == ElementId{});
    CHECK(comment.map == open.shop.map);
    open.document().select({open.shop.maya});
    CHECK(open.find<QPlainTextEdit>("comment-text") == nullptr);
}

TEST_CASE("what is being written survives an edit made elsewhere") {
    Open open;
    open.document().select({open.shop.form});
    auto* edit = open.find<QPlainTextEdit>("comment-text");
    edit->setPlainText("half a thought");
    open.document().edit(
        "rename", [&](Project p) { return rename(std::move(p), open.shop.browse, "Look around"); });
    CHECK(open.find<QPlainTextEdit>("comment-text")->toPlainText() == "half a thought");
}

TEST_CASE(
    "a tag written on a card for the first time gets a colour; renaming it reaches every card") {
    Open open;
    open.document().select({open.shop.form});
    auto* tags = field<QPlainTextEdit>(open.panel, "tags");
    REQUIRE(tags);
    tags->setFocus();
    QTest::keyClicks(tags, "slow");
    open.panel.commitPending();
    REQUIRE(tagsOf(open.project()).size() == 1);
    const TagId tag = tagsOf(open.project())[0]->id;
    CHECK(open.document().undoLabel() == "change tags");
    open.document().select({tag});
    auto* name = field<QPlainTextEdit>(open.panel, "name");
    REQUIRE(name);
    name->setFocus();
    name->setPlainText("too slow");
    QTest::keyClick(name, Qt::Key_Return);
    CHECK(open.shop.card(open.shop.form).tags == std::vector<std::string>{"too slow"});
}

TEST_CASE("the outline lists tags and the comments of the map, what is open first") {
    Shop shop;
    Document& document = *shop.document;
    OutlinePanel outline(&document);
    CHECK_FALSE(rowsOf(outline).contains("First"));
    document.edit("remark", [&](Project p) {
        p = addTag(std::move(p), TagId{701}, "slow");
        p = addComment(std::move(p), CommentId{801}, shop.map, shop.form, "Ada", "First", 1000);
        p = addComment(std::move(p), CommentId{802}, shop.map, {}, "Tom", "Second", 2000);
        Comment done = *p.comments.find(CommentId{802});
        done.resolved = true;
        return put(std::move(p), done);
    });
    const QStringList rows = rowsOf(outline);
    CHECK(rows.contains("slow"));
    REQUIRE(rows.contains("First"));
    CHECK(rows.indexOf("First") < rows.indexOf("Second"));
    QSignalSpy revealed(&outline, &OutlinePanel::revealRequested);
    for (QTreeWidgetItemIterator it(outline.tree()); *it; ++it)
        if ((*it)->text(0) == "First")
            emit outline.tree()->itemClicked(*it, 0);
    REQUIRE(revealed.size() == 1);
    CHECK(revealed[0][0].value<ElementId>() == ElementId(shop.form));
}

TEST_CASE("a stage's detail map is made once, titled after it, and opened from then on") {
    Open open;
    open.document().select({open.shop.pay});
    open.find<QPushButton>("detail-open")->click();
    REQUIRE(open.project().maps.size() == 2);
    const MapId detail = open.project().stages.find(open.shop.pay)->detail;
    CHECK(titleOf(open.project(), detail) == "Check out");
    CHECK(open.document().currentMap() == detail);
    open.document().setCurrentMap(open.shop.map);
    open.document().select({open.shop.pay});
    CHECK(open.find<QPushButton>("detail-open")->text() == "Open it");
    open.find<QPushButton>("detail-open")->click();
    CHECK(open.project().maps.size() == 2);
    CHECK(open.document().currentMap() == detail);
    open.document().undo();
    CHECK(open.project().maps.size() == 1);
}

TEST_CASE(
    "a picture comes onto a card scaled down, and goes from the project with the card's own") {
    Open open;
    const QTemporaryDir folder;
    const QString file = folder.filePath("wide.png");
    QImage picture(3000, 1500, QImage::Format_RGB32);
    picture.fill(Qt::darkGreen);
    REQUIRE(picture.save(file));
    setCardPictureFromFile(&open.document(), open.shop.form, file);
    REQUIRE(QTest::qWaitFor([&] { return bool(open.shop.card(open.shop.form).image); }, 10000));
    const Image* stored = open.project().images.find(open.shop.card(open.shop.form).image);
    REQUIRE(stored);
    const QImage read = QImage::fromData(QByteArray::fromStdString(stored->bytes));
    CHECK(read.size() == QSize(1024, 512));
    CHECK(open.document().undoLabel() == "change picture");
    open.document().select({open.shop.form});
    auto* row = open.find<QWidget>("card-picture");
    REQUIRE(row);
    const auto buttons = row->findChildren<QPushButton*>();
    REQUIRE(buttons.size() == 2);
    buttons[1]->click();
    CHECK_FALSE(open.shop.card(open.shop.form).image);
    CHECK(open.project().images.empty());
}

TEST_CASE(
    "a brand's colour is taken only when it is one, and new projects start with what was kept") {
    Open open;
    open.document().select({});
    auto* colour = open.find<QLineEdit>("brand-colour");
    REQUIRE(colour);
    colour->setText("no colour");
    emit colour->editingFinished();
    CHECK(open.project().facts.brandColour.empty());
    colour->setText("5A2D82");
    emit colour->editingFinished();
    CHECK(open.project().facts.brandColour == "#5a2d82");
    CHECK(open.document().undoLabel() == "change brand colour");
    open.find<QPushButton>("brand-keep")->click();
    CHECK(withRememberedBrand({}).facts.brandColour == "#5a2d82");
    Project own;
    own.facts.brandColour = "#102030";
    CHECK(withRememberedBrand(own).facts.brandColour == "#102030");
    QSettings().remove("brand");
    CHECK(withRememberedBrand({}).facts.brandColour.empty());
}
