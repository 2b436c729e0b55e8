#pragma once
// What a project says of an import: made the same way for a first one and for what follows it.

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "cairn/ingest/append.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/insight/dataset_facts.hpp"
#include "cairn/model/elements.hpp"

namespace cairn {

Dataset datasetOf(DatasetId id, const QString& fileName, const std::string& name,
                  const ImportPlan& plan, const ImportResult& result);
/// Of events that were added to those of before.
Dataset appendedDataset(const Dataset& before, const QString& fileName, const ImportPlan& plan,
                        const ImportResult& newer, const AppendResult& appended);
/// What a newer export of data that keep ids is told with: the choice of then holds, and where it can be taken back.
QString idsKeptWords();
/// "home.csv and 3 more"
QString filesName(const QStringList& files);
/// Lets go of the columns that a map's new data lack. log: nullptr for step counts.
void dropMissingColumns(FunnelSetup& setup, const EventLog* log);

/// Fingerprints with this computer's key, all columns of the plan. Reads the key's file: for workers.
ImportOptions usualImportOptions();

} // namespace cairn
