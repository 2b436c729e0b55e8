#pragma once
// Where work begins: what was left behind, templates as pictures, recent files, the sample.

#include <QHash>
#include <QWidget>
#include <vector>

#include "cairn/store/working_copy.hpp"
#include "editor/window/thumbnails.hpp"

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cairn {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void setRecent(const QStringList& files);
    void setRecoverables(std::vector<Recoverable> left);
    bool picturesReady() const { return m_missing == 0; }

signals:
    void blankWanted();
    void templateWanted(const QString& name);
    void guideWanted();
    void pasteWanted();
    void sampleWanted();
    void openWanted();
    void importWanted();
    void fileWanted(const QString& path);
    void recoverWanted(const cairn::Recoverable& left);
    void discardWanted(const cairn::Recoverable& left);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeTemplates();
    QWidget* makeSide();
    QPushButton* addCard(const QString& title, const QString& sentence, const QString& resource);
    void placeCards();
    void refreshPictures();
    QWidget* recoveryCard(const Recoverable& left);

    Thumbnails m_thumbnails;
    QVBoxLayout* m_recovery = nullptr;
    QGridLayout* m_grid = nullptr;
    QVBoxLayout* m_recent = nullptr;
    QLabel* m_recentHead = nullptr;
    std::vector<QPushButton*> m_cards;
    QHash<QString, QLabel*> m_pictures; ///< by template resource
    int m_columns = 0;
    int m_missing = 0;
};

} // namespace cairn
