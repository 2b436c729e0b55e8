#include "editor/dialogs/import_skipped.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

#include "editor/dialogs/figure_words.hpp"
#include "editor/panels/elide.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

constexpr std::size_t kShown = 200;
constexpr int kListHeight = 112;

/// What reading tells, and what only the look at the file's beginning tells: totals, notes below.
std::vector<RowIssue> allIssues(const Sniffed& sniffed, const ImportFigures& figures) {
    std::vector<RowIssue> issues = figures.issues;
    std::set<std::uint64_t> lines;
    for (const RowIssue& issue : issues)
        lines.insert(issue.line);
    for (const auto* more : {&sniffed.totals, &sniffed.issues})
        for (const RowIssue& issue : *more)
            if (lines.insert(issue.line).second)
                issues.push_back(issue);
    std::stable_sort(issues.begin(), issues.end(),
                     [](const RowIssue& a, const RowIssue& b) { return a.line < b.line; });
    if (issues.size() > kShown)
        issues.resize(kShown);
    return issues;
}

} // namespace

ImportSkipped::ImportSkipped(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    m_title = makeParagraph({}, "strong", this);
    m_title->setObjectName(QStringLiteral("skipped"));
    head->addWidget(m_title, 1);
    m_export = new QPushButton(tr("Export skipped rows…"), this);
    m_export->setObjectName(QStringLiteral("export-skipped"));
    m_export->setProperty("role", "link");
    m_export->setToolTip(tr("A CSV with the line, the reason and all cells of each skipped row, "
                            "also of columns that are left out here"));
    m_export->setAccessibleDescription(m_export->toolTip());
    head->addWidget(m_export, 0, Qt::AlignTop);
    column->addLayout(head);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("issues"));
    m_list->setAccessibleName(
        tr("Rows that are skipped or doubtful, with line, column and reason"));
    m_list->setProperty("role", "table");
    m_list->setHeaderLabels({tr("Line"), tr("Column"), tr("Reason"), tr("Row")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedHeight(kListHeight);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    column->addWidget(m_list);
    m_note = makeParagraph(tr("The export holds these rows as they stand in your file, with all "
                              "their cells, personal ones too."),
                           "small", this);
    column->addWidget(m_note);
    connect(m_export, &QPushButton::clicked, this, &ImportSkipped::exportRequested);
    hide();
}

QString ImportSkipped::sentence() const {
    return m_title->text();
}

void ImportSkipped::showFigures(const Sniffed& sniffed, const ImportFigures& figures) {
    const auto issues = allIssues(sniffed, figures);
    m_list->clear();
    const QLocale locale;
    for (const RowIssue& issue : issues) {
        auto* item = new QTreeWidgetItem(
            m_list, {locale.toString(static_cast<qulonglong>(issue.line)), qs(issue.column),
                     byItself(troubleWords(issue)), issue.skipped ? tr("skipped") : tr("noted")});
        item->setToolTip(2, item->text(2));
        item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
    }
    for (const int column : {0, 1, 3})
        m_list->resizeColumnToContents(column);
    const bool skipped = figures.skipped > 0;
    m_title->setText(skipped ? skippedWords(figures)
                             : tr("No row is skipped. To know of the file's rows:"));
    m_export->setVisible(skipped);
    m_note->setVisible(skipped);
    setVisible(!issues.empty());
}

} // namespace cairn
