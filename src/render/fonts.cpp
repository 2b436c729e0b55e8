#include "render/fonts.hpp"

#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextBoundaryFinder>
#include <QTextLayout>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <mutex>
#include <unordered_map>

#include "cairn/base/error.hpp"
#include "cairn/base/log.hpp"
#include "render/font_data.hpp"
#include "render/word_breaks.hpp"
#include "render/word_widths.hpp"

namespace cairn {
namespace {

constexpr QChar kEllipsis(0x2026);

void registerFonts() {
    const QDir folder(QStringLiteral(":/fonts"));
    const QStringList names = folder.entryList(QDir::Files);
    int loaded = 0;
    for (const QString& name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly) &&
            QFontDatabase::addApplicationFontFromData(prepareFont(file.readAll())) >= 0)
            ++loaded;
    }
    if (loaded == 0)
        logError("the embedded font could not be loaded; text is drawn with a font of the system");
}

// After our own font, the ones that a Linux desktop usually has for what Inter lacks. The first
// ones carry the Arabic letter forms as characters of their own, so that a PDF can say which letter
// a form is.
QStringList families() {
    return {QString::fromLatin1(kFontFamily), QStringLiteral("DejaVu Sans"),
            QStringLiteral("Noto Sans Arabic"), QStringLiteral("Noto Sans Hebrew"),
            QStringLiteral("Noto Sans CJK JP")};
}

// Scripts without slanted letters: slanting them is a fault in print, and fonts for it lack glyphs.
bool hasUprightScript(QStringView text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 0x0590 && u < 0x1E00) || (u >= 0x2E80 && u < 0xFB00) ||
               (u >= 0xFB1D && u < 0xFF00);
    });
}

// Line breaks become one kind; other control characters have no picture.
QString cleaned(std::string_view utf8) {
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar& c : text) {
        const char16_t u = c.unicode();
        if (u == u'\r' || u == 0x2028 || u == 0x2029)
            c = u'\n';
        else if (u < 0x20 && u != u'\n')
            c = u' ';
    }
    return text;
}

QString withoutTrailingSpaces(QStringView text) {
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text.toString();
}

TextMeasurer::WrappedLine lineOf(const QString& text, const QFontMetricsF& metrics) {
    const QByteArray utf8 = text.toUtf8();
    return {std::string(utf8.constData(), static_cast<std::size_t>(utf8.size())),
            text.isEmpty() ? 0.0 : metrics.horizontalAdvance(text)};
}

// The longest beginning of `text` that fits with an ellipsis behind it; whole characters as people
// see them.
TextMeasurer::WrappedLine elided(QStringView text, const QFontMetricsF& metrics, double width) {
    text = text.left(1000);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    std::vector<qsizetype> ends{0};
    while (finder.toNextBoundary() > 0)
        ends.push_back(finder.position());
    const auto shortened = [&](qsizetype end) {
        return withoutTrailingSpaces(text.left(end)) + kEllipsis;
    };
    std::size_t low = 0, high = ends.size() - 1;
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        if (metrics.horizontalAdvance(shortened(ends[middle])) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return lineOf(shortened(ends[low]), metrics);
}

std::vector<TextMeasurer::WrappedLine> wrapText(const QString& text, const QFont& font,
                                                double width, int maxLines) {
    const QFontMetricsF metrics(font);
    std::vector<TextMeasurer::WrappedLine> lines;
    const QStringList paragraphs = text.split(u'\n');
    for (qsizetype p = 0; p < paragraphs.size(); ++p) {
        const QString& paragraph = paragraphs[p];
        const bool lastParagraph = p + 1 == paragraphs.size();
        QTextLayout layout(paragraph, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.setCacheEnabled(true);
        layout.beginLayout();
        for (;;) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(std::max(1.0, width));
            const qsizetype start = line.textStart(), end = start + line.textLength();
            const bool more = !lastParagraph || end < paragraph.size();
            if (static_cast<int>(lines.size()) + 1 == maxLines && more) {
                lines.push_back(elided(QStringView(paragraph).mid(start), metrics, width));
                return lines;
            }
            const WordBreak at = breakInside(paragraph, start, end, [&](const QString& shown) {
                return metrics.horizontalAdvance(shown) <= width;
            });
            if (at.end < end)
                line.setNumColumns(static_cast<int>(at.end - start));
            lines.push_back(
                lineOf(withoutTrailingSpaces(QStringView(paragraph).mid(start, at.end - start)) +
                           (at.hyphen ? QString(kHyphen) : QString()),
                       metrics));
        }
        layout.endLayout();
    }
    if (lines.empty())
        lines.emplace_back();
    return lines;
}

} // namespace

void loadFonts() {
    static std::once_flag once;
    std::call_once(once, registerFonts);
}

