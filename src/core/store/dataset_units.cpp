#include "core/store/dataset_units.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/events/packing.hpp"
#include "core/events/text_packing.hpp"
#include "core/store/cells.hpp"
#include "core/store/dataset_sql.hpp"

namespace cairn::store {
namespace {

// Columns of dataset_unit_column; the joined properties follow.
constexpr std::int64_t kIds = -1, kFingerprints = 0, kFirstProperty = 1;
constexpr std::int64_t kEightBytes = 8; // the encoding of fingerprints: they do not pack
constexpr std::size_t kChunkUnits = kChunkRows;

struct Part {
    std::size_t chunk, first, count;
};

/// Calls each(Part) for the customers in chunks.
template <class Each> void inChunks(std::size_t units, const JobControl& job, Each each) {
    for (std::size_t first = 0; first < units; first += kChunkUnits) {
        job.throwIfCancelled();
        each(Part{first / kChunkUnits, first, std::min(kChunkUnits, units - first)});
    }
}

class UnitColumnWriter {
public:
    UnitColumnWriter(Connection& connection, DatasetId dataset)
        : m_put(connection.db(),
                "INSERT INTO \"dataset_unit_column\" VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
          m_dataset(sql(dataset)) {}

    void put(std::int64_t column, const Part& part, std::int64_t encoding, std::int64_t minimum,
             std::int64_t maximum, std::span<const std::byte> bytes) {
        const std::int64_t numbers[] = {m_dataset, column,  sql(part.chunk), sql(part.count),
                                        encoding,  minimum, maximum};
        int index = 0;
        for (const std::int64_t number : numbers)
            m_put.bind(++index, number);
        m_put.bindNoCopy(8, bytes.empty() ? static_cast<const void*>("") : bytes.data(),
                         static_cast<int>(bytes.size()));
        m_put.exec();
        m_put.reset();
    }

private:
    SQLite::Statement m_put;
    std::int64_t m_dataset;
};

void requireOneEach(std::size_t values, std::uint32_t units) {
    if (values != units)
        throw Error(ErrorCode::Internal, "store imported data",
                    "there is not one value for each customer");
}

void writeProperty(Connection& connection, DatasetId dataset, std::size_t number,
                   const UnitProperty& property) {
    SQLite::Statement put(connection.db(),
                          "INSERT INTO \"dataset_property\" VALUES (?, ?, ?, 0, 0, 1)");
    put.bind(1, sql(dataset));
    put.bind(2, sql(number));
    bindText(put, 3, property.name);
    put.exec();
    SQLite::Statement value(connection.db(),
                            "INSERT INTO \"dataset_property_value\" VALUES (?, ?, ?, ?)");
    for (std::size_t code = 0; code < property.values.size(); ++code) {
        value.bind(1, sql(dataset));
        value.bind(2, sql(number));
        value.bind(3, sql(code));
        bindText(value, 4, property.values[code]);
        value.exec();
        value.reset();
    }
}

/// Property numbers run on after the columns of the events.
void readProperties(Connection& connection, DatasetId dataset, EventLog& log) {
    const auto first = sql(log.properties.size());
    SQLite::Statement query(connection.db(),
                            "SELECT \"property\", \"name\", \"is_session\", \"of_unit\" FROM "
                            "\"dataset_property\" WHERE \"dataset\"=? AND \"property\">=? ORDER "
                            "BY \"property\"");
    query.bind(1, sql(dataset));
    query.bind(2, first);
    while (query.executeStep()) {
        if (wholeIn(query.getColumn(0)) != first + sql(log.unitProperties.size()))
            damaged(connection, "a row is missing from a numbered list");
        if (wholeIn(query.getColumn(2)) != 0 || wholeIn(query.getColumn(3)) != 1)
            damaged(connection, "a property belongs to events and customers at once");
        log.unitProperties.push_back({textIn(query.getColumn(1)), {}, {}});
    }
    SQLite::Statement values(connection.db(),
                             "SELECT \"property\", \"code\", \"value\" FROM "
                             "\"dataset_property_value\" WHERE \"dataset\"=? AND \"property\">=? "
                             "ORDER BY \"property\", \"code\"");
    values.bind(1, sql(dataset));
    values.bind(2, first);
    while (values.executeStep()) {
        const auto number = static_cast<std::uint64_t>(wholeIn(values.getColumn(0)) - first);
        if (number >= log.unitProperties.size())
            damaged(connection, "a value belongs to a property that does not exist");
        auto& texts = log.unitProperties[number].values;
        if (wholeIn(values.getColumn(1)) != sql(texts.size()))
            damaged(connection, "a row is missing from a numbered list");
        texts.push_back(textIn(values.getColumn(2)));
    }
}

void takeFingerprints(Connection& connection, const ColumnBlob& blob, std::size_t count,
                      EventLog& log) {
    if (blob.encoding != kEightBytes || blob.minimum != 0 || blob.maximum != 0 ||
        blob.bytes.size() != count * sizeof(std::uint64_t))
        damaged(connection, "the fingerprints of the customers are not whole");
    const std::size_t before = log.fingerprints.size();
    log.fingerprints.resize(before + count);
    std::memcpy(log.fingerprints.data() + before, blob.bytes.data(), blob.bytes.size());
}

void takeCodes(const ColumnBlob& blob, std::size_t count, UnitProperty& property) {
    const std::size_t before = property.codes.size();
    property.codes.resize(before + count);
    packing::unpackCodes(blob, -1, sql(property.values.size()) - 1,
                         std::span(property.codes).subspan(before));
}

ColumnBlob blobAt(SQLite::Statement& row) {
    const std::int64_t encoding = wholeIn(row.getColumn(3));
    if (encoding < 0 || encoding > 255)
        throw BadCell{"has an encoding that does not exist"};
    const SQLite::Column bytes = row.getColumn(6);
    if (!bytes.isBlob())
        throw BadCell{"does not hold bytes"};
    ColumnBlob blob{static_cast<std::uint8_t>(encoding),
                    wholeIn(row.getColumn(4)),
                    wholeIn(row.getColumn(5)),
                    {}};
    const auto* first = static_cast<const std::byte*>(bytes.getBlob());
    if (first != nullptr)
        blob.bytes.assign(first, first + bytes.getBytes());
    return blob;
}

/// Every column must have exactly the chunks that so many customers ask for, in order.
void readChunks(Connection& connection, DatasetId dataset, EventLog& log, Ids ids,
                const JobControl& job) {
    SQLite::Statement query(connection.db(),
                            "SELECT \"column\", \"chunk\", \"rows\", \"encoding\", "
                            "\"minimum\", \"maximum\", \"bytes\" FROM \"dataset_unit_column\" "
                            "WHERE \"dataset\"=? AND \"column\">=? ORDER BY \"column\", "
                            "\"chunk\"");
    query.bind(1, sql(dataset));
    query.bind(2, ids == Ids::Skipped ? kFingerprints : std::numeric_limits<std::int64_t>::min());
    bool more = query.executeStep();
    const auto readColumn = [&](std::int64_t column, auto take) {
        inChunks(log.units, job, [&](const Part& part) {
            if (!more || wholeIn(query.getColumn(0)) != column ||
                wholeIn(query.getColumn(1)) != sql(part.chunk) ||
                wholeIn(query.getColumn(2)) != sql(part.count))
                damaged(connection, "what is known of the customers is not whole");
            take(blobAt(query), part.count);
            more = query.executeStep();
        });
    };
    if (ids == Ids::Kept) {
        readColumn(kIds, [&](const ColumnBlob& blob, std::size_t count) {
            packing::unpackIds(blob, count, log.ids);
        });
    }
    if (log.fingerprintKey != 0)
        readColumn(kFingerprints, [&](const ColumnBlob& blob, std::size_t count) {
            takeFingerprints(connection, blob, count, log);
        });
    for (std::size_t i = 0; i < log.unitProperties.size(); ++i)
        readColumn(kFirstProperty + sql(i), [&](const ColumnBlob& blob, std::size_t count) {
            takeCodes(blob, count, log.unitProperties[i]);
        });
    if (more)
        damaged(connection, "more is said of the customers than there should be");
}

} // namespace

void writeUnitColumns(Connection& connection, DatasetId dataset, const EventLog& log,
                      const JobControl& job) {
    UnitColumnWriter writer(connection, dataset);
    if (!log.ids.empty()) {
        requireOneEach(log.ids.size(), log.units);
        inChunks(log.units, job, [&](const Part& part) {
            const ColumnBlob blob = packing::packIds(log.ids, part.first, part.count);
            writer.put(kIds, part, blob.encoding, blob.minimum, blob.maximum, blob.bytes);
        });
    }
    if (log.fingerprintKey != 0) {
        requireOneEach(log.fingerprints.size(), log.units);
        inChunks(log.units, job, [&](const Part& part) {
            writer.put(kFingerprints, part, kEightBytes, 0, 0,
                       std::as_bytes(std::span(log.fingerprints).subspan(part.first, part.count)));
        });
    }
    for (std::size_t i = 0; i < log.unitProperties.size(); ++i) {
        const UnitProperty& property = log.unitProperties[i];
        requireOneEach(property.codes.size(), log.units);
        writeProperty(connection, dataset, log.properties.size() + i, property);
        inChunks(log.units, job, [&](const Part& part) {
            const ColumnBlob blob =
                packing::packCodes(std::span(property.codes).subspan(part.first, part.count));
            writer.put(kFirstProperty + sql(i), part, blob.encoding, blob.minimum, blob.maximum,
                       blob.bytes);
        });
    }
}

void readUnitColumns(Connection& connection, DatasetId dataset, EventLog& log, Ids ids,
                     const JobControl& job) {
    readProperties(connection, dataset, log);
    readChunks(connection, dataset, log, ids, job);
}

void removeIds(Connection& connection, DatasetId dataset) {
    for (const char* take : {"DELETE FROM \"dataset_unit_column\" WHERE \"dataset\"=? AND "
                             "\"column\"<0",
                             "UPDATE \"dataset_content\" SET \"ids\"=0 WHERE \"dataset\"=?"}) {
        SQLite::Statement statement(connection.db(), take);
        statement.bind(1, sql(dataset));
        statement.exec();
    }
}

std::map<DatasetId, std::vector<StoredProperty>> readPropertyLists(Connection& connection) {
    SQLite::Statement query(
        connection.db(),
        "SELECT \"dataset\", \"name\", \"is_session\", \"of_unit\", \"session_count\" + (SELECT "
        "count(*) FROM \"dataset_property_value\" AS v WHERE v.\"dataset\"=p.\"dataset\" AND "
        "v.\"property\"=p.\"property\") FROM \"dataset_property\" AS p ORDER BY p.\"dataset\", "
        "p.\"property\"");
    std::map<DatasetId, std::vector<StoredProperty>> lists;
    try {
        while (query.executeStep())
            lists[DatasetId{idIn(query.getColumn(0))}].push_back(
                {textIn(query.getColumn(1)), wholeIn(query.getColumn(2)) != 0,
                 wholeIn(query.getColumn(3)) != 0, countIn(query.getColumn(4))});
    } catch (const BadCell& bad) {
        damaged(connection, "a value " + bad.what);
    }
    return lists;
}

} // namespace cairn::store
