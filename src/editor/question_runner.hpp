#pragma once
// What a map asks of its data besides the funnel, answered off the GUI thread, only while somebody
// looks.

#include <QObject>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "cairn/insight/questions.hpp"
#include "editor/document.hpp"
#include "editor/findings_runner.hpp"
#include "editor/jobs.hpp"
#include "editor/people.hpp"

namespace cairn {

enum class Subject { Retention, Paths, Trends, Touchpoints, Instead, People };
inline constexpr std::size_t kSubjects = 6;

/// Of a million customers perhaps: shared with the lists that show some of them.
using SharedPeople = std::shared_ptr<const std::vector<UnitOutcome>>;

using Answer = std::variant<std::monostate, RetentionResult, PathsResult, TrendResult,
                            TouchpointResult, std::vector<InsteadOf>, SharedPeople>;

/// Shares the rows of the dataset in use with the FindingsRunner. A newer question of a subject
/// stops the older one; an answer is kept until its question or its data change.
class QuestionRunner : public QObject {
    Q_OBJECT
public:
    /// Both must outlive the runner.
    QuestionRunner(Document* document, FindingsRunner* findings, QObject* parent = nullptr);

    struct State {
        Answer answer; ///< monostate until there is one
        bool busy = false;
        bool stopped = false;       ///< by the person; ask() starts it again
        std::optional<Error> error; ///< why there is no answer
    };
    const State& state(Subject subject) const { return slot(subject).state; }
    /// Somebody looks: keeps the answer up to date from now on.
    void want(Subject subject);
    /// Nobody looks any more: what is under way is stopped, what is known is kept.
    void leave(Subject subject);
    /// Whose list Subject::People is: of a segment, or of all.
    void setPeople(std::optional<SegmentChoice> segment);
    void cancel(Subject subject);
    void ask(Subject subject); ///< once more, after cancel() or an error

    /// Rows of the current map's dataset; nullptr while they are fetched, for other data and for
    /// none.
    SharedContent content() const;
    const EventLog* log() const;
    /// Event names, most frequent first.
    const std::vector<NameCount>& names() const { return m_names; }
    /// Columns that a question can be asked by (the session column is none); of the log at hand.
    std::vector<std::string> columns() const;
    bool sessions() const;

signals:
    void changed(cairn::Subject subject); ///< its state
    void progressed(cairn::Subject subject, double fraction);
    void dataChanged(); ///< the rows at hand, or the names in them

private:
    /// All that an answer depends on.
    struct Key {
        MapId map;
        std::uint64_t data = 0;
        FunnelSetup funnel;
        QuestionSetup questions;
        std::vector<std::tuple<ElementId, std::string, EventBinding>> bound;
        std::optional<SegmentChoice> segment;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Slot {
        bool wanted = false;
        std::optional<Key> key; ///< of the answer there is, or is being worked out
        State state;
        LatestJob job;
    };
    const Slot& slot(Subject subject) const { return m_slots[static_cast<std::size_t>(subject)]; }
    Slot& slot(Subject subject) { return m_slots[static_cast<std::size_t>(subject)]; }
    std::optional<Key> keyOf(Subject subject) const;
    void refresh(Subject subject);
    void refreshAll();
    void start(Subject subject, Key key);

    Document* m_document;
    FindingsRunner* m_findings;
    std::array<Slot, kSubjects> m_slots;
    std::vector<NameCount> m_names;
    std::optional<SegmentChoice> m_segment;
    std::uint64_t m_data = 0; ///< counts the changes of the rows at hand
    QTimer m_timer;
};

} // namespace cairn
