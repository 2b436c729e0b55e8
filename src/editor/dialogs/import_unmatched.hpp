#pragma once
// The events that no stage or touchpoint is bound to: ticked, they come onto the map.

#include <QWidget>
#include <set>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "editor/import_additions.hpp"

class QCheckBox;
class QLabel;
class QListWidget;

namespace cairn {

/// Nothing is ticked unless a person ticks it.
class ImportUnmatched : public QWidget {
    Q_OBJECT
public:
    explicit ImportUnmatched(QWidget* parent);
    /// Most frequent first. mayMakeStages: when stages can be made of them. counted: they are steps somebody else
    /// counted, which have no events to place touchpoints by.
    void showNames(const std::vector<NameCount>& unmatched, bool any, bool counted, bool mayMakeStages);
    ImportAdditions additions() const;
    QString text() const; ///< what stands above the list, and the names

private:
    QLabel* m_title;
    QListWidget* m_list;
    QCheckBox* m_stages;
    std::set<QString> m_ticked;
    QStringList m_names;
};

} // namespace cairn
