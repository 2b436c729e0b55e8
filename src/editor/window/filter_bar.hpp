#pragma once
// What the map is filtered by just now, over the canvas; and the menu it is chosen from.

#include <QFrame>

class QHBoxLayout;
class QMenu;

namespace cairn {

class Document;
class MapCanvas;

/// Hidden while nothing is filtered. Follows the canvas.
class FilterBar : public QFrame {
    Q_OBJECT
public:
    explicit FilterBar(MapCanvas* canvas, QWidget* parent = nullptr);
    void setDocument(Document* document);
    /// Everything the map's cards and curves can be filtered by, ticked when wanted.
    void fillMenu(QMenu& menu);
    void openMenu(); ///< at the canvas' upper edge

private:
    void refresh();

    MapCanvas* m_canvas;
    Document* m_document = nullptr;
    QHBoxLayout* m_chips = nullptr;
    class QLabel* m_words = nullptr;
};

} // namespace cairn
