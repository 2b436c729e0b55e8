#include "cli/reading_flags.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

#include "cairn/table/stacked.hpp"

namespace cairn::cli {
namespace {

std::string flagOf(QuestionKind kind) {
    return kind == QuestionKind::DayOrder      ? "--dates"
           : kind == QuestionKind::DecimalMark ? "--decimal"
                                               : "--scale";
}

} // namespace

void ReadingFlags::add(CLI::App& app) {
    app.add_option("--table", table, "Which of several tables in the file: 1 is the first")
        ->check(CLI::PositiveNumber);
    app.add_option("--dates", dates, "How to read 03/04/2026 where the file does not tell")
        ->check(CLI::IsMember({"day-first", "month-first"}));
    app.add_option("--decimal", decimal, "How to read 1.234 where the file does not tell")
        ->check(CLI::IsMember({"comma", "point"}));
    app.add_option("--scale", scale, "Whether a high answer on a scale of effort is the good one")
        ->check(CLI::IsMember({"high-good", "low-good"}));
}

Sniffed ReadingFlags::sniff(const std::string& file) const {
    return table == 0 ? sniffCsv(file) : sniffTable(file, table - 1);
}

void ReadingFlags::answerIn(ImportPlan& plan, const Sniffed& sniffed) const {
    struct Flag {
        QuestionKind kind;
        const std::string& answer;
        const char* what;
        bool asked = false;
    };
    Flag flags[] = {{QuestionKind::DayOrder, dates, "date"},
                    {QuestionKind::DecimalMark, decimal, "count"},
                    {QuestionKind::ScaleEnd, scale, "answer"}};
    for (const PlanQuestion& question : questionsOf(plan, sniffed))
        for (Flag& flag : flags) {
            if (flag.kind != question.kind)
                continue;
            flag.asked = true;
            for (std::size_t i = 0; i < question.readings.size(); ++i)
                if (question.readings[i].code == flag.answer)
                    answer(plan, question, i);
        }
    for (const Flag& flag : flags)
        if (!flag.answer.empty() && !flag.asked)
            std::cerr << flagOf(flag.kind) << " changes nothing: no " << flag.what
                      << " of this file can be read both ways.\n";
}

void sayQuestions(const ImportPlan& plan, const Sniffed& sniffed) {
    for (const PlanQuestion& question : questionsOf(plan, sniffed)) {
        std::cout << "Can be read two ways: “" << question.sample << "” in “"
                  << plan.columns[question.columns.front()].name << "” is ";
        for (std::size_t i = 0; i < question.readings.size(); ++i)
            std::cout << (i == 0 ? "" : " or ") << question.readings[i].text << " ("
                      << flagOf(question.kind) << ' ' << question.readings[i].code
                      << (i != question.assumed ? ")"
                          : question.answered   ? ", chosen)"
                                                : ", assumed)");
        std::cout << ".\n";
    }
}

void sayAssumed(const ImportPlan& plan, const Sniffed& sniffed) {
    for (const PlanQuestion& question : questionsOf(plan, sniffed))
        if (!question.answered)
            std::cerr << assumedSentence(question, plan)
                      << " The file does not tell: " << flagOf(question.kind) << ' '
                      << question.readings[1 - question.assumed].code
                      << " reads it the other way.\n";
}

nlohmann::ordered_json questionsJson(const ImportPlan& plan, const Sniffed& sniffed) {
    auto list = nlohmann::ordered_json::array();
    for (const PlanQuestion& question : questionsOf(plan, sniffed)) {
        nlohmann::ordered_json entry{{"kind", nameOf(question.kind)},
                                     {"columns", nlohmann::ordered_json::array()},
                                     {"sample", question.sample},
                                     {"readings", nlohmann::ordered_json::array()},
                                     {"assumed", question.readings[question.assumed].code},
                                     {"answered", question.answered}};
        for (const std::size_t column : question.columns)
            entry["columns"].push_back(plan.columns[column].name);
        for (const Reading& reading : question.readings)
            entry["readings"].push_back({{"code", reading.code}, {"text", reading.text}});
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace cairn::cli
