// Funnels somebody else counted: a step column and a count column, perhaps a segment.
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr std::string_view kStepNames[] = {
    "step",     "step name", "funnel step", "funnel stage", "stage",           "stage name",
    "phase",    "schritt",   "stufe",       "\xc3\xa9tape", "etape",           "paso",
    "etapa",    "fase",      "passo",       "stap",         "event",           "event name",
    "activity", "page",      "status",      "deal stage",   "lifecycle stage", "level",
    "name",     "label"};
constexpr std::string_view kCountNames[] = {"active users",
                                            "users",
                                            "user count",
                                            "count",
                                            "customers",
                                            "visitors",
                                            "unique visitors",
                                            "people",
                                            "sessions",
                                            "visits",
                                            "total",
                                            "number",
                                            "n",
                                            "conversions",
                                            "entries",
                                            "anzahl",
                                            "nutzer",
                                            "aktive nutzer",
                                            "besucher",
                                            "kunden",
                                            "utilisateurs",
                                            "utilisateurs actifs",
                                            "nombre",
                                            "visiteurs",
                                            "sessions totales",
                                            "usuarios",
                                            "usuarios activos",
                                            "clientes",
                                            "visitas",
                                            "utenti",
                                            "utenti attivi",
                                            "aantal",
                                            "gebruikers",
                                            "actieve gebruikers",
                                            "bezoekers",
                                            "leads",
                                            "deals",
                                            "contacts",
                                            "nb visits",
                                            "nb uniq visitors",
                                            "user",
                                            "unique users",
                                            "total users"};
constexpr std::size_t kMostRows = 5000;

bool isText(const ColumnGuess& column) {
    return column.type == ColumnType::Text || column.type == ColumnType::Boolean;
}
bool isNumber(const ColumnGuess& column) {
    return column.type == ColumnType::Integer || column.type == ColumnType::Decimal;
}

} // namespace

bool recogniseStepCounts(const Sniffed& sniffed, ImportPlan& plan) {
    if (!sniffed.wholeFileSampled || sniffed.sampledRows > kMostRows)
        return false;
    const auto step = columnNamed(sniffed, kStepNames, isText);
    const auto count = columnNamed(sniffed, kCountNames, isNumber);
    if (!step || !count)
        return false;
    plan.kind = TableKind::StepCounts;
    plan.recognisedAs = "step counts";
    const auto give = [&](std::size_t column, ColumnRole role, double confidence) {
        plan.columns[column].role = role;
        plan.columns[column].confidence = confidence;
    };
    give(*step, ColumnRole::Step, 0.95);
    give(*count, ColumnRole::Count, 0.95);
    const bool repeated = sniffed.columns[*step].distinct < sniffed.sampledRows;
    for (std::size_t i = 0; repeated && i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        if (i != *step && i != *count && isText(column) && column.distinct < sniffed.sampledRows) {
            give(i, ColumnRole::Segment, 0.8);
            break;
        }
    }
    return true;
}

} // namespace cairn
