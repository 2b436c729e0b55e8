#pragma once
// What a project says of an import: made the same way for a first one and for what follows it.

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "cairn/ingest/import.hpp"
#include "cairn/model/elements.hpp"

namespace cairn {

Dataset datasetOf(DatasetId id, const QString& fileName, const std::string& name,
                  const ImportPlan& plan, const ImportResult& result);
/// What it was made of, also of one from before that was noted.
std::vector<SourcePart> sourceOf(const Dataset& dataset);
/// "home.csv and 3 more"
QString filesName(const QStringList& files);
/// Lets go of the columns that a map's new data lack. log: nullptr for step counts.
void dropMissingColumns(FunnelSetup& setup, const EventLog* log);

/// Fingerprints with this computer's key, all columns of the plan. Reads the key's file: for workers.
ImportOptions usualImportOptions();

} // namespace cairn
