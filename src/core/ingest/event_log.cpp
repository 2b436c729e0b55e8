// Event logs: any table with a unit, an event name and a time.
#include <algorithm>

#include "cairn/base/text.hpp"
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

// Names as foldedWords leaves them, in several languages; the surest first.
constexpr std::string_view kUnitNames[] = {"case concept name",
                                           "user id",
                                           "userid",
                                           "customer id",
                                           "customerid",
                                           "case id",
                                           "caseid",
                                           "visitor id",
                                           "visitorid",
                                           "client id",
                                           "clientid",
                                           "user pseudo id",
                                           "distinct id",
                                           "anonymous id",
                                           "member id",
                                           "person id",
                                           "account id",
                                           "profile id",
                                           "contact id",
                                           "lead id",
                                           "patient id",
                                           "guest id",
                                           "kunden id",
                                           "kundennummer",
                                           "kundennr",
                                           "benutzer id",
                                           "nutzer id",
                                           "fall id",
                                           "fallnummer",
                                           "id client",
                                           "id utilisateur",
                                           "id du client",
                                           "num\xc3\xa9ro client",
                                           "id cliente",
                                           "id usuario",
                                           "cliente id",
                                           "usuario id",
                                           "id utente",
                                           "klant id",
                                           "klantnummer",
                                           "gebruiker id",
                                           "user",
                                           "customer",
                                           "case",
                                           "visitor",
                                           "client",
                                           "uid",
                                           "member",
                                           "kunde",
                                           "benutzer",
                                           "nutzer",
                                           "fall",
                                           "utilisateur",
                                           "usuario",
                                           "cliente",
                                           "utente",
                                           "klant",
                                           "gebruiker",
                                           "unit",
                                           "unit id",
                                           "device id",
                                           "email",
                                           "e mail",
                                           "customer email",
                                           "user email",
                                           "id",
                                           "order id",
                                           "cookie id",
                                           "session user id"};
constexpr std::string_view kEventNames[] = {"concept name",
                                            "event name",
                                            "eventname",
                                            "event",
                                            "event type",
                                            "activity",
                                            "activity name",
                                            "action",
                                            "action name",
                                            "ereignis",
                                            "ereignisname",
                                            "aktivit\xc3\xa4t",
                                            "aktion",
                                            "vorgang",
                                            "\xc3\xa9v\xc3\xa9nement",
                                            "\xc3\xa9v\xc3\xa8nement",
                                            "evenement",
                                            "activit\xc3\xa9",
                                            "evento",
                                            "nombre evento",
                                            "actividad",
                                            "acci\xc3\xb3n",
                                            "attivit\xc3\xa0",
                                            "azione",
                                            "gebeurtenis",
                                            "activiteit",
                                            "actie",
                                            "interaction",
                                            "touchpoint",
                                            "task",
                                            "stage",
                                            "step",
                                            "funnel step",
                                            "schritt",
                                            "\xc3\xa9tape",
                                            "etapa",
                                            "paso",
                                            "fase",
                                            "lifecycle stage",
                                            "page",
                                            "status",
                                            "deal stage",
                                            "activity type"};
constexpr std::string_view kTimeNames[] = {"time timestamp",
                                           "timestamp",
                                           "event timestamp",
                                           "event time",
                                           "eventtime",
                                           "event dt",
                                           "event date",
                                           "event datetime",
                                           "occurred at",
                                           "created at",
                                           "time",
                                           "datetime",
                                           "date time",
                                           "ts",
                                           "complete timestamp",
                                           "start timestamp",
                                           "zeitstempel",
                                           "zeitpunkt",
                                           "zeit",
                                           "datum",
                                           "horodatage",
                                           "date heure",
                                           "date et heure",
                                           "heure",
                                           "fecha hora",
                                           "fecha y hora",
                                           "fecha",
                                           "hora",
                                           "data ora",
                                           "data e ora",
                                           "data",
                                           "tijdstip",
                                           "tijd",
                                           "date",
                                           "day",
                                           "activity date"};
constexpr std::string_view kSessionNames[] = {"session id",
                                              "sessionid",
                                              "session",
                                              "visit id",
                                              "visitid",
                                              "ga session id",
                                              "sitzungs id",
                                              "sitzung id",
                                              "sitzung",
                                              "s\xc3\xa9"
                                              "ance",
                                              "id session",
                                              "sesi\xc3\xb3n",
                                              "id sesi\xc3\xb3n",
                                              "id sesion",
                                              "sessione",
                                              "id sessione",
                                              "sessie",
                                              "sessie id"};

using Column = ColumnAt;

bool mayBeUnit(const ColumnGuess& column) {
    return column.type == ColumnType::Text || column.type == ColumnType::Integer ||
           column.type == ColumnType::Empty;
}
bool mayBeEvent(const ColumnGuess& column) {
    return (column.type == ColumnType::Text && !column.looksPersonal) ||
           column.type == ColumnType::Empty;
}
bool mayBeTime(const ColumnGuess& column) {
    return column.type == ColumnType::DateTime || column.type == ColumnType::Empty;
}

