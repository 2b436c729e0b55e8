#include "editor/dialogs/plan_words.hpp"
#include "editor/texts.hpp"

#include <QCoreApplication>
#include <QStringList>

namespace cairn {
namespace {

QString say(const char* text) {
    return QCoreApplication::translate("Import", text);
}
QString nameWith(const ImportPlan& plan, ColumnRole role) {
    const auto at = plan.columnWith(role);
    return at ? say("“%1”").arg(qs(plan.columns[*at].name)) : QString();
}

QString timeNote(const TimeFormat& format) {
    switch (format.kind) {
    case TimeFormat::Kind::DayMonthYear:
        return say(" (day first)");
    case TimeFormat::Kind::MonthDayYear:
        return say(" (month first)");
    case TimeFormat::Kind::EpochSeconds:
    case TimeFormat::Kind::EpochMilliseconds:
        return say(" (seconds since 1970)");
    case TimeFormat::Kind::Iso:
    case TimeFormat::Kind::YearMonthDayCompact:
        break;
    }
    return {};
}

QStringList keptColumns(const ImportPlan& plan) {
    QStringList kept;
    for (const PlannedColumn& column : plan.columns)
        if (column.role == ColumnRole::Property)
            kept << qs(column.name);
    return kept;
}

/// What the steps or events are called that columns stand for, in their order.
QString labelsOf(const ImportPlan& plan, ColumnRole role) {
    QStringList labels;
    for (const std::size_t i : plan.columnsWith(role))
        labels << say("“%1”").arg(qs(plan.columns[i].shownLabel()));
    return labels.join(QStringLiteral(", "));
}

QString customerPhrase(const ImportPlan& plan) {
    return plan.columnWith(ColumnRole::Unit)
               ? say("the customer is in %1").arg(nameWith(plan, ColumnRole::Unit))
               : say("every row is a customer of its own");
}

/// Of tables that are not one event a row.
QString expandedSentence(const ImportPlan& plan, const QString& time) {
    if (plan.columnWith(ColumnRole::EventTime))
        return plan.columnWith(ColumnRole::Group)
                   ? say("Events %1, at the times in their columns; %2; rows with the same %3 are "
                         "one")
                         .arg(labelsOf(plan, ColumnRole::EventTime), customerPhrase(plan),
                              nameWith(plan, ColumnRole::Group))
                   : say("Events %1, at the times in their columns; %2")
                         .arg(labelsOf(plan, ColumnRole::EventTime), customerPhrase(plan));
    if (plan.columnWith(ColumnRole::Event))
        return say("Each row is one event, named in %1, at the time in %2; %3")
            .arg(nameWith(plan, ColumnRole::Event), time, customerPhrase(plan));
    return say("Each row is one event “%1”, at the time in %2; %3")
        .arg(qs(plan.eventName), time, customerPhrase(plan));
}

/// Of surveys and reviews.
QString feedbackSentence(const ImportPlan& plan, const QString& time) {
    QString sentence =
        plan.columnWith(ColumnRole::Score)
            ? say("What customers answered: scores in %1").arg(labelsOf(plan, ColumnRole::Score))
            : say("What customers wrote");
    if (plan.columnWith(ColumnRole::Place))
        sentence += say(", about the touchpoint in %1").arg(nameWith(plan, ColumnRole::Place));
    if (plan.columnWith(ColumnRole::Time))
        sentence += say(", at the time in %1").arg(time);
    if (plan.columnWith(ColumnRole::Verbatim))
        sentence +=
            plan.keepVerbatims
                ? say("; their own words in %1 are kept").arg(labelsOf(plan, ColumnRole::Verbatim))
                : say("; their own words in %1 are counted, not kept")
                      .arg(labelsOf(plan, ColumnRole::Verbatim));
    return sentence + QLatin1Char('.');
}

} // namespace

QString roleWord(ColumnRole role) {
    switch (role) {
    case ColumnRole::Ignore:
        return say("Leave out");
    case ColumnRole::Unit:
        return say("Customer");
    case ColumnRole::Event:
        return say("Event");
    case ColumnRole::Time:
        return say("Time");
    case ColumnRole::Session:
        return say("Session");
    case ColumnRole::Property:
        return say("Property");
    case ColumnRole::Step:
        return say("Step");
    case ColumnRole::Count:
        return say("Count");
    case ColumnRole::Segment:
        return say("Segment");
    case ColumnRole::StepCount:
        return say("Count of a step");
    case ColumnRole::Rate:
        return say("Rate, to check");
    case ColumnRole::EventTime:
        return say("Time of an event");
    case ColumnRole::Group:
        return say("Group");
    case ColumnRole::Score:
        return say("Score");
    case ColumnRole::Place:
        return say("Touchpoint");
    case ColumnRole::Verbatim:
        return say("Own words");
    }
    return {};
}

const std::vector<ColumnRole>& allRoles() {
    static const std::vector<ColumnRole> roles{
        ColumnRole::Unit,    ColumnRole::Event,     ColumnRole::Time,     ColumnRole::EventTime,
        ColumnRole::Session, ColumnRole::Property,  ColumnRole::Group,    ColumnRole::Step,
        ColumnRole::Count,   ColumnRole::StepCount, ColumnRole::Rate,     ColumnRole::Segment,
        ColumnRole::Score,   ColumnRole::Place,     ColumnRole::Verbatim, ColumnRole::Ignore};
    return roles;
}

QString delimiterWord(char delimiter) {
    switch (delimiter) {
    case ',':
        return say("comma");
    case ';':
        return say("semicolon");
    case '\t':
        return say("tab");
    case '|':
        return say("bar");
    case ' ':
        return say("space");
    default:
        return QString(QLatin1Char(delimiter));
    }
}

QString planWords(const ImportPlan& plan, bool withProperties) {
    QStringList parts;
    const auto add = [&](ColumnRole role, const QString& pattern) {
        if (const auto at = plan.columnWith(role))
            parts << pattern.arg(nameWith(plan, role)) +
                         (role == ColumnRole::Time ? timeNote(plan.columns[*at].time) : QString());
    };
    add(ColumnRole::Unit, say("customer from %1"));
    add(ColumnRole::Event, say("event from %1"));
    add(ColumnRole::Time, say("time from %1"));
    add(ColumnRole::Session, say("session from %1"));
    add(ColumnRole::Step, say("step from %1"));
    add(ColumnRole::Count, say("count from %1"));
    if (plan.columnWith(ColumnRole::StepCount))
        parts << say("steps from %1").arg(labelsOf(plan, ColumnRole::StepCount));
    if (plan.columnWith(ColumnRole::EventTime))
        parts << say("times of %1").arg(labelsOf(plan, ColumnRole::EventTime));
    if (!plan.columnWith(ColumnRole::Event) && !plan.eventName.empty())
        parts << say("each row is “%1”").arg(qs(plan.eventName));
    if (plan.columnWith(ColumnRole::Score))
        parts << say("scores from %1").arg(labelsOf(plan, ColumnRole::Score));
    add(ColumnRole::Place, say("touchpoint from %1"));
    if (plan.columnWith(ColumnRole::Verbatim))
        parts << say("own words from %1").arg(labelsOf(plan, ColumnRole::Verbatim));
    add(ColumnRole::Segment, say("segment from %1"));
    add(ColumnRole::Group, say("rows put together by %1"));
    QString words = parts.join(QStringLiteral(", "));
    if (const QStringList kept = keptColumns(plan); withProperties && !kept.isEmpty())
        words += say("; kept: %1").arg(kept.join(QStringLiteral(", ")));
    return words;
}

QString understoodSentence(const ImportPlan& plan) {
    if (plan.kind == TableKind::StepCounts && plan.columnWith(ColumnRole::StepCount)) {
        const QString steps = labelsOf(plan, ColumnRole::StepCount);
        return plan.columnWith(ColumnRole::Segment)
                   ? say("Step counts: the columns %1 are the steps, counted for each segment in "
                         "%2.")
                         .arg(steps, nameWith(plan, ColumnRole::Segment))
                   : say("Step counts: the columns %1 are the steps, their rows added up.")
                         .arg(steps);
    }
    if (plan.kind == TableKind::StepCounts) {
        QString sentence =
            say("Step counts: each row says how many customers reached the step in %1, counted in "
                "%2")
                .arg(nameWith(plan, ColumnRole::Step), nameWith(plan, ColumnRole::Count));
        if (plan.columnWith(ColumnRole::Segment))
            sentence += say(", for each segment in %1").arg(nameWith(plan, ColumnRole::Segment));
        return sentence + QLatin1Char('.');
    }
    const auto time = plan.columnWith(ColumnRole::Time);
    const QString timeWords =
        nameWith(plan, ColumnRole::Time) + (time ? timeNote(plan.columns[*time].time) : QString());
    if (plan.kind == TableKind::Feedback)
        return feedbackSentence(plan, timeWords);
    const bool plain = plan.columnWith(ColumnRole::Unit) && plan.columnWith(ColumnRole::Event) &&
                       !plan.columnWith(ColumnRole::EventTime);
    QString sentence = plain ? say("An event log: each row is one event, named in %1, of the "
                                   "customer in %2, at the time in %3")
                                   .arg(nameWith(plan, ColumnRole::Event),
                                        nameWith(plan, ColumnRole::Unit), timeWords)
                             : expandedSentence(plan, timeWords);
    if (plan.columnWith(ColumnRole::Session))
        sentence += say(", in the session of %1").arg(nameWith(plan, ColumnRole::Session));
    const QStringList kept = keptColumns(plan);
    if (!kept.isEmpty())
        sentence += say("; also kept: %1").arg(kept.join(QStringLiteral(", ")));
    return sentence + QLatin1Char('.');
}

} // namespace cairn
