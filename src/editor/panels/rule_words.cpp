// The rules of a funnel in plain words. Each clause is a whole of its own, so that a translation
// may order its words as its language wants.
#include <algorithm>

#include "cairn/model/dataset_names.hpp"
#include "editor/panels/funnel_sentence.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/value_popups.hpp"

namespace cairn {

QString stageWords(const Project& project, StageId stage, const QString& otherwise) {
    const Stage* found = project.stages.find(stage);
    return found ? qs(found->title) : otherwise;
}

QString placeWords(const Project& project, const Map& map) {
    const std::string& at = map.funnel.breakdownAt;
    if (at == "last")
        return FunnelSentence::tr("at the last step reached");
    if (at == "user")
        return FunnelSentence::tr("of the customer");
    if (at.rfind("step=", 0) == 0) {
        const auto step = QByteArray::fromStdString(at.substr(5)).toULongLong();
        qulonglong seen = 0;
        for (const Stage* stage : stagesOf(project, map.id))
            if (!stage->binding.empty() && ++seen == step)
                return FunnelSentence::tr("at “%1”").arg(qs(stage->title));
        return FunnelSentence::tr("at step %1").arg(step);
    }
    return FunnelSentence::tr("at the first step");
}

QString comparisonWords(const Project& project, const FunnelSetup& setup) {
    const ComparisonSetup& compare = setup.compare;
    if (compare.with == "dataset") {
        const Dataset* other = project.datasets.find(compare.dataset);
        return other ? FunnelSentence::tr("the import %1").arg(qs(distinctName(project, other->id)))
                     : FunnelSentence::tr("an import that is gone");
    }
    if (compare.with == "period")
        return FunnelSentence::tr("who began %1")
            .arg(rangeWords({compare.from, compare.to}, setup.zone));
    if (compare.with == "segments")
        return FunnelSentence::tr("%1 with %2").arg(qs(compare.before), qs(compare.after));
    return FunnelSentence::tr("nothing");
}

namespace {

QString orderClause(const FunnelSetup& setup) {
    if (setup.order == "strict")
        return FunnelSentence::tr("In that order, with nothing between");
    if (setup.order == "any")
        return FunnelSentence::tr("In any order");
    return FunnelSentence::tr("In that order, other steps between allowed");
}

QString windowClause(const FunnelSetup& setup) {
    if (!setup.windowMs)
        return windowWords(setup.windowMs);
    return setup.windowFrom == "previous"
               ? FunnelSentence::tr("each step %1 of the one before")
                     .arg(windowWords(setup.windowMs))
               : FunnelSentence::tr("all %1 of the first step").arg(windowWords(setup.windowMs));
}

QString countClause(const FunnelSetup& setup) {
    if (setup.count == "attempts")
        return FunnelSentence::tr("every attempt counts");
    const bool first = setup.attempt == "first";
    if (setup.count == "sessions")
        return first ? FunnelSentence::tr("each session once, by its first attempt")
                     : FunnelSentence::tr("each session once, by its best attempt");
    return first ? FunnelSentence::tr("each customer once, by the first attempt")
                 : FunnelSentence::tr("each customer once, by the best attempt");
}

QString exclusionClause(const Project& project, const ExclusionSetup& rule) {
    const QString what = eventsInWords(rule.what);
    const QString from = stageWords(project, rule.from, FunnelSentence::tr("the first step"));
    const QString to = stageWords(project, rule.to, FunnelSentence::tr("the last step"));
    return (rule.action == "remove"
                ? FunnelSentence::tr("who did %1 between %2 and %3 is left out")
                : FunnelSentence::tr("an attempt ends where %1 comes between %2 and %3"))
        .arg(what, from, to);
}

} // namespace

QString ruleWords(const Project& project, const Map& map) {
    const FunnelSetup& setup = map.funnel;
    const Dataset* dataset = project.datasets.find(setup.dataset);
    QStringList clauses{orderClause(setup), windowClause(setup), countClause(setup)};
    const bool timeless = dataset && columnsOf(*dataset).timeless;
    if (timeless)
        clauses = {FunnelSentence::tr("Who did a step and all before it, no matter when"),
                   countClause(setup)};
    if (setup.open)
        clauses << FunnelSentence::tr("they may enter at any step");
    if (!setup.hold.empty()) {
        QStringList held;
        for (const std::string& column : setup.hold)
            held << qs(column);
        clauses << FunnelSentence::tr("the same %1 in all steps")
                       .arg(held.join(FunnelSentence::tr(" and ")));
    }
    for (const ExclusionSetup& rule : setup.exclusions)
        clauses << exclusionClause(project, rule);
    if (!timeless && (setup.from || setup.to)) {
        const QString range = rangeWords({setup.from, setup.to}, setup.zone);
        clauses
            << (setup.allInside
                    ? FunnelSentence::tr("all steps inside %1").arg(range)
                    : FunnelSentence::tr("they began %1; later steps may come after").arg(range));
    }
    if (setup.tieToleranceMs > 0)
        clauses << FunnelSentence::tr("events within %n second(s) are the same moment", nullptr,
                                      static_cast<int>(setup.tieToleranceMs / kSecondMs));
    if (!setup.breakdown.empty())
        clauses << FunnelSentence::tr("split by %1 %2", "a column; at the first step")
                       .arg(qs(setup.breakdown), placeWords(project, map));
    if (!timeless && !setup.overTime.empty())
        clauses << FunnelSentence::tr("over time %1, in %2", "by week; a time zone")
                       .arg(periodWords(setup.overTime), zoneWords(setup.zone));
    if (!setup.compare.with.empty())
        clauses << (setup.compare.with == "segments"
                        ? FunnelSentence::tr("comparing %1", "a with b")
                        : FunnelSentence::tr("compared with %1"))
                       .arg(comparisonWords(project, setup));
    return FunnelSentence::tr("%1.", "a sentence").arg(clauses.join(QStringLiteral("; ")));
}

} // namespace cairn
