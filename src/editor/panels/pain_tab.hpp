#pragma once
// The drawer's second tab: what hurts, worst first.

#include <QAbstractTableModel>
#include <QPointer>
#include <QWidget>
#include <vector>

#include "cairn/insight/findings.hpp"
#include "cairn/layout/phrases.hpp"

class QLabel;
class QStackedLayout;
class QTreeView;

namespace cairn {

class Document;

/// Scored elements of the current map, worst first, blank scores last.
class PainModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Score,
        Where,
        StageName,
        Severity,
        Reach,
        Frequency,
        Trust,
        People,
        Money,
        kColumns
    };
    PainModel(const Phrases* phrases, QObject* parent);
    void update(const Document* document);
    const PainScore* at(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const PainScore& pain, int column) const;
    struct Row {
        PainScore pain;
        QString where, stage;
    };
    const Phrases* m_phrases;
    std::vector<Row> m_rows;
    std::string m_currency;
};

class PainTab : public QWidget {
    Q_OBJECT
public:
    PainTab(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document);
    void update();
    void showSelection(); ///< makes the row of what is selected on the map current

signals:
    void importRequested();
    void revealRequested(cairn::ElementId element);

private:
    void choose(int row);
    QPointer<Document> m_document;
    PainModel* m_model;
    QTreeView* m_view;
    QStackedLayout* m_pages;
    bool m_updating = false;
};

} // namespace cairn
