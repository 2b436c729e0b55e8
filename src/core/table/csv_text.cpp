#include "core/table/csv_text.hpp"

#include <algorithm>

#include "cairn/base/text.hpp"

namespace cairn {

bool needsRepair(std::string_view cell) {
    bool plain = true;
    for (const char c : cell)
        plain = plain && c != '\0' && static_cast<unsigned char>(c) < 0x80;
    return !plain && (cell.find('\0') != std::string_view::npos || !isValidUtf8(cell));
}

std::string repairedCell(std::string_view cell) {
    std::string text = toValidUtf8(cell);
    std::erase(text, '\0');
    return text;
}

std::string_view trimmedCell(std::string_view cell) {
    constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
    for (;;) {
        if (!cell.empty() && static_cast<unsigned char>(cell.front()) <= ' ')
            cell.remove_prefix(1);
        else if (cell.starts_with(kNoBreakSpace))
            cell.remove_prefix(2);
        else
            break;
    }
    for (;;) {
        if (!cell.empty() && static_cast<unsigned char>(cell.back()) <= ' ')
            cell.remove_suffix(1);
        else if (cell.ends_with(kNoBreakSpace))
            cell.remove_suffix(2);
        else
            return cell;
    }
}

bool isMissing(std::string_view trimmed) {
    if (trimmed.size() > 4)
        return false;
    return trimmed.empty() || trimmed == "NULL" || trimmed == "null" || trimmed == "\\N" ||
           trimmed == "NaN" || trimmed == "nan";
}

} // namespace cairn
