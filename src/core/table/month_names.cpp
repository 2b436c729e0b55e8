#include "core/table/month_names.hpp"

#include <array>
#include <string>

#include "cairn/base/text.hpp"

namespace cairn {
namespace {

/// What names of a month begin with, without accents.
struct Beginning {
    std::string_view letters;
    int month;
};
constexpr std::array<Beginning, 36> kBeginnings{
    {{"jan", 1},  {"ene", 1},  {"gen", 1},  {"feb", 2},  {"fev", 2},  {"mar", 3},
     {"mrt", 3},  {"maa", 3},  {"mae", 3},  {"mrz", 3},  {"apr", 4},  {"avr", 4},
     {"abr", 4},  {"may", 5},  {"mai", 5},  {"mag", 5},  {"mei", 5},  {"jun", 6},
     {"juin", 6}, {"giu", 6},  {"juil", 7}, {"jul", 7},  {"lug", 7},  {"aug", 8},
     {"aou", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10},
     {"ott", 10}, {"out", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12}}};

/// Letters off the front, lower case, accents of Latin-1 left out; their bytes in `length`.
std::string plainLetters(std::string_view text, std::size_t& length) {
    std::string letters;
    length = 0;
    while (length < text.size()) {
        const char c = text[length];
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            letters += static_cast<char>(c | 0x20);
            ++length;
            continue;
        }
        if (c != '\xc3' || length + 1 >= text.size())
            break;
        // U+00C0.. and U+00E0.. in the order of Unicode
        constexpr std::string_view kBase = "aaaaaaaceeeeiiiidnooooo.ouuuuy..";
        const char base = kBase[static_cast<unsigned char>(text[length + 1]) & 0x1f];
        if (base == '.')
            break;
        letters += base;
        length += 2;
    }
    return letters;
}

bool takeOf(std::string_view& rest) {
    if (!(rest.starts_with("de ") || rest.starts_with("DE ") || rest.starts_with("De ")))
        return false;
    rest = trimmed(rest.substr(3));
    return true;
}

int monthOf(std::string_view letters) {
    for (const Beginning& beginning : kBeginnings)
        if (letters.starts_with(beginning.letters))
            return beginning.month;
    return 0;
}

} // namespace

std::optional<int> takeMonthName(std::string_view& rest) {
    std::string_view at = rest;
    takeOf(at); // "15 de enero de 2026"
    std::size_t length = 0;
    const std::string letters = plainLetters(at, length);
    const int month = letters.size() >= 3 && letters.size() <= 10 ? monthOf(letters) : 0;
    if (month == 0)
        return std::nullopt;
    at.remove_prefix(length);
    std::string_view after = at;
    if (after.starts_with(' ')) {
        after = trimmed(after);
        if (takeOf(after)) {
            rest = std::string_view(after.data() - 1, after.size() + 1); // a separator stays
            return month;
        }
    }
    if (at.starts_with('.') && at.size() > 1 && at[1] == ' ') // "sept. 2026"
        at.remove_prefix(1);
    rest = at;
    return month;
}

} // namespace cairn
