#pragma once
// What the tabs of questions share: a sentence, progress, charts below; or why there are none.

#include <QPointer>
#include <QWidget>

#include "cairn/layout/charts.hpp"
#include "editor/panels/chart_view.hpp"
#include "editor/panels/sentence_row.hpp"
#include "editor/question_runner.hpp"
#include "render/fonts.hpp"

class QLabel;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace cairn {

class Document;
class QuestionStatus;

class QuestionTab : public QWidget {
    Q_OBJECT
public:
    /// `emptyTitle` stands there as long as there are no events to ask.
    QuestionTab(Subject subject, const Phrases* phrases, const QString& emptyTitle,
                const QString& emptyText, QWidget* parent);
    void setDocument(Document* document, QuestionRunner* questions);
    void update(); ///< the sentence and what is shown, from the document as it is now
    SentenceRow* sentence() const { return m_sentence; }

signals:
    void importRequested();
    void exportRequested(const cairn::ChartExport& what);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

    void setSentence(SentenceRow* sentence);
    ChartView* addChart(const char* name, const QString& title);
    /// Called when the answer is another; state().answer may be empty.
    virtual void showAnswer() = 0;
    /// A sentence for an answer with nothing in it; empty when there is something to draw.
    virtual QString nothingWords() const { return {}; }

    template <class T> const T* answer() const {
        return m_questions ? std::get_if<T>(&m_questions->state(m_subject).answer) : nullptr;
    }
    Document* document() const { return m_document; }
    QuestionRunner* questions() const { return m_questions; }
    const Phrases& phrases() const { return *m_phrases; }
    const TextMeasurer& measurer() const { return m_measurer; }
    ChartOptions chartOptions(double width) const;
    QVBoxLayout* column() const { return m_column; }

private:
    void showState();

    Subject m_subject;
    const Phrases* m_phrases;
    QString m_emptyTitle, m_emptyText;
    QtTextMeasurer m_measurer;
    QPointer<Document> m_document;
    QPointer<QuestionRunner> m_questions;
    SentenceRow* m_sentence = nullptr;
    QuestionStatus* m_status;
    QLabel *m_nothing, *m_emptyTitleLabel, *m_emptyTextLabel;
    QPushButton* m_emptyAction;
    QWidget* m_page;
    QVBoxLayout* m_column;
    QStackedLayout* m_pages;
};

} // namespace cairn
