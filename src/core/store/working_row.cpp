#include "core/store/working_row.hpp"

#include "core/store/cells.hpp"

namespace cairn::store {

WorkingRow readWorkingRow(Connection& connection) {
    SQLite::Statement query(
        connection.db(),
        "SELECT \"origin\", \"origin_size\", \"origin_mtime\", \"origin_inode\", "
        "\"origin_header\", \"origin_hash\", \"dirty\", \"last_edit\", \"migrated_from\" "
        "FROM \"working\"");
    const auto bad = [&](const std::string& why) -> Error {
        return {ErrorCode::Damaged, "recover edits", why, {}, pathText(connection.file())};
    };
    if (!query.executeStep())
        throw bad("the working copy's own row is missing");
    try {
        WorkingRow row;
        if (!query.getColumn(0).isNull())
            row.origin = pathFromText(textIn(query.getColumn(0)));
        row.identity = {static_cast<std::uint64_t>(wholeIn(query.getColumn(1))),
                        wholeIn(query.getColumn(2)),
                        static_cast<std::uint64_t>(wholeIn(query.getColumn(3))),
                        static_cast<std::uint64_t>(wholeIn(query.getColumn(4))),
                        static_cast<std::uint64_t>(wholeIn(query.getColumn(5)))};
        row.dirty = wholeIn(query.getColumn(6)) != 0;
        row.lastEdit = wholeIn(query.getColumn(7));
        row.migratedFrom = static_cast<int>(wholeIn(query.getColumn(8)));
        return row;
    } catch (const BadCell& cell) {
        throw bad("a value " + cell.what);
    }
}

void writeWorkingRow(Connection& connection, const WorkingRow& row) {
    SQLite::Statement put(
        connection.db(),
        "INSERT OR REPLACE INTO \"working\" VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (row.origin)
        bindText(put, 1, pathText(*row.origin));
    put.bind(2, static_cast<std::int64_t>(row.identity.size));
    put.bind(3, row.identity.mtime);
    put.bind(4, static_cast<std::int64_t>(row.identity.inode));
    put.bind(5, static_cast<std::int64_t>(row.identity.header));
    put.bind(6, static_cast<std::int64_t>(row.identity.hash));
    put.bind(7, row.dirty ? 1 : 0);
    put.bind(8, row.lastEdit);
    put.bind(9, row.migratedFrom);
    put.exec();
}

} // namespace cairn::store
