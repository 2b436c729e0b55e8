#pragma once
// The flags that say how a CSV is to be read where the file leaves it open: which of its tables,
// the order of day and month, the decimal mark, the good end of a scale.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cairn/ingest/questions.hpp"

namespace cairn::cli {

struct ReadingFlags {
    std::size_t table = 0; ///< counted from 1; 0 = the one that looks like data
    std::string dates;     ///< "day-first" | "month-first"
    std::string decimal;   ///< "comma" | "point"
    std::string scale;     ///< "high-good" | "low-good"

    void add(CLI::App& app);
    Sniffed sniff(const std::string& file) const;
    /// Answers the file's questions; says on stderr of an answer that nobody asked for.
    void answerIn(ImportPlan& plan, const Sniffed& sniffed) const;
};

/// On stdout: each question with both readings, and the flag that answers it.
void sayQuestions(const ImportPlan& plan, const Sniffed& sniffed);
/// On stderr: what was taken for granted, and the flag that says otherwise.
void sayAssumed(const ImportPlan& plan, const Sniffed& sniffed);
nlohmann::ordered_json questionsJson(const ImportPlan& plan, const Sniffed& sniffed);

} // namespace cairn::cli
