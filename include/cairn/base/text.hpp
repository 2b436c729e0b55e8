#pragma once
// Small text helpers on UTF-8. No locale: files are always read and written in the C locale.

#include <string>
#include <string_view>
#include <vector>

namespace cairn {

std::string_view trimmed(std::string_view text);
std::string asciiLower(std::string_view text);
/// Letters and digits only, lower case, runs of anything else folded to one space:
/// "add_to_cart", "Add to cart" and "ADD-TO-CART" become the same "add to cart".
std::string foldedWords(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
bool isValidUtf8(std::string_view text);
/// Replaces every malformed sequence by U+FFFD; well-formed text comes back unchanged.
std::string toValidUtf8(std::string_view text);
/// The number of code points.
std::size_t codePointCount(std::string_view utf8);

/// Shortest text that reads back as the same double ("0.1"), C locale, never "-0".
std::string numberText(double value);

} // namespace cairn
