#pragma once
// Keeps a document's numbers up to date, off the GUI thread.

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "editor/document.hpp"
#include "editor/jobs.hpp"

namespace cairn {

using SharedContent = std::shared_ptr<const DatasetContent>;

/// Recomputes after an edit that a number depends on, and when another map is shown. Owns nothing
/// but the rows of the dataset in use, of the one it is compared with and of the map's survey,
/// shared with the workers.
class FindingsRunner : public QObject {
    Q_OBJECT
public:
    /// Fetches a dataset's rows; must call one of the two on the GUI thread, later.
    using Source = std::function<void(DatasetId, std::function<void(SharedContent)> done,
                                      std::function<void(const Error&)> failed)>;
    FindingsRunner(Document* document, Source source, QObject* parent = nullptr);

    /// Rows that are at hand already (just imported).
    void setContent(DatasetId dataset, SharedContent content);
    void setFeedback(DatasetId dataset, SharedContent content);
    /// All rows at hand are let go and fetched again: they were rewritten.
    void forget();
    SharedContent content() const { return m_content; }
    /// Rows of that dataset, when they are at hand.
    SharedContent contentOf(DatasetId dataset) const {
        return dataset && dataset == m_dataset ? m_content : nullptr;
    }
    bool busy() const {
        return m_loading || m_other.loading || m_feedback.loading ||
               m_answeredBefore.loading || m_timer.isActive() ||
               m_job.running();
    }

signals:
    void namesChanged(const std::vector<cairn::NameCount>& names); ///< events of the dataset in use
    void contentChanged(); ///< other rows are at hand, or none
    void trouble(const cairn::Error& error);

private:
    void onChanged(const Changes& changes);
    void refresh();
    void load(DatasetId dataset);
    /// Rows that are used beside those of the funnel.
    struct Beside {
        DatasetId dataset;
        SharedContent content;
        bool loading = false;
    };
    void loadBeside(Beside& beside, DatasetId dataset);
    DatasetId comparedDataset() const;
    void compute();
    void countEvents();

    Document* m_document;
    Source m_source;
    QTimer m_timer;
    LatestJob m_job, m_names;
    DatasetId m_dataset; ///< whose rows m_content holds, or are being fetched
    SharedContent m_content;
    bool m_loading = false;
    Beside m_other;    ///< what the funnel is held against; kept only while it is asked for
    Beside m_feedback; ///< what customers answered
    Beside m_answeredBefore; ///< and in the survey before
};

} // namespace cairn
