#pragma once
// The funnel's rules as one sentence whose words can be changed.

#include "editor/panels/sentence_row.hpp"

namespace cairn {

/// "Customers who did [catalog] › [purchase] in that order, other steps between allowed, within 7
/// days of the first step, by [platform]". Rules that are at their usual value keep out of it: the
/// chooser at its end offers them.
class FunnelSentence : public SentenceRow {
    Q_OBJECT
public:
    explicit FunnelSentence(QWidget* parent);
    /// Values of the breakdown that the funnel was counted for: what two segments are chosen from.
    void setSegments(std::vector<std::string> values) { m_segments = std::move(values); }

protected:
    void fill(const Project& project, const Map& map) override;

private:
    using Apply = std::function<void(FunnelSetup&)>;
    Choice to(const QString& label, bool checked, Apply apply) const;
    void addStep(const Stage& stage, bool first);
    void addOrder(const FunnelSetup& setup);
    void addWindow(const FunnelSetup& setup);
    void addCount(const FunnelSetup& setup);
    void addBreakdown(const Project& project, const Map& map);
    // funnel_rules.cpp: what is less usual
    void addHold(const FunnelSetup& setup);
    void addExclusions(const Project& project, const Map& map);
    void addStageWord(const char* name, const Map& map, const Project& project, std::size_t index,
                      bool from);
    void addRange(const Project& project, const FunnelSetup& setup);
    void addOverTime(const Map& map);
    void addComparison(const Project& project, const FunnelSetup& setup);
    void addMore(const Project& project, const Map& map);
    std::vector<Choice> placeChoices(const Project& project, const Map& map) const;
    std::vector<Choice> holdChoices(const FunnelSetup& setup) const;
    std::vector<Choice> tieChoices(const FunnelSetup& setup) const;
    std::vector<Choice> overTimeChoices(const FunnelSetup& setup) const;
    std::vector<Choice> comparisonChoices(const Project& project, const FunnelSetup& setup);
    std::vector<std::string> columns(const Project& project, const FunnelSetup& setup) const;
    void askForRange(QWidget* anchor, const QString& what, bool compared);

    std::vector<std::string> m_segments;
    std::vector<std::string> m_columns; ///< of the data at hand
};

/// The property columns of a dataset's plan and whether it has sessions; empty for step counts and
/// unreadable plans.
struct DatasetColumns {
    std::vector<std::string> properties;
    bool sessions = false;
    bool timeless = false; ///< nobody knows when
};
DatasetColumns columnsOf(const Dataset& dataset);

/// The rules in plain words, whole: what stands beside the numbers. "In that order, other steps
/// between allowed; within 7 days of the first step; each customer once, by the best attempt."
QString ruleWords(const Project& project, const Map& map);
/// "Browse" for a stage of the map; `otherwise` for none.
QString stageWords(const Project& project, StageId stage, const QString& otherwise);
/// "an earlier import, shop-may.csv", "1 to 31 May 2024", "mobile with desktop".
QString comparisonWords(const Project& project, const FunnelSetup& setup);
/// "at the first step", "of the customer".
QString placeWords(const Project& project, const Map& map);

} // namespace cairn
