#include "editor/dialogs/figure_words.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "editor/locale_phrases.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/texts.hpp"

namespace cairn {
namespace {

QString say(const char* text, const char* about = nullptr) {
    return QCoreApplication::translate("Import", text, about);
}
/// "1 event", "31,106 events": the number in the locale's own way of writing it.
QString counted(std::uint64_t n, const char* one, const char* many) {
    return n == 1 ? say(one) : say(many).arg(numberText(n));
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

/// What englishOf says, in the person's language.
QString whyWords(const RowReason& reason) {
    const auto numbered = [&](const char* text) {
        return say(text).arg(QLocale().toString(static_cast<qlonglong>(reason.numbers[0])),
                             QLocale().toString(static_cast<qlonglong>(reason.numbers[1])));
    };
    switch (reason.trouble) {
    case RowTrouble::Broken:
        return say("a quote is opened here and never closed, or the row is over 16 MB");
    case RowTrouble::Empty:
        return say("is empty");
    case RowTrouble::NotATime:
        return say("is not a date and time");
    case RowTrouble::NotADate:
        return say("is not a date");
    case RowTrouble::NotACount:
        return say("is not a count");
    case RowTrouble::NotAnAnswer:
        return numbered("is no answer from %1 to %2");
    case RowTrouble::NoAnswers:
        return say("holds no answer");
    case RowTrouble::NoTimeAtAll:
        return say("has no time for any event");
    case RowTrouble::Total:
        return say("is a total, not a step");
    case RowTrouble::TotalOfRows:
        return say("is a total of the other rows");
    case RowTrouble::EmptyAsTotal:
        return say("is empty, as in a total of the other rows");
    case RowTrouble::NoCustomer:
        return say("there is no customer");
    case RowTrouble::Width:
        return numbered("%1 cells instead of %2");
    case RowTrouble::ReadAsZero:
        return say("is empty: read as 0");
    case RowTrouble::WithoutTime:
        return say("is not a date and time: the answer is kept without one");
    case RowTrouble::RateDiffers:
        return say("is not what the counts give (%1): the counts are used")
            .arg(qs(LocalePhrases().percent(double(reason.numbers[0]) / 1000)));
    case RowTrouble::HeaderWidth:
        return numbered("the header has %1 cells, most rows have %2");
    case RowTrouble::NoRows:
        return say("there are no rows below the header");
    case RowTrouble::LongRow:
        return say("the row that begins here is over %1 KB long").arg(reason.numbers[0]);
    case RowTrouble::OpenQuote:
        return say("a quote is opened here and never closed");
    case RowTrouble::TotalsRow:
        return say("is a row of totals, left out");
    case RowTrouble::NamelessTotals:
        return say("has numbers but no names: a row of totals, left out");
    case RowTrouble::NoteBelow:
        return say("is a note below the table, not a row");
    }
    return {};
}

} // namespace

QString figuresSentence(const ImportFigures& figures) {
    const QString skipped = figures.skipped == 0
                                ? say("no row skipped")
                                : counted(figures.skipped, "1 row skipped", "%1 rows skipped");
    const QString content = contentWords(figures);
    return figures.whole ? say("The whole file: %1; %2.").arg(content, skipped)
                         : say("So far, in the first %1 rows: %2; %3.")
                               .arg(numberText(figures.headRows), content, skipped);
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
                                ? whyWords(reason.why)
                                : say("%1 %2").arg(qs(reason.column), whyWords(reason.why));
        words << say("%1 (%2)").arg(why, numberText(reason.rows));
    }
    if (told < skipped)
        words << say("other reasons (%1)").arg(numberText(skipped - told));
    return words.join(QStringLiteral(", "));
}

QString skippedWords(const ImportFigures& figures) {
    if (figures.skipped == 0)
        return {};
    const QString why = reasonWords(figures.reasons, figures.skipped);
    return figures.whole ? say("Skipped: %1 of %2 rows. %3.")
                               .arg(numberText(figures.skipped), numberText(figures.rows), why)
                         : say("Skipped so far: %1 of the first %2 rows. %3.")
                               .arg(numberText(figures.skipped), numberText(figures.headRows), why);
}

QString troubleWords(const RowIssue& issue) {
    const QString why = whyWords(issue.why);
    return issue.cell.empty()
               ? why
               : say("“%1” %2", "a cell, and what is wrong with it").arg(qs(issue.cell), why);
}

QString issueWords(const RowIssue& issue) {
    const QString line = numberText(issue.line);
    return issue.column.empty()
               ? say("Line %1: %2").arg(line, troubleWords(issue))
               : say("Line %1, %2: %3").arg(line, qs(issue.column), troubleWords(issue));
}

} // namespace cairn
