#pragma once
// Long work shows itself here: what, how far, and a way to stop it.

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include "editor/jobs.hpp"

class QLabel;
class QProgressBar;
class QPushButton;

namespace cairn {

/// Floats over the foot of its parent. Work that is over at once is not shown at all.
class WorkBar : public QFrame {
    Q_OBJECT
public:
    explicit WorkBar(QWidget* parent);
    void watch(const QString& what, Job* job);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    QLabel* m_what;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QPointer<Job> m_job;
    QTimer m_delay;
};

} // namespace cairn
