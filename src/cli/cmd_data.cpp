// inspect

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/exchange/project_json.hpp"
#include "cairn/ingest/import.hpp"
#include "cairn/table/stacked.hpp"
#include "cli/commands.hpp"
#include "cli/log_source.hpp"
#include "cli/print.hpp"
#include "cli/reading_flags.hpp"

namespace cairn::cli {
namespace {

using json = nlohmann::ordered_json;

struct DataFlags {
    std::string data;
    ReadingFlags reading;
    bool asJson = false, progress = false;
};

// --- inspect ---

/// "event-time: paid", "ignore (personal)".
std::string meaningText(const PlannedColumn& column) {
    std::string text(nameOf(column.role));
    if (!column.label.empty())
        text += ": " + column.label;
    return column.looksPersonal ? text + " (personal)" : text;
}

void sayPlan(const ImportPlan& plan) {
    if (!plan.eventName.empty())
        std::cout << "Each row is one event “" << plan.eventName << "”"
                  << (plan.rowIsCustomer ? " of a customer of its own.\n" : ".\n");
    if (!plan.note.empty())
        std::cout << plan.note << '\n';
}

/// Never more than there is: 99.6 of 100 cells that fit are no certainty.
std::string sureText(double confidence) {
    return percentText(confidence >= 1 ? 1
                                       : std::floor(std::min(confidence, 0.9999) * 1000) / 1000);
}

/// Which of several tables is read, and what was left out of it.
void sayTables(const Sniffed& sniffed) {
    for (std::size_t i = 0; i < sniffed.tables.size(); ++i)
        std::cout << (i == sniffed.table ? "Table read: " : "Also in the file, not read: ")
                  << tableText(sniffed.tables[i])
                  << (i == sniffed.table ? "" : ": --table " + std::to_string(i + 1)) << ".\n";
    for (const RowIssue& total : sniffed.totals)
        std::cout << "line " << total.line << ' ' << englishOf(total) << '\n';
}

void addTables(json& document, const Sniffed& sniffed) {
    document["header_rows"] = sniffed.dialect.hasHeader ? sniffed.dialect.headerRows : 0;
    document["notes"] = json::array();
    for (const PreambleNote& note : sniffed.notes)
        document["notes"].push_back({{"key", note.key}, {"value", note.value}});
    document["totals"] = issuesJson(sniffed.totals);
    document["tables"] = json::array();
    for (const StackedTable& table : sniffed.tables)
        document["tables"].push_back({{"title", table.title},
                                      {"header_line", table.headerLine},
                                      {"rows", table.rows},
                                      {"columns", table.columns},
                                      {"read", &table == &sniffed.tables[sniffed.table]}});
    const SniffConfidence& sure = sniffed.confidence;
    document["confidence"] = {{"encoding", sure.encoding},
                              {"delimiter", sure.delimiter},
                              {"header", sure.header},
                              {"table", sure.table}};
}

void inspect(const DataFlags& flags) {
    const Sniffed sniffed = flags.reading.sniff(flags.data);
    ImportPlan plan = proposePlan(sniffed);
    flags.reading.answerIn(plan, sniffed);
    const Dialect& d = sniffed.dialect;
    if (flags.asJson) {
        json document;
        document["encoding"] = nameOf(d.encoding);
        document["byte_order_mark"] = d.byteOrderMark;
        document["delimiter"] = std::string(1, d.delimiter);
        document["quote"] = d.quote == 0 ? json(nullptr) : json(std::string(1, d.quote));
        document["preamble_lines"] = d.preambleLines;
        document["has_header"] = d.hasHeader;
        document["recognised_as"] = plan.recognisedAs;
        document["trouble"] = planTrouble(plan);
        if (!plan.eventName.empty())
            document["event_name"] = plan.eventName;
        if (plan.rowIsCustomer)
            document["row_is_customer"] = true;
        if (!plan.note.empty())
            document["note"] = plan.note;
        document["columns"] = json::array();
        for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
            const ColumnGuess& c = sniffed.columns[i];
            json row{{"name", c.name},
                     {"type", nameOf(c.type)},
                     {"role", nameOf(plan.columns[i].role)},
                     {"confidence", c.confidence},
                     {"personal", c.looksPersonal}};
            if (!plan.columns[i].label.empty())
                row["label"] = plan.columns[i].label;
            if (c.type == ColumnType::DateTime) {
                row["time_format"] = nameOf(c.time.kind);
                row["ambiguous"] = c.time.ambiguous;
            }
            document["columns"].push_back(std::move(row));
        }
        document["questions"] = questionsJson(plan, sniffed);
        document["issues"] = issuesJson(sniffed.issues);
        addTables(document, sniffed);
        std::cout << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
        return;
    }
    const std::string delimiter = d.delimiter == '\t' ? "tab" : std::string(1, d.delimiter);
    std::cout << "Encoding " << nameOf(d.encoding) << ", delimiter " << delimiter << ", "
              << (d.hasHeader ? "with" : "without") << " a header"
              << (d.preambleLines > 0 ? ", " + std::to_string(d.preambleLines) + " lines before it"
                                      : "")
              << ". Read as " << plan.recognisedAs << ".\n\n";
    std::vector<std::vector<std::string>> rows{{"column", "type", "meaning", ">sure", "example"}};
    for (std::size_t i = 0; i < sniffed.columns.size(); ++i) {
        const ColumnGuess& c = sniffed.columns[i];
        const std::string example = c.looksPersonal || c.samples.empty() ? "" : c.samples.front();
        rows.push_back({c.name, std::string(nameOf(c.type)), meaningText(plan.columns[i]),
                        sureText(c.confidence), example.substr(0, 40)});
    }
    printTable(rows);
    sayTables(sniffed);
    sayQuestions(plan, sniffed);
    if (!plan.eventName.empty() || !plan.note.empty()) {
        std::cout << '\n';
        sayPlan(plan);
    }
    if (const std::string trouble = planTrouble(plan); !trouble.empty())
        std::cout << '\n' << trouble << '\n';
    sayIssues(0, sniffed.issues);
}

void addCommon(CLI::App& command, DataFlags& flags) {
    command.add_flag("--json", flags.asJson, "Machine-readable, with stable keys (docs/cli.md)");
    command.add_flag("--progress", flags.progress,
                     "Progress on stderr, also when it is no terminal");
}

} // namespace

void addInspect(CLI::App& program) {
    auto flags = std::make_shared<DataFlags>();
    auto* command =
        program.add_subcommand("inspect", "Say what a CSV file holds and how it would be read");
    command->add_option("data", flags->data, "DATA.csv")->required();
    flags->reading.add(*command);
    addCommon(*command, *flags);
    command->callback([flags] { inspect(*flags); });
}

} // namespace cairn::cli
