#pragma once
// How a file is written: encoding, separator, header, and the order of day and month where it can
// be read two ways.

#include <QWidget>

#include "cairn/ingest/plan.hpp"

class QCheckBox;
class QComboBox;
class QLabel;

namespace cairn {

class ImportDialect : public QWidget {
    Q_OBJECT
public:
    explicit ImportDialect(QWidget* parent);
    void showFile(const Sniffed& sniffed, const ImportPlan& plan);

signals:
    void dialectChosen(const cairn::Dialect& dialect);
    void dateOrderChosen(cairn::TimeFormat::Kind kind);

private:
    void offerDateOrder(const Sniffed& sniffed, const ImportPlan& plan);
    Dialect m_dialect;
    QComboBox* m_encoding;
    QComboBox* m_delimiter;
    QCheckBox* m_header;
    QLabel* m_orderLabel;
    QComboBox* m_order;
};

} // namespace cairn
