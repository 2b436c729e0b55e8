#include "cli/print.hpp"

#include <cmath>
#include <cstdio>
#include <iostream>

#include "cairn/base/text.hpp"
#include "cairn/layout/phrases.hpp"

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace cairn::cli {
namespace {

const EnglishPhrases& words() {
    static const EnglishPhrases phrases;
    return phrases;
}

bool stderrIsTerminal() {
#ifdef _WIN32
    return _isatty(_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

std::string intervalText(const std::optional<Interval>& interval) {
    if (!interval)
        return "–";
    return percentText(interval->low) + " to " + percentText(interval->high);
}

void appendSteps(std::vector<std::vector<std::string>>& rows, const std::string& segment,
                 const std::vector<StepResult>& steps, bool segmented) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepResult& s = steps[i];
        std::vector<std::string> row;
        if (segmented)
            row.push_back(i == 0 ? segment : "");
        row.insert(row.end(),
                   {s.label, countText(s.reached), s.dropped ? countText(*s.dropped) : "–",
                    percentText(s.stepConversion), percentText(s.overall), intervalText(s.interval),
                    durationText(s.time.median), s.few ? "few" : ""});
        rows.push_back(std::move(row));
    }
}

} // namespace

void printTable(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i)
                widths.push_back(0);
            const bool marked = &row == &rows.front() && row[i].starts_with('>');
            widths[i] = std::max(widths[i], codePointCount(row[i]) - (marked ? 1 : 0));
        }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool right = rows.front()[i].starts_with('>');
            const bool marked = &row == &rows.front() && right;
            const std::string cell = marked ? row[i].substr(1) : row[i];
            const std::string pad(widths[i] - codePointCount(cell), ' ');
            line += (i == 0 ? "" : "  ") + (right ? pad + cell : cell + pad);
        }
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        std::cout << line << '\n';
    }
}

void printFunnel(const FunnelResult& result) {
    std::cout << "Funnel: " << rulesSentence(result) << ". " << countText(result.rows)
              << (result.rows == 1 ? " event of " : " events of ") << countText(result.units)
              << (result.units == 1 ? " customer.\n\n" : " customers.\n\n");
    const bool segmented = !result.breakdown.empty();
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> header{"step",    ">reached",    ">lost",        ">of the step before",
                                    ">of all", "95 % of all", ">median time", ""};
    if (segmented)
        header.insert(header.begin(), result.options.breakdown->column);
    rows.push_back(header);
    appendSteps(rows, "all", result.steps, segmented);
    for (const SegmentResult& segment : result.breakdown)
        appendSteps(rows, segment.value, segment.steps, segmented);
    if (result.timeless) // a column of nothing
        for (auto& row : rows)
            row.erase(row.end() - 2);
    printTable(rows);
}

void printScores(const Project& project, const MapFindings& findings) {
    std::vector<std::vector<std::string>> rows{{">pain", "element", "stage", ">severity", ">reach",
                                                ">frequency", "confidence", ">n",
                                                ">at stake a month"}};
    for (const PainScore& p : findings.pain) {
        const auto number = [](const ScoreInput& input) {
            return input.value ? numberText(std::round(*input.value * 100) / 100)
                               : std::string("–");
        };
        char score[32] = "–";
        if (p.score)
            std::snprintf(score, sizeof score, "%.1f", *p.score);
        rows.push_back({score, titleOf(project, p.element), titleOf(project, p.stage),
                        number(p.severity), percentText(p.reach.value),
                        percentText(p.frequency.value), std::string(nameOf(p.confidence)),
                        p.n > 0 ? countText(static_cast<double>(p.n)) : "–",
                        p.moneyPerMonth
                            ? countText(std::round(*p.moneyPerMonth)) + " " + project.facts.currency
                            : "–"});
    }
    if (rows.size() == 1)
        std::cout
            << "Nothing on this map has a pain score yet: bind stages to events, or set severity, "
               "reach and frequency on its cards.\n";
    else
        printTable(rows);
    for (const std::string& note : findings.notes)
        std::cout << "Note: " << note << '\n';
}

std::string countText(std::uint64_t n) {
    return countText(static_cast<double>(n));
}

std::string countText(double n) {
    return words().count(n);
}
std::string percentText(std::optional<double> share) {
    return share ? words().percent(*share) : words().noValue();
}
std::string durationText(std::optional<double> seconds) {
    return seconds ? words().duration(*seconds) : words().noValue();
}

JobControl progressOnStderr(bool wanted) {
    JobControl job;
    const bool terminal = stderrIsTerminal();
    if (wanted || terminal)
        job.onProgress = [terminal](double fraction, std::string_view phase) {
            std::fprintf(stderr, terminal ? "\r%3.0f %% %-40.*s" : "%3.0f %% %.*s\n",
                         fraction * 100, static_cast<int>(phase.size()), phase.data());
            if (terminal && fraction >= 1)
                std::fprintf(stderr, "\r%-50s\r", "");
        };
    return job;
}

} // namespace cairn::cli
