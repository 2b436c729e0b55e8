#include "cairn/table/stacked.hpp"

#include "cairn/base/error.hpp"

namespace cairn {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file,
                         const std::vector<StackedTable>& tables) {
    std::string list;
    for (std::size_t i = 0; i < tables.size(); ++i)
        list += (i == 0 ? "" : "; ") + std::to_string(i + 1) + " is " + tableText(tables[i]);
    throw Error(ErrorCode::BadInput, "read a table of the file",
                tables.empty() ? "The file holds one table only."
                               : "The file holds " + std::to_string(tables.size()) + " tables.",
                list.empty() ? "Leave the table's number out." : "Table " + list + ".",
                file.filename().string());
}

} // namespace

std::string tableText(const StackedTable& table) {
    const std::string where = "line " + std::to_string(table.headerLine) + ", " +
                              std::to_string(table.rows) + (table.rows == 1 ? " row" : " rows");
    return table.title.empty() ? "the one at " + where : "“" + table.title + "” (" + where + ")";
}

Sniffed sniffTable(const std::filesystem::path& file, const std::vector<StackedTable>& tables,
                   std::size_t table) {
    if (table >= tables.size())
        refuse(file, tables);
    Sniffed sniffed = sniffCsv(file, tables[table].dialect);
    sniffed.tables = tables;
    sniffed.table = table;
    return sniffed;
}

Sniffed sniffTable(const std::filesystem::path& file, std::size_t table) {
    Sniffed first = sniffCsv(file);
    if (first.tables.empty() && table == 0)
        return first;
    if (table == first.table && table < first.tables.size())
        return first;
    return sniffTable(file, first.tables, table);
}

} // namespace cairn
