#pragma once
// The file's first rows, with each column's meaning in a chooser above it.

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QTableView>
#include <vector>

#include "cairn/ingest/plan.hpp"

class QComboBox;

namespace cairn {

/// The first rows as they will be read; a column's quiet tint tells its role.
class PreviewModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit PreviewModel(QWidget* looks);
    void setContent(std::vector<std::vector<std::string>> rows, ImportPlan plan);
    void setPlan(ImportPlan plan);
    const ImportPlan& plan() const { return m_plan; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<std::vector<std::string>> m_rows;
    ImportPlan m_plan;
    QWidget* m_looks; ///< whose palette says light or dark
};

/// A header with a chooser under each column's name.
class RoleHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit RoleHeader(QWidget* parent);
    void setPlan(const ImportPlan& plan);
    QComboBox* chooser(int column) const;
    QSize sizeHint() const override;

signals:
    void roleChosen(int column, cairn::ColumnRole role);
    void columnChosen(int column); ///< its chooser got the focus

public slots:
    void placeChoosers();

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void updateGeometries() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::vector<QComboBox*> m_choosers;
    ImportPlan m_plan;
};

class ImportTable : public QTableView {
    Q_OBJECT
public:
    explicit ImportTable(QWidget* parent);
    void setContent(const Sniffed& sniffed, const ImportPlan& plan);
    void setPlan(const ImportPlan& plan);

signals:
    void roleChosen(int column, cairn::ColumnRole role);
    void columnChosen(int column); ///< the one that is looked at

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    PreviewModel* m_model;
    RoleHeader* m_header;
};

} // namespace cairn
