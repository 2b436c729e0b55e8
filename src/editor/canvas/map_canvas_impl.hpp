#pragma once
// What the canvas is made of. Private to canvas/: each map_canvas_*.cpp holds one of its concerns.

#include <QAction>
#include <QImage>
#include <QMenu>
#include <QMetaObject>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "cairn/layout/map_layout.hpp"
#include "cairn/model/edits.hpp"
#include "editor/canvas/commands.hpp"
#include "editor/canvas/drag.hpp"
#include "editor/canvas/find_marks.hpp"
#include "editor/canvas/grips.hpp"
#include "editor/canvas/inline_editor.hpp"
#include "editor/canvas/map_canvas.hpp"
#include "editor/canvas/minimap.hpp"
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
    QString family; ///< that it measures in
    CanvasScene scene;
    LayoutCache layoutCache; ///< of scene.list

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
    std::unordered_map<ElementId, std::pair<const Image*, QImage>> images;
    bool fileHovers = false;
    FindMarks findMarks;
    CardFilter filter;            ///< map_canvas_filter.cpp
    std::vector<ElementId> faded; ///< ascending
    void fade();
    void paintFaded(QPainter& painter, std::span<const std::uint32_t> shown);
    void toggleFilter(ElementId element);
    bool followLink(const Region& region);
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
        std::optional<Grip> grip; ///< pressed on a handle, an edge or a link in a text
    };
    std::optional<Press> press;
    std::unique_ptr<Drag> drag;
    QRectF dragExtent;
    QTimer edgeTimer;
    std::optional<Spot> hover;
    QPointF mouseAt;
    bool spaceHeld = false;
    bool ownKeys = true;
    void pressed(QMouseEvent* event);
    void moved(QPointF at, Qt::KeyboardModifiers modifiers);
    void released(QMouseEvent* event);
    void doubleClicked(QMouseEvent* event);
    void selectPressed(const Region* region);
    void startDrag();
    void moveDrag(QPointF at, Qt::KeyboardModifiers modifiers);
    void endDrag(bool drop);
    std::function<MapId(std::optional<QPoint>)> mapFinder;
    MapId otherMapAt(QPointF at) const;
    void scrollAtEdge();
    void clicked(const Region& region, const Press& how);
    void hoverAt(QPointF at);
    void showCursor();
    void showTip(const QPoint& at, const QPoint& globalAt);
    void askForMenu(QPoint at, QPoint globalAt, bool byKey);
    std::optional<Grip> gripAt(QPointF at) const;
    bool canFold(const Region& header) const;
    bool isFolded(const Region& header) const;
    void paintGrips(QPainter& painter);
    void gripClicked(const Grip& grip);
    bool gripDoubleClicked(const Grip& grip);
    Qt::CursorShape cursorOf(const Grip& grip) const;

    // --- menus (map_canvas_menu.cpp) ---
    QMenu* makeMenu(const Region* region, QPointF mapPos);
    void fillCardMenu(QMenu& menu, const Region& region);
    void fillStageMenu(QMenu& menu, const Region& region);
    void fillStepMenu(QMenu& menu, const Region& region);
    void fillLaneMenu(QMenu& menu, const Region& region);
    void fillNoteMenu(QMenu& menu, const Region& region);
    void fillEmotionMenu(QMenu& menu, const Region& region);
    void fillLinkMenu(QMenu& menu, const Region& region);
    void fillGroundMenu(QMenu& menu, QPointF mapPos);
    void addLinksOfText(QMenu& menu, const std::string& text);
    void addMapMenus(QMenu& menu);

    // --- commands (map_canvas_commands.cpp) ---
    std::vector<std::pair<CanvasCommand, QAction*>> commandActions;
    QAction* action(CanvasCommand command) const;
    void makeCommands();
    void run(CanvasCommand command);
    std::vector<ElementId> chosen() const; ///< the selection, else what the keyboard is at
    void fold(ElementId element, bool folded);
    /// The header of the collapsed stage or lane that an element is hidden in.
    const Region* foldedHome(ElementId element) const;
    void foldOthers();
    void unfoldAll();
    void toggleLock();
    void addStepHere();
    void arrangeNotes(CanvasCommand how);
    void parkNotes();
    void sendCards(MapId to, bool copy);
    void sizeBy(const Region& region, double dx, double dy);
    void sizeAutomatically(const Region& region);
    bool sizeKey(const Region& region, int key);
    /// Takes out what is locked; says so when nothing is left.
    template <class IdType> void leaveLocked(std::vector<IdType>& elements);
    bool refuseLocked(ElementId element); ///< true when it is locked; says so
    void hint(const QString& words, const QRectF& beside);

    // --- connectors (map_canvas_links.cpp) ---
    /// A connector that is being drawn with the keyboard.
    struct Connecting {
        ElementId from;  ///< the end that stays
        LinkId link;     ///< an existing one, whose other end is chosen; 0 = a new one
        bool backwards = false; ///< its start is chosen, not its end
    };
    std::optional<Connecting> connecting;
    void startConnecting(ElementId from, LinkId link, bool backwards);
    bool connectKey(int key);
    void finishConnecting(ElementId to);
    void paintConnecting(QPainter& painter);
    void nextConnector();
    void setLinkKind(LinkId link, LinkKind kind);
    void turnLink(LinkId link);

    // --- motion and overview (map_canvas_motion.cpp) ---
    bool motion = false; ///< the view glides to where it is sent
    QPointer<Minimap> minimap;
    bool minimapWanted = true;
    QPointer<QObject> glide;
    QTimer minimapTimer;
    void glideTo(double zoom, QPointF scroll);
    void stopGliding();
    bool minimapNeeded() const;
    QRectF sightOfMap() const;
    QPointF scrollAround(QPointF place) const;
    void followMinimap();
    void drawMinimap();

    // --- the keyboard (map_canvas_keys.cpp) ---
    std::optional<Spot> spot; ///< where the keyboard is
    const Region* spotRegion() const { return spot ? scene.find(*spot) : nullptr; }
    void goTo(const Spot& where, bool extend = false);
    bool keyPressed(QKeyEvent* event);
    bool zoomKey(QKeyEvent* event);
    bool commandKey(QKeyEvent* event);
    bool moveKey(QKeyEvent* event);
    bool editKey(QKeyEvent* event);
    bool walk(Direction direction, bool extend);
    bool moveHeader(const Region& region, Direction direction);
    bool moveSelected(Direction direction);
    bool moveNotes(Direction direction);
    bool changeCurve(const Region& region, double by);
    bool changeEmotion(const Region& region, double by);
    bool activate();
    bool typeHere(const QString& text);
    void announce();

    // --- for screen readers (accessible.cpp) ---
    AccessibleCanvas* spoken = nullptr; ///< made when somebody asks
    void outlineChanged(); ///< what is gone from the map is gone for the screen reader, too
    void forgetSpoken();   ///< the canvas goes, and everything on it

    // --- edits (map_canvas_edits.cpp, map_canvas_typing.cpp) ---
    std::vector<CardId> selectedCards() const;
    std::vector<const Region*> cellsOfLane(ElementId lane) const; ///< leaves, in reading order
    const Region* cellOfCard(const Region& card) const;
    void moveCardsAcross(const std::vector<CardId>& cards, int step);
    void moveCardsAlong(const std::vector<CardId>& cards, int step);
    void removeSelected(const QString& label = {});
    void duplicateSelected();
    void makeEmotion(const Region& cell, double value);
    bool alsoFeel();
    void addLaneMenu(const Region& region);
    void fillLaneKinds(QMenu& menu, LaneId before);
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
