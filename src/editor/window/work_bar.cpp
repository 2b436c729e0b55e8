#include "editor/window/work_bar.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace cairn {

namespace {
constexpr int kShowAfterMs = 250;
constexpr int kFootGap = 24;
} // namespace

WorkBar::WorkBar(QWidget* parent)
    : QFrame(parent), m_what(new QLabel), m_bar(new QProgressBar),
      m_cancel(new QPushButton(tr("Stop"))) {
    setProperty("surface", "card");
    m_what->setTextFormat(Qt::PlainText);
    m_bar->setFixedWidth(160);
    m_bar->setTextVisible(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(m_what);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kShowAfterMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        if (!m_job)
            return;
        place();
        show();
        raise();
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
        hide();
    });
    parent->installEventFilter(this);
    hide();
}

void WorkBar::watch(const QString& what, Job* job) {
    m_job = job;
    m_what->setText(what);
    m_cancel->setEnabled(true);
    m_bar->setRange(0, 0); // until the work says how far it is
    connect(job, &Job::progress, this, [this, job](double fraction) {
        if (m_job != job)
            return;
        m_bar->setRange(0, 1000);
        m_bar->setValue(static_cast<int>(fraction * 1000));
        m_cancel->setEnabled(fraction < 1); // what is decided is not stopped any more
    });
    const auto over = [this, job] {
        if (m_job && m_job != job)
            return; // newer work is being shown
        m_job = nullptr;
        m_delay.stop();
        hide();
    };
    connect(job, &Job::finished, this, over);
    connect(job, &QObject::destroyed, this, over);
    m_delay.start();
}

bool WorkBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void WorkBar::place() {
    adjustSize();
    const QSize room = parentWidget()->size();
    move((room.width() - width()) / 2, room.height() - height() - kFootGap);
}

} // namespace cairn
