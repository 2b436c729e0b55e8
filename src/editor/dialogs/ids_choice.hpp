#pragma once
// Whether an import keeps the customers' ids, and what that means for who gets the project.

#include <QWidget>

class QCheckBox;
class QLabel;

namespace cairn {

class IdsChoice : public QWidget {
    Q_OBJECT
public:
    explicit IdsChoice(QWidget* parent = nullptr);
    void setKept(bool kept);
    bool kept() const;

signals:
    void chosen(bool kept); ///< by the person

private:
    QCheckBox* m_keep;
    QLabel* m_words;
};

} // namespace cairn
