// Any bytes as a data file: sniffed, planned, read by the general reader and by the fast one, which must agree.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cairn/base/error.hpp"
#include "core/ingest/dump.hpp"
#include "core/ingest/import_events.hpp"

using namespace cairn;

namespace {

struct Outcome {
    std::optional<ErrorCode> refused;
    std::string summary;
    std::vector<std::string> rows, issues;
    bool operator==(const Outcome&) const = default;
};

template <class Import> Outcome outcomeOf(Import&& import) {
    Outcome outcome;
    try {
        const ImportResult result = import();
        outcome.summary = test::summaryOf(result);
        outcome.rows = test::rowsOf(result);
        outcome.issues = test::issuesOf(result);
    } catch (const Error& error) {
        outcome.refused = error.code();
    }
    return outcome;
}

void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // The first byte chooses how the file is cut.
    const std::size_t cut = size == 0 ? 0 : data[0];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + (size ? 1 : 0),
                                 size ? size - 1 : 0);
    const test::TemporaryFile file(bytes);
    ImportPlan plan;
    try {
        plan = proposePlan(sniffCsv(file.path()));
    } catch (const Error&) {
        return 0;
    }
    if (!planTrouble(plan).empty()) {
        readCsvBytes(bytes, plan.dialect, [](const RowView&) {});
        return 0;
    }
    if (plan.kind != TableKind::Events || !isPlain(plan.dialect)) {
        try {
            importFile(file.path(), plan);
        } catch (const Error&) {
            return 0;
        }
        return 0;
    }
    const Outcome slow =
        outcomeOf([&] { return importEventsRowByRow(file.path(), plan, {}, {}); });
    ImportCuts cuts;
    cuts.segmentBytes = 16 + cut * 4;
    const Outcome fast =
        outcomeOf([&] { return importEventsParallel(file.path(), plan, {}, {}, cuts); });
    require(slow == fast, "the parallel reader does not agree with the general one");
    return 0;
}
