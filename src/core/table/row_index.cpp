#include "core/table/row_index.hpp"

#include "core/base/wide.hpp"

#if defined(__x86_64__) || defined(_M_X64)
#define CAIRN_X86_64 1
#endif

namespace cairn {
namespace {

void indexScalar(std::string_view text, char delimiter, char quote, RowIndex& index) {
    enum class State { CellStart, Plain, Quoted, QuoteInQuoted } state = State::CellStart;
    std::uint32_t cells = 0;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isQuote = quote != 0 && c == quote;
        index.quotes |= isQuote;
        index.escapes |= isQuote; // looked at cell by cell
        index.nul |= c == '\0';
        if (state == State::Quoted) {
            if (isQuote)
                state = State::QuoteInQuoted;
            index.quotedLineEnds |= c == '\n' || c == '\r';
            continue;
        }
        const bool rowEnd =
            c == '\n' || (c == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'));
        if (rowEnd || c == delimiter) {
            rows += rowEnd;
            index.cellEnds[cells++] = static_cast<std::uint32_t>(i);
            state = State::CellStart;
        } else if (isQuote && (state == State::CellStart || state == State::QuoteInQuoted)) {
            state = State::Quoted;
        } else if (c != '\r' || state != State::CellStart) {
            state = State::Plain;
        }
    }
    index.cellCount = cells;
    index.rowCount = rows;
}

/// Whether every row has so many cells. The number of rows being known, it is enough that each of
/// these cells ends one.
bool isEven(std::string_view text, const RowIndex& index, std::size_t width) {
    if (width == 0 || index.rowCount * width > index.cellCount)
        return false;
    std::uint32_t odd = 0;
    const std::uint32_t* end = index.cellEnds.data() + width - 1;
    for (std::size_t row = 0; row < index.rowCount; ++row, end += width)
        odd |= static_cast<std::uint32_t>(text[*end] != '\n') &
               static_cast<std::uint32_t>(text[*end] != '\r');
    return odd == 0;
}

void fillRowEnds(std::string_view text, RowIndex& index) {
    if (index.rowEnds.size() < index.rowCount + 1)
        index.rowEnds.resize(index.rowCount + 1);
    std::size_t row = 0;
    for (std::uint32_t cell = 0; row < index.rowCount; ++cell) {
        const char end = text[index.cellEnds[cell]];
        index.rowEnds[row] = cell; // replaced until it is one
        row += static_cast<std::size_t>((end == '\n') | (end == '\r'));
    }
}

bool cpuHasAvx2() {
#if defined(CAIRN_X86_64) && (defined(__GNUC__) || defined(__clang__))
    static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                            __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
    return has;
#else
    return false;
#endif
}

/// Cells that a text may end, at most. A piece of the usual size is not looked at for it; a huge
/// one is a single cell most likely, and four bytes for each of its own would not fit on every
/// thread.
std::size_t roomFor(std::string_view text, char delimiter) {
    constexpr std::size_t kUsual = std::size_t{1} << 20;
    if (text.size() <= kUsual)
        return text.size();
    std::size_t count = 0;
    for (const char mark :
         {delimiter, '\n', '\r'}) // three looks far ahead are faster than one at each byte
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string_view::npos; ++at)
            ++count;
    return count;
}

/// Finds the cells and counts the rows.
void findCells(std::string_view text, char delimiter, char quote, RowIndex& index,
               IndexMethod method) {
    const auto reset = [&] {
        index.quotes = index.escapes = index.quotedLineEnds = index.nul = false;
    };
    reset();
#ifdef CAIRN_X86_64
    const bool best = method == IndexMethod::Best;
    if ((best || method == IndexMethod::Avx512) && hasWideRegisters()) {
        if (row_index::withAvx512(text, delimiter, quote, index))
            return;
    } else if ((best || method == IndexMethod::Avx2) && cpuHasAvx2()) {
        if (row_index::withAvx2(text, delimiter, quote, index))
            return;
    } else if (method != IndexMethod::Scalar &&
               row_index::withSse2(text, delimiter, quote, index)) {
        return;
    }
    reset();
#else
    static_cast<void>(method);
#endif
    indexScalar(text, delimiter, quote, index);
}

} // namespace

bool hasIndexMethod(IndexMethod method) {
    switch (method) {
    case IndexMethod::Avx512:
        return hasWideRegisters();
    case IndexMethod::Avx2:
        return cpuHasAvx2();
    case IndexMethod::Sse2:
#ifdef CAIRN_X86_64
        return true;
#else
        return false;
#endif
    default:
        return true;
    }
}

void indexRows(std::string_view text, char delimiter, char quote, RowIndex& index,
               IndexMethod method, std::size_t expectedWidth) {
    const std::size_t room = roomFor(text, delimiter) + kIndexPadding;
    if (index.cellEnds.size() < room)
        index.cellEnds.resize(room);
    findCells(text, delimiter, quote, index, method);
    index.width = isEven(text, index, expectedWidth) ? expectedWidth : 0;
    if (index.width == 0)
        fillRowEnds(text, index);
}

std::uint64_t countLineEnds(std::string_view text) {
    std::uint64_t count = 0, pairs = 0;
    for (const char c : text)
        count += static_cast<std::uint64_t>(c == '\n') + static_cast<std::uint64_t>(c == '\r');
    for (std::size_t i = 1; i < text.size(); ++i)
        pairs += static_cast<std::uint64_t>(text[i - 1] == '\r') &
                 static_cast<std::uint64_t>(text[i] == '\n');
    return count - pairs;
}

} // namespace cairn
