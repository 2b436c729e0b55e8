#pragma once
// Choosing which events mean "a customer was here": a small list under the field, never a dialog.

#include <QFrame>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "cairn/model/elements.hpp"

class QLineEdit;
class QListWidget;

namespace cairn {

/// Lists the dataset's event names with how often they occur; a name that is not there can be
/// typed. Closing it hands over the choice once, Esc leaves everything as it was. Deletes itself.
class BindingPopup : public QFrame {
    Q_OBJECT
public:
    BindingPopup(EventBinding binding, const std::vector<NameCount>& names, QWidget* parent);
    void openBelow(QWidget* anchor);

signals:
    void chosen(const cairn::EventBinding& binding);

protected:
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addName(const QString& name, const QString& detail, bool checked);
    void filterBy(const QString& text);
    void acceptTyped();

    EventBinding m_before;
    QLineEdit* m_search;
    QListWidget* m_list;
    bool m_dropped = false;
};

} // namespace cairn
