#include "editor/panels/people_list.hpp"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "editor/date_pattern.hpp"
#include "editor/panels/data_safety.hpp"
#include "editor/panels/panel_style.hpp"

namespace cairn {

QString reasonWords(UnitOutcome::Why why) {
    switch (why) {
    case UnitOutcome::Why::TimedOut:
        return PeopleList::tr("did it, but too late");
    case UnitOutcome::Why::OtherOrder:
        return PeopleList::tr("did it earlier, in another order");
    case UnitOutcome::Why::Excluded:
        return PeopleList::tr("excluded");
    case UnitOutcome::Why::Never:
        return PeopleList::tr("never did the next step");
    case UnitOutcome::Why::Converted:
        return PeopleList::tr("came to the end");
    }
    return {};
}

QString momentWords(TimeMs instant, const std::string& zone, bool brief) {
    const QTimeZone named(QByteArray::fromStdString(zone));
    const QDateTime at =
        QDateTime::fromMSecsSinceEpoch(instant, named.isValid() ? named : QTimeZone::utc());
    const QLocale locale;
    return PeopleList::tr("%1, %2", "date, time")
        .arg(locale.toString(
                 at.date(),
                 datePattern(locale,
                             brief ? PeopleList::tr("d MMM", "a date, short, without its year")
                                   : PeopleList::tr("d MMM yyyy", "a date, short"))),
             locale.toString(at.time(), PeopleList::tr("hh:mm:ss", "a time of day")));
}

namespace {

/// When a person did a step; a unit that entered an open funnel later has none for the first.
std::optional<TimeMs> timeOf(const PeopleTable& table, const UnitOutcome& person, int step) {
    const auto entered = static_cast<int>(person.depth) - static_cast<int>(person.times.size());
    const int at = table.anyOrder ? step : step - std::max(0, entered);
    if (at < 0 || at >= static_cast<int>(person.times.size()))
        return std::nullopt;
    return person.times[static_cast<std::size_t>(at)];
}

} // namespace

bool PeopleTable::hasIds() const {
    const auto* log = content ? std::get_if<EventLog>(content.get()) : nullptr;
    return log && !log->ids.empty();
}

QString PeopleTable::id(int row) const {
    if (!hasIds())
        return {};
    const UnitIds& ids = std::get<EventLog>(*content).ids;
    const std::uint32_t unit = person(row).unit;
    return unit < ids.size() ? qs(ids[unit]) : QString();
}

PeopleModel::PeopleModel(const Phrases* phrases, QObject* parent)
    : QAbstractTableModel(parent), m_phrases(phrases) {}

void PeopleModel::show(PeopleTable table) {
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

int PeopleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.people.size());
}

/// The number, the id where ids are kept, a column for each step, and why it went no further.
int PeopleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : firstStep() + static_cast<int>(m_table.steps.size()) + 1;
}

QVariant PeopleModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const UnitOutcome& person = m_table.person(index.row());
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::AccessibleTextRole)
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() +
               QStringLiteral(": ") + data(index, Qt::DisplayRole).toString();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (index.column() == 0)
        return QLocale().toString(index.row() + 1);
    if (index.column() == columnCount() - 1)
        return reasonWords(person.why);
    const int step = index.column() - firstStep();
    if (step < 0) {
        const QString id = m_table.id(index.row());
        return id.isEmpty() ? tr("not known", "a customer's id") : id;
    }
    const auto at = timeOf(m_table, person, step);
    if (!at)
        return qs(m_phrases->noValue());
    const auto before = step > 0 ? timeOf(m_table, person, step - 1) : std::nullopt;
    if (!before || role == Qt::ToolTipRole)
        return momentWords(*at, m_table.zone);
    return tr("%1 later").arg(qs(m_phrases->duration(double(*at - *before) / 1000)));
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == 0 ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("No.");
    if (section == columnCount() - 1)
        return tr("Then");
    const int step = section - firstStep();
    if (step < 0)
        return tr("Customer");
    return m_table.anyOrder ? tr("did %1 of %2").arg(step + 1).arg(m_table.steps.size())
                            : m_table.steps.value(step);
}

