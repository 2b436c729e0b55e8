#include "editor/clipboard/incoming.hpp"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QUrl>

#include "cairn/base/atomic_file.hpp"
#include "cairn/base/error.hpp"
#include "cairn/exchange/mermaid.hpp"

namespace cairn {
namespace {

constexpr int kLargestPicture = 8 * 1024 * 1024, kLongestSide = 2400;

/// Within what a project holds: scaled down when it is larger than any map shows.
IncomingPicture pictureOf(const QMimeData* data) {
    for (const char* type : {"image/png", "image/jpeg"})
        if (const QByteArray bytes = data->data(QString::fromLatin1(type));
            !bytes.isEmpty() && bytes.size() <= kLargestPicture &&
            !QImage::fromData(bytes).isNull())
            return {bytes, QString::fromLatin1(type), {}};
    QImage image = qvariant_cast<QImage>(data->imageData());
    if (image.isNull())
        return {};
    if (std::max(image.width(), image.height()) > kLongestSide)
        image =
            image.scaled(kLongestSide, kLongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    for (const char* format : {"PNG", "JPEG"}) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, format);
        if (buffer.size() > 0 && buffer.size() <= kLargestPicture)
            return {buffer.data(),
                    QStringLiteral("image/%1").arg(QString::fromLatin1(format).toLower()),
                    {}};
    }
    throw Error(ErrorCode::TooLarge, "paste the picture", "it is larger than 8 MB",
                "Make it smaller first.");
}

} // namespace

QStringList tablesIn(const QMimeData* data) {
    QStringList tables;
    for (const QUrl& url : data->urls()) {
        const QString suffix = QFileInfo(url.path()).suffix().toLower();
        if (!url.isLocalFile() || !QStringList{"csv", "tsv", "tab", "txt"}.contains(suffix))
            return {};
        tables << url.toLocalFile();
    }
    return tables.size() > 1 ? tables : QStringList();
}

QString fileIn(const QMimeData* data) {
    if (!tablesIn(data).isEmpty()) // they belong together: the window's
        return {};
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

bool mayTake(const QMimeData* data) {
    return data && tablesIn(data).isEmpty() &&
           (data->hasFormat(QString::fromLatin1(kElementsType)) || data->hasText() ||
            data->hasHtml() || data->hasImage());
}

Incoming readIncoming(const QMimeData* data) {
    if (data == nullptr)
        return {};
    if (const QByteArray own = data->data(QString::fromLatin1(kElementsType)); !own.isEmpty())
        return clipFromJson({own.constData(), static_cast<std::size_t>(own.size())});
    const std::string text = data->text().toStdString();
    const bool mermaid = looksLikeMermaid(text);
    if (!mermaid && data->hasHtml()) {
        const std::string html = data->html().toStdString();
        if (html.size() <= kLongestPaste)
            if (auto read = readPastedHtml(html); read && !read->empty())
                return IncomingText{std::move(*read), false};
    }
    if (!text.empty())
        if (Pasted read = readPasted(text); !read.empty())
            return IncomingText{std::move(read), mermaid};
    if (data->hasImage())
        if (IncomingPicture picture = pictureOf(data); !picture.bytes.isEmpty())
            return picture;
    return {};
}

Pasted readTextFile(const QString& path) {
    const std::filesystem::path file(path.toStdU16String());
    const std::string text = readWholeFile(file, kLongestPaste);
    try {
        Pasted read = QFileInfo(path).suffix().startsWith("m", Qt::CaseInsensitive) &&
                              !path.endsWith(".md", Qt::CaseInsensitive)
                          ? readMermaid(text)
                          : readPasted(text);
        if (read.empty())
            throw Error(ErrorCode::BadInput, "open", "there is nothing in it to make a map of");
        return read;
    } catch (const Error& error) {
        throw Error(error.code(), error.doing(), error.why(), error.advice(), path.toStdString());
    }
}

bool isMapText(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == "mmd" || suffix == "mermaid" || suffix == "md";
}

} // namespace cairn
