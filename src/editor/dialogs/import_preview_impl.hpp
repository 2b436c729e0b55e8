#pragma once
// The parts of the import preview and what holds them together; for its own .cpp files.

#include <utility>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include "cairn/base/error.hpp"
#include "editor/dialogs/ids_choice.hpp"
#include "editor/dialogs/figure_words.hpp"
#include "editor/dialogs/import_bindings.hpp"
#include "editor/dialogs/import_column.hpp"
#include "editor/dialogs/import_dialect.hpp"
#include "editor/dialogs/import_names.hpp"
#include "editor/dialogs/import_preview.hpp"
#include "editor/dialogs/import_questions.hpp"
#include "editor/dialogs/import_reading.hpp"
#include "editor/dialogs/import_skipped.hpp"
#include "editor/dialogs/import_table.hpp"
#include "editor/dialogs/plan_edits.hpp"
#include "editor/dialogs/plan_words.hpp"
#include "editor/jobs.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

struct ImportPreview::Impl {
    ImportPreview* self;
    std::filesystem::path file;
    SeenFile seen;
    ImportOutcome outcome;
    std::optional<ImportFigures> figures;
    std::size_t column = 0; ///< the one its format is shown of
    bool ready = false;
    bool greeted = false; ///< the file was shown for the first time
    bool closed = false;
    FileChooser chooser;
    ImportReading* reading = nullptr;
    LatestJob* namesJob = nullptr;
    QPointer<Job> importJob;

    QLabel* understood = nullptr;
    QLabel* counts = nullptr;
    QLabel* trouble = nullptr;
    QWidget* body = nullptr;
    ImportQuestions* questions = nullptr;
    QCheckBox* keepWords = nullptr; ///< of surveys: what people wrote may hold names
    IdsChoice* keepIds = nullptr;   ///< of events: who gets the project sees who the customers are
    ImportDialect* dialect = nullptr;
    ImportTable* table = nullptr;
    ImportColumn* columnLine = nullptr;
    ImportBindings* bindings = nullptr;
    ImportSkipped* skipped = nullptr;
    QProgressBar* progress = nullptr;
    QLabel* phase = nullptr;
    QPushButton* cancelButton = nullptr;
    QPushButton* importButton = nullptr;

    ImportPlan& plan() { return seen.plan; }
    const ImportPlan& plan() const { return seen.plan; }

    QString fileName() const {
        return qs(file.filename().u8string().empty() ? std::string() : file.filename().string());
    }

    void showTrouble(const QString& what, const QString& advice) const {
        trouble->setText(advice.isEmpty() ? what : what + QLatin1Char(' ') + advice);
        trouble->setVisible(!what.isEmpty());
    }

    void showProgress(bool busy, const QString& words) const {
        progress->setVisible(busy);
        phase->setText(words);
        if (busy)
            progress->setRange(0, 0);
    }

    void showShare(double fraction, const QString& words) const {
        progress->setVisible(true);
        progress->setRange(0, 1000);
        progress->setValue(static_cast<int>(fraction * 1000));
        phase->setText(words.arg(QLocale().toString(static_cast<int>(fraction * 100))));
    }

    void beginLooking() {
        ready = false;
        importButton->setEnabled(false);
        showProgress(true, tr("Looking at the file…"));
    }

    void showSeen(const SeenFile& found) {
        seen = found;
        ready = true;
        showTrouble({}, {});
        body->setVisible(true);
        showProgress(false, {});
        table->setContent(seen.sniffed, plan());
        column = firstOfInterest();
        planChanged(true);
        if (!std::exchange(greeted, true) && importButton->isEnabled())
            importButton->setFocus(Qt::OtherFocusReason); // no choice is ticked by a stray key
        emit self->sniffed();
    }

    /// Choosers come and go with the file's columns; Tab reaches the buttons after all of them.
    void buttonsLast() const {
        QWidget* last = self->previousInFocusChain();
        for (QPushButton* button : {cancelButton, importButton}) {
            if (last != button)
                QWidget::setTabOrder(last, button);
            last = button;
        }
    }

    void showUnreadable(const Error& error) {
        body->setVisible(false);
        counts->hide();
        understood->setText(tr("This file cannot be read."));
        showProgress(false, {});
        showTrouble(qs(error.why()), qs(error.advice()));
        emit self->failed(qs(error.why()));
        emit self->sniffed();
    }

