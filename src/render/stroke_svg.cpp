#include "render/stroke_svg.hpp"

#include <QXmlStreamReader>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace cairn {
namespace {

class Scanner {
public:
    explicit Scanner(QStringView text) : m_text(text) {}
    bool atEnd() {
        skipSeparators();
        return m_at >= m_text.size();
    }
    QChar peek() const { return m_text[m_at]; }
    void advance() { ++m_at; }
    bool failed() const { return m_failed; }

    double number() {
        skipSeparators();
        const qsizetype start = m_at;
        accept(u"+-");
        acceptDigits();
        if (accept(u"."))
            acceptDigits();
        const qsizetype beforeExponent = m_at;
        if (accept(u"eE")) {
            accept(u"+-");
            if (!acceptDigits())
                m_at = beforeExponent;
        }
        bool ok = false;
        const double value = m_text.mid(start, m_at - start).toDouble(&ok);
        m_failed = m_failed || !ok;
        return ok ? value : 0;
    }
    /// Flags of an arc may stand without a separator: "a2 2 0 012 2".
    bool flag() {
        skipSeparators();
        const bool good = m_at < m_text.size() && (peek() == u'0' || peek() == u'1');
        m_failed = m_failed || !good;
        return good && m_text[m_at++] == u'1';
    }

private:
    void skipSeparators() {
        while (m_at < m_text.size() && (m_text[m_at].isSpace() || m_text[m_at] == u','))
            ++m_at;
    }
    bool accept(QStringView any) {
        const bool found = m_at < m_text.size() && any.contains(m_text[m_at]);
        m_at += found ? 1 : 0;
        return found;
    }
    bool acceptDigits() {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= u'0' && m_text[m_at] <= u'9')
            ++m_at;
        return m_at > start;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_failed = false;
};

struct Arc {
    double rx = 0, ry = 0, degrees = 0;
    bool large = false, sweep = false;
};

// SVG 1.1, appendix F.6: end points to centre, then a cubic for each quarter turn.
void addArc(QPainterPath& path, const Arc& arc, QPointF to) {
    const QPointF from = path.currentPosition();
    double rx = std::abs(arc.rx), ry = std::abs(arc.ry);
    if (rx == 0 || ry == 0 || from == to) {
        path.lineTo(to);
        return;
    }
    const double turn = arc.degrees * std::numbers::pi / 180, c = std::cos(turn),
                 s = std::sin(turn);
    const QPointF half = (from - to) / 2;
    const double x = c * half.x() + s * half.y(), y = -s * half.x() + c * half.y();
    const double reach = std::sqrt(x * x / (rx * rx) + y * y / (ry * ry));
    if (reach > 1) {
        rx *= reach;
        ry *= reach;
    }
    const double a = rx * rx * y * y + ry * ry * x * x;
    const double factor =
        (arc.large == arc.sweep ? -1 : 1) * std::sqrt(std::max(0.0, rx * rx * ry * ry / a - 1));
    const double cx = factor * rx * y / ry, cy = -factor * ry * x / rx;
    const QPointF middle = (from + to) / 2;
    const QPointF centre(c * cx - s * cy + middle.x(), s * cx + c * cy + middle.y());
    const double start = std::atan2((y - cy) / ry, (x - cx) / rx);
    double sweep = std::atan2((-y - cy) / ry, (-x - cx) / rx) - start;
    if (arc.sweep && sweep < 0)
        sweep += 2 * std::numbers::pi;
    if (!arc.sweep && sweep > 0)
        sweep -= 2 * std::numbers::pi;
    const int pieces =
        std::max(1, static_cast<int>(std::ceil(std::abs(sweep) / (std::numbers::pi / 2) - 1e-9)));
    const double step = sweep / pieces, k = 4.0 / 3 * std::tan(step / 4);
    const auto at = [&](double px, double py) {
        return centre + QPointF(c * rx * px - s * ry * py, s * rx * px + c * ry * py);
    };
    for (int i = 0; i < pieces; ++i) {
        const double t0 = start + i * step, t1 = t0 + step;
        const QPointF end = i + 1 == pieces ? to : at(std::cos(t1), std::sin(t1));
        path.cubicTo(at(std::cos(t0) - k * std::sin(t0), std::sin(t0) + k * std::cos(t0)),
                     at(std::cos(t1) + k * std::sin(t1), std::sin(t1) - k * std::cos(t1)), end);
    }
}

class PathReader {
public:
    explicit PathReader(QStringView data) : m_scan(data) {}

