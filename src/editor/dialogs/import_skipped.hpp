#pragma once
// Which rows are skipped or read with doubt: why, how many, a list, and all of them as a file.

#include <QWidget>

#include "cairn/ingest/figures.hpp"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace cairn {

class ImportSkipped : public QWidget {
    Q_OBJECT
public:
    explicit ImportSkipped(QWidget* parent);
    void showFigures(const Sniffed& sniffed, const ImportFigures& figures);
    QString sentence() const;
    QTreeWidget* list() const { return m_list; }

signals:
    void exportRequested();

private:
    QLabel* m_title;
    QTreeWidget* m_list;
    QPushButton* m_export;
    QLabel* m_note;
};

} // namespace cairn
