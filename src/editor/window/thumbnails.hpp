#pragma once
// Templates as pictures of their real map, painted off the GUI thread.

#include <QHash>
#include <QImage>
#include <QObject>
#include <QString>
#include <memory>

namespace cairn {

class Phrases;
class QtTextMeasurer;

class Thumbnails : public QObject {
    Q_OBJECT
public:
    explicit Thumbnails(QObject* parent = nullptr);
    ~Thumbnails() override;
    /// Paints `resource` (a template file) so wide; ready() follows, at once when it is at hand.
    void want(const QString& resource, bool dark, int width, double deviceRatio);

signals:
    void ready(const QString& resource, bool dark, const QImage& picture);

private:
    std::shared_ptr<const Phrases> m_phrases;
    std::shared_ptr<const QtTextMeasurer> m_measurer;
    QHash<QString, QImage> m_painted;
};

} // namespace cairn