QFont uiFont(double pixelSize, int weight) {
    QFont font;
    font.setFamilies(families());
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixelSize))));
    font.setWeight(static_cast<QFont::Weight>(weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleHint(QFont::SansSerif);
    return font;
}

QFont fontFor(TextRole role) {
    const TextStyle style = styleOf(role);
    QFont font = uiFont(style.pixelSize, style.weight);
    font.setItalic(style.italic);
    return font;
}

QFont fontFor(TextRole role, QStringView text) {
    QFont font = fontFor(role);
    if (font.italic() && hasUprightScript(text))
        font.setItalic(false);
    return font;
}

QFont fontFor(TextRole role, QStringView text, const QString& family) {
    QFont font = fontFor(role, text);
    if (!family.isEmpty())
        font.setFamilies(QStringList{family} + font.families());
    return font;
}

/// Two generations: when the young one is full the old one goes, so that what is in use stays.
struct QtTextMeasurer::Cache {
    static constexpr std::size_t kGeneration = 120'000;
    using Lines = std::vector<WrappedLine>;
    using Map = std::unordered_map<std::string, Lines>;

    static std::string key(std::string_view text, TextRole role, double width, int maxLines) {
        const auto bits = std::bit_cast<std::array<char, sizeof(double)>>(width);
        const auto lines = std::bit_cast<std::array<char, sizeof(int)>>(maxLines);
        std::string k;
        k.reserve(text.size() + 1 + bits.size() + lines.size());
        k.push_back(static_cast<char>(role));
        k.append(bits.data(), bits.size()).append(lines.data(), lines.size()).append(text);
        return k;
    }
    bool find(const std::string& k, Lines& out) {
        const std::lock_guard lock(mutex);
        if (const auto it = young.find(k); it != young.end()) {
            out = it->second;
            return true;
        }
        const auto it = old.find(k);
        if (it == old.end())
            return false;
        out = it->second;
        young.emplace(k, out);
        return true;
    }
    void keep(std::string k, const Lines& lines) {
        const std::lock_guard lock(mutex);
        if (young.size() >= kGeneration) {
            old = std::move(young);
            young = Map{};
        }
        young.emplace(std::move(k), lines);
    }

    QString familyNow() {
        const std::lock_guard lock(mutex);
        return family;
    }

    std::mutex mutex;
    Map young, old;
    QString family;
    WordWidths words; ///< of the embedded font
};

QtTextMeasurer::QtTextMeasurer(const QString& family) : m_cache(std::make_unique<Cache>()) {
    loadFonts();
    m_cache->family = family;
}
void QtTextMeasurer::setFamily(const QString& family) {
    const std::lock_guard lock(m_cache->mutex);
    if (m_cache->family == family)
        return;
    m_cache->family = family;
    m_cache->young.clear();
    m_cache->old.clear();
}
QtTextMeasurer::~QtTextMeasurer() = default;

FontMetrics QtTextMeasurer::metrics(TextRole role) const {
    const QFontMetricsF natural(fontFor(role, {}, m_cache->familyNow()));
    // Lines stand on the 4-pixel grid: 12 -> 16, 14 -> 20, 18 -> 24, 24 -> 32; what is over is
    // shared above and below.
    const double height = std::max(natural.ascent() + natural.descent(),
                                   std::round(styleOf(role).pixelSize * 1.4 / 4) * 4);
    const double ascent = natural.ascent() + (height - natural.ascent() - natural.descent()) / 2;
    return {ascent, height - ascent, height};
}

double QtTextMeasurer::width(std::string_view utf8, TextRole role) const {
    constexpr double kNoLimit = -1;
    std::string key = Cache::key(utf8, role, kNoLimit, 0);
    Cache::Lines lines;
    if (m_cache->find(key, lines))
        return lines.front().width;
    const QString text = cleaned(utf8);
    const double width =
        QFontMetricsF(fontFor(role, text, m_cache->familyNow())).horizontalAdvance(text);
    m_cache->keep(std::move(key), {{std::string(), width}});
    return width;
}

std::vector<TextMeasurer::WrappedLine> QtTextMeasurer::wrap(std::string_view utf8, TextRole role,
                                                            double width, int maxLines) const {
    maxLines = std::max(1, maxLines);
    std::string key = Cache::key(utf8, role, width, maxLines);
    Cache::Lines lines;
    if (m_cache->find(key, lines))
        return lines;
    const QString family = m_cache->familyNow();
    if (family.isEmpty())
        if (auto plain = m_cache->words.wrap(utf8, role, width, maxLines)) {
            m_cache->keep(std::move(key), *plain);
            return *plain;
        }
    const QString text = cleaned(utf8);
    lines = wrapText(text, fontFor(role, text, family), width, maxLines);
    m_cache->keep(std::move(key), lines);
    return lines;
}

} // namespace cairn
