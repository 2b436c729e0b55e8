#pragma once
// What lies on the clipboard or hangs at the pointer, read as what a map can take.

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <variant>

#include "cairn/exchange/clip.hpp"

class QMimeData;

namespace cairn {

/// A picture as it will lie in the project.
struct IncomingPicture {
    QByteArray bytes; ///< PNG or JPEG
    QString mediaType, name;
};

/// `mermaid` is set for text that names itself as a journey: it is a map, wherever it is put.
struct IncomingText {
    Pasted pasted;
    bool mermaid = false;
};

using Incoming = std::variant<std::monostate, Clip, IncomingText, IncomingPicture>;

/// A quick look, without reading: whether there is something that readIncoming may take.
bool mayTake(const QMimeData* data);
/// Cairn's elements before Mermaid, a page's table or list before the same as text, pictures last.
/// Throws Error.
Incoming readIncoming(const QMimeData* data);
/// A file of text (.mmd, .md, .txt) as what is in it. Throws Error. For workers.
Pasted readTextFile(const QString& path);
/// True for names of files that readTextFile is for: Mermaid and Markdown.
bool isMapText(const QString& path);
/// The first local file, "" when there is none, or when there are several tables (tablesIn).
QString fileIn(const QMimeData* data);
/// Two or more local files, all of them tables by their names: .csv, .tsv, .tab, .txt.
QStringList tablesIn(const QMimeData* data);

} // namespace cairn
