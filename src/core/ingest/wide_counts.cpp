// Funnels that lie on their side: a row a segment, a column a step.
#include <algorithm>

#include "core/ingest/column_looks.hpp"
#include "core/ingest/import_steps.hpp"
#include "core/ingest/recognisers.hpp"

namespace cairn {
namespace {

constexpr std::size_t kMostSegments = 1000;

/// In the order of the shop, whatever the order of the columns.
constexpr std::string_view kShopifySteps[][3] = {
    {"sessions", "online store sessions", "total sessions"},
    {"sessions with cart additions", "added to cart", "sessions added to cart"},
    {"sessions that reached checkout", "reached checkout", "sessions reached checkout"},
    {"sessions that completed checkout", "completed checkout", "sessions converted"}};
constexpr std::string_view kShopifyVisitors[] = {"online store visitors", "visitors",
                                                 "unique visitors"};

constexpr std::string_view kStepTitles[] = {"step",    "funnel step", "stage", "funnel stage",
                                            "schritt", "étape",       "paso",  "passo",
                                            "stap",    "etapa",       "fase"};

/// Never fewer than in the step after, in nearly every row.
bool fallsAlong(const Sniffed& sniffed, const std::vector<std::size_t>& steps) {
    std::size_t falling = 0, seen = 0;
    for (const auto& row : sniffed.preview) {
        std::vector<double> counts;
        for (const std::size_t i : steps)
            if (const auto count = parseCount(i < row.size() ? row[i] : std::string()))
                counts.push_back(*count);
        if (counts.size() != steps.size())
            continue;
        ++seen;
        falling += counts.front() > counts.back() && std::is_sorted(counts.rbegin(), counts.rend());
    }
    return seen > 0 && falling * 10 >= seen * 9;
}

bool isMeasure(std::string_view name) {
    return hasWords(name,
                    {"rate", "pct", "percent", "revenue", "amount", "duration", "time", "cost",
                     "price", "total", "id", "year", "age", "spend", "score", "recency"});
}

} // namespace

bool recogniseShopifyAnalytics(const Sniffed& sniffed, ImportPlan& plan) {
    std::size_t found = 0;
    for (const auto& names : kShopifySteps)
        if (const ColumnAt step = columnNamed(sniffed, names)) {
            giveRole(plan, step, ColumnRole::StepCount);
            found += &names != &kShopifySteps[0];
        }
    if (found < 2)
        return false;
    plan.kind = TableKind::StepCounts;
    plan.recognisedAs = "Shopify analytics";
    plan.note = "The rows are added up: sessions of several days are one funnel.";
    // Visitors are not sessions: they are the first step only where sessions are not told.
    const ColumnAt visitors = columnNamed(sniffed, kShopifyVisitors);
    if (visitors && !columnNamed(sniffed, kShopifySteps[0])) {
        giveRole(plan, visitors, ColumnRole::StepCount);
        plan.note += " A visitor of several days counts on each of them, and one visitor can have"
                     " several sessions.";
    }
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        if (plan.columns[i].role != ColumnRole::Ignore)
            continue;
        if (sniffed.columns[i].type == ColumnType::DateTime) {
            if (!plan.columnWith(ColumnRole::Time))
                giveTime(sniffed, plan, i, ColumnRole::Time);
        } else if (!looksLikeCount(sniffed, i) && sniffed.columns[i].type == ColumnType::Text &&
                   !plan.columnWith(ColumnRole::Segment)) {
            giveRole(plan, i, ColumnRole::Segment, 0.8);
        }
    }
    return true;
}

bool recogniseWideCounts(const Sniffed& sniffed, ImportPlan& plan) {
    if (!sniffed.wholeFileSampled || sniffed.sampledRows > kMostSegments)
        return false;
    std::vector<std::size_t> steps;
    ColumnAt segment;
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& column = sniffed.columns[i];
        const bool whole = looksLikeCount(sniffed, i) && column.type != ColumnType::Decimal;
        if (whole && !isMeasure(column.name))
            steps.push_back(i);
        else if (column.type == ColumnType::Text && !column.looksPersonal && !whole && !segment)
            segment = i;
        else if (column.type == ColumnType::DateTime || column.looksPersonal)
            return false;
    }
    // One row a segment: a table of customers has ids, repeated values and no order among numbers.
    const bool once = segment && sniffed.columns[*segment].distinct == sniffed.sampledRows;
    const bool stepsDown = segment && columnNamed(sniffed, kStepTitles) == segment;
    if (steps.size() < 2 || !(once || sniffed.sampledRows == 1) ||
        !(stepsDown || fallsAlong(sniffed, steps)))
        return false;
    if (!segment && steps.size() < 3)
        return false;
    plan.kind = TableKind::StepCounts;
    if (stepsDown) { // the columns are segments
        plan.recognisedAs = "step counts";
        plan.note =
            "Several columns count the steps: the first of them is read, the others are left"
            " out. Choose another one as the count, or export one row for each step and"
            " segment.";
        giveRole(plan, segment, ColumnRole::Step, 0.8);
        giveRole(plan, steps.front(), ColumnRole::Count, 0.5);
        return true;
    }
    plan.recognisedAs = "step counts, one column a step";
    for (const std::size_t i : steps)
        giveRole(plan, i, ColumnRole::StepCount, 0.8);
    giveRole(plan, segment, ColumnRole::Segment, 0.8);
    return true;
}

} // namespace cairn
