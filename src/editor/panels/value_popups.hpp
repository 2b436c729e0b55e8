#pragma once
// Small things to type a value into, under the word that they change. Enter keeps, Esc leaves all
// as it was.

#include <QDate>
#include <QFrame>
#include <QPointer>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cairn/base/civil_time.hpp"

class QVBoxLayout;

namespace cairn {

/// The frame they share: below its anchor and inside the screen, gone when done.
class ValuePopup : public QFrame {
    Q_OBJECT
public:
    ValuePopup(const QString& name, QWidget* anchor);
    void open(QWidget* focus);
    std::function<bool()> accept; ///< false keeps it open: what is typed makes no sense
    QVBoxLayout* column() const { return m_column; }
    void addDone();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void finish();
    QPointer<QWidget> m_anchor;
    QVBoxLayout* m_column;
};

/// A number and a unit, 1 second to 400 days.
void openDurationPopup(QWidget* anchor, const QString& what, std::int64_t nowMs,
                       std::function<void(std::int64_t ms)> chosen);

/// Two days in a time zone, either may be left open. `from` is the first instant of its day, `to`
/// the last of its.
struct DayRange {
    std::optional<TimeMs> from, to;
};
void openRangePopup(QWidget* anchor, const QString& what, const DayRange& now,
                    const DayRange& known, const std::string& zone,
                    std::function<void(const DayRange&)> chosen);
/// The local day an instant lies in; UTC where the zone is not known.
QDate dayIn(const std::string& zone, TimeMs instant);
/// "1 January 2024 to 31 March 2024", "from …", "until …".
QString rangeWords(const DayRange& range, const std::string& zone);

/// A list to search in.
struct ListedValue {
    QString shown;
    std::string value;
};
void openListPopup(QWidget* anchor, const QString& what, const std::vector<ListedValue>& values,
                   const std::string& now, std::function<void(const std::string&)> chosen);
void openZonePopup(QWidget* anchor, const std::string& now,
                   std::function<void(const std::string&)> chosen);

} // namespace cairn
