#include <nlohmann/json.hpp>

#include "cairn/base/error.hpp"
#include "cairn/ingest/plan.hpp"

namespace cairn {
namespace {

using nlohmann::json;

[[noreturn]] void malformed(const std::string& why) {
    throw Error(ErrorCode::BadInput, "read an import plan", why, "Choose the columns again.");
}

json scaleJson(const FeedbackScale& scale) {
    json object{{"kind", nameOf(scale.kind)},
                {"low", scale.low},
                {"high", scale.high},
                {"higher_is_better", scale.higherIsBetter},
                {"recognised_by", scale.recognisedBy}};
    if (scale.directionInDoubt)
        object["direction_in_doubt"] = true;
    return object;
}

FeedbackScale scaleFrom(const json& object) {
    FeedbackScale scale;
    const auto kind = parseFeedbackKind(object.at("kind").get<std::string>());
    scale.low = object.at("low").get<std::int64_t>();
    scale.high = object.at("high").get<std::int64_t>();
    if (!kind || scale.low >= scale.high || scale.low < -1000 || scale.high > 1000)
        malformed("A scale makes no sense.");
    scale.kind = *kind;
    scale.higherIsBetter = object.at("higher_is_better").get<bool>();
    scale.directionInDoubt = object.value("direction_in_doubt", false);
    scale.recognisedBy = object.at("recognised_by").get<std::string>();
    return scale;
}

std::string quoteText(char quote) {
    return quote ? std::string(1, quote) : std::string();
}

Encoding encodingNamed(const std::string& name) {
    for (const Encoding encoding :
         {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252})
        if (nameOf(encoding) == name)
            return encoding;
    malformed("“" + name + "” is no encoding.");
}

Dialect dialectFrom(const json& object) {
    Dialect dialect;
    dialect.encoding = encodingNamed(object.at("encoding").get<std::string>());
    dialect.byteOrderMark = object.at("byte_order_mark").get<bool>();
    const auto delimiter = object.at("delimiter").get<std::string>();
    const auto quote = object.at("quote").get<std::string>();
    if (delimiter.size() != 1 || quote.size() > 1 || delimiter == quote || delimiter == "\n" ||
        delimiter == "\r")
        malformed("The delimiter or the quote is not one character.");
    dialect.delimiter = delimiter[0];
    dialect.quote = quote.empty() ? '\0' : quote[0];
    dialect.preambleLines = object.at("preamble_lines").get<std::uint64_t>();
    dialect.hasHeader = object.at("header").get<bool>();
    dialect.headerRows =
        object.value("header_rows", std::uint64_t{1}); // plans of old lack the rest
    dialect.lastLine = object.value("last_line", std::uint64_t{0});
    const auto escape = object.value("escape", std::string()),
               comment = object.value("comment", std::string());
    if (dialect.headerRows < 1 || dialect.headerRows > 3 || escape.size() > 1 || comment.size() > 1)
        malformed("The header rows, the escape or the comment sign make no sense.");
    dialect.escape = escape.empty() ? '\0' : escape[0];
    dialect.comment = comment.empty() ? '\0' : comment[0];
    return dialect;
}

PlannedColumn columnFrom(const json& object) {
    PlannedColumn column;
    column.name = object.at("name").get<std::string>();
    const auto role = parseColumnRole(object.at("role").get<std::string>());
    const auto kind = parseTimeFormatKind(object.at("time_format").get<std::string>());
    if (!role || !kind)
        malformed("The column “" + column.name + "” has an unknown role or time format.");
    column.role = *role;
    column.time = {*kind, object.at("time_ambiguous").get<bool>()};
    column.confidence = object.at("confidence").get<double>();
    column.looksPersonal = object.at("personal").get<bool>();
    column.label = object.value("label", "");
    if (object.contains("scale"))
        column.scale = scaleFrom(object.at("scale"));
    const auto decimal = object.value("decimal", std::string("."));
    if (decimal != "." && decimal != ",")
        malformed("The decimal mark of “" + column.name + "” is neither point nor comma.");
    column.number.decimal = decimal[0];
    column.number.ambiguous = object.value("number_ambiguous", false);
    column.numberChosen = object.value("number_chosen", false);
    return column;
}

json planJson(const ImportPlan& plan) {
    json columns = json::array();
    for (const PlannedColumn& column : plan.columns) {
        columns.push_back({{"name", column.name},
                           {"role", nameOf(column.role)},
                           {"time_format", nameOf(column.time.kind)},
                           {"time_ambiguous", column.time.ambiguous},
                           {"confidence", column.confidence},
                           {"personal", column.looksPersonal}});
        if (!column.label.empty())
            columns.back()["label"] = column.label;
        if (column.scale)
            columns.back()["scale"] = scaleJson(*column.scale);
        if (column.number.decimal != '.')
            columns.back()["decimal"] = std::string(1, column.number.decimal);
        if (column.number.ambiguous)
            columns.back()["number_ambiguous"] = true;
        if (column.numberChosen)
            columns.back()["number_chosen"] = true;
    }
    json object{{"kind", nameOf(plan.kind)},
                {"recognised_as", plan.recognisedAs},
                {"dialect",
                 {{"encoding", nameOf(plan.dialect.encoding)},
                  {"byte_order_mark", plan.dialect.byteOrderMark},
                  {"delimiter", std::string(1, plan.dialect.delimiter)},
                  {"quote", quoteText(plan.dialect.quote)},
                  {"preamble_lines", plan.dialect.preambleLines},
                  {"header", plan.dialect.hasHeader},
                  {"header_rows", plan.dialect.headerRows},
                  {"last_line", plan.dialect.lastLine},
                  {"escape", quoteText(plan.dialect.escape)},
                  {"comment", quoteText(plan.dialect.comment)}}},
                {"columns", columns}};
    // Said only where there is something to say: most files are read by their columns alone.
    if (!plan.eventName.empty())
        object["event_name"] = plan.eventName;
    if (plan.keepVerbatims)
        object["keep_verbatims"] = true;
    if (plan.keepIds && plan.kind == TableKind::Events &&
        (plan.columnWith(ColumnRole::Unit) || !plan.steps.empty()) && plan.file.empty())
        object["keep_ids"] = true; // store knows this word: it goes when the ids do
    if (plan.rowIsCustomer)
        object["row_is_customer"] = true;
    if (plan.reportDays)
        object["report_days"] = {plan.reportDays->first, plan.reportDays->second};
    if (!plan.note.empty())
        object["note"] = plan.note;
    if (!plan.refusal.empty())
        object["refusal"] = plan.refusal;
    if (plan.withoutTimes)
        object["without_times"] = true;
    if (!plan.file.empty())
        object["file"] = plan.file;
    for (const ImportPlan& step : plan.steps)
        object["steps"].push_back(planJson(step));
    return object;
}

ImportPlan planFrom(const json& object, bool whole) {
    ImportPlan plan;
    const auto kind = object.at("kind").get<std::string>();
    bool known = false;
    for (const TableKind each : {TableKind::Events, TableKind::StepCounts, TableKind::Feedback})
        if (nameOf(each) == kind) {
            plan.kind = each;
            known = true;
        }
    if (!known)
        malformed("“" + kind + "” is no kind of table.");
    plan.recognisedAs = object.at("recognised_as").get<std::string>();
    plan.dialect = dialectFrom(object.at("dialect"));
    plan.eventName = object.value("event_name", "");
    plan.rowIsCustomer = object.value("row_is_customer", false);
    plan.keepVerbatims = object.value("keep_verbatims", false);
    plan.keepIds = object.value("keep_ids", false);
    plan.note = object.value("note", "");
    if (object.contains("report_days"))
        plan.reportDays = std::pair(object.at("report_days").at(0).get<TimeMs>(),
                                    object.at("report_days").at(1).get<TimeMs>());
    plan.refusal = object.value("refusal", "");
    plan.withoutTimes = object.value("without_times", false);
    plan.file = object.value("file", "");
    if (whole && object.contains("steps")) // a step has no steps of its own
        for (const json& step : object.at("steps")) {
            plan.steps.push_back(planFrom(step, false));
            plan.steps.back().keepIds = plan.keepIds; // one choice for all of them
        }
    for (const json& column : object.at("columns"))
        plan.columns.push_back(columnFrom(column));
    return plan;
}

} // namespace

std::string planToJson(const ImportPlan& plan) {
    return planJson(plan).dump(-1, ' ', false, json::error_handler_t::replace);
}

ImportPlan planFromJson(std::string_view text) {
    try {
        return planFrom(json::parse(text), true);
    } catch (const json::exception& failure) {
        malformed(failure.what());
    }
}

bool keepsIds(std::string_view planJson) {
    const json object = json::parse(planJson, nullptr, false);
    const auto said = object.is_object() ? object.find("keep_ids") : object.end();
    return said != object.end() && said->is_boolean() && said->get<bool>();
}

} // namespace cairn
