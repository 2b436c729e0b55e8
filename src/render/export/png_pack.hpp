#pragma once
// A PNG made of bands of rows that are packed apart from each other, on as many threads as there are: the packing,
// not the drawing, is what an ordinary encoder spends its time on.

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <cstdint>
#include <vector>

namespace cairn {

struct PackedBand {
    QByteArray deflated; ///< a piece of one stream; the last one ends it
    std::uint32_t adler = 1, crc = 0;
    std::int64_t rawBytes = 0;
};

/// Rows of an RGB32 or premultiplied ARGB32 picture. `last`: these end the picture. The pixels come back exactly; the bytes
/// may differ from run to run: which of two matches of one length ISA-L takes depends on where in memory its state lies.
PackedBand packBand(const QImage& rows, bool last);
/// The whole file. `alpha` as the bands' pictures had it.
QByteArray joinBands(QSize size, bool alpha, double dotsPerMetre,
                     const std::vector<PackedBand>& bands);

} // namespace cairn
