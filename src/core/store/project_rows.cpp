#include "core/store/project_rows.hpp"

#include "core/store/cells.hpp"

namespace cairn::store {
namespace {

void writeFacts(Connection& connection, const ProjectFacts& facts) {
    std::string updates;
    forEachField<ProjectFacts>([&](const auto& field) {
        updates += (updates.empty() ? "" : ", ") + quoted(field.name) + "=?";
    });
    SQLite::Statement statement(connection.db(), "UPDATE \"project\" SET " + updates);
    bindElement(statement, facts);
    if (statement.exec() != 1)
        throw Error(ErrorCode::Damaged, "store", "the project's own row is missing", {},
                    pathText(connection.file()));
}

ProjectFacts readFacts(Connection& connection) {
    SQLite::Statement query(connection.db(), selectSql<ProjectFacts>("project"));
    if (!query.executeStep())
        throw Error(ErrorCode::Damaged, "read", "the project's own row is missing", {},
                    pathText(connection.file()));
    return readElement<ProjectFacts>(connection, "project", query);
}

template <class T>
void writeTable(Connection& connection, const char* name, const TableChanges<T>& changes) {
    if (changes.empty())
        return;
    SQLite::Statement put(connection.db(), upsertSql<T>(name));
    SQLite::Statement take(connection.db(), "DELETE FROM " + quoted(name) + " WHERE \"id\"=?");
    for (const auto& row : changes.rows) {
        if (row.after) {
            bindElement(put, *row.after);
            put.exec();
            put.reset();
        } else {
            take.bind(1, static_cast<std::int64_t>(row.before->id.value));
            take.exec();
            take.reset();
        }
    }
}

} // namespace

void writeChanges(Connection& connection, const Changes& changes) {
    if (changes.factsAfter)
        writeFacts(connection, *changes.factsAfter);
    forEachChangedTable(
        changes, [&](const char* name, const auto& table) { writeTable(connection, name, table); });
}

void writeAll(Connection& connection, const Project& project) {
    writeFacts(connection, project.facts);
    forEachTable(project, [&]<class T>(const char* name, const Table<T>& table) {
        SQLite::Statement put(connection.db(), upsertSql<T>(name));
        for (const auto& row : table) {
            bindElement(put, *row);
            put.exec();
            put.reset();
        }
    });
}

Project readAll(Connection& connection) {
    Project project;
    project.facts = readFacts(connection);
    forEachTable(project, [&]<class T>(const char* name, Table<T>& table) {
        SQLite::Statement query(connection.db(), selectSql<T>(name) + " ORDER BY \"id\"");
        while (query.executeStep()) {
            T element = readElement<T>(connection, name, query);
            if (!element.id)
                throw Error(ErrorCode::Damaged, "read",
                            "a row of the table " + std::string(name) + " has no id", {},
                            pathText(connection.file()));
            table.put(std::move(element));
        }
    });
    return project;
}

} // namespace cairn::store
