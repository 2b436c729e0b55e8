#pragma once
// Which event stands for which stage: suggested by name, changed by hand.

#include <QWidget>
#include <utility>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "cairn/model/project.hpp"

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace cairn {

class ImportBindings : public QWidget {
    Q_OBJECT
public:
    ImportBindings(Project project, MapId map, QWidget* parent);
    /// Event names of the file, most frequent first; suggests anew but keeps what a person chose.
    void setNames(std::vector<NameCount> names);
    /// What is to change: elements whose binding is another than now.
    std::vector<std::pair<ElementId, EventBinding>> bindings() const;
    QComboBox* chooserOf(ElementId element) const;
    QString unmatchedText() const;

private:
    struct Row {
        ElementId element;
        EventBinding before, chosen;
        bool byHand = false;
        QComboBox* chooser = nullptr;
    };
    void addRow(ElementId element, const EventBinding& before, bool indented);
    void suggest();
    void fillChooser(Row& row);
    void showUnmatched();

    Project m_project;
    MapId m_map;
    std::vector<NameCount> m_names;
    std::vector<Row> m_rows;
    QVBoxLayout* m_list;
    QLabel* m_unmatched;
};

} // namespace cairn
