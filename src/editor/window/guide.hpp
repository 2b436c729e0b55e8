#pragma once
// Two minutes with a first map: a small card over the canvas whose steps tick themselves, because
// it watches the map.

#include <QFrame>
#include <QPointer>
#include <array>
#include <vector>

#include "editor/document.hpp"

class QLabel;
class QPushButton;

namespace cairn {

/// Never modal and never in the way: it lies in a corner of the canvas, can be skipped step by
/// step, and closed for ever.
class Guide : public QFrame {
    Q_OBJECT
public:
    enum class Step { Name, Card, Enter, Tab, Emotion, Data, Export };
    static constexpr std::size_t kSteps = 7;

    /// Lies over `canvas`, which owns it.
    explicit Guide(QWidget* canvas);
    void begin();  ///< from the first step, for a new map
    void reopen(); ///< where it was left
    void setDocument(Document* document);
    void exported(); ///< somebody has written a file

    bool isOpen() const { return m_open; } ///< also while no map is shown
    bool isDone(Step step) const { return m_done[static_cast<std::size_t>(step)]; }
    bool isFinished() const;
    Step current() const; ///< the first that is not done; Export when all are

public slots:
    void skip();  ///< the current step counts as done
    void close(); ///< for ever, until it is asked for again

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Row {
        QLabel *mark, *title;
    };
    void watch(const Changes& changes);
    void finish(Step step);
    void refresh();
    void place();
    void keep() const;
    QString titleOf(Step step) const;
    QString adviceOf(Step step) const;

    QPointer<Document> m_document;
    std::array<bool, kSteps> m_done{};
    bool m_open = false;
    LaneId m_lastLane; ///< where the last card was made
    StageId m_lastStage;
    std::vector<Row> m_rows;
    QLabel *m_head, *m_advice;
    QPushButton *m_skip, *m_close;
};

} // namespace cairn
