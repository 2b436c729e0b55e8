#pragma once
// The customers behind a number: numbers 1 to n, and ids where they are kept, with what each did and when.

#include <QAbstractTableModel>
#include <QPointer>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

#include "cairn/analytics/funnel.hpp"
#include "cairn/layout/phrases.hpp"
#include "editor/jobs.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/saver.hpp"

class QLabel;
class QTreeView;

namespace cairn {

class AskedInPlace;

/// What a list is of.
struct PeopleTable {
    QString title;          ///< "77 customers: in another order"
    QStringList steps;      ///< titles of the funnel's steps
    bool anyOrder = false;  ///< then times do not belong to named steps
    std::string zone;       ///< of the times shown
    int stepsDone = -1;      ///< nobody in it did more steps than these; -1: not known
    bool oneReason = false;  ///< all went no further for the reason that the title tells
    std::shared_ptr<const std::vector<UnitOutcome>> all;
    std::vector<std::uint32_t> people; ///< those of them that are listed
    SharedContent content; ///< the log they are in
    bool hasIds() const; ///< the log keeps its customers' ids
    /// Empty when it is not kept, or not known.
    QString id(int row) const;
    const UnitOutcome& person(int row) const { return (*all)[people[static_cast<std::size_t>(row)]]; }
};

class PeopleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    PeopleModel(const Phrases* phrases, QObject* parent);
    void show(PeopleTable table);
    const PeopleTable& table() const { return m_table; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// UTF-8 with instants in UTC; made when it is called, on whatever thread, of what is listed now.
    std::function<QByteArray()> csv() const;

private:
    int firstStep() const { return m_table.hasIds() ? 2 : 1; }
    const Phrases* m_phrases;
    PeopleTable m_table;
};

class PeopleList : public QWidget {
    Q_OBJECT
public:
    PeopleList(const Phrases* phrases, QWidget* parent);
    void show(PeopleTable table);
    void setReadOnly(bool readOnly); ///< then nobody is forgotten
    PeopleModel* model() const { return m_model; }

signals:
    void closed();
    void exportRequested(const cairn::ChartExport& what);
    void forgetRequested(const QString& customer); ///< was confirmed

private:
    void tellOf(int row);
    void copy();
    PeopleModel* m_model;
    QLabel *m_title, *m_who;
    QTreeView *m_view, *m_events;
    class EventsModel;
    EventsModel* m_eventsModel;
    AskedInPlace* m_forget;
    LatestJob m_job;
};

/// "never did the next step", "did it, but too late".
QString reasonWords(UnitOutcome::Why why);
/// An instant in a place's time, as the locale writes it.
QString momentWords(TimeMs instant, const std::string& zone, bool brief = false);

} // namespace cairn