namespace {

QString csvCell(QString text) {
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n'))
        text = u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return text;
}

QByteArray csvOf(const PeopleTable& table, const QStringList& header) {
    QStringList line;
    for (const QString& title : header)
        line << csvCell(title);
    QByteArray text = (line.join(u',') + QStringLiteral("\r\n")).toUtf8();
    for (int row = 0; row < static_cast<int>(table.people.size()); ++row) {
        const UnitOutcome& person = table.person(row);
        line = {QString::number(row + 1)};
        if (table.hasIds())
            line << csvCell(table.id(row));
        for (int step = 0; step < table.steps.size(); ++step) {
            const auto at = timeOf(table, person, step);
            line << (at ? qs(isoUtc(*at)) : QString());
        }
        line << csvCell(reasonWords(person.why));
        text += (line.join(u',') + QStringLiteral("\r\n")).toUtf8();
    }
    return text;
}

} // namespace

std::function<QByteArray()> PeopleModel::csv() const {
    QStringList header;
    for (int column = 0; column < columnCount(); ++column)
        header << headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return [table = m_table, header] { return csvOf(table, header); };
}

/// Everything one customer did.
class PeopleList::EventsModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;
    struct Did {
        std::optional<TimeMs> time; ///< none in data without times
        QString what;
    };
    void show(std::vector<Did> did, std::string zone) {
        beginResetModel();
        m_did = std::move(did);
        m_zone = std::move(zone);
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_did.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : 2;
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
            return {};
        const Did& did = m_did[static_cast<std::size_t>(index.row())];
        // The tooltip has the year.
        return index.column() == 0
                   ? (did.time ? momentWords(*did.time, m_zone, role == Qt::DisplayRole)
                               : PeopleList::tr("no time"))
                   : did.what;
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override {
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignLeft | Qt::AlignVCenter);
        return role == Qt::DisplayRole
                   ? QVariant(section == 0 ? PeopleList::tr("When") : PeopleList::tr("What"))
                   : QVariant();
    }

private:
    std::vector<Did> m_did;
    std::string m_zone;
};

namespace {
QTreeView* makeTable(const QString& name, QAbstractItemModel* model, QWidget* parent) {
    auto* view = new QTreeView(parent);
    view->setModel(model);
    view->setAccessibleName(name);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setProperty("role", "table");
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->header()->setSectionsMovable(false);
    return view;
}
} // namespace

