#include "editor/dialogs/import_reading.hpp"

#include <algorithm>
#include <thread>

#include "cairn/ingest/skipped.hpp"
#include "cairn/table/stacked.hpp"

namespace cairn {
namespace {

/// What the columns meant the last time they mean again, in whichever of the file's tables.
SeenFile seenAgain(const std::filesystem::path& file, Sniffed sniffed,
                   const std::optional<ImportPlan>& before) {
    if (!before)
        return {sniffed, proposePlan(sniffed), false};
    if (auto plan = planAgain(*before, sniffed))
        return {std::move(sniffed), std::move(*plan), true};
    for (std::size_t i = 0; i < sniffed.tables.size(); ++i) {
        Sniffed other = sniffTable(file, sniffed.tables, i);
        if (auto plan = planAgain(*before, other))
            return {std::move(other), std::move(*plan), true};
    }
    return {sniffed, proposePlan(sniffed), false};
}

} // namespace

ImportReading::ImportReading(std::filesystem::path file, std::optional<ImportPlan> before,
                             QObject* parent)
    : QObject(parent), m_file(std::move(file)), m_before(std::move(before)) {}

void ImportReading::start(std::function<Sniffed()> sniff) {
    stopCounting();
    m_look.start([file = m_file, before = m_before, sniff = std::move(sniff)](
                     const JobControl&) { return seenAgain(file, sniff(), before); },
                 [this](const SeenFile& file) { emit seen(file); },
                 [this](const Error& error) { emit unreadable(error); });
}

void ImportReading::look() {
    start([file = m_file] { return sniffCsv(file); });
}

void ImportReading::lookAs(const Dialect& dialect, std::vector<StackedTable> tables,
                           std::size_t table) {
    m_before.reset(); // a person says how it is written: what was before is no guide
    for (StackedTable& one : tables) {
        one.dialect.encoding = dialect.encoding;
        one.dialect.delimiter = dialect.delimiter;
    }
    start([file = m_file, dialect, tables = std::move(tables), table] {
        Sniffed sniffed = sniffCsv(file, dialect);
        sniffed.tables = tables;
        sniffed.table = table;
        return sniffed;
    });
}

void ImportReading::lookAtTable(std::vector<StackedTable> tables, std::size_t table) {
    m_before.reset();
    start([file = m_file, tables = std::move(tables), table] {
        return sniffTable(file, tables, table);
    });
}

void ImportReading::count(const ImportPlan& plan, const Sniffed& sniffed) {
    stopCounting();
    m_head.start([file = m_file, plan,
                  sniffed](const JobControl& job) { return headFigures(file, plan, sniffed, job); },
                 [this, plan](const ImportFigures& figures) {
                     emit counted(figures);
                     if (figures.whole)
                         emit counting(1);
                     else
                         countWhole(plan);
                 },
                 [this](const Error& error) { emit countingFailed(error); });
}

void ImportReading::countWhole(const ImportPlan& plan) {
    // A core is left for the window.
    const unsigned threads = std::max(2u, std::thread::hardware_concurrency()) - 1;
    Job* job = m_whole.start(
        [file = m_file, plan, threads](const JobControl& control) {
            return wholeFigures(file, plan, threads, control);
        },
        [this](const ImportFigures& figures) {
            emit counted(figures);
            emit counting(1);
        },
        [this](const Error& error) { emit countingFailed(error); });
    connect(job, &Job::progress, this, [this, job = QPointer(job)](double fraction) {
        if (job && !job->cancelled())
            emit counting(std::min(fraction, 0.999));
    });
    emit counting(0);
}

void ImportReading::exportSkipped(const ImportPlan& plan, const std::filesystem::path& target) {
    m_export.start(
        [file = m_file, plan, target](const JobControl& job) {
            return exportSkippedRows(file, plan, target, job);
        },
        [this, name = QString::fromStdString(target.filename().string())](std::uint64_t rows) {
            emit skippedExported(name, static_cast<qulonglong>(rows));
        },
        [this](const Error& error) { emit skippedNotExported(error); });
}

void ImportReading::stopCounting() {
    m_head.cancel();
    m_whole.cancel();
}

void ImportReading::stop() {
    stopCounting();
    m_look.cancel();
    m_export.cancel();
}

} // namespace cairn
