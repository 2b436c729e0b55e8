#include "editor/dialogs/plan_words.hpp"

#include <QCoreApplication>
#include <QStringList>

namespace cairn {
namespace {

QString say(const char* text) {
    return QCoreApplication::translate("Import", text);
}
QString qs(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
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
    }
    return {};
}

const std::vector<ColumnRole>& allRoles() {
    static const std::vector<ColumnRole> roles{
        ColumnRole::Unit,    ColumnRole::Event,    ColumnRole::Time,
        ColumnRole::Session, ColumnRole::Property, ColumnRole::Step,
        ColumnRole::Count,   ColumnRole::Segment,  ColumnRole::Ignore};
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

QString planWords(const ImportPlan& plan) {
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
    add(ColumnRole::Segment, say("segment from %1"));
    QString words = parts.join(QStringLiteral(", "));
    if (const QStringList kept = keptColumns(plan); !kept.isEmpty())
        words += say("; kept: %1").arg(kept.join(QStringLiteral(", ")));
    return words;
}

QString understoodSentence(const ImportPlan& plan) {
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
    QString sentence = say("An event log: each row is one event, named in %1, of the customer in "
                           "%2, at the time in %3%4")
                           .arg(nameWith(plan, ColumnRole::Event), nameWith(plan, ColumnRole::Unit),
                                nameWith(plan, ColumnRole::Time),
                                time ? timeNote(plan.columns[*time].time) : QString());
    if (plan.columnWith(ColumnRole::Session))
        sentence += say(", in the session of %1").arg(nameWith(plan, ColumnRole::Session));
    const QStringList kept = keptColumns(plan);
    if (!kept.isEmpty())
        sentence += say("; also kept: %1").arg(kept.join(QStringLiteral(", ")));
    return sentence + QLatin1Char('.');
}

} // namespace cairn
