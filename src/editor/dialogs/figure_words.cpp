#include "editor/dialogs/figure_words.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "editor/locale_phrases.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

QString say(const char* text, int n = -1) {
    return QCoreApplication::translate("Import", text, nullptr, n);
}
QString number(std::uint64_t n) {
    return QLocale().toString(static_cast<qulonglong>(n));
}
/// "1 event", "31,106 events": the number in the locale's own way of writing it.
QString counted(std::uint64_t n, const char* one, const char* many) {
    return n == 1 ? say(one) : say(many).arg(number(n));
}

QString eventsWords(const ImportFigures& figures) {
    const QString events = counted(figures.events, "1 event", "%1 events");
    const QString customers = counted(figures.units, "1 customer", "%1 customers");
    const QString names = counted(figures.names, "1 event name", "%1 event names");
    if (!figures.first || !figures.last)
        return say("%1 of %2, %3").arg(events, customers, names);
    const QString period = qs(LocalePhrases().dataPeriod(*figures.first, *figures.last));
    return say("%1 of %2, %3, %4").arg(events, customers, period, names);
}

QString contentWords(const ImportFigures& figures) {
    if (figures.kind == TableKind::Events)
        return eventsWords(figures);
    if (figures.kind == TableKind::StepCounts) {
        const QString steps =
            counted(figures.steps, "1 step with its count", "%1 steps with counts");
        return figures.segments == 0
                   ? steps
                   : say("%1 in %2")
                         .arg(steps, counted(figures.segments, "1 segment", "%1 segments"));
    }
    const QString responses = counted(figures.units, "1 response", "%1 responses");
    const QString scores = counted(figures.answers, "1 score", "%1 scores");
    if (figures.names == 0 && figures.first && figures.last)
        return say("%1 with %2, %3")
            .arg(responses, scores, qs(LocalePhrases().dataPeriod(*figures.first, *figures.last)));
    if (figures.names == 0)
        return say("%1 with %2").arg(responses, scores);
    const QString places =
        counted(figures.names, "about 1 touchpoint or stage", "about %1 touchpoints or stages");
    if (!figures.first || !figures.last)
        return say("%1 with %2, %3").arg(responses, scores, places);
    return say("%1 with %2, %3, %4")
        .arg(responses, scores, places,
             qs(LocalePhrases().dataPeriod(*figures.first, *figures.last)));
}

} // namespace

QString figuresSentence(const ImportFigures& figures) {
    const QString skipped = figures.skipped == 0
                                ? say("no row skipped")
                                : counted(figures.skipped, "1 row skipped", "%1 rows skipped");
    const QString content = contentWords(figures);
    return figures.whole ? say("The whole file: %1; %2.").arg(content, skipped)
                         : say("So far, in the first %1 rows: %2; %3.")
                               .arg(number(figures.headRows), content, skipped);
}

QString reasonWords(const std::vector<SkipReason>& reasons, std::uint64_t skipped,
                    std::size_t most) {
    QStringList words;
    std::uint64_t told = 0;
    for (const SkipReason& reason : reasons) {
        if (most-- == 0)
            break;
        told += reason.rows;
        const QString why = reason.column.empty()
                                ? qs(reason.why)
                                : say("%1 %2").arg(qs(reason.column), qs(reason.why));
        words << say("%1 (%2)").arg(why, number(reason.rows));
    }
    if (told < skipped)
        words << say("other reasons (%1)").arg(number(skipped - told));
    return words.join(QStringLiteral(", "));
}

QString skippedWords(const ImportFigures& figures) {
    if (figures.skipped == 0)
        return {};
    const QString why = reasonWords(figures.reasons, figures.skipped);
    return figures.whole ? say("Skipped: %1 of %2 rows. %3.")
                               .arg(number(figures.skipped), number(figures.rows), why)
                         : say("Skipped so far: %1 of the first %2 rows. %3.")
                               .arg(number(figures.skipped), number(figures.headRows), why);
}

QString issueWords(const RowIssue& issue) {
    const QString line = number(issue.line);
    return issue.column.empty()
               ? say("Line %1: %2").arg(line, qs(issue.what))
               : say("Line %1, %2: %3").arg(line, qs(issue.column), qs(issue.what));
}

} // namespace cairn
