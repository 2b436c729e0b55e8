#pragma once
// What follows a first import, from choosing a file to the project: newer exports, customers' properties.

#include <QObject>
#include <QString>
#include <QWidget>

#include <functional>

#include "cairn/ingest/join.hpp"
#include "editor/again.hpp"
#include "editor/message.hpp"
#include "editor/window/file_chooser.hpp"

namespace cairn {

class Job;
class Session;

class DataFlow : public QObject {
    Q_OBJECT
public:
    enum class Kind { Append, Replace, Join };
    DataFlow(Session* session, QWidget* window);
    /// Asks for the file. All of them are about the data of the current map.
    void ask(Kind kind, const FileChooser& chooser);
    /// Reads a newer export as the data before were read: nothing more is asked.
    void readNewer(Kind kind, const QString& path);
    /// A file that came without saying what for: of a kind the project knows, it is offered as the newer export, one click;
    /// of any other, asNew(paths). Several are newer exports of data that were one file a step. The very same file is told
    /// to be that.
    void offerAgain(const QStringList& paths, std::function<void(const QStringList&)> asNew);
    void readAgain(const AgainFound& found);
    void tellAgain(const AgainOutcome& outcome);
    /// Looks for the customers in a second file and says what it would keep.
    void join(const QString& path);

signals:
    void working(const QString& what, cairn::Job* job);
    void message(const cairn::Message& message);

private:
    void offer(const AgainFound& found, std::function<void()> fresh);
    void offerJoin(const QString& path, const JoinPlan& plan);
    Session* m_session;
    QWidget* m_window;
};

} // namespace cairn
