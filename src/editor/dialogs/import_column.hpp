#pragma once
// The column one is on: how its cells are written, and what the step or event in it is called.

#include <QWidget>

#include "cairn/ingest/plan.hpp"

class QComboBox;
class QLabel;
class QLineEdit;

namespace cairn {

class ImportColumn : public QWidget {
    Q_OBJECT
public:
    explicit ImportColumn(QWidget* parent);
    /// Shows a column of the plan; keeps a label that is being typed.
    void showColumn(const Sniffed& sniffed, const ImportPlan& plan, std::size_t column);
    std::size_t column() const { return m_column; }

signals:
    void timeChosen(std::size_t column, cairn::TimeFormat::Kind kind);
    void decimalChosen(std::size_t column, char mark);
    void scaleChosen(std::size_t column, const cairn::FeedbackScale& scale);
    void labelGiven(std::size_t column, const QString& label);

private:
    void offerTimes(const std::vector<std::string>& samples, const TimeFormat& now);
    void offerScales(const std::optional<FeedbackScale>& now);
    void offerMarks(const std::vector<std::string>& samples, const PlannedColumn& column);
    std::size_t m_column = 0;
    QLabel* m_name;
    QLabel* m_meaning;
    QLabel* m_formatLabel;
    QComboBox* m_format;
    QLabel* m_nameLabel;
    QLineEdit* m_label;
    enum class Offered { Times, Marks, Scales } m_offered = Offered::Times;
    std::vector<FeedbackScale> m_scales; ///< offered for a column of scores
};

} // namespace cairn
