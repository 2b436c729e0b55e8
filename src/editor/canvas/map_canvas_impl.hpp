#pragma once
// What the canvas is made of. Private to canvas/: each map_canvas_*.cpp holds one of its concerns.

#include <QImage>
#include <QMetaObject>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "cairn/layout/map_layout.hpp"
#include "cairn/model/edits.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/inline_editor.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/canvas/navigator.hpp"
#include "editor/canvas/scene.hpp"
#include "editor/canvas/tile_cache.hpp"
#include "editor/clipboard/incoming.hpp"
#include "render/fonts.hpp"
#include "render/paint.hpp"

namespace cairn {

/// What the inline editor writes to when it is left.
struct EditTarget {
    enum class What { Words, Scenario, NewCard, NewStage, NewNote } what = What::Words;
    Spot spot; ///< Words, Scenario: the region; NewCard: its cell; NewStage: the "add stage" region
    CardPlace place;   ///< NewCard
    QPointF notePlace; ///< NewNote, map units
    QString before;    ///< the words as they were
};

struct MapCanvas::Impl {
    Impl(MapCanvas& canvas, const Phrases* words);

    MapCanvas& q;
    Document* document = nullptr;
    const Phrases* phrases;
    const Theme* theme;
    QtTextMeasurer measurer;
    CanvasScene scene;

    // --- following the document (map_canvas.cpp) ---
    std::vector<QMetaObject::Connection> connections;
    bool layoutDue = true;
    bool viewDue = true; ///< the first view of a map is still to be chosen
    QTimer layoutTimer;
    void adoptDocument(Document* next);
    void scheduleLayout();
    void ensureLayout();
    void relayout();
    double firstWidth =
        0; ///< viewport width the first view was chosen for; 0 once the person has moved the map
    void chooseFirstView();
    void followSelection();
    bool editable() const;
    DragContext dragContext() { return {scene, *document, *theme, *phrases}; }

    // --- the view (map_canvas_view.cpp) ---
    bool settling = false; ///< zooming goes on: stretched tiles are shown until the hand rests
    QTimer settleTimer, prefetchTimer;
    bool syncingBars = false;
    void setView(double zoom, QPointF anchor, bool live);
    void fitTo(const QRectF& mapArea, double largest);
    void panBy(QPointF viewDelta);
    void viewMoved();
    void syncBars();
    void settle();
    void prefetch();
    void reveal(const QRectF& mapArea);
    bool handleGesture(QEvent* event);
    void handleWheel(QWheelEvent* event);

    // --- painting (map_canvas_paint.cpp) ---
    TileCache tiles, stageTiles, laneTiles;
    std::vector<std::uint32_t> scratch;
    std::unordered_map<ElementId, std::pair<const Image*, QImage>> images;
    bool fileHovers = false;
    void paint(QPainter& painter, const QRect& dirty);
    void paintOverlays(QPainter& painter, const QRect& dirty, bool headers);
    void paintBand(QPainter& painter, const QRect& dirty, const QRectF& band, QPointF shift,
                   Layer layer);
    void applyScale();
    TileCache::Sight sightOf(const QRectF& viewArea, QPointF shift) const;
    void drawItems(QPainter& painter, const RectF& area);
    void drawHeaders(QPainter& painter, const RectF& area, Layer layer);
    PaintOptions paintOptions();
    QImage imageOf(ElementId id);
    void updateMap(const RectF& mapArea);
    void updateAll();

    // --- the mouse (map_canvas_mouse.cpp) ---
    struct Press {
        QPointF at, last;
        Qt::MouseButton button = Qt::NoButton;
        Qt::KeyboardModifiers modifiers;
        std::optional<Spot> spot;
        bool panning = false, wasSelected = false;
    };
    std::optional<Press> press;
    std::unique_ptr<Drag> drag;
    QRectF dragExtent;
    QTimer edgeTimer;
    std::optional<Spot> hover;
    QPointF mouseAt;
    bool spaceHeld = false;
    void pressed(QMouseEvent* event);
    void moved(QPointF at, Qt::KeyboardModifiers modifiers);
    void released(QMouseEvent* event);
    void doubleClicked(QMouseEvent* event);
    void selectPressed(const Region* region);
    void startDrag();
    void moveDrag(QPointF at, Qt::KeyboardModifiers modifiers);
    void endDrag(bool drop);
    void scrollAtEdge();
    void clicked(const Region& region, const Press& how);
    void hoverAt(QPointF at);
    void showCursor();
    void showTip(const QPoint& at, const QPoint& globalAt);
    void askForMenu(QPoint at, QPoint globalAt, bool byKey);

    // --- the keyboard (map_canvas_keys.cpp) ---
    std::optional<Spot> spot; ///< where the keyboard is
    const Region* spotRegion() const { return spot ? scene.find(*spot) : nullptr; }
    void goTo(const Spot& where, bool extend = false);
    bool keyPressed(QKeyEvent* event);
    bool zoomKey(QKeyEvent* event);
    bool moveKey(QKeyEvent* event);
    bool editKey(QKeyEvent* event);
    bool walk(Direction direction, bool extend);
    bool moveHeader(const Region& region, Direction direction);
    bool moveSelected(Direction direction);
    bool moveNotes(Direction direction);
    bool changeEmotion(const Region& region, double by);
    bool activate();
    bool typeHere(const QString& text);
    void announce();

    // --- edits (map_canvas_edits.cpp, map_canvas_typing.cpp) ---
    std::vector<CardId> selectedCards() const;
    std::vector<const Region*> cellsOfLane(ElementId lane) const; ///< leaves, in reading order
    const Region* cellOfCard(const Region& card) const;
    void moveCardsAcross(const std::vector<CardId>& cards, int step);
    void moveCardsAlong(const std::vector<CardId>& cards, int step);
    void removeSelected(const QString& label = {});
    void duplicateSelected();
    void makeEmotion(const Region& cell, double value);
    void addLaneMenu(const Region& region);
    void selectAll();

    // --- the clipboard and what is dropped (map_canvas_clipboard.cpp, map_canvas_drop.cpp) ---
    bool copy(const std::vector<ElementId>& chosen);
    bool attempt(const std::function<void()>& work);
    bool take(const QMimeData* data, std::optional<QPointF> viewPos);
    PasteFocus pasteFocus(std::optional<QPointF> viewPos) const;
    CardId cardAfter(const Card& card) const;
    void takeClip(Clip clip, const PasteFocus& focus);
    void takeText(Pasted pasted, bool asMap, const PasteFocus& focus, std::optional<QPointF> viewPos);
    void takeAsNotes(const Pasted& lines, std::optional<QPointF> viewPos);
    void takePicture(const IncomingPicture& picture, const PasteFocus& focus);
    void takeFile(const QString& path, const PasteFocus& focus);
    void showPasted(MapId map, const std::vector<ElementId>& made);
    bool clipboardKey(QKeyEvent* event);

    QPointer<InlineEditor> editor;
    EditTarget target;
    void edit(const Region& region);
    void newCard(const Region& cell, CardId before, const QString& text);
    void newCardAfter(const Region& card, const QString& text);
    void newStage();
    void newNote(QPointF mapPos);
    void openEditor(EditTarget what, const EditLook& look, const QString& text);
    void placeEditor();
    void keepEditorInView();
    void finishEdit(EditEnd how);
    void commitWords(const EditTarget& done, const QString& text);
    ElementId commitNew(const EditTarget& done, const QString& text);
    void continueTyping(const EditTarget& done, EditEnd how, ElementId made);
};

} // namespace cairn
