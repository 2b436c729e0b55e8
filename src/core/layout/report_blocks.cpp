#include "core/layout/report_blocks.hpp"

#include <utility>

#include "core/layout/charts/chart_parts.hpp"

namespace cairn::layout {

namespace {

class Blocks {
public:
    Blocks(const Project& project, const MapFindings& findings, const ReportContent& content,
           const TextMeasurer& measurer, const Phrases& phrases, const ReportWords& words,
           double full, double gap)
        : m_project(project), m_findings(findings), m_content(content), m_measurer(measurer),
          m_phrases(phrases), m_words(words) {
        m_full.width = full;
        m_half.width = (full - gap) / 2;
    }

    std::vector<ReportBlock> all() {
        addFunnel();
        addComparison();
        addQuestions();
        return std::move(m_blocks);
    }

private:
    void add(std::string heading, std::string rules, DisplayList list, bool half = false) {
        if (!list.items.empty())
            m_blocks.push_back({std::move(heading), std::move(rules), std::move(list), half});
    }

    std::string funnelRules() const {
        if (!m_findings.funnel)
            return {};
        return m_content.rules.empty() ? rulesSentence(*m_findings.funnel)
                                       : m_content.rules;
    }

    void addFunnel() {
        FunnelTableOptions table;
        table.width = m_full.width;
        add(m_words.funnel, funnelRules(),
            layoutFunnelTable(m_project, m_findings, m_measurer, m_phrases, m_words.funnelTable,
                              table)
                .list);
        if (!m_findings.funnel)
            return;
        const FunnelResult& funnel = *m_findings.funnel;
        for (std::size_t k = 1; k < funnel.steps.size(); ++k)
            add(fillIn(m_words.timeTo, {funnel.steps[k].label}), m_words.timesRules,
                layoutTimeHistogram(funnel.steps[k], m_measurer, m_phrases, m_words.timeHistogram,
                                    m_half)
                    .list,
                true);
        add(m_words.overTime, zoneRule(funnel.options.overTime),
            layoutOverTime(funnel, m_measurer, m_phrases, m_words.overTimeChart, m_full).list);
    }

    std::string zoneRule(const std::optional<OverTime>& overTime) const {
        return overTime ? zoneRule(overTime->zone) : std::string();
    }
    std::string zoneRule(const TimeZone& zone) const { return fillIn(m_words.zone, {zone.name()}); }

    void addComparison() {
        if (!m_findings.before || !m_findings.after || !m_findings.difference)
            return;
        const bool segments = m_findings.comparedWith == ComparedWith::Segments;
        ComparisonWords words = m_words.comparison;
        if (segments) {
            words.before = m_findings.beforeName;
            words.now = m_findings.afterName;
            words.foot = fillIn(m_words.segmentsFoot, {words.now, words.before});
        }
        std::string rules;
        if (!segments && !m_findings.beforeName.empty())
            rules = fillIn(m_words.before, {m_findings.beforeName}) + " " +
                    fillIn(m_words.now, {m_findings.afterName});
        add(segments ? m_words.comparedSegments : m_words.compared, rules,
            layoutComparison(*m_findings.before, *m_findings.after, *m_findings.difference,
                             m_measurer, m_phrases, words, m_full)
                .list);
    }

    void addQuestions() {
        std::vector<std::string> titles;
        if (m_findings.funnel)
            for (const StepResult& step : m_findings.funnel->steps)
                titles.push_back(step.label);
        add(m_words.instead, {},
            layoutInstead(m_content.instead, titles, m_measurer, m_phrases, m_words.insteadChart,
                          m_full)
                .list);
        if (m_content.paths)
            add(m_words.paths, pathsRules(m_content.paths->options),
                layoutPaths(*m_content.paths, m_measurer, m_phrases, m_words.pathsChart, m_full)
                    .list);
        if (m_content.retention)
            addRetention(*m_content.retention);
        if (m_content.trend)
            add(m_words.trend, trendRules(m_content.trend->options),
                layoutTrend(*m_content.trend, m_measurer, m_phrases, m_words.trendChart, m_full)
                    .list);
        if (m_content.touchpoints)
            add(m_words.touchpoints, {},
                layoutTouchpoints(*m_content.touchpoints, m_measurer, m_phrases,
                                  m_words.touchpointChart, m_full)
                    .list);
    }

    void addRetention(const RetentionResult& result) {
        const std::string rules = retentionRules(result.options);
        add(m_words.retention, rules,
            layoutRetention(result, m_measurer, m_phrases, m_words.retentionChart, m_full).list);
        add(m_words.retentionCurve, rules,
            layoutRetentionCurve(result, m_measurer, m_phrases, m_words.retentionChart, m_full)
                .list);
    }

    /// "catalog or home"; a stage's own title where the step has one.
    std::string wordsOf(const FunnelStep& step) const {
        if (!step.label.empty())
            return step.label;
        std::string text;
        for (const std::string& name : step.events)
            text += (text.empty() ? "" : m_words.orWord) + name;
        return text.empty() ? m_words.anyEvent : text;
    }
    const std::string& wordFor(Period period) const {
        return wordOf(period, m_words.day, m_words.week, m_words.month);
    }

    std::string pathsRules(const PathsOptions& o) const {
        std::string rules =
            fillIn(o.direction == PathDirection::Before ? m_words.pathsBefore : m_words.pathsAfter,
                   {wordsOf(o.anchor), std::to_string(o.depth)});
        if (o.windowMs)
            rules += " " + fillIn(m_words.pathsWindow,
                                  {m_phrases.duration(double(*o.windowMs) / kSecondMs)});
        return rules;
    }
    std::string retentionRules(const RetentionOptions& o) const {
        const bool first = o.who == RetentionStart::FirstTime;
        const bool on = o.measure == RetentionMeasure::On;
        return fillIn(first ? m_words.firstTime : m_words.recurring,
                      {wordsOf(o.start), wordFor(o.period)}) +
               " " +
               fillIn(on ? m_words.cameOn : m_words.cameUnbounded,
                      {wordsOf(o.back), wordFor(o.period)}) +
               " " + zoneRule(o.zone);
    }
    std::string trendRules(const TrendOptions& o) const {
        const std::string& what = o.measure == TrendMeasure::Events  ? m_words.trendEvents
                                  : o.measure == TrendMeasure::Units ? m_words.trendUnits
                                                                     : m_words.trendRate;
        return fillIn(what, {wordsOf(o.base), wordFor(o.period)}) + " " + zoneRule(o.zone);
    }

    const Project& m_project;
    const MapFindings& m_findings;
    const ReportContent& m_content;
    const TextMeasurer& m_measurer;
    const Phrases& m_phrases;
    const ReportWords& m_words;
    ChartOptions m_full, m_half;
    std::vector<ReportBlock> m_blocks;
};

} // namespace

std::vector<ReportBlock> reportBlocks(const Project& project, const MapFindings& findings,
                                      const ReportContent& content, const TextMeasurer& measurer,
                                      const Phrases& phrases, const ReportWords& words, double full,
                                      double gap) {
    return Blocks(project, findings, content, measurer, phrases, words, full, gap).all();
}

} // namespace cairn::layout