PeopleList::PeopleList(const Phrases* phrases, QWidget* parent)
    : QWidget(parent), m_model(new PeopleModel(phrases, this)),
      m_eventsModel(new EventsModel(this)) {
    setObjectName(QStringLiteral("people-list"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(4);
    auto* top = new QHBoxLayout;
    m_title = makeLabel({}, "strong", this);
    top->addWidget(m_title);
    top->addStretch(1);
    auto* out = new QPushButton(tr("Export as CSV…"), this);
    out->setObjectName(QStringLiteral("people-csv"));
    out->setProperty("role", "link");
    connect(out, &QPushButton::clicked, this, [this] {
        emit exportRequested({ChartExport::Kind::Csv, m_model->table().title, {}, m_model->csv()});
    });
    top->addWidget(out);
    QToolButton* close = makeToolButton(QStringLiteral("×"), tr("Close this list"), this);
    connect(close, &QToolButton::clicked, this, &PeopleList::closed);
    top->addWidget(close);
    column->addLayout(top);
    auto* both = new QSplitter(Qt::Horizontal, this);
    both->setChildrenCollapsible(false);
    m_view = makeTable(tr("Customers"), m_model, both);
    m_view->setObjectName(QStringLiteral("people"));
    auto* side = new QWidget(both);
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(12, 0, 0, 0);
    sideColumn->setSpacing(2);
    m_who = makeLabel({}, "small", side);
    sideColumn->addWidget(m_who);
    m_events = makeTable(tr("What this customer did"), m_eventsModel, side);
    m_events->setObjectName(QStringLiteral("people-events"));
    sideColumn->addWidget(m_events, 1);
    m_forget = new AskedInPlace(
        {tr("Forget this customer…"),
         tr("Their events and properties are taken out of all data of this project, out of undo "
            "and out of the named versions. This cannot be undone."),
         tr("Forget for good"), QString()},
        side);
    m_forget->setObjectName(QStringLiteral("forget-this"));
    m_forget->onDone = [this](const QString&) {
        if (const int row = m_view->currentIndex().row(); row >= 0)
            emit forgetRequested(m_model->table().id(row));
    };
    m_forget->hide();
    sideColumn->insertWidget(1, m_forget); // under whom it is about
    both->setStretchFactor(0, 2);
    both->setStretchFactor(1, 1);
    column->addWidget(both, 1);
    setMinimumHeight(220);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto* copying = new QAction(tr("Copy"), m_view);
    copying->setShortcut(QKeySequence::Copy);
    copying->setShortcutContext(Qt::WidgetShortcut);
    connect(copying, &QAction::triggered, this, &PeopleList::copy);
    m_view->addAction(copying);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { tellOf(now.row()); });
}

/// The lines that are selected, as they are shown.
void PeopleList::copy() {
    QStringList lines;
    for (const QModelIndex& row : m_view->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            if (!m_view->isColumnHidden(column))
                cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void PeopleList::setReadOnly(bool readOnly) {
    m_forget->setEnabled(!readOnly);
}

void PeopleList::show(PeopleTable table) {
    m_title->setText(table.title);
    m_model->show(std::move(table));
    // Measured on what is in view, not on a million rows.
    m_view->header()->setResizeContentsPrecision(50);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setStretchLastSection(true);
    // The room is for what is not said already, nor the same in all rows.
    const PeopleTable& shown = m_model->table();
    const int steps = static_cast<int>(shown.steps.size());
    const int first = shown.hasIds() ? 2 : 1;
    for (int column = 0; column < first; ++column)
        m_view->setColumnHidden(column, false);
    for (int step = 0; step < steps; ++step)
        m_view->setColumnHidden(first + step, shown.stepsDone >= 0 && step >= shown.stepsDone);
    m_view->setColumnHidden(first + steps, shown.oneReason);
    m_events->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_eventsModel->show({}, {});
    m_who->setText(tr("Choose a customer to see all that they did."));
    m_forget->setVisible(shown.hasIds() && m_model->rowCount() > 0);
    if (m_model->rowCount() > 0) // typing looks for an id
        m_view->setCurrentIndex(m_model->index(0, first - 1));
}

void PeopleList::tellOf(int row) {
    const PeopleTable& table = m_model->table();
    if (row < 0 || row >= m_model->rowCount() || !table.content)
        return;
    const std::uint32_t unit = table.person(row).unit;
    const QString id = table.id(row);
    m_who->setText(
        tr("All that customer %1 did").arg(id.isEmpty() ? QLocale().toString(row + 1) : id));
    m_forget->fold();
    m_forget->setVisible(!id.isEmpty());
    m_job.start(
        [content = table.content, unit](const JobControl& job) {
            const EventLog& log = std::get<EventLog>(*content);
            std::vector<EventsModel::Did> did;
            for (const UnitEvent& event : eventsOfUnit(log, unit, job))
                did.push_back(
                    {log.timeless ? std::nullopt : std::optional(event.time),
                     qs(log.names[event.name]).replace(QLatin1Char('_'), QLatin1Char(' '))});
            return did;
        },
        [this](std::vector<EventsModel::Did> did) {
            m_eventsModel->show(std::move(did), m_model->table().zone);
        },
        [this](const Error& error) { m_who->setText(qs(error.why())); });
}

} // namespace cairn
