#include "editor/dialogs/import_dialect.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QTimeZone>

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
constexpr std::array kOrders{TimeFormat::Kind::DayMonthYear, TimeFormat::Kind::MonthDayYear};

QString dayWords(TimeMs instant) {
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(instant, QTimeZone::utc()).date(),
                              QLocale::LongFormat);
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
    m_order = new QuietCombo(this);
    for (QComboBox* combo : {m_encoding, m_delimiter, m_order}) {
        combo->setProperty("role", "boxed");
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    m_order->setObjectName(QStringLiteral("date-order"));
    for (const Encoding encoding : kEncodings)
        m_encoding->addItem(qs(nameOf(encoding)));
    for (const char delimiter : kDelimiters)
        m_delimiter->addItem(delimiterWord(delimiter));
    add(tr("Encoding"), m_encoding);
    add(tr("Separator"), m_delimiter);
    m_header = new QCheckBox(tr("First row holds the names"), this);
    m_header->setAccessibleName(m_header->text());
    row->addWidget(m_header);
    m_orderLabel = add(tr("Dates can be read two ways"), m_order);
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
    connect(m_order, &QComboBox::activated, this,
            [this](int index) { emit dateOrderChosen(kOrders[static_cast<std::size_t>(index)]); });
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
    offerDateOrder(sniffed, plan);
    updateGeometry();
}

/// Both readings of a date of the file itself, so that the person recognises the right one.
void ImportDialect::offerDateOrder(const Sniffed& sniffed, const ImportPlan& plan) {
    const auto time = plan.columnWith(ColumnRole::Time);
    const bool ask =
        time && *time < sniffed.columns.size() && sniffed.columns[*time].time.ambiguous;
    m_order->setVisible(ask);
    m_orderLabel->setVisible(ask);
    if (!ask)
        return;
    const QSignalBlocker quiet(m_order);
    m_order->clear();
    for (const TimeFormat::Kind kind : kOrders) {
        QString text = kind == TimeFormat::Kind::DayMonthYear ? tr("day first") : tr("month first");
        for (const std::string& sample : sniffed.columns[*time].samples)
            if (const auto instant = parseTime(sample, {kind, false})) {
                text = tr("%1 is %2").arg(qs(sample), dayWords(*instant));
                break;
            }
        m_order->addItem(text);
    }
    m_order->setCurrentIndex(plan.columns[*time].time.kind == TimeFormat::Kind::MonthDayYear ? 1
                                                                                             : 0);
}

} // namespace cairn
