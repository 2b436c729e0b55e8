#include "editor/canvas/find_marks.hpp"

#include <QTextLayout>
#include <algorithm>

#include "render/fonts.hpp"

namespace cairn {
namespace {

/// Where a range of a line lies, in map units; right in lines that run to the left, too.
RectF rectOf(const TextLine& line, TextRole role, const QString& family, std::size_t at,
             std::size_t length) {
    const QString text = QString::fromStdString(line.text);
    const auto lengthOf = [&](std::size_t bytes) {
        return int(QString::fromUtf8(line.text.data(), qsizetype(bytes)).size());
    };
    const QFont font = fontFor(role, text, family);
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine row = layout.createLine();
    layout.endLayout();
    const double from = row.cursorToX(lengthOf(at)), to = row.cursorToX(lengthOf(at + length));
    const double left = std::min(from, to), width = std::max(from, to) - left;
    return {line.x + left, line.baseline - row.ascent(), width, row.ascent() + row.descent()};
}

/// A line as it is read: where some of it is bold or a link, it is drawn in pieces.
struct Piece {
    const TextLine* line;
    TextRole role;
    Layer layer;
    std::size_t at; ///< in the row's text
};
struct Row {
    std::string text;
    std::vector<Piece> pieces;
};

std::vector<Row> rowsOf(const CanvasScene& scene, const Region& region) {
    std::vector<Row> rows;
    for (const std::uint32_t i : scene.itemsOf(region.element, region.rect)) {
        const Text* text = std::get_if<Text>(&scene.list.items[i].shape);
        if (!text || text->turned) // small type along a folded column
            continue;
        for (const TextLine& line : text->lines) {
            const TextLine* last = rows.empty() ? nullptr : rows.back().pieces.back().line;
            const double gap = last ? line.x - (last->x + last->width) : 0;
            constexpr double kSpace = 1; ///< a wider gap is one between words
            if (!last || last->baseline != line.baseline || gap < -kSpace)
                rows.emplace_back();
            else if (gap > kSpace)
                rows.back().text += ' ';
            Row& row = rows.back();
            row.pieces.push_back({&line, text->role, scene.list.items[i].layer, row.text.size()});
            row.text += line.text;
        }
    }
    return rows;
}

void paintWords(QPainter& painter, const CanvasScene& scene, const Region& region,
                const FindMarks& marks, const Theme& theme) {
    const bool current = region.element == marks.current;
    QColor wash = theme.colour(Colour::Star);
    // What is written must be read through it.
    wash.setAlphaF(theme.dark ? (current ? 0.42f : 0.28f) : (current ? 0.7f : 0.4f));
    for (const Row& row : rowsOf(scene, region))
        for (const auto& [at, length] : findIn(row.text, marks.query, allLetters()))
            for (const Piece& piece : row.pieces) {
                const std::size_t from = std::max(at, piece.at);
                const std::size_t to = std::min(at + length, piece.at + piece.line->text.size());
                if (from >= to)
                    continue;
                const QRectF rect = scene.view
                                        .toView(rectOf(*piece.line, piece.role, theme.family,
                                                       from - piece.at, to - from))
                                        .translated(scene.shiftOf(piece.layer));
                painter.fillRect(rect, wash);
                if (current)
                    painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2),
                                     theme.colour(Colour::Accent));
            }
}

} // namespace

LetterRules allLetters() {
    return {[](char32_t c) { return char32_t(QChar::toCaseFolded(c)); },
            [](char32_t c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c); }};
}

void paintFindMarks(QPainter& painter, const CanvasScene& scene, const FindMarks& marks,
                    const QRectF& seen, bool headers, const Theme& theme) {
    constexpr double kSmallestRead = 0.2; ///< below it words are strokes
    for (const ElementId element : marks.elements) {
        const Region* region = scene.mainRegion(element);
        if (!region || (region->layer != Layer::Scroll) != headers)
            continue;
        const QRectF rect = scene.viewRect(*region);
        if (!rect.intersects(seen))
            continue;
        if (scene.view.zoom >= kSmallestRead)
            paintWords(painter, scene, *region, marks, theme);
        const bool current = element == marks.current;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.colour(Colour::Star), current ? 3 : 2));
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 8, 8);
    }
}

} // namespace cairn
