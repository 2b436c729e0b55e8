#pragma once
// Base64 (RFC 4648, with padding) for images inside JSON.

#include <optional>
#include <string>
#include <string_view>

namespace cairn {

std::string base64Encode(std::string_view bytes);
/// Empty when the text is not base64.
std::optional<std::string> base64Decode(std::string_view text);

} // namespace cairn
