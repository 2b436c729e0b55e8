// bench_ingest: CAIRN_BENCH_FILE names a file made by cairn-generate-events.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "cairn/ingest/import.hpp"
#include "core/table/row_scan.hpp"

namespace {

using namespace cairn;

const char* dataFile(benchmark::State& state) {
    const char* file = std::getenv("CAIRN_BENCH_FILE");
    if (file == nullptr)
        state.SkipWithError("set CAIRN_BENCH_FILE to a file made by cairn-generate-events");
    return file;
}

void parse(benchmark::State& state) {
    const char* path = dataFile(state);
    if (path == nullptr)
        return;
    const ByteFile file(path);
    const Dialect dialect = sniffCsv(path).dialect;
    for (auto step : state) {
        std::size_t rows = 0;
        RowConsumer consumer;
        consumer.batch = [&](const RowBatch& batch) { rows += batch.count; };
        consumer.lone = [&](const RowSplitter&, std::uint64_t, std::uint64_t) { ++rows; };
        scanRows(file, dialect, 0, file.size(), consumer);
        benchmark::DoNotOptimize(rows);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(file.size()) * state.iterations());
}

void import(benchmark::State& state) {
    const char* path = dataFile(state);
    if (path == nullptr)
        return;
    const ImportPlan plan = proposePlan(sniffCsv(path));
    ImportOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    std::uint64_t rows = 0;
    for (auto step : state)
        rows += importFile(path, plan, options).rows;
    state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}

BENCHMARK(parse)->Unit(benchmark::kMillisecond);
BENCHMARK(import)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
