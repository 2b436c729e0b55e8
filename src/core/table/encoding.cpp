#include "core/table/encoding.hpp"

#include <uchardet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "cairn/base/text.hpp"

namespace cairn {
namespace {

void appendUtf8(unsigned point, std::string& out) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (point & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | (point >> 18));
        out += static_cast<char>(0x80 | ((point >> 12) & 0x3f));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (point & 0x3f));
    }
}

constexpr unsigned kReplacement = 0xfffd;

/// Windows-1252 for 0x80..0x9f; the five unassigned bytes become U+FFFD. Source: Unicode,
/// CP1252.TXT.
constexpr std::array<unsigned, 32> kWindows1252{
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

/// Text without accents in UTF-16 has a zero in every other byte.
bool looksUtf16(std::string_view head, std::size_t zeroAt) {
    const std::string_view sample = head.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        zeros[i % 2] += sample[i] == '\0';
    const std::size_t pairs = sample.size() / 2;
    return pairs >= 2 && zeros[zeroAt] * 10 > pairs * 4 && zeros[1 - zeroAt] * 10 <= pairs;
}

/// UTF-16 of other alphabets: line ends and delimiters still have a zero byte each, at one side.
bool hasWideLineEnds(std::string_view head, std::size_t zeroAt) {
    const std::string_view sample = head.substr(0, 4096);
    std::size_t ends = 0;
    for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
        const char unit = sample[i + 1 - zeroAt], other = sample[i + zeroAt];
        if (unit == '\0') // a zero on the wrong side
            return false;
        ends += unit == '\n' && other == '\0';
    }
    return ends >= 2 && sample.size() >= 16;
}

/// Leaves out a character that the end of the head has cut in two.
std::string_view withoutCutCharacter(std::string_view head) {
    for (std::size_t back = 1; back <= 3 && back <= head.size(); ++back) {
        const auto byte = static_cast<unsigned char>(head[head.size() - back]);
        if (byte < 0x80)
            return head;
        if (byte >= 0xc0)
            return head.substr(0, head.size() - back);
    }
    return head;
}

/// uchardet's opinion on whether damaged UTF-8 is more likely than an 8-bit encoding.
bool hintsAtUtf8(std::string_view head) {
    const std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
    if (uchardet_handle_data(detector.get(), head.data(), head.size()) != 0)
        return false;
    uchardet_data_end(detector.get());
    return std::string_view(uchardet_get_charset(detector.get())) == "UTF-8";
}

} // namespace

std::string_view nameOf(Encoding encoding) {
    switch (encoding) {
    case Encoding::Utf8:
        return "UTF-8";
    case Encoding::Utf16Le:
        return "UTF-16LE";
    case Encoding::Utf16Be:
        return "UTF-16BE";
    case Encoding::Windows1252:
        return "Windows-1252";
    }
    return "UTF-8";
}

std::size_t byteOrderMarkLength(std::string_view bytes, Encoding encoding) {
    switch (encoding) {
    case Encoding::Utf8:
        return bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
    case Encoding::Utf16Le:
        return bytes.starts_with("\xff\xfe") ? 2 : 0;
    case Encoding::Utf16Be:
        return bytes.starts_with("\xfe\xff") ? 2 : 0;
    case Encoding::Windows1252:
        return 0;
    }
    return 0;
}

EncodingGuess detectEncoding(std::string_view head, bool whole) {
    for (const Encoding marked : {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be})
        if (byteOrderMarkLength(head, marked) != 0)
            return {marked, true, 1};
    if (looksUtf16(head, 1))
        return {Encoding::Utf16Le, false, 0.95};
    if (looksUtf16(head, 0))
        return {Encoding::Utf16Be, false, 0.95};
    if (head.find('\0') != std::string_view::npos) {
        if (hasWideLineEnds(head, 1))
            return {Encoding::Utf16Le, false, 0.8};
        if (hasWideLineEnds(head, 0))
            return {Encoding::Utf16Be, false, 0.8};
    } else if (isValidUtf8(whole ? head : withoutCutCharacter(head))) {
        return {Encoding::Utf8, false, 1};
    }
    if (!isValidUtf8(whole ? head : withoutCutCharacter(head)) && !hintsAtUtf8(head))
        return {Encoding::Windows1252, false, 0.7};
    return {Encoding::Utf8, false, 0.8};
}

void Transcoder::unit16(unsigned unit, std::string& out) {
    if (m_highSurrogate != 0) {
        if (unit >= 0xdc00 && unit <= 0xdfff) {
            appendUtf8(0x10000 + ((m_highSurrogate - 0xd800) << 10) + (unit - 0xdc00), out);
            m_highSurrogate = 0;
            return;
        }
        appendUtf8(kReplacement, out);
        m_highSurrogate = 0;
    }
    if (unit >= 0xd800 && unit <= 0xdbff)
        m_highSurrogate = unit;
    else
        appendUtf8(unit >= 0xdc00 && unit <= 0xdfff ? kReplacement : unit, out);
}

void Transcoder::feed(std::string_view bytes, bool last, std::string& out) {
    if (m_encoding == Encoding::Utf8) {
        out.append(bytes);
        return;
    }
    if (m_encoding == Encoding::Windows1252) {
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            appendUtf8(byte >= 0x80 && byte < 0xa0 ? kWindows1252[byte - 0x80u] : byte, out);
        }
        return;
    }
    for (const char c : bytes) {
        const int byte = static_cast<unsigned char>(c);
        if (m_pendingByte < 0) {
            m_pendingByte = byte;
            continue;
        }
        const bool little = m_encoding == Encoding::Utf16Le;
        unit16(
            static_cast<unsigned>(little ? byte << 8 | m_pendingByte : m_pendingByte << 8 | byte),
            out);
        m_pendingByte = -1;
    }
    if (last && (m_pendingByte >= 0 || m_highSurrogate != 0)) {
        appendUtf8(kReplacement, out);
        m_pendingByte = -1;
        m_highSurrogate = 0;
    }
}

std::string toUtf8(std::string_view bytes, Encoding encoding) {
    std::string out;
    Transcoder(encoding).feed(bytes, true, out);
    return out;
}

} // namespace cairn
