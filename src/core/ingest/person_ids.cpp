#include <algorithm>
#include <string>
#include <string_view>

#include "cairn/base/text.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr std::string_view kPersons[] = {
    "customer", "client",  "user",   "member",  "contact",    "person", "account", "subscriber",
    "visitor",  "patient", "guest",  "shopper", "respondent", "buyer",  "lead",    "employee",
    "kunde",    "kunden",  "nutzer", "klant",   "cliente",    "utente", "usuario", "utilisateur"};
constexpr std::string_view kIds[] = {"id",  "ids",  "no",   "nr",     "num",    "number", "key",
                                     "ref", "uuid", "guid", "nummer", "numero", "número", "numéro"};
/// Written as one word.
constexpr std::string_view kWhole[] = {
    "userid",      "customerid", "clientid",        "memberid",     "contactid",
    "visitorid",   "accountid",  "customernumber",  "kundennummer", "kundennr",
    "klantnummer", "nutzerid",   "mitgliedsnummer", "respondentid"};

template <class Words> bool hasAny(const std::string& padded, const Words& words) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return padded.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

bool namesPersonsId(const std::string& header) {
    const std::string padded = " " + foldedWords(header) + " ";
    return hasAny(padded, kWhole) || (hasAny(padded, kPersons) && hasAny(padded, kIds));
}

} // namespace

void leaveOutIds(ImportPlan& plan) {
    for (PlannedColumn& column : plan.columns)
        if (column.role == ColumnRole::Property && namesPersonsId(column.name)) {
            column.role = ColumnRole::Ignore;
            column.looksPersonal = true;
        }
}

} // namespace cairn
