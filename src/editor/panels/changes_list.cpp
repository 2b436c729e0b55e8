#include "editor/panels/changes_list.hpp"

#include <QCoreApplication>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <cmath>

#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ChangesList", text);
}

QString verdictWords(ChangeVerdict verdict) {
    switch (verdict) {
    case ChangeVerdict::Better:
        return tr("▲ better, more than chance");
    case ChangeVerdict::Worse:
        return tr("▼ worse, more than chance");
    case ChangeVerdict::MayBeChance:
        return tr("could be chance");
    case ChangeVerdict::TooFew:
        return tr("too few people to tell");
    case ChangeVerdict::NotTested:
        break;
    }
    return tr("not compared");
}

QString shareOf(std::uint64_t part, std::uint64_t whole, const Phrases& phrases) {
    return qs(whole ? phrases.percent(double(part) / double(whole)) : phrases.noValue());
}

QString countOf(const std::optional<double>& count, const Phrases& phrases) {
    return qs(count ? phrases.count(*count) : phrases.noValue());
}

struct Cells {
    QString before, after, difference, customers;
};

QString customersOf(double customers, const Phrases& phrases) {
    const long long n = std::llround(std::abs(customers));
    if (n == 0)
        return {};
    if (n == 1)
        return customers > 0 ? tr("1 customer more") : tr("1 customer fewer");
    return (customers > 0 ? tr("%1 customers more") : tr("%1 customers fewer"))
        .arg(qs(phrases.count(double(n))));
}

Cells cellsOf(const StageChange& change, const Phrases& phrases) {
    const auto& test = change.test;
    if (!test || !test->difference)
        return {countOf(change.reachedBefore, phrases), countOf(change.reachedAfter, phrases),
                qs(phrases.noValue()), QString()};
    Cells cells{shareOf(test->a, test->n, phrases), shareOf(test->b, test->m, phrases),
                qs(phrases.points(*test->difference)), QString()};
    if (test->interval)
        cells.difference = tr("%1 (%2 to %3)")
                               .arg(cells.difference, qs(phrases.points(test->interval->low)),
                                    qs(phrases.points(test->interval->high)));
    cells.customers = customersOf(change.customers.value_or(0), phrases);
    return cells;
}

} // namespace

QWidget* makeChangesList(const Project& project, const MapFindings& findings,
                         const Phrases& phrases, QWidget* parent) {
    const std::vector<StageChange> changes = changesOf(project, findings);
    if (changes.empty())
        return nullptr;
    auto* card = new QFrame(parent);
    card->setProperty("role", "card");
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(3);
    const QString title = findings.beforeName.empty()
                              ? tr("What changed")
                              : tr("What changed since %1").arg(qs(findings.beforeName));
    card->setAccessibleName(title);
    grid->addWidget(makeParagraph(title, "strong", card), 0, 0, 1, 6);
    const QString heads[] = {
        tr("Stage"),    tr("Before"), tr("Now"), tr("Difference (95 %)"), tr("More than chance?"),
        tr("Customers")};
    for (int column = 0; column < 6; ++column)
        grid->addWidget(makeLabel(heads[column], "dim", card), 1, column);
    int row = 2;
    for (const StageChange& change : changes) {
        const Cells cells = cellsOf(change, phrases);
        const bool worse = change.verdict == ChangeVerdict::Worse;
        const bool sure = worse || change.verdict == ChangeVerdict::Better;
        const QString texts[] = {qs(change.title),
                                 cells.before,
                                 cells.after,
                                 cells.difference,
                                 verdictWords(change.verdict),
                                 cells.customers};
        QStringList spoken;
        for (int column = 0; column < 6; ++column) {
            const char* role = column == 0            ? "value"
                               : worse && column == 4 ? "pain"
                               : sure                 ? "value"
                                                      : "small";
            auto* label = makeLabel(texts[column], role, card);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(label, row, column);
            spoken << texts[column];
        }
        grid->itemAtPosition(row, 0)->widget()->setAccessibleName(
            spoken.join(QStringLiteral(", ")));
        ++row;
    }
    grid->setColumnStretch(5, 1);
    return card;
}

} // namespace cairn
