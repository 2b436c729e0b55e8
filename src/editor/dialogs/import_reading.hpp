#pragma once
// What the import preview learns of a file, each off the GUI thread: a look at its beginning, its
// figures (of the beginning at once, of the whole file as they come), its skipped rows as a file.

#include <QObject>
#include <QPointer>
#include <filesystem>

#include "cairn/ingest/figures.hpp"
#include "editor/jobs.hpp"

namespace cairn {

/// A file's beginning and what it seems to mean.
struct SeenFile {
    Sniffed sniffed;
    ImportPlan plan;
    bool again = false; ///< its columns mean what those of the map's data meant
};

class ImportReading : public QObject {
    Q_OBJECT
public:
    /// before: the plan of the map's data, for a newer export of the same source.
    ImportReading(std::filesystem::path file, std::optional<ImportPlan> before, QObject* parent);

    void look();
    void lookAs(const Dialect& dialect, std::vector<StackedTable> tables, std::size_t table);
    void lookAtTable(std::vector<StackedTable> tables, std::size_t table);
    /// Counts anew by this plan; what was being counted is let go.
    void count(const ImportPlan& plan, const Sniffed& sniffed);
    void exportSkipped(const ImportPlan& plan, const std::filesystem::path& target);
    void stop();
    void stopCounting();

signals:
    void seen(const cairn::SeenFile& file);
    void unreadable(const cairn::Error& why);
    void counted(const cairn::ImportFigures& figures); ///< first of the head, then of the whole
    void counting(double fraction);                    ///< of the whole file; 1 = done
    void countingFailed(const cairn::Error& why);
    void skippedExported(const QString& target, qulonglong rows);
    void skippedNotExported(const cairn::Error& why);

private:
    void start(std::function<Sniffed()> sniff);
    void countWhole(const ImportPlan& plan);

    std::filesystem::path m_file;
    std::optional<ImportPlan> m_before;
    LatestJob m_look, m_head, m_whole, m_export;
};

} // namespace cairn
