#pragma once
// The drawer's last tab: which files the numbers come from.

#include <QPointer>
#include <QWidget>

#include "cairn/layout/phrases.hpp"
#include "cairn/model/project.hpp"

class QStackedLayout;
class QVBoxLayout;

namespace cairn {

class Document;

class DataTab : public QWidget {
    Q_OBJECT
public:
    DataTab(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document);
    void update();

signals:
    void importRequested();

private:
    QWidget* makeCard(const Dataset& dataset);
    const Phrases* m_phrases;
    QPointer<Document> m_document;
    QStackedLayout* m_pages;
    QVBoxLayout* m_list;
};

} // namespace cairn
