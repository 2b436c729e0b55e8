#include "cairn/ingest/skipped.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "core/ingest/english.hpp"

namespace cairn {
namespace {

void appendCell(std::string& line, std::string_view cell, bool first = false) {
    if (!first)
        line += ',';
    const bool edged = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!edged && cell.find_first_of("\",\r\n") == std::string_view::npos) {
        line += cell;
        return;
    }
    line += '"';
    for (const char c : cell) {
        line += c;
        if (c == '"')
            line += c;
    }
    line += '"';
}

} // namespace

std::uint64_t forEachSkippedRow(const std::filesystem::path& file, const ImportPlan& plan,
                                const std::function<void(const RowView&, const RowIssue&)>& row,
                                const JobControl& job) {
    ImportOptions options;
    options.onlyProperties.emplace();
    options.skippedRow = row;
    return importFile(file, plan, options, job).skipped;
}

std::uint64_t exportSkippedRows(const std::filesystem::path& file, const ImportPlan& plan,
                                const std::filesystem::path& target, const JobControl& job) {
    std::error_code none;
    if (std::filesystem::equivalent(file, target, none))
        throw Error(ErrorCode::BadInput, "write the skipped rows",
                    "they would take the place of the data file", "Choose another name.",
                    target.filename().string());
    AtomicTextFile out(target);
    std::string line;
    appendCell(line, "line", true);
    appendCell(line, "column");
    appendCell(line, "reason");
    for (const PlannedColumn& column : plan.columns)
        appendCell(line, column.name);
    out.write(line + "\n");
    const std::uint64_t rows = forEachSkippedRow(
        file, plan,
        [&](const RowView& row, const RowIssue& issue) {
            line.clear();
            appendCell(line, std::to_string(issue.line), true);
            appendCell(line, issue.column);
            appendCell(line, englishOf(issue));
            for (const std::string_view cell : row.cells)
                appendCell(line, cell);
            line += '\n';
            out.write(line);
        },
        job);
    out.commit();
    return rows;
}

std::string planToJson(const ImportPlan& plan, const std::vector<SkipReason>& reasons) {
    constexpr std::size_t kMost = 20; // what more there is tells nobody more
    auto object = nlohmann::json::parse(planToJson(plan));
    for (std::size_t i = 0; i < std::min(reasons.size(), kMost); ++i)
        object["skipped"].push_back({{"column", reasons[i].column},
                                     {"reason", nameOf(reasons[i].why.trouble)},
                                     {"numbers", reasons[i].why.numbers},
                                     {"rows", reasons[i].rows}});
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<SkipReason> reasonsKept(std::string_view planJson) {
    const auto object = nlohmann::json::parse(planJson, nullptr, false);
    std::vector<SkipReason> reasons;
    if (!object.is_object() || !object.contains("skipped"))
        return reasons;
    try {
        for (const auto& reason : object["skipped"])
            if (const auto trouble = parseRowTrouble(reason.at("reason").get<std::string>()))
                reasons.push_back(
                    {reason.at("column").get<std::string>(),
                     {*trouble, reason.at("numbers").get<std::array<std::int64_t, 2>>()},
                     reason.at("rows").get<std::uint64_t>()});
    } catch (const nlohmann::json::exception&) {
        reasons.clear(); // of another Cairn
    }
    return reasons;
}

std::string skippedSentence(const ImportResult& result, std::size_t most) {
    std::string text;
    std::uint64_t told = 0;
    for (const SkipReason& reason : result.reasons) {
        if (most == 0)
            break;
        --most;
        told += reason.rows;
        text += (text.empty() ? "" : "; ") + counted(reason.rows, "row", "rows") + ": " +
                (reason.column.empty() ? "" : reason.column + " ") + englishOf(reason.why);
    }
    if (told < result.skipped)
        text += "; " + counted(result.skipped - told, "row", "rows") + " for other reasons";
    return text;
}

} // namespace cairn
