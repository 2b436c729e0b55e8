#pragma once
// Why they left, step by step: the reasons, where they went instead, and the customers behind each number.

#include <QPointer>
#include <QWidget>
#include <optional>

#include "cairn/layout/charts.hpp"
#include "editor/panels/people_list.hpp"
#include "editor/people.hpp"
#include "editor/question_runner.hpp"
#include "render/fonts.hpp"

class QLabel;
class QVBoxLayout;

namespace cairn {

class Document;
class QuestionStatus;

class WhyView : public QWidget {
    Q_OBJECT
public:
    WhyView(const Phrases* phrases, QWidget* parent);
    void setDocument(Document* document, QuestionRunner* questions);
    void update();
    /// The list behind a number; `segment` empty = all.
    void open(const PeopleFilter& filter, const QString& segment);
    PeopleList* list() const { return m_list; }

signals:
    void exportRequested(const cairn::ChartExport& what);
    void forgetRequested(const QString& customer);
    void opened(); ///< a list was asked for: show this view
    void listShown();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void addStep(std::size_t step, const StepResult& result);
    void showPeople();
    void showInstead();
    void close();
    QString titleOf(std::size_t count) const;

    const Phrases* m_phrases;
    QPointer<Document> m_document;
    QPointer<QuestionRunner> m_questions;
    QVBoxLayout* m_reasons;
    PeopleList* m_list;
    QuestionStatus *m_peopleStatus, *m_insteadStatus;
    ChartView* m_instead;
    QtTextMeasurer m_measurer;
    std::optional<PeopleFilter> m_filter; ///< of the list that is open
    QString m_segment;
};

} // namespace cairn
