#pragma once
// The three panels around the canvas: outline (left), inspector (right), insights drawer (bottom).
// Each follows the document by itself; the window only places them and hears what they ask for.

#include <QTreeWidget>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "cairn/events/event_log.hpp"
#include "cairn/layout/phrases.hpp"
#include "cairn/model/elements.hpp"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace cairn {

class Document;
class FolderWatcher;
class QuestionRunner;
struct ChartExport;

/// Maps, personas and data of the project, as a list that can be walked and edited by keyboard.
class OutlinePanel : public QWidget {
    Q_OBJECT
public:
    /// The document must outlive the panel; setDocument changes it (nullptr shows nothing).
    explicit OutlinePanel(Document* document, QWidget* parent = nullptr);
    ~OutlinePanel() override;
    void setDocument(Document* document);
    QTreeWidget* tree() const;
    void addMap(MapKind kind); ///< a new map after the others, made current, ready to be renamed
    void addPersona();
    /// While cards are dragged over the window: the map whose row lies there, which is marked; 0 = none. Without a
    /// place nothing is marked any more.
    MapId offerMap(std::optional<QPoint> globalPos);

signals:
    void importRequested();
    void revealRequested(cairn::ElementId element);
    void tagFilterRequested(const QString& tag); ///< show only the cards that carry it
    void
    datasetRequested(cairn::DatasetId dataset); ///< a data row was activated: show the Data tab

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Fields of what is selected, made from the field table; facts and map when nothing is.
class InspectorPanel : public QWidget {
    Q_OBJECT
public:
    /// document and phrases must outlive the panel.
    InspectorPanel(Document* document, const Phrases* phrases, QWidget* parent = nullptr);
    ~InspectorPanel() override;
    void setDocument(Document* document);
    /// Commits what is typed but not yet finished; the window calls it before saving and closing.
    void commitPending();

public slots:
    /// Event names of the current map's dataset, most frequent first, for the binding editor.
    void setEventNames(const std::vector<cairn::NameCount>& names);
    /// Opens the binding editor of a stage or card (the canvas' "bind one").
    void editBinding(cairn::ElementId element);

signals:
    void importRequested();
    void revealRequested(cairn::ElementId element);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The drawer of insights: what was counted, what hurts, and the data behind it.
class InsightsDrawer : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Funnel, PainPoints, Paths, Retention, Trends, Touchpoints, Data };

    /// document and phrases must outlive the drawer.
    InsightsDrawer(Document* document, const Phrases* phrases, QWidget* parent = nullptr);
    ~InsightsDrawer() override;
    /// Without questions the tabs that ask them stay empty.
    void setDocument(Document* document, QuestionRunner* questions = nullptr);
    void setWatcher(FolderWatcher* watcher); ///< for the Data tab's row; before setDocument
    Tab currentTab() const;
    /// Nothing but "import data" is to be seen: it needs little room.
    bool isEmpty() const;

public slots:
    void showTab(cairn::InsightsDrawer::Tab tab);

signals:
    void importRequested();
    void revealRequested(cairn::ElementId element);
    /// A segment's row was activated; empty = all.
    void segmentRequested(const QString& value);
    void bindingRequested(cairn::ElementId element); ///< a step of the sentence was clicked
    void tabChanged(cairn::InsightsDrawer::Tab tab);
    void emptyChanged(bool empty);
    void exportRequested(const cairn::ChartExport& what);
    // What the Data tab offers for a dataset.
    void appendRequested(cairn::DatasetId dataset);
    void replaceRequested(cairn::DatasetId dataset);
    void joinRequested(cairn::DatasetId dataset);
    void eraseRequested(cairn::DatasetId dataset);
    void forgetRequested(const QString& customer);
    void forgetIdsRequested();
    void watchFolderRequested();
    void importPathRequested(const QString& path);
    void skippedRequested(cairn::DatasetId dataset);

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectTabs();
    void noteEmpty();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

OutlinePanel* makeOutlinePanel(Document* document, QWidget* parent);
InspectorPanel* makeInspectorPanel(Document* document, const Phrases* phrases, QWidget* parent);

} // namespace cairn
