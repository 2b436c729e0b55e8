// Which of the readers a text is for.

#include "cairn/base/error.hpp"
#include "cairn/base/text.hpp"
#include "cairn/exchange/mermaid.hpp"
#include "cairn/exchange/pasted.hpp"

namespace cairn {

Pasted readPasted(std::string_view text) {
    if (text.size() > kLongestPaste)
        throw Error(ErrorCode::TooLarge, "read the text", "it is longer than 4 MB",
                    "Paste a part of it, or import a file of events as data.");
    const std::string valid = toValidUtf8(text);
    if (looksLikeMermaid(valid))
        return readMermaid(valid);
    if (looksLikeTable(valid))
        return readTable(readTsv(valid));
    return readOutline(valid);
}

} // namespace cairn
