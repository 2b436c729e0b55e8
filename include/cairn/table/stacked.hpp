#pragma once
// One of several tables that stand one below the other in a file, chosen by a person.

#include <filesystem>
#include <string>

#include "cairn/table/csv.hpp"

namespace cairn {

/// Sniffs one of the file's tables, 0 the first; the list of all of them stays in `tables`. Throws as sniffCsv does, and
/// Error{BadInput} naming the tables when there is no such one.
Sniffed sniffTable(const std::filesystem::path& file, std::size_t table);
/// The same when the list is known already.
Sniffed sniffTable(const std::filesystem::path& file, const std::vector<StackedTable>& tables, std::size_t table);

/// "“Sessions by channel” (line 9, 4 rows)", "the one at line 9, 1 row"
std::string tableText(const StackedTable&);

} // namespace cairn
