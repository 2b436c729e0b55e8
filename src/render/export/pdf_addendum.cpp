#include "render/export/pdf_addendum.hpp"

#include <QList>
#include <array>
#include <utility>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

// Equivalent_Unified_Ideograph of U+2E80..2EF3 (Unicode 14, EquivalentUnifiedIdeograph.txt), which
// normalisation leaves alone; 0 where there is none on the basic plane.
constexpr std::array<char16_t, 0x74> kRadicals{
    0,      0x5382, 0x4E5B, 0x4E5A, 0x4E59, 0x4EBB, 0x5182, 0,      0x5200, 0x5202, 0x535C, 0x353E,
    0x5C0F, 0x5C0F, 0x5140, 0x5C23, 0x5C22, 0,      0x5DF3, 0x5E7A, 0x5F51, 0x5F50, 0x5FC4, 0x5FC3,
    0x624C, 0x6535, 0,      0x65E1, 0x65E5, 0x6708, 0x6B7A, 0x6BCD, 0x6C11, 0x6C35, 0x6C3A, 0x706C,
    0x722B, 0x722B, 0x4E2C, 0x725B, 0x72AD, 0x738B, 0,      0x76EE, 0x793A, 0x793B, 0,      0x7CF9,
    0x7E9F, 0x7F53, 0x7F52, 0x34C1, 0x5197, 0,      0x7F8A, 0,      0,      0x8002, 0x8080, 0x807F,
    0x8089, 0,      0x8279, 0x8279, 0x8279, 0x864E, 0x8864, 0x8980, 0x897F, 0x89C1, 0x89D2, 0,
    0x8BA0, 0x8D1D, 0,      0x8F66, 0x8FB6, 0x8FB6, 0x8FB6, 0x9091, 0x9485, 0x9577, 0x9578, 0x957F,
    0x95E8, 0,      0x961D, 0x96E8, 0x9752, 0x97E6, 0x9875, 0x98CE, 0x98DE, 0x98DF, 0,      0x98E0,
    0x9963, 0,      0x9A6C, 0x9AA8, 0x9B3C, 0x9C7C, 0x9E1F, 0x5364, 0x9EA6, 0x9EC4, 0x9EFE, 0x6589,
    0x9F50, 0x6B6F, 0x9F7F, 0x7ADC, 0x9F99, 0x9F9C};

[[noreturn]] void unlikeQt(const char* what) {
    throw Error(ErrorCode::Internal, "export a PDF",
                std::string("the PDF writer left out ") + what);
}

/// The objects of a PDF with one classic cross-reference table.
class Objects {
public:
    explicit Objects(const QByteArray& pdf) : m_pdf(pdf) {
        const qsizetype start = pdf.lastIndexOf("startxref");
        m_table = start < 0 ? -1 : numberAt(start + 9);
        if (m_table < 0 || !pdf.mid(m_table, 4).startsWith("xref"))
            unlikeQt("its table of objects");
        m_trailer = pdf.indexOf("trailer", m_table);
        readTable();
    }
    qsizetype table() const { return m_table; }
    qsizetype count() const { return m_offsets.size(); }
    qsizetype offset(qsizetype object) const { return m_offsets.value(object, -1); }
    /// The number after a key of the trailer, such as "/Root".
    qsizetype trailerNumber(const char* key) const {
        const qsizetype at = m_trailer < 0 ? -1 : m_pdf.indexOf(key, m_trailer);
        if (at < 0)
            unlikeQt(key);
        return numberAt(at + static_cast<qsizetype>(qstrlen(key)));
    }
    /// Every object that a font names as its ToUnicode table.
    QList<qsizetype> unicodeTables() const {
        QList<qsizetype> found;
        for (const qsizetype offset : m_offsets) {
            if (offset <= 0)
                continue;
            // A dictionary comes first; a font has no stream, so its key stands before the object's
            // end.
            const QByteArray head = m_pdf.mid(offset, 600);
            const qsizetype key = head.indexOf("/ToUnicode "), end = head.indexOf("endobj");
            if (key >= 0 && (end < 0 || key < end))
                found.append(numberAt(offset + key + 11));
        }
        return found;
    }
    /// The bytes between "stream" and "endstream" of an uncompressed stream.
    QByteArray stream(qsizetype object) const {
        const qsizetype from = m_pdf.indexOf("stream\n", offset(object));
        const qsizetype to = m_pdf.indexOf("endstream", from);
        if (offset(object) < 0 || from < 0 || to < 0)
            unlikeQt("a table of characters");
        return m_pdf.mid(from + 7, to - from - 7);
    }

private:
    qsizetype numberAt(qsizetype at) const {
        while (at < m_pdf.size() && (m_pdf[at] == ' ' || m_pdf[at] == '\n' || m_pdf[at] == '\r'))
            ++at;
        qsizetype n = 0;
        for (; at < m_pdf.size() && m_pdf[at] >= '0' && m_pdf[at] <= '9'; ++at)
            n = n * 10 + (m_pdf[at] - '0');
        return n;
    }
    void readTable() {
        const qsizetype firstLine = m_pdf.indexOf('\n', m_table) + 1;
        const qsizetype entries = m_pdf.indexOf('\n', firstLine) + 1;
        const qsizetype n = trailerNumber("/Size");
        for (qsizetype i = 0; i < n; ++i) // an entry is 20 bytes
            m_offsets.append(numberAt(entries + i * 20));
    }

