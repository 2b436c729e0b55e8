#include "editor/panels/value_popups.hpp"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDateEdit>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/base/time_zone.hpp"
#include "editor/date_pattern.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/quiet_widgets.hpp"

namespace cairn {

namespace {

constexpr std::int64_t kLongestWindow = 400 * kDayMs;
constexpr int kZoneWidth = 300, kZoneHeight = 320;
const QDate kEpoch(1970, 1, 1);

TimeZone zoneNamed(const std::string& zone) {
    try {
        return TimeZone::named(zone);
    } catch (const Error&) {
        return {}; // the findings' note says that the zone is not known
    }
}

struct Unit {
    QString name;
    std::int64_t ms;
};
std::vector<Unit> units() {
    return {{ValuePopup::tr("seconds"), kSecondMs},
            {ValuePopup::tr("minutes"), kMinuteMs},
            {ValuePopup::tr("hours"), kHourMs},
            {ValuePopup::tr("days"), kDayMs}};
}

} // namespace

ValuePopup::ValuePopup(const QString& name, QWidget* anchor)
    : QFrame(anchor->window(), Qt::Popup), // the words may be made anew under it
      m_anchor(anchor), m_column(new QVBoxLayout(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("value-popup"));
    setProperty("role", "card");
    setAccessibleName(name);
    m_column->setContentsMargins(12, 10, 12, 10);
    m_column->setSpacing(8);
    setStyleSheet(panelStyleSheet(themeFor(anchor)));
    m_column->addWidget(makeLabel(name, "strong", this));
}

void ValuePopup::addDone() {
    auto* done = new QPushButton(tr("Done"), this);
    done->setObjectName(QStringLiteral("done"));
    done->setProperty("role", "primary");
    done->setToolTip(tr("Keep this (Enter); Esc leaves it as it was"));
    connect(done, &QPushButton::clicked, this, &ValuePopup::finish);
    m_column->addWidget(done, 0, Qt::AlignTrailing);
}

void ValuePopup::open(QWidget* focus) {
    adjustSize();
    if (!m_anchor)
        return;
    QPoint place = m_anchor->mapToGlobal(QPoint(0, m_anchor->height() + 2));
    if (layoutDirection() == Qt::RightToLeft)
        place.rx() += m_anchor->width() - width();
    if (const QScreen* screen = m_anchor->screen()) {
        const QRect space = screen->availableGeometry();
        if (place.y() + height() > space.bottom())
            place.setY(m_anchor->mapToGlobal(QPoint(0, -height() - 2)).y());
        place.setX(
            std::clamp(place.x(), space.left(), std::max(space.left(), space.right() - width())));
        place.setY(
            std::clamp(place.y(), space.top(), std::max(space.top(), space.bottom() - height())));
    }
    move(place);
    show();
    focus->setFocus(Qt::PopupFocusReason);
}

void ValuePopup::finish() {
    if (!accept || accept())
        close();
}

void ValuePopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        finish();
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void openDurationPopup(QWidget* anchor, const QString& what, std::int64_t nowMs,
                       std::function<void(std::int64_t)> chosen) {
    auto* popup = new ValuePopup(what, anchor);
    auto* row = new QHBoxLayout;
    auto* number = new QSpinBox(popup);
    number->setObjectName(QStringLiteral("duration-number"));
    number->setProperty("role", "boxed");
    number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    number->setAccessibleName(ValuePopup::tr("How long"));
    number->setMinimumWidth(96);
    auto* unit = new QuietCombo(popup);
    unit->setObjectName(QStringLiteral("duration-unit"));
    unit->setProperty("role", "boxed");
    unit->setAccessibleName(ValuePopup::tr("Unit"));
    const std::vector<Unit> all = units();
    for (const Unit& one : all)
        unit->addItem(one.name);
    const auto limit = [number, all](int index) {
        number->setRange(
            1, static_cast<int>(kLongestWindow / all[static_cast<std::size_t>(index)].ms));
    };
    std::size_t fits = all.size() - 1;
    while (fits > 0 && nowMs % all[fits].ms != 0)
        --fits;
    unit->setCurrentIndex(static_cast<int>(fits));
    limit(static_cast<int>(fits));
    number->setValue(static_cast<int>(nowMs / all[fits].ms));
    QObject::connect(unit, &QComboBox::currentIndexChanged, number, limit);
    row->addWidget(number, 1);
    row->addWidget(unit, 1);
    popup->column()->addLayout(row);
    popup->column()->addWidget(makeLabel(ValuePopup::tr("1 second to 400 days"), "small", popup));
    popup->addDone();
    popup->accept = [number, unit, all, chosen] {
        chosen(number->value() * all[static_cast<std::size_t>(unit->currentIndex())].ms);
        return true;
    };
    popup->open(number);
    number->selectAll();
}

QDate dayIn(const std::string& zone, TimeMs instant) {
    return kEpoch.addDays(zoneNamed(zone).dayOf(instant));
}

QString rangeWords(const DayRange& range, const std::string& zone) {
    const QLocale locale;
    const auto words = [&](TimeMs at) {
        return locale.toString(dayIn(zone, at),
                               datePattern(locale, ValuePopup::tr("d MMM yyyy", "a date, short")));
    };
    if (range.from && range.to)
        return ValuePopup::tr("%1 to %2", "two dates").arg(words(*range.from), words(*range.to));
    if (range.from)
        return ValuePopup::tr("from %1 on", "a date").arg(words(*range.from));
    if (range.to)
        return ValuePopup::tr("until %1", "a date").arg(words(*range.to));
    return ValuePopup::tr("any time");
}

void openRangePopup(QWidget* anchor, const QString& what, const DayRange& now,
                    const DayRange& known, const std::string& zone,
                    std::function<void(const DayRange&)> chosen) {
    auto* popup = new ValuePopup(what, anchor);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    struct End {
        QCheckBox* on;
        QDateEdit* day;
    };
    const auto addEnd = [&](int row, const QString& label, const char* name,
                            const std::optional<TimeMs>& at, const std::optional<TimeMs>& usual) {
        auto* on = new QCheckBox(label, popup);
        on->setChecked(at.has_value());
        auto* day = new QDateEdit(dayIn(zone, at ? *at : usual.value_or(cairn::nowMs())), popup);
        day->setObjectName(QLatin1String(name));
        day->setProperty("role", "boxed");
        day->setAccessibleName(label);
        day->setCalendarPopup(true);
        day->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat));
        QObject::connect(day, &QDateEdit::dateChanged, on, [on] { on->setChecked(true); });
        grid->addWidget(on, row, 0);
        grid->addWidget(day, row, 1);
        return End{on, day};
    };
    const End from = addEnd(0, ValuePopup::tr("from"), "range-from", now.from, known.from);
    const End to = addEnd(1, ValuePopup::tr("to the end of"), "range-to", now.to, known.to);
    if (!now.from && !now.to) {
        from.on->setChecked(true);
        to.on->setChecked(true);
    }
    popup->column()->addLayout(grid);
    QLabel* trouble = makeLabel({}, "trouble", popup);
    trouble->hide();
    popup->column()->addWidget(trouble);
    popup->addDone();
    popup->accept = [popup, from, to, trouble, zone, chosen] {
        const TimeZone place = zoneNamed(zone);
        DayRange range;
        if (from.on->isChecked())
            range.from = place.startOf(kEpoch.daysTo(from.day->date()));
        if (to.on->isChecked())
            range.to = place.startOf(kEpoch.daysTo(to.day->date()) + 1) - 1;
        if (range.from && range.to && *range.from > *range.to) {
            trouble->setText(ValuePopup::tr("It ends before it begins."));
            trouble->show();
            popup->adjustSize();
            return false;
        }
        chosen(range);
        return true;
    };
    popup->open(from.day);
}

