#pragma once
// Properties of customers from a second file (a CRM, a survey), by a key that is then forgotten.

#include <filesystem>
#include <string>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "cairn/ingest/fingerprints.hpp"
#include "cairn/table/csv.hpp"

namespace cairn {

struct JoinColumn {
    std::string name; ///< as in the file's header
    bool keep = false;
    bool looksPersonal = false; ///< by name or content, or because it tells customers apart as an id does
};

/// What to take of a second file.
struct JoinPlan {
    Dialect dialect;
    std::size_t key = 0;             ///< the column with the customers' ids
    std::uint64_t sampled = 0;       ///< rows looked at for the guess
    std::uint64_t sampledMatches = 0; ///< of them, with an id of a customer in the log
    std::vector<JoinColumn> columns; ///< one per column of the file, in order
};

/// Guesses the key: the column that names most customers of the log. Keeps all other columns but personal-looking
/// ones and those that could serve as an id. Throws Error{BadInput} when the log has no fingerprints of this key or
/// no column names a customer of the log, naming the columns.
JoinPlan proposeJoin(const EventLog&, const std::filesystem::path& file, const FingerprintKey&,
                     const JobControl& job = {});
/// The same with the key column a person named. Throws Error{BadInput} naming the columns there are.
JoinPlan proposeJoin(const EventLog&, const std::filesystem::path& file, const FingerprintKey&,
                     std::string_view keyColumn, const JobControl& job = {});
/// Keeps exactly the named columns. Throws Error{BadInput} for an unknown one and for the key.
void keepColumns(JoinPlan&, const std::vector<std::string>& names);

struct JoinResult {
    EventLog log;                  ///< with unitProperties added, or replaced by name
    std::uint64_t rows = 0;        ///< data rows seen
    std::uint64_t skipped = 0;     ///< of them, without an id or not readable
    std::uint64_t strangers = 0;   ///< of them, of nobody in the log
    std::uint64_t repeated = 0;    ///< of them, for a customer that had a row before: the last one counts
    std::uint32_t customers = 0;   ///< customers of the log with a row
    std::vector<std::string> kept; ///< names of the properties, as they are in the log
    std::vector<std::string> leftOut; ///< columns not kept because they look personal
    std::vector<RowIssue> issues;  ///< in line order, the first 1000
};

/// Neither the key nor anything of rows that match nobody is kept.
/// Throws Error{BadInput} when the log has no fingerprints of this key, or no row matches; {Cancelled}; I/O errors.
JoinResult joinUserProperties(EventLog, const std::filesystem::path& file, const JoinPlan&,
                              const FingerprintKey&, const JobControl& job = {});

/// "Joined 2 properties (country, plan) of 570 of 600 customers; 12 rows belong to nobody in the data." in English.
std::string joinSentence(const JoinResult&);

} // namespace cairn
