#include "cairn/table/row_issue.hpp"

#include <cmath>
#include <cstdio>

namespace cairn {
namespace {

struct Wording {
    RowTrouble trouble;
    std::string_view name, english; ///< %1 and %2 are the numbers
};
// In the order of RowTrouble.
constexpr Wording kWordings[] = {
    {RowTrouble::Broken, "broken",
     "a quote is opened here and never closed, or the row is over 16 MB"},
    {RowTrouble::Empty, "empty", "is empty"},
    {RowTrouble::NotATime, "not-a-time", "is not a date and time"},
    {RowTrouble::NotADate, "not-a-date", "is not a date"},
    {RowTrouble::NotACount, "not-a-count", "is not a count"},
    {RowTrouble::NotAnAnswer, "not-an-answer", "is no answer from %1 to %2"},
    {RowTrouble::NoAnswers, "no-answers", "holds no answer"},
    {RowTrouble::NoTimeAtAll, "no-time-at-all", "has no time for any event"},
    {RowTrouble::Total, "total", "is a total, not a step"},
    {RowTrouble::TotalOfRows, "total-of-rows", "is a total of the other rows"},
    {RowTrouble::EmptyAsTotal, "empty-as-total", "is empty, as in a total of the other rows"},
    {RowTrouble::NoCustomer, "no-customer", "there is no customer"},
    {RowTrouble::Width, "width", "%1 cells instead of %2"},
    {RowTrouble::ReadAsZero, "read-as-zero", "is empty: read as 0"},
    {RowTrouble::WithoutTime, "without-time",
     "is not a date and time: the answer is kept without one"},
    {RowTrouble::RateDiffers, "rate-differs",
     "is not what the counts give (%1%): the counts are used"},
    {RowTrouble::HeaderWidth, "header-width", "the header has %1 cells, most rows have %2"},
    {RowTrouble::NoRows, "no-rows", "there are no rows below the header"},
    {RowTrouble::LongRow, "long-row", "the row that begins here is over %1 KB long"},
    {RowTrouble::OpenQuote, "open-quote", "a quote is opened here and never closed"},
    {RowTrouble::TotalsRow, "totals-row", "is a row of totals, left out"},
    {RowTrouble::NamelessTotals, "nameless-totals",
     "has numbers but no names: a row of totals, left out"},
    {RowTrouble::NoteBelow, "note-below", "is a note below the table, not a row"},
};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < std::size(kWordings); ++i)
        if (static_cast<std::size_t>(kWordings[i].trouble) != i)
            return false;
    return true;
}
static_assert(inOrder());

const Wording& wordingOf(RowTrouble trouble) {
    return kWordings[static_cast<std::size_t>(trouble)];
}

std::string tenthsText(std::int64_t tenths) {
    return std::to_string(tenths / 10) + "." + std::to_string(std::abs(tenths) % 10);
}

} // namespace

std::string_view nameOf(RowTrouble trouble) {
    return wordingOf(trouble).name;
}

std::optional<RowTrouble> parseRowTrouble(std::string_view name) {
    for (const Wording& wording : kWordings)
        if (wording.name == name)
            return wording.trouble;
    return std::nullopt;
}

std::string englishOf(const RowReason& reason) {
    std::string text(wordingOf(reason.trouble).english);
    for (std::size_t i = 0; i < reason.numbers.size(); ++i) {
        const std::size_t at = text.find("%" + std::to_string(i + 1));
        if (at != std::string::npos)
            text.replace(at, 2,
                         reason.trouble == RowTrouble::RateDiffers
                             ? tenthsText(reason.numbers[i])
                             : std::to_string(reason.numbers[i]));
    }
    return text;
}

std::string englishOf(const RowIssue& issue) {
    return (issue.cell.empty() ? "" : "“" + issue.cell + "” ") + englishOf(issue.why);
}

} // namespace cairn
