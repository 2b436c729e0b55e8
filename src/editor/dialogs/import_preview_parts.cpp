// The import preview's parts, and what follows from each choice in them.
#include "editor/dialogs/import_preview_impl.hpp"

namespace cairn {

void ImportPreview::Impl::build() {
    auto* page = new QVBoxLayout(self);
    page->setContentsMargins(20, 18, 20, 16);
    page->setSpacing(10);
    auto* title = makeLabel(tr("Import %1").arg(fileName()), "heading", self);
    page->addWidget(title);
    understood = makeParagraph(tr("Looking at the file…"), "value", self);
    understood->setObjectName(QStringLiteral("understood"));
    page->addWidget(understood);
    trouble = makeParagraph({}, "trouble", self);
    trouble->setObjectName(QStringLiteral("trouble"));
    trouble->hide();
    page->addWidget(trouble);

    counts = makeParagraph({}, "strong", self);
    counts->setObjectName(QStringLiteral("counts"));
    counts->hide();
    page->insertWidget(page->indexOf(trouble), counts);

    body = new QWidget(self);
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(10);
    questions = new ImportQuestions(body);
    inside->addWidget(questions);
    keepWords = new QCheckBox(tr("Keep what people wrote: it may hold names"), body);
    keepWords->setObjectName(QStringLiteral("keep-words"));
    keepWords->hide();
    inside->addWidget(keepWords);
    dialect = new ImportDialect(body);
    inside->addWidget(dialect);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(20);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    table = new ImportTable(body);
    left->addWidget(table, 1);
    columnLine = new ImportColumn(body);
    left->addWidget(columnLine);
    parts->addLayout(left, 5);
    parts->addWidget(bindings, 3);
    bindings->setParent(body);
    inside->addLayout(parts, 1);
    skipped = new ImportSkipped(body);
    inside->addWidget(skipped);
    page->addWidget(body, 1);
    body->setVisible(false);

    keepIds = new IdsChoice(self);
    keepIds->hide();
    page->addWidget(keepIds);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    phase = makeLabel({}, "dim", self);
    progress = new QProgressBar(self);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Progress of the import"));
    progress->setFixedWidth(220);
    foot->addWidget(progress);
    foot->addWidget(phase, 1);
    cancelButton = new QPushButton(tr("Cancel"), self);
    cancelButton->setProperty("role", "plain");
    importButton = new QPushButton(tr("Import"), self);
    importButton->setObjectName(QStringLiteral("import"));
    importButton->setProperty("role", "primary");
    importButton->setDefault(true);
    foot->addWidget(cancelButton);
    foot->addWidget(importButton);
    page->addLayout(foot);
}

void ImportPreview::Impl::connectReading() {
    connect(reading, &ImportReading::seen, self, [this](const SeenFile& f) { showSeen(f); });
    connect(reading, &ImportReading::unreadable, self,
            [this](const Error& error) { showUnreadable(error); });
    connect(reading, &ImportReading::counted, self,
            [this](const ImportFigures& found) { showFigures(found); });
    connect(reading, &ImportReading::counting, self,
            [this](double fraction) { showCounting(fraction); });
    const auto tell = [this](const Error& error) {
        showProgress(false, {});
        showTrouble(qs(error.why()), qs(error.advice()));
    };
    connect(reading, &ImportReading::countingFailed, self, tell);
    connect(reading, &ImportReading::skippedNotExported, self, tell);
    connect(reading, &ImportReading::skippedExported, self,
            [this](const QString& name, qulonglong rows) {
                phase->setText(
                    rows == 1
                        ? tr("1 skipped row is in %1.").arg(name)
                        : tr("%1 skipped rows are in %2.").arg(QLocale().toString(rows), name));
                emit self->skippedExported(name);
            });
}

/// Each choice changes the plan, and the figures follow.
void ImportPreview::Impl::connectChoices() {
    connect(dialect, &ImportDialect::dialectChosen, self, [this](const Dialect& chosen) {
        beginLooking();
        reading->lookAs(chosen, seen.sniffed.tables, seen.sniffed.table);
    });
    connect(dialect, &ImportDialect::tableChosen, self, [this](std::size_t chosen) {
        beginLooking();
        reading->lookAtTable(seen.sniffed.tables, chosen);
    });
    connect(dialect, &ImportDialect::eventNameGiven, self, [this](const QString& name) {
        plan().eventName = utf8(name);
        planChanged(true);
    });
    connect(questions, &ImportQuestions::answered, self,
            [this](const PlanQuestion& question, std::size_t answered) {
                answer(plan(), question, answered);
                planChanged(false);
            });
    connect(keepWords, &QCheckBox::clicked, self, [this](bool keep) {
        plan().keepVerbatims = keep;
        planChanged(false);
    });
    connect(keepIds, &IdsChoice::chosen, self,
            [this](bool keep) { plan().keepIds = keep; }); // the figures stay
    connect(columnLine, &ImportColumn::scaleChosen, self,
            [this](std::size_t at, const FeedbackScale& scale) {
                setScale(plan(), plan().columns[at].name, scale);
                planChanged(false);
            });
    connect(table, &ImportTable::roleChosen, self,
            [this](int at, ColumnRole role) { self->setRole(static_cast<std::size_t>(at), role); });
    connect(table, &ImportTable::columnChosen, self, [this](int at) {
        column = static_cast<std::size_t>(at);
        columnLine->showColumn(seen.sniffed, plan(), column);
    });
    connect(columnLine, &ImportColumn::timeChosen, self,
            [this](std::size_t at, TimeFormat::Kind kind) {
                giveTimeFormat(plan(), at, kind);
                planChanged(false);
            });
    connect(columnLine, &ImportColumn::decimalChosen, self, [this](std::size_t at, char mark) {
        giveDecimalMark(plan(), at, mark);
        planChanged(false);
    });
    connect(columnLine, &ImportColumn::labelGiven, self,
            [this](std::size_t at, const QString& label) {
                plan().columns[at].label = utf8(label);
                planChanged(true);
            });
    connect(skipped, &ImportSkipped::exportRequested, self, &ImportPreview::exportSkipped);
    connect(importButton, &QPushButton::clicked, self, &ImportPreview::startImport);
    connect(cancelButton, &QPushButton::clicked, self, [this] {
        if (importJob)
            importJob->cancel();
        else
            self->reject();
    });
}

} // namespace cairn
