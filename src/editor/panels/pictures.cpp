#include "editor/panels/pictures.hpp"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include "cairn/base/error.hpp"
#include "cairn/model/edits.hpp"
#include "editor/document.hpp"
#include "editor/jobs.hpp"
#include "editor/panels/inspector_sections.hpp"
#include "editor/panels/inspector_text.hpp"
#include "editor/panels/panel_style.hpp"
#include "editor/panels/picture_row.hpp"

namespace cairn {
namespace {

constexpr int kCardPixels = 1024, kShownWidth = 96, kShownHeight = 64;

/// Runs on a worker. A picture is decoded at the size it is shown at most: a huge file costs no
/// huge memory.
Image readPicture(const QString& file, int pixels) {
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid() && (size.width() > pixels || size.height() > pixels))
        reader.setScaledSize(size.scaled(pixels, pixels, Qt::KeepAspectRatio));
    QImage picture = reader.read();
    if (picture.isNull())
        throw Error(ErrorCode::BadInput, "read the picture", utf8(reader.errorString()),
                    utf8(inspectorText("Choose a PNG or JPEG picture.")), utf8(file));
    if (picture.width() > pixels || picture.height() > pixels)
        picture = picture.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    // A photograph as PNG would be ten times as large; what may be seen through stays PNG.
    const bool jpeg = !picture.hasAlphaChannel() && reader.format() == "jpeg";
    picture.save(&buffer, jpeg ? "JPEG" : "PNG", jpeg ? 88 : -1);
    Image image;
    image.id = newId<ImageId>();
    image.name = utf8(QFileInfo(file).completeBaseName());
    image.mediaType = jpeg ? "image/jpeg" : "image/png";
    image.bytes = bytes.toStdString();
    return image;
}

Project withCardPicture(Project project, CardId card, ImageId picture) {
    const Card* before = project.cards.find(card);
    if (!before)
        return project;
    Card after = *before;
    const ImageId old = after.image;
    after.image = picture;
    return withoutUnusedImage(put(std::move(project), std::move(after)), old);
}

/// The picture as it stands on the card, in its own proportions.
class PictureFace : public QWidget {
public:
    PictureFace(const Image* image, QWidget* parent) : QWidget(parent) {
        if (image)
            m_image.loadFromData(QByteArray::fromStdString(image->bytes));
        const QSize size = m_image.isNull() ? QSize(kShownWidth, 40)
                                            : m_image.size().scaled(kShownWidth, kShownHeight,
                                                                    Qt::KeepAspectRatio);
        setFixedSize(size.expandedTo({16, 16}));
        setAccessibleName(m_image.isNull() ? inspectorText("No picture")
                                           : inspectorText("The picture"));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const Theme& theme = themeFor(this);
        QPainterPath frame;
        frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        if (m_image.isNull()) {
            painter.setPen(QPen(theme.colour(Colour::Line), 1, Qt::DashLine));
            painter.drawPath(frame);
            return;
        }
        painter.setClipPath(frame);
        painter.drawImage(rect(), m_image);
    }

private:
    QImage m_image;
};

} // namespace

QWidget* makePictureRow(const Image* image, const QString& choose, const QString& remove,
                        const QString& spoken, std::function<void()> chosen,
                        std::function<void()> removed, bool enabled, QWidget* parent) {
    auto* widget = new QWidget(parent);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(kInset, 0, kInset, 0);
    row->setSpacing(10);
    if (image)
        row->addWidget(new PictureFace(image, widget), 0, Qt::AlignTop);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(2);
    const auto add = [&](const QString& words, std::function<void()> does) {
        auto* button = new QPushButton(words, widget);
        button->setProperty("role", "link");
        button->setAccessibleName(spoken + QStringLiteral(": ") + words);
        button->setEnabled(enabled);
        QObject::connect(button, &QPushButton::clicked, widget, std::move(does));
        buttons->addWidget(button, 0, Qt::AlignLeft);
    };
    add(choose, std::move(chosen));
    if (image)
        add(remove, std::move(removed));
    buttons->addStretch();
    row->addLayout(buttons, 1);
    return widget;
}

void readPictureFile(Document* document, const QString& file, int pixels,
                     std::function<void(Image)> take) {
    startJob(
        document, [file, pixels](const JobControl&) { return readPicture(file, pixels); },
        std::move(take),
        [document](const Error& error) {
            if (error.code() != ErrorCode::Cancelled)
                emit document->trouble(qs(error.why()), qs(error.advice()));
        });
}

QString askForPicture(QWidget* parent, const QString& title) {
    return QFileDialog::getOpenFileName(
        parent->window(), title, QString(),
        inspectorText("Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.gif)"));
}

Project withoutUnusedImage(Project project, ImageId image) {
    if (!image || project.facts.brandLogo == image)
        return project;
    const bool used = std::any_of(project.personas.begin(), project.personas.end(),
                                  [&](const auto& p) { return p->portrait == image; }) ||
                      std::any_of(project.cards.begin(), project.cards.end(),
                                  [&](const auto& c) { return c->image == image; });
    const ElementId gone = image;
    return used ? project : removeElements(std::move(project), {&gone, 1});
}

void setCardPictureFromFile(Document* document, CardId card, const QString& file) {
    readPictureFile(document, file, kCardPixels, [document, card](Image image) {
        document->edit(inspectorText("change picture"), [&](Project project) {
            const ImageId id = image.id;
            return withCardPicture(put(std::move(project), std::move(image)), card, id);
        });
    });
}

QWidget* makeCardPicture(Document* document, CardId card, QWidget* parent) {
    const Card* shown = document->project().cards.find(card);
    const Image* image = shown ? document->project().images.find(shown->image) : nullptr;
    QWidget* widget = makePictureRow(
        image, image ? inspectorText("Change picture…") : inspectorText("Choose a picture…"),
        inspectorText("Remove picture"), inspectorText("Picture on the card"),
        [document, card, parent] {
            if (const QString file = askForPicture(parent, inspectorText("Choose a picture"));
                !file.isEmpty())
                setCardPictureFromFile(document, card, file);
        },
        [document, card] {
            document->edit(inspectorText("remove picture"), [&](Project project) {
                return withCardPicture(std::move(project), card, {});
            });
        },
        !document->readOnly(), parent);
    widget->setObjectName(QStringLiteral("card-picture"));
    return widget;
}

} // namespace cairn
