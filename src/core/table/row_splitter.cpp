#include "core/table/row_splitter.hpp"

#include <algorithm>

namespace cairn {

void RowSplitter::endCell() {
    m_ends.push_back(m_text.size());
}

RowSplitter::End RowSplitter::split(std::string_view text, bool last, char quote) {
    enum class State { CellStart, Plain, Quoted, QuoteInQuoted } state = State::CellStart;
    m_text.clear();
    m_ends.clear();
    m_lines = 0;
    const auto isMark = [&](char c) { return m_marks[static_cast<unsigned char>(c)]; };
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if (i >= m_maxRowBytes)
            return End::Open;
        const char c = text[i];
        if (state != State::QuoteInQuoted && !isMark(c)) { // a run of text, as most are
            const std::size_t reach = std::min(text.size(), m_maxRowBytes);
            const std::size_t start = i;
            while (i + 1 < reach && !isMark(text[i + 1]))
                ++i;
            m_text.append(text, start, i + 1 - start);
            if (state == State::CellStart)
                state = State::Plain;
            continue;
        }
        const bool newline = c == '\n' || c == '\r';
        const bool pair = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (c == '\r' && i + 1 == text.size() && !last)
            return End::NeedMore; // the LF of a CRLF may follow
        if (state == State::Quoted) {
            if (c == m_escape && m_escape != 0) {
                if (i + 1 == text.size() && !last)
                    return End::NeedMore;
                const char next = i + 1 < text.size() ? text[i + 1] : '\0';
                if (next == quote || next == m_escape) {
                    m_text += next;
                    ++i;
                    continue;
                }
            }
            if (c == quote)
                state = State::QuoteInQuoted;
            else
                m_text += c;
            m_lines += newline && !pair;
            continue;
        }
        if (newline) {
            endCell();
            m_bytes = i + (pair ? 2 : 1);
            ++m_lines;
            return End::Found;
        }
        if (c == m_delimiter) {
            endCell();
            state = State::CellStart;
        } else if (c == quote && quote != 0 && state == State::CellStart) {
            state = State::Quoted;
        } else if (c == quote && quote != 0 && state == State::QuoteInQuoted) {
            m_text += c;
            state = State::Quoted;
        } else {
            m_text += c;
            state = State::Plain;
        }
    }
    if (!last)
        return End::NeedMore;
    if (state == State::Quoted && m_lines != 0)
        return End::Open;
    endCell();
    m_bytes = i;
    ++m_lines;
    return End::Found;
}

bool RowSplitter::giveUpLine(std::string_view text, bool last) {
    const std::string_view reach = text.substr(0, 2 * m_maxRowBytes);
    std::size_t lineEnd = reach.find('\n'); // far faster than looking for either at once
    lineEnd = std::min(reach.substr(0, lineEnd).find('\r'), lineEnd);
    if (lineEnd == std::string_view::npos) { // one endless line: swallow a fixed piece of it
        if (!last && reach.size() < 2 * m_maxRowBytes)
            return false;
        m_text.clear();
        m_ends.assign(1, 0);
        m_bytes = reach.size();
        m_lines = 0;
        return true;
    }
    if (text[lineEnd] == '\r' && lineEnd + 1 == text.size() && !last)
        return false;
    const std::size_t maximum = m_maxRowBytes;
    m_maxRowBytes = lineEnd + 2;
    split(text.substr(0, lineEnd + 2), true, 0);
    m_maxRowBytes = maximum;
    return true;
}

bool RowSplitter::take(std::string_view text, bool last) {
    const End end = split(text, last, m_quote);
    if (end == End::NeedMore)
        return false;
    m_broken = end == End::Open;
    if (m_broken && !giveUpLine(text, last))
        return false;
    m_cells.clear();
    std::size_t start = 0;
    for (const std::size_t cellEnd : m_ends) {
        m_cells.push_back(std::string_view(m_text).substr(start, cellEnd - start));
        start = cellEnd;
    }
    m_blank = m_bytes != 0 && (text[0] == '\n' || text[0] == '\r');
    return true;
}

} // namespace cairn
