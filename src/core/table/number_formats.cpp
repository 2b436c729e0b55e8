// How people and programs write numbers.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/table/csv_text.hpp"
#include "core/table/number_formats.hpp"

namespace cairn {
namespace {

constexpr std::array<std::string_view, 22> kCurrencies{
    "\xe2\x82\xac", "$",   "\xc2\xa3", "\xc2\xa5",  "\xe2\x82\xb9", "EUR", "USD", "GBP",
    "CHF",          "JPY", "CAD",      "AUD",       "SEK",          "NOK", "DKK", "PLN",
    "CZK",          "INR", "kr",       "z\xc5\x82", "R$",           "Fr."};
constexpr std::size_t kLongest = 40;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes off what stands before and after the digits. `sign` and `percent` are told.
struct Bare {
    std::string_view digits;
    std::string_view currency;
    bool negative = false, percent = false, bad = false;
};

void takeCurrency(Bare& bare) {
    // No mark begins or ends with a digit.
    const bool before = !isDigit(bare.digits.front()), after = !isDigit(bare.digits.back());
    for (const std::string_view mark : kCurrencies) {
        if (before && bare.digits.starts_with(mark))
            bare.digits = trimmedCell(bare.digits.substr(mark.size()));
        else if (after && bare.digits.ends_with(mark))
            bare.digits = trimmedCell(bare.digits.substr(0, bare.digits.size() - mark.size()));
        else
            continue;
        bare.bad = bare.bad || !bare.currency.empty();
        bare.currency = mark;
        return;
    }
}

void takeSign(Bare& bare) {
    constexpr std::string_view kMinus = "\xe2\x88\x92"; // U+2212
    if (bare.digits.starts_with('-') || bare.digits.starts_with('+')) {
        bare.negative = bare.digits.front() == '-';
        bare.digits = trimmedCell(bare.digits.substr(1));
    } else if (bare.digits.starts_with(kMinus)) {
        bare.negative = true;
        bare.digits = trimmedCell(bare.digits.substr(kMinus.size()));
    }
}

Bare bareOf(std::string_view cell) {
    Bare bare;
    bare.digits = trimmedCell(cell);
    if (bare.digits.empty() || bare.digits.size() > kLongest) {
        bare.bad = true;
        return bare;
    }
    const bool accounting = bare.digits.starts_with('(') && bare.digits.ends_with(')');
    if (accounting) // (12.50) is what bookkeepers write for -12.50
        bare.digits = trimmedCell(bare.digits.substr(1, bare.digits.size() - 2));
    takeSign(bare);
    if (!bare.digits.empty() && !(isDigit(bare.digits.front()) && isDigit(bare.digits.back()))) {
        takeCurrency(bare);
        if (bare.digits.ends_with('%')) {
            bare.percent = true;
            bare.digits = trimmedCell(bare.digits.substr(0, bare.digits.size() - 1));
        }
        if (!bare.negative)
            takeSign(bare);
    }
    bare.negative = bare.negative || accounting;
    bare.bad = bare.bad || bare.digits.empty() || (accounting && !isDigit(bare.digits.front()));
    return bare;
}

/// "1:02:03", "00:01:11.5": seconds.
std::optional<double> clockSeconds(std::string_view text) {
    const std::size_t first = text.find(':');
    if (first == std::string_view::npos || first == 0 || first > 4 || text.size() < first + 6 ||
        text[first + 3] != ':')
        return std::nullopt;
    const std::string_view hours = text.substr(0, first), minutes = text.substr(first + 1, 2),
                           seconds = text.substr(first + 4);
    const auto digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), isDigit);
    };
    const std::string_view whole = seconds.substr(0, 2), fraction = seconds.substr(2);
    const bool fractionFits =
        fraction.empty() || ((fraction[0] == '.' || fraction[0] == ',') && fraction.size() > 1 &&
                             digits(fraction.substr(1)));
    if (!digits(hours) || !digits(minutes) || whole.size() != 2 || !digits(whole) ||
        !fractionFits || minutes > "59" || whole > "59")
        return std::nullopt;
    const auto number = [](std::string_view part) {
        int value = 0;
        std::from_chars(part.data(), part.data() + part.size(), value);
        return value;
    };
    double value = number(hours) * 3600.0 + number(minutes) * 60.0 + number(whole);
    double scale = 0.1;
    for (std::size_t i = 1; i < fraction.size(); ++i, scale /= 10)
        value += (fraction[i] - '0') * scale;
    return value;
}

/// The separators of a number, and what they must be.
struct Marks {
    std::string plain; ///< digits and, where a separator was, a ','  or '.'; spaces as ' '
    std::size_t commas = 0, points = 0, spaces = 0;
    char last = 0;          ///< the last of comma and point
    std::size_t after = 0;  ///< digits after it
    std::size_t before = 0; ///< digits before it, of its group
};

