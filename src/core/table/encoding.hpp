#pragma once
// Which encoding a file is in, and how it becomes UTF-8.

#include <cstddef>
#include <string>
#include <string_view>

#include "cairn/table/csv.hpp"

namespace cairn {

struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;
    bool byteOrderMark = false;
    double confidence = 1;
};
/// Looks at the head of a file. `whole` tells that the head is all of it (else its last character
/// may be cut).
EncodingGuess detectEncoding(std::string_view head, bool whole);

/// Bytes of the byte order mark an encoding starts with, if `bytes` has it.
std::size_t byteOrderMarkLength(std::string_view bytes, Encoding encoding);

/// Turns a stream of bytes into UTF-8, piece by piece. UTF-8 itself is passed through untouched.
class Transcoder {
public:
    explicit Transcoder(Encoding encoding) : m_encoding(encoding) {}
    /// Appends to `out`. With `last`, a cut character at the end becomes U+FFFD.
    void feed(std::string_view bytes, bool last, std::string& out);

private:
    void unit16(unsigned unit, std::string& out);

    Encoding m_encoding;
    int m_pendingByte = -1;       ///< first half of a UTF-16 code unit
    unsigned m_highSurrogate = 0; ///< waiting for its second half
};

std::string toUtf8(std::string_view bytes, Encoding encoding);

/// A file that is no text table: throws Error{BadInput} saying what it is and what to do. `head` is
/// its start.
void refuseForeignFormats(std::string_view head);

} // namespace cairn