/// Text of few distinct values, or numbers of very few: something to break a funnel down by.
bool isProperty(const ColumnGuess& column, std::uint64_t rows) {
    if (column.looksPersonal || column.type == ColumnType::Empty ||
        column.type == ColumnType::DateTime)
        return false;
    if (column.type == ColumnType::Decimal)
        return column.distinct <= 20 && rows > 100;
    if (column.type == ColumnType::Integer)
        return column.distinct <= 100 && (column.distinct * 2 <= rows || column.distinct <= 5);
    return column.distinct <= 1000 && (column.distinct <= 50 || column.distinct * 2 <= rows);
}

void give(ImportPlan& plan, Column column, ColumnRole role, double confidence) {
    if (!column)
        return;
    plan.columns[*column].role = role;
    plan.columns[*column].confidence = confidence;
}

bool fill(const Sniffed& sniffed, ImportPlan& plan, Column unit, Column event, Column time,
          double confidence) {
    plan.kind = TableKind::Events;
    plan.recognisedAs = "event log";
    give(plan, unit, ColumnRole::Unit, confidence);
    give(plan, event, ColumnRole::Event, confidence);
    give(plan, time, ColumnRole::Time, time ? confidence * sniffed.columns[*time].confidence : 0);
    const Column session = sessionNamed(sniffed);
    if (session && plan.columns[*session].role == ColumnRole::Ignore)
        give(plan, session, ColumnRole::Session, 0.95);
    keepProperties(sniffed, plan);
    return true;
}

Column firstOf(const Sniffed& sniffed, auto fits) {
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i)
        if (fits(sniffed.columns[i], i))
            return i;
    return std::nullopt;
}

/// Text with the most distinct values that is still a list of names and not of people.
Column eventByContent(const Sniffed& sniffed, Column unit) {
    Column found;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        const bool fits = i != unit && column.type == ColumnType::Text && !column.looksPersonal &&
                          column.distinct >= 2 && column.distinct <= 200 &&
                          column.distinct * 2 <= sniffed.sampledRows;
        if (fits && (!found || column.distinct > sniffed.columns[*found].distinct))
            found = i;
    }
    return found;
}

/// Ids: many distinct values, yet each on several rows.
Column unitByContent(const Sniffed& sniffed, Column event) {
    Column found;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        const bool fits = i != event &&
                          (column.type == ColumnType::Text || column.type == ColumnType::Integer) &&
                          column.distinct >= 2 && column.distinct < sniffed.sampledRows &&
                          !rankOf(column.name, kSessionNames);
        if (fits && (!found || column.distinct > sniffed.columns[*found].distinct))
            found = i;
    }
    return found;
}

} // namespace

ColumnAt unitNamed(const Sniffed& sniffed) {
    return columnNamed(sniffed, kUnitNames, mayBeUnit);
}
ColumnAt sessionNamed(const Sniffed& sniffed) {
    return columnNamed(sniffed, kSessionNames, mayBeUnit);
}

void keepProperties(const Sniffed& sniffed, ImportPlan& plan) {
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
        if (plan.columns[i].role == ColumnRole::Ignore &&
            isProperty(sniffed.columns[i], sniffed.sampledRows))
            give(plan, i, ColumnRole::Property, 0.9);
}

bool recogniseEventLog(const Sniffed& sniffed, ImportPlan& plan) {
    const Column unit = columnNamed(sniffed, kUnitNames, mayBeUnit);
    Column time = columnNamed(sniffed, kTimeNames, mayBeTime);
    if (!time)
        time = firstOf(sniffed, [](const ColumnGuess& c, std::size_t) {
            return c.type == ColumnType::DateTime;
        });
    const Column event = columnNamed(sniffed, kEventNames, mayBeEvent);
    if (!unit || !event || !time || unit == event || unit == time || event == time)
        return false;
    fill(sniffed, plan, unit, event, time, 0.95);
    if (rankOf(plan.columns[*unit].name, kUnitNames) == 0u) // case:concept:name
        plan.recognisedAs = "process-mining event log";
    return true;
}

bool guessEventLog(const Sniffed& sniffed, ImportPlan& plan) {
    Column time = columnNamed(sniffed, kTimeNames, mayBeTime);
    if (!time)
        time = firstOf(sniffed, [](const ColumnGuess& c, std::size_t) {
            return c.type == ColumnType::DateTime;
        });
    Column unit = columnNamed(sniffed, kUnitNames, mayBeUnit);
    Column event =
        columnNamed(sniffed, kEventNames, [&](const ColumnGuess& c) { return mayBeEvent(c); });
    if (!unit) // ids have more values than names of events, so they are picked first
        unit = unitByContent(sniffed, event);
    if (!event)
        event = eventByContent(sniffed, unit);
    if (!time && !event)
        return false;
    fill(sniffed, plan, unit, event == unit ? std::nullopt : event, time, 0.5);
    plan.recognisedAs = "table, columns guessed";
    return true;
}

} // namespace cairn
