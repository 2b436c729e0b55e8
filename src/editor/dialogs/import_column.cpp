#include "editor/dialogs/import_column.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include <array>

#include "editor/dialogs/import_questions.hpp"
#include "editor/dialogs/plan_words.hpp"
#include "editor/panels/flow_layout.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {
namespace {

constexpr std::array kTimes{TimeFormat::Kind::Iso,          TimeFormat::Kind::DayMonthYear,
                            TimeFormat::Kind::MonthDayYear, TimeFormat::Kind::YearMonthDayCompact,
                            TimeFormat::Kind::EpochSeconds, TimeFormat::Kind::EpochMilliseconds};
constexpr std::array kMarks{',', '.'};

QString timeWord(TimeFormat::Kind kind) {
    switch (kind) {
    case TimeFormat::Kind::Iso:
        return ImportColumn::tr("year-month-day");
    case TimeFormat::Kind::DayMonthYear:
        return ImportColumn::tr("day/month/year");
    case TimeFormat::Kind::MonthDayYear:
        return ImportColumn::tr("month/day/year");
    case TimeFormat::Kind::YearMonthDayCompact:
        return ImportColumn::tr("yyyymmdd");
    case TimeFormat::Kind::EpochSeconds:
        return ImportColumn::tr("seconds since 1970");
    case TimeFormat::Kind::EpochMilliseconds:
        return ImportColumn::tr("milliseconds since 1970");
    }
    return {};
}

struct UsualScale {
    FeedbackKind kind;
    std::int64_t low, high;
};
constexpr std::array kScales{
    UsualScale{FeedbackKind::Nps, 0, 10},  UsualScale{FeedbackKind::Csat, 1, 5},
    UsualScale{FeedbackKind::Csat, 1, 7},  UsualScale{FeedbackKind::Csat, 1, 10},
    UsualScale{FeedbackKind::Csat, 0, 10}, UsualScale{FeedbackKind::Ces, 1, 5},
    UsualScale{FeedbackKind::Ces, 1, 7},   UsualScale{FeedbackKind::Sentiment, 0, 1}};

QString scaleWord(const FeedbackScale& scale) {
    const QLocale locale;
    const QString low = locale.toString(static_cast<qlonglong>(scale.low)),
                  high = locale.toString(static_cast<qlonglong>(scale.high));
    switch (scale.kind) {
    case FeedbackKind::Nps:
        return ImportColumn::tr("would recommend (NPS), %1 to %2").arg(low, high);
    case FeedbackKind::Csat:
        return ImportColumn::tr("satisfaction (CSAT), %1 to %2").arg(low, high);
    case FeedbackKind::Ces:
        return ImportColumn::tr("effort (CES), %1 to %2").arg(low, high);
    case FeedbackKind::Sentiment:
        break;
    }
    return ImportColumn::tr("negative or positive, %1 to %2").arg(low, high);
}

bool hasLabel(ColumnRole role) {
    return role == ColumnRole::EventTime || role == ColumnRole::StepCount;
}
bool isTime(ColumnRole role) {
    return role == ColumnRole::EventTime || role == ColumnRole::Time;
}
bool isCount(ColumnRole role) {
    return role == ColumnRole::StepCount || role == ColumnRole::Count;
}

} // namespace

ImportColumn::ImportColumn(QWidget* parent) : QWidget(parent) {
    auto* row = new FlowLayout(this, 8, 4);
    m_name = makeLabel({}, "strong", this);
    m_meaning = makeLabel({}, "dim", this);
    m_formatLabel = makeLabel(tr("Written as"), "dim", this);
    m_format = new QuietCombo(this);
    m_format->setProperty("role", "boxed");
    m_format->setObjectName(QStringLiteral("column-format"));
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_formatLabel->setBuddy(m_format);
    m_nameLabel = makeLabel({}, "dim", this);
    m_label = new QLineEdit(this);
    m_label->setProperty("role", "boxed");
    m_label->setObjectName(QStringLiteral("column-label"));
    m_label->setFixedWidth(200);
    m_nameLabel->setBuddy(m_label);
    for (QLabel* words : {m_name, m_meaning})
        row->addWidget(words);
    // A field never stands on another line than what it is called.
    for (const auto& [words, field] :
         {std::pair<QLabel*, QWidget*>(m_formatLabel, m_format), {m_nameLabel, m_label}}) {
        auto* pair = new QWidget(this);
        auto* inside = new QHBoxLayout(pair);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(8);
        inside->addWidget(words);
        inside->addWidget(field);
        row->addWidget(pair);
    }
    connect(m_format, &QComboBox::activated, this, [this](int index) {
        const auto at = static_cast<std::size_t>(index);
        if (m_offered == Offered::Scales && at < m_scales.size())
            emit scaleChosen(m_column, m_scales[at]);
        else if (m_offered == Offered::Times && at < kTimes.size())
            emit timeChosen(m_column, kTimes[at]);
        else if (m_offered == Offered::Marks && at < kMarks.size())
            emit decimalChosen(m_column, kMarks[at]);
    });
    connect(m_label, &QLineEdit::editingFinished, this, [this] {
        if (m_label->isModified())
            emit labelGiven(m_column, m_label->text().trimmed());
        m_label->setModified(false);
    });
}

