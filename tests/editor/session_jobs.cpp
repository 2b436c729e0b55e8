#include <catch2/catch.hpp>

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QThread>
#include <QtTest/QSignalSpy>
#include <atomic>

#include "editor/jobs.hpp"
#include "session_fixture.hpp"

using namespace cairn;
using cairn::test::eventually;

namespace {
void untilStopped(const JobControl& control) {
    for (;;) {
        control.throwIfCancelled();
        QThread::msleep(1);
    }
}
} // namespace

TEST_CASE("a job works elsewhere and answers here") {
    QObject receiver;
    QThread* worked = nullptr;
    QThread* answered = nullptr;
    int value = 0;
    startJob(
        &receiver, [&](const JobControl&) { return worked = QThread::currentThread(), 42; },
        [&](int v) {
            answered = QThread::currentThread();
            value = v;
        },
        [](const Error&) {});
    REQUIRE(eventually([&] { return value != 0; }));
    CHECK(value == 42);
    CHECK(worked != answered);
    CHECK(answered == QThread::currentThread());
}

TEST_CASE("a value that cannot be copied comes back") {
    QObject receiver;
    std::unique_ptr<int> value;
    startJob(
        &receiver, [](const JobControl&) { return std::make_unique<int>(7); },
        [&](std::unique_ptr<int> v) { value = std::move(v); }, [](const Error&) {});
    REQUIRE(eventually([&] { return value != nullptr; }));
    CHECK(*value == 7);
}

TEST_CASE("a failing job tells its error, a foreign exception too") {
    QObject receiver;
    std::vector<ErrorCode> codes;
    const auto failed = [&](const Error& error) { codes.push_back(error.code()); };
    startJob(
        &receiver, [](const JobControl&) { throw Error(ErrorCode::DiskFull, "write", "full"); },
        [] {}, failed);
    REQUIRE(eventually([&] { return codes.size() == 1; }));
    startJob(
        &receiver, [](const JobControl&) { throw std::runtime_error("oops"); }, [] {}, failed);
    REQUIRE(eventually([&] { return codes.size() == 2; }));
    CHECK(codes == std::vector{ErrorCode::DiskFull, ErrorCode::Internal});
}

TEST_CASE("a cancelled job stops and says that it was cancelled") {
    QObject receiver;
    std::optional<ErrorCode> code;
    Job* job = startJob(
        &receiver, untilStopped, [] {}, [&](const Error& error) { code = error.code(); });
    job->cancel();
    REQUIRE(eventually([&] { return code.has_value(); }));
    CHECK(code == ErrorCode::Cancelled);
}

TEST_CASE("work whose receiver is gone is stopped and its answer dropped") {
    auto receiver = std::make_unique<QObject>();
    std::atomic<bool> started = false, stopped = false;
    bool answered = false;
    startJob(
        receiver.get(),
        [&](const JobControl& control) {
            started = true;
            try {
                untilStopped(control);
            } catch (...) {
                stopped = true;
                throw;
            }
        },
        [&] { answered = true; }, [&](const Error&) { answered = true; });
    REQUIRE(eventually([&] { return started.load(); }));
    receiver.reset();
    REQUIRE(eventually([&] { return stopped.load(); }));
    QCoreApplication::processEvents();
    CHECK_FALSE(answered);
}

TEST_CASE("of two jobs of one kind only the newest answers") {
    LatestJob latest;
    std::vector<int> answers;
    const auto done = [&](int v) { answers.push_back(v); };
    const auto failed = [&](const Error&) { answers.push_back(-1); };
    latest.start([](const JobControl& c) { return untilStopped(c), 1; }, done, failed);
    latest.start([](const JobControl&) { return 2; }, done, failed);
    REQUIRE(eventually([&] { return !latest.running(); }));
    CHECK(answers == std::vector{2});
}

TEST_CASE("progress is told on the receiver's thread") {
    QObject receiver;
    std::atomic<bool> go = false;
    bool over = false;
    Job* job = startJob(
        &receiver,
        [&](const JobControl& control) {
            while (!go)
                QThread::msleep(1);
            control.report(0.25, "reading");
        },
        [&] { over = true; }, [](const Error&) {});
    QSignalSpy progress(job, &Job::progress);
    go = true;
    REQUIRE(eventually([&] { return over; }));
    REQUIRE(progress.count() == 1);
    CHECK(progress.front().at(0).toDouble() == 0.25);
    CHECK(progress.front().at(1).toString() == "reading");
}

// The verdict falls after the test: a process that goes while a worker paints dies of it.
TEST_CASE("an application that goes waits for work that paints") {
    static std::atomic<int> painting = 0; // outlives the test, as the work does
    const auto paint = [](const JobControl&) {
        ++painting;
        QImage picture(200, 100, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&picture);
        for (int i = 0; i < 200; ++i) {
            QFont font("Inter");
            font.setPixelSize(8 + i % 50);
            painter.setFont(font);
            painter.drawText(10, 50, QString::number(i));
        }
    };
    for (int i = 0; i < 4; ++i)
        startJob(
            qApp, paint, [] {}, [](const Error&) {});
    REQUIRE(eventually([&] { return painting.load() > 0; }));
}
