#include "editor/jobs.hpp"

#include <QCoreApplication>
#include <QThreadPool>

namespace cairn {

namespace {

/// Work that paints needs the application's fonts to its last stroke: the application waits for it
/// before it goes.
void waitBeforeTheApplicationGoes() {
    static const bool once [[maybe_unused]] =
        (qAddPostRoutine([] { QThreadPool::globalInstance()->waitForDone(); }), true);
}

} // namespace

Job::Job(QObject* receiver) : QObject(receiver) {
    waitBeforeTheApplicationGoes();
}

Job::~Job() {
    m_stop.request_stop();
}

void Job::cancel() {
    m_stop.request_stop();
}

JobControl Job::control() {
    JobControl control;
    control.stop = m_stop.get_token();
    // The pointer is only looked at on the GUI thread, where the job may have gone meanwhile.
    control.onProgress = [self = QPointer<Job>(this)](double fraction, std::string_view phase) {
        auto words = QString::fromUtf8(phase.data(), static_cast<qsizetype>(phase.size()));
        QMetaObject::invokeMethod(
            qApp,
            [self, fraction, words = std::move(words)] {
                if (self)
                    emit self->progress(fraction, words);
            },
            Qt::QueuedConnection);
    };
    return control;
}

void Job::finish() {
    emit finished();
    deleteLater();
}

void Job::run(std::function<std::function<void()>()> work) {
    QThreadPool::globalInstance()->start(
        [work = std::move(work), self = QPointer<Job>(this)]() mutable {
            auto deliver = work();
            // What the work held is let go on the worker, not in the middle of a frame.
            work = nullptr;
            QMetaObject::invokeMethod(
                qApp,
                [self, deliver = std::move(deliver)] {
                    if (!self)
                        return;
                    deliver();
                    if (self)
                        self->finish();
                },
                Qt::QueuedConnection);
        });
}

} // namespace cairn
