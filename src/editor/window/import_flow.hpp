#pragma once
// From a dropped or chosen file through the preview into the project.

#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>

namespace cairn {

class ImportPreview;
class Session;

class ImportFlow : public QObject {
    Q_OBJECT
public:
    ImportFlow(Session* session, QWidget* window);
    /// Shows the preview; without an open map one is made from the file's own events.
    void start(const QString& path);
    ImportPreview* preview() const;

private:
    Session* m_session;
    QWidget* m_window;
    QPointer<QWidget> m_preview;
};

} // namespace cairn
