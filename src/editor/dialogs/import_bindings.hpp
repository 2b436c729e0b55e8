#pragma once
// Which event stands for which stage: suggested by name, changed by hand.

#include <QWidget>
#include <utility>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "cairn/insight/bindings.hpp"
#include "cairn/model/project.hpp"
#include "editor/import_additions.hpp"

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace cairn {

class ImportUnmatched;

class ImportBindings : public QWidget {
    Q_OBJECT
public:
    /// What the file's names are: events, steps that somebody else counted (which keep their order), or what answers are
    /// about.
    enum class Names { Events, Steps, Places };
    ImportBindings(Project project, MapId map, QWidget* parent);
    /// Names of the file, most frequent first; suggests anew but keeps what a person chose.
    /// channels: columns that say by which channel.
    void setNames(std::vector<NameCount> names, Names kind = Names::Events,
                  std::vector<ChannelColumn> channels = {});
    /// What is to change: elements whose binding is another than now; of places also what a person left as it was.
    std::vector<std::pair<ElementId, EventBinding>> bindings() const;
    /// What else a person ticked to come onto the map.
    ImportAdditions additions() const;
    QComboBox* chooserOf(ElementId element) const;
    QString unmatchedText() const;

private:
    struct Row {
        ElementId element;
        EventBinding before, chosen;
        bool byHand = false;
        QComboBox* chooser = nullptr;
        QLabel* why = nullptr;
    };
    void addRows();
    void addRow(ElementId element, const EventBinding& before, bool indented);
    QString question() const;
    void suggest();
    std::vector<BindingSuggestion> suggestions() const;
    void fillChooser(Row& row);
    void showWhy(const Row& row) const;
    void showUnmatched();

    Project m_project;
    MapId m_map;
    std::vector<NameCount> m_names;
    std::vector<Row> m_rows;
    QVBoxLayout* m_list;
    std::vector<BindingSuggestion> m_suggestions;
    std::vector<ChannelColumn> m_channels;
    Names m_kind = Names::Events;
    QLabel* m_question;
    ImportUnmatched* m_unmatched;
};

} // namespace cairn
