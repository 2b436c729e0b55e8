#include "render/font_data.hpp"

#include <QtEndian>
#include <cstring>

namespace cairn {
namespace {

class Bytes {
public:
    explicit Bytes(QByteArray& data) : m_data(data) {}
    bool has(qsizetype at, qsizetype count) const {
        return at >= 0 && count >= 0 && at <= m_data.size() - count;
    }
    quint16 u16(qsizetype at) const {
        return has(at, 2) ? qFromBigEndian<quint16>(m_data.constData() + at) : quint16{0};
    }
    quint32 u32(qsizetype at) const {
        return has(at, 4) ? qFromBigEndian<quint32>(m_data.constData() + at) : 0U;
    }
    bool startsWith(qsizetype at, const QByteArray& text) const {
        return has(at, text.size()) && std::memcmp(m_data.constData() + at, text.constData(),
                                                   static_cast<std::size_t>(text.size())) == 0;
    }
    void overwrite(qsizetype at, const QByteArray& text) {
        if (has(at, text.size()))
            std::memcpy(m_data.data() + at, text.constData(),
                        static_cast<std::size_t>(text.size()));
    }

private:
    QByteArray& m_data;
};

QByteArray utf16(const char* ascii) {
    QByteArray wide;
    for (; *ascii != '\0'; ++ascii)
        wide.append('\0').append(*ascii);
    return wide;
}

// Every other list of the GSUB table refers to features by number, so a new tag is all it takes.
void dropContextualAlternates(Bytes& font, qsizetype gsub) {
    const qsizetype list = gsub + font.u16(gsub + 6);
    const int count = font.u16(list);
    for (int i = 0; i < count; ++i) {
        const qsizetype record = list + 2 + 6 * i;
        if (font.startsWith(record, "calt"))
            font.overwrite(record, "zzzz");
    }
}

void renameFamily(Bytes& font, qsizetype table) {
    const int count = font.u16(table + 2);
    const qsizetype strings = table + font.u16(table + 4);
    for (int i = 0; i < count; ++i) {
        const qsizetype record = table + 6 + 12 * i;
        const int id = font.u16(record + 6);
        const bool namesFamily = id == 1 || id == 3 || id == 4 || id == 16;
        const qsizetype at = strings + font.u16(record + 10);
        if (namesFamily && font.startsWith(at, utf16("Inter")))
            font.overwrite(at, utf16(kFontFamily));
        else if (namesFamily && font.startsWith(at, "Inter"))
            font.overwrite(at, kFontFamily);
    }
}

} // namespace

QByteArray prepareFont(QByteArray data) {
    Bytes font(data);
    if (!font.has(0, 12))
        return data;
    const int tables = font.u16(4);
    for (int i = 0; i < tables; ++i) {
        const qsizetype record = 12 + 16 * i;
        const auto offset = static_cast<qsizetype>(font.u32(record + 8));
        if (font.startsWith(record, "GSUB"))
            dropContextualAlternates(font, offset);
        else if (font.startsWith(record, "name"))
            renameFamily(font, offset);
    }
    return data;
}

} // namespace cairn