bool readMarks(std::string_view digits, Marks& marks) {
    std::size_t run = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[i];
        if (isDigit(c)) {
            marks.plain += c;
            ++run;
            continue;
        }
        if (c == ',' || c == '.') {
            (c == ',' ? marks.commas : marks.points) += 1;
            marks.last = c;
            marks.before = run;
            marks.plain += c;
        } else {
            std::size_t length = c == ' ' || c == '\'' ? 1 : 0;
            for (const std::string_view space :
                 {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x99"}) // no-break, thin, ’
                if (digits.substr(i).starts_with(space))
                    length = space.size();
            if (length == 0)
                return false;
            marks.plain += ' ';
            ++marks.spaces;
            i += length - 1;
        }
        run = 0;
    }
    marks.after = run;
    return true;
}

/// Thousands: one to three digits, then threes.
bool isGrouped(std::string_view text, char mark) {
    std::size_t at = text.find(mark);
    if (at == 0 || at > 3)
        return false;
    while (at != std::string_view::npos) {
        const std::size_t next = text.find(mark, at + 1);
        if (std::min(next, text.size()) - at != 4)
            return false;
        at = next;
    }
    return true;
}

/// Which of ',' and '.' is the decimal mark of this number; ' ' = neither.
char decimalOf(const Marks& marks, char preferred) {
    if (marks.commas + marks.points == 0)
        return ' ';
    if (marks.commas > 0 && marks.points > 0)
        return marks.last;
    if (marks.commas + marks.points > 1)
        return ' ';
    const bool couldGroup = marks.after == 3 && marks.before >= 1 && marks.before <= 3 &&
                            marks.spaces == 0 && marks.plain.front() != '0';
    return couldGroup && marks.last != preferred ? ' ' : marks.last;
}

/// The number of digits with their marks, decimal mark '.'; empty when they are in no order.
std::string normalised(const Marks& marks, char decimal) {
    const std::string_view text = marks.plain;
    const std::size_t point = decimal == ' ' ? std::string_view::npos : text.rfind(decimal);
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (!std::all_of(fraction.begin(), fraction.end(), isDigit))
        return {};
    const std::size_t groupAt = whole.find_first_of(",. ");
    if (groupAt != std::string_view::npos) {
        const char group = whole[groupAt];
        const bool one = std::all_of(whole.begin(), whole.end(),
                                     [&](char c) { return isDigit(c) || c == group; });
        if (!one || !isGrouped(whole, group))
            return {};
    }
    std::string out;
    std::copy_if(whole.begin(), whole.end(), std::back_inserter(out), isDigit);
    if (out.empty() && fraction.empty())
        return {};
    if (out.empty())
        out = "0";
    if (!fraction.empty())
        out += "." + std::string(fraction);
    return out;
}

std::optional<double> valueOf(std::string_view digits, char preferred) {
    std::string_view exponent;
    if (const std::size_t e = digits.find_first_of("eE"); e != std::string_view::npos && e > 0) {
        exponent = digits.substr(e + 1);
        const std::string_view power = exponent.substr(exponent.find_first_not_of("+-") == 1);
        if (power.empty() || power.size() > 3 || !std::all_of(power.begin(), power.end(), isDigit))
            return std::nullopt;
        if (exponent.front() == '+')
            exponent.remove_prefix(1);
        digits = digits.substr(0, e);
    }
    Marks marks;
    if (!readMarks(digits, marks))
        return std::nullopt;
    std::string text = normalised(marks, decimalOf(marks, preferred));
    if (text.empty())
        return std::nullopt;
    if (!exponent.empty())
        text += "e" + std::string(exponent);
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace

std::optional<double> parseNumber(std::string_view cell, const NumberFormat& format) {
    if (std::none_of(cell.begin(), cell.end(), isDigit))
        return std::nullopt; // as most cells that are no number
    const Bare bare = bareOf(cell);
    if (bare.bad)
        return std::nullopt;
    std::optional<double> value = valueOf(bare.digits, format.decimal);
    if (!value && bare.currency.empty() && !bare.percent)
        value = clockSeconds(bare.digits);
    if (!value)
        return std::nullopt;
    return (bare.negative ? -*value : *value) / (bare.percent ? 100 : 1);
}

bool isWholeNumber(std::string_view cell, char decimal) {
    const Bare bare = bareOf(cell);
    Marks marks;
    if (bare.bad || bare.percent || !bare.currency.empty() || !readMarks(bare.digits, marks))
        return false;
    return decimalOf(marks, decimal) == ' ' && !normalised(marks, ' ').empty();
}

NumberEvidence numberEvidence(std::string_view cell) {
    NumberEvidence evidence;
    const Bare bare = bareOf(cell);
    if (bare.bad)
        return evidence;
    evidence.percent = bare.percent;
    evidence.currency = bare.currency;
    evidence.duration =
        bare.currency.empty() && !bare.percent && clockSeconds(bare.digits).has_value();
    Marks marks;
    if (evidence.duration || !readMarks(bare.digits, marks))
        return evidence;
    const char asComma = decimalOf(marks, ','), asPoint = decimalOf(marks, '.');
    if (asComma != asPoint)
        evidence.doubtful = marks.last;
    else if (asComma != ' ')
        evidence.decimal = asComma;
    else if (marks.commas + marks.points > 1)
        evidence.decimal = marks.commas > 0 ? '.' : ','; // what groups is no decimal mark
    return evidence;
}

} // namespace cairn
