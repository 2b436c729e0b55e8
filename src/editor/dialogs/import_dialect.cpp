#include "editor/dialogs/import_dialect.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include <array>

#include "editor/dialogs/plan_words.hpp"
#include "editor/panels/field_editors.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {
namespace {

constexpr std::array kEncodings{Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be,
                                Encoding::Windows1252};
constexpr std::array kDelimiters{',', ';', '\t', '|'};
constexpr std::size_t kCellsShown = 3;

/// "1. Sessions by channel: Channel, Sessions, Users… (12 rows)": its title, its first cells, how
/// many rows it has as far as one has seen.
QString tableWords(const StackedTable& table, std::size_t number, bool seenWhole) {
    QStringList cells;
    for (std::size_t i = 0; i < std::min(table.columns.size(), kCellsShown); ++i)
        cells << qs(table.columns[i]);
    QString first = cells.join(QStringLiteral(", "));
    if (table.columns.size() > kCellsShown)
        first += u'…';
    const QLocale locale;
    const int rows = static_cast<int>(std::min<std::uint64_t>(table.rows, 1'000'000));
    const QString count = seenWhole ? ImportDialect::tr("%n rows", nullptr, rows)
                                    : ImportDialect::tr("%n rows or more", nullptr, rows);
    const QString place = locale.toString(static_cast<qulonglong>(number));
    return table.title.empty()
               ? ImportDialect::tr("%1. %2 (%3)").arg(place, first, count)
               : ImportDialect::tr("%1. %2: %3 (%4)").arg(place, qs(table.title), first, count);
}

} // namespace

ImportDialect::ImportDialect(QWidget* parent) : QWidget(parent) {
    auto* row = new FlowLayout(this, 8, 4);
    const auto add = [&](const QString& name, QWidget* field) {
        QLabel* label = makeLabel(name, "dim", this);
        label->setBuddy(field);
        field->setAccessibleName(name);
        row->addWidget(label);
        row->addWidget(field);
        return label;
    };
    m_encoding = new QuietCombo(this);
    m_delimiter = new QuietCombo(this);
    m_table = new QuietCombo(this);
    for (QComboBox* combo : {m_table, m_encoding, m_delimiter}) {
        combo->setProperty("role", "boxed");
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    m_table->setObjectName(QStringLiteral("table"));
    m_delimiter->setObjectName(QStringLiteral("delimiter"));
    for (const Encoding encoding : kEncodings)
        m_encoding->addItem(qs(nameOf(encoding)));
    for (const char delimiter : kDelimiters)
        m_delimiter->addItem(delimiterWord(delimiter));
    m_tableLabel = add(tr("Table"), m_table);
    m_table->setAccessibleName(tr("Which of the file's tables is read"));
    add(tr("Encoding"), m_encoding);
    add(tr("Separator"), m_delimiter);
    m_header = new QCheckBox(tr("First row holds the names"), this);
    m_header->setAccessibleName(m_header->text());
    row->addWidget(m_header);
    m_event = new QLineEdit(this);
    m_event->setProperty("role", "boxed");
    m_event->setObjectName(QStringLiteral("event-name"));
    m_event->setFixedWidth(180);
    m_event->setPlaceholderText(tr("what happened"));
    m_eventLabel = add(tr("Every row is the event"), m_event);
    const auto changed = [this] {
        Dialect chosen = m_dialect;
        chosen.encoding = kEncodings[static_cast<std::size_t>(m_encoding->currentIndex())];
        chosen.delimiter = m_delimiter->currentIndex() < static_cast<int>(kDelimiters.size())
                               ? kDelimiters[static_cast<std::size_t>(m_delimiter->currentIndex())]
                               : m_dialect.delimiter;
        chosen.hasHeader = m_header->isChecked();
        emit dialectChosen(chosen);
    };
    connect(m_encoding, &QComboBox::activated, this, changed);
    connect(m_delimiter, &QComboBox::activated, this, changed);
    connect(m_header, &QCheckBox::clicked, this, changed);
    connect(m_table, &QComboBox::activated, this,
            [this](int index) { emit tableChosen(static_cast<std::size_t>(index)); });
    connect(m_event, &QLineEdit::editingFinished, this, [this] {
        if (m_event->isModified())
            emit eventNameGiven(m_event->text().trimmed());
        m_event->setModified(false);
    });
}

void ImportDialect::showFile(const Sniffed& sniffed, const ImportPlan& plan) {
    m_dialect = sniffed.dialect;
    for (std::size_t i = 0; i < kEncodings.size(); ++i)
        if (kEncodings[i] == m_dialect.encoding)
            m_encoding->setCurrentIndex(static_cast<int>(i));
    int delimiter = -1;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i)
        if (kDelimiters[i] == m_dialect.delimiter)
            delimiter = static_cast<int>(i);
    if (delimiter < 0) {
        m_delimiter->addItem(delimiterWord(m_dialect.delimiter));
        delimiter = m_delimiter->count() - 1;
    }
    m_delimiter->setCurrentIndex(delimiter);
    m_header->setChecked(m_dialect.hasHeader);
    offerTables(sniffed);
    const bool named = plan.kind == TableKind::Events && !plan.columnWith(ColumnRole::Event) &&
                       !plan.columnWith(ColumnRole::EventTime);
    m_eventLabel->setVisible(named);
    m_event->setVisible(named);
    if (!m_event->isModified())
        m_event->setText(qs(plan.eventName));
    updateGeometry();
}

void ImportDialect::offerTables(const Sniffed& sniffed) {
    const bool several = sniffed.tables.size() > 1;
    m_table->setVisible(several);
    m_tableLabel->setVisible(several);
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    for (std::size_t i = 0; i < sniffed.tables.size(); ++i)
        m_table->addItem(tableWords(sniffed.tables[i], i + 1,
                                    sniffed.wholeFileSampled || i + 1 < sniffed.tables.size()));
    m_table->setCurrentIndex(static_cast<int>(sniffed.table));
}

} // namespace cairn
