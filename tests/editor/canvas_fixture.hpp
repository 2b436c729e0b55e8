#pragma once
// A small map on a canvas of its own, worked by real mouse and key events.

#include <QApplication>
#include <QtTest/QTest>
#include <string>
#include <vector>

#include "cairn/model/edits.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/document.hpp"
#include "editor/locale_phrases.hpp"

namespace cairn::test {

/// Stages Discover, Browse, Buy; lanes Doing, Thinking, Feeling. Doing/Discover holds "sees an
/// advert" and "asks a friend", Doing/Browse "compares bags". Maya feels 1, -0.5 and nothing yet.
struct SmallMap {
    MapId map{100};
    PersonaId maya{150};
    StageId discover{201}, browse{202}, buy{203};
    LaneId doing{301}, thinking{302}, feeling{303};
    CardId advert{401}, friendCard{402}, bags{403};
    EmotionId first{501}, second{502};

    Project project() const {
        Project p;
        p = addMap(std::move(p), map, "Buying online", MapKind::Current, false);
        p = addPersona(std::move(p), maya, "Maya");
        p = showPersona(std::move(p), map, maya, true);
        p = addStage(std::move(p), discover, map, "Discover");
        p = addStage(std::move(p), browse, map, "Browse");
        p = addStage(std::move(p), buy, map, "Buy");
        p = addLane(std::move(p), doing, map, LaneKind::Actions, "Doing");
        p = addLane(std::move(p), thinking, map, LaneKind::Thoughts, "Thinking");
        p = addLane(std::move(p), feeling, map, LaneKind::Emotion, "Feeling");
        p = addCard(std::move(p), advert, {doing, discover}, "sees an advert");
        p = addCard(std::move(p), friendCard, {doing, discover}, "asks a friend");
        p = addCard(std::move(p), bags, {doing, browse}, "compares bags");
        p = setEmotion(std::move(p), first, map, maya, discover, 1);
        p = setEmotion(std::move(p), second, map, maya, browse, -0.5);
        return p;
    }
};

struct OpenCanvas : SmallMap {
    explicit OpenCanvas(QSize size = {1200, 800}) : OpenCanvas(SmallMap().project(), size) {}
    explicit OpenCanvas(Project content, QSize size = {1200, 800})
        : document(std::move(content)), canvas(&document, &phrases) {
        canvas.resize(size);
        canvas.show();
        canvas.activateWindow();
        (void)QTest::qWaitForWindowActive(&canvas);
        canvas.setFocus();
        canvas.zoomToActualSize();
    }

    const Project& project() const { return document.project(); }
    QWidget* viewport() { return canvas.viewport(); }
    QRectF rectOf(RegionKind kind, ElementId element, ElementId other = {}) {
        const QRectF rect = canvas.viewportRectOf(kind, element, other);
        REQUIRE(!rect.isEmpty());
        return rect;
    }
    QPoint cell(LaneId lane, StageId stage) {
        return rectOf(RegionKind::Cell, lane, stage).center().toPoint();
    }
    QPoint card(CardId id) { return rectOf(RegionKind::Card, id).center().toPoint(); }

    void click(QPoint at, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(viewport(), Qt::LeftButton, modifiers, at);
    }
    void doubleClick(QPoint at) { QTest::mouseDClick(viewport(), Qt::LeftButton, {}, at); }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(viewport(), Qt::LeftButton, modifiers, from);
        move(from + (to - from) / 2, modifiers);
        move(to, modifiers);
        QTest::mouseRelease(viewport(), Qt::LeftButton, modifiers, to);
    }
    /// A move with the button held: QTest's own tells no buttons.
    void move(QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QMouseEvent event(QEvent::MouseMove, to, viewport()->mapToGlobal(to), Qt::NoButton,
                          Qt::LeftButton, modifiers);
        QApplication::sendEvent(viewport(), &event);
    }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(target(), k, modifiers);
    }
    void type(const QString& text) {
        for (const QChar letter : text)
            QTest::keyClick(target(), letter.toLatin1());
    }
    /// Who gets the keys now: the field that is typed in, else the canvas.
    QWidget* target() {
        return canvas.inlineEditor() ? canvas.inlineEditor() : static_cast<QWidget*>(&canvas);
    }
    bool typing() const { return canvas.inlineEditor() != nullptr; }

    std::vector<std::string> texts(LaneId lane, StageId stage) const {
        std::vector<std::string> out;
        for (const Card* found : cardsIn(project(), lane, stage))
            out.push_back(found->text);
        return out;
    }
    std::vector<std::string> stageTitles() const {
        std::vector<std::string> out;
        for (const Stage* stage : stagesOf(project(), document.currentMap()))
            out.push_back(stage->title);
        return out;
    }
    std::vector<std::string> laneTitles() const {
        std::vector<std::string> out;
        for (const Lane* lane : lanesOf(project(), document.currentMap()))
            out.push_back(lane->title);
        return out;
    }

    Document document;
    LocalePhrases phrases;
    MapCanvas canvas;
};

using Texts = std::vector<std::string>;

} // namespace cairn::test
