#include "render/export/png_pack.hpp"

#include <isa-l/igzip_lib.h>
#include <zlib.h>

#include <QColor>
#include <array>
#include <cmath>
#include <cstring>

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

// Three (or four) bytes a pixel as the format wants them, the colour not multiplied by the alpha.
void unpackRow(const QImage& rows, int y, bool alpha, unsigned char* out) {
    const auto* in = reinterpret_cast<const QRgb*>(rows.constScanLine(y));
    const int width = rows.width();
    for (int x = 0; x < width; ++x) {
        const QRgb p = alpha ? qUnpremultiply(in[x]) : in[x];
        *out++ = static_cast<unsigned char>(qRed(p));
        *out++ = static_cast<unsigned char>(qGreen(p));
        *out++ = static_cast<unsigned char>(qBlue(p));
        if (alpha)
            *out++ = static_cast<unsigned char>(qAlpha(p));
    }
}

// Each row as its difference to the one above: on a map most rows are the one above. The first row
// of a band knows none above.
std::vector<unsigned char> filteredRows(const QImage& rows, bool alpha) {
    const auto stride = static_cast<std::size_t>(rows.width()) * (alpha ? 4 : 3);
    const auto count = static_cast<std::size_t>(rows.height());
    std::vector<unsigned char> out(count * (stride + 1)), above(stride), row(stride);
    constexpr unsigned char kNone = 0, kUp = 2;
    for (std::size_t y = 0; y < count; ++y) {
        unpackRow(rows, static_cast<int>(y), alpha, row.data());
        unsigned char* to = out.data() + y * (stride + 1);
        *to++ = y == 0 ? kNone : kUp;
        for (std::size_t i = 0; i < stride; ++i)
            to[i] = static_cast<unsigned char>(row[i] - above[i]);
        row.swap(above);
    }
    return out;
}

void appendNumber(QByteArray& to, std::uint32_t n) {
    for (const int shift : {24, 16, 8, 0})
        to.append(static_cast<char>(n >> shift & 0xFF));
}

std::uint32_t crcOf(std::uint32_t before, const QByteArray& bytes) {
    return static_cast<std::uint32_t>(crc32(before,
                                            reinterpret_cast<const Bytef*>(bytes.constData()),
                                            static_cast<uInt>(bytes.size())));
}

void appendChunk(QByteArray& file, const char* name, const QByteArray& body) {
    appendNumber(file, static_cast<std::uint32_t>(body.size()));
    file.append(name, 4);
    file.append(body);
    appendNumber(file, crcOf(crcOf(0, QByteArray::fromRawData(name, 4)), body));
}

} // namespace

PackedBand packBand(const QImage& rows, bool last) {
    const bool alpha = rows.hasAlphaChannel();
    std::vector<unsigned char> raw = filteredRows(rows, alpha);
    PackedBand band;
    band.rawBytes = static_cast<std::int64_t>(raw.size());
    band.adler = static_cast<std::uint32_t>(adler32_z(1, raw.data(), raw.size()));
    // No header: the bands share the first one's. What cannot be made smaller grows by a little.
    std::vector<unsigned char> room(ISAL_DEF_LVL1_DEFAULT);
    isal_zstream stream;
    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = room.data();
    stream.level_buf_size = static_cast<std::uint32_t>(room.size());
    stream.end_of_stream = last ? 1 : 0;
    stream.flush = SYNC_FLUSH;
    band.deflated.resize(static_cast<qsizetype>(raw.size() + raw.size() / 8 + room.size()));
    stream.next_in = raw.data();
    stream.avail_in = static_cast<std::uint32_t>(raw.size());
    stream.next_out = reinterpret_cast<std::uint8_t*>(band.deflated.data());
    stream.avail_out = static_cast<std::uint32_t>(band.deflated.size());
    const bool whole =
        isal_deflate(&stream) == COMP_OK && stream.avail_in == 0 && stream.avail_out != 0;
    band.deflated.truncate(static_cast<qsizetype>(stream.total_out));
    if (!whole)
        throw Error(ErrorCode::Internal, "export a picture", "the picture could not be packed");
    band.crc = crcOf(0, band.deflated);
    return band;
}

QByteArray joinBands(QSize size, bool alpha, double dotsPerMetre,
                     const std::vector<PackedBand>& bands) {
    QByteArray file("\x89PNG\r\n\x1a\n", 8), head;
    appendNumber(head, static_cast<std::uint32_t>(size.width()));
    appendNumber(head, static_cast<std::uint32_t>(size.height()));
    constexpr char kDepth = 8, kColour = 2, kColourAndAlpha = 6;
    for (const char c : {kDepth, alpha ? kColourAndAlpha : kColour, '\0', '\0', '\0'})
        head.append(c);
    appendChunk(file, "IHDR", head);
    QByteArray density;
    for (int i = 0; i < 2; ++i)
        appendNumber(density, static_cast<std::uint32_t>(std::lround(dotsPerMetre)));
    density.append('\1'); // metres
    appendChunk(file, "pHYs", density);
    appendChunk(file, "IDAT", QByteArray("\x78\x01", 2)); // deflate, fastest
    std::uint32_t adler = 1;
    for (const PackedBand& band : bands) {
        adler = static_cast<std::uint32_t>(
            adler32_combine(adler, band.adler, static_cast<z_off_t>(band.rawBytes)));
        appendNumber(file, static_cast<std::uint32_t>(band.deflated.size()));
        file.append("IDAT", 4);
        file.append(band.deflated);
        const std::uint32_t name = crcOf(0, QByteArray("IDAT", 4));
        appendNumber(file, static_cast<std::uint32_t>(crc32_combine(
                               name, band.crc, static_cast<z_off_t>(band.deflated.size()))));
    }
    QByteArray end;
    appendNumber(end, adler);
    appendChunk(file, "IDAT", end);
    appendChunk(file, "IEND", {});
    return file;
}

} // namespace cairn
