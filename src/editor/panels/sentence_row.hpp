#pragma once
// A question as one sentence whose words can be changed. Every choice is one undo step.

#include <QPointer>
#include <QWidget>
#include <functional>
#include <vector>

#include "cairn/model/project.hpp"
#include "editor/question_runner.hpp"

class QMenu;
class QToolButton;

namespace cairn {

class Document;
class FlowLayout;

class SentenceRow : public QWidget {
    Q_OBJECT
public:
    explicit SentenceRow(QWidget* parent);
    void setDocument(Document* document, QuestionRunner* questions);
    void update();        ///< from the document as it is now
    QString text() const; ///< the sentence as it reads

signals:
    void bindingRequested(cairn::ElementId stage);

protected:
    /// One entry of a chooser: it changes the map, or opens something to type into, or heads a
    /// group.
    struct Choice {
        QString label;
        std::function<void(Map&)> apply;
        std::function<void(QWidget* anchor)> open;
        bool checked = false;
        std::vector<Choice> within; ///< a menu of its own
    };
    virtual void fill(const Project& project, const Map& map) = 0;

    void say(const QString& words);
    /// What stands there now is the checked choice, or `shown`.
    QToolButton* addChooser(const char* name, const QString& what, const QString& shown,
                            std::vector<Choice> choices, const char* role = "inline");
    /// A word that opens something; the button is what it opens below.
    QToolButton* addWord(const char* name, const QString& what, const QString& shown,
                         const std::function<void(QWidget* anchor)>& open,
                         const char* role = "inline");
    /// The small sign that takes a rule out of the sentence again.
    void addRemover(const char* name, const QString& what, const std::function<void(Map&)>& apply);
    void change(const QString& what, const std::function<void(Map&)>& apply);

    // Choices that several sentences offer.
    Choice eventChoice(const QString& label, const EventBinding& now,
                       std::function<void(Map&, const EventBinding&)> apply, const QString& what);
    QString eventWords(const EventBinding& binding) const; ///< a bound stage's title, or the events
    std::vector<Choice> stageChoices(std::function<void(Map&, const EventBinding&)> apply,
                                     const EventBinding& now) const;
    void addPeriodChooser(const std::string& now,
                          const std::function<void(Map&, const char*)>& set);
    void addZoneWord(const Map& map);

    Document* document() const;
    QuestionRunner* questions() const;

private:
    void fillMenu(QMenu* menu, const QString& what, const std::vector<Choice>& choices,
                  QToolButton* button);
    void keepFocusOn(const QString& name);
    bool menuOpen() const;

    QPointer<Document> m_document;
    QPointer<QuestionRunner> m_questions;
    FlowLayout* m_flow;
    QStringList m_words;
};

/// "catalog or 2 more".
QString eventsInWords(const EventBinding& binding);
/// "no time limit", "within 7 days".
QString windowWords(const std::optional<std::int64_t>& windowMs);
/// "by day", "by week", "by month".
QString periodWords(const std::string& period);
/// "UTC", "Berlin time" as the place is called in the list of zones.
QString zoneWords(const std::string& zone);

} // namespace cairn
