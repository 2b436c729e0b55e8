#pragma once
// How a file is written: which of its tables, encoding, separator, header, and what every row is
// where no column says so.

#include <QWidget>

#include "cairn/ingest/plan.hpp"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace cairn {

class ImportDialect : public QWidget {
    Q_OBJECT
public:
    explicit ImportDialect(QWidget* parent);
    void showFile(const Sniffed& sniffed, const ImportPlan& plan);

signals:
    void tableChosen(std::size_t table);
    void dialectChosen(const cairn::Dialect& dialect);
    void eventNameGiven(const QString& name);

private:
    void offerTables(const Sniffed& sniffed);
    Dialect m_dialect;
    QLabel* m_tableLabel;
    QComboBox* m_table;
    QComboBox* m_encoding;
    QComboBox* m_delimiter;
    QCheckBox* m_header;
    QLabel* m_eventLabel;
    QLineEdit* m_event;
};

} // namespace cairn
