#pragma once
// The drawer's last tab: which files the numbers come from.

#include <QPointer>
#include <QWidget>

#include "cairn/layout/phrases.hpp"
#include "cairn/model/project.hpp"
#include "editor/question_runner.hpp"

class QStackedLayout;
class QVBoxLayout;

namespace cairn {

class Document;
class FolderWatcher;

class DataTab : public QWidget {
    Q_OBJECT
public:
    DataTab(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document, QuestionRunner* questions = nullptr);
    void update();
    void showChanges(); ///< the numbers are others, the data are not
    void setWatcher(FolderWatcher* watcher); ///< before a document is shown; without one there is no such row

signals:
    void importRequested();
    void appendRequested(cairn::DatasetId dataset);
    void replaceRequested(cairn::DatasetId dataset);
    void joinRequested(cairn::DatasetId dataset);
    void eraseRequested(cairn::DatasetId dataset); ///< without trace; was confirmed
    void forgetRequested(const QString& customer); ///< likewise
    void forgetIdsRequested();                     ///< likewise
    void watchFolderRequested();
    void importPathRequested(const QString& path);
    void skippedRequested(cairn::DatasetId dataset); ///< its skipped rows as a file

private:
    QWidget* makeCard(const Dataset& dataset);
    QStringList factsOf(const Dataset& dataset) const;
    std::vector<std::string> propertiesOf(const Dataset& dataset) const;
    QStringList historyOf(const Dataset& dataset) const;
    void addPrecautions();
    bool anyIds() const;
    QWidget* makeErase(const Dataset& dataset, QWidget* card);
    QWidget* makeFollowUps(const Dataset& dataset, QWidget* card);
    const Phrases* m_phrases;
    QPointer<Document> m_document;
    QPointer<QuestionRunner> m_questions;
    QPointer<FolderWatcher> m_watcher;
    QStackedLayout* m_pages;
    QVBoxLayout* m_list;
};

} // namespace cairn
