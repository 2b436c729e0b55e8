// Our own 24-unit stroke drawings. The list of icons is the folder resources/icons: a file there is
// an icon.

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPixmap>
#include <mutex>

#include "render/fonts.hpp"
#include "render/stroke_svg.hpp"

namespace cairn {
namespace {

constexpr double kGrid = 24, kPen = 1.75;

QHash<QString, StrokeDrawing> readDrawings() {
    QHash<QString, StrokeDrawing> all;
    const QDir folder(QStringLiteral(":/icons"));
    const auto files = folder.entryInfoList({QStringLiteral("*.svg")}, QDir::Files);
    for (const QFileInfo& info : files) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all.insert(info.completeBaseName(), parseStrokeSvg(file.readAll()));
    }
    // Faces by their number, as people write it.
    const QStringList levels{QStringLiteral("m2"), QStringLiteral("m1"), QStringLiteral("p1"),
                             QStringLiteral("p2")};
    const QStringList signs{QStringLiteral("-2"), QStringLiteral("-1"), QStringLiteral("+1"),
                            QStringLiteral("+2")};
    for (qsizetype i = 0; i < levels.size(); ++i)
        all.insert(QStringLiteral("face") + signs[i],
                   all.value(QStringLiteral("face-") + levels[i]));
    return all;
}

/// Each thread has its own: a painter keeps what it worked out of a path inside the path, without a
/// lock, and several threads paint one map.
const QHash<QString, StrokeDrawing>& drawings() {
    thread_local const QHash<QString, StrokeDrawing> all = readDrawings();
    return all;
}

// A wrong name should be seen, not be an empty place.
const StrokeDrawing& drawingOf(const QString& name) {
    thread_local const StrokeDrawing ring =
        parseStrokeSvg(R"(<svg><circle cx="12" cy="12" r="8"/></svg>)");
    const auto it = drawings().constFind(name);
    return it == drawings().constEnd() || it->empty() ? ring : *it;
}

/// Draws anew at every size and scale; never a scaled bitmap.
class StrokeIconEngine final : public QIconEngine {
public:
    StrokeIconEngine(QString name, QColor colour)
        : m_name(std::move(name)), m_colour(std::move(colour)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QColor colour = m_colour;
        if (mode == QIcon::Disabled)
            colour.setAlphaF(colour.alphaF() * 0.4F);
        const int side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        paintStrokeIcon(*painter, m_name, square, colour);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new StrokeIconEngine(*this); }
    QString key() const override { return QStringLiteral("cairn-stroke"); }
    bool isNull() override { return false; }

private:
    QString m_name;
    QColor m_colour;
};

} // namespace

QStringList strokeIconNames() {
    QStringList names;
    for (auto it = drawings().constBegin(); it != drawings().constEnd(); ++it)
        if (!it.key().startsWith(QLatin1String("face")) ||
            it.key().startsWith(QLatin1String("face-m")) ||
            it.key().startsWith(QLatin1String("face-p")) || it.key() == QLatin1String("face-0"))
            names.append(it.key());
    names.sort();
    return names;
}

QIcon strokeIcon(const QString& name, const QColor& colour) {
    return QIcon(new StrokeIconEngine(name, colour));
}

void paintStrokeIcon(QPainter& painter, const QString& name, const QRectF& rect,
                     const QColor& colour) {
    const StrokeDrawing& drawing = drawingOf(name);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / kGrid, rect.height() / kGrid);
    if (!drawing.fills.isEmpty())
        painter.fillPath(drawing.fills, colour);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, kPen, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(drawing.strokes);
    painter.restore();
}

} // namespace cairn
