#pragma once
// The bar over everything: whose project, whether it is kept, find, import, export.

#include <QFrame>
#include <QWidget>
#include <vector>

#include "editor/saver.hpp"
#include "editor/window/actions.hpp"

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace cairn {

class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(const WindowActions& actions, QWidget* parent = nullptr);
    void setProjectShown(bool shown); ///< without one only the logo, find and the menu stay
    void setTitle(const QString& title);
    void setEditable(bool editable);
    /// The words of the state; `tip` says more (why not saved, which file).
    void setState(const QString& words, const QString& tip, bool grave);
    QString stateText() const;
    QLineEdit* titleField() const { return m_title; }
    void setIcons(const Theme& theme);

    QMenu* versionsMenu() const { return m_versionsMenu; } ///< filled by whoever knows the versions

signals:
    void titleEdited(const QString& title);
    void stateClicked();

private:
    QMenu* makeMenu(const WindowActions& actions);
    QMenu* makeExportMenu(const WindowActions& actions);
    void fitTitle();

    QMenu* m_versionsMenu = nullptr;
    QWidget* m_logo;
    QLineEdit* m_title;
    QPushButton* m_state;
    QToolButton *m_undo, *m_redo, *m_menu;
    QPushButton *m_find, *m_import, *m_export;
    std::vector<QWidget*> m_ofProject;
    QString m_shownTitle;
};

} // namespace cairn
