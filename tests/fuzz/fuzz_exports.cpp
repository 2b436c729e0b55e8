// Exports that are almost what their recogniser knows: whatever is recognised, the plan is about
// the file's own columns, outlives being stored, fits the same file again, and can be carried out
// or is refused in words.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cairn/base/error.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/ingest/questions.hpp"
#include "support/temporary_file.hpp"

using namespace cairn;

namespace {

void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

/// The plan as it would be read from a project file must be the plan.
void requireStorable(const ImportPlan& plan) {
    const std::string stored = planToJson(plan);
    require(planToJson(planFromJson(stored)) == stored, "a plan is another one once stored");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const test::TemporaryFile file(std::string_view(reinterpret_cast<const char*>(data), size));
    Sniffed sniffed;
    try {
        sniffed = sniffCsv(file.path());
    } catch (const Error& error) {
        require(!error.why().empty(), "a file is refused without a word");
        return 0;
    }
    ImportPlan plan = proposePlan(sniffed);
    require(!plan.recognisedAs.empty(), "a kind of file has no name");
    require(plan.columns.size() == sniffed.columns.size(),
            "a plan has other columns than its file");
    requireStorable(plan);
    for (const PlanQuestion& question : questionsOf(plan, sniffed)) {
        ImportPlan answered = plan;
        answer(answered, question, 1 - question.assumed);
        requireStorable(answered);
    }
    if (!planTrouble(plan).empty())
        return 0;
    require(planAgain(plan, sniffed).has_value(), "a plan does not fit the very file it is for");
    try {
        const ImportResult result = importFile(file.path(), plan);
        require(result.skipped <= result.rows, "more rows are skipped than there are");
    } catch (const Error& error) {
        require(!error.why().empty(), "an import is refused without a word");
    }
    return 0;
}
