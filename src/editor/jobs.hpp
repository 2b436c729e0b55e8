#pragma once
// Long work off the GUI thread: a function over values runs on a worker, its one result comes back
// by a queued call.

#include <QObject>
#include <QPointer>
#include <QString>
#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "cairn/base/error.hpp"
#include "cairn/base/job.hpp"

namespace cairn {

/// One piece of work under way. Owned by the object its result is for: when that goes, the work is
/// told to stop and its result is dropped. Deletes itself when done.
class Job : public QObject {
    Q_OBJECT
public:
    /// For work that is done on a thread of its own (the saver's): hand it control(), and call finish() when it is over.
    static Job* elsewhere(QObject* receiver) { return new Job(receiver); }
    JobControl control();
    void finish();

    ~Job() override;
    void cancel();
    bool cancelled() const { return m_stop.stop_requested(); }

signals:
    void progress(double fraction, const QString& phase);
    /// After the result, the failure or the cancellation was delivered.
    void finished();

private:
    template <class Work, class Done, class Failed>
    friend Job* startJob(QObject* receiver, Work work, Done done, Failed failed);

    explicit Job(QObject* receiver);
    /// Runs `work` on a worker; it must catch everything and return what to do on the GUI thread.
    void run(std::function<std::function<void()>()> work);

    std::stop_source m_stop;
};

/// Runs work(const JobControl&) on a worker. On the receiver's thread calls done(value), or
/// failed(const Error&); after cancel() nothing but failed with ErrorCode::Cancelled. The value may
/// be move-only.
template <class Work, class Done, class Failed>
Job* startJob(QObject* receiver, Work work, Done done, Failed failed) {
    using Value = std::invoke_result_t<Work&, const JobControl&>;
    auto* job = new Job(receiver);
    job->run([work = std::move(work), done = std::move(done), failed = std::move(failed),
              control = job->control()]() mutable -> std::function<void()> {
        const auto failure = [&failed](Error error) -> std::function<void()> {
            return [failed, error = std::move(error)]() mutable { failed(error); };
        };
        try {
            control.throwIfCancelled();
            if constexpr (std::is_void_v<Value>) {
                work(control);
                return [done]() mutable { done(); };
            } else {
                auto value = std::make_shared<Value>(work(control));
                return [done, value]() mutable { done(std::move(*value)); };
            }
        } catch (const Error& error) {
            return failure(error);
        } catch (const std::exception& error) {
            return failure(Error(ErrorCode::Internal, "finish the work", error.what()));
        }
    });
    return job;
}

/// Only the newest start counts: it stops the one before and drops its result.
class LatestJob : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    template <class Work, class Done, class Failed>
    Job* start(Work work, Done done, Failed failed) {
        cancel();
        const auto turn = m_turn;
        m_job = startJob(
            this, std::move(work),
            [this, turn, done = std::move(done)](auto value) mutable {
                if (turn == m_turn)
                    done(std::move(value));
            },
            [this, turn, failed = std::move(failed)](const Error& error) mutable {
                if (turn == m_turn && error.code() != ErrorCode::Cancelled)
                    failed(error);
            });
        return m_job;
    }
    void cancel() {
        ++m_turn;
        if (m_job)
            m_job->cancel();
        m_job = nullptr;
    }
    bool running() const { return m_job; }

private:
    unsigned m_turn = 0;
    QPointer<Job> m_job;
};

} // namespace cairn
