#pragma once
// The funnel's rules as one sentence whose words can be changed.

#include <QPointer>
#include <QWidget>
#include <functional>
#include <vector>

#include "cairn/model/project.hpp"

class QToolButton;

namespace cairn {

class Document;
class FlowLayout;

/// "Customers who did [catalog] › [purchase] in that order, other steps between allowed, within 7
/// days of the first step, by [platform]": every chooser writes the current map's FunnelSetup as
/// one undo step.
class FunnelSentence : public QWidget {
    Q_OBJECT
public:
    explicit FunnelSentence(QWidget* parent);
    void setDocument(Document* document);
    void update();        ///< from the document as it is now
    QString text() const; ///< the sentence as it reads

signals:
    void bindingRequested(cairn::ElementId stage);

private:
    struct Choice {
        QString label;
        std::function<void(FunnelSetup&)> apply;
    };
    void say(const QString& words);
    void addStep(const Stage& stage, bool first);
    void addChooser(const char* name, const QString& what, const QString& shown,
                    const std::vector<Choice>& choices, const char* role);
    void addRules(const FunnelSetup& setup, bool sessions);
    void addBreakdown(const FunnelSetup& setup, const std::vector<std::string>& columns);
    void change(const QString& what, const std::function<void(FunnelSetup&)>& apply);

    QPointer<Document> m_document;
    FlowLayout* m_flow;
    QStringList m_words;
};

/// The property columns of a dataset's plan and whether it has sessions; empty for step counts and
/// unreadable plans.
struct DatasetColumns {
    std::vector<std::string> properties;
    bool sessions = false;
};
DatasetColumns columnsOf(const Dataset& dataset);
/// "no time limit", "within 7 days".
QString windowWords(const std::optional<std::int64_t>& windowMs);

} // namespace cairn
