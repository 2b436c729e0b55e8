// Columns that look like they tell who somebody is: left out of imports unless a person ticks them.
#include <algorithm>

#include "cairn/base/text.hpp"
#include "core/table/csv_text.hpp"
#include "core/table/sniff_phases.hpp"

namespace cairn {
namespace {

/// Any of these words in a header. Folded text: lower case, accents kept as UTF-8.
constexpr std::string_view kTellingWords[] = {"email",
                                              "e mail",
                                              "mail",
                                              "courriel",
                                              "correo",
                                              "phone",
                                              "telephone",
                                              "mobile phone",
                                              "phonenumber",
                                              "telefon",
                                              "t\xc3\xa9l\xc3\xa9phone",
                                              "telefono",
                                              "tel\xc3\xa9"
                                              "fono",
                                              "telefoon",
                                              "handy",
                                              "handynummer",
                                              "firstname",
                                              "lastname",
                                              "surname",
                                              "fullname",
                                              "vorname",
                                              "nachname",
                                              "familienname",
                                              "pr\xc3\xa9nom",
                                              "prenom",
                                              "apellido",
                                              "apellidos",
                                              "cognome",
                                              "achternaam",
                                              "voornaam",
                                              "street",
                                              "stra\xc3\x9f"
                                              "e",
                                              "strasse",
                                              "rue",
                                              "calle",
                                              "ip",
                                              "ipaddress",
                                              "ipadresse",
                                              "ssn",
                                              "iban",
                                              "birthday",
                                              "birthdate",
                                              "geburtsdatum",
                                              "dob",
                                              "address",
                                              "adresse",
                                              "anschrift",
                                              "direcci\xc3\xb3n",
                                              "direccion",
                                              "indirizzo",
                                              "adres",
                                              "latitude",
                                              "longitude",
                                              "locationlatitude",
                                              "locationlongitude",
                                              "emailaddress",
                                              "recipientemail",
                                              "recipientfirstname",
                                              "recipientlastname"};

/// "name" tells a person only alone or beside one of these: "event name" and "campaign name" do
/// not.
constexpr std::string_view kNameWords[] = {"name", "nom", "nombre", "nome", "naam"};
constexpr std::string_view kOfPersons[] = {"first",  "last",    "full",    "customer",  "user",
                                           "client", "contact", "family",  "given",     "middle",
                                           "person", "kunde",   "kunden",  "recipient", "guest",
                                           "member", "patient", "shopper", "buyer",     "employee"};

bool hasWord(std::string_view padded, std::string_view word) {
    return padded.find(" " + std::string(word) + " ") != std::string_view::npos;
}

bool namedPersonal(std::string_view name) {
    const std::string folded = foldedWords(name);
    const std::string padded = " " + folded + " ";
    for (const std::string_view word : kTellingWords)
        if (hasWord(padded, word))
            return true;
    for (const std::string_view word : kNameWords) {
        if (folded == word)
            return true;
        if (hasWord(padded, word) &&
            std::any_of(std::begin(kOfPersons), std::end(kOfPersons),
                        [&](std::string_view whose) { return hasWord(padded, whose); }))
            return true;
    }
    return false;
}

bool isEmail(std::string_view cell) {
    const std::size_t at = cell.find('@');
    return at != std::string_view::npos && at > 0 &&
           cell.find('@', at + 1) == std::string_view::npos &&
           cell.find('.', at + 2) != std::string_view::npos && cell.back() != '.' &&
           cell.find(' ') == std::string_view::npos;
}

bool isIpV4(std::string_view cell) {
    if (cell.find('.') == std::string_view::npos)
        return false;
    const std::vector<std::string> parts = split(cell, '.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               return !part.empty() && part.size() <= 3 &&
                      part.find_first_not_of("0123456789") == std::string_view::npos &&
                      (part.size() < 3 || part <= std::string_view("255"));
           });
}

/// Eight groups of hexadecimal digits, of which "::" stands for some that are zero (RFC 4291, 2.2);
/// the last two may be written as an IPv4 address. Clocks ("10:11:12") have fewer groups.
bool isIpV6(std::string_view cell) {
    const std::size_t last = cell.rfind(':');
    if (last == std::string_view::npos)
        return false;
    std::size_t groups = 0;
    if (cell.find('.', last) != std::string_view::npos) {
        if (!isIpV4(cell.substr(last + 1)))
            return false;
        groups = 2;
        cell = cell.substr(0, last + (last > 0 && cell[last - 1] == ':' ? 1 : 0));
    }
    const std::size_t gap = cell.find("::");
    const bool someLeftOut = gap != std::string_view::npos;
    if (someLeftOut && cell.find("::", gap + 1) != std::string_view::npos)
        return false;
    if ((cell.front() == ':' && !cell.starts_with("::")) ||
        (cell.back() == ':' && !cell.ends_with("::")))
        return false;
    for (const std::string& group : split(cell, ':')) {
        if (group.empty()) {
            if (!someLeftOut)
                return false;
            continue;
        }
        if (group.size() > 4 ||
            group.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
            return false;
        ++groups;
    }
    return someLeftOut ? groups >= 1 && groups < 8 : groups == 8;
}

bool isIpAddress(std::string_view cell) {
    return isIpV4(cell) || isIpV6(cell);
}

/// "+49 170 1234567", "(555) 123-4567": digits with a plus or the separators of telephone numbers,
/// and nothing else.
bool isPhone(std::string_view cell) {
    const auto digits =
        std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits < 8 || digits > 15 ||
        cell.find_first_not_of("0123456789+-(). /x") != std::string_view::npos)
        return false;
    if (cell.front() == '+' || cell.front() == '(')
        return true;
    const auto dashes = std::count(cell.begin(), cell.end(), '-');
    return dashes == 2 && cell.size() == 12 && cell[3] == '-' && cell[7] == '-';
}

} // namespace

bool looksPersonal(std::string_view name, const ColumnCells& cells) {
    if (namedPersonal(name))
        return true;
    constexpr double kHalf = 0.5;
    for (const auto kind : {isEmail, isIpAddress, isPhone})
        if (shareOf(cells, countFitting(cells, kHalf, kind)) > kHalf)
            return true;
    return false;
}

} // namespace cairn
