#pragma once
// One message, in place, until it is put away: never a dialog.

#include <QFrame>

#include "editor/message.hpp"

class QHBoxLayout;
class QLabel;

namespace cairn {

class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    void tell(const Message& message); ///< replaces the one before
    void putAway();
    QString text() const;

private:
    QLabel* m_what;
    QLabel* m_advice;
    QHBoxLayout* m_choices;
};

} // namespace cairn