    QPainterPath read() {
        while (!m_scan.atEnd()) {
            if (m_scan.peek().isLetter()) {
                m_command = m_scan.peek();
                m_scan.advance();
            } else if (m_command.toUpper() == u'Z') {
                break;
            }
            if (!step() || m_scan.failed())
                break;
        }
        return m_path;
    }

private:
    QPointF here() const { return m_path.currentPosition(); }
    QPointF point() {
        const double x = m_scan.number(), y = m_scan.number();
        return m_command.isLower() ? here() + QPointF(x, y) : QPointF(x, y);
    }
    QPointF mirrored(QStringView after) const {
        return after.contains(m_before) ? 2 * here() - m_control : here();
    }
    bool step() {
        const QChar command = m_command.toUpper();
        switch (command.unicode()) {
        case u'M':
            move();
            break;
        case u'L':
            line(point());
            break;
        case u'H':
            horizontal();
            break;
        case u'V':
            vertical();
            break;
        case u'C': {
            const QPointF a = point(), b = point();
            cubic(a, b, point());
            break;
        }
        case u'S': {
            const QPointF a = mirrored(u"CS"), b = point();
            cubic(a, b, point());
            break;
        }
        case u'Q': {
            const QPointF a = point();
            quad(a, point());
            break;
        }
        case u'T': {
            const QPointF a = mirrored(u"QT");
            quad(a, point());
            break;
        }
        case u'A':
            arc();
            break;
        case u'Z':
            m_path.closeSubpath();
            break;
        default:
            return false;
        }
        m_before = command;
        return true;
    }
    void move() {
        const QPointF to = point();
        if (!m_scan.failed())
            m_path.moveTo(to);
        m_command = m_command.isLower() ? u'l' : u'L'; // further pairs are lines
    }
    void line(QPointF to) {
        if (!m_scan.failed())
            m_path.lineTo(to);
    }
    void horizontal() {
        const double x = m_scan.number();
        line({m_command.isLower() ? here().x() + x : x, here().y()});
    }
    void vertical() {
        const double y = m_scan.number();
        line({here().x(), m_command.isLower() ? here().y() + y : y});
    }
    void cubic(QPointF a, QPointF b, QPointF to) {
        if (!m_scan.failed())
            m_path.cubicTo(a, b, to);
        m_control = b;
    }
    void quad(QPointF a, QPointF to) {
        if (!m_scan.failed())
            m_path.quadTo(a, to);
        m_control = a;
    }
    void arc() {
        Arc a;
        a.rx = m_scan.number();
        a.ry = m_scan.number();
        a.degrees = m_scan.number();
        a.large = m_scan.flag();
        a.sweep = m_scan.flag();
        const QPointF to = point();
        if (!m_scan.failed())
            addArc(m_path, a, to);
    }

    Scanner m_scan;
    QPainterPath m_path;
    QChar m_command, m_before;
    QPointF m_control;
};

QPainterPath shapeOf(const QXmlStreamReader& xml) {
    const auto attributes = xml.attributes();
    const auto n = [&](const char* name) {
        return attributes.value(QLatin1String(name)).toDouble();
    };
    const auto name = xml.name();
    QPainterPath path;
    if (name == u"path") {
        path = parsePathData(attributes.value(QLatin1String("d")));
    } else if (name == u"circle") {
        path.addEllipse(QPointF(n("cx"), n("cy")), n("r"), n("r"));
    } else if (name == u"ellipse") {
        path.addEllipse(QPointF(n("cx"), n("cy")), n("rx"), n("ry"));
    } else if (name == u"rect") {
        path.addRoundedRect(QRectF(n("x"), n("y"), n("width"), n("height")), n("rx"), n("rx"));
    } else if (name == u"line") {
        path.moveTo(n("x1"), n("y1"));
        path.lineTo(n("x2"), n("y2"));
    } else if (name == u"polyline" || name == u"polygon") {
        path = parsePathData(QString(u'M' + attributes.value(QLatin1String("points")).toString()));
        if (name == u"polygon")
            path.closeSubpath();
    }
    return path;
}

} // namespace

QPainterPath parsePathData(QStringView data) {
    return PathReader(data).read();
}

StrokeDrawing parseStrokeSvg(const QByteArray& svg) {
    StrokeDrawing drawing;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QPainterPath path = shapeOf(xml);
        if (path.isEmpty())
            continue;
        const auto fill = xml.attributes().value(QLatin1String("fill"));
        if (!fill.isEmpty() && fill != u"none")
            drawing.fills.addPath(path);
        if (xml.attributes().value(QLatin1String("stroke")) != u"none")
            drawing.strokes.addPath(path);
    }
    return drawing;
}

} // namespace cairn