    const QByteArray& m_pdf;
    qsizetype m_table = -1, m_trailer = -1;
    QList<qsizetype> m_offsets;
};

QByteArray hex(const QString& text) {
    QByteArray digits;
    for (const QChar c : text)
        digits += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return digits;
}

// Only targets stand between square brackets in the tables that Qt writes.
QByteArray withTypedCharacters(const QByteArray& cmap) {
    QByteArray out;
    out.reserve(cmap.size() + 64);
    bool targets = false;
    for (qsizetype i = 0; i < cmap.size(); ++i) {
        const char c = cmap[i];
        targets = c == '[' || (targets && c != ']');
        const qsizetype end = targets && c == '<' ? cmap.indexOf('>', i) : -1;
        if (end == i + 5) {
            const auto code = static_cast<char16_t>(cmap.mid(i + 1, 4).toUShort(nullptr, 16));
            out += '<' + hex(typedCharacters(code)) + '>';
            i = end;
        } else {
            out += c;
        }
    }
    return out;
}

QByteArray informationOf(const PdfFacts& facts) {
    QByteArray object = "<<\n";
    const auto text = [&](const char* key, const QString& value) {
        if (!value.isEmpty())
            object += QByteArray("/") + key + " <FEFF" + hex(value) + ">\n";
    };
    text("Title", facts.title);
    text("Author", facts.author);
    text("Subject", facts.subject);
    text("Creator", facts.creator);
    text("Producer", QStringLiteral("Qt ") + QString::fromLatin1(qVersion()));
    const QByteArray date =
        "(D:" + facts.made.toUTC().toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + "Z)\n";
    return object + "/CreationDate " + date + "/ModDate " + date + ">>";
}

} // namespace

QString typedCharacters(char16_t c) {
    // Two rare characters whose glyphs fonts share with common ones.
    if (c == 0x0269) // Latin iota, for the Greek one
        return QString(QChar(0x03B9));
    if (c == 0x2027) // hyphenation point, for the katakana middle dot
        return QString(QChar(0x30FB));
    if (c >= 0x2E80 && c < 0x2E80 + kRadicals.size() && kRadicals[c - 0x2E80U] != 0)
        return QString(QChar(kRadicals[c - 0x2E80U]));
    const bool form =
        (c >= 0x2F00 && c < 0x2FE0) || (c >= 0xF900 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF);
    return form ? QString(QChar(c)).normalized(QString::NormalizationForm_KC) : QString(QChar(c));
}

QByteArray withPdfAddendum(QByteArray pdf, const PdfFacts& facts) {
    QList<std::pair<qsizetype, QByteArray>> replaced;
    const Objects objects(pdf);
    for (const qsizetype object : objects.unicodeTables()) {
        const QByteArray before = objects.stream(object), after = withTypedCharacters(before);
        if (after != before)
            replaced.append({object, "<< /Length " + QByteArray::number(after.size()) +
                                         " >>\nstream\n" + after + "endstream"});
    }
    const qsizetype info = objects.trailerNumber("/Info"), root = objects.trailerNumber("/Root");
    const qsizetype size = objects.count(), previous = objects.table();
    replaced.append({info, informationOf(facts)});

    QByteArray table = "xref\n";
    if (!pdf.endsWith('\n'))
        pdf += '\n';
    for (const auto& [object, body] : replaced) {
        table += QByteArray::number(object) + " 1\n" +
                 QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(object) + " 0 obj\n" + body + "\nendobj\n";
    }
    const qsizetype start = pdf.size();
    pdf += table + "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Info " +
           QByteArray::number(info) + " 0 R\n/Root " + QByteArray::number(root) + " 0 R\n/Prev " +
           QByteArray::number(previous) + "\n>>\nstartxref\n" + QByteArray::number(start) +
           "\n%%EOF\n";
    return pdf;
}

} // namespace cairn
