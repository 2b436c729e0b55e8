// A funnel as analytics tools export it: a row a step, with rates beside the counts that may be
// wrong.
#include "core/ingest/column_looks.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr std::string_view kSteps[] = {"step",  "funnel step", "step name", "schritt",
                                       "étape", "paso",        "passaggio", "passo",
                                       "stap",  "etapa",       "event",     "funnel stage"};
constexpr std::string_view kCounts[] = {"active users",
                                        "total users",
                                        "users",
                                        "unique users",
                                        "count",
                                        "conversions",
                                        "converted",
                                        "sessions",
                                        "aktive nutzer",
                                        "nutzer",
                                        "utilisateurs actifs",
                                        "utilisateurs",
                                        "usuarios activos",
                                        "utenti attivi",
                                        "actieve gebruikers",
                                        "usuários ativos"};
constexpr std::string_view kGa4Rates[] = {
    "completion rate",   "abandonment rate",       "abschlussrate",      "abbruchrate",
    "taux d achèvement", "taux de réalisation",    "taux d abandon",     "tasa de finalización",
    "tasa de abandono",  "tasso di completamento", "tasso di abbandono", "voltooiingspercentage",
    "afhaakpercentage",  "taxa de conclusão",      "taxa de abandono"};

bool isRate(std::string_view name) {
    return rankOf(name, kGa4Rates) ||
           hasWords(name, {"rate", "conversion", "pct", "percent", "rel", "quote", "taux", "tasa"});
}
bool isLoss(std::string_view name) {
    return hasWords(name, {"abandonments", "abandons", "abbrüche", "abandonos", "abbandoni",
                           "drop off", "dropoff", "dropped off", "lost"});
}
bool isDuration(std::string_view name) {
    return hasWords(name, {"time", "seconds", "duration", "zeit", "minutes", "hours"});
}

} // namespace

bool recogniseFunnelTable(const Sniffed& sniffed, ImportPlan& plan) {
    const ColumnAt count = columnNamed(sniffed, kCounts);
    ColumnAt step = columnNamed(sniffed, kSteps);
    if (step && looksLikeCount(sniffed, *step)) // steps by number: their titles stand beside them
        step = columnNamed(sniffed, {"stage", "stage name", "step name", "name", "page", "label"});
    if (!step || !count || !sniffed.wholeFileSampled || !looksLikeCount(sniffed, *count))
        return false;
    bool ga4 = false, rates = false;
    std::size_t other = 0;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        if (i == step || i == count || isDuration(column.name) ||
            (isLoss(column.name) && !isRate(column.name)))
            continue;
        if (isRate(column.name)) {
            rates = true;
            ga4 = ga4 || rankOf(column.name, kGa4Rates);
            giveRole(plan, i, ColumnRole::Rate);
        } else if (!looksLikeCount(sniffed, i) && column.distinct < sniffed.sampledRows &&
                   other++ == 0) {
            giveRole(plan, i, ColumnRole::Segment, 0.9);
        }
    }
    if (!rates)
        return false;
    if (sniffed.columns[*step].distinct == sniffed.sampledRows) // each step once: nothing to part
        for (PlannedColumn& column : plan.columns)
            if (column.role == ColumnRole::Segment)
                column.role = ColumnRole::Ignore;
    plan.kind = TableKind::StepCounts;
    plan.recognisedAs = ga4 ? "GA4 funnel" : "funnel with rates";
    plan.note = "Rates are computed again from the counts; those in the file are only checked.";
    giveRole(plan, step, ColumnRole::Step);
    giveRole(plan, count, ColumnRole::Count);
    return true;
}

} // namespace cairn