void openListPopup(QWidget* anchor, const QString& what, const std::vector<ListedValue>& values,
                   const std::string& now, std::function<void(const std::string&)> chosen) {
    auto* popup = new ValuePopup(what, anchor);
    auto* search = new QLineEdit(popup);
    search->setObjectName(QStringLiteral("list-search"));
    search->setProperty("role", "boxed");
    search->setPlaceholderText(ValuePopup::tr("Search"));
    search->setAccessibleName(ValuePopup::tr("Search"));
    auto* list = new QListWidget(popup);
    list->setObjectName(QStringLiteral("list-values"));
    list->setFrameShape(QFrame::NoFrame);
    list->setAccessibleName(what);
    list->setUniformItemSizes(true);
    for (const ListedValue& value : values) {
        auto* item = new QListWidgetItem(value.shown, list);
        item->setData(Qt::UserRole, QByteArray::fromStdString(value.value));
        if (value.value == now)
            list->setCurrentItem(item);
    }
    popup->column()->addWidget(search);
    popup->column()->addWidget(list, 1);
    popup->setFixedSize(kZoneWidth, kZoneHeight);
    const auto filter = [list](const QString& text) {
        QString wanted = text.simplified();
        QListWidgetItem* first = nullptr;
        for (int row = 0; row < list->count(); ++row) {
            QListWidgetItem* item = list->item(row);
            item->setHidden(!item->text().contains(wanted, Qt::CaseInsensitive));
            if (!first && !item->isHidden())
                first = item;
        }
        if (!list->currentItem() || list->currentItem()->isHidden())
            list->setCurrentItem(first);
    };
    QObject::connect(search, &QLineEdit::textChanged, list, filter);
    popup->accept = [list, chosen] {
        const QListWidgetItem* item = list->currentItem();
        if (!item || item->isHidden())
            return false;
        chosen(item->data(Qt::UserRole).toByteArray().toStdString());
        return true;
    };
    QObject::connect(list, &QListWidget::itemClicked, popup, [popup] {
        popup->accept();
        popup->close();
    });
    popup->open(search);
    list->scrollToItem(list->currentItem(), QAbstractItemView::PositionAtCenter);
}

void openZonePopup(QWidget* anchor, const std::string& now,
                   std::function<void(const std::string&)> chosen) {
    std::vector<ListedValue> zones;
    for (const std::string& name : TimeZone::names())
        zones.push_back(
            {qs(name).replace(QLatin1Char('_'), QLatin1Char(' ')), name == "UTC" ? "" : name});
    openListPopup(anchor, ValuePopup::tr("Time zone of days, weeks and months"), zones, now,
                  std::move(chosen));
}

} // namespace cairn