void ImportColumn::showColumn(const Sniffed& sniffed, const ImportPlan& plan, std::size_t column) {
    setVisible(column < plan.columns.size() && column < sniffed.columns.size());
    if (!isVisibleTo(parentWidget()))
        return;
    const PlannedColumn& shown = plan.columns[column];
    const bool another = column != m_column;
    m_column = column;
    const QString name = qs(shown.name);
    m_name->setText(tr("Column “%1”").arg(name.size() > 40 ? name.left(39) + u'…' : name));
    m_meaning->setText(roleWord(shown.role));
    const auto& samples = sniffed.columns[column].samples;
    const bool scored = shown.role == ColumnRole::Score;
    const bool written =
        scored || ((isTime(shown.role) || isCount(shown.role)) && !samples.empty());
    m_formatLabel->setText(scored ? tr("Its scale is") : tr("Written as"));
    m_format->parentWidget()->setVisible(written);
    if (scored)
        offerScales(shown.scale);
    else if (written && isTime(shown.role))
        offerTimes(samples, shown.time);
    else if (written)
        offerMarks(samples, shown);
    m_format->setAccessibleName(tr("How the cells of “%1” are written").arg(name));
    const bool named = hasLabel(shown.role);
    m_label->parentWidget()->setVisible(named);
    m_nameLabel->setText(shown.role == ColumnRole::EventTime ? tr("The event is called")
                                                             : tr("The step is called"));
    m_label->setAccessibleName(m_nameLabel->text());
    m_label->setPlaceholderText(name);
    if (another || !m_label->isModified())
        m_label->setText(qs(shown.label));
    updateGeometry();
}

/// Each format with what it makes of the file's own first cell: the right one shows itself.
void ImportColumn::offerTimes(const std::vector<std::string>& samples, const TimeFormat& now) {
    m_offered = Offered::Times;
    const QSignalBlocker quiet(m_format);
    m_format->clear();
    for (const TimeFormat::Kind kind : kTimes) {
        const auto instant = parseTime(samples.front(), {kind, false});
        m_format->addItem(
            instant
                ? tr("%1: %2 is %3")
                      .arg(timeWord(kind), qs(samples.front()), readingWords({{}, {}, instant, {}}))
                : tr("%1: cannot read %2").arg(timeWord(kind), qs(samples.front())));
        if (kind == now.kind)
            m_format->setCurrentIndex(m_format->count() - 1);
    }
}

void ImportColumn::offerScales(const std::optional<FeedbackScale>& now) {
    m_offered = Offered::Scales;
    m_scales.clear();
    for (const auto& [kind, low, high] : kScales)
        m_scales.push_back({kind, low, high, true, kind == FeedbackKind::Ces, "hand"});
    std::size_t current = m_scales.size();
    for (std::size_t i = 0; now && i < m_scales.size(); ++i)
        if (m_scales[i].kind == now->kind && m_scales[i].low == now->low &&
            m_scales[i].high == now->high) {
            m_scales[i] = *now;
            current = i;
        }
    if (now && current == m_scales.size())
        m_scales.push_back(*now);
    const QSignalBlocker quiet(m_format);
    m_format->clear();
    for (const FeedbackScale& scale : m_scales)
        m_format->addItem(scaleWord(scale));
    m_format->setCurrentIndex(now ? static_cast<int>(current) : -1);
}

void ImportColumn::offerMarks(const std::vector<std::string>& samples,
                              const PlannedColumn& column) {
    m_offered = Offered::Marks;
    const QSignalBlocker quiet(m_format);
    m_format->clear();
    std::string sample = samples.front();
    for (const std::string& cell : samples)
        if (cell.find_first_of(",.") != std::string::npos) {
            sample = cell;
            break;
        }
    for (const char mark : kMarks) {
        NumberFormat format;
        format.decimal = mark;
        const auto number = parseNumber(sample, format);
        const QString how = mark == ',' ? tr("decimal comma") : tr("decimal point");
        m_format->addItem(
            number ? tr("%1: %2 is %3").arg(how, qs(sample), readingWords({{}, {}, {}, number}))
                   : tr("%1: cannot read %2").arg(how, qs(sample)));
    }
    const auto lone = sample.find_first_of(",.");
    const bool commaIsDecimal = column.numberChosen || lone == std::string::npos
                                    ? column.number.decimal == ','
                                    : sample[lone] == '.';
    m_format->setCurrentIndex(commaIsDecimal ? 0 : 1);
}

} // namespace cairn