    /// Times are what goes wrong most often.
    std::size_t firstOfInterest() const {
        for (const ColumnRole role : {ColumnRole::Time, ColumnRole::EventTime, ColumnRole::Count,
                                      ColumnRole::StepCount, ColumnRole::Unit})
            if (const auto at = plan().columnWith(role))
                return *at;
        return 0;
    }

    /// What was understood, whence, and what to know of numbers from such a file.
    QString toldSentence() const {
        QString sentence = understoodSentence(plan());
        if (seen.again)
            sentence +=
                QLatin1Char('\n') + tr("Its columns are read as those of the map's data were.");
        return plan().note.empty() ? sentence : sentence + QLatin1Char('\n') + qs(plan().note);
    }

    void planChanged(bool namesToo) {
        const std::string missing = planTrouble(plan());
        understood->setText(missing.empty()          ? toldSentence()
                            : plan().refusal.empty() ? tr("Tell Cairn what the columns mean.")
                                                     : tr("This file has no customer steps."));
        showTrouble(qs(missing), {});
        importButton->setEnabled(ready && missing.empty() && !importJob);
        questions->setQuestions(questionsOf(plan(), seen.sniffed), plan());
        keepWords->setVisible(plan().columnWith(ColumnRole::Verbatim).has_value());
        keepWords->setChecked(plan().keepVerbatims);
        showIds();
        dialect->showFile(seen.sniffed, plan());
        table->setPlan(plan());
        columnLine->showColumn(seen.sniffed, plan(), column);
        buttonsLast();
        if (missing.empty()) {
            reading->count(plan(), seen.sniffed);
        } else {
            reading->stopCounting();
            figures.reset();
            counts->hide();
            skipped->hide();
        }
        if (namesToo)
            readEventNames();
    }

    /// What becomes of the customers' ids: said of every file that has any, and with a warning when they stay.
    void showIds() const {
        const bool events = plan().kind == TableKind::Events;
        const bool has = events && (plan().columnWith(ColumnRole::Unit) || !plan().steps.empty());
        keepIds->setVisible(has);
        keepIds->setKept(has && plan().keepIds);
    }

    void readEventNames() {
        namesJob->start(
            [path = file, wanted = plan()](const JobControl& job) {
                return readNames(path, wanted, job);
            },
            [this](std::vector<NameCount> names) {
                using enum ImportBindings::Names;
                bindings->setNames(std::move(names),
                                   plan().kind == TableKind::StepCounts ? Steps
                                   : plan().kind == TableKind::Feedback ? Places
                                                                        : Events,
                                   channelsSeen(seen.sniffed, plan()));
                buttonsLast();
                emit self->bindingsReady();
            },
            [this](const Error& error) { showTrouble(qs(error.why()), qs(error.advice())); });
    }

    void showFigures(const ImportFigures& found) {
        figures = found;
        const QString assumed = assumedWords(questionsOf(plan(), seen.sniffed));
        const QString sentence = figuresSentence(found);
        counts->setText(assumed.isEmpty() ? sentence : sentence + QLatin1Char(' ') + assumed);
        counts->show();
        skipped->showFigures(seen.sniffed, found);
        emit self->counted(found.whole);
    }

    void showCounting(double fraction) const {
        if (importJob || !ready)
            return;
        if (fraction >= 1)
            showProgress(false, {});
        else
            showShare(fraction, tr("Counting the whole file… %1 %"));
    }

    void setBusy(bool busy) const {
        body->setEnabled(!busy);
        importButton->setEnabled(!busy && ready && planTrouble(plan()).empty());
        cancelButton->setText(busy ? tr("Stop") : tr("Cancel"));
    }

    void finishImport(ImportResult result) {
        // The last row may have been read just before the person stopped it: a stop is a stop.
        if (closed || !importJob || importJob->cancelled()) {
            importFailed(Error(ErrorCode::Cancelled, "import", "stopped"));
            return;
        }
        importJob = nullptr;
        outcome.plan = plan();
        outcome.result = std::move(result);
        outcome.bindings = bindings->bindings();
        outcome.additions = bindings->additions();
        outcome.datasetName = utf8(fileName());
        self->accept();
    }

    void importFailed(const Error& error) {
        importJob = nullptr;
        setBusy(false);
        showProgress(false, {});
        if (error.code() == ErrorCode::Cancelled) {
            phase->setText(tr("Stopped. Nothing was taken in."));
            return;
        }
        showTrouble(qs(error.why()), qs(error.advice()));
        emit self->failed(qs(error.why()));
    }

    void build();
    void connectReading();
    void connectChoices();
};

} // namespace cairn
